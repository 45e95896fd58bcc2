#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The cheat sheet's server and client by hand and by keyboard alone, with as
few keys as someone needs who knows them. The keys are counted."""

import harness
from harness import Program, Window, free_port, main, test

THANKS = 'Thank you for connecting'
HOST = '127.0.0.1'


class Keys:
    """Of a person; each counts as one, with or without Alt."""

    def __init__(self):
        self.count = 0

    def press(self, *names):
        self.count += len(names)
        harness.key(*names)

    def type(self, text):
        self.count += len(text)
        harness.type_text(text)


server_keys = Keys()


def type_port(port):
    """Not counted: the cheat sheet's port is proposed, and may be taken here."""
    harness.key('Tab', 'Tab', 'ctrl+a')
    harness.type_text(str(port))


def create(window, keys, port):
    window.wait(lambda: window.focus_is_on('Create'), 'the focus on Create')
    keys.press('Return')
    window.see('s1 = socket(AF_INET, SOCK_STREAM, 0)')
    keys.press('alt+m')
    window.wait(lambda: window.focus_is_on('Host') and window.value('Host') == HOST, HOST)
    type_port(port)


@test
def the_server_by_keys():
    keys, port = server_keys, free_port()
    with Window() as window:
        create(window, keys, port)
        keys.press('Return')
        window.see(f"s1.bind(('{HOST}', {port}))")
        window.wait(lambda: window.focus_is_on('Listen'), 'the focus on Listen')
        keys.press('space')
        window.see('s1.listen(5)', 'LISTENING')
        keys.press('alt+a')
        window.wait(window.pending, 's1.accept() to wait')
        with Program('cheat-sheet/client.py', host=HOST, port=port) as client:
            window.see('c2, addr = s1.accept()')
            window.wait(lambda: window.focus_is_on('Data'), 'the focus on Data')
            keys.type(THANKS)
            window.wait(lambda: window.value('Data') == THANKS, THANKS)
            keys.press('Return')
            window.see(f"c2.send(b'{THANKS}')")
            keys.press('alt+x')
            window.see('c2.close()')
            assert f"b'{THANKS}'" in client.ends()


@test
def the_client_by_keys():
    keys, port = Keys(), free_port()
    with Program('cheat-sheet/server.py', host=HOST, port=port) as server, Window() as window:
        create(window, keys, port)
        keys.press('alt+c')
        window.see(f"s1.connect(('{HOST}', {port}))")
        server.prints('Got connection from')
        keys.press('alt+r')
        window.see('s1.recv(1024)', THANKS)
        keys.press('alt+x')
        window.see('s1.close()', 'CLOSED')
    print(f'# keys: server {server_keys.count}, client {keys.count}', flush=True)


main()
