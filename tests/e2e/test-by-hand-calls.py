#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""By hand, each call is seen before it is made and explained afterwards:
flags, calls that cannot succeed, and what automatic does beside."""

from harness import Peer, Window, free_port, key, main, states, test, walk


def next_call(window, code):
    window.wait(lambda: code in window.within('Next call'), f'{code} in Next call')


def last_call(window, *texts):
    def look():
        shown = [n.get_name() for n in walk(window.find('Last call', 'alert'))]
        return all(any(text in name for name in shown) for text in texts)
    window.wait(look, f'{texts} in Last call')


@test
def the_next_call_is_shown_as_it_is_typed():
    with Window() as window:
        window.create('s1')
        next_call(window, "s1.bind(('127.0.0.1', 12345))")
        window.fill('Host', '')
        next_call(window, "s1.bind(('', 12345))")
        window.fill('Port', 'no port')
        next_call(window, 's1.bind(…)')
        assert len(window.rows()) == 1


@test
def bytes_are_peeked_at():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        peer.does("s.send(b'hello')")
        window.see('Recv: 5 bytes wait')
        window.toggle_flags('Flags of Recv', 'MSG_PEEK')
        next_call(window, 's1.recv(1024, MSG_PEEK)')
        for row in 3, 4:
            key('alt+r')
            window.see(f'Row {row}, s1, recv, 5 bytes, hello')
            window.see('Recv: 5 bytes wait')
        window.toggle_flags('Flags of Recv', 'MSG_PEEK')
        key('alt+r')
        window.see('Row 5, s1, recv, 5 bytes, hello', 'Recv: nothing waits')


@test
def flags_that_contradict_each_other_make_no_call():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        window.toggle_flags('Flags of Recv', 'MSG_WAITALL', 'MSG_DONTWAIT')
        key('alt+r')
        last_call(window, 'MSG_WAITALL waits until all is there, and MSG_DONTWAIT never waits')
        assert len(window.rows()) == 2 and not window.pending()
        window.toggle_flags('Flags of Recv', 'MSG_WAITALL')
        key('alt+r')
        last_call(window, 's1.recv(1024, MSG_DONTWAIT) → EAGAIN',
                  'Nothing is there now, and the call was told not to wait.')


@test
def an_urgent_byte_is_taken():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        peer.does("s.send(b'abc!', MSG_OOB)")
        window.see('Recv: 3 bytes up to the urgent mark')
        window.press('Recv')
        window.see('Row 3, s1, recv, 3 bytes, abc', 'Recv: an urgent byte waits (MSG_OOB)')
        window.toggle_flags('Flags of Recv', 'MSG_OOB')
        window.press('Recv')
        window.see('s1.recv(1024, MSG_OOB)', 'Row 4, s1, recv, 1 byte, !')
        window.see('Recv: nothing waits')


def listen(window):
    port = free_port()
    window.fill('Port', str(port))
    window.press('Bind')
    window.see('BOUND')
    window.press('Listen')
    window.see('LISTENING')
    return port


@test
def any_call_is_allowed_and_explained():
    with Peer() as peer, Window() as window:
        window.create('s1')
        window.automatic(False)
        key('alt+y')
        window.see('any call allowed')
        window.press('Accept')
        last_call(window, 's1.accept() → EINVAL',
                  'The socket does not listen. Bind and Listen first.')
        port = listen(window)
        peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        window.press('Accept')
        window.wait(lambda: window.is_selected('c2'), 'c2 to be selected')
        window.fill('Host', '127.0.0.1')
        window.fill('Port', str(port))
        window.press('Connect')
        last_call(window, f"c2.connect(('127.0.0.1', {port})) → EISCONN",
                  'The socket has a peer already. Create another socket, and connect that.')


@test
def a_second_connect_is_not_said_to_have_connected():
    with Peer() as peer, Window() as window:
        window.connect_by_hand(peer)
        key('alt+y')
        window.press('Connect')
        last_call(window, 's1.connect(', 'EISCONN', 'The socket has a peer already.')


@test
def without_it_these_calls_are_not_made():
    with Peer() as peer, Window() as window:
        key('alt+y', 'alt+y')
        window.connect_by_hand(peer)
        window.press('Connect')
        last_call(window, 's1 is connected')
        window.create('s2')
        assert not window.pressable('Accept')
        window.press('Accept')
        last_call(window, 's2 does not listen')
        assert len(window.rows()) == 3


@test
def a_refusal_is_explained():
    with Window() as window:
        window.create('s1')
        window.fill('Port', str(free_port()))
        window.press('Connect')
        last_call(window, 'ECONNREFUSED', 'nobody listens there', 'Check host and port')
        happened = 'An RST came back for the SYN'
        assert not window.shows(happened)

        def in_log():
            node = window.focused()
            return node is not None and node.get_role_name() == 'table row' or key('F6')
        window.wait(in_log, 'the focus in the log')
        key('End')
        window.wait(lambda: any(happened in name for name in window.within('Details')), happened)
        assert 'What happened?' in window.within('Details')


def switch_on(window, name):
    """In another window of the program, which has the keyboard now."""
    def look():
        app = window.frame.get_parent()
        app.clear_cache()
        for i in range(1, app.get_child_count()):
            for node in walk(app.get_child_at_index(i)):
                if node.get_name() == name and node.get_role_name() == 'check box':
                    return node
        return None
    node = window.wait(look, name)
    window.wait(lambda: 'focused' in states(node) or key('Tab'), f'the focus on {name}')
    assert 'checked' not in states(node)
    key('space')
    window.wait(lambda: 'checked' in states(node), f'{name} to be on')
    key('Escape')
    window.wait(lambda: window.frame.get_parent().get_child_count() == 1, 'one window')


@test
def automatic_closes_with_the_peer_where_it_may():
    with Peer() as peer, Window() as window:
        key('ctrl+comma')
        switch_on(window, 'Automatic also closes when the peer has closed')
        window.create('s1')
        port = listen(window)
        peer.does(f"s = create_connection(('127.0.0.1', {port}))")
        window.see('c2, addr = s1.accept()')
        peer.does('s.close()')
        window.see('end of stream: the peer sent FIN', 'c2.close()')
        window.select('c2')
        window.wait(lambda: 'CLOSED' in window.within('Selected socket'), 'CLOSED')


main()
