#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Print what was skipped and why, what failed, and "N passed, N failed".

counts.py BUILD-FOLDER/meson-logs

Subtests of TAP programs are counted one by one, from testlog.junit.xml. That
file says nothing of a program that ran out of time or died between two tests;
testlog.json does, and such a program counts as one failure more. Exits with
1 if anything failed, or if nothing passed.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

BAD = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}
PLAN_OF_NOTHING = re.compile(r'^1\.\.0\s*(?:#\s*skip\S*\s*(.*))?$', re.I | re.M)


def read_subtests(path):
    """Suite name to a list of (name, "pass" | "fail" | "skip", reason)."""
    suites = {}
    for suite in ElementTree.parse(path).iter('testsuite'):
        cases = suites.setdefault(suite.get('name'), [])
        for case in suite.iter('testcase'):
            bad = case.find('failure') is not None or case.find('error') is not None
            skipped = case.find('skipped') is not None
            cases.append((case.get('name'), 'fail' if bad else 'skip' if skipped else 'pass',
                          case.findtext('system-out') or ''))
    return suites


def read_programs(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judge(program, suites):
    """The (name, outcome, reason) of each test of one program."""
    name, result = program['name'].split(' / ')[-1], program['result']
    suite = next((s for s in suites if s.partition('.')[2] == program['name']), None)
    cases = [(f'{name}: {case}', outcome, reason)
             for case, outcome, reason in suites.get(suite, [])]
    if result in BAD and not any(outcome == 'fail' for _, outcome, _ in cases):
        cases.append((name, 'fail', result.lower()))
    elif not cases and result == 'SKIP':
        plan = PLAN_OF_NOTHING.search(program.get('stdout') or '')
        skipped = plan is not None or program.get('returncode') == 77
        cases.append((name, 'skip', plan[1] or '') if plan else
                     (name, 'skip' if skipped else 'fail', '' if skipped else 'printed no test'))
    elif not cases:
        cases.append((name, 'pass', ''))
    return cases


def main(logs):
    try:
        suites = read_subtests(logs / 'testlog.junit.xml')
        programs = read_programs(logs / 'testlog.json')
    except (OSError, ValueError, ElementTree.ParseError) as error:
        print(f'no test results: {error}')
        print('0 passed, 1 failed')
        return 1

    cases = [case for program in programs for case in judge(program, suites)]
    for wanted, heading in (('skip', 'Skipped'), ('fail', 'Failed')):
        chosen = [(name, reason) for name, outcome, reason in cases if outcome == wanted]
        if chosen:
            print(f'\n{heading}:')
        for name, reason in chosen:
            print(f'  {name}: {reason}' if reason else f'  {name}')
    count = [outcome for _, outcome, _ in cases].count
    print(f'\n{count("pass")} passed, {count("fail")} failed')
    return 1 if count('fail') or not count('pass') else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
