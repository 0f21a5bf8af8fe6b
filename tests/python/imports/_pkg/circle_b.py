# SPDX-License-Identifier: MIT
import _pkg.circle_a
try:
    _pkg.circle_a.value
except AttributeError as error:
    print(error)
import sys
try:
    sys.modules["_pkg.circle_a"].value
except AttributeError as error:
    print(error)
try:
    from _pkg.circle_a import value
except ImportError as error:
    print(str(error).split(" (/")[0], error.name)
