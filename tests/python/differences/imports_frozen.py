# differs: bytecode files are neither read nor written, and much of sys is made when somebody asks
# SPDX-License-Identifier: MIT
import sys
import types
print(__spec__ if "__spec__" in globals() else None, sys.modules["__main__"].__dict__.get("__cached__"))
print("flags" in vars(sys), "flags" in dir(sys), sys.flags.optimize, "flags" in vars(sys))
import json
print(json.__spec__.cached, hasattr(json, "__file__"), json)
