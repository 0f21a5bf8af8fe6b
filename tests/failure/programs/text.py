# SPDX-License-Identifier: MIT
# str and bytes.
s = "Grüße, world! " * 4
print(s.upper(), s.split(), s.replace("o", "öö"), s.find("ld"), s.title())
print("-".join(w.strip(",!") for w in s.split()), s.partition("ß"), "%s|%5d|%-6.2f" % ("a", 42, 3.14159))
print(f"{s[:3]!r:>12} {len(s):#x} {1e100:.3e} {10**30:,}", "{0} {k[1]}".format(1, k=[2, 3]))
t = ""
for i in range(60):
    t += chr(0x3b1 + i % 20)
print(t[::-1], t.encode()[:7], bytes(range(60, 70)).decode("latin-1"), bytearray(b"xy") * 3, b"a,b".split(b","))
print(repr("\x00\u20ac'\""), ascii("é"), "a\tb".expandtabs(), "x".center(9, "*"), "ab".translate({97: "XY"}))
