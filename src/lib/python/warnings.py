# SPDX-License-Identifier: MIT
# warnings: filters, and how a warning is shown. What becomes of one is decided in _warnings.
import sys

from _warnings import (_defaultaction, _filters_mutated,
                       _onceregistry, filters, warn, warn_explicit)

__all__ = ["warn", "warn_explicit", "showwarning",
           "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings"]

defaultaction = _defaultaction
onceregistry = _onceregistry
_warnings_defaults = True


# ---- Showing -----------------------------------------------------------------------------------

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr unless one is given."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """Give a warning as text, the way it is shown."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


def _showwarnmsg_impl(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    try:
        file.write(_formatwarnmsg(msg))
    except OSError:
        pass


def _source_line(filename, lineno):
    # Warnings may come at the very end, when modules are gone.
    try:
        import linecache
        return linecache.getline(filename, lineno)
    except Exception:
        return None


def _allocation_text(msg, category):
    # Where the object was made that was not closed, if that was recorded.
    try:
        import tracemalloc
    except Exception:
        return ''
    try:
        tracing = tracemalloc.is_tracing()
        traceback = tracemalloc.get_object_traceback(msg.source)
    except Exception:
        tracing, traceback = True, None
    if traceback is None:
        if tracing:
            return ''
        return f'{category}: Enable tracemalloc to get the object allocation traceback\n'
    text = 'Object allocated at (most recent call last):\n'
    for frame in traceback:
        text += f'  File "{frame.filename}", lineno {frame.lineno}\n'
        line = _source_line(frame.filename, frame.lineno)
        if line and line.strip():
            text += f'    {line.strip()}\n'
    return text


def _formatwarnmsg_impl(msg):
    category = msg.category.__name__
    text = f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"
    line = msg.line
    if line is None:
        line = _source_line(msg.filename, msg.lineno)
    if line:
        line = line.strip()
        text += f"  {line}\n"
    if msg.source is not None:
        text += _allocation_text(msg, category)
    return text


# Programs replace showwarning and formatwarning; these tell whether they did.
_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    """Called by _warnings with what is to be shown."""
    try:
        show = showwarning
    except NameError:
        pass
    else:
        if show is not _showwarning_orig:
            if not callable(show):
                raise TypeError("warnings.showwarning() must be set to a function or method")
            show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
            return
    _showwarnmsg_impl(msg)


def _formatwarnmsg(msg):
    try:
        form = formatwarning
    except NameError:
        pass
    else:
        if form is not _formatwarning_orig:
            return form(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    return _formatwarnmsg_impl(msg)


class WarningMessage(object):
    """What is known of a warning that is being shown or recorded."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file",
                        "line", "source")

    def __init__(self, message, category, filename, lineno, file=None,
                 line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, "
                "line : %r}" % (self.message, self._category_name,
                                self.filename, self.lineno, self.line))


# ---- Filters -----------------------------------------------------------------------------------

_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


class _Literal:
    """A pattern without special characters, for as long as there is no `re`."""

    def __init__(self, text, ignore_case):
        self.ignore_case = ignore_case
        self.whole = text.endswith(('\\Z', '$')) and not text.endswith('\\$')
        if self.whole:
            text = text[:-2] if text.endswith('\\Z') else text[:-1]
        self.pattern = text.lower() if ignore_case else text

    def match(self, text):
        if self.ignore_case:
            text = text.lower()
        return text == self.pattern if self.whole else text.startswith(self.pattern)

    def __eq__(self, other):
        if not isinstance(other, _Literal):
            return NotImplemented
        return (self.pattern, self.whole, self.ignore_case) == (other.pattern, other.whole, other.ignore_case)

    def __hash__(self):
        return hash((self.pattern, self.whole, self.ignore_case))


def _literal_text(pattern):
    # The pattern with its escapes taken off, or None when it is more than literal text.
    end = ''
    if pattern.endswith('\\Z'):
        pattern, end = pattern[:-2], '\\Z'
    elif pattern.endswith('$') and not pattern.endswith('\\$'):
        pattern, end = pattern[:-1], '$'
    text = ''
    escaped = False
    for c in pattern:
        if escaped:
            if c.isalnum():
                return None
            text += c
            escaped = False
        elif c == '\\':
            escaped = True
        elif c in '.^$*+?{}[]|()':
            return None
        else:
            text += c
    return None if escaped else text + end


def _compile(pattern, ignore_case):
    try:
        import re
    except ImportError:
        text = _literal_text(pattern)
        if text is None:
            raise
        return _Literal(text, ignore_case)
    return re.compile(pattern, re.I if ignore_case else 0)


def _escape(text):
    return ''.join('\\' + c if not (c.isalnum() or c == '_') and c < '\x80' else c for c in text)


def filterwarnings(action, message="", category=Warning, module="", lineno=0,
                   append=False):
    """Insert a filter at the front of the list, or append it.

    action is one of "error", "ignore", "always", "default", "module" and
    "once"; message and module are patterns that must match the start of the
    warning's text and of the module's name; lineno 0 stands for every line.
    """
    assert action in _ACTIONS, "invalid action: %r" % (action,)
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, \
           "lineno must be an int >= 0"
    message = _compile(message, True) if message else None
    module = _compile(module, False) if module else None
    _add_filter(action, message, category, module, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Insert a filter that fits every module and every text."""
    assert action in _ACTIONS, "invalid action: %r" % (action,)
    assert isinstance(lineno, int) and lineno >= 0, \
           "lineno must be an int >= 0"
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    # An equal filter that is there already moves; appended ones stay where they are.
    if not append:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    else:
        if item not in filters:
            filters.append(item)
    _filters_mutated()


def resetwarnings():
    """Clear the list of filters, so that none are active."""
    filters[:] = []
    _filters_mutated()


# ---- -W and PYTHONWARNINGS -----------------------------------------------------------------------

class _OptionError(Exception):
    """A -W option that cannot be understood."""


def _processoptions(args):
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as msg:
            print("Invalid -W option ignored:", msg, file=sys.stderr)


def _setoption(arg):
    parts = arg.split(':')
    if len(parts) > 5:
        raise _OptionError("too many fields (max 5): %r" % (arg,))
    while len(parts) < 5:
        parts.append('')
    action, message, category, module, lineno = [s.strip() for s in parts]
    action = _getaction(action)
    category = _getcategory(category)
    if message:
        message = _escape(message)
    if module:
        module = _escape(module) + r'\Z'
    if lineno:
        try:
            lineno = int(lineno)
            if lineno < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError("invalid lineno %r" % (lineno,)) from None
    else:
        lineno = 0
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    if not action:
        return "default"
    if action == "all":
        return "always"
    for a in ('default', 'always', 'ignore', 'module', 'once', 'error'):
        if a.startswith(action):
            return a
    raise _OptionError("invalid action: %r" % (action,))


def _getcategory(category):
    if not category:
        return Warning
    if '.' not in category:
        import builtins as m
        klass = category
    else:
        module, _, klass = category.rpartition('.')
        try:
            m = __import__(module, None, None, [klass])
        except ImportError:
            raise _OptionError("invalid module name: %r" % (module,)) from None
    try:
        cat = getattr(m, klass)
    except AttributeError:
        raise _OptionError("unknown warning category: %r" % (category,)) from None
    if not issubclass(cat, Warning):
        raise _OptionError("invalid warning category: %r" % (category,))
    return cat


# ---- Catching ------------------------------------------------------------------------------------

class catch_warnings(object):
    """A context manager that puts the filters and showwarning back at its end.

    With record=True the warnings shown meanwhile go to a list, which is what
    `as` binds. module stands for the module warnings itself (for tests of it).
    action, category, lineno and append, if an action is given, are what
    simplefilter() is called with at the start.
    """

    def __init__(self, *, record=False, module=None,
                 action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        if action is None:
            self._filter = None
        else:
            self._filter = (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules['warnings']:
            args.append("module=%r" % self._module)
        name = type(self).__name__
        return "%s(%s)" % (name, ", ".join(args))

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        self._filters = self._module.filters
        self._module.filters = self._filters[:]
        self._module._filters_mutated()
        self._showwarning = self._module.showwarning
        self._showwarnmsg_impl = self._module._showwarnmsg_impl
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            self._module._showwarnmsg_impl = log.append
            # A showwarning of the program's own would take the warnings away.
            self._module.showwarning = self._module._showwarning_orig
            return log
        else:
            return None

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        self._module.filters = self._filters
        self._module._filters_mutated()
        self._module.showwarning = self._showwarning
        self._module._showwarnmsg_impl = self._showwarnmsg_impl


# ---- For the standard library --------------------------------------------------------------------

_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that a name will go, or raise RuntimeError when it should be gone."""
    remove_formatted = f"{remove[0]}.{remove[1]}"
    if (_version[:2] > remove) or (_version[:2] == remove and _version[3] != "alpha"):
        msg = f"{name!r} was slated for removal after Python {remove_formatted} alpha"
        raise RuntimeError(msg)
    else:
        msg = message.format(name=name, remove=remove_formatted)
        warn(msg, DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    """Called by the runtime for a coroutine that dies before it was awaited."""
    msg_lines = [
        f"coroutine '{coro.__qualname__}' was never awaited\n"
    ]
    if coro.cr_origin is not None:
        msg_lines.append("Coroutine created at (most recent call last)\n")
        for filename, lineno, funcname in reversed(coro.cr_origin):
            msg_lines.append(f'  File "{filename}", line {lineno}, in {funcname}\n')
            line = _source_line(filename, lineno)
            if line and line.strip():
                msg_lines.append(f'    {line.strip()}\n')
    msg = "".join(msg_lines).rstrip("\n")
    # The stack level 2 is the code that let go of the coroutine.
    warn(msg, category=RuntimeWarning, stacklevel=2, source=coro)


_processoptions(getattr(sys, 'warnoptions', ()))
