# SPDX-License-Identifier: MIT
# traceback: stacks, tracebacks and exceptions as objects and as text. What the runtime prints for an exception that ends
# the program is written in C (lib/print_exception.c); the texts are the same.
import linecache
import sys

from _traceback import anchors as _anchors, position as _position

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException',
           'walk_stack', 'walk_tb']


# ---- Lists of entries --------------------------------------------------------------------------

def print_list(extracted_list, file=None):
    """Print what extract_tb() or extract_stack() gave to a file, sys.stderr unless one is given."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """The same as a list of strings, one for each entry."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback: the first `limit` ones, or the last -limit ones."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The same as a list of strings."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback as a StackSummary."""
    return StackSummary._extract_from_extended_frame_gen(_walk_tb_with_full_positions(tb), limit=limit)


def print_stack(f=None, limit=None, file=None):
    """Print the stack of the caller, or that of a frame."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The same as a list of strings."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The stack of the caller, or that of a frame, oldest frame first, as a StackSummary."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def walk_stack(f):
    """Yield (frame, line) from a frame outwards. None: from the caller of what uses the generator."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yield (frame, line) of the entries of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_tb_with_full_positions(tb):
    # (frame, (line, end line, column, end column))
    while tb is not None:
        positions = _position(tb.tb_frame.f_code, tb.tb_lasti)
        if positions[0] is None:
            positions = (tb.tb_lineno,) + positions[1:]
        yield tb.tb_frame, positions
        tb = tb.tb_next


def clear_frames(tb):
    "Clear the local variables of all frames of a traceback."
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass  # it runs
        tb = tb.tb_next


# ---- Exceptions --------------------------------------------------------------------------------

_cause_message = ("\nThe above exception was the direct cause "
                  "of the following exception:\n\n")

