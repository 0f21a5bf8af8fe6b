# SPDX-License-Identifier: MIT
# Weak containers and contextlib: members that die, and callbacks that change, while they are worked on.
import contextlib
import gc
import weakref


def show(label, function):
    try:
        print(label, function())
    except Exception as e:
        print(label, type(e).__name__, e)


class Item:
    def __init__(self, n, act=lambda: None): self.n, self.act = n, act
    def __hash__(self): return self.n
    def __eq__(self, other):
        self.act()
        return self is other
    def __repr__(self): return f"Item{self.n}"


for kind in weakref.WeakKeyDictionary, weakref.WeakValueDictionary, weakref.WeakSet:
    held = [Item(i) for i in range(6)]
    box = kind(held) if kind is weakref.WeakSet else kind({item: item.n for item in held} if kind is weakref.WeakKeyDictionary else {item.n: item for item in held})
    seen = 0
    for entry in box:
        entry = None
        if held:
            held.pop()
            gc.collect()
        seen += 1
    print(kind.__name__, seen, len(box), len(list(box)))
    held = [Item(i) for i in range(3)]
    held[1].act = held.clear
    box = kind(held) if kind is weakref.WeakSet else kind({item: 1 for item in held} if kind is weakref.WeakKeyDictionary else {item: item for item in held})
    show("lookup", lambda: Item(1) in box)
    show("update", lambda: len(box.copy()) <= 3)
    show("clear", box.clear)

calls = []
target = Item(1)
refs = [weakref.ref(target, lambda r: calls.append(r() is None)), weakref.ref(target, lambda r: refs.clear()), weakref.ref(target, lambda r: 1)]
del target
print(calls, refs)
target = Item(2)
finalizer = weakref.finalize(target, lambda *values: calls.append(values), 1, k=2) if False else weakref.finalize(target, calls.append, "final")
print(finalizer.alive, finalizer.detach() is not None, finalizer.alive)
target = Item(3)
finalizer = weakref.finalize(target, calls.append, "again")
del target
print(calls, finalizer.alive, finalizer())
proxy = weakref.proxy(Item(4))
show("dead proxy", lambda: proxy.n)
target = Item(5)
proxy = weakref.proxy(target)


def drop():
    global target
    target = None
    return 1


show("proxy drops", lambda: (proxy.n, drop(), proxy.n))


class Method:
    def go(self): return "went"


m = Method()
bound = weakref.WeakMethod(m.go, lambda r: calls.append("method"))
print(bound()())
del m
print(bound(), calls)

stack = contextlib.ExitStack()
with stack:
    stack.callback(lambda: print("first"))
    stack.callback(stack.close)
    stack.callback(lambda: stack.callback(lambda: print("added while closing")))
    stack.push(lambda *what: stack.pop_all() and None)


@contextlib.contextmanager
def odd(how):
    try:
        yield 1
    except ValueError:
        if how == "swallow":
            return
        if how == "again":
            yield 2
        raise KeyError("other")
    if how == "twice":
        yield 3


def use(how, error):
    with odd(how) as got:
        if error:
            raise ValueError("in body")
    return got


for how in "swallow", "again", "other", "twice":
    for error in True, False:
        try:
            print(how, error, use(how, error))
        except Exception as e:
            print(how, error, type(e).__name__, e, type(e.__context__).__name__)
manager = odd("plain")
show("used twice", lambda: (manager.__enter__(), manager.__enter__()))
show("exit first", lambda: odd("plain").__exit__(None, None, None))


class Leaves:
    def __enter__(self):
        del type(self).__exit__
        return self
    def __exit__(self, *what): return True


def leave():
    with Leaves() as x:
        raise ValueError("kept")


show("exit deleted", leave)
with contextlib.suppress(ValueError) as s, contextlib.redirect_stdout(None):
    raise ValueError
print("after")
