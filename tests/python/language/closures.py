# Cells: sharing, rebinding, deletion, classes and comprehensions around them.
def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    def read():
        return n
    return up, read


up, read = counter()
print(up(), up(5), read(), [c.cell_contents for c in up.__closure__], up.__code__.co_freevars)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])


def arguments(a, *b, c, **d):
    return lambda: (a, b, c, d)


print(arguments(1, 2, c=3, e=4)())


def deleted():
    x = 1

    def get():
        return x
    del x
    try:
        get()
    except NameError as e:
        print(e)
    x = 2
    return get()


print(deleted())


def class_inside():
    v = "free"

    class K:
        w = len("w")
        v = "class"

        def m(self):
            return v, __class__.__name__
    return K.w, K.v, K().m()


print(class_inside())


def nested(n):
    return [[(lambda: (n, i, j))() for j in range(2)] for i in range(2)]


print(nested(7))


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact(10)


print(recursive())
g = 10


def use_global():
    global g
    g += 1
    return g


print(use_global(), g)


def generator(n):
    def read():
        return n
    while n:
        yield read()
        n -= 1


print(list(generator(3)))
print([(x, y) for x in range(3) if x for y in range(x)], {x: y for x, y in zip("ab", (1, 2))}, {x % 2 for x in range(5)})
print([y := 5, y ** 2], [last := x for x in range(3)], last)


class Scope:
    a = 1
    b = [a for _ in range(1)] if False else None
    try:
        c = [a for _ in range(1)]
    except NameError as e:
        c = str(e)


print(Scope.c)


def empty():
    if False:
        x = 1
    return lambda: x


try:
    empty()()
except NameError as e:
    print(e)
print(empty().__closure__[0] == empty().__closure__[0])
