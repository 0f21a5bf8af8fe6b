# SPDX-License-Identifier: MIT
# Search trees of slotted nodes: built in random order, thinned out, filled again, dropped.
class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


def insert(root, key):
    while True:
        if key < root.key:
            if root.left is None:
                root.left = Node(key)
                return
            root = root.left
        else:
            if root.right is None:
                root.right = Node(key)
                return
            root = root.right


def prune(node, depth):
    if node is not None:
        if depth == 0:
            node.left = None
        else:
            prune(node.left, depth - 1)
            prune(node.right, depth - 1)


def size(root):
    count = 0
    stack = [root]
    while stack:
        node = stack.pop()
        if node is not None:
            count += 1
            stack.append(node.left)
            stack.append(node.right)
    return count


seed = 42
for turn in range(4):
    tree = Node(1 << 30)
    for step in range(40000):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        insert(tree, seed)
        if step % 10000 == 9999:
            prune(tree, 8)
    print(size(tree))
