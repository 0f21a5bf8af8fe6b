# SPDX-License-Identifier: MIT
# random with a seed.
import _random
r = _random.Random(7)
print([r.random() for i in range(3)], r.getrandbits(100), r.getrandbits(7))
state = r.getstate()
x = r.random()
r.setstate(state)
print(x == r.random(), len(state))
r.seed(12345678901234567890123)
print(r.getrandbits(64))
