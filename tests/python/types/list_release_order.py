# list and tuple: in which order things go, and what their finalizers see.
class D:
    def __init__(self, n, holder=None): self.n = n; self.holder = holder
    def __del__(self):
        print("del", self.n, "" if self.holder is None else len(self.holder))
l = [D(i) for i in range(4)]; del l; print("-")
l = [D(i) for i in range(4)]; l.clear(); print("-")
t = tuple(D(i) for i in range(3)); del t; print("-")
l = []; l.extend(D(i, l) for i in range(6)); del l[0:2]; print("-"); l[1:3] = []; print("-"); del l[::2]; print("-"); l.clear(); print("-")
l.extend(D(i, l) for i in range(6)); l[::2] = [7, 8, 9]; print("-"); l[:] = [1]; print("-")
l[:] = [D(i, l) for i in range(3)]; l[0] = None; print("-"); l.pop(); print("-"); l.remove(None); print("-"); del l[0]; print("-")
l[:] = [D(i, l) for i in range(3)]; l *= 0; print("-")
