# Attributes of functions, methods, code objects and cells.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def f(a, /, b: int = 2, *args, c, d=4, **kw) -> str:
    "doc"
    x = 1
    return x
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames, c.co_nlocals, c.co_flags & 0xf, c.co_firstlineno)
f.attr = 1
print(f.attr, f.__dict__)
f.__defaults__ = (5,)
f.__kwdefaults__ = {"c": 1}
print(f(1, d=3), f.__defaults__)
f.__name__ = "g"
print(f.__name__, repr(f).split(" at ")[0])
for name, value in [("__name__", 5), ("__defaults__", 5), ("__kwdefaults__", 5), ("__code__", 5), ("__dict__", 5), ("__annotations__", 5), ("__globals__", {})]:
    try:
        setattr(f, name, value)
    except (TypeError, AttributeError) as e:
        print(name, type(e).__name__, e)
def outer(x):
    y = 1
    def inner():
        return x + y
    return inner
i = outer(5)
print([cell.cell_contents for cell in i.__closure__], i.__code__.co_freevars, outer.__code__.co_cellvars)
i.__closure__[0].cell_contents = 10
print(i())
def plain(): return 1
attempt(lambda: setattr(plain, "__code__", i.__code__))
plain.__code__ = (lambda: 2).__code__
print(plain())
import sys
class types:
    FunctionType = type(outer)
    MethodType = type(type("C", (), {"m": outer})().m)
    CellType = type(i.__closure__[0])
    MappingProxyType = type(type.__dict__)
    ModuleType = type(sys)
g = types.FunctionType(f.__code__, {"__builtins__": {}}, "made", (1, 2))
print(g.__name__, g.__defaults__)
attempt(lambda: types.FunctionType(i.__code__, {}))
attempt(lambda: types.FunctionType(5, {}))
m = types.MethodType(lambda self, x: (self, x), "me")
print(m(1), m.__self__)
attempt(lambda: types.MethodType(5, 1))
print(types.CellType(5).cell_contents)
attempt(lambda: types.CellType().cell_contents)
proxy = types.MappingProxyType({"k": 1})
print(proxy["k"], proxy, len(proxy), list(proxy), "k" in proxy, proxy.get("z", 0), proxy | {"q": 2}, list(proxy.items()))
attempt(lambda: proxy.__setitem__)
def assign():
    proxy["k"] = 2
attempt(assign)
attempt(lambda: types.MappingProxyType([1]))
mod = types.ModuleType("mod", "docs")
mod.x = 1
print(mod.__name__, mod.__doc__, mod.x, repr(mod), sorted(mod.__dict__))
attempt(lambda: mod.missing)
print((lambda: 0).__name__, (lambda: 0).__qualname__, [].append.__class__.__name__, len.__module__, len.__self__.__name__ if len.__self__ else None)
