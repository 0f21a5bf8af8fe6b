# differs: the library's own modules lie inside the program, without files
# SPDX-License-Identifier: MIT
import contextlib
import enum
import sys
import warnings
print(enum.Enum.__new__.__code__.co_filename, contextlib.contextmanager.__code__.co_filename)
print(hasattr(enum, "__file__"), repr(enum), enum.__spec__.cached, hasattr(sys, "__file__"))
try:
    enum.Enum("Bad", "a a")
except TypeError as e:
    entry = e.__traceback__
    while entry.tb_next:
        entry = entry.tb_next
    print(entry.tb_frame.f_code.co_filename, e)
