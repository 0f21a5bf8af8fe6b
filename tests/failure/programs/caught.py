# SPDX-License-Identifier: MIT
# A program that catches MemoryError at each step, tries again, and goes on.
def attempt(what):
    for i in range(5):
        try:
            return what()
        except MemoryError:
            pass
    raise MemoryError("for good")

store = {}
for i in range(12):
    attempt(lambda: store.setdefault(i, []))
    attempt(lambda: store[i].append((str(i) * 3, [i])))
    attempt(lambda: store[i].extend(range(5)))
print(len(store), store[3], sorted(store)[-1])
