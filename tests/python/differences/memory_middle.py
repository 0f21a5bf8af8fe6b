# differs: generation 1 is collected as soon as what those of generation 0 left fits no pause any more
# SPDX-License-Identifier: MIT
# not under: stress, shrunken (collections come at other times there)
import gc

before = gc.get_stats()
kept = [[] for _ in range(400000)]
after = gc.get_stats()
young, middle = (after[n]["collections"] - before[n]["collections"] for n in (0, 1))
print(young > 0, middle * 11 > young + 11)
