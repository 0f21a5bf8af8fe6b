# SPDX-License-Identifier: MIT
# Warnings of the compiler, and warnings that are made errors.
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print("  ", category.__name__, message, filename, lineno)


warnings.showwarning = show
warnings.simplefilter("always")
SOURCES = [
    "x is 1", "x is not 'a'", "1 is x", "x is None", "x is True", "x is ...", "x is -1", "x is ()", "x is (1, 2)",
    "x is []", "a is b is 1", "a is 1 is b", "a == 1 is b", "not x is 1", "if x is 1: pass", "y = x is 1 or z",
    "1()", "'a'(b)", "(1, 2)(3)", "[1](2)", "{}()", "{1}()", "(x for x in y)()", "f'{x}'(y)", "[x for x in y](z)",
    "(lambda: 1)()", "None()", "...()", "(-1)()", "x()",
    "1[0]", "1.5[0]", "None[0]", "...[0]", "{1}[0]", "{x for x in y}[0]", "(x for x in y)[0]", "(lambda: 1)[0]",
    "True[0]", "1j[0]",
    "'a'['b']", "[1]['b']", "(1, 2)[3, 4]", "[1][2, 3]", "'a'[1.5]", "[1][[2]]", "[1][{}]", "'a'[None]", "b'a'['c']",
    "f'{x}'['a']", "[x for x in y]['a']", "[1][f'a']", "'a'[1]", "'a'[1:2]", "[1][x]", "[1][-1]", "[1][True]",
    "{}['a']", "{}[1]", "[1][lambda: 1]",
    "assert (x, 'message')", "assert (1, 2)", "assert ()", "assert x, 'message'",
    "'\\d'", "b'\\d'", "'\\d\\e'", "'ok\\n'", "r'\\d'", "'a' '\\d'", "'\\é'", "f'\\d{x}\\e'", "'''\n\\d'''", "x = 1\ny = '\\.'",
    "'\\400'",
]
for source in SOURCES:
    print(repr(source))
    compile(source, "<source>", "exec")
print("-- as errors")
for category in SyntaxWarning, DeprecationWarning:
    warnings.simplefilter("error", category)
for source in "x is 1", "y = 1()", "  \nz = [1]['a']" if False else "z = [1]['a']", "assert (1, 2)", "s = '\\d'", "t = b'\\q'":
    try:
        compile(source, "<source>", "exec")
        print("compiles", source)
    except SyntaxError as e:
        print(repr(source), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
    except Warning as e:
        print("warning", repr(e))
