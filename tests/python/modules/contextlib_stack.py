# contextlib: ExitStack.
from contextlib import ExitStack, contextmanager


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(chain(e))


def chain(e):
    parts = []
    while e is not None:
        parts.append(repr(e))
        e = e.__context__
    return ' < '.join(parts)


class Manager:
    def __init__(self, name, swallow=False, raises=None):
        self.name, self.swallow, self.raises = name, swallow, raises
    def __enter__(self):
        print('enter', self.name)
        return self.name
    def __exit__(self, kind, value, tb):
        print('exit', self.name, repr(value))
        if self.raises:
            raise self.raises
        return self.swallow


with ExitStack() as stack:
    print(stack.enter_context(Manager('a')), stack.enter_context(Manager('b')))
    print(stack.callback(print, 'called', end='!\n') is print)
    stack.push(Manager('pushed'))
    stack.push(lambda *details: print('details', details[0]))

    @stack.callback
    def registered(): print('registered')
    print(registered.__name__)


def run(*managers, error=None):
    with ExitStack() as stack:
        for m in managers:
            stack.enter_context(m)
        if error:
            raise error
    return 'after'


attempt(run, Manager('a'), Manager('b', swallow=True), error=ValueError('v'))
attempt(run, Manager('a'), Manager('b'), error=ValueError('v'))
attempt(run, Manager('a', raises=KeyError('a')), Manager('b', raises=KeyError('b')))
attempt(run, Manager('a', raises=KeyError('a')), Manager('b', raises=KeyError('b')), error=ValueError('v'))
attempt(run, Manager('a', swallow=True), Manager('b', raises=KeyError('b')), error=ValueError('v'))


def nested():
    try:
        raise OSError('outer')
    except OSError:
        return run(Manager('a', raises=KeyError('a')), Manager('b', raises=KeyError('b')), error=ValueError('v'))


attempt(nested)
same = ValueError('same')
attempt(run, Manager('a', raises=same), error=same)

# pop_all, close, entering failures.
with ExitStack() as stack:
    stack.callback(print, 'kept')
    kept = stack.pop_all()
print('nothing yet')
kept.close()
kept.close()


class Sub(ExitStack): pass


print(type(Sub().pop_all()).__name__)


class Bad:
    def __enter__(self): raise ValueError('in enter')
    def __exit__(self, *a): print('never')


attempt(run, Manager('first'), Bad())
attempt(run, 5)
attempt(run, object())


class Instance:
    def __init__(self):
        self.__enter__ = self.__exit__ = lambda *a: None


attempt(run, Instance())
with ExitStack() as stack:
    stack.push(Instance)  # a callable: its arguments do not fit
    attempt(stack.close)

# Callbacks that add callbacks.
with ExitStack() as stack:
    stack.callback(lambda: stack.callback(print, 'added at exit'))


# Many of them.
with ExitStack() as stack:
    total = []
    for i in range(10000):
        stack.callback(total.append, i)
print(len(total), total[0], total[-1])


@contextmanager
def generator():
    try:
        yield 'g'
    except ValueError as e:
        print('generator got', e)


attempt(run, generator(), error=ValueError('v'))
print(isinstance(ExitStack(), ExitStack), ExitStack.__mro__[1].__name__)
