#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Measures the window of the application while it follows what comes.

Brings a display of its own, drawn to by cairo. Nothing fails for being slow; it
fails where something cannot be run, or where counts are wrong.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import contestants
from benchmark import MESSAGE, MIB, limit_peers
from contestants import Failure

# What is aimed at: of a figure, the least or the most that it should be.
AIMS = {
    'udp-live-kept': ('at least', 100, '%'),
    'frame-median': ('at most', 8, 'ms'),
    'frame-p99': ('at most', 16, 'ms'),
    'flood-live-kept': ('at least', 99, '%'),
    'flood-frames': ('at least', 50, '/s'),
    'flood-click': ('at most', 100, 'ms'),
    'flood-call': ('at most', 100, 'ms'),
    'jump-frames': ('at most', 1, 'frames'),
    'jump-busy': ('at most', 16.7, 'ms'),
    'peers-frame-p99': ('at most', 16, 'ms'),
    'peers-connect-max': ('at most', 100, 'ms'),
    'peers-connect-click': ('at most', 100, 'ms'),
    'peers-echo-click': ('at most', 100, 'ms'),
    'peers-leave-max': ('at most', 100, 'ms'),
    'peers-leave-click': ('at most', 100, 'ms'),
}

STEPS = [2, 4, 6, 8, 12, 16, 24, 33, 50, 100, float('inf')]


class Window(contestants.Program):
    def ask(self, line):
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        return contestants.read_line(self.process)

    def wait_until_quiet(self):
        """Nothing more comes, and all of it is shown."""
        before, rows = None, self.ask('rows')
        while rows != before:
            time.sleep(0.3)
            before, rows = rows, self.ask('rows')
        return rows


def enter_display(program):
    """Runs this program anew under a display of its own."""
    if 'SOCKEYE_BENCHMARK_DISPLAY' not in os.environ:
        os.environ['SOCKEYE_BENCHMARK_DISPLAY'] = '1'
        sys.stdout.flush()
        os.execv(program, [program, sys.executable, *sys.argv])


def quantile(values, share):
    return sorted(values)[int((len(values) - 1) * share)] if values else 0.0


def fill(options, window):
    """So that the log holds its rows before anything is measured."""
    rows = window.ask('rows')
    for _ in range(20):
        missing = options.rows - rows['rows'] - rows['trimmed']
        if missing <= 0:
            return rows
        contestants.send(options.sender, 'datagrams', window.port, missing, options.fill_rate)
        rows = window.wait_until_quiet()
    raise Failure(f'the log holds {rows["rows"]} rows, of {options.rows}')


def watch(options, window, count, rate, segments=1):
    """Frames while so many datagrams come, and the share of them that was kept."""
    before = window.ask('rows')
    window.ask('begin')
    sent = contestants.send(options.sender, 'datagrams', window.port, count, rate,
                            segments)
    report = window.ask('end')
    after = window.wait_until_quiet()
    kept = (after['bytes'] - before['bytes']) / MESSAGE
    if not after['following']:
        raise Failure('the log has ceased to follow')
    if kept + after['dropped'] - before['dropped'] > sent['sent']:
        raise Failure(f'{kept:.0f} kept and {after["dropped"] - before["dropped"]} dropped, '
                      f'of {sent["sent"]}')
    return report, kept / sent['sent'] * 100, sent['sent'] / sent['seconds']


def print_histogram(title, values):
    print(f'{title}, {len(values)} frames:')
    low = 0
    for high in STEPS:
        n = sum(low <= value < high for value in values)
        if n:
            span = f'{low} to {high} ms' if high != STEPS[-1] else f'{low} ms and more'
            print(f'  {span:>16} {n:>6} {"#" * max(1, round(n / len(values) * 60))}')
        low = high


def print_times(report):
    for name, meaning in (('busy', 'the main thread was busy for a frame'),
                          ('cpu', 'what of it the thread had a processor'),
                          ('paint', 'before-paint to after-paint'),
                          ('interval', 'after-paint to after-paint'),
                          ('click', 'a click to the frame that shows its effect'),
                          ('call', 'a click to the return of its call')):
        values = report[name]
        print(f'  {name:9} median {quantile(values, 0.5):7.2f}  99 % {quantile(values, 0.99):7.2f}  '
              f'max {max(values, default=0):7.2f} ms of {len(values)}: {meaning}')


def measure_datagrams(options, figures):
    window = Window('window', options.programs / 'benchmark-window')
    try:
        window.start('datagrams', options.buffer)
        granted = window.facts['buffer'] // 2
        print(f'receive buffer granted: {granted:,} bytes'
              + (' (limited by rmem_max)' if granted < options.buffer else ''))
        rows = fill(options, window)
        print(f'the log holds {rows["rows"]:,} rows')
        for _ in range(options.runs):
            report, kept, rate = watch(options, window, int(options.rate * options.seconds),
                                       options.rate)
            figures['udp-live-kept'].append(kept)
            figures['frame-median'].append(quantile(report['busy'], 0.5))
            figures['frame-p99'].append(quantile(report['busy'], 0.99))
            print_histogram(f'following at {rate:,.0f} datagrams/s', report['busy'])
            print_times(report)
        for _ in range(options.runs):
            report, kept, rate = watch(options, window, options.flood, 0,
                                       options.flood_segments)
            figures['flood-live-kept'].append(kept)
            figures['flood-frames'].append(len(report['busy']) / report['seconds'])
            figures['flood-click'].append(max(report['click'], default=0))
            figures['flood-call'].append(max(report['call'], default=0))
            print_histogram(f'a flood of {rate:,.0f} datagrams/s', report['busy'])
            print_times(report)
        jumps = window.ask(f'jump {options.jumps}')['jumps']
        figures['jump-frames'].append(max(jump['frames'] for jump in jumps))
        figures['jump-busy'].append(max(jump['busy'] for jump in jumps))
        print('jumps (first row, last, any):',
              *(f'{jump["frames"]} frames {jump["busy"]:.1f} ms' for jump in jumps), sep='  ')
    finally:
        window.end()


