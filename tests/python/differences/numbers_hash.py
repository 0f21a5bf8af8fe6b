# differs: text is hashed with SipHash cut to 32 bits, bytes with 64, and the constants have hashes of their own
# SPDX-License-Identifier: MIT
words = ["", "a", "abc", "\u00e4", "x" * 1000]
print(all(0 <= hash(word) < 2**32 for word in words), hash("abc") == hash("ab" + str("c")))
print(hash("abc") == hash(b"abc"), hash(b"abc") == hash(bytes(b"abc")))
print([hash(x) == hash(x) for x in (None, ..., NotImplemented)], len({hash(None), hash(...), hash(NotImplemented)}))
print(hash(12345), hash(1.5), hash(2**61), hash((1, 2.5)), hash(frozenset([1, 2])))  # CPython's
