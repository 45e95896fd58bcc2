#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The filter of the log, and Find, by keys and as a screen reader has them."""

from gi.repository import Atspi
from harness import Peer, Window, key, main, test, text_of, type_text, walk

LONG = 'x' * 150


def talk(window, peer):
    """A peer sends two requests, of which one is long, and something else."""
    window.connect_by_hand(peer)
    window.automatic(True)
    for data in (f'GET /first {LONG}', f'POST /second {LONG}', 'GET /short'):
        peer.does(f's.send({data!r}.encode())')
        window.see(data[:12])


def requests(window):
    """The rows of received data that are shown, as their first words."""
    return sorted(row.split(', ')[-1].split()[1] for row in window.rows() if ', recv, ' in row)


def filter_for(window, text):
    """By keys: the text takes the place of what was typed before."""
    key('ctrl+l')
    window.wait(lambda: window.focus_is_on('Filter'), 'the focus in Filter')
    key('ctrl+a')
    type_text(text)
    window.wait(lambda: window.value('Filter') == text, f'{text!r} in Filter')


@test
def an_expression_hides_the_other_rows():
    with Peer() as peer, Window() as window:
        talk(window, peer)
        filter_for(window, 'bytes > 100 and data contains "GET"')
        window.see_match(r'^1 of \d+ rows$')
        window.wait(lambda: requests(window) == ['/first'], 'one request')
        assert window.shows_exactly('filter')
        # The recording goes on.
        peer.does(f's.send(b"GET /third {LONG}")')
        window.see_match(r'^2 of \d+ rows$')
        # Esc: first the list of words, where it is open.
        key('Escape', 'Escape')
        window.wait(lambda: window.value('Filter') == '', 'the filter to be cleared')
        window.wait(lambda: window.focus_is_on('Log'), 'the focus in the log')
        window.wait(lambda: len(requests(window)) == 4, 'all requests')


@test
def other_words_are_text():
    with Peer() as peer, Window() as window:
        talk(window, peer)
        filter_for(window, 'post /second')
        window.see_match(r'^1 of \d+ rows$')
        assert window.shows_exactly('text')
        filter_for(window, 'nowhere in it')
        window.see('No matches')
        window.press('Clear filter')
        window.wait(lambda: len(requests(window)) == 3, 'all requests')


@test
def a_mistake_is_said_and_changes_nothing():
    with Peer() as peer, Window() as window:
        talk(window, peer)
        filter_for(window, 'bytes > 100')
        window.see_match(r'^2 of \d+ rows$')
        filter_for(window, 'bytes > much')
        key('Return')
        window.see('The rows are those of the filter before')
        assert window.shows_exactly('mistake')
        window.see_match(r'^2 of \d+ rows$')


@test
def words_are_completed():
    with Window() as window:
        window.create('s1')
        key('ctrl+l')
        window.wait(lambda: window.focus_is_on('Filter'), 'the focus in Filter')
        type_text('dir')
        window.see('direction')
        key('Down', 'Return')
        window.wait(lambda: window.value('Filter') == 'direction ', 'the word')
        type_text('== in')
        key('Return')
        window.see('No matches')


def marked(window, name):
    """Of a text view, what has a background of its own."""
    node = window.find(name)
    text, at, found = text_of(node), 0, ''
    while at < len(text):
        run = Atspi.Text.get_attribute_run(node, at, False)
        attributes, start, end = run
        if 'bg-color' in attributes:
            found += text[start:end]
        if end <= at:
            break
        at = end
    return found


def chosen_row(window):
    return next((n.get_name() for n in walk(window.find('Log'))
                 if n.get_role_name() == 'table row'
                 and 'selected' in {s.value_nick for s in n.get_state_set().get_states()}), '')


@test
def find_goes_from_row_to_row():
    with Peer() as peer, Window() as window:
        talk(window, peer)
        key('ctrl+f')
        window.wait(lambda: window.focus_is_on('Find'), 'the focus in Find')
        type_text('get')
        key('Return')
        window.wait(lambda: 'GET /first' in chosen_row(window), 'the first request')
        window.wait(lambda: marked(window, 'Bytes as text') == 'GET', 'GET to be marked')
        key('ctrl+g')
        window.wait(lambda: 'GET /short' in chosen_row(window), 'the next request')
        key('F3')
        window.see('Wrapped to the first row')
        window.wait(lambda: 'GET /first' in chosen_row(window), 'the first request again')
        key('shift+F3')
        window.wait(lambda: 'GET /short' in chosen_row(window), 'the last request')
        key('ctrl+f', 'ctrl+a')
        type_text('nowhere')
        key('Return')
        window.see('No matches')
        key('Escape')
        window.wait(lambda: window.focus_is_on('Log'), 'the focus in the log')


main()
