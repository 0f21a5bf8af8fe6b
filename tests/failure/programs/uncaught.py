# SPDX-License-Identifier: MIT
# Ends with a traceback on standard error.
def a(x):
    return b(x) + 1
def b(x):
    try:
        return {}[x]
    except KeyError:
        raise ValueError(f"no {x}")
a("key")
