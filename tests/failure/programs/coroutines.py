# SPDX-License-Identifier: MIT
# Coroutines, async for and with, asynchronous generators, driven by hand.
class Ready:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r
class Manager:
    async def __aenter__(self): return await Ready("enter")
    async def __aexit__(self, *a): await Ready("exit"); return True
class Items:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return await Ready(self.n)
async def numbers(n):
    for i in range(n): yield await Ready(i)
async def main():
    out = []
    async with Manager() as m:
        out.append(m)
        raise ValueError("swallowed")
    async for x in Items(3): out.append(x)
    out += [y async for y in numbers(3) if y != "r1"]
    out.append({k: 1 async for k in numbers(2)})
    return out
c = main()
seen, value = [], None
try:
    while True:
        got = c.send(value)
        seen.append(got); value = f"r{got}"
except StopIteration as e: print(e.value)
print(seen)
d = main(); d.send(None)
try: d.throw(KeyError("thrown"))
except KeyError as e: print(repr(e))
main().close()
a = numbers(5)
step = a.__anext__()
print(step.send(None))
try: step.send("first")
except StopIteration as e: print(e.value)
