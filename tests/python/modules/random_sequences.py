# SPDX-License-Identifier: MIT
# stderr: not compared
# random: the numbers of a seed, for every kind of seed and every function; state; errors; subclasses.
import random
import _random


def show(function):
    try:
        result = repr(function())
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result.split(" at 0x")[0])


for seed in (0, 1, -1, 42, 2**31, 2**32, 2**32 - 1, 2**64 + 5, 2**200, 10**400, -10**30, True, 1.5, -0.0, 1e300, "", "abc", "é\U0001f600", "x" * 300, b"", b"abc",
             bytearray(b"abc"), b"y" * 111, b"y" * 112, b"y" * 128):
    random.seed(seed)
    print(repr(seed)[:20], random.random().hex(), random.getrandbits(40), random.randrange(10**30))
for seed in "", "abc", b"abc", "é", 5:
    random.seed(seed, version=1)
    print(repr(seed), random.random(), random.randint(1, 6))
show(lambda: random.seed([1]))
show(lambda: random.seed((1,)))
r = random.Random(2024)
print([r.random() for _ in range(5)])
print([r.getrandbits(k) for k in (0, 1, 5, 31, 32, 33, 63, 64, 65, 95, 96, 97, 128, 200, 1000)])
print([r.randrange(n) for n in (1, 2, 3, 10, 2**31, 2**32, 2**33, 2**62, 2**63, 2**64, 10**50)])
print([r.randrange(5, 50, 7) for _ in range(5)], [r.randrange(50, 5, -7) for _ in range(5)], [r.randint(-5, 5) for _ in range(10)])
print(r.randbytes(0), r.randbytes(5), r.randbytes(33))
print([r.choice("abcdefg") for _ in range(8)], r.choice(range(100)), r.choice(b"abc"))
items = list(range(30))
r.shuffle(items)
print(items)
print(r.sample(range(100), 5), r.sample(range(10**9), 10), r.sample("abcde", 5), r.sample([1, 2, 3], 0), r.sample(["a", "b"], 4, counts=[3, 5]), r.sample(range(1000), 60))
print(r.choices("abc", k=10), r.choices("abc", [1, 2, 7], k=10), r.choices("abc", cum_weights=[1, 1, 5], k=10), r.choices([1], k=0))
for name, args in [("uniform", (1, 5)), ("uniform", (5, -1)), ("triangular", ()), ("triangular", (0, 10, 3)), ("triangular", (1, 1)), ("normalvariate", ()), ("normalvariate", (5, 2)), ("gauss", ()),
                   ("gauss", (1, 3)), ("gauss", (1, 3)), ("lognormvariate", (0, 1)), ("expovariate", (2,)), ("vonmisesvariate", (1, 4)), ("vonmisesvariate", (0, 0)), ("gammavariate", (2, 3)),
                   ("gammavariate", (1, 3)), ("gammavariate", (0.3, 3)), ("betavariate", (2, 3)), ("paretovariate", (3,)), ("weibullvariate", (2, 3))]:
    print(name, args, [getattr(r, name)(*args).hex() for _ in range(4)])
state = r.getstate()
print(state[0], len(state[1]), state[1][-1], state[1][:3], state[2])
a = [r.random() for _ in range(700)], r.gauss()
r.setstate(state)
print(a == ([r.random() for _ in range(700)], r.gauss()))
r.setstate((2, tuple(x - 2**32 if x >= 2**31 else x for x in state[1]), None))
print(r.random() == a[0][0])
other = random.Random()
other.__setstate__(r.__getstate__())
print(other.random() == r.random(), r.__reduce__()[:2])
for bad in (5, ()), (3, (1,) * 624, None), (3, [1] * 625, None), (3, ("a",) * 625, None), (3, (1,) * 624 + (700,), None), (3, (-1,) * 625, None), (3, (2**70,) * 625, None), (3,):
    show(lambda: r.setstate(bad))
print("--- errors")
for call in (lambda: r.getrandbits(-1), lambda: r.getrandbits("a"), lambda: r.getrandbits(1.0), lambda: r.randrange(0), lambda: r.randrange(5, 5), lambda: r.randrange(5, 1), lambda: r.randrange(1, 5, 0),
             lambda: r.randrange(5, step=2), lambda: r.randrange(1, 5, -1), lambda: r.randrange(1.5), lambda: r.randrange("a"), lambda: r.randint(5, 1), lambda: r.choice([]), lambda: r.choice(5),
             lambda: r.sample({1, 2}, 1), lambda: r.sample([1], 2), lambda: r.sample([1], -1), lambda: r.sample([1, 2], 1, counts=[1]), lambda: r.sample([1], 1, counts=[1.5]),
             lambda: r.sample([1], 1, counts=[0]), lambda: r.choices([], k=1), lambda: r.choices([1], [0]), lambda: r.choices([1], [1, 2]), lambda: r.choices([1], 2), lambda: r.choices([1], [1], cum_weights=[1]),
             lambda: r.choices([1], [float("inf")]), lambda: r.shuffle((1, 2)), lambda: r.gammavariate(0, 1), lambda: r.expovariate(0), lambda: r.randbytes(-1), lambda: r.random(1), lambda: r.shuffle(5)):
    show(call)


class OwnRandom(random.Random):
    def random(self):
        return 0.625


class OwnBits(random.Random):
    def getrandbits(self, k):
        return k // 2


class Both(OwnBits):
    def random(self):
        return 0.25


class Below(random.Random):
    def _randbelow(self, n):
        return n - 1


for cls in OwnRandom, OwnBits, Both, Below:
    x = cls(5)
    print(cls.__name__, x.random(), x.randrange(100), x.choice("abcdef"), x.sample(range(10), 3) if cls is Below else "", x.uniform(0, 8))
system = random.SystemRandom()
show(lambda: system.getstate())
print(system.seed(5), issubclass(random.SystemRandom, random.Random))
base = _random.Random(5)
print(base.random(), base.getrandbits(10), len(base.getstate()), type(base), _random.Random(-5).random(), _random.Random("a") is None)
show(lambda: _random.Random(1, 2))
print(sorted(n for n in random.__all__ if not hasattr(random, n)), random.TWOPI, random.NV_MAGICCONST, random.LOG4, random.SG_MAGICCONST, random.BPF, random.RECIP_BPF)


items = [3, 2, 1]


class Shrinks(random.Random):
    def _randbelow(self, n):
        items.clear()
        return 0


shrinks = Shrinks(1)
show(lambda: shrinks.shuffle(items))
