# SPDX-License-Identifier: MIT
# traceback: formatting what was caught. The code has no file, since a line for whose source there is no memory is left out.
import traceback
f = eval(compile("lambda n: 1 // n", "<made>", "eval"))
try: f(0)
except ZeroDivisionError as e:
    print("".join(traceback.format_tb(e.__traceback__)[1:]))
    print(traceback.format_exception_only(type(e), e), len(traceback.extract_tb(e.__traceback__)))
