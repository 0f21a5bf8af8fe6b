# SPDX-License-Identifier: MIT
# itertools: endless, filters, slices, sums.
from itertools import *
print(list(islice(count(5, 3), 4)), list(islice(cycle("ab"), 5)), list(repeat([1], 3)), list(accumulate(range(6), lambda x, y: x * 2 + y, initial=1)))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(dropwhile(lambda x: x < 3, range(6))), list(takewhile(lambda x: x < 3, range(6))))
print(list(filterfalse(None, [0, 1, [], 2])), list(starmap(pow, [(2, 3), (3, 2)])), list(islice("abcdef", 1, None, 2)), repr(count(2 ** 70)))
