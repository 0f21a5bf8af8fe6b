#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A few random programs: those whose output must be python3.11's, and hostile ones that only must not crash.
set -eu
if ! [ -x /usr/bin/python3.11 ]; then
    echo "no python3.11 here: nothing to compare with"
    exit 0
fi
/usr/bin/python3.11 -B "$ROOT/tests/random/generate.py" --compare "$OURO" 20 30
/usr/bin/python3.11 -B "$ROOT/tests/random/generate.py" --survive "$OURO" 100 15
