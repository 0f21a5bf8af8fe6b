# SPDX-License-Identifier: MIT
import sys
del sys.modules[__name__]
