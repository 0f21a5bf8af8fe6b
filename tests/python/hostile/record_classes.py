# SPDX-License-Identifier: MIT
# differs: Ouro looks for the classes of records in their modules; CPython keeps them elsewhere
# A module's class of records replaced by something that has no room for the fields.
import os
import time


class Pretender(tuple):
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0


kept = time.struct_time
for wrong in 5, int, tuple, Pretender, os.stat_result, type(os.uname()), None:
    time.struct_time = wrong
    for call in lambda: time.gmtime(0), lambda: time.strptime("1", "%d"):
        try:
            print(call())
        except TypeError as e:
            print("TypeError", str(e).replace(repr(wrong), "CLASS"))
del time.struct_time
try:
    time.gmtime(0)
except AttributeError as e:
    print("AttributeError", e)
time.struct_time = kept
print(time.strptime("1", "%d")[:3])
