# SPDX-License-Identifier: MIT
# itertools: combinations, products, groups.
from itertools import *
print(list(permutations("abc", 2)), list(combinations(range(4), 2)), list(combinations_with_replacement("ab", 2)), list(product("ab", [1, 2])))
print([(k, list(g)) for k, g in groupby("aabbbc")], list(zip_longest("abc", [1], fillvalue=0)), list(product(range(2), repeat=3))[-1])
a, b = tee(iter(range(6)))
print(next(a), list(b), list(a), list(pairwise("abcd")), list(chain("ab", [1], (2,))), list(chain.from_iterable(["xy", "z"])))
