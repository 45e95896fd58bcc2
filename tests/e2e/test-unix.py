#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""AF_UNIX between the window and a Python program, each way."""

import os

from harness import Program, Window, main, test

# Connects, says hello, and prints the answer.
CLIENT = '''
from socket import *
kind = 0
path = ''
s = socket(AF_UNIX, kind)
s.connect(path)
s.send(b'hello')
print(s.recv(1024))
'''

# Answers one message, and ends.
SERVER = '''
from socket import *
kind = 0
path = ''
s = socket(AF_UNIX, kind)
s.bind(path)
s.listen()
c, address = s.accept()
data = c.recv(1024)
print(data)
c.send(data.upper())
'''

# Answers one datagram.
DATAGRAM_SERVER = '''
from socket import *
path = ''
s = socket(AF_UNIX, SOCK_DGRAM)
s.bind(path)
data, address = s.recvfrom(1024)
print(data)
s.sendto(data.upper(), address)
'''

KINDS = {'SOCK_STREAM': 1, 'SOCK_SEQPACKET': 5}


def path_named(name):
    return os.path.join(os.environ['XDG_RUNTIME_DIR'], name)


def serve(kind, typed, path, automatic):
    with Window() as window:
        window.create('s1', 'AF_UNIX', kind)
        window.automatic(automatic)
        window.fill('Path', typed)
        window.press('Bind')
        window.see('BOUND')
        window.press('Listen')
        window.see('LISTENING')
        if not automatic:
            window.press('Accept')
        with Program(CLIENT, kind=KINDS[kind], path=path) as client:
            window.see('c2, addr = s1.accept()')
            if automatic:
                window.see('hello')
                window.select('c2')
            else:
                window.press('Recv')
                window.see('c2.recv(', 'hello')
            window.fill('Data', 'welcome')
            window.press('Send')
            assert "b'welcome'" in client.ends()
            window.see('PEER CLOSED')


def ask(kind, path, automatic):
    with Program(SERVER, kind=KINDS[kind], path=path) as server, Window() as window:
        window.create('s1', 'AF_UNIX', kind)
        window.automatic(automatic)
        window.fill('Path', path)
        window.press('Connect')
        window.see('CONNECTED')
        window.fill('Data', 'question')
        window.press('Send')
        assert "b'question'" in server.ends()
        if not automatic:
            assert not window.shows('QUESTION'), 'received without being asked'
            window.press('Recv')
        window.see('QUESTION')


@test
def a_client_meets_the_window_at_a_path():
    path = path_named('a.sock')
    serve('SOCK_STREAM', path, path, automatic=True)
    assert not os.path.exists(path), 'the path that we bound is still there'


@test
def a_client_meets_the_window_by_hand():
    path = path_named('b.sock')
    serve('SOCK_STREAM', path, path, automatic=False)


@test
def a_client_meets_the_window_at_an_abstract_name():
    name = f'sockeye-test-{os.getpid()}'
    serve('SOCK_SEQPACKET', f'@{name}', f'\0{name}', automatic=True)


@test
def the_window_asks_a_server():
    ask('SOCK_STREAM', path_named('c.sock'), automatic=True)


@test
def the_window_asks_a_server_of_packets_by_hand():
    ask('SOCK_SEQPACKET', path_named('d.sock'), automatic=False)


@test
def datagrams_go_both_ways():
    server_path, mine = path_named('e.sock'), path_named('f.sock')
    with Program(DATAGRAM_SERVER, path=server_path) as server, Window() as window:
        window.create('s1', 'AF_UNIX', 'SOCK_DGRAM')
        window.fill('Path', mine)
        window.press('Bind')
        window.see('BOUND')
        window.fill('To', server_path)
        window.fill('Data', 'question')
        window.press('Send')
        window.see('s1.recvfrom(', 'QUESTION')
        assert "b'question'" in server.ends()


main()
