#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The layers stay apart (TAP): no GTK in the engine and the command line, no
socket call in the window.

check-layers.py SOURCE-FOLDER BUILD-FOLDER
"""

import json
import pathlib
import re
import subprocess
import sys

SOURCE, BUILD = map(pathlib.Path, sys.argv[1:3])
TOOLKIT = re.compile(r'\b(lib)?(gtk|gdk|gsk|adwaita|graphene|pango|cairo)', re.I)
SOCKET_CALLS = {
    'accept', 'accept4', 'bind', 'connect', 'getpeername', 'getsockname', 'getsockopt', 'listen',
    'recv', 'recvfrom', 'recvmmsg', 'recvmsg', 'send', 'sendmmsg', 'sendmsg', 'sendto',
    'setsockopt', 'shutdown', 'socket', 'socketpair',
}


def engine_files():
    for folder in 'src/engine', 'src/cli':
        yield from sorted((SOURCE / folder).rglob('*.[ch]'))


def command_line_links_no_toolkit():
    cli = BUILD / 'src/cli/sockeye-cli'
    out = subprocess.run(['ldd', cli], capture_output=True, text=True, check=True).stdout
    return [line.strip() for line in out.splitlines() if TOOLKIT.search(line)]


def engine_includes_no_toolkit():
    wanted = re.compile(r'^\s*#\s*include\s*[<"](gtk|gdk|gsk|adwaita|pango|cairo)', re.M)
    return [f.name for f in engine_files() if wanted.search(f.read_text())]


def engine_has_no_toolkit_in_its_include_path():
    commands = json.loads((BUILD / 'compile_commands.json').read_text())
    mine = [c for c in commands if re.search(r'src/(engine|cli)/', c['file'])]
    assert mine, 'no compile command found'
    return [c['file'] for c in mine if re.search(r'/gtk-\d', c['command'])]


def window_makes_no_socket_call():
    archive = BUILD / 'src/app/libsockeye-app.a'
    out = subprocess.run(['nm', '--undefined-only', '--format=posix', archive],
                         capture_output=True, text=True, check=True).stdout
    symbols = {line.split('@')[0].split()[0] for line in out.splitlines() if line.strip()}
    return sorted(symbols & SOCKET_CALLS)


TESTS = [
    command_line_links_no_toolkit,
    engine_includes_no_toolkit,
    engine_has_no_toolkit_in_its_include_path,
    window_makes_no_socket_call,
]

failed = 0
print(f'1..{len(TESTS)}')
for number, test in enumerate(TESTS, 1):
    found = test()
    for line in found:
        print(line, file=sys.stderr)
    failed += bool(found)
    print(f'{"not ok" if found else "ok"} {number} - {test.__name__.replace("_", " ")}')
sys.exit(failed > 0)
