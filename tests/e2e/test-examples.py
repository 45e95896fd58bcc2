#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The examples Simple server, Simple client and Both."""

import socket
import time

from harness import Program, Skip, Window, main, test

THANKS = 'Thank you for connecting'
PORT = 12345


def need_port():
    """Waits a while: another test may hold it."""
    end = time.monotonic() + 10
    while True:
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(('127.0.0.1', PORT))
                return
            except OSError as error:
                if time.monotonic() > end:
                    raise Skip(f'port {PORT} is taken: {error}')
        time.sleep(0.2)


@test
def the_server_greets_a_python_client_and_goes_on():
    need_port()
    with Window() as window:
        window.press('Simple server')
        window.see('s1.listen(5)', 'example: greets and closes', 'LISTENING')
        for _ in range(2):
            with Program('cheat-sheet/client.py', host='127.0.0.1', port=PORT) as client:
                assert f"b'{THANKS}'" in client.ends()
        window.see('c2.close()', 'c3.close()')
        window.press('Close')
        window.see('s1.close()')


@test
def the_client_alone_says_what_to_do():
    need_port()
    with Window() as window:
        window.press('Simple client')
        window.see('ECONNREFUSED', 'Simple server')


@test
def both_talk_to_each_other():
    need_port()
    with Window() as window:
        window.press('Both')
        window.see(f"send(b'{THANKS}')", 'recv(1024)', 's1.listen(5)')
        window.see_match(r"s\d+\.connect\(\('127\.0\.0\.1', 12345\)\)")


@test
def a_second_server_is_told_of_the_first():
    need_port()
    with Window() as window:
        window.press('Simple server')
        window.see('s1.listen(5)')
        window.press('Examples')
        window.press('Simple server', 'menu item')
        window.see('EADDRINUSE')
        window.see_match(r'\bs1\b.*(holds|has|bound|listen)')


main()
