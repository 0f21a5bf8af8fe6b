# SPDX-License-Identifier: MIT
# Memory that is mapped: arenas, large blocks that grow, move, shrink and go.
def attempt(what):
    try: return what()
    except MemoryError: return "MemoryError"
def lists():
    l = []
    for i in range(300000): l.append(i)
    del l[1000:]
    return len(l)
def text():
    s = "ab" * 1500000
    return len(s + s), len(s.replace("a", "ccc"))
def table(): return len({i: str(i) for i in range(40000)})
def numbers(): return (1 << 20000000).bit_length()
def bytes_(): 
    b = bytearray()
    for i in range(60): b += b"x" * 100000
    return len(b), len(bytes(b))
class A:
    def __init__(self, i): self.i = i; self.me = self
def objects(): return sum(a.i for a in [A(i) for i in range(30000)])
def code(): return eval("+".join(["1"] * 500)), len(compile("x = 1\n" * 5000, "c", "exec").co_code) > 0
def deep():
    def f(n): return 0 if n == 0 else 1 + f(n - 1)
    return f(900)
for what in (lists, text, table, numbers, bytes_, objects, code, deep): print(what.__name__, attempt(what))
import gc
attempt(gc.collect)
