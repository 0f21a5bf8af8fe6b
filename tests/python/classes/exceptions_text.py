# str(), repr(), args and attributes of the built-in exceptions.
def show(source):
    try:
        e = eval(source)
    except Exception as f:
        print(source, "!!", type(f).__name__, f)
        return
    names = ["errno", "strerror", "filename", "filename2", "msg", "lineno", "offset", "text", "end_lineno", "end_offset",
             "name", "path", "obj", "value", "code", "encoding", "object", "start", "end", "reason", "message", "exceptions"]
    print(source, "|", repr(e), "|", str(e), "|", e.args, "|", {n: getattr(e, n) for n in names if hasattr(e, n)})
for s in """BaseException()|Exception('a')|Exception('a', 1)|ValueError([1])|KeyError('a')|KeyError()|KeyError(1, 2)
OSError()|OSError(1)|OSError(2, 'x')|OSError(2, 'x', 'f')|OSError(2, 'x', 'f', None, 'g')|OSError(1, 2, 3, 4, 5, 6)
FileNotFoundError(1, 2)|FileNotFoundError('a')|OSError(13, 'no')|OSError(17, 'x')|OSError(32, 'pipe')|OSError(110, 't')
SyntaxError()|SyntaxError('m')|SyntaxError('m', ('f', 1, 2, 't'))|SyntaxError('m', ('/d/f', 1, 2, 't', 3, 4))
SyntaxError('m', (None, 1, 2, 't'))|SyntaxError('m', ('f', None, 2, 't'))|SyntaxError('a', (1,))|IndentationError('m')
ImportError()|ImportError('a', name='n', path='p')|ImportError('a', 'b')|ImportError(5)|ImportError('a', z=1)
NameError('x', name='y')|NameError('a', z=1)|AttributeError('a', name='n', obj=1)|AttributeError('a', z=1)
StopIteration(5, 6)|StopIteration()|SystemExit(5, 6)|SystemExit()|SystemExit(3)|ValueError(x=1)|OSError(x=1)
UnicodeDecodeError('utf8', b'abc', 0, 1, 'why')|UnicodeDecodeError('utf8', b'abc', 0, 2, 'why')|UnicodeDecodeError('a')
UnicodeEncodeError('utf8', '\\u1234bc', 0, 1, 'why')|UnicodeEncodeError('utf8', '\\xe9bc', 0, 2, 'why')
UnicodeTranslateError('\\xe9bc', 0, 1, 'why')|UnicodeDecodeError('a', b'a', 1, 2, 3)|UnicodeError(1, 2)
ExceptionGroup('m', [ValueError(1), KeyError(2)])|BaseExceptionGroup('m', [ValueError(1)])|BaseExceptionGroup('m', [KeyboardInterrupt()])
BaseExceptionGroup('a')|ExceptionGroup(1, 2)|ExceptionGroup('a', 2)|ExceptionGroup('a', [])|ExceptionGroup('a', [1])
ExceptionGroup('a', [KeyboardInterrupt()])|MemoryError()|RecursionError('deep')""".replace(chr(10), "|").split("|"):
    show(s)
print(ExceptionGroup.__mro__)
print(BlockingIOError(11, "x", 7).characters_written)
