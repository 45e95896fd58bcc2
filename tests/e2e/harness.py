# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Drives the built window from outside, as a person would: finds controls by
the names that a screen reader says, presses keys, and reads what is shown.

A test program decorates its tests with @test and ends with main(). The
window's program is argv[1]. Output is TAP; all else goes to stderr.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

APP_ID = 'io.github.sockeye.Sockeye'
# Seconds; sanitizer builds on a busy machine are slow.
PATIENCE = float(os.environ.get('SOCKEYE_TEST_PATIENCE', '20'))
HERE = pathlib.Path(__file__).resolve().parent

_tests = []


class Skip(Exception):
    """This test cannot run here; the message is the reason."""


def test(function):
    _tests.append(function)
    return function


def pump(seconds):
    context, end = GLib.MainContext.default(), time.monotonic() + seconds
    while True:
        while context.iteration(False):
            pass
        if time.monotonic() >= end:
            return
        time.sleep(0.005)


def wait(function, what, patience=PATIENCE):
    """Repeats function until it returns something true. Objects come and go
    while the window works, so errors of the bus only mean "not yet"."""
    end, error = time.monotonic() + patience, None
    while time.monotonic() < end:
        try:
            value = function()
            if value:
                return value
        except GLib.Error as e:
            error = e
        pump(0.03)
    raise AssertionError(f'waited {patience:g} s for {what}' + (f' ({error})' if error else ''))


def xdotool(*args):
    subprocess.run(['xdotool', *map(str, args)], check=True, stdout=subprocess.DEVNULL)


def key(*names):
    for name in names:
        xdotool('key', name)
        pump(0.03)


def type_text(text):
    xdotool('type', '--delay', '8', '--', text)


def walk(node):
    # The cache misses what GTK 4.8 does not tell; this clears all below.
    node.clear_cache()
    yield from _walk(node)


def _walk(node):
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from _walk(child)


def states(node):
    return {state.value_nick for state in node.get_state_set().get_states()}


def plain_name(node):
    """GTK 4.8 gives a button with a mnemonic the name "_Send Send"."""
    name = (node.get_name() or '').replace('_', '')
    half = len(name) // 2
    return name[:half] if len(name) % 2 and name[:half] == name[half + 1:] else name


def n_actions(node):
    return Atspi.Action.get_n_actions(node) if 'Action' in node.get_interfaces() else 0


def text_of(node):
    # The end must be a number: GTK 4.8 takes -1 for 0.
    if 'Text' not in node.get_interfaces():
        return ''
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


