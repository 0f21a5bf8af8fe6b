# A __len__ that raises is heard by what asks for a length hint; keywords for classes with a __new__ of their own.
def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class BadLen:
    def __iter__(self):
        return iter(range(10))

    def __len__(self):
        raise RuntimeError("len")


class BadHint:
    def __iter__(self):
        return iter(range(10))

    def __length_hint__(self):
        raise RuntimeError("hint")


for bad in BadLen, BadHint:
    for call in list, [].extend, bytearray().extend, tuple, bytes, set:
        show(call, bad())


class WithNew(list):
    def __new__(cls, items, more=None):
        self = super().__new__(cls, items)
        self.more = more
        return self


class WithInit(list):
    def __init__(self, items, more=None):
        super().__init__(items)


class Plain(list):
    pass


for cls in WithNew, WithInit, Plain, list:
    show(cls, [1, 2], more=3)


class Stands:
    def __mro_entries__(self, bases):
        return ()


show(type, "C", (Stands(),), {})
show(type, "C", (1,), {})
