# SPDX-License-Identifier: MIT
# _sha512: digests of texts of every length around a block, in one piece and in parts; copies; errors.
from _sha512 import sha384, sha512

for n in 0, 1, 3, 55, 111, 112, 113, 127, 128, 129, 239, 240, 256, 1000:
    data = bytes(i * 7 % 256 for i in range(n))
    parts = sha512()
    for i in range(0, n, 13):
        parts.update(data[i:i + 13])
    print(n, sha512(data).hexdigest(), parts.digest() == sha512(data).digest(), sha384(data).hexdigest())
h = sha512(b"abc")
copy = h.copy()
copy.update(b"d")
print(h.hexdigest() == sha512(b"abc").hexdigest(), copy.digest() == sha512(bytearray(b"abcd")).digest(), h.name, h.block_size, h.digest_size, sha384().digest_size, sha384().name)
for call in (lambda: sha512("abc"), lambda: sha512(5), lambda: h.update("a"), lambda: h.update(5), lambda: sha512(string=b"a").hexdigest()[:8]):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
