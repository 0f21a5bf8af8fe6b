# SPDX-License-Identifier: MIT
# contextlib: helpers for the with statement. What async with needs is in _contextlib_async, loaded when it is asked for.
import abc
import sys
from types import GenericAlias, MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext",
           "AbstractContextManager", "AbstractAsyncContextManager",
           "AsyncExitStack", "ContextDecorator", "ExitStack",
           "redirect_stdout", "redirect_stderr", "suppress", "aclosing",
           "chdir"]

_ASYNC_NAMES = ("AbstractAsyncContextManager", "AsyncContextDecorator", "AsyncExitStack",
                "_AsyncGeneratorContextManager", "aclosing", "asynccontextmanager")


def __getattr__(name):
    if name in _ASYNC_NAMES:
        import _contextlib_async
        for each in _ASYNC_NAMES:
            globals()[each] = getattr(_contextlib_async, each)
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_ASYNC_NAMES})


def _has_methods(cls, *names):
    # For __subclasshook__: True, or NotImplemented when one is missing or None.
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _like(wrapped, wrapper):
    # What functools.wraps does, without the module.
    for name in ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__'):
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    wrapper.__dict__.update(getattr(wrapped, '__dict__', {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


class AbstractContextManager(abc.ABC):
    """An abstract base class for context managers."""

    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        """Give what `as` binds: the manager itself."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """End the block; a true result swallows its exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _has_methods(C, "__enter__", "__exit__")
        return NotImplemented


class ContextDecorator(object):
    "A mixin that makes context managers decorators too: each call of the function runs in the context."

    def _recreate_cm(self):
        """The manager for one call. Managers that serve once give a new one."""
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return _like(func, inner)


# ---- Generators as context managers ------------------------------------------------------------

class _GeneratorContextManagerBase:
    """What the managers of both kinds of generators share."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        # The manager takes the function's documentation, as well as it can.
        doc = getattr(func, "__doc__", None)
        if doc is None:
            doc = type(self).__doc__
        self.__doc__ = doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


class _GeneratorContextManager(
    _GeneratorContextManagerBase,
    AbstractContextManager,
    ContextDecorator,
):
    """What @contextmanager functions give."""

    def __enter__(self):
        # They serve _recreate_cm, which is over now; they must not live as long as the block.
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            else:
                raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()  # so that it can be told apart from others
        # An exception that comes back out of the generator is not raised again here: returning False does that.
        try:
            self.gen.throw(typ, value, traceback)
        except StopIteration as exc:
            # The generator ended: it swallowed the exception, unless this is that exception.
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                exc.__traceback__ = traceback
                return False
            # A StopIteration that passes through a generator becomes a RuntimeError.
            if isinstance(value, StopIteration) and exc.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    """Make a generator function with one yield a context manager.

        @contextmanager
        def tag(name):
            print(f'<{name}>')
            try:
                yield
            finally:
                print(f'</{name}>')

    What it yields is what `as` binds; an exception of the block is raised at
    the yield.
    """
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return _like(func, helper)


# ---- Small managers ----------------------------------------------------------------------------

class closing(AbstractContextManager):
    """Calls close() of a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _RedirectStream(AbstractContextManager):

    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []  # a list, so that a manager can be entered again

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends sys.stdout to another file for the block, which `as` binds."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends sys.stderr to another file for the block."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Swallows exceptions of the given classes; the program goes on after the block."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class _Ready:
    # An awaitable that has its result.

    def __init__(self, result):
        self.result = result

    def __await__(self):
        return self.result
        yield


class nullcontext(AbstractContextManager):
    """Does nothing, for both with and async with; `as` binds what it was given."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    def __aenter__(self):
        return _Ready(self.enter_result)

    def __aexit__(self, *excinfo):
        return _Ready(None)


class chdir(AbstractContextManager):
    """Changes the working directory for the block. It is the process's: other threads see it too."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


# ---- Exit stacks -------------------------------------------------------------------------------

def _fix_context(new, old, outer):
    # The end of new's chain of contexts, where the exception handled around the stack stands, becomes `old`.
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outer:
            break
        new = context
    new.__context__ = old


class _BaseExitStack:
    """What ExitStack and AsyncExitStack share: a list of (is_sync, callback)."""

    @staticmethod
    def _create_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    @staticmethod
    def _create_cb_wrapper(callback, /, *args, **kwds):
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        return _exit_wrapper

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        """Move the callbacks to a new stack, which is returned."""
        new_stack = type(self)()
        new_stack._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return new_stack

    def push(self, exit):
        """Register a manager's __exit__, or a function with its signature. Returns what it was given."""
        try:
            exit_method = type(exit).__exit__  # found as the with statement does
        except AttributeError:
            self._push_exit_callback(exit)
        else:
            self._push_cm_exit(exit, exit_method)
        return exit

    def enter_context(self, cm):
        """Enter a manager, register its __exit__, and return what its __enter__ returned."""
        cls = type(cm)
        try:
            enter = cls.__enter__
            exit = cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does "
                            f"not support the context manager protocol") from None
        result = enter(cm)
        self._push_cm_exit(cm, exit)
        return result

    def callback(self, callback, /, *args, **kwds):
        """Register a call. It cannot swallow an exception. Returns the function."""
        wrapper = self._create_cb_wrapper(callback, *args, **kwds)
        wrapper.__wrapped__ = callback
        self._push_exit_callback(wrapper)
        return callback

    def _push_cm_exit(self, cm, cm_exit):
        self._push_exit_callback(self._create_exit_wrapper(cm, cm_exit), True)

    def _push_exit_callback(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))


class ExitStack(_BaseExitStack, AbstractContextManager):
    """Managers and callbacks that are added as the block runs, and undone newest first at its end.

        with ExitStack() as stack:
            files = [stack.enter_context(open(name)) for name in names]
    """

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        received = exc_details[0] is not None
        outer = sys.exc_info()[1]
        suppressed = False
        pending = False
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            assert is_sync
            try:
                if callback(*exc_details):
                    suppressed = True
                    pending = False
                    exc_details = (None, None, None)
            except:
                # As if the managers were nested with statements.
                new_details = sys.exc_info()
                _fix_context(new_details[1], exc_details[1], outer)
                pending = True
                exc_details = new_details
        if pending:
            try:
                context = exc_details[1].__context__
                raise exc_details[1]
            except BaseException:
                exc_details[1].__context__ = context
                raise
        return received and suppressed

    def close(self):
        """Undo everything now."""
        self.__exit__(None, None, None)
