# SPDX-License-Identifier: MIT
# Files: modes, lines, seeking, append, binary, errors.
import os
name = "failure-read-write.bin"
with open(name, "w+", encoding="utf-8") as f:
    f.writelines(["ä\n", "b\r\n", "c" * 3000 + "\n"])
    f.seek(0); print(len(f.readline()), f.readlines(5), f.read(3))
with open(name, "ab") as f: print(f.write(b"end\xff"), f.tell() > 3000)
with open(name, "rb+", buffering=16) as f:
    print(f.read(3), f.seek(-4, 2), f.read(), f.seek(2), f.write(b"Z" * 40), f.flush(), f.seek(0), f.readline(), f.readinto(bytearray(9)), f.truncate(100))
with open(name, "rb", buffering=0) as f: print(len(f.read(4)), len(f.readall()))
try: open(name, encoding="utf-8", newline="").read().encode("ascii")
except UnicodeError as e: print(type(e).__name__, str(e)[:30])
print(os.stat(name).st_size, repr(open(name, "rb"))[:30])
os.remove(name)
try: open(name)
except FileNotFoundError as e: print(e)
