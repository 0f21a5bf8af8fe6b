# SPDX-License-Identifier: MIT
# Dicts that grow, shrink and are replaced: entry arrays of many sizes beside strings, tuples and numbers.
class Record:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.tags = {}


seed = 7
store = {}
for step in range(120000):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    key = "k%d" % (seed % 30000)
    record = store.get(key)
    if record is None:
        store[key] = Record(key, (step, seed))
    elif seed % 5 == 0:
        del store[key]
    else:
        record.tags[seed % 16] = str(step)
        record.value = (step, record.value[0])
    if step % 40000 == 39999:
        store = {k: r for k, r in store.items() if len(r.key) % 2 == 0}
print(len(store), sum(len(r.tags) for r in store.values()))
