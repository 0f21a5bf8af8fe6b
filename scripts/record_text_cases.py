# SPDX-License-Identifier: MIT
"""Record in tests/object/data what python3.11 answers: floats as text, Unicode, UTF-8, hashes, format().

Each file has one case per line, fields divided by tabs. Deterministic: running it again changes nothing.
"""

import math
import os
import random
import struct
import subprocess
import sys
import unicodedata
from fractions import Fraction

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "tests/object/data"
R = random.Random(14)


def write(name, lines):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8", errors="surrogatepass", newline="\n") as out:
        for fields in lines:
            out.write("\t".join(map(str, fields)) + "\n")


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def from_bits(n):
    return struct.unpack("<d", struct.pack("<Q", n))[0]


# --- floats ---

SPECIAL_FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 0.25, 0.125, 1e16, 1e15, 9999999999999998.0, 1e-4, 1e-5, 123456789.0,
    5e-324, 1e-323, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 1e22, 1e23, 2.0**53,
    2.0**53 + 2, 2.0**-44, 9.5, 99.5, 0.95, 999999.5, 0.045, 1.005, 2.675, 1e100, math.inf, -math.inf, math.nan,
]  # fmt: skip


def some_float():
    kind = R.randrange(5)
    if kind == 0:
        return from_bits(R.getrandbits(64))
    if kind == 1:
        return R.randrange(10 ** R.randrange(1, 20)) / 10 ** R.randrange(0, 22)
    if kind == 2:
        return math.ldexp(1, R.randrange(-1074, 1024))
    if kind == 3:
        return R.choice(SPECIAL_FLOATS)
    return R.uniform(-1000, 1000)


def midpoint_text(x):
    """Exactly between two doubles, and the same with a digit more or less at the end."""
    x = abs(x)
    if not x < 1e308:
        x = 1.0
    above = from_bits(struct.unpack("<Q", struct.pack("<d", x))[0] + 1)
    middle = (Fraction(x) + Fraction(above)) / 2
    places = middle.denominator.bit_length() - 1
    digits = middle.numerator * 5**places
    return R.choice(["%de-%d" % (digits, places), "%d1e-%d" % (digits, places + 1), "%de-%d" % (digits - 1, places)])


def float_cases():
    for x in SPECIAL_FLOATS + [some_float() for _ in range(500)]:
        yield "repr", bits(x) if x == x else "nan", repr(x)
    for text in ["1e400", "-1e400", "1e-400", "-1e-400", "1e999999999999999999999", "0e999999999999999999999",
                 "1e-999999999999999999999", "Infinity", "-inf", "INF", ".5", "5.", "5.e3", "+1E+2", "00001.50",
                 "0." + "0" * 340 + "1e340", "1" + "0" * 340 + "e-340", "2.47e-324", "2.48e-324",
                 "1.7976931348623158e308", "1.7976931348623159e308", "9007199254740993", "9007199254740992.9999999",
                 "9" * 400 + "e-400"]:  # fmt: skip
        yield "parse", text, bits(float(text))
    for _ in range(150):
        text = "%d.%de%d" % (R.randrange(10**30), R.randrange(10 ** R.randrange(1, 30)), R.randrange(-345, 315))
        yield "parse", text, bits(float(text))
    for _ in range(60):
        text = midpoint_text(some_float())
        yield "parse", text, bits(float(text))
    for i in range(700):
        x = some_float()
        kind = R.choice("eEfFgG%")
        precision = R.randrange(20) if i % 40 else R.randrange(800)
        alternate, z = R.random() < 0.2, R.random() < 0.1
        text = format(x, ("z" if z else "") + ("#" if alternate else "") + ".%d%s" % (precision, kind))
        yield "format", bits(x), kind, precision, alternate * 1 + z * 4, text
        if kind in "gG":
            yield "format", bits(x), "g", precision, 2, format(x, ".%d" % precision)
    for _ in range(200):
        x, places = some_float(), R.randrange(-5, 20) if R.random() < 0.8 else R.randrange(-320, 340)
        if math.isfinite(x):
            try:
                yield "round", bits(x), places, bits(round(x, places))
            except OverflowError:
                yield "round", bits(x), places, "overflow"
    yield "round", bits(1.7e308), -308, "overflow"


