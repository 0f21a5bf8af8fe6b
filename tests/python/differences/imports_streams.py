# differs: the files that open gives are types in C, for which the classes of io stand
# SPDX-License-Identifier: MIT
import io
import os

path = os.path.join(os.environ["TMPDIR"], "streams.txt")
with open(path, "w+", encoding="utf-8") as f:
    print(isinstance(f, io.TextIOWrapper), type(f).__name__, type(f) is io.TextIOWrapper)
    f.write("\u00e4b\nc\n")
    f.seek(0)
    f.readline()
    print(f.tell())  # bytes
with open(path, "rb") as f:
    print(isinstance(f, io.BufferedReader), type(f).__name__, f.read())
class Raw(io.RawIOBase):
    written = []
    def writable(self): return True
    def write(self, data):
        self.written.append(bytes(data))
        return len(data)
w = io.BufferedWriter(Raw(), 8)
for piece in b"abc", b"defghij", b"k":
    w.write(piece)
w.flush()
print(b"".join(Raw.written))
os.remove(path)
