# contextlib: contextmanager, closing, suppress, redirect, nullcontext, ContextDecorator, abstract classes.
import sys
import contextlib
from contextlib import (AbstractContextManager, ContextDecorator, closing, contextmanager, nullcontext, redirect_stderr,
                        redirect_stdout, suppress)


def attempt(function, *args, **kwargs):
    try:
        print('->', function(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ':', e, '| cause', repr(e.__cause__), '| context', repr(e.__context__))


@contextmanager
def tag(name, end='end'):
    """doc of tag"""
    print('begin', name)
    try:
        yield name.upper()
    except KeyError as e:
        print('caught', repr(e))
    finally:
        print(end, name)


with tag('a') as value:
    print(value)
with tag('b'):
    raise KeyError('k')
print(tag.__name__, tag.__doc__, tag.__wrapped__.__name__, tag('x').__doc__, tag.__module__)


def raising(exception):
    with tag('r'):
        raise exception


attempt(raising, ValueError('v'))
attempt(raising, StopIteration('s'))
attempt(raising, RuntimeError('r'))
attempt(raising, KeyboardInterrupt())


@contextmanager
def no_yield():
    if False:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def two_yields_after():
    try:
        yield 1
    except ValueError:
        yield 2


@contextmanager
def other():
    try:
        yield
    except ValueError as e:
        raise TypeError('other')


@contextmanager
def caused():
    try:
        yield
    except ValueError as e:
        raise TypeError('other') from e


@contextmanager
def again():
    try:
        yield
    except Exception as e:
        raise e


@contextmanager
def stop():
    try:
        yield
    except ValueError:
        raise StopIteration('inner')


@contextmanager
def returns():
    try:
        yield
    except ValueError:
        return 5


def run(manager, exception=None):
    with manager():
        if exception:
            raise exception
    return 'done'


for manager in (no_yield, two_yields, two_yields_after, other, caused, again, stop, returns):
    print(manager.__name__)
    attempt(run, manager)
    attempt(run, manager, ValueError('v'))
attempt(run, again, StopIteration('passed through'))
m = two_yields()
print(m.__enter__(), m.__exit__ is not None)
attempt(m.__exit__, None, None, None)
m = tag('manual')
m.__enter__()
attempt(m.__exit__, KeyError, None, None)
m = tag('once')
with m:
    pass
attempt(m.__enter__)


# As decorators.
@tag('decorated')
def function(x, *, y=1):
    """doc of function"""
    return x + y


print(function(1), function(2, y=5), function.__name__, function.__doc__)


class Own(ContextDecorator):
    def __enter__(self): print('enter own'); return self
    def __exit__(self, *exc): print('exit own', exc[0]); return True


@Own()
def failing(): raise ValueError


print(failing())


# The generator does not keep its arguments alive while the block runs.
class Big: pass


import weakref


@contextmanager
def keeps(big):
    reference = weakref.ref(big)
    del big
    yield reference


with keeps(Big()) as reference:
    print(reference())


# closing, suppress, nullcontext, redirect.
class Thing:
    def close(self): print('closed')


with closing(Thing()) as thing:
    print(type(thing).__name__)
attempt(lambda: run(lambda: closing(Thing()), ValueError('in block')))
with suppress(ValueError, KeyError):
    raise KeyError
with suppress():
    pass
attempt(lambda: run(lambda: suppress(ValueError), TypeError('not suppressed')))
attempt(lambda: run(lambda: suppress(5), TypeError('odd')))
s = suppress(LookupError)
with s:
    with s:
        raise IndexError
    print('reentrant')
with nullcontext() as a, nullcontext(5) as b:
    print(a, b)


class Out:
    def __init__(self): self.text = ''
    def write(self, text): self.text += text
    def flush(self): pass


out = Out()
with redirect_stdout(out) as bound:
    print('redirected')
    with redirect_stdout(Out()):
        print('elsewhere')
    print('back')
print(repr(out.text), bound is out)
err = Out()
redirect = redirect_stderr(err)
with redirect:
    sys.stderr.write('1')
    with redirect:
        sys.stderr.write('2')
print(repr(err.text), redirect._old_targets)

# The abstract class.
attempt(AbstractContextManager)


class Half(AbstractContextManager):
    pass


attempt(Half)


class Whole(AbstractContextManager):
    def __exit__(self, *exc): return super().__exit__(*exc)


with Whole() as w:
    print(type(w).__name__)


class Duck:
    def __enter__(self): pass
    def __exit__(self, *a): pass


class NoDuck(Duck):
    __exit__ = None


print(issubclass(Duck, AbstractContextManager), issubclass(NoDuck, AbstractContextManager), issubclass(int, AbstractContextManager))
print(AbstractContextManager[int], sorted(n for n in contextlib.__all__ if not n.startswith('A') and not n.startswith('a')))
