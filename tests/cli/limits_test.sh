# SPDX-License-Identifier: MIT
# --max-steps, --timeout, --memory-limit, interrupts: what a program may do about them, and that it cannot stay for ever.
# Time is only told to be short, never measured: a program that does not end is found by the test's own time limit.
failures=0
cd "$TMPDIR" || exit 1

ends() { # STATUS PATTERN OPTIONS... : the program on standard input ends so; PATTERN is for its output and errors
    local status=$1 pattern=$2 got
    shift 2
    cat >program.py
    "$OURO" "$@" program.py >output 2>&1
    got=$?
    if [ "$got" -ne "$status" ] || ! grep -qE -- "$pattern" output; then
        echo "$*: exit status $got, wanted $status; wanted in the output: $pattern"
        sed 's/^/  program: /' program.py
        tail -n 8 output | cut -c 1-300 | sed 's/^/  output: /'
        failures=1
    fi
}

stops() { # the program on standard input is ended by each limit, whatever it catches
    cat >swallow.py
    ends 1 'LimitError: limit of 50000 steps reached' --max-steps 50000 <swallow.py
    ends 1 'LimitError: time limit of 30 ms reached' --timeout 30ms <swallow.py
}

outlives() { # the same, where nobody above is there to get the exception: the program goes on with what follows
    cat >swallow.py
    ends 0 'after' --max-steps 50000 <swallow.py
    ends 0 'after' --timeout=0.03 <swallow.py
}

outlives_steps() { # the same for programs that import: how long that takes is not known
    ends 0 'after' --max-steps 50000
}

# ---- Compiling: tokens, nodes and code are work, too; each limit falls into another phase ----------------------------------

for steps in 5 15 30 45 60 75 90; do
    ends 1 "LimitError: limit of $steps steps reached" --max-steps $steps <<'END'
compile("x = f(1, y)\n" * 30000, "s", "exec")
END
done
ends 0 '^True$' --max-steps 100000 <<'END'
print(len(compile("x = f(1, y)\n" * 30000, "s", "exec").co_code) > 30000)
END

# ---- Swallowing -------------------------------------------------------------------------------------------------------------

stops <<'END'
while True:
    try:
        while True: pass
    except:
        pass
END
stops <<'END'
def f():
    while True:
        try:
            f()
        except BaseException:
            continue
        finally:
            f()
f()
END
stops <<'END'
while True:
    try:
        raise ValueError
    finally:
        continue
END
stops <<'END'
class C:
    def __enter__(self): return self
    def __exit__(self, *exc): return True
while True:
    with C():
        while True: pass
END
stops <<'END'
def g():
    while True:
        try:
            yield 1
        except BaseException:
            pass
        finally:
            while True:
                try:
                    yield from g()
                except BaseException: pass
for x in g(): pass
END
stops <<'END'
def key(x):
    while True:
        try:
            while True: pass
        except BaseException: pass
sorted(range(100), key=key)
END
stops <<'END'
class A:
    def __eq__(self, other):
        try:
            while True: pass
        except BaseException: return False
    def __hash__(self): return 1
while True:
    try:
        {A() for i in range(100)}
    except BaseException: pass
END
stops <<'END'
exec("""
while True:
    try: exec('while True: pass')
    except BaseException: pass
""")
END
stops <<'END'
class A:
    def __getattr__(self, name):
        while True:
            try: return getattr(self, name + "x"[:0])
            except RecursionError: pass
while True:
    try: A().a
    except BaseException: pass
END
stops <<'END'
import sys
def hook(*args):
    while True: pass
sys.excepthook = sys.unraisablehook = hook
class S:
    def write(self, text):
        while True: pass
    flush = write
class A:
    def __del__(self): 1 / 0
while True:
    try:
        A()
        while True: pass
    except BaseException: sys.stderr = S()
END
outlives <<'END'
class A:
    def __del__(self):
        while True:
            try:
                while True: pass
            except BaseException: pass
import sys
sys.stdout.write("after\n")
A()
END
stops <<'END'
import gc, weakref
class A:
    def __del__(self):
        while True: pass
print("after")
a = A(); a.a = a; del a; gc.collect()
a = A(); r = weakref.ref(a, lambda r: exec("while True: pass")); del a
END
outlives <<'END'
print("after")
class A:
    def __del__(self):
        while True: pass
