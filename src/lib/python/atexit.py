# SPDX-License-Identifier: MIT
"""Functions that run when the program ends, the last registered first."""

import sys
import _weakref

_callbacks = []
_waiting = False


def register(func, /, *args, **kwargs):
    """Has func(*args, **kwargs) called at the end; returns func."""
    global _waiting
    if not callable(func):
        raise TypeError("the first argument must be callable")
    if not _waiting:
        _waiting = True
        _weakref.at_exit(_at_end)
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forgets a function, however often it was registered."""
    for i in range(len(_callbacks) - 1, -1, -1):
        if i < len(_callbacks) and _callbacks[i][0] == func:
            del _callbacks[i]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


def _run_exitfuncs():
    for func, args, kwargs in reversed(_callbacks.copy()):
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _report(func, error)
    _callbacks.clear()


def _report(func, error):
    namespace = type(sys.implementation)
    traceback = error.__traceback__ and error.__traceback__.tb_next
    sys.unraisablehook(namespace(exc_type=type(error), exc_value=error.with_traceback(traceback),
                                 exc_traceback=traceback, err_msg="Exception ignored in atexit callback", object=func))


def _at_end():
    global _waiting
    _waiting = False
    _run_exitfuncs()
