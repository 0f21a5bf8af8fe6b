# SPDX-License-Identifier: MIT
# Other encodings than UTF-8, and errors.
from _place import attempt, path

name = path("encodings")
text = "plain é € 😀\nsecond\n"
for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"):
    with open(name, "w", encoding=encoding) as f:
        for part in text.split(" "):
            f.write(part)
            f.write(" ")
    with open(name, "rb") as f:
        print(encoding, f.read())
    with open(name, encoding=encoding) as f:
        print(f.read(3), f.readline(), f.read())
    with open(name, encoding=encoding) as f:
        print([ascii(line) for line in f])
for encoding in ("ascii", "latin-1"):
    for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace"):
        with open(name, "w", encoding=encoding, errors=errors) as f:
            attempt(f.write, text)
        print(encoding, errors, open(name, "rb").read())
with open(name, "wb") as f:
    f.write(b"good\nb\xe4d \xff\xe2\x82 end\n")
for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
    with open(name, errors=errors) as f:
        attempt(f.readline)
        attempt(f.read)
with open(name, encoding="latin-1") as f:
    print(f.readline(), f.tell(), f.read(4), f.tell(), ascii(f.read()))
with open(name, encoding="ascii") as f:
    attempt(f.read)
with open(name, "w") as f:
    attempt(f.write, "a\ud800b")
with open(name, "w", errors="surrogateescape") as f:
    attempt(f.write, "a\udcffb")
print(open(name, "rb").read())
with open(name, "w", encoding="utf-16") as f:
    f.write("ab")
with open(name, "a", encoding="utf-16") as f:
    f.write("cd")
print(open(name, "rb").read())

# Characters that straddle two reads of the descriptor.
with open(name, "w") as f:
    f.write("x" * 65535 + "é" + "y" * 65534 + "😀" + "z" * 65533 + "€")
with open(name) as f:
    s = f.read()
print(len(s), ascii(s[65535]), ascii(s[131070]), ascii(s[-1]))
with open(name) as f:
    print(len(f.read(65535)), f.tell(), ascii(f.read(1)), f.tell())