a = A()
END
stops <<'END'
import contextlib
while True:
    with contextlib.suppress(BaseException), contextlib.suppress(BaseException):
        while True: pass
END
stops <<'END'
def f(n):
    try:
        while True: pass
    except BaseException:
        try:
            f(n + 1)
        except BaseException:
            try:
                raise KeyError(n)
            finally:
                while True:
                    try: f(n)
                    except BaseException: pass
f(0)
END
stops <<'END'
def g():
    while True:
        try: yield
        except GeneratorExit:
            while True:
                try:
                    while True: pass
                except BaseException: pass
it = g(); next(it)
it.close()
END
stops <<'END'
import functools, itertools
def swallow(*args):
    while True:
        try:
            while True: pass
        except BaseException: return 0
while True:
    try:
        functools.reduce(swallow, range(10)); min(range(10), key=swallow)
        list(map(swallow, itertools.count())); sorted([3, 2, 1], key=functools.cmp_to_key(swallow))
    except BaseException: pass
END
outlives_steps <<'END'
import weakref
class A: pass
def swallow(*args):
    while True:
        try:
            while True: pass
        except BaseException: pass
a = A()
r = weakref.ref(a, swallow); weakref.finalize(a, swallow)
print("after", flush=True)
del a
END
outlives_steps <<'END'
import atexit
@atexit.register
@atexit.register
def swallow():
    while True:
        try:
            while True: pass
        except BaseException: pass
print("after")
END

# ---- Long native work -------------------------------------------------------------------------------------------------------

while IFS= read -r line; do
    printf '%b\n' "$line" >native.py
    ends 1 'LimitError: time limit' --timeout 30ms <native.py
    ends 1 'LimitError: limit of' --max-steps 300 <native.py
done <<'END'
3 ** 10 ** 7
x = (1 << 10 ** 6) - 1\nwhile True: x * x; x // 12345 ** 99; x % (x >> 5000)
import sys; sys.set_int_max_str_digits(0)\nstr(1 << 10 ** 7)
import sys; sys.set_int_max_str_digits(0)\nint("7" * 10 ** 7)
pow(3, 1 << 10 ** 6, (1 << 9000) - 1)
hex(1 << 10 ** 9)
sum(range(10 ** 12))
max(range(10 ** 12))
any(iter(int, 1))
list(iter(int, 1))
list(filter(None, iter(int, 1)))
for x in filter(None, iter(int, 1)): pass
sum(map(abs, iter(int, 1)))
set(iter(int, 1))
10.5 in iter(int, 1)
10.5 in range(10 ** 12)
dict.fromkeys(iter(int, 1))
"".join(iter(str, 1))
a = []; b = []\nfor i in range(80): a = [a, a]; b = [b, b]\na == b
a = ()\nfor i in range(80): a = (a, a)\nhash(a)
a = ()\nfor i in range(80): a = (a, a)\nrepr(a)
s = {i * (2 ** 61 - 1) for i in range(10 ** 5)}
a = sorted((i * 7919) % 1000003 for i in range(2000)) * 2000\na.sort()
import itertools\nsum(itertools.repeat(1, 10 ** 12))
import itertools, collections\ncollections.deque(itertools.count(), maxlen=0)
import itertools\nnext(itertools.islice(itertools.count(), 10 ** 12, None))
import itertools\nfor x in itertools.filterfalse(None, itertools.repeat(1)): pass
import itertools\nfor x in itertools.compress(itertools.repeat(1), itertools.repeat(0)): pass
import itertools\nmax(itertools.chain.from_iterable(itertools.repeat([])), default=1)
import itertools\nfor x in itertools.groupby(itertools.repeat(1)): pass
import itertools\nmin(itertools.starmap(max, itertools.repeat((1, 2))))
import itertools, collections\ncollections.Counter(itertools.repeat(1))
import itertools, functools\nfunctools.reduce(max, itertools.repeat(1))
import itertools, operator\noperator.countOf(itertools.repeat(1), 1)
import itertools, math\nmath.fsum(itertools.repeat(1))
import itertools, math\nmath.prod(itertools.repeat(1.0))
import itertools, heapq\nheapq.nsmallest(3, itertools.repeat(1))
2 in __import__("itertools").repeat(1)
import math\nmath.factorial(10 ** 7)
import math\nmath.comb(10 ** 7, 5 * 10 ** 6)
import math\nmath.perm(10 ** 7, 5 * 10 ** 6)
import math\nmath.lcm(*range(1, 10 ** 6))
import math\nmath.gcd((1 << 10 ** 7) - 1, 3 ** (6 * 10 ** 6))
import json\njson.dumps([[1] * 1000] * 10 ** 5)
import json\na = []\nfor i in range(60): a = [a, a]\njson.dumps(a)
import json\nwhile True: json.loads("[" + "1," * 10 ** 5 + "1]")
x = 1 << 10 ** 7\nwhile True: x + 1
s = "ab" * 10 ** 6\nwhile True: s.replace("a", "ccc")
s = "ab" * 10 ** 6\nwhile True: s.upper()
l = [1] * 10 ** 6\nwhile True: l * 2
l = [1] * 10 ** 6\nwhile True: l[:]
END