class Window:
    """The program, and its first window. Leaves no process behind."""

    def __init__(self, *args, size=None, **environment):
        self.process = subprocess.Popen(
            [sys.argv[1], *args], stdin=subprocess.DEVNULL, stdout=sys.stderr,
            env={**os.environ, **environment})
        try:
            self.frame = self.wait(self._find_frame, 'the window on the accessibility bus')
            self.wait(self.id, 'the window on the screen')
            if size is not None:
                xdotool('windowsize', '--sync', self.id(), *size)
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self._report(error)
        status = self.quit()
        if kind is None and status != 0:
            raise AssertionError(f'the program ended with status {status}')

    def _find_frame(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.process.pid:
                app.clear_cache()
                return app.get_child_at_index(0) if app.get_child_count() else None
        return None

    def id(self):
        out = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                             stdout=subprocess.PIPE, text=True).stdout.split()
        return out[0] if out else None

    def _report(self, error):
        print(f'--- shown when it failed ({error}):', file=sys.stderr)
        with contextlib.suppress(Exception):
            for line in self.texts():
                print(f'  {line}', file=sys.stderr)
        shots = os.environ.get('SOCKEYE_TEST_SHOTS')
        if shots and shutil.which('import'):
            subprocess.run(['import', '-window', 'root', f'{shots}/{time.time():.1f}.png'])

    def quit(self):
        """Ends the program as its menu does, so that leaks are reported."""
        if self.process.poll() is None:
            try:
                Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
                    APP_ID, '/' + APP_ID.replace('.', '/'), 'org.gtk.Actions', 'Activate',
                    GLib.Variant('(sava{sv})', ('quit', [], {})), None, 0, 5000, None)
                return self.process.wait(PATIENCE)
            except (GLib.Error, subprocess.TimeoutExpired):
                self.process.kill()
        return self.process.wait()

    # Finding

    def wait(self, function, what):
        """As wait(), but a program that ended is not waited for."""
        def look():
            status = self.process.poll()
            if status is not None:
                raise AssertionError(f'the program ended with status {status}')
            return function()
        return wait(look, what)

    def nodes(self, name, role=None):
        for node in walk(self.frame):
            if (name in (plain_name(node), node.get_name())
                    and (role is None or node.get_role_name() == role)):
                yield node

    def find(self, name, role=None, usable=lambda node: True):
        def look():
            return next((n for n in self.nodes(name, role) if usable(n)), None)
        return self.wait(look, f'{role or "control"} {name!r}')

    def has(self, name):
        return next(self.nodes(name), None) is not None

    def texts(self):
        """All that is shown, node by node."""
        for node in walk(self.frame):
            # The name of a label is its text.
            typed = text_of(node) if node.get_role_name() in ('text', 'entry') else ''
            yield from filter(None, (node.get_name(), typed))

    def shows(self, wanted):
        return any(wanted in text for text in self.texts())

    def shows_exactly(self, wanted):
        return wanted in self.texts()

    def see(self, *wanted):
        """Waits until every one of these is shown somewhere."""
        for text in wanted:
            self.wait(lambda: self.shows(text), f'{text!r} to be shown')

    def see_match(self, pattern):
        """Waits for a regular expression; returns its match."""
        def look():
            return next(filter(None, (re.search(pattern, text) for text in self.texts())), None)
        return self.wait(look, f'a text like {pattern!r}')

    # Doing

    @staticmethod
    def _pressable(node):
        """The node that takes the click: of a menu button, one inside."""
        for inner in walk(node):
            if n_actions(inner) and 'Text' not in inner.get_interfaces():
                return inner
        return None

    def press(self, name, role=None):
        # The bar comes before the header bar, whose Close is the window's.
        node = self.find(name, role, lambda n: n.get_role_name() not in ('label', 'text')
                         and 'visible' in states(n) and self._pressable(n) is not None)
        assert Atspi.Action.do_action(self._pressable(node), 0), f'{name} cannot be pressed'
        pump(0.05)

    def pressable(self, name):
        """Whether the call can be made now: not announced as disabled."""
        return 'sensitive' in states(self.find(name, usable=lambda n: n.get_role_name() != 'label'))

    def entry(self, name):
        def editable(node):
            return 'EditableText' in node.get_interfaces() and 'visible' in states(node)
        for node in walk(self.find(name, usable=lambda n: any(map(editable, walk(n))))):
            if editable(node):
                return node
        raise AssertionError(name)

    def fill(self, name, text):
        node = self.entry(name)
        assert Atspi.EditableText.set_text_contents(node, text), f'{name} cannot be edited'
        self.wait(lambda: text_of(node) == text, f'{text!r} in {name}')

    def value(self, name):
        return text_of(self.entry(name))

    def choose(self, name, choice):
        """Picks from a drop-down by keys: AT-SPI cannot, on GTK 4.8. Typing
        leaves few rows, of which it need not be the first."""
        combo = self.find(name, 'combo box')
        if self._chosen(combo) == choice:
            return
        assert Atspi.Action.do_action(self._pressable(combo), 0)
        self.wait(lambda: any(self._items(combo)), f'the list of {name}')
        if any('EditableText' in n.get_interfaces() for n in walk(combo)):
            before, end = len(self._items(combo)), time.monotonic() + 1
            type_text(choice)
            # The entry waits a moment before it filters, and then rows go.
            self.wait(lambda: len(self._items(combo)) != before or time.monotonic() > end,
                      f'the list of {name} to be filtered')

        def step():
            """One key towards the choice; true once it is there."""
            names, selected, focused = zip(*self._items(combo))
            if choice not in names:
                return False
            steps = names.index(choice) - (selected.index(True) if True in selected else 0)
            if steps == 0:
                return True
            # From the search entry, the first Down only goes to the list.
            key('Up' if steps < 0 and any(focused) else 'Down')
            return False
        self.wait(step, f'{choice} to be found')
        key('Return')
        self.wait(lambda: self._chosen(combo) == choice, f'{choice} in {name}')

    def chosen(self, name):
        return self._chosen(self.find(name, 'combo box'))

    def is_open(self, name):
        """Whether the list of a drop-down is open and takes keys."""
        combo = self.find(name, 'combo box')
        return any('focused' in states(n) and n.get_role_name() in ('list item', 'entry')
                   for n in walk(combo))

    @staticmethod
    def _items(combo):
        """Of an open list: the first label, selected or not, focused or not."""
        return [(next((n.get_name() for n in walk(item) if n.get_role_name() == 'label'), ''),
                 'selected' in states(item), 'focused' in states(item))
                for item in walk(combo) if item.get_role_name() == 'list item']

    @staticmethod
    def _chosen(combo):
        """The text of the button: GTK keeps a page "(None)" beside it."""
        return next((n.get_name() for n in walk(combo)
                     if n.get_role_name() == 'label' and n.get_name() != '(None)'), None)

    def focused(self):
        return next((n for n in walk(self.frame) if 'focused' in states(n)), None)

    def focus_is_on(self, name):
        """Whether the focus is on this control or inside it."""
        return any('focused' in states(n) for found in self.nodes(name) for n in walk(found))

    def go_to(self, name, role=None):
        """Moves the focus by Tab. name: how the control's name begins."""
        def look():
            node = self.focused()
            return (node is not None and (node.get_name() or '').startswith(name)
                    and role in (None, node.get_role_name())) or key('Tab')
        self.wait(look, f'the focus on {name}')

    # Steps that many tests share

    def toggle_flags(self, button, *flags):
        """By keys, in the list beside Send or Recv."""
        key('alt+d')
        self.go_to(button)
        key('space')
        for flag in flags:
            self.go_to(flag, 'check box')
            key('space')
        key('Escape')
        self.wait(lambda: self.focus_is_on(button), f'{button} to be closed')

    def create(self, name, family='AF_INET', kind='SOCK_STREAM', protocol='0'):
        """Makes a socket, whose name will be as told."""
        self.choose('Family', family)
        self.choose('Type', kind)
        self.choose('Protocol', protocol)
        self.press('Create')
        self.see(f'{name} = socket({family}, {kind}, {protocol})')

    def automatic(self, on):
        node = self.find('Automatic', usable=lambda n: n.get_role_name() != 'label')
        if ('checked' in states(node) or 'pressed' in states(node)) != on:
            assert Atspi.Action.do_action(self._pressable(node), 0)
            self.wait(lambda: ('checked' in states(node) or 'pressed' in states(node)) == on,
                 f'Automatic {"on" if on else "off"}')

    def connect_by_hand(self, peer):
        """Makes s1 and connects it to s of a Peer."""
        port = peer.does("l = create_server(('127.0.0.1', 0)); print(l.getsockname()[1])")
        self.create('s1')
        self.automatic(False)
        self.fill('Port', port)
        self.press('Connect')
        self.see(f"s1.connect(('127.0.0.1', {port}))", 'CONNECTED')
        peer.does('s, address = l.accept()')

    def rows(self):
        """Of the log, as a screen reader says them; in any order."""
        return [n.get_name() for n in walk(self.find('Log')) if n.get_role_name() == 'table row'
                and n.get_name().startswith('Row ')]

    def within(self, name):
        """All that is shown in a group of controls."""
        return [n.get_name() for n in walk(self.find(name, 'panel'))]

    def pending(self):
        """The calls that have not returned, each with how long it waits."""
        return [tuple(plain_name(n.get_parent().get_child_at_index(i)) for i in (1, 2))
                for n in self.nodes('Cancel', 'push button')]

    def _sidebar(self):
        return self.find('Sockets', usable=lambda n: 'Selection' in n.get_interfaces())

    @staticmethod
    def _has_label(node, name):
        return any(n.get_role_name() == 'label' and n.get_name() == name for n in walk(node))

    def is_selected(self, name):
        """Whether the bar is that of this socket."""
        return self._has_label(self.find('Selected socket'), name)

    def select(self, name):
        """Chooses a socket in the sidebar."""
        def try_it():
            rows = self._sidebar()
            for i in range(rows.get_child_count()):
                if self._has_label(rows.get_child_at_index(i), name):
                    Atspi.Selection.select_child(rows, i)
            return self.is_selected(name)
        self.wait(try_it, f'{name} to be selected')

    def walk_to(self, name):
        """The same by keys: F6 to the sidebar, then up and down."""
        for _ in range(8):
            if any('focused' in states(n) for n in walk(self._sidebar())):
                break
            key('F6')
        key('Home')
        for _ in range(20):
            if self.is_selected(name):
                return
            key('Down')
            pump(0.1)
        raise AssertionError(f'no key leads to {name}')


