# SPDX-License-Identifier: MIT
# The program's options, where a program may come from, and the exit status of each.
failures=0

expect() { # STATUS PATTERN_OF_OUTPUT PATTERN_OF_ERRORS COMMAND...: patterns are for grep -E; an empty one wants nothing
    local status=$1 output=$2 errors=$3 got trouble=
    shift 3
    "$@" >"$TMPDIR/output" 2>"$TMPDIR/errors"
    got=$?
    [ "$got" -eq "$status" ] || trouble="exit status $got, wanted $status"
    matches "$output" "$TMPDIR/output" || trouble="$trouble; standard output is not '$output'"
    matches "$errors" "$TMPDIR/errors" || trouble="$trouble; standard error is not '$errors'"
    if [ -n "$trouble" ]; then
        echo "$*: $trouble"
        sed 's/^/  output: /' "$TMPDIR/output"
        sed 's/^/  errors: /' "$TMPDIR/errors"
        failures=1
    fi
}

matches() { # PATTERN FILE
    if [ -z "$1" ]; then [ ! -s "$2" ]; else grep -qE -- "$1" "$2"; fi
}

cd "$TMPDIR" || exit 1
printf 'import sys\nprint(sys.argv)\nsys.exit(7)\n' >program.py
printf 'x = 1\nif x\n    pass\n' >wrong.py

expect 0 'usage: ouro' '' "$OURO" --help
expect 0 '^[Oo]uro [0-9]+\.[0-9]+\.[0-9]+' '' "$OURO" --version
expect 7 "^\['program.py', 'a', '-c', '--help'\]$" '' "$OURO" program.py a -c --help
expect 0 "^\['-c', 'x'\]$" '' "$OURO" -c 'import sys; print(sys.argv)' x
expect 0 '^42$' '' "$OURO" - <<<'print(42)'
expect 0 '^42$' '' "$OURO" <<<'print(42)'
expect 0 '^42$' 'live' "$OURO" --stats -c 'print(42)'
expect 0 "^\['all', 'error::FutureWarning'\]$" 'UserWarning: x' "$OURO" -Wall -W error::FutureWarning \
    -c 'import sys, _warnings; print(sys.warnoptions); _warnings.warn("x")'
expect 1 '' '^UserWarning: x$' "$OURO" -W error -c 'import _warnings; _warnings.warn("x")'
expect 0 '' '^Invalid -W option ignored: invalid action: .bogus.$' "$OURO" -Wbogus -c ''
expect 0 "^\['error', 'ignore'\]$" '' env PYTHONWARNINGS=error,ignore "$OURO" -c 'import sys; print(sys.warnoptions)'
expect 0 '^\[\]$' '' env PYTHONWARNINGS=error "$OURO" -E -c 'import sys; print(sys.warnoptions)'
expect 2 '' 'wants a filter' "$OURO" -W
expect 2 '' 'absent.py.*No such file' "$OURO" absent.py
expect 2 '' "unknown|no-such-option" "$OURO" --no-such-option
expect 2 '' '.' "$OURO" -c
expect 1 '' 'line 2' "$OURO" wrong.py
expect 1 '' 'SyntaxError: expected' "$OURO" wrong.py
expect 1 '' 'ZeroDivisionError: division by zero' "$OURO" -c '1 / 0'
expect 1 '' '^stop$' "$OURO" -c 'raise SystemExit("stop")'
expect 0 '' '' "$OURO" -c ''
# On a terminal there is no prompt yet, but the options (script gives it one).
if command -v script >/dev/null; then
    expect 2 'usage: ouro' '' script -qec "'$OURO'" /dev/null
fi
exit $failures
