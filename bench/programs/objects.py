# SPDX-License-Identifier: MIT
# Instances in cycles: a queue of tasks with links both ways, callbacks that hold their owner, and generators.
class Task:
    def __init__(self, number, parent):
        self.number = number
        self.parent = parent
        self.children = []
        self.callback = lambda: self.number
        if parent is not None:
            parent.children.append(self)


def walk(task):
    yield task.callback()
    for child in task.children:
        yield from walk(child)


total = 0
queue = []
for step in range(30000):
    parent = queue[step * 7 % len(queue)] if queue and step % 8 else None
    queue.append(Task(step, parent))
    if len(queue) > 3000:
        gone = queue.pop(0)
        total += sum(walk(gone)) % 1000003
        gone.parent = None
print(total)
