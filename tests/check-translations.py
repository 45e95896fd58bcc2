#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""Every string can be translated, and is (TAP).

check-translations.py SOURCE-FOLDER

po/POTFILES.in names each file that has strings; each language of po/LINGUAS
translates every string that the source has now.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
PO = SOURCE / 'po'
# What meson's preset "glib" passes for the target sockeye-pot.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3']
MARKS = {
    '.c': re.compile(r'\b(N?C?_|gettext|ngettext|g_dngettext|g_dpgettext2) ?\('),
    '.h': re.compile(r'\bN?C?_ ?\("'),
    '.ui': re.compile(r'translatable="(yes|true|1)"'),
}

number = failed = 0


def report(name, problems):
    global number, failed
    number += 1
    for line in problems:
        print(line, file=sys.stderr)
    failed += bool(problems)
    print(f'{"not ok" if problems else "ok"} {number} - {name}', flush=True)


def words(path):
    lines = (line.split('#')[0].strip() for line in path.read_text().splitlines())
    return [line for line in lines if line]


def run(*args):
    return subprocess.run(args, cwd=SOURCE, capture_output=True, text=True,
                          env={'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8'})


def has_strings(path):
    mark = MARKS.get(path.suffix)
    return mark is not None and mark.search(path.read_text()) is not None


def check_potfiles(listed):
    marked = {str(p.relative_to(SOURCE)) for p in (SOURCE / 'src').rglob('*.*') if has_strings(p)}
    problems = [f'missing in POTFILES.in: {p}' for p in sorted(marked - set(listed))]
    problems += [f'in POTFILES.in, but missing: {p}' for p in listed if not (SOURCE / p).exists()]
    report('POTFILES.in names every file with strings', problems)


def make_template(listed, pot):
    sources = [p for p in listed if (SOURCE / p).exists()]
    out = run('xgettext', '--from-code=UTF-8', '--add-comments=Translators', '--output', str(pot),
              *(f'--keyword={k}' for k in KEYWORDS), *sources)
    report('the strings can be extracted', out.stderr.splitlines())
    cut = re.findall(r'^#: .*\n(?:#.*\n)*msgid (?:""\n)?(?:".*"\n)*".*(?<!%)%"\n', pot.read_text(), re.M)
    report('no string ends at a macro such as G_GUINT64_FORMAT; xgettext knows PRIu64', cut)


def check_language(language, pot, folder):
    catalog, merged = PO / f'{language}.po', folder / f'{language}.po'
    out = run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', str(merged),
              str(catalog), str(pot))
    report(f'{language}: merges with the strings of the source', out.stderr.splitlines())
    counts = run('msgfmt', '--statistics', '--output-file=/dev/null', str(merged)).stderr.strip()
    complete = 'untranslated' not in counts and 'fuzzy' not in counts
    left = run('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', str(merged)).stdout
    left = left.partition('\n\n')[2]  # without the header
    report(f'{language}: every string is translated', [] if complete else
           [counts, *(l for l in left.splitlines() if l.startswith(('#:', 'msgid', '"')))])
    out = run('msgfmt', '--check', '--check-accelerators=_', '--output-file=/dev/null', str(merged))
    report(f'{language}: formats, headers and accelerators agree',
           out.stderr.splitlines() if out.returncode else [])


def main():
    listed, languages = words(PO / 'POTFILES.in'), words(PO / 'LINGUAS')
    check_potfiles(listed)
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / 'sockeye.pot'
        make_template(listed, pot)
        for language in languages:
            check_language(language, pot, pathlib.Path(folder))
    print(f'1..{number}')
    return failed > 0


sys.exit(main())
