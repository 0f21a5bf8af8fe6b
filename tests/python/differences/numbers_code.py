# differs: a code object holds Ouro's instructions; positions are told by co_positions() and co_lines() alone
# SPDX-License-Identifier: MIT
import sys
def f(a, b):
    return a + b
code = f.__code__
print(len(code.co_code) % 8, len(code.co_code) > 0, type(code.co_code))
print(code.co_linetable, code.co_exceptiontable, code.co_lnotab)
print([lines[2] for lines in code.co_lines()][-1], next(code.co_positions())[0] in (4, 5))
print(sys.version.startswith("3.11.0 (Ouro"), sys.version_info[:3], sys.implementation.name)
