#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Measures from the start of the program to its first frame, and its memory.

The bare window of GTK, and Packet Sender where it is installed, take turns with
it on the display this is run in, under tests/with-display.sh. The first round
is thrown away: there first-start files are written and services started. Where
cairo draws, Sockeye loads no OpenGL, and so the bare window loads none.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import contestants
from benchmark import compare, print_table
from contestants import Failure

OTHERS = ['bare', 'packetsender']

UNITS = {
    'start': 'ms',
    'start-mapped': 'ms',
    'start-cpu': 'ms',
    'memory': 'MiB',
    'memory-pss': 'MiB',
    'memory-private': 'MiB',
}

AIMS = {
    ('start', 'packetsender'): ('ratio', 'at most', 1),
    ('memory', 'packetsender'): ('ratio', 'at most', 1),
}

NOTES = {
    ('start', 'bare'): 'process start to a window that is drawn',
    ('start-mapped', 'bare'): 'to a window that is mapped',
    ('start-cpu', 'bare'): 'processor time of all threads until then',
    ('memory', 'bare'): 'resident set',
    ('memory-pss', 'bare'): 'the same, what is shared divided',
    ('memory-private', 'bare'): 'private and written to',
}


def read_memory(pid):
    """MiB of one process."""
    text = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text()
    sizes = {name: int(size) / 1024 for name, size in re.findall(r'^(\w+): +(\d+) kB', text, re.M)}
    return {'memory': sizes['Rss'], 'memory-pss': sizes['Pss'],
            'memory-private': sizes['Private_Dirty']}


def measure(options, command):
    process = subprocess.Popen([options.programs / 'benchmark-first-frame', *command], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    line = process.stdout.readline()
    try:
        if not line:
            raise Failure(process.stderr.read().strip())
        times = json.loads(line)
        time.sleep(options.settle)
        return {'start': times['frame'] / 1e6, 'start-mapped': times['mapped'] / 1e6,
                'start-cpu': times['cpu'] / 1e6, **read_memory(times['pid'])}
    finally:
        # With the end of its input it ends what it started.
        process.stdin.close()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def measure_all(options, commands):
    figures, lost = {name: {} for name in UNITS}, {}
    for nth in range(options.runs + 1):
        turn = list(commands)
        for name in turn[nth % len(turn):] + turn[:nth % len(turn)]:
            if name in lost:
                continue
            try:
                values = measure(options, commands[name])
            except Failure as failure:
                if name != 'packetsender':
                    raise
                lost[name] = str(failure)
                continue
            for figure, value in values.items():
                if nth > 0:
                    figures[figure].setdefault(name, []).append(value)
    return figures, lost


def parse():
    parser = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    add = parser.add_argument
    add('--programs', type=pathlib.Path, required=True, help='the folder of the built programs')
    add('--sockeye', type=pathlib.Path, required=True, help='the program')
    add('--output', type=pathlib.Path, required=True, help='a file of JSON lines to append to')
    add('--runs', type=int, default=8, help='rounds, beside the one that is thrown away')
    add('--settle', type=float, default=2, help='seconds from the first frame to its memory')
    return parser.parse_args()


def main():
    options = parse()
    load = os.getloadavg()
    bare = [options.programs / 'benchmark-bare-window']
    if os.environ.get('GSK_RENDERER') == 'cairo':
        # The latter from GTK 4.16 on.
        bare[:0] = ['env', 'GDK_DEBUG=gl-disable', 'GDK_DISABLE=gl']
    commands = {'sockeye': [options.sockeye], 'bare': bare}
    if shutil.which('packetsender'):
        commands['packetsender'] = ['packetsender']
    print(f'{options.runs} rounds, {os.cpu_count()} CPUs',
          *(f'no {name}' for name in OTHERS if name not in commands), sep=', ')
    sys.stdout.flush()
    try:
        figures, lost = measure_all(options, commands)
    except (Failure, OSError) as failure:
        print(f'failed: {failure}')
        return 1
    lines = list(compare(figures, UNITS, 'sockeye', OTHERS))
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