class Program:
    """A python3 program beside the window. Leaves no process behind."""

    def __init__(self, source, *args, **replaced):
        """source: Python, or a file of this folder; replaced: its assignments."""
        if source.endswith('.py'):
            source = (HERE / source).read_text()
        for name, value in replaced.items():
            source, n = re.subn(rf'^{name}\s*=\s*[^#\n]*', lambda _: f'{name} = {value!r} ', source,
                                flags=re.M)
            assert n == 1, name
        self.process = subprocess.Popen(
            [sys.executable, '-u', '-c', source, *args], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, cwd=tempfile.gettempdir())
        os.set_blocking(self.process.stdout.fileno(), False)
        self.output = ''

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def _read(self):
        # As text, a pipe with nothing in it would be an error.
        with contextlib.suppress(BlockingIOError):
            while more := os.read(self.process.stdout.fileno(), 65536):
                self.output += more.decode(errors='replace')
        return self.output

    def prints(self, wanted):
        return wait(lambda: wanted in self._read() and self.output,
                    f'the program to print {wanted!r}; it printed {self.output!r}')

    def ends(self, status=0):
        wait(lambda: self.process.poll() is not None, 'the program to end')
        self._read()
        assert self.process.returncode == status, f'status {self.process.returncode}'
        return self.output


