# SystemExit: its code is the status; finally clauses run; a message goes to standard error.
import sys


class Quiet:
    def __str__(self): return "text of the code"


for code in (None, 0, 3, "text", (1, 2), True, 1.5, Quiet):
    try:
        sys.exit(code) if code is not Quiet else sys.exit(Quiet())
    except SystemExit as e:
        print(type(e.code).__name__, e.args if code is not Quiet else "")
try:
    raise SystemExit
except SystemExit as e:
    print(e.code, e.args)
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
try:
    try:
        exit_code = 7
        sys.exit(exit_code)
    finally:
        print("finally")
except Exception:
    print("not an Exception")
finally:
    print("outer finally")
