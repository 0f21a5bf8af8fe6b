#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# not under: shrunken (its limit on memory is too small for heaps of such pages)
# The embedding examples, built against the tree's library of this kind of build, and what they print.
set -euo pipefail
cd "$ROOT/examples/embed"
[ -x "$BUILD/examples/hello" ] || { echo "examples are not built: target 'examples'"; exit 1; }
expect() { # WANTED GOT
    [ "$1" = "$2" ] || { printf 'wanted:\n%s\ngot:\n%s\n' "$1" "$2"; exit 1; }
}
expect 'hello' "$("$BUILD/examples/hello")"
expect 'sum of squares: 328350' "$("$BUILD/examples/hundred" 2>/dev/null)"
expect 'turn 1: wolf at 1, -1; sheep has 30
turn 2: wolf at 2, -2; sheep has 30
turn 3: wolf at 3, -2.5; sheep has 20
turn 4: wolf at 3, -2.5; sheep has 10
turn 5: wolf at 3, -2.5; sheep has 0' "$("$BUILD/examples/world")"
expect '1: good, wrote 2 bytes
2: ZeroDivisionError in line 2: division by zero
3: LimitError in line 1: limit of 200000 steps reached
4: MemoryError in line 1: 
5: PermissionError in line 1: [Errno 1] Operation not permitted
6: SyntaxError in line 1: invalid syntax (snippet, line 1)' "$("$BUILD/examples/server" 300 <<'END'
print(1)
x = 0\n1 / x
while True: pass
a = [0] * 10**15
import os; os.listdir('/')
x = = 1
END
)"
