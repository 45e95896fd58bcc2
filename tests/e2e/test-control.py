#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Control messages and late errors: what goes beside the data, each way."""

import os
import socket

from harness import Peer, Window, free_port, key, main, test



def connect_unix(window, peer, name, client='s1'):
    """To c of a Peer, by hand."""
    path = os.path.join(os.environ['XDG_RUNTIME_DIR'], name)
    peer.does(f'u = socket(AF_UNIX); u.bind({path!r}); u.listen()')
    window.create(client, 'AF_UNIX')
    window.automatic(False)
    window.fill('Path', path)
    window.press('Connect')
    window.see('CONNECTED')
    peer.does('c, address = u.accept()')


def tick(window, name):
    """By keys, in an open popover. name: how the label begins."""
    window.go_to(name, 'check box')
    key('space')


def set_option(window, name):
    window.press('Options')
    tick(window, name)
    window.see('s1.setsockopt(')
    key('Escape')


def add_control(window, kind, **fields):
    window.press('Control')
    window.choose('Control message', kind)
    for name, text in fields.items():
        window.fill(name.replace('_', ' '), text)
    window.press('Add', 'push button')
    window.see('Control 1')
    key('Escape')


def show_last_row(window):
    """In Details, by keys."""
    def in_log():
        node = window.focused()
        return node is not None and node.get_role_name() == 'table row' or key('F6')
    window.wait(in_log, 'the focus in the log')
    key('End')


def details_say(window, *wanted):
    for text in wanted:
        window.wait(lambda: any(text in (name or '') for name in window.within('Details')),
                    f'{text!r} in Details')


@test
def a_listener_that_is_passed_on_accepts_by_hand():
    with Peer() as peer, Window() as window:
        connect_unix(window, peer, 'passed')
        port = peer.does("l = create_server(('127.0.0.1', 0)); print(l.getsockname()[1])")
        peer.does("import os; n = os.open('/dev/null', os.O_RDONLY)")
        peer.does("send_fds(c, [b'two'], [l.fileno(), n])")
        window.press('Recv')
        window.see('two')
        show_last_row(window)
        details_say(window, 'SCM_RIGHTS', '/dev/null', f'127.0.0.1:{port}')
        assert window.is_selected('s1'), 'what came has moved the selection'
        window.press('d2', 'push button')
        window.wait(lambda: window.is_selected('d2'), 'd2 to be selected')
        window.see('LISTENING')
        peer.does(f"k = create_connection(('127.0.0.1', {port})); k.send(b'hello')")
        window.press('Accept')
        window.wait(lambda: window.is_selected('c3'), 'c3 to be selected')
        window.press('Recv')
        window.see('Row', 'c3.recv(1024)', 'hello')


@test
def a_socket_is_passed_on():
    with Peer() as peer, Window() as window:
        window.create('s1')
        window.automatic(False)
        window.fill('Port', '0')
        window.press('Bind')
        window.see('BOUND')
        port = window.see_match(r'127\.0\.0\.1:([1-9]\d+)').group(1)
        connect_unix(window, peer, 'passing', client='s2')
        window.press('Control')
        window.choose('Control message', 'SCM_RIGHTS')
        tick(window, 's1  TCP')
        window.press('Add', 'push button')
        window.see('Control 1')
        key('Escape')
        window.fill('Data', 'take it')
        window.press('Send')
        window.see('s2.sendmsg(')
        assert peer.does('data, fds, flags, a = recv_fds(c, 100, 9); print(data, len(fds))') \
            == "b'take it' 1"
        assert peer.does('print(socket(fileno=fds[0]).getsockname()[1])') == port


@test
def the_time_to_live_goes_with_the_datagram():
    with Peer() as peer, Window() as window:
        port = peer.does("r = socket(AF_INET, SOCK_DGRAM); r.bind(('127.0.0.1', 0)); "
                         'r.setsockopt(IPPROTO_IP, 12, 1); print(r.getsockname()[1])')
        window.create('s1', kind='SOCK_DGRAM')
        window.automatic(False)
        window.fill('To', f'127.0.0.1:{port}')
        add_control(window, 'IP_TTL', Time_to_live='7')
        window.fill('Data', 'hello')
        # What Send would do is shown before it is done.
        window.see('[(IPPROTO_IP, IP_TTL, ')
        window.press('Send')
        window.see('Row 2, s1')
        assert peer.does('d, a, f, s = r.recvmsg(100, 100); print(d, a)') \
            == r"b'hello' [(0, 2, b'\x07\x00\x00\x00')]"
        # It stays until it is removed.
        window.press('Send')
        assert peer.does('d, a, f, s = r.recvmsg(100, 100); print(len(a))') == '1'
        window.press('Control 1')
        window.press('Remove IP_TTL')
        key('Escape')
        window.press('Send')
        window.see("s1.sendto(b'hello', ")


@test
def the_time_to_live_is_told_of_what_comes():
    with Peer() as peer, Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        window.fill('Port', '0')
        window.press('Bind')
        window.see('BOUND')
        port = window.see_match(r'127\.0\.0\.1:(\d+)').group(1)
        set_option(window, 'IP_RECVTTL')
        peer.does('p = socket(AF_INET, SOCK_DGRAM); p.setsockopt(IPPROTO_IP, IP_TTL, 33)')
        peer.does(f"p.sendto(b'hello', ('127.0.0.1', {port}))")
        window.see('hello')
        show_last_row(window)
        details_say(window, 'IP_TTL', '33')


@test
def a_late_error_leads_to_its_send():
    port = free_port(socket.SOCK_DGRAM)
    with Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        window.automatic(False)
        set_option(window, 'IP_RECVERR')
        window.fill('To', f'127.0.0.1:{port}')
        window.fill('Data', 'anybody?')
        window.press('Send')
        window.see(f"s1.sendto(b'anybody?', ('127.0.0.1', {port}))")
        window.toggle_flags('Flags of Recv', 'MSG_ERRQUEUE')
        window.press('Recv')
        window.see('MSG_ERRQUEUE)')
        show_last_row(window)
        details_say(window, 'IP_RECVERR', 'ECONNREFUSED', '127.0.0.1', 'Caused by row 3')
        window.press('Caused by row 3')
        details_say(window, "3 · s1.sendto(b'anybody?'")
        window.wait(lambda: not window.has('Caused by row 3'), 'the row of the send')


@test
def the_peer_of_a_unix_connection_is_named():
    with Peer() as peer, Window() as window:
        connect_unix(window, peer, 'peer')
        window.press('Socket')
        details_say(window, 'SO_PEERCRED', f'{peer.process.pid} (python', f'{os.getuid()} (')


main()
