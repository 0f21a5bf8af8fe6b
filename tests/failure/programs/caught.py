# SPDX-License-Identifier: MIT
# A program that catches MemoryError at each step and goes on.
def attempt(what):
    while True:
        try:
            return what()
        except MemoryError:
            pass

store = {}
for i in range(12):
    attempt(lambda: store.setdefault(i, []).append((str(i) * 3, [i])))
    attempt(lambda: store[i].extend(range(5)))
attempt(lambda: print(len(store), store[3], sorted(store)[-1]))