_context_message = ("\nDuring handling of the above exception, "
                    "another exception occurred:\n\n")


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def _parse_value_tb(exc, value, tb):
    # The old form (type, value, traceback) and the new one, an exception alone.
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f'Exception expected for value, {type(exc).__name__} found')


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None,
                    file=None, chain=True):
    """Print an exception with its traceback, and before it those that led to it (chain)."""
    value, tb = _parse_value_tb(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    te.print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None,
                     chain=True):
    """The same as a list of strings."""
    value, tb = _parse_value_tb(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(te.format(chain=chain))


def format_exception_only(exc, /, value=_sentinel):
    """The lines of the exception itself, without a traceback."""
    if value is _sentinel:
        value = exc
    te = TracebackException(type(value), value, None, compact=True)
    return list(te.format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The same as one string."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that the interactive prompt reported."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback,
                    limit, file, chain)


def _format_final_exc_line(etype, value):
    text = _safe_string(value, 'exception')
    if value is None or not text:
        return "%s\n" % etype
    return "%s: %s\n" % (etype, text)


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


# ---- Entries -----------------------------------------------------------------------------------

class FrameSummary:
    """One entry: file, line, name of the function, source line and perhaps the locals' reprs.

    It also reads as the tuple (filename, lineno, name, line).
    """

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno',
                 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True,
                 locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and
                    self.lineno == other.lineno and
                    self.name == other.name and
                    self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        """The source line without spaces at its ends; None when there is no line number."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


_RECURSIVE_CUTOFF = 3  # as in lib/print_exception.c


def _repeated(count):
    more = count - _RECURSIVE_CUTOFF
    return f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n'


class StackSummary(list):
    """A list of FrameSummary."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True,
                capture_locals=False):
        """Make one from (frame, line) pairs, as walk_stack() and walk_tb() yield them.

        lookup_lines=False leaves reading the source lines for later;
        capture_locals keeps the reprs of the locals.
        """
        def extended():
            for f, lineno in frame_gen:
                yield f, (lineno, None, None, None)
        return klass._extract_from_extended_frame_gen(
            extended(), limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None,
                                         lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            # (walk_stack(None) counts frames: no generator in between)
            chosen = []
            if limit < 0:
                chosen = list(frame_gen)[limit:]
            elif limit > 0:
                for item in frame_gen:
                    chosen.append(item)
                    if len(chosen) == limit:
                        break
            frame_gen = chosen
        result = klass()
        filenames = set()
        for f, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = f.f_code
            filename = code.co_filename
            filenames.add(filename)
            linecache.lazycache(filename, f.f_globals)
            result.append(FrameSummary(
                filename, lineno, code.co_name, lookup_line=False,
                locals=f.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or tuples (filename, line, name, source line)."""
        result = StackSummary()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary):
        """The text of one entry. A subclass that returns None leaves the entry out."""
        row = ['  File "{}", line {}, in {}\n'.format(
            frame_summary.filename, frame_summary.lineno, frame_summary.name)]
        if frame_summary.line:
            row.append('    {}\n'.format(frame_summary.line.strip()))
            if frame_summary.colno is not None and frame_summary.end_colno is not None:
                row.append(_carets(frame_summary))
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                row.append('    {name} = {value}\n'.format(name=name, value=value))
        return ''.join(row)

    def format(self):
        """The texts of all entries; more than three of the same in a row are counted instead."""
        result = []
        last = None
        count = 0
        for frame_summary in self:
            text = self.format_frame_summary(frame_summary)
            if text is None:
                continue
            place = frame_summary.filename, frame_summary.lineno, frame_summary.name
            if place != last or None in place:
                if count > _RECURSIVE_CUTOFF:
                    result.append(_repeated(count))
                last = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        if count > _RECURSIVE_CUTOFF:
            result.append(_repeated(count))
        return result


def _byte_offset_to_character_offset(str, offset):
    return len(str.encode('utf-8')[:offset].decode("utf-8", errors="replace"))


def _carets(frame_summary):
    # The line of carets under a source line, or '' where they would tell no more than the line itself.
    original = frame_summary._original_line
    stripped = frame_summary.line.strip()
    indent = len(original) - len(frame_summary.line.lstrip())
    start = _byte_offset_to_character_offset(original, frame_summary.colno) + 1
    end = _byte_offset_to_character_offset(original, frame_summary.end_colno) + 1
    inner = None
    if frame_summary.lineno == frame_summary.end_lineno:
        try:
            inner = _anchors(original[start - 1:end - 1])
        except Exception:
            pass
    else:
        end = indent + len(stripped)
    if not (end - start < len(stripped) or inner and inner[1] - inner[0] > 0):
        return ''
    if inner:
        left, right = inner
        marks = '~' * left + '^' * (right - left) + '~' * (end - start - right)
    else:
        marks = '^' * (end - start)
    return '    ' + ' ' * (start - indent) + marks + '\n'


# ---- TracebackException ------------------------------------------------------------------------

class _ExceptionPrintContext:
    # How deep in groups the text is.
    def __init__(self):
        self.seen = set()
        self.exception_group_depth = 0
        self.need_close = False

    def indent(self):
        return ' ' * (2 * self.exception_group_depth)

    def emit(self, text_gen, margin_char=None):
        prefix = self.indent()
        if self.exception_group_depth:
            prefix += (margin_char or '|') + ' '
        for text in (text_gen,) if isinstance(text_gen, str) else text_gen:
            yield ''.join([prefix + line for line in text.splitlines(True)])


def _is_sequence(v):
    if isinstance(v, (list, tuple, str, bytes, bytearray, range)):
        return True
    abcs = sys.modules.get('_collections_abc') or sys.modules.get('collections.abc')
    return abcs is not None and isinstance(v, abcs.Sequence)


class TracebackException:
    """What is needed to print an exception, without a reference to it.

    stack is a StackSummary, exc_type the class, __cause__ and __context__ the
    same for those exceptions, exceptions for the parts of a group; for a
    SyntaxError also filename, lineno, end_lineno, text, offset, end_offset and
    msg. With compact=True contexts that will not be printed are left out.
    """

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None,
                 lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, _seen=None):
        is_outermost = _seen is None
        if is_outermost:
            _seen = set()
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _walk_tb_with_full_positions(exc_traceback),
            limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals)
        self.exc_type = exc_type
        # The exception may change, or not be printable later.
        self._str = _safe_string(exc_value, 'exception')
        self.__notes__ = getattr(exc_value, '__notes__', None)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            lineno, end_lineno = exc_value.lineno, exc_value.end_lineno
            self.lineno = None if lineno is None else str(lineno)
            self.end_lineno = None if end_lineno is None else str(end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        if lookup_lines:
            self._load_lines()
        self.__suppress_context__ = False if exc_value is None else exc_value.__suppress_context__
        if is_outermost:
            settings = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                            max_group_width=max_group_width, max_group_depth=max_group_depth, _seen=_seen)
            self._gather(exc_value, compact, settings)

    def _gather(self, exc_value, compact, settings):
        # Causes, contexts and parts, in a loop: a chain may be longer than the stack is deep.
        seen = settings['_seen']

        def summary(e):
            return TracebackException(type(e), e, e.__traceback__, **settings)

        queue = [(self, exc_value)]
        while queue:
            te, e = queue.pop()
            cause = context = exceptions = None
            if e and e.__cause__ is not None and id(e.__cause__) not in seen:
                cause = summary(e.__cause__)
            need_context = not compact or cause is None and e is not None and not e.__suppress_context__
            if e and e.__context__ is not None and need_context and id(e.__context__) not in seen:
                context = summary(e.__context__)
            if e and isinstance(e, BaseExceptionGroup):
                exceptions = [summary(part) for part in e.exceptions]
            te.__cause__ = cause
            te.__context__ = context
            te.exceptions = exceptions
            if cause:
                queue.append((cause, e.__cause__))
            if context:
                queue.append((context, e.__context__))
            if exceptions:
                queue.extend(zip(exceptions, e.exceptions))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _load_lines(self):
        for frame in self.stack:
            frame.line

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """Yield the lines of the exception itself: for a SyntaxError its place first; notes last."""
        if self.exc_type is None:
            yield _format_final_exc_line(None, self._str)
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            if not isinstance(module, str):
                module = "<unknown>"
            name = module + '.' + name
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield _format_final_exc_line(name, self._str)
        notes = self.__notes__
        if _is_sequence(notes):
            for note in notes:
                for line in _safe_string(note, 'note').split('\n'):
                    yield line + '\n'
        elif notes is not None:
            yield _safe_string(notes, '__notes__', func=repr)

    def _format_syntax_error(self, stype):
        suffix = ''
        if self.lineno is not None:
            yield '  File "{}", line {}\n'.format(self.filename or "<string>", self.lineno)
        elif self.filename is not None:
            suffix = ' ({})'.format(self.filename)
        if self.text is not None:
            right = self.text.rstrip('\n')
            text = right.lstrip(' \n\f')
            indent = len(right) - len(text)
            yield '    {}\n'.format(text)
            if self.offset is not None:
                offset = self.offset
                end_offset = self.end_offset if self.end_offset not in {None, 0} else offset
                if offset == end_offset or end_offset == -1:
                    end_offset = offset + 1
                start = offset - 1 - indent
                if start >= 0:
                    # Tabs and the like stay, so that the caret comes out under its character.
                    space = ''.join([c if c.isspace() else ' ' for c in text[:start]])
                    yield '    {}{}\n'.format(space, '^' * (end_offset - offset))
        yield "{}: {}{}\n".format(stype, self.msg or "<no detail available>", suffix)

    def format(self, *, chain=True, _ctx=None):
        """Yield the text, with what led to the exception first (chain)."""
        if _ctx is None:
            _ctx = _ExceptionPrintContext()
        output = []
        exc = self
        while exc:
            message = before = None
            if chain:
                if exc.__cause__ is not None:
                    message, before = _cause_message, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    message, before = _context_message, exc.__context__
            output.append((message, exc))
            exc = before
        for message, exc in reversed(output):
            if message is not None:
                yield from _ctx.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from _ctx.emit('Traceback (most recent call last):\n')
                    yield from _ctx.emit(exc.stack.format())
                yield from _ctx.emit(exc.format_exception_only())
            elif _ctx.exception_group_depth > self.max_group_depth:
                yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from exc._format_group(chain, _ctx, self.max_group_width)

    def _format_group(self, chain, _ctx, width):
        is_toplevel = _ctx.exception_group_depth == 0
        if is_toplevel:
            _ctx.exception_group_depth += 1
        if self.stack:
            yield from _ctx.emit('Exception Group Traceback (most recent call last):\n',
                                 margin_char='+' if is_toplevel else None)
            yield from _ctx.emit(self.stack.format())
        yield from _ctx.emit(self.format_exception_only())
        count = len(self.exceptions)
        shown = min(count, width + 1)
        _ctx.need_close = False
        for i in range(shown):
            is_last = i == shown - 1
            if is_last:
                _ctx.need_close = True  # the innermost last part closes the frame
            truncated = i >= width
            title = '...' if truncated else f'{i + 1}'
            yield f"{_ctx.indent()}{'  ' if i else '+-'}+---------------- {title} ----------------\n"
            _ctx.exception_group_depth += 1
            if truncated:
                remaining = count - width
                plural = 's' if remaining > 1 else ''
                yield from _ctx.emit(f"and {remaining} more exception{plural}\n")
            else:
                yield from self.exceptions[i].format(chain=chain, _ctx=_ctx)
            if is_last and _ctx.need_close:
                yield _ctx.indent() + "+------------------------------------\n"
                _ctx.need_close = False
            _ctx.exception_group_depth -= 1
        if is_toplevel:
            assert _ctx.exception_group_depth == 1
            _ctx.exception_group_depth = 0

    def print(self, *, file=None, chain=True):
        """Print what format() gives, to sys.stderr unless a file is given."""
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")
