#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Socket options, found and set by keys, and what comes of them."""

import socket

from harness import Peer, Window, free_port, key, main, test, type_text

GROUP = '239.255.77.5'


def find(window, text, name):
    """Alt+O goes to the search, and Enter to the editor of the first found."""
    key('alt+o')
    window.wait(lambda: window.focus_is_on('Find an option'), 'the focus on the search')
    key('ctrl+a')
    type_text(text)
    key('Return')
    window.wait(lambda: window.focus_is_on(name), f'the focus in the editor of {name}')


@test
def options_are_set_by_keys():
    with Window(size=(800, 600)) as window:
        window.create('s1')
        find(window, 'nodelay', 'TCP_NODELAY')
        window.go_to('Set 1')
        key('space')
        window.see('s1.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)')
        window.see_match(r'^TCP_NODELAY, .*, changed$')

        find(window, 'rcvbuf', 'SO_RCVBUF')
        type_text('50000')
        key('Return')
        window.see('s1.setsockopt(SOL_SOCKET, SO_RCVBUF, 50000)')
        # The kernel doubles it: socket(7).
        window.see_match(r'^SO_RCVBUF, 100,?000 bytes, changed$')


@test
def a_wrong_value_is_told_and_makes_no_call():
    with Window() as window:
        window.create('s1')
        find(window, 'ip_ttl', 'IP_TTL')
        before = window.value('IP_TTL')
        type_text('300')
        key('Return')
        window.see_match('255')
        assert not window.shows('IP_TTL, 300)'), 'a call was made'
        key('Escape')
        window.wait(lambda: window.value('IP_TTL') == before, 'the value of the kernel')


@test
def a_group_is_joined_and_a_datagram_comes():
    port = free_port(socket.SOCK_DGRAM)
    with Peer() as peer, Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        window.fill('Host', '0.0.0.0')
        window.fill('Port', str(port))
        window.press('Bind')
        window.see('BOUND')
        find(window, 'ip_add_membership', 'IP_ADD_MEMBERSHIP')
        type_text(GROUP)
        window.go_to('Interface', 'text')
        type_text('lo')
        key('Return')
        window.see('s1.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, ')
        peer.does('s = socket(AF_INET, SOCK_DGRAM)')
        peer.does("s.setsockopt(IPPROTO_IP, IP_MULTICAST_IF, inet_aton('127.0.0.1'))")
        peer.does(f"s.sendto(b'to the group', ('{GROUP}', {port}))")
        window.see('s1.recvfrom(65536)', 'to the group')

        window.press('Leave')
        window.see('s1.setsockopt(IPPROTO_IP, IP_DROP_MEMBERSHIP, ')


main()
