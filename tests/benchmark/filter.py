#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Measures filters and Find over a full journal, without a window.

Each round is a process that measures a bare loop over the same records, or
memmem() over the same bytes, as well. What is printed is the median, and the
median of the ratios within a round. Nothing fails for being slow.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

from benchmark import compare, print_table

# What is shown to be found: of the program's names.
FILTERS = {'socket': 'filter', 'both': 'filter-many', 'data': 'filter-data', 'text': 'filter-text'}

AIMS = {
    ('filter', 'loop'): ('value', 'at most', 50),
    ('filter-many', 'loop'): ('value', 'at most', 50),
    ('filter-first', None): ('value', 'at most', 16),
    ('search', 'memmem'): ('value', 'at least', 1),
    ('search-folded', 'memmem'): ('value', 'at least', 1),
}

NOTES = {
    ('filter-data', 'loop'): 'on another thread; the loop is of memmem()',
    ('filter-text', 'loop'): 'calls and payloads, case ignored; the loop is of memmem()',
    ('filter-turn', None): 'the longest that the main loop was busy',
}


def measure(options):
    """The figures of one round: of a name: of a contestant's name."""
    command = [options.programs / 'benchmark-filter', options.rows, options.mib, options.row]
    output = subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True)
    report = json.loads(output.stdout)
    for key, name in FILTERS.items():
        yield name, {'engine': report[key]['all'], 'loop': report[key]['bare']}
    records = report['socket'], report['both']
    yield 'filter-first', {'engine': max(filter['first'] for filter in records)}
    yield 'filter-turn', {'engine': max(report[key]['longest'] for key in FILTERS)}
    yield 'search', {'engine': report['search'], 'memmem': report['memmem']}
    yield 'search-folded', {'engine': report['folded'], 'memmem': report['memmem']}


def parse():
    parser = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    add = parser.add_argument
    add('--programs', type=pathlib.Path, required=True, help='the folder of the built programs')
    add('--output', type=pathlib.Path, required=True, help='a file of JSON lines to append to')
    add('--runs', type=int, default=5)
    add('--rows', type=int, default=1000000, help='that are filtered')
    add('--mib', type=int, default=256, help='payload that is searched, MiB')
    add('--row', type=int, default=1024, help='payload of a row that is searched, bytes')
    return parser.parse_args()


def main():
    options = parse()
    print(f'{options.runs} rounds, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.2f}')
    sys.stdout.flush()
    figures = {}
    try:
        for _ in range(options.runs):
            for name, values in measure(options):
                for contestant, value in values.items():
                    figures.setdefault(name, {}).setdefault(contestant, []).append(value)
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f'failed: {failure}')
        return 1
    units = {name: 'GB/s' if name.startswith('search') else 'ms' for name in figures}
    lines = list(compare(figures, units, 'engine', ['loop', 'memmem']))
    print_table(lines, AIMS, NOTES)
    print(f'load after: {os.getloadavg()[0]:.2f}')
    with open(options.output, 'a') as output:
        for line in lines:
            del line['theirs']
            print(json.dumps(line, ensure_ascii=False), file=output)
    return 0


if __name__ == '__main__':
    sys.exit(main())