# --- Unicode ---

FNV_START, FNV_FACTOR, MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


def digest(numbers):
    h = FNV_START
    for n in numbers:
        h = ((h ^ (n & MASK)) * FNV_FACTOR) & MASK
    return "%016x" % h


def unicode_numbers(c):
    s = chr(c)
    tests = [s.isalpha(), s.isdecimal(), s.isdigit(), s.isnumeric(), s.isspace(), s.isprintable(), s.islower(),
             s.isupper(), unicodedata.category(s) == "Lt", s.isidentifier(), ("a" + s).isidentifier(), s.isalnum(),
             (s + "a").title()[-1] == "a", ("A" + s + "\u03a3").lower()[-1] == "\u03c2",
             s.splitlines() == [""]]  # fmt: skip
    yield sum(1 << i for i, test in enumerate(tests) if test)
    yield unicodedata.decimal(s, -1)
    yield int(unicodedata.digit(s, -1))
    for text in s.upper(), s.lower() if c != 0x3A3 else "\u03c3", s.title(), s.casefold():
        yield from map(ord, text)
    yield from map(ord, unicodedata.normalize("NFKC", s))


def hexadecimal(text):
    return text.encode("utf-8", "surrogatepass").hex()


def unicode_cases():
    for start in range(0, 0x110000, 0x1000):
        yield "block", "%x" % start, digest(n for c in range(start, start + 0x1000) for n in unicode_numbers(c))
    marks = [c for c in range(0x110000) if unicodedata.combining(chr(c))]
    composed = [c for c in range(0x3000) if unicodedata.normalize("NFKD", chr(c)) != chr(c)]
    for _ in range(150):
        points = [R.choice([R.choice(marks), R.choice(composed), R.randrange(0x1100, 0x1200), R.randrange(97, 123)])
                  for _ in range(R.choice([2, 3, 5, 8, 60]))]  # fmt: skip
        text = "".join(map(chr, points))
        if R.random() < 0.5:
            text = unicodedata.normalize("NFKD", text)
        yield "nfkc", hexadecimal(text), hexadecimal(unicodedata.normalize("NFKC", text))


def utf8_cases():
    interesting = [0x61, 0x80, 0xBF, 0x9F, 0xA0, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x8F, 0x90]
    for i in range(1200):
        data = bytes(R.choice(interesting) for _ in range(R.randrange(1, 7)))
        if i % 3 == 0:
            data = bytearray("".join(chr(R.choice([97, 0xE9, 0x20AC, 0x1F600])) for _ in range(20)).encode())
            data[R.randrange(len(data))] = R.getrandbits(8)
            data = bytes(data)
        try:
            yield data.hex(), len(data), len(data), len(data.decode()), ""
        except UnicodeDecodeError as error:
            yield data.hex(), error.start, error.end, len(data[: error.start].decode()), error.reason


# --- hashes ---


def hash_cases():
    modulus = (1 << 61) - 1
    integers = [0, 1, -1, -2, modulus, -modulus, modulus - 1, modulus + 1, -(1 << 63), (1 << 63) - 1, 1 << 64]
    integers += [R.getrandbits(R.randrange(1, 300)) * R.choice([1, -1]) for _ in range(200)]
    for n in integers:
        yield "int", "%x" % n, hash(n)
    floats = [x for x in SPECIAL_FLOATS + [some_float() for _ in range(200)] if x == x]
    for x in floats:
        yield "float", bits(x), hash(x)
        y = R.choice(floats)
        yield "complex", bits(x), bits(y), hash(complex(x, y))
    for kind in tuple, frozenset:
        for size in range(40):
            items = [R.randrange(-(1 << 60), 1 << 60) if R.random() < 0.5 else R.randrange(100) for _ in range(size)]
            items = list(dict.fromkeys(items))
            yield kind.__name__, " ".join(map(str, items)), hash(kind(items))
    yield from byte_hash_cases()


