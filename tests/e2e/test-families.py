# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Every family: found by any of its names, judged by the kernel that runs, and
used, in a network of its own, so that nothing of the machine is touched."""

import ctypes
import errno
import fcntl
import os
import socket
import struct
import sys

from harness import Atspi, Skip, Window, key, main, pump, test, type_text, walk, wait

CLONE_NEWNET = 0x40000000
CLONE_NEWUSER = 0x10000000
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def own_network():
    """Moves this process, and so the window, into a network of its own."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    if libc.unshare(flags) != 0:
        return False
    set_lo(True)
    return True


def set_lo(up):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        request = struct.pack('16sH22x', b'lo', 0)
        flags = struct.unpack('16sH22x', fcntl.ioctl(s, SIOCGIFFLAGS, request))[1]
        flags = flags | IFF_UP if up else flags & ~IFF_UP
        fcntl.ioctl(s, SIOCSIFFLAGS, struct.pack('16sH22x', b'lo', flags))


def needs(family, kind, protocol=0):
    if not isolated:
        raise Skip('no network of its own here')
    try:
        socket.socket(family, kind, protocol).close()
    except OSError as error:
        raise Skip(f'not on this kernel: {errno.errorcode[error.errno]}')


def rows_of(window, name):
    """Of an open list: (name, number, word, verdict) of each row."""
    combo = window.find(name, 'combo box')
    for item in walk(combo):
        if item.get_role_name() == 'list item':
            yield tuple(n.get_name() for n in walk(item) if n.get_role_name() == 'label')


def open_list(window, name):
    combo = window.find(name, 'combo box')
    assert Atspi.Action.do_action(window._pressable(combo), 0)
    window.wait(lambda: any(rows_of(window, name)), f'the list of {name}')


@test
def a_family_is_found_by_any_of_its_names():
    with Window() as window:
        for typed, name in (('PF_X25', 'AF_X25'), ('AF_BLUE', 'AF_BLUETOOTH'),
                            ('virtual mach', 'AF_VSOCK'), ('16', 'AF_NETLINK')):
            open_list(window, 'Family')
            type_text(typed)
            window.wait(lambda: next(rows_of(window, 'Family'))[0] == name, f'{name} first')
            key('Return')
            window.wait(lambda: window.chosen('Family') == name, f'{name} chosen by {typed}')


def verdict(family, kinds):
    """What the window must say of a family, from what the kernel answers."""
    errors = []
    for kind in kinds:
        try:
            socket.socket(family, kind).close()
            return 'available'
        except OSError as error:
            errors.append(error.errno)
    if errno.EPERM in errors or errno.EACCES in errors:
        return 'needs CAP_NET_RAW'
    return f'this kernel lacks it: {errno.errorcode[errors[0]]}'


@test
def each_choice_carries_what_the_kernel_says():
    kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET)
    with Window() as window:
        open_list(window, 'Family')
        for name in ('AF_INET', 'AF_UNIX', 'AF_PACKET', 'AF_IPX', 'AF_X25', 'AF_TIPC'):
            number = {'AF_IPX': 4, 'AF_X25': 9, 'AF_TIPC': 30}.get(name) or getattr(socket, name)
            wanted = verdict(number, kinds)
            window.wait(lambda: any(row[:2] == (name, str(number)) and row[3] == wanted
                                    for row in rows_of(window, 'Family')), f'{name}: {wanted}')
        key('Escape')
        window.choose('Type', 'SOCK_SEQPACKET')
        window.see('IPv4, messages in order – this kernel lacks it: ESOCKTNOSUPPORT')


@test
def create_still_makes_a_call_that_must_fail():
    with Window() as window:
        window.choose('Family', 'AF_IPX')
        window.press('Create')
        window.see('socket(AF_IPX, SOCK_STREAM, 0)', 'EAFNOSUPPORT: address family not supported',
                   'This kernel has no such address family, or its module is not loaded.')


@test
def the_kernel_makes_another_type_and_the_row_says_so():
    with Window() as window:
        window.create('s1', 'AF_UNIX', 'SOCK_RAW')
        window.see('ok: the kernel made SOCK_DGRAM', 'UNIX DGRAM')


@test
def a_protocol_of_any_number_is_typed():
    with Window() as window:
        window.choose('Type', 'SOCK_RAW')
        open_list(window, 'Protocol')
        type_text('253')
        window.wait(lambda: any(row[:3] == ('253', '253', 'by number')
                                for row in rows_of(window, 'Protocol')), '253 to be offered')
        key('Return')
        window.wait(lambda: window.chosen('Protocol') == '253', '253 to be chosen')
        window.press('Create')
        window.see_match(r'socket\(AF_INET, SOCK_RAW, 253\)')


@test
def a_netlink_socket_shows_links_that_come_and_go():
    needs(socket.AF_NETLINK, socket.SOCK_RAW)
    with Window() as window:
        window.create('s1', 'AF_NETLINK', 'SOCK_RAW', 'NETLINK_ROUTE')
        window.fill('Groups', 'LINK')
        window.press('Bind')
        # Next call shows the same text before the call is made.
        window.see('s1.bind((0, 1))', 'BOUND')
        set_lo(False)
        try:
            window.see_match(r'RTM_NEWLINK lo down')
        finally:
            set_lo(True)
        window.see_match(r'RTM_NEWLINK lo up')


@test
def a_packet_socket_sees_what_an_interface_carries():
    needs(socket.AF_PACKET, socket.SOCK_DGRAM)
    with Window() as window:
        window.create('s1', 'AF_PACKET', 'SOCK_DGRAM', 'htons(ETH_P_IP)')
        assert (window.value('Interface'), window.value('Ethertype')) == ('lo', 'ETH_P_IP')
        window.press('Bind')
        window.see("s1.bind(('lo', 2048))", 'BOUND')
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.bind(('127.0.0.1', 0))
            s.sendto(b'seen from below', s.getsockname())
        window.see_match('seen from below')
        # It goes on receiving, and what it cannot receive is told once.
        pump(0.5)
        assert len(window.rows()) < 20, window.rows()


@test
def a_ping_by_a_raw_socket():
    needs(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    with Window() as window:
        window.create('s1', 'AF_INET', 'SOCK_RAW', 'IPPROTO_ICMP')
        window.fill('To', '127.0.0.1')
        window.choose('Format', 'Hex')
        window.fill('Data', '08 00 f7 fd 00 01 00 01')
        window.press('Send')
        # The echo request, as it is looped back, and the kernel's reply.
        window.see_match(r'\\x08\\x00\\xf7')
        window.see_match(r'\\x00\\x00\\xff')


@test
def multipath_tcp_and_udp_lite_talk():
    needs(socket.AF_INET, socket.SOCK_STREAM, 262)
    needs(socket.AF_INET, socket.SOCK_DGRAM, 136)
    with Window() as window:
        window.create('s1', protocol='IPPROTO_MPTCP')
        window.press('Bind')
        window.press('Listen')
        window.see('LISTENING')
        window.create('s2', protocol='IPPROTO_MPTCP')
        window.press('Connect')
        window.see('c3, addr = s1.accept()')
        window.fill('Data', 'over any path')
        window.press('Send')
        window.see("s2.send(b'over any path')")
        window.see_match(r'c3\.recv')
        window.create('s4', kind='SOCK_DGRAM', protocol='IPPROTO_UDPLITE')
        window.press('Bind')
        window.see("s4.bind(('127.0.0.1', 12345))", 'BOUND')
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 136) as s:
            s.sendto(b'lighter', ('127.0.0.1', 12345))
        window.see('lighter')


isolated = own_network()
main()
