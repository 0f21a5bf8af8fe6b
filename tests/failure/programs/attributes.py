# SPDX-License-Identifier: MIT
# Instances with many attributes, __getattr__ and its like, __dict__, deletion.
class Many:
    def __init__(self, n):
        for i in range(n): setattr(self, f"a{i}", i)
class Proxy:
    def __init__(self, to): object.__setattr__(self, "to", to)
    def __getattr__(self, name): return getattr(self.to, name)
    def __setattr__(self, name, v): setattr(self.to, name, v)
    def __delattr__(self, name): delattr(self.to, name)
    def __dir__(self): return ["x", "y"]
m = Many(70); n = Many(5); o = Many(5)
p = Proxy(n)
p.a1 = "one"; p.new = [1]; del p.a2
o.__dict__["via"] = 1; o.__dict__.update(a0="zero")
print(len(vars(m)), vars(n), o.via, o.a0, p.a3, dir(p), sorted(vars(o)))
n.__class__ = type("Other", (Many,), {"extra": 1})
print(n.extra, getattr(o, "none", "default"), hasattr(p, "a2"))
o.__dict__ = {"fresh": True}
print(o.fresh, vars(o))
