#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""What is loaded and built at start, and what is not yet."""

import os
import pathlib

from harness import Window, main, test


@test
def no_opengl_unless_asked_for():
    os.environ.pop('GSK_RENDERER', None)
    with Window() as window:
        window.see('New socket')
        maps = pathlib.Path(f'/proc/{window.process.pid}/maps').read_text()
    assert 'libgtk-4' in maps
    for library in 'libGLX_', 'libEGL_', '_dri.so', 'libgallium', 'libLLVM':
        assert library not in maps, library


main()
