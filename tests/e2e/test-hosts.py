# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Every form of a host that the cheat sheet names, typed in the window."""

import socket

from harness import Peer, Skip, Window, free_port, main, test


def bound(window, typed, port, said, shown):
    """Binds s1 to what is typed; said in the row, shown as the address."""
    window.fill('Host', typed)
    window.fill('Port', str(port))
    window.press('Bind')
    window.see(f's1.bind(({said}, {port}))', shown)


@test
def a_zero_length_string_is_every_interface():
    port = free_port()
    with Window() as window, Peer() as peer:
        window.create('s1')
        bound(window, '', port, "''", f'0.0.0.0:{port}')
        window.press('Listen')
        window.see('LISTENING')
        peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        window.see('c2, addr = s1.accept()')


@test
def an_integer_is_an_address_in_host_byte_order():
    port = free_port()
    with Window() as window, Peer() as peer:
        window.create('s1')
        # 127.0.0.1
        bound(window, '2130706433', port, "'2130706433'", f'127.0.0.1:{port}')
        window.press('Listen')
        window.see('LISTENING')
        peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        window.see('c2, addr = s1.accept()')


@test
def broadcast_is_allowed_first():
    with Window() as window:
        window.create('s1', kind='SOCK_DGRAM')
        window.fill('To', '<broadcast>:9')
        window.fill('Data', 'to all')
        window.press('Send')
        window.see("s1.sendto(b'to all', ('<broadcast>', 9))", 'EACCES')
        window.press('Allow broadcast and repeat')
        window.see('s1.setsockopt(SOL_SOCKET, SO_BROADCAST, 1)')
        # Whether there is a network to send it to, the machine decides.
        window.see_match(r"sendto\(b'to all', \('<broadcast>', 9\)\).*(→ 6|ENETUNREACH)")


@test
def an_ipv6_address_in_colon_and_dot_notation():
    if not socket.has_ipv6:
        raise Skip('no IPv6 here')
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(('::1', 0))
    except OSError as error:
        raise Skip(f'no IPv6 here: {error}')
    port = free_port()
    with Window() as window, Peer() as peer:
        window.create('s1', family='AF_INET6')
        bound(window, '::ffff:127.0.0.1', port, "'::ffff:127.0.0.1'", f'[::ffff:127.0.0.1]:{port}')
        window.press('Listen')
        window.see('LISTENING')
        peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        window.see('c2, addr = s1.accept()')
        window.create('s3', family='AF_INET6')
        window.fill('Host', '::1')
        window.fill('Port', str(free_port()))
        window.press('Connect')
        window.see_match(r"s3\.connect\(\('::1', \d+\)\)")
        window.see('ECONNREFUSED')


@test
def the_constants_of_the_cheat_sheet_are_there():
    """AF_INET, AF_UNIX and PF_X25, "and so on": PF_X25 is asked of the kernel."""
    with Window() as window:
        window.create('s1', 'AF_UNIX', 'SOCK_DGRAM')
        window.choose('Family', 'AF_X25')
        window.choose('Type', 'SOCK_SEQPACKET')
        window.press('Create')
        window.see_match(r'socket\(AF_X25, SOCK_SEQPACKET, 0\)')
        try:
            socket.socket(9, socket.SOCK_SEQPACKET).close()
        except OSError:
            window.see('EAFNOSUPPORT')


main()
