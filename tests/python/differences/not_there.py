# differs: not there yet: an error with the name in it, never a silent difference
# SPDX-License-Identifier: MIT
import builtins
import os
import sys
for name in "ctypes", "_ctypes", "threading_of_nobody":
    try:
        __import__(name)
        print(name, "is there")
    except ModuleNotFoundError as e:
        print(e)
print([name for name in ("breakpoint", "help") if hasattr(builtins, name)])
for function in sys.settrace, sys.setprofile:
    print(function(None))
    try:
        function(lambda *values: None)
    except NotImplementedError as e:
        print(e)
for call in (lambda: os.stat(".", dir_fd=0)), (lambda: os.open(".", os.O_RDONLY, dir_fd=0)), (lambda: os.mkdir("x", dir_fd=0)):
    try:
        call()
    except NotImplementedError as e:
        print(e)
print(os.stat(".", dir_fd=None).st_mode > 0)
print([name for name in ("fork", "kill", "setuid", "sched_yield", "getxattr") if hasattr(os, name)])
