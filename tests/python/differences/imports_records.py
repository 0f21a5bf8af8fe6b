# differs: the classes of sys.version_info and its like are immutable, and are named without their module
# SPDX-License-Identifier: MIT
import os
import sys
for record in sys.version_info, os.stat("."), sys.flags:
    try:
        type(record).extra = 1
    except TypeError as e:
        print(e)
try:
    os.stat(".").st_size = 1
except (AttributeError, TypeError) as e:
    print(type(e).__name__, e)
