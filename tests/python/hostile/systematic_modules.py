# SPDX-License-Identifier: MIT
# differs: CPython 3.11 crashes in some of these calls and does not come back from others
# stderr: not compared
# Every function and type of the library's modules, called with hostile objects (see _systematic.py).
import importlib

from _systematic import functions_of, run

for name in ("math", "cmath", "operator", "copy", "random", "enum", "string", "types", "struct", "array", "bisect", "heapq", "itertools", "functools", "collections", "collections.abc", "json", "contextlib", "weakref",
             "gc", "io", "errno", "time", "warnings", "traceback", "abc", "dataclasses", "numbers", "keyword", "reprlib", "copyreg", "sys"):
    run(name, functions_of(importlib.import_module(name)), 16)
