# Names: local, global, nonlocal, class scopes, deletion, unbound names.
x = "module"


def kind(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def unbound():
    print(x)
    x = 1


def unbound_del():
    y = 1
    del y
    return y


def unbound_cell():
    def inner():
        return z
    inner()
    z = 1


def cell_deleted():
    z = 1

    def inner():
        return z
    del z
    return inner()


def missing():
    return no_such_name


def del_missing():
    global no_such_name
    del no_such_name


def del_local():
    del q
    q = 1


def del_cell():
    def f():
        nonlocal q
        del q
    q = 1
    f()
    f()


for f in unbound, unbound_del, unbound_cell, cell_deleted, missing, del_missing, del_local, del_cell:
    print(f.__name__, kind(f))


def make():
    count = 0

    def up():
        nonlocal count
        count += 1
        return count

    def get():
        return count
    return up, get


up, get = make()
up(), up()
up2, get2 = make()
print(get(), get2(), up.__closure__[0].cell_contents, up.__code__.co_freevars, make.__code__.co_cellvars)


def three():
    a = 1

    def two():
        nonlocal a
        a = 2

        def one():
            nonlocal a
            a += 10
            return a
        return one
    return two()(), a


print(three())


class Scope:
    x = x
    y = [x for _ in range(2)]
    z = [i for i in x[:2]]
    w = kind(lambda: [q for _ in "ab"])
    if True:
        x = "class"
    v = x
    f = lambda self: x

    def method(self):
        return x
    global made_in_class
    made_in_class = 5


s = Scope()
print(s.x, s.y, s.z, s.w, s.v, s.f(), s.method(), made_in_class)


def around():
    x = "around"

    class Inner:
        print(x)
        x = "inner"
        print(x)
        del x
        print(x)

        def m(self):
            return x

    class Reads:
        y = x
        locals()["x"] = "through locals"
        z = x
    print(Reads.y, Reads.z)
    return Inner().m()


print(around())


def class_nonlocal():
    n = 1

    class C:
        nonlocal n
        n = 2
    return n, hasattr(C, "n")


print(class_nonlocal())


def global_in_nested():
    x = "local"

    def inner():
        global x
        x = "changed"
    inner()
    return x


print(global_in_nested(), x)


def shadow(len):
    return len


print(shadow(3), [lambda: i for i in range(3)][0](), [(lambda i=i: i)() for i in range(3)])
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
print([i for i in range(3)], i)


def comp_scope():
    total = 0
    r = [total := total + v for v in range(5)]
    return r, total


print(comp_scope())
print([y := 1, y ** 2], y)
print(any((hit := v) > 2 for v in [1, 2, 3, 4]), hit)


class Mangled:
    __secret = 1

    def get(self):
        return self.__secret

    def local(self):
        __v = 3
        return sorted(locals())

    def __hidden(self, __arg=2):
        return __arg

    def call(self):
        return self.__hidden(_Mangled__arg=7)
    __dunder__ = 1


print(sorted(k for k in vars(Mangled) if "M" in k), Mangled().get(), Mangled().local(), Mangled().call())


class _:
    __x = 1


class __Lead:
    __x = 1


print("__x" in vars(_), "_Lead__x" in vars(__Lead))


def use_locals(a, b=2):
    c = 3
    def f(): return c
    before = dict(locals())
    before.pop("f")
    return before


print(use_locals(1))
print("x" in globals(), globals()["x"], __name__, vars() is globals())
exec("x = 'from exec'")
print(x)
del x
print(kind(lambda: x))
import builtins
builtins.x = "builtin"
print(x)
del builtins.x
def f():
    for i in range(2):
        pass
    return i
print(f())
def f(n):
    for i in range(n):
        pass
    return i
print(kind(f, 0))
def deep():
    a = 1
    class A:
        b = 2
        def f(self):
            return a
        class B:
            def g(self):
                return a, kind(lambda: b)
    return A().f(), A.B().g(), A.B.__qualname__, A.B.g.__qualname__
print(deep())
