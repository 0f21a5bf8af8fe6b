# differs: exit and its like are plain functions
# SPDX-License-Identifier: MIT
print(type(exit).__name__, type(quit).__name__, type(license).__name__, "Ctrl-D" in repr(exit))
try:
    exit(3)
except SystemExit as e:
    print("SystemExit", e.code)
