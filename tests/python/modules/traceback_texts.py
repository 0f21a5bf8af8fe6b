# traceback: the texts of tracebacks, chains, groups, notes, syntax errors and stacks.
import sys
import traceback


def show(exception, **kwargs):
    print(''.join(traceback.format_exception(exception, **kwargs)), end='')
    print('--')


def caught(function, *args):
    try:
        function(*args)
    except BaseException as e:
        return e


def divide(a, b):
    return 10 + a / b


def subscript(d):
    return d['a']['b']['c']


def call(f):
    return f(
        1,
        undefined_name,
    )


def deep(n):
    if n:
        return deep(n - 1)
    raise ValueError('deep')


def chained():
    try:
        divide(1, 0)
    except ZeroDivisionError:
        raise KeyError('second')


def from_cause():
    try:
        divide(1, 0)
    except ZeroDivisionError as e:
        raise KeyError('second') from e


def from_none():
    try:
        divide(1, 0)
    except ZeroDivisionError:
        raise KeyError('second') from None


show(caught(divide, 1, 0))
show(caught(subscript, {'a': {}}))
show(caught(call, print))
show(caught(deep, 10))
show(caught(deep, 2))
show(caught(chained))
show(caught(from_cause))
show(caught(from_none))
show(caught(chained), chain=False)
show(caught(deep, 10), limit=2)
show(caught(deep, 10), limit=-2)
show(caught(deep, 1), limit=0)
show(ValueError('never raised'))
show(None)
show(ValueError('two\nlines'))
show(KeyboardInterrupt())


class Custom(Exception):
    def __str__(self): raise RuntimeError('in str')


show(Custom())
e = ValueError('noted')
e.add_note('first\nnote')
e.add_note('')
show(e)
e.__notes__ = [1, Custom()]
show(e)
e.__notes__ = 5
print(traceback.format_exception_only(e))
e.__notes__ = 'ab'
print(traceback.format_exception_only(e))

# Syntax errors.
for source in ('a b', 'x = (1,', 'def f():\nreturn', '  x', 'f(a for a in b, c)', '"abc', 'é = ü ü', '\tx = = 1'):
    e = caught(compile, source, 'file.py', 'exec')
    print(''.join(traceback.format_exception_only(e)), end='')
print(traceback.format_exception_only(SyntaxError('plain')))
print(traceback.format_exception_only(SyntaxError('msg', ('f.py', 3, 2, 'abc\n', 3, 4))))
print(traceback.format_exception_only(SyntaxError('msg', ('f.py', None, None, None))))
print(traceback.format_exception_only(SyntaxError()))

# Groups.
group = ExceptionGroup('group', [ValueError(1), caught(divide, 1, 0), ExceptionGroup('inner', [TypeError('t'), KeyError('k')])])
show(group)
def throw(e):
    raise e


show(caught(throw, group))
show(ExceptionGroup('many', [ValueError(i) for i in range(20)]))
nested = ValueError('bottom')
for i in range(13):
    nested = ExceptionGroup(f'level {i}', [nested])
show(nested)
group = BaseExceptionGroup('noted', [SystemExit(3)])
group.add_note('note of the group')
group.__cause__ = KeyError('cause')
show(group)

# Cycles in chains.
a, b = ValueError('a'), ValueError('b')
a.__context__, b.__context__ = b, a
show(a)
a.__cause__ = a
show(a)

# The other functions.
tb = caught(deep, 5).__traceback__
print(''.join(traceback.format_tb(tb)), end='')
print(traceback.extract_tb(tb)[0] == traceback.extract_tb(tb)[0], len(traceback.extract_tb(tb, limit=3)))
entry = traceback.extract_tb(tb)[-1]
print(entry.name, entry.lineno, entry.line, len(entry), entry[2], list(entry)[1:], entry.colno, entry.end_colno)
print([line for frame, line in traceback.walk_tb(tb)] == [f.lineno for f in traceback.extract_tb(tb)])


def stack():
    return traceback.extract_stack(), traceback.format_stack(), list(traceback.walk_stack(sys._getframe()))


extracted, formatted, walked = stack()
print([f.name for f in extracted], [f.line for f in extracted], len(formatted), len(walked))
print(traceback.format_list([('f.py', 1, 'name', 'the line'), ('f.py', 2, 'name', None)]))
print(traceback.StackSummary.from_list([('f.py', 1, 'n', 'l')])[0], traceback.StackSummary.from_list([]).format())
summary = traceback.StackSummary.extract(traceback.walk_tb(tb), capture_locals=True, limit=2)
print(summary.format()[1], end='')
print(traceback.FrameSummary('f', 1, 'n', line=' l ') == ('f', 1, 'n', 'l'), traceback.FrameSummary('f', None, 'n').line)
te = traceback.TracebackException.from_exception(caught(chained))
print(te.exc_type, str(te), te.__context__.exc_type, te.stack[-1].name, te == te, te == 5)
print(''.join(te.format(chain=False)), end='')
try:
    divide(1, 0)
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exc(limit=0), end='')
    traceback.print_exception(*sys.exc_info(), file=sys.stdout, limit=1)
    traceback.print_tb(sys.exc_info()[2], file=sys.stdout)
traceback.print_stack(file=sys.stdout)
traceback.print_list(extracted[:1], file=sys.stdout)
for arguments in ((5,), (ValueError, 1), (None, ValueError(1), None)):
    try:
        print(traceback.format_exception(*arguments))
    except Exception as e:
        print(type(e).__name__, e)
try:
    traceback.print_last()
except ValueError as e:
    print(e)
sys.tracebacklimit = 1
show(caught(deep, 3))
del sys.tracebacklimit
generator = (print(1 / 0) for _ in [1])
e = caught(next, generator)
frame = e.__traceback__.tb_next.tb_frame
traceback.clear_frames(e.__traceback__)
print(frame.f_locals)
