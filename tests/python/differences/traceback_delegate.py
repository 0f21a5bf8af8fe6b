# differs: CPython loses entries of a traceback here, when a generator that handles an exception passes another on to its delegate
# SPDX-License-Identifier: MIT
def inner():
    yield 1


def outer():
    try:
        yield 0
    except KeyError:
        yield from inner()


g = outer()
next(g)
g.throw(KeyError(1))
try:
    g.throw(ValueError(2))
except ValueError as e:
    entry = e.__traceback__
    while entry:
        print(entry.tb_frame.f_code.co_name, entry.tb_lineno)
        entry = entry.tb_next
