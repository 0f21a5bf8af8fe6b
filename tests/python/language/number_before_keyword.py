# SPDX-License-Identifier: MIT
# A number that touches a keyword: a SyntaxWarning, or an error when a name runs on.
import warnings


def show(source, mode="eval"):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            result = eval(compile(source, "<source>", mode), {"x": 1})
        except SyntaxError as e:
            result = (e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
        except Exception as e:
            result = repr(e)
    print(repr(source), result, [(w.category.__name__, str(w.message), w.lineno, w.filename) for w in seen])


for number in "1", "1.", "1.5", "0x1f", "0o7", "0b1", "1e5", "1j", "1.j", "0", "00", "1_0", "0xf", "1.e1", "0.", ".5", ".5j":
    for word in "if x else 2", "and 2", "or 3", "is 1", "in [1]", "not in [1]", "nott", "i", "an", "o", "e", "jif x else 2":
        show(number + word)
for source in ("[1for x in (1,2)]", "1 if x else 2if x else 3", "0 if 0else 4", "1if 1else(2)", "1in[1]", "1 in[1]",
               'f"{1if x else 2}"', "(1,\n0x1for 2)", "1_if x else 2", "1__0", "1_or 2", "0o8", "0b12"):
    show(source)
show("x = (1if x else 2,\n3or 4)\ny = '\\d', 5and 6", "exec")
warnings.simplefilter("error")
for source in "1if 2 else 3", "x = [0x1for x in y]", "  \n(1,\n  12and 3)":
    try:
        compile(source, "<source>", "exec")
    except SyntaxError as e:
        print(repr(source), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