def watch_until(window, what, is_over):
    """Frames until the window's rows say that it is over."""
    end = time.monotonic() + contestants.PATIENCE
    while not is_over(window.ask('rows')):
        if time.monotonic() > end:
            raise Failure(f'not seen: {what}')
        time.sleep(0.05)
    report = window.ask('end')
    print_histogram(f'{what}, in {report["seconds"]:.1f} s', report['busy'])
    print_times(report)
    return report


def measure_peers(options, figures):
    """Peers that connect, are answered and leave, while rows of the sidebar are clicked on."""
    window = Window('window', options.programs / 'benchmark-window')
    sender = None
    try:
        window.start('echo')
        window.ask('begin')
        sender = subprocess.Popen([options.sender, 'peers', str(window.port),
                                   str(options.peer_seconds), str(options.peers),
                                   str(options.peer_rate), str(window.process.pid)],
                                  text=True, stdout=subprocess.PIPE)
        reports = {'connect': watch_until(window, f'{options.peers:,} peers connect',
                                          lambda rows: rows['peers'] == options.peers)}
        window.ask('begin')
        end = time.monotonic() + options.peer_seconds * 0.8
        reports['echo'] = watch_until(window, f'{options.peer_rate:,.0f} messages/s are echoed',
                                      lambda rows: time.monotonic() > end)
        window.ask('begin')
        reports['leave'] = watch_until(window, 'all leave', lambda rows: rows['open'] == 1)
        sent = json.loads(sender.communicate()[0])
        if sent['received'] != sent['sent']:
            raise Failure(f'{sent["received"]} answers to {sent["sent"]} messages')
        print(f'answered after {sent["median"] / 1e3:.0f} us (median), '
              f'{sent["cpu"] / sent["seconds"] * 100:.0f} % of a processor')
        for name, report in reports.items():
            figures[f'peers-{name}-max'].append(max(report['busy']))
            figures[f'peers-{name}-click'].append(max(report['click'], default=0))
        figures['peers-frame-median'].append(quantile(reports['echo']['busy'], 0.5))
        figures['peers-frame-p99'].append(quantile(reports['echo']['busy'], 0.99))
    finally:
        window.end()
        if sender is not None:
            sender.kill()
            sender.wait()


def judge(name, value):
    if name not in AIMS:
        return ''
    word, bound, unit = AIMS[name]
    reached = value >= bound if word == 'at least' else value <= bound
    return f'{word} {bound} {unit}: {"reached" if reached else "falls short"}'


def parse():
    parser = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    add = parser.add_argument
    add('--programs', type=pathlib.Path, required=True, help='the folder of the built programs')
    add('--output', type=pathlib.Path, required=True, help='a file of JSON lines to append to')
    add('--display', required=True, help='with-display.sh')
    add('--runs', type=int, default=3)
    add('--rows', type=int, default=1000000, help='that the log holds before')
    add('--rate', type=float, default=200000, help='datagrams a second')
    add('--seconds', type=float, default=4)
    add('--flood', type=int, default=2000000, help='datagrams as fast as they go')
    add('--flood-segments', type=int, default=1,
        help='datagrams that the sender gives to its kernel at once and whole (UDP_SEGMENT)')
    add('--fill-rate', type=float, default=150000, help='datagrams a second, before')
    add('--buffer', type=int, default=4 * MIB, help='receive buffer, bytes')
    add('--jumps', type=int, default=20)
    add('--peers', type=int, default=10000)
    add('--peer-seconds', type=float, default=3)
    add('--peer-rate', type=float, default=2000, help='messages a second of all peers')
    return parser.parse_args()


UNITS = {'kept': '%', 'frames': '/s', 'click': 'ms', 'call': 'ms', 'busy': 'ms', 'median': 'ms',
         'p99': 'ms', 'max': 'ms'}


def main():
    options = parse()
    where = contestants.enter_own_network()
    enter_display(options.display)
    options.sender = options.programs / 'benchmark-sender'
    figures = {name: [] for name in [*AIMS, 'peers-frame-median', 'peers-echo-max']}
    print(f'{options.runs} rounds, {os.cpu_count()} CPUs, {where}, load {os.getloadavg()[0]:.2f}')
    limit_peers(options)
    try:
        if options.rate > 0:
            measure_datagrams(options, figures)
        if options.peers > 0:
            measure_peers(options, figures)
    except (Failure, OSError) as failure:
        print(f'failed: {failure}')
        return 1
    with open(options.output, 'a') as output:
        for name, values in figures.items():
            if not values:
                continue
            value = statistics.median(values)
            unit = 'frames' if name == 'jump-frames' else UNITS[name.rpartition('-')[2]]
            print(f'{name:20} {value:>10,.2f} {unit:6} {judge(name, value)}'.rstrip())
            print(json.dumps({'name': name, 'value': round(value, 3), 'unit': unit,
                              'against': None, 'ratio': None}), file=output)
    print(f'load after: {os.getloadavg()[0]:.2f}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
