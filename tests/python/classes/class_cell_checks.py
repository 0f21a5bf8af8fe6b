# __classcell__ that a metaclass loses or gives to another class; classmethod around what is bound already; hints.
def show(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)


def lost():
    class Meta(type):
        def __new__(cls, name, bases, namespace):
            namespace.pop("__classcell__", None)
            return super().__new__(cls, name, bases, namespace)

    class Without(metaclass=Meta):
        pass

    class With(metaclass=Meta):
        def f(self):
            return __class__


def given_away():
    class Meta(type):
        def __new__(cls, name, bases, namespace):
            made = super().__new__(cls, name, bases, namespace)
            type("B", (), namespace)
            return made

    class A(metaclass=Meta):
        def f(self):
            return __class__


show(lost)
show(given_away)


class D:
    def foo(self, cls):
        return type(self).__name__, cls.__name__


class E:
    bar = classmethod(D().foo)
    plain = D().foo


show(E.bar)
show(E().bar)
show(E().plain, E)
print(hasattr(D().foo, "__get__"))


def f(x: int) -> str:
    "doc"


for wrap in classmethod, staticmethod:
    m = wrap(f)
    print(m.__annotations__, m.__name__, m.__doc__, m.__qualname__, m.__wrapped__ is f)

show(lambda: print >> 3)
show(lambda: len >> 3)


def generator():
    yield 1


class NoException(Exception):
    def __new__(cls, *args):
        return cls


show(generator().throw, NoException)
