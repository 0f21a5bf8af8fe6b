# Decorators and lambdas.
def trace(f):
    def wrapper(*a, **k):
        print("->", f.__name__, a, k)
        r = f(*a, **k)
        print("<-", r)
        return r
    return wrapper


def times(n):
    def deco(f):
        def w(*a):
            return [f(*a) for _ in range(n)]
        return w
    return deco


@trace
@times(2)
def add(a, b):
    return a + b


add(1, 2)


class Register:
    def __init__(self):
        self.names = []

    def __call__(self, f):
        self.names.append(f.__qualname__)
        return f


register = Register()


@register
class A:
    @register
    def m(self): pass

    @register
    @staticmethod
    def s(): return "s"

    @classmethod
    @property
    def cp(cls): return cls.__name__


print(register.names, A.s(), A.cp)


class CountCalls:
    def __init__(self, f):
        self.f, self.n = f, 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)

    def __get__(self, obj, cls):
        return lambda *a: (self.n, self(obj, *a))


@CountCalls
def hello(x):
    return x


hello(1), hello(2)
print(hello.n)


class B:
    @CountCalls
    def m(self, x): return x


print(B().m(5), B().m(6))
decorators = {"a": lambda f: ("a", f)}


@decorators["a"]
def f(): pass


print(f[0])


@(lambda f: lambda: "replaced")
def g(): pass


print(g())


@type
def h(): pass


print(h)
compose = lambda *fs: lambda x: __import__("builtins").list(map(lambda f: f(x), fs))
print(compose(lambda x: x + 1, lambda x: x * 2, str)(5))
print((lambda: (yield))().__class__.__name__, (lambda x: lambda y: lambda z: x + y + z)(1)(2)(3))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(30), (lambda f: f(f, 10))(lambda f, n: n and n + f(f, n - 1)))


def memo(f):
    cache = {}

    def w(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    w.cache = cache
    return w


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))
