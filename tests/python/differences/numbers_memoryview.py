# differs: what takes bytes takes a memoryview in pieces only where it says so
# SPDX-License-Identifier: MIT
pieces = memoryview(b"abcdefgh")[::2]
print(bytes(pieces), bytearray(pieces), pieces.tobytes(), pieces.hex())
def attempt(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: b"%b" % pieces)
text = bytearray(b"x")
attempt(lambda: text.extend(pieces))
print(text)
