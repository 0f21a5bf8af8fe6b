#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# PYTHONHASHSEED: hashes of text that are the same each time, and those of another secret each time without it. The numbers
# themselves are not CPython's (docs/differences.md).
set -eu
program='print(hash("abc"), hash("a longer text"))'
first=$(PYTHONHASHSEED=0 "$OURO" -c "$program")
[ "$first" = "$(PYTHONHASHSEED=0 "$OURO" -c "$program")" ]
[ "$first" != "$(PYTHONHASHSEED=1 "$OURO" -c "$program")" ]
[ "$("$OURO" -c "$program")" != "$("$OURO" -c "$program")" ]
