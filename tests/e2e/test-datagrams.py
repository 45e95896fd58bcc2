#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""UDP between the window and a Python program, each way."""

import socket

from harness import Program, Window, free_port, main, test

# Sends three datagrams, one of them empty, and prints what comes back.
CLIENT = '''
from socket import *
s = socket(AF_INET, SOCK_DGRAM)
s.bind(('127.0.0.1', 0))
port = 0
for data in b'hello', b'', b'x':
    s.sendto(data, ('127.0.0.1', port))
print(s.recvfrom(1024))
'''

# Answers one datagram.
SERVER = '''
from socket import *
s = socket(AF_INET, SOCK_DGRAM)
port = 0
s.bind(('127.0.0.1', port))
data, address = s.recvfrom(1024)
print(data)
s.sendto(data.upper(), address)
'''


def bind(window, automatic):
    port = free_port(socket.SOCK_DGRAM)
    window.create('s1', kind='SOCK_DGRAM')
    window.automatic(automatic)
    window.fill('Host', '127.0.0.1')
    window.fill('Port', str(port))
    window.press('Bind')
    window.see('BOUND')
    return port


def answer(window, client):
    """To holds the first sender by now."""
    assert window.value('To').startswith('127.0.0.1:')
    window.fill('Data', 'welcome')
    window.press('Send')
    window.see("s1.sendto(b'welcome', ('127.0.0.1', ")
    assert "(b'welcome'," in client.ends()


@test
def datagrams_come_by_themselves():
    with Window() as window:
        port = bind(window, automatic=True)
        with Program(CLIENT, port=port) as client:
            window.see('s1.recvfrom(65536)', 'hello')
            answer(window, client)


@test
def datagrams_come_by_hand():
    with Window() as window:
        port = bind(window, automatic=False)
        with Program(CLIENT, port=port) as client:
            window.fill('Size', '3')
            window.press('Recv')
            window.see('s1.recvfrom(3)', 'hel')
            window.fill('Size', '1024')
            window.press('Recv')
            window.see('s1.recvfrom(1024)')
            answer(window, client)


@test
def a_call_that_waits_is_shown_and_can_be_cancelled():
    with Window() as window:
        bind(window, automatic=False)
        window.press('Recv')
        window.see('s1.recvfrom(')
        window.press('Cancel')
        window.see('cancelled')


@test
def the_window_asks_a_server():
    port = free_port(socket.SOCK_DGRAM)
    with Program(SERVER, port=port) as server, Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        window.fill('To', f'127.0.0.1:{port}')
        window.fill('Data', 'question')
        window.press('Send')
        window.see(f"s1.sendto(b'question', ('127.0.0.1', {port}))", 'QUESTION')
        assert "b'question'" in server.ends()


@test
def the_window_asks_a_server_by_hand_after_connect():
    port = free_port(socket.SOCK_DGRAM)
    with Program(SERVER, port=port) as server, Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        window.automatic(False)
        window.fill('Host', '127.0.0.1')
        window.fill('Port', str(port))
        window.press('Connect')
        window.see('CONNECTED')
        window.fill('Data', 'question')
        window.press('Send')
        window.see("s1.send(b'question')")
        assert "b'question'" in server.ends()
        assert not window.shows('QUESTION'), 'received without being asked'
        window.press('Recv')
        window.see('QUESTION')


main()
