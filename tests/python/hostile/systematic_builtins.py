# SPDX-License-Identifier: MIT
# differs: CPython 3.11 crashes in some of these calls and does not come back from others
# stderr: not compared
# Every built-in function and type, called with hostile objects (see _systematic.py).
import builtins

from _systematic import functions_of, run

run("builtins", [(n, f) for n, f in functions_of(builtins) if not (isinstance(f, type) and issubclass(f, BaseException))], 40)
run("exceptions", [(n, f) for n, f in functions_of(builtins) if isinstance(f, type) and issubclass(f, BaseException)], 6)
