#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Measures the engine without a window, against bare epoll, ncat, socat and iperf3.

All take turns, on loopback, for a number of rounds. What is printed is the
median, and the median of the ratios within a round. Nothing fails for being
slow; it fails where something cannot be run, or where counts are wrong.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import sys

import contestants
from contestants import Failure

MIB = 1 << 20
MESSAGE = 64

OTHERS = ['epoll', 'ring', 'iperf3', 'ncat', 'socat']

# What is aimed at: of a figure, against whom: is it the ratio or the value, and
# the least or the most that it should be.
AIMS = {
    ('tcp-record', 'epoll'): ('ratio', 'at least', 0.95),
    ('tcp-record', 'ncat'): ('ratio', 'at least', 5),
    ('tcp-record', 'socat'): ('ratio', 'at least', 100),
    ('udp-flood-kept', 'epoll'): ('value', 'at least', 100),
    ('udp-flood-rate', 'epoll'): ('value', 'at least', 500000),
    ('udp-flood-rate', 'ncat'): ('ratio', 'at least', 4),
    ('udp-flood-rate', 'socat'): ('ratio', 'at least', 50),
    ('tcp-pingpong', 'epoll'): ('ratio', 'at least', 0.95),
    ('peers-latency', 'epoll'): ('ratio', 'at most', 1.5),
    ('peers-cpu', 'epoll'): ('value', 'at most', 15),
    ('bytes-per-event', None): ('value', 'at most', 64),
}

UNITS = {
    'tcp-record': 'MB/s',
    'tcp-record-cached': 'MB/s',
    'udp-flood-kept': '%',
    'udp-flood-rate': '/s',
    'bytes-per-event': 'B',
    'tcp-pingpong': '/s',
    'peers-latency': 'µs',
    'peers-arrival': 'µs',
    'peers-cpu': '%',
    'connect-storm': '/s',
}

NOTES = {
    ('tcp-record', 'ring'): 'bare epoll that keeps as much as the journal',
    ('tcp-record', 'iperf3'): 'discards, with its own sender',
    ('tcp-record-cached', 'epoll'): 'a payload bound that the cache holds',
    ('peers-arrival', 'epoll'): 'from a message to its receipt',
}


def run(options, contestant, mode, task, *arguments, buffer=0, bound=0):
    """What the sender of this task measured, and what a receiver in this mode has."""
    try:
        contestant.start(mode, buffer, bound)
        # The sender of peers asks for the receiver's time; the others do not mind.
        sent = contestants.send(options.sender, task, contestant.port, *arguments,
                                contestant.process.pid)
        return sent, contestant.finish()
    finally:
        if contestant.process is not None:
            contestant.end()


def record_stream(options, contestant, bound):
    sizes = {'ncat': options.ncat_stream, 'socat': options.socat_stream}
    size = sizes.get(contestant.name, options.stream) * MIB
    if contestant.name == 'iperf3':
        return contestant.measure(size) / 1e6
    sent, received = run(options, contestant, 'stream', 'stream', size, bound=bound)
    if received['bytes'] != sent['sent']:
        raise Failure(f'{contestant.name} has {received["bytes"]} of {sent["sent"]} bytes')
    return sent['sent'] / sent['seconds'] / 1e6


def measure_stream(options, contestant):
    return {'tcp-record': record_stream(options, contestant, options.bound)}


def measure_cached(options, contestant):
    """With a bound that the processor's cache holds: the engine's own cost."""
    return {'tcp-record-cached': record_stream(options, contestant, options.cached_bound)}


def receive_flood(options, contestant, rate):
    sent, received = run(options, contestant, 'datagrams', 'datagrams', options.datagrams, rate,
                         buffer=options.buffer)
    kept = received['bytes'] / MESSAGE
    if contestant.name in ('engine', 'epoll'):
        options.granted = contestant.facts['buffer'] // 2
        rows = received['messages']
        if not rows <= kept <= rows + received.get('trimmed', 0) \
                or kept + received['dropped'] > sent['sent']:
            raise Failure(f'{contestant.name}: {kept:.0f} datagrams, {rows} rows '
                          f'and {received["dropped"]} dropped, of {sent["sent"]}')
    return sent, received, kept


