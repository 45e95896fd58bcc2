#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Names in the window: of this machine, of a host, of a service."""

import socket

from harness import Program, Skip, Window, free_port, key, main, test, wait

# Answers one client with who it is.
SERVER = '''
from socket import *
port = 0
s = socket()
s.bind(('127.0.0.1', port))
s.listen()
print('listening')
c, address = s.accept()
c.send(b'welcome')
print(address[0])
'''

ROW = 'AF_INET 127.0.0.1'


def look_up_localhost(window, port):
    window.create('s1')
    window.fill('Host', 'localhost')
    window.fill('Port', str(port))
    window.press('Look up')
    window.see("getaddrinfo('localhost',", 'Canonical name: ')
    window.find(ROW)


@test
def localhost_is_looked_up_picked_and_connected():
    port = free_port()
    with Program(SERVER, port=port) as server, Window() as window:
        server.prints('listening')
        look_up_localhost(window, port)
        window.press(ROW)
        window.wait(lambda: window.value('Host') == '127.0.0.1', 'the address in Host')
        window.press('Connect')
        window.see(f"s1.connect(('127.0.0.1', {port}))", 'welcome')
        server.prints('127.0.0.1')


@test
def the_first_that_works_is_connected():
    port = free_port()
    with Program(SERVER, port=port) as server, Window() as window:
        server.prints('listening')
        look_up_localhost(window, port)
        window.press('First that works')
        window.see(f"s1.connect(('127.0.0.1', {port}))", 'welcome')
        assert window.value('Host') == 'localhost'


@test
def an_answer_is_picked_by_keys():
    with Window() as window:
        window.create('s1')
        window.fill('Host', 'localhost')
        key('alt+h', 'Tab', 'space')
        window.see("getaddrinfo('localhost',")
        wait(lambda: window.focus_is_on(ROW) or key('Tab'), f'the focus on {ROW}')
        key('Return')
        window.wait(lambda: window.value('Host') == '127.0.0.1', 'the address in Host')
        wait(lambda: window.focus_is_on('Host'), 'the focus on Host')


@test
def a_service_becomes_its_port():
    try:
        number = socket.getservbyname('http', 'tcp')
    except OSError:
        raise Skip('the system does not know http: no services(5)')
    with Window() as window:
        window.create('s1')
        window.fill('Port', 'http')
        window.press('Connect')
        window.see("getservbyname('http', 'tcp')", f"s1.connect(('127.0.0.1', {number}))")
        assert window.value('Port') == str(number)


@test
def this_machine_goes_into_host():
    with Window() as window:
        window.create('s1')
        window.press('Host name')
        window.see('gethostname()')
        window.press(f'gethostname() {socket.gethostname()}')
        window.wait(lambda: window.value('Host') == socket.gethostname(), 'the name in Host')
        window.press('Host name')
        window.press(ROW)
        window.wait(lambda: window.value('Host') == '127.0.0.1', 'the address in Host')


main()