# ---- Grace, and an end in time ----------------------------------------------------------------------------------------------

ends 1 'cleaned up' --max-steps 1000 <<'END'
try:
    while True: pass
finally:
    for i in range(1000): pass
    print("cleaned up")
END
ends 0 'went on' --max-steps 1000 <<'END'
try:
    while True: pass
except BaseException as e:
    print("went on", e)
END
ends 1 'time limit of 30 ms' --timeout 30ms <<'END'
import time
while True:
    try: time.sleep(100)
    except BaseException: pass
END
ends 0 '^done$' --max-steps 100000 --timeout 1h --memory-limit 16M <<'END'
for i in range(1000): pass
print("done")
END
mkfifo silent
sleep 100 >silent &
sleeper=$!
"$OURO" --timeout 30ms -c 'import sys; sys.stdin.read()' <silent >output 2>&1
[ $? -eq 1 ] && grep -q 'time limit' output || { echo "reading from a silent pipe: $(cat output)"; failures=1; }
kill $sleeper

# The same program takes the same number of steps each time.
cat >count.py <<'END'
import gc
gc.set_threshold(100)
l = []
for i in range(3000):
    l.append([l]); str(i).split("1")
END
least=0 most=100000
while [ $((most - least)) -gt 1 ]; do
    middle=$(((least + most) / 2))
    if "$OURO" --max-steps $middle count.py >/dev/null 2>&1; then most=$middle; else least=$middle; fi
done
for i in 1 2 3; do
    "$OURO" --max-steps $most count.py && ! "$OURO" --max-steps $least count.py 2>/dev/null ||
        { echo "steps are not the same each time: $most"; failures=1; }
done

# ---- Interrupts ---------------------------------------------------------------------------------------------------------------

interrupted() { # STATUS PATTERN: SIGINT once the program on standard input has said that it is ready
    local status=$1 pattern=$2 pid got
    cat >program.py
    rm -f ready && mkfifo ready
    # An asynchronous command of a shell without job control ignores SIGINT: env gives it back.
    env --default-signal=INT "$OURO" program.py >ready 2>errors &
    pid=$!
    head -n 1 ready >/dev/null && kill -INT $pid
    wait $pid
    got=$?
    if [ "$got" -ne "$status" ] || ! grep -qE -- "$pattern" errors; then
        echo "interrupted: exit status $got, wanted $status"
        sed 's/^/  /' program.py errors
        failures=1
    fi
}

interrupted 130 'KeyboardInterrupt' <<'END'
print("ready", flush=True)
while True: pass
END
interrupted 130 'KeyboardInterrupt' <<'END'
import time
print("ready", flush=True)
time.sleep(1000)
END
interrupted 130 'KeyboardInterrupt' <<'END'
print("ready", flush=True)
sum(range(10 ** 15))
END
interrupted 0 'caught' <<'END'
import sys
try:
    print("ready", flush=True)
    while True: pass
except KeyboardInterrupt:
    print("caught", file=sys.stderr)
END

# ---- Wrong values -----------------------------------------------------------------------------------------------------------

for option in --max-steps=x --max-steps=0 --max-steps=-1 --max-steps --timeout=0 --timeout=-1 --timeout=5x --timeout=nan \
    --timeout --memory-limit=1Q; do
    "$OURO" $option >output 2>&1
    [ $? -eq 2 ] && grep -q wants output || { echo "$option: is taken"; failures=1; }
done
exit $failures