def measure_kept(options, contestant):
    sent, received, kept = receive_flood(options, contestant, options.flood_rate)
    figures = {'udp-flood-kept': kept / sent['sent'] * 100}
    if contestant.name == 'engine':
        figures['bytes-per-event'] = received['beside']
        options.offered.append(sent['sent'] / sent['seconds'])
    return figures


def measure_flood(options, contestant):
    """As fast as the sender can: what is kept of it a second."""
    sent, _, kept = receive_flood(options, contestant, 0)
    if contestant.name == 'engine':
        options.rushed.append(sent['sent'] / sent['seconds'])
    return {'udp-flood-rate': kept / sent['seconds']}


def measure_pingpong(options, contestant):
    sent, received = run(options, contestant, 'echo', 'pingpong', options.seconds)
    if received['bytes'] != sent['sent'] * MESSAGE:
        raise Failure(f'{contestant.name} has echoed {received["bytes"]} bytes, '
                      f'of {sent["sent"]} messages')
    return {'tcp-pingpong': sent['sent'] / sent['seconds']}


def measure_peers(options, contestant):
    sent, received = run(options, contestant, 'echo', 'peers', options.peer_seconds, options.peers,
                         options.rate)
    if not sent['sent'] == sent['received'] == received['bytes'] / MESSAGE - 1:
        raise Failure(f'{contestant.name}: {sent["sent"]} messages, {sent["received"]} answers')
    return {'peers-latency': sent['median'] / 1000, 'peers-arrival': received['arrival'] / 1000,
            'peers-cpu': sent['cpu'] / sent['seconds'] * 100}


def measure_storm(options, contestant):
    sent, _ = run(options, contestant, 'storm', 'storm', options.storm)
    return {'connect-storm': sent['sent'] / sent['seconds']}


def list_measures(options):
    measures = [measure_stream, measure_cached, measure_kept, measure_flood, measure_pingpong,
                measure_peers]
    return measures + ([measure_storm] if options.storm else [])


def takes_part(contestant, measure):
    if contestant.name in ('engine', 'epoll') or measure is measure_stream:
        return True
    return contestant.name in ('ncat', 'socat') and measure in (measure_kept, measure_flood)


def measure_all(options, own, peers):
    """Of a figure: of a contestant's name: the value of each round."""
    figures, lost = {name: {} for name in UNITS}, {}
    for nth in range(options.runs):
        for measure in list_measures(options):
            turn = [c for c in own + peers if takes_part(c, measure)]
            for contestant in turn[nth % len(turn):] + turn[:nth % len(turn)]:
                what = f'{contestant.name} ({measure.__name__.partition("_")[2]})'
                if what in lost:
                    continue
                try:
                    values = measure(options, contestant)
                except Failure as failure:
                    if contestant in own:
                        raise
                    lost[what] = str(failure)
                    continue
                for name, value in values.items():
                    figures[name].setdefault(contestant.name, []).append(value)
    return figures, lost


def divide(mine, theirs):
    return mine / theirs if theirs else float('inf')


def compare(figures, units, own, order):
    """One line for each figure and whom it is compared with."""
    for name, values in figures.items():
        mine = values.get(own)
        if mine is None:
            continue
        others = [other for other, theirs in values.items()
                  if other != own and len(theirs) == len(mine)]
        for other in sorted(others, key=order.index) or [None]:
            theirs = values[other] if other else None
            ratio = statistics.median(map(divide, mine, theirs)) if other else None
            yield {'name': name, 'value': round(statistics.median(mine), 3), 'unit': units[name],
                   'against': other, 'ratio': round(ratio, 4) if other else None,
                   'theirs': statistics.median(theirs) if other else None}


def judge(line, aims, notes):
    key = line['name'], line['against']
    aim = aims.get(key)
    if aim is None:
        return notes.get(key, '')
    what, word, bound = aim
    reached = line[what] >= bound if word == 'at least' else line[what] <= bound
    of = '' if what == 'ratio' else ' ' + line['unit']
    return f'{word} {bound:,}{of}: {"reached" if reached else "falls short"}'


