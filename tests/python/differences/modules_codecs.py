# SPDX-License-Identifier: MIT
# differs: see the rows about codecs, compile and time in docs/differences.md
import codecs
import time
import warnings


def tried(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(tried(compile, "1else", "s", "eval"), len(seen))
print(tried(compile, "1", "s", "eval", 0x400))
print(tried(codecs.lookup, "cp1252"), tried(codecs.lookup, "utf-7"), hasattr(codecs, "charmap_encode"))
codecs.register(lambda name: codecs.lookup("utf-8") if name == "mine" else None)
print("\xe9".encode("mine"), tried(open, "/dev/null", encoding="mine"))
codecs.register_error("wrong", lambda e: 1)
print(tried("\ud800".encode, "utf-16-le", "wrong"))
print(tried(time.strptime, "1 1", "%d %d"))
