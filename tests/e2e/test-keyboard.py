#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""A whole conversation by keyboard alone, in a window of 800x600."""

import subprocess

from harness import Window, free_port, key, main, test, type_text, wait, xdotool


def on(window, name):
    wait(lambda: window.focus_is_on(name), f'the focus on {name}')


def clipboard():
    return subprocess.run(['xclip', '-o', '-selection', 'clipboard'], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, timeout=5).stdout


def type_address(port):
    """The focus is in Host, whose proposal stays; Look up and Port are next."""
    key('Tab', 'Tab', 'ctrl+a')
    type_text(str(port))


def find(window, name, text):
    """Opens a list, and types a part of what is wanted."""
    key('space')
    window.wait(lambda: window.is_open(name), f'the list of {name}')
    type_text(text)
    window.wait(lambda: window.shows_exactly(text), f'{text} typed')
    key('Return')


@test
def a_conversation_by_keyboard():
    port = free_port()
    with Window(size=(800, 600)) as window:
        on(window, 'Create')
        key('Return')
        window.see('s1 = socket(AF_INET, SOCK_STREAM, 0)')
        on(window, 'Host')
        assert window.value('Host') == '127.0.0.1' and window.value('Port') == '12345'
        type_address(port)
        key('alt+b')
        window.see(f"s1.bind(('127.0.0.1', {port}))")
        on(window, 'Listen')
        key('space')
        window.see('LISTENING')

        key('ctrl+n')
        on(window, 'Family')
        key('Tab', 'Tab', 'Tab')
        on(window, 'Create')
        key('Return')
        window.see('s2 = socket(AF_INET, SOCK_STREAM, 0)')
        on(window, 'Host')
        type_address(port)
        key('alt+c')
        window.see('c3, addr = s1.accept()')
        on(window, 'Data')
        type_text('hello')
        key('Return')
        window.see("s2.send(b'hello')", 'c3.recv(65536)')

        # To the peer, in the sidebar: s1, its peer c3, s2.
        window.walk_to('c3')
        key('alt+d')
        on(window, 'Data')
        type_text('good day')
        key('Return')
        window.see("c3.send(b'good day')", 's2.recv(65536)')
        key('alt+x')
        window.see('c3.close()', 'end of stream: the peer sent FIN')
        geometry = subprocess.run(['xdotool', 'getwindowgeometry', window.id()],
                                  stdout=subprocess.PIPE, text=True, check=True).stdout
        assert '800x600' in geometry, geometry


@test
def ctrl_w_closes_no_socket():
    with Window(size=(800, 600)) as window:
        key('Return')
        window.see('s1 = socket(')
        key('ctrl+w')
        xdotool('sleep', 0.3)
        assert not window.shows('s1.close()') and window.process.poll() is None


@test
def a_family_is_found_by_typing():
    with Window(size=(800, 600)) as window:
        key('ctrl+n')
        on(window, 'Family')
        find(window, 'Family', 'path')  # of its plain word, "local, by path"
        window.wait(lambda: window.chosen('Family') == 'AF_UNIX', 'AF_UNIX in Family')
        key('Tab')
        on(window, 'Type')
        find(window, 'Type', 'dgram')
        window.wait(lambda: window.chosen('Type') == 'SOCK_DGRAM', 'SOCK_DGRAM in Type')
        key('Tab', 'Tab', 'Return')
        window.see('s1 = socket(AF_UNIX, SOCK_DGRAM, 0)')
        on(window, 'Path')


@test
def copied_rows_are_python():
    port = free_port()
    with Window() as window:
        key('Return')
        on(window, 'Host')
        type_address(port)
        key('alt+b')
        on(window, 'Listen')
        key('space')
        window.see('LISTENING')
        key('ctrl+n')
        on(window, 'Family')
        key('Tab', 'Tab', 'Tab', 'Return')
        window.see('s2 = socket(')
        type_address(port)
        key('alt+c')
        window.see('c3, addr = s1.accept()')
        on(window, 'Data')
        type_text("it's")
        key('Return')
        window.see('c3.recv(65536)')

        key('shift+F6')
        window.wait(lambda: (window.focused() or window.frame).get_role_name() == 'table row',
                    'the focus in the log')
        key('ctrl+a', 'ctrl+c')
        window.wait(lambda: 'c3.recv' in clipboard(), 'the calls in the clipboard')
        code = clipboard()
    compile(code, 'the clipboard', 'exec')
    for line in ('s1 = socket(AF_INET, SOCK_STREAM, 0)', f"s1.bind(('127.0.0.1', {port}))",
                 's1.listen(5)', f"s2.connect(('127.0.0.1', {port}))", 'c3, addr = s1.accept()',
                 's2.send(b"it\'s")', 'c3.recv(65536)'):
        assert line in code.splitlines(), code


def count_windows(process):
    out = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)],
                         stdout=subprocess.PIPE).stdout
    return len(out.split())


@test
def the_keys_are_listed():
    with Window() as window:
        on(window, 'Create')
        for shortcut in 'ctrl+question', 'ctrl+F1':
            key(shortcut)
            wait(lambda: count_windows(window.process) == 2, 'the list of the keys')
            key('Escape')
            wait(lambda: count_windows(window.process) == 1, 'its end')
            xdotool('windowfocus', window.id())


main()
