# SPDX-License-Identifier: MIT
# not under: stress, first-fails, shrunken (minutes of collections)
# Programs that hoard until there is no memory, let go and go on, at odd limits; scripts/sweep-memory has many more.
failures=0
cd "$TMPDIR" || exit 1

while IFS= read -r item; do
    cat >hoard.py <<END
import gc, weakref
class Thing:
    def __init__(self, x): self.x = x
def make(i):
    def f(): return i
    return f
def start(i):
    def g():
        yield i
        yield [i]
    it = g(); next(it)
    return it
def refer(i):
    t = Thing(i)
    return t, weakref.ref(t), weakref.ref(t, lambda r: None)
def hoard():
    hoarded = []
    i = 0
    try:
        while True:
            hoarded.append($item)
            i += 1
    except MemoryError:
        pass
    count = len(hoarded)
    hoarded = None
    return count
rounds = []
for n in range(3):
    rounds.append(hoard())
    gc.collect()
assert min(rounds) > 0 and min(rounds) * 2 >= max(rounds), rounds
assert sum(range(1000)) == 499500
END
    for limit in 3000001 5555557; do
        "$OURO" --memory-limit $limit hoard.py >output 2>&1 || { echo "$item at $limit: status $?"; tail -n 5 output; failures=1; }
    done
done <<'END'
[None] * (i % 50)
str(i) * (i % 40)
{i: i, 'a': i, i + 0.5: None}
Thing(i)
make(i)
1 << (64 + i % 900)
bytearray(i % 3000)
start(i)
refer(i)
type('C' + str(i), (Thing,), {'x': i})
END
exit $failures
