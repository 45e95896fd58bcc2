#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The log by keys, while rows come."""

import socket

from harness import Program, Window, free_port, key, main, test, wait

# Some thousands of datagrams a second, until it is ended.
FLOOD = '''
from socket import *
from time import sleep
s = socket(AF_INET, SOCK_DGRAM)
port = 0
while True:
    for i in range(50):
        s.sendto(b'x' * 64, ('127.0.0.1', port))
    sleep(0.002)
'''


@test
def end_follows_a_flood():
    with Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        port = free_port(socket.SOCK_DGRAM)
        window.fill('Host', '127.0.0.1')
        window.fill('Port', str(port))
        window.press('Bind')
        window.see('BOUND')
        window.wait(lambda: key('F6') or window.focus_is_on('Log'), 'the focus in the log')
        # Found now: it takes long to look through a window in which rows come and go.
        rows, state = window.find('2 rows'), window.find('following')

        def shows(node):
            node.clear_cache()
            return node.get_name()

        with Program(FLOOD, port=port):
            window.wait(lambda: ',' in shows(rows), 'a thousand rows')
            key('Home')
            window.wait(lambda: shows(state) == 'not following', 'Home to stay')
            key('End')
            window.wait(lambda: shows(state) == 'following', 'End to follow')


@test
def clear_from_anywhere():
    with Window() as window:
        window.create('s1')
        window.see('s1 = socket')
        key('alt+d', 'ctrl+k')
        window.see('1 row cleared')
        # What was typed is the entry's to undo.
        key('ctrl+z')
        window.see('1 row cleared')


main()
