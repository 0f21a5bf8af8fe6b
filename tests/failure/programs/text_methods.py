# SPDX-License-Identifier: MIT
# Methods of str.
s = "The quick brown fóx — ünïcode"
print(s.upper(), s.title(), s.swapcase(), s.split(), s.rsplit(" ", 2), s.partition("quick"), s.replace("o", "00"))
print(s.center(50, "*"), s.zfill(40), s.find("ó"), s[::-1], s.encode().decode() == s, "-".join(s.split()), s.translate({111: "0", 32: None}))
print("a\tb".expandtabs(8), "l1\nl2\r\nl3".splitlines(True), "xxhixx".strip("x"), s.casefold(), s.isprintable(), "ab" * 20, s.count("o"))
print(ascii(s), repr("q'\"\n"), "%s %r %5.2f %-6d| %x %%" % ("a", "b", 3.14159, 42, 255), "abc".removeprefix("a"), str(b"xyz", "ascii"))
t = ""
for i in range(60): t += chr(65 + i % 26)
print(t, "abc" < "abd", t.startswith(("x", "A")), "ß".upper(), "\N{BULLET}", t.maketrans("ab", "cd"))
