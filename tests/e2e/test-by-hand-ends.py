#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""By hand, the ends of a connection: each half of it, FIN and RST."""

from harness import Peer, Window, key, main, test


def shutdown(window, keys, how):
    window.press('Shutdown')
    window.wait(lambda: window.shows_exactly('Reading (SHUT_RD)'), 'the menu')
    key(*keys)
    window.see(f's1.shutdown({how})')


@test
def half_closed_for_writing():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        shutdown(window, ['Return'], 'SHUT_WR')
        assert peer.does('print(s.recv(10))') == "b''"
        peer.does("s.send(b'still here')")
        window.see('Recv: 10 bytes wait')
        window.press('Recv')
        window.see('Row 4, s1, recv, 10 bytes, still here')


@test
def half_closed_for_reading():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        shutdown(window, ['Down', 'Return'], 'SHUT_RD')
        window.see('Recv: nothing more will come')
        window.press('Recv')
        window.see('0 bytes: receiving is shut down')
        window.fill('Data', 'one way')
        window.press('Send')
        assert peer.does('print(s.recv(10))') == "b'one way'"


@test
def a_peer_that_closes_sends_FIN():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        peer.does('s.close()')
        window.see('s1: peer closed: FIN came', 'Recv: end of stream waits')
        assert not window.shows('RST came')


@test
def a_peer_that_aborts_sends_RST():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        peer.does("s.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 1, 0))")
        peer.does('s.close()')
        window.see('s1: reset by peer: RST came')
        assert not window.shows('FIN came')


@test
def the_window_aborts():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        window.press('More ways to close')
        window.wait(lambda: window.shows_exactly('Abort (RST)'), 'the menu')
        key('Down', 'Return')
        window.see("s1.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 1, 0))", 's1.close()', 'CLOSED')
        assert peer.does('s.recv(1)') == 'ConnectionResetError'


@test
def closing_with_bytes_unread_is_announced():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        peer.does("s.send(b'hello')")
        window.see('Recv: 5 bytes wait')
        key('alt+h')
        window.go_to('Close')
        for text in 's1.close()', '5 bytes unread: closing sends RST':
            window.wait(lambda: text in window.within('Next call'), f'{text} in Next call')
        key('space')
        window.see('s1.close()', 'CLOSED')
        assert peer.does('s.recv(1)') == 'ConnectionResetError'


main()
