# SPDX-License-Identifier: MIT
# Modules from disk: a package, a part of it, one that is missing, reading the source for a traceback.
import os, sys, traceback
sys.path.insert(0, os.getcwd())
os.mkdir("pack")
with open("pack/__init__.py", "w") as f: f.write("from . import part\nvalue = part.value + 1\n")
with open("pack/part.py", "w") as f: f.write("value = 1\ndef fail():\n    return 1 / 0\n")
import pack
print(pack.value, pack.part.__name__)
try: import pack.missing
except ModuleNotFoundError as e: print(e)
try: pack.part.fail()
except ZeroDivisionError: print(traceback.format_exc().count("\n") > 3)
