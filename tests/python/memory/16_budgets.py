# differs: the functions of gc for pause and release budgets are Ouro's own
# gc: pause budget, release budget, idle steps, pause statistics; finalizers keep their order when releases are spread.
import gc

print(gc.get_pause_budget(), gc.get_release_budget())
gc.set_pause_budget(0.0005)
gc.set_release_budget(0.001)
print(gc.get_pause_budget(), gc.get_release_budget())
for bad in (0, -1, "x", float("nan"), 1e9):
    for function in gc.set_pause_budget, gc.set_release_budget, gc.step:
        try:
            print(function.__name__, function(bad) is not None)
        except (TypeError, ValueError) as e:
            print(function.__name__, type(e).__name__, e)
gc.set_release_budget(0.00002)


class Last:
    order = []

    def __init__(self, n):
        self.n = n

    def __del__(self):
        self.order.append(self.n)


def count_down():
    for i in range(200000):
        pass


many = [Last(i) for i in range(30000)]
many = None
count_down()
gc.collect()
print(len(Last.order), Last.order == list(range(29999, -1, -1)))
gc.set_release_budget(None)
Last.order.clear()
many = [Last(i) for i in range(30000)]
many = None
print(len(Last.order), gc.get_release_budget())


class Ring:
    def __init__(self):
        self.me = self


for i in range(1000):
    Ring()
steps = 1
while not gc.step(0.01):
    steps += 1
print(steps >= 1)
stats = gc.get_pause_stats()
print(sorted(stats), len(stats["histogram"]), sum(stats["histogram"]) == stats["pauses"])
print([sorted(g) for g in stats["generations"]])

# A list that is sorted, turned round, cut and grown while cycles run: nothing of it is lost.
gc.set_pause_budget(0.00005)
table = [[i] for i in range(20000)]
for round in range(12):
    table.sort(key=lambda one: (one[0] * 7919 + round) % 20011)
    table.reverse()
    del table[:10]
    table[5:5] = [[i] for i in range(10)]
    junk = [Ring() for _ in range(3000)]
    store = set(id(one) for one in table)
print(len(table), all(len(one) == 1 for one in table), len(store))
