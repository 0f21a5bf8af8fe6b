# differs: instructions cannot be made or changed by a program, so code.replace() changes what does not touch them
# SPDX-License-Identifier: MIT
import types
def f():
    return "one"
def attempt(**changes):
    try:
        code = f.__code__.replace(**changes)
        print(code.co_name, code.co_filename[-5:], code.co_firstlineno, types.FunctionType(code, {})())
    except Exception as e:
        print(type(e).__name__, e)
attempt(co_name="g")
attempt(co_filename="other.py", co_firstlineno=7)
attempt(co_consts=tuple("two" if c == "one" else c for c in f.__code__.co_consts))
attempt(co_code=b"")
attempt(co_argcount=2)
try:
    types.CodeType()
except TypeError as e:
    print("TypeError", e)
