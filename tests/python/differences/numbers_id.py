# differs: id() is the word of a value; only for objects is that an address
# SPDX-License-Identifier: MIT
print([id(n) == 2 * n + 1 for n in (0, 1, 2, 10**6, 2**60)], id(1), id(None))
print(len({id(x) for x in (0, 1, True, False, None, 1.0, 2.0, -0.0, 0.0, ..., NotImplemented, "a", ())}))
things = [object() for _ in range(100)]
print(all(id(thing) % 8 == 0 for thing in things), any(id(thing) % 16 == 8 for thing in things))
print(hash(things[0]) == hash(things[0]), len({hash(thing) for thing in things}), "object at 0x" in repr(things[0]))