# Runs each line that it is told, and says when it has.
PEER = '''
from socket import *
from struct import pack
import sys
for number, line in enumerate(sys.stdin, 1):
    try:
        exec(line)
    except OSError as error:
        print(type(error).__name__)
    print('done', number)
'''


class Peer(Program):
    """A python3 that makes its calls one by one, as the test tells it."""

    def __init__(self):
        super().__init__(PEER)
        self.told = 0

    def does(self, line):
        """Waits until it is done; returns what was printed, or the error."""
        before = len(self._read())
        self.told += 1
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        end = f'done {self.told}\n'
        return self.prints(end)[before:].removesuffix(end).strip()


def free_port(kind=socket.SOCK_STREAM):
    """A port that was free just now. Closed unused, so not in TIME_WAIT."""
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def _stop(number, frame):
    # As an exception, so that every process is ended on the way out.
    raise SystemExit(128 + number)


def main():
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    print(f'1..{len(_tests)}', flush=True)
    failed = 0
    for number, function in enumerate(_tests, 1):
        name = function.__name__.replace('_', ' ')
        try:
            function()
            print(f'ok {number} - {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} - {name} # SKIP {reason}', flush=True)
        except Exception:
            failed += 1
            traceback.print_exc()
            print(f'not ok {number} - {name}', flush=True)
    sys.exit(failed > 0)
