# SPDX-License-Identifier: MIT
# Exceptions, causes, finally, with.
class Mine(ValueError):
    pass

class Manager:
    def __init__(self, swallow):
        self.swallow = swallow
    def __enter__(self):
        print("in")
        return self
    def __exit__(self, kind, value, trace):
        print("out", kind and kind.__name__)
        return self.swallow

def deep(n):
    if n == 0:
        raise Mine("bottom", n)
    try:
        deep(n - 1)
    finally:
        print("unwind", n)

try:
    deep(3)
except Mine as e:
    print(type(e).__name__, e.args)
with Manager(True):
    with Manager(False):
        [][1]
try:
    try:
        {}["k"]
    except KeyError as e:
        raise Mine("chained") from e
except Mine as e:
    print(repr(e), repr(e.__cause__))
for exception in (ZeroDivisionError, TypeError, AttributeError, NameError, IndexError, StopIteration):
    try:
        if exception is ZeroDivisionError: 1 // 0
        if exception is TypeError: 1 + "a"
        if exception is AttributeError: (1).a
        if exception is NameError: undefined
        if exception is IndexError: [][0]
        if exception is StopIteration: next(iter(()))
    except exception as e:
        print(type(e).__name__, e)
