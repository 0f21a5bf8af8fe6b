# SPDX-License-Identifier: MIT
# io.StringIO and io.BytesIO.
import io
s = io.StringIO("first\nsecond\n")
print(s.readline(), s.tell(), s.read(), s.write("third é\n" * 9), s.seek(0), list(s)[1:3], s.truncate(4), s.getvalue())
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readlines(), b.seek(20), b.write(b"x" * 300), len(b.getvalue()), b.seek(-3, 2), b.read())
v = b.getbuffer(); v[0] = 65
try: b.write(b"y" * 1000)
except BufferError as e: print(e)
v.release()
print(b.getvalue()[:4], b.readinto(bytearray(4)), b.close(), b.closed)
print("to", "memory", file=s); print(repr(s.getvalue()))
