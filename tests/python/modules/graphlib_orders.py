# graphlib: orders, the steps of a parallel run, cycles, errors.
from graphlib import CycleError, TopologicalSorter


def show(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, *e.args)


def order(graph):
    return list(TopologicalSorter(graph).static_order())


def steps(graph):
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    result = []
    while sorter:
        ready = sorter.get_ready()
        result.append(ready)
        sorter.done(*ready)
    return result


print(order({}), order({1: []}), order({"D": ["B", "C"], "C": ["A"], "B": ["A"]}))
print(steps({2: [11], 9: [11, 8], 10: [11, 3], 11: [7, 5], 8: [7, 3]}))
print(steps({1: {2}, 3: {4}, 5: {6}}), steps({"a": "bcd", "b": "cd", "c": "d"}))
for graph in ({1: [1]}, {1: [2], 2: [1]}, {1: [2], 2: [3], 3: [4], 4: [2]}, {1: [2], 3: [4], 4: [5], 5: [3]}):
    show(order, graph)

sorter = TopologicalSorter()
sorter.add("x", "y", "z")
sorter.add("x", "w")
sorter.add("y")
for call in sorter.get_ready, sorter.is_active, sorter.done:
    show(call)
show(bool, sorter)
sorter.prepare()
show(sorter.prepare)
show(sorter.add, 1)
show(sorter.done, "x")
show(sorter.done, "nobody")
print(sorter.get_ready(), sorter.get_ready(), sorter.is_active())
sorter.done("y", "w")
show(sorter.done, "y")
print(sorter.get_ready())
sorter.done("z")
print(sorter.get_ready(), sorter.is_active())
sorter.done("x")
print(sorter.is_active(), bool(sorter), issubclass(CycleError, ValueError))
show(TopologicalSorter({1: [2]}).add, [])
print(TopologicalSorter[int])