def show(amount, unit):
    return f'{amount:,.{0 if amount >= 1000 else 2}f} {unit}'


def print_table(lines, aims, notes):
    print(f'{"":17} {"Sockeye":>14}  {"against":12} {"":>14} {"ratio":>9}  aim')
    for line in lines:
        ratio, theirs = '', ''
        if line['against']:
            ratio, theirs = f'{line["ratio"]:,.3f}', show(line['theirs'], line['unit'])
        mine = show(line['value'], line['unit'])
        print(f'{line["name"]:17} {mine:>14}  {line["against"] or "-":12} {theirs:>14} {ratio:>9}  '
              f'{judge(line, aims, notes)}'.rstrip())


def parse():
    parser = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    add = parser.add_argument
    add('--programs', type=pathlib.Path, required=True, help='the folder of the built programs')
    add('--output', type=pathlib.Path, required=True, help='a file of JSON lines to append to')
    add('--runs', type=int, default=5)
    add('--stream', type=int, default=1024, help='MiB of one TCP stream')
    add('--ncat-stream', type=int, default=256, help='the same for ncat')
    add('--socat-stream', type=int, default=1, help='the same for socat')
    add('--bound', type=int, default=0, help="the journal's, bytes of payload; 0: as it is by default")
    add('--cached-bound', type=int, default=8 * MIB, help='the same where it is to fit the cache')
    add('--datagrams', type=int, default=500000, help='in one flood')
    add('--flood-rate', type=int, default=520000, help='of the flood that is to be kept whole, /s')
    add('--buffer', type=int, default=4 * MIB, help='receive buffer of the flood, bytes')
    add('--seconds', type=float, default=1, help='of request and answer')
    add('--peers', type=int, default=10000)
    add('--peer-seconds', type=float, default=2)
    add('--rate', type=float, default=2000, help='messages a second of all peers')
    add('--storm', type=int, default=0, help='connections to a backlog of 5, as fast as can be')
    add('--eager', action='store_true', help='flush the session all the time, not once in 16 ms')
    return parser.parse_args()


def limit_peers(options):
    """Each peer is a descriptor in the sender and one in the receiver."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard != resource.RLIM_INFINITY and hard < options.peers + 100:
        print(f'{hard - 100:,} peers in place of {options.peers:,}: limited by RLIMIT_NOFILE')
        options.peers = hard - 100


def main():
    options = parse()
    where = contestants.enter_own_network()
    load = os.getloadavg()
    options.sender = options.programs / 'benchmark-sender'
    options.offered, options.rushed = [], []
    own = [contestants.Program('engine', options.programs / 'benchmark-engine',
                               *(['eager'] if options.eager else [])),
           contestants.Program('epoll', options.programs / 'benchmark-epoll'),
           contestants.Program('ring', options.programs / 'benchmark-epoll', 'ring')]
    peers, missing = contestants.list_peers()
    print(f'{options.runs} rounds, {os.cpu_count()} CPUs, {where}',
          *(f'no {name}' for name in missing), sep=', ')
    limit_peers(options)
    sys.stdout.flush()
    try:
        figures, lost = measure_all(options, own, peers)
    except (Failure, OSError) as failure:
        print(f'failed: {failure}')
        return 1
    lines = list(compare(figures, UNITS, 'engine', OTHERS))
    print(f'receive buffer granted: {options.granted:,} bytes'
          + (' (limited by rmem_max)' if options.granted < options.buffer else ''))
    print(f'datagrams offered: {statistics.median(options.offered):,.0f} /s to be kept, '
          f'{statistics.median(options.rushed):,.0f} /s as fast as one sender can')
    for what, reason in lost.items():
        print(f'not compared with {what}: {reason}')
    print_table(lines, AIMS, NOTES)
    print('load before and after:', ', '.join(f'{n:.2f}' for n in (load[0], os.getloadavg()[0])))
    with open(options.output, 'a') as output:
        for line in lines:
            del line['theirs']
            print(json.dumps(line, ensure_ascii=False), file=output)
    return 0


if __name__ == '__main__':
    sys.exit(main())
