#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The cheat sheet's server and client, as a student would write them in Python
3, each with the window at the other end."""

import socket

from harness import Program, Window, free_port, key, main, test, wait

THANKS = 'Thank you for connecting'


def own_name():
    """The host, and what to change in the scripts: nothing, as a rule. Some
    bare machines cannot resolve their own name."""
    name = socket.gethostname()
    try:
        socket.getaddrinfo(name, None, socket.AF_INET)
        return name, {}
    except OSError:
        return 'localhost', {'host': 'localhost'}


def listen(window, host, port, automatic):
    window.create('s1')
    window.automatic(automatic)
    window.fill('Host', host)
    window.fill('Port', str(port))
    window.press('Bind')
    window.see('BOUND')
    window.press('Listen')
    window.see('LISTENING')


def connect(window, host, port, automatic):
    window.create('s1')
    window.automatic(automatic)
    window.fill('Host', host)
    window.fill('Port', str(port))
    window.press('Connect')


@test
def the_client_meets_a_listener_that_accepts_by_itself():
    (host, changes), port = own_name(), free_port()
    with Window() as window:
        listen(window, host, port, automatic=True)
        with Program('cheat-sheet/client.py', port=port, **changes) as client:
            window.see('c2, addr = s1.accept()')
            window.select('c2')
            window.fill('Data', THANKS)
            window.press('Send')
            assert f"b'{THANKS}'" in client.ends()
            window.see(f"c2.send(b'{THANKS}')", 'end of stream: the peer sent FIN', 'PEER CLOSED')
            window.press('Close')
            window.see('c2.close()')


@test
def the_client_meets_a_listener_by_hand():
    (host, changes), port = own_name(), free_port()
    with Window() as window:
        listen(window, host, port, automatic=False)
        window.press('Accept')
        window.see('s1.accept()')
        with Program('cheat-sheet/client.py', port=port, **changes) as client:
            window.see('c2, addr = s1.accept()', 'CONNECTED')
            window.fill('Data', THANKS)
            window.press('Send')
            assert f"b'{THANKS}'" in client.ends()
            window.see('PEER CLOSED')
            assert not window.shows('c2.recv('), 'received without being asked'
            window.fill('Size', '1024')
            window.press('Recv')
            window.see('c2.recv(1024)', 'end of stream: the peer sent FIN')


@test
def the_server_greets_the_window_by_itself():
    (host, changes), port = own_name(), free_port()
    with Program('cheat-sheet/server.py', port=port, **changes) as server, Window() as window:
        connect(window, host, port, automatic=True)
        window.see(THANKS, 'end of stream: the peer sent FIN', 'PEER CLOSED')
        server.prints('Got connection from')
        window.press('Close')
        window.see('s1.close()', 'CLOSED')


@test
def the_server_greets_the_window_by_hand():
    (host, changes), port = own_name(), free_port()
    with Program('cheat-sheet/server.py', port=port, **changes) as server, Window() as window:
        connect(window, host, port, automatic=False)
        window.see('PEER CLOSED')
        server.prints('Got connection from')
        assert not window.shows(THANKS), 'received without being asked'
        window.fill('Size', '5')
        window.press('Recv')
        window.see('s1.recv(5)', 'Thank')
        window.fill('Size', '1024')
        window.press('Recv')
        window.see('s1.recv(1024)', ' you for connecting')
        window.press('Recv')
        window.see('end of stream: the peer sent FIN')


@test
def a_refused_client_can_try_again():
    port = free_port()
    with Window() as window:
        connect(window, '127.0.0.1', port, automatic=True)
        window.see('ECONNREFUSED')
        with Program('cheat-sheet/server.py', host='127.0.0.1', port=port):
            def again():
                window.press('Connect')
                return window.shows(THANKS)
            wait(again, 'the greeting')


# Sends, then reads until the other direction ends.
READER = '''
from socket import *
s = socket()
s.bind(('127.0.0.1', 0))
s.listen(1)
print('port', s.getsockname()[1])
c, addr = s.accept()
c.sendall(b'still here')
print('read', c.recv(100))
c.close()
'''


@test
def the_window_half_closes():
    with Program(READER) as reader, Window() as window:
        port = int(reader.prints('port ').split()[1])
        connect(window, '127.0.0.1', port, automatic=True)
        window.see('still here')
        window.press('Shutdown')
        for name in 'Writing (SHUT_WR)', 'Reading (SHUT_RD)', 'Both (SHUT_RDWR)':
            wait(lambda: window.shows_exactly(name), name)
        key('Return')
        window.see('s1.shutdown(SHUT_WR)', 'PEER CLOSED')
        reader.prints("read b''")


main()