def secret(seed):
    """The key that PYTHONHASHSEED gives: 16 bytes of a linear congruential generator, or zeros for 0."""
    out = bytearray()
    state = seed
    for _ in range(16):
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        out.append(state >> 16 & 0xFF)
    return bytes(out) if seed else bytes(16)


def byte_hash_cases():
    texts = [bytes(R.getrandbits(8) for _ in range(n)) for n in list(range(0, 34)) + [64, 100, 1000]]
    program = "import sys\nfor line in sys.stdin: print(hash(bytes.fromhex(line)))"
    for seed in 0, 1, 12345:
        environment = dict(os.environ, PYTHONHASHSEED=str(seed))
        sent = "".join(text.hex() + "\n" for text in texts)
        answer = subprocess.run([sys.executable, "-c", program], input=sent, env=environment, text=True, check=True,
                                stdout=subprocess.PIPE).stdout.split()  # fmt: skip
        k0, k1 = struct.unpack("<QQ", secret(seed))
        for text, value in zip(texts, answer):
            yield "bytes", "%016x" % k0, "%016x" % k1, text.hex(), value


# --- format ---


def maybe(probability, make):
    return make() if R.random() < probability else ""


def some_spec():
    return (
        maybe(0.4, lambda: R.choice(["", "", "0", "\xe9", "\U0001f600", "x", "<"]) + R.choice("<>=^"))
        + maybe(0.2, lambda: R.choice("+- "))
        + maybe(0.05, lambda: "z")
        + maybe(0.15, lambda: "#")
        + maybe(0.25, lambda: "0")
        + maybe(0.6, lambda: str(R.randrange(40)))
        + maybe(0.25, lambda: R.choice([",", "_", ",", "_,", ",_"]))
        + maybe(0.2, lambda: "." + R.choice(["", str(R.randrange(30))]))
        + maybe(0.8, lambda: R.choice("bcdeEfFgGnosxX%dfgsfdsy\xe9\x01"))
        + maybe(0.03, lambda: R.choice("x\xe9, z"))
    )


FIXED_SPECS = [
    (1, "9" * 30), (1, "." + "9" * 30), (1.5, ".2147483648f"), (1, "\u0663"), (1.5, ".\u0663f"), (1, ",_"), (1, "__"),
    (1, ",,"), ("a", "9223372036854775808"), (1, "xx"), (1, "."), (1, "_\x7f"), (123, "04,"), (1234, "06,"),
    (-1234567, "015,"), (255, "#012_x"), (65, "5c"), ("a", "05"), ("a", "0=5"), (1e22, ",.2f"), (0.0, "010,"),
]  # fmt: skip


def format_cases():
    values = [0, 1, -1, 255, -1234567, 10**25, 0.0, -0.0, -0.001, 1.5, 1e22, -12345.678, math.inf, -math.inf, math.nan,
              "a", "", "a\xf1b"]  # fmt: skip
    pairs = FIXED_SPECS + [(R.choice(values), some_spec()) for _ in range(1500)]
    for value, spec in pairs:
        if spec == "":
            continue
        try:
            result = format(value, spec)
        except ValueError as error:
            result = "!" + str(error)
        except OverflowError:
            continue  # a code point out of range, which is the caller's to refuse
        if "\0" not in result:
            yield type(value).__name__, value, spec, result


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("python3.11 is wanted")
    write("float_text.txt", float_cases())
    write("unicode.txt", unicode_cases())
    write("utf8.txt", utf8_cases())
    write("hash.txt", hash_cases())
    write("format_spec.txt", format_cases())


if __name__ == "__main__":
    main()
