#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
#
# check-xml.sh FOLDER: every XML file below is well-formed (TAP).

n=0 failed=0
for file in $(find "$1/data" "$1/src" -name '*.ui' -o -name '*.svg' -o -name '*.xml' \
                -o -name '*.xml.in' | sort)
do
  n=$((n + 1))
  name=${file#"$1/"}
  if xmllint --nonet --noout "$file" >&2
  then echo "ok $n - $name"
  else echo "not ok $n - $name"; failed=1
  fi
done
echo "1..$n"
exit $failed
