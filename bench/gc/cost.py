# SPDX-License-Identifier: MIT
# What a collection costs per object, as a program sees it: lines of "what<TAB>nanoseconds per object". bench/gc/compare runs
# it under Ouro and CPython. Thread CPU time; the best of several runs.
import gc
import time


class Node:
    def __init__(self, next):
        self.next = next
        self.other = None


def clock(function, *arguments):
    begin = time.thread_time_ns()
    function(*arguments)
    return time.thread_time_ns() - begin


def ring(size):
    first = node = Node(None)
    for _ in range(size - 1):
        node = Node(node)
    first.next = node
    return first


def rings(count, size):
    for _ in range(count):
        ring(size)


def full_alive(count):
    nodes = [Node(None) for _ in range(count)]
    seed = 1
    for node in nodes:
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        node.next = nodes[seed % count]
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        node.other = nodes[seed % count]
    gc.collect()
    taken = min(clock(gc.collect) for _ in range(3))
    for node in nodes:
        node.next = node.other = None
    return taken


def full_garbage(count):
    rings(count // 10, 10)
    return clock(gc.collect)


def young_alive(count):
    kept = []
    taken = 0
    for _ in range(count // 700):
        kept.append([Node(None) for _ in range(700)])
        taken += clock(gc.collect, 0)
    return taken


def young_garbage(count):
    taken = 0
    for _ in range(count // 700):
        rings(70, 10)
        taken += clock(gc.collect, 0)
    return taken


gc.disable()
for what, function, count in (
    ("full collection, all alive", full_alive, 500000),
    ("full collection, all garbage", full_garbage, 500000),
    ("young collections, all alive", young_alive, 210000),
    ("young collections, all garbage", young_garbage, 210000),
):
    best = min(function(count) for _ in range(3))
    gc.collect()
    print("%s\t%.1f" % (what, best / count))
