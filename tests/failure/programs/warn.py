# SPDX-License-Identifier: MIT
# warnings: filters, catching, showing.
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("first"); warnings.warn("second", DeprecationWarning)
    eval(compile("'a' is 'a'", "<x>", "eval"))
    print([(str(x.message), x.category.__name__) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("third", FutureWarning)
    except FutureWarning as e: print(repr(e))
