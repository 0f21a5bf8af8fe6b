# SPDX-License-Identifier: MIT
"""Topological sorting of a graph of hashable nodes."""
from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]

# What has become of a node: waiting for so many others (0 and more), or one of these.
_HANDED_OUT = -1
_DONE = -2


class CycleError(ValueError):
    """The graph has a cycle: args[1] is a list of its nodes, the first one again at the end; each is a predecessor of
    the next."""


class _Node:
    __slots__ = "node", "waiting", "successors"

    def __init__(self, node):
        self.node = node
        self.waiting = 0  # how many predecessors are not done
        self.successors = []


class TopologicalSorter:
    """Gives the nodes of a graph in an order in which each comes after its predecessors."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None  # a list once prepare() has been called
        self._handed_out = 0
        self._done = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _node(self, node):
        if (entry := self._nodes.get(node)) is None:
            entry = self._nodes[node] = _Node(node)
        return entry

    def add(self, node, *predecessors):
        """Add a node and its predecessors; may be called more than once for a node."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        entry = self._node(node)
        entry.waiting += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).successors.append(node)

    def prepare(self):
        """No more nodes: look for cycles, which raise CycleError."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [entry.node for entry in self._nodes.values() if entry.waiting == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """A tuple of the nodes whose predecessors are all done and that have not been given yet."""
        self._must_be_prepared()
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].waiting = _HANDED_OUT
        self._ready.clear()
        self._handed_out += len(ready)
        return ready

    def is_active(self):
        """Is there more to be done?"""
        self._must_be_prepared()
        return self._done < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """These nodes, given by get_ready(), are done."""
        self._must_be_prepared()
        for node in nodes:
            entry = self._nodes.get(node)
            if entry is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if entry.waiting >= 0:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            if entry.waiting == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            entry.waiting = _DONE
            for successor in entry.successors:
                following = self._nodes[successor]
                following.waiting -= 1
                if following.waiting == 0:
                    self._ready.append(successor)
            self._done += 1

    def static_order(self):
        """All nodes in order."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    def _must_be_prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def _find_cycle(self):
        """The nodes of a cycle, or None: a walk in depth that keeps its path in a list."""
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            path, places, rest = [start], {start: 0}, [iter(self._nodes[start].successors)]
            seen.add(start)
            while path:
                for node in rest[-1]:
                    if node in places:
                        return path[places[node]:] + [node]
                    if node not in seen:
                        seen.add(node)
                        places[node] = len(path)
                        path.append(node)
                        rest.append(iter(self._nodes[node].successors))
                        break
                else:
                    del places[path.pop()]
                    rest.pop()
        return None

    __class_getitem__ = classmethod(GenericAlias)
