#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""By hand, what waits is seen and taken one by one: connections, bytes, a
datagram."""

import socket

from harness import Atspi, Peer, Window, free_port, main, test, walk

# More than the buffers of both ends hold while nobody reads.
BULK = 8 << 20


def listen(window, backlog):
    port = free_port()
    window.create('s1')
    window.automatic(False)
    window.fill('Port', str(port))
    window.fill('Backlog', backlog)
    window.press('Bind')
    window.see('BOUND')
    window.press('Listen')
    window.see(f's1.listen({backlog})', 'none waits')
    return port


def says(window, group, text):
    window.wait(lambda: any(text in name for name in window.within(group)), f'{text} in {group}')


def waits(window, call):
    window.wait(lambda: any(call in pending[0] for pending in window.pending()), f'{call} to wait')


@test
def three_clients_and_a_backlog_of_one():
    with Peer() as first, Peer() as second, Window() as window:
        port = listen(window, '1')
        for peer in first, second:
            peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        says(window, 'Selected socket', '2 wait, backlog 1: full')
        says(window, 'Sockets', '2 wait, backlog 1: full')

        # The kernel drops the SYN of the third, and that of the third tries again.
        connect = f"s2.connect(('127.0.0.1', {port}))"
        window.create('s2')
        window.fill('Port', str(port))
        window.press('Connect')
        waits(window, connect)
        window.see(f'{connect} has not returned yet')
        window.select('s1')
        window.press('Accept')
        window.see('c3, addr = s1.accept()')
        window.wait(lambda: not window.pending(), f'{connect} to return')
        for peer in 'c4', 'c5':
            window.select('s1')
            window.press('Accept')
            window.see(f'{peer}, addr = s1.accept()')
        window.select('s1')
        says(window, 'Selected socket', 'none waits, backlog 1')


@test
def a_call_that_waits_says_for_what():
    with Peer() as peer, Window() as window:
        port = listen(window, '0')
        window.press('Accept')
        waits(window, 's1.accept()')
        window.see('nobody has connected')
        window.press('Cancel')
        window.see('cancelled')
        peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        window.see('1 waits, backlog 0: full')
        window.create('s2')
        window.fill('Port', str(port))
        window.press('Connect')
        waits(window, f"s2.connect(('127.0.0.1', {port}))")
        window.see('queue of s1 full: SYN dropped, sent again')


@test
def a_receiver_that_does_not_read():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        assert 'BlockingIOError' in peer.does('while s.send(bytes(65536), MSG_DONTWAIT): pass')
        window.see_match(r'Recv: [1-9][\d,]+ bytes wait')
        window.press('Socket', 'push button')

        def queue():
            names = [n.get_name() for n in walk(window.frame)]
            at = names.index('to be received')
            return names[at + 1].endswith(' B') and names[at + 1] != '0 B' \
                and names[at + 2] == 'SIOCINQ'
        window.wait(queue, 'SIOCINQ of more than 0 bytes')
        assert not any(', recv,' in row for row in window.rows()), 'received without being asked'


@test
def a_sender_whose_peer_does_not_read():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        data = window.entry('Data')
        assert Atspi.EditableText.set_text_contents(data, 'x' * BULK)
        window.see(f'{BULK:,} bytes of text')
        window.press('Send')
        sent, size = window.see_match(r'([\d,]+) of ([\d,]+)$').groups()
        sent, size = (int(number.replace(',', '')) for number in (sent, size))
        assert 0 < sent < size == BULK, (sent, size)
        window.see(f'{size - sent:,} bytes of text')

        # Not writable for poll(), the kernel may still take a few more.
        window.see('Send: would block')
        window.toggle_flags('Flags of Send', 'MSG_DONTWAIT')

        def refused():
            window.press('Send')
            return window.shows('EAGAIN')
        window.wait(refused, 'EAGAIN')
        window.see('The send buffer is full: the peer does not read. Try again when it does.')
        left = window.see_match(r'([\d,]+) bytes of text').group(1)

        window.toggle_flags('Flags of Send', 'MSG_DONTWAIT')
        n_rows = len(window.rows())
        window.press('Send')
        waits(window, 's1.send(')
        window.see('no room: the receiver does not read')
        assert len(window.rows()) == n_rows
        peer.does('while s.recv(1 << 20, MSG_DONTWAIT): pass')
        window.wait(lambda: not window.pending(), 'the send to return')
        window.wait(lambda: len(window.rows()) == n_rows + 1, 'its row')
        window.wait(lambda: not window.shows(f'{left} bytes of text'), 'less to be left')


@test
def a_datagram_is_cut():
    with Peer() as peer, Window() as window:
        port = free_port(socket.SOCK_DGRAM)
        window.create('s1', kind='SOCK_DGRAM')
        window.automatic(False)
        window.fill('Port', str(port))
        window.press('Bind')
        window.see('BOUND')
        peer.does(f"socket(AF_INET, SOCK_DGRAM).sendto(b'0123456789', ('127.0.0.1', {port}))")
        window.see('Recv: 1 datagram of 10 bytes')
        window.fill('Size', '4')
        window.press('Recv')
        window.see('s1.recvfrom(4)', '6 of 10 lost', 'Recv: nothing waits')


main()
