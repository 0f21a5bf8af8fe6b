# SPDX-License-Identifier: MIT
# Importing: Python halves, modules from files, packages, failures, reloading.
import os, sys
if not os.path.isdir("failure_package"): os.mkdir("failure_package") # a run that failed left it
with open("failure_package/__init__.py", "w") as f: f.write("from . import part\nname = __name__\n")
with open("failure_package/part.py", "w") as f: f.write("value = [1, 2]\nclass K: pass\n")
with open("failure_package/broken.py", "w") as f: f.write("x = 1\nraise ValueError('broken')\n")
sys.path.insert(0, os.getcwd())
try:
    import failure_package
    from failure_package.part import value as v, K
    print(failure_package.name, v, K.__module__, "failure_package.part" in sys.modules)
    try: import failure_package.broken
    except ValueError as e: print(e, "failure_package.broken" in sys.modules)
    try: import failure_package.nothing
    except ModuleNotFoundError as e: print(e)
    try: from failure_package import missing
    except ImportError as e: print(str(e)[:40])
finally:
    for n in os.listdir("failure_package"): os.remove("failure_package/" + n)
    os.rmdir("failure_package")
