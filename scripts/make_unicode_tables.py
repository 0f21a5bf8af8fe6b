# SPDX-License-Identifier: MIT
"""Write src/object/unicode_tables.c and .h from what python3.11 knows of Unicode 14.

Everything is a map from code points to small numbers, kept as a trie of three stages. Run with python3.11: another
version has another Unicode.
"""

import sys
import unicodedata

MAXIMUM = 0x10FFFF
POINTS = range(MAXIMUM + 1)
FINAL_SIGMA = "\u03c2"
CAPITAL_SIGMA = "\u03a3"
HANGUL = range(0xAC00, 0xD7A4)  # composed by rule, not by table
SEQUENCE_MARK = 1 << 30  # in a case record: length << 16 | start in the pool, in place of a difference


def properties(code_point):
    """The flags in the order of enum unicode_property, and the values as a digit."""
    s = chr(code_point)
    # Case-ignorable and cased show in what str.lower does to a sigma at a word's end, and str.title to what follows.
    ends_alone = (s + CAPITAL_SIGMA).lower()[-1] == FINAL_SIGMA
    ends_after_letter = ("A" + s + CAPITAL_SIGMA).lower()[-1] == FINAL_SIGMA
    flags = [
        s.isalpha(),
        s.isdecimal(),
        s.isdigit(),
        s.isnumeric(),
        s.isspace(),
        s.isprintable(),
        s.islower(),
        s.isupper(),
        unicodedata.category(s) == "Lt",
        (s + "a").title()[-1] == "a",
        ends_after_letter and not ends_alone,
        s.isidentifier(),
        ("a" + s).isidentifier(),
        s.splitlines() == [""],
    ]
    mask = sum(1 << i for i, flag in enumerate(flags) if flag)
    return mask, unicodedata.decimal(s, -1), int(unicodedata.digit(s, -1))


class Pool:
    """Sequences of code points, each kept once."""

    def __init__(self):
        self.items = []
        self.starts = {}

    def add(self, sequence):
        if sequence not in self.starts:
            self.starts[sequence] = len(self.items)
            self.items.extend(sequence)
        return self.starts[sequence]


def case_mapping(code_point, text, pool):
    if len(text) == 1:
        return ord(text) - code_point
    return SEQUENCE_MARK | len(text) << 16 | pool.add(tuple(map(ord, text)))


def case_record(code_point, pool):
    s = chr(code_point)
    lower = s.lower() if s != CAPITAL_SIGMA else "\u03c3"
    return tuple(case_mapping(code_point, text, pool) for text in (s.upper(), lower, s.title(), s.casefold()))


def number(values):
    """Give each distinct value a number, the first one 0."""
    numbers = {}
    return [numbers.setdefault(value, len(numbers)) for value in values], list(numbers)


def share(values, bits):
    """Cut into blocks of 2^bits and keep each once: (index of blocks, kept values)."""
    blocks = {}
    index = []
    for start in range(0, len(values), 1 << bits):
        block = tuple(values[start : start + (1 << bits)])
        block += (values[-1],) * ((1 << bits) - len(block))
        index.append(blocks.setdefault(block, len(blocks)))
    return index, [value for block in blocks for value in block]


def element_size(values):
    return 1 if max(values) < 1 << 8 else 2 if max(values) < 1 << 16 else 4


def table_size(values):
    return len(values) * element_size(values)


def best_trie(values):
    best = None
    for leaf_bits in range(3, 8):
        middle, leaf = share(values, leaf_bits)
        for middle_bits in range(3, 8):
            top, shared = share(middle, middle_bits)
            size = table_size(top) + table_size(shared) + table_size(leaf)
            if best is None or size < best[0]:
                best = size, leaf_bits, middle_bits, top, shared, leaf
    return best


class Output:
    def __init__(self):
        self.header = []
        self.source = []
        self.bytes = 0

    def table(self, name, values, kind=None):
        kind = kind or "uint%d_t" % (8 * element_size(values))
        self.bytes += len(values) * int("".join(filter(str.isdigit, kind))) // 8
        self.header.append("extern %s const %s[%d];" % (kind, name, len(values)))
        self.source.append("%s const %s[%d] = {" % (kind, name, len(values)))
        line = "   "
        for value in values:
            word = " %d," % value
            if len(line) + len(word) > 118:
                self.source.append(line)
                line = "   "
            line += word
        self.source += [line, "};", ""]

    def trie(self, name, values):
        size, leaf_bits, middle_bits, top, middle, leaf = best_trie(values)
        self.header.append("#define UNICODE_%s_LEAF_BITS %d" % (name.upper(), leaf_bits))
        self.header.append("#define UNICODE_%s_MIDDLE_BITS %d" % (name.upper(), middle_bits))
        self.table("unicode_%s_top" % name, top)
        self.table("unicode_%s_middle" % name, middle)
        self.table("unicode_%s_leaf" % name, leaf)


def write_properties(output):
    numbers, records = number([properties(c) for c in POINTS])
    output.trie("property", numbers)
    output.table("unicode_property_flags", [r[0] for r in records], "uint16_t")
    output.table("unicode_property_decimal", [r[1] for r in records], "int8_t")
    output.table("unicode_property_digit", [r[2] for r in records], "int8_t")


def write_cases(output):
    pool = Pool()
    numbers, records = number([case_record(c, pool) for c in POINTS])
    output.trie("case", numbers)
    output.table("unicode_case_records", [value for record in records for value in record], "int32_t")
    output.table("unicode_case_pool", pool.items, "uint16_t")


def write_decompositions(output):
    """Whole compatibility decompositions: a number per code point; its end in the pool; the pool."""
    texts = []
    for c in POINTS:
        text = unicodedata.normalize("NFKD", chr(c)) if c not in HANGUL else chr(c)
        texts.append(text if text != chr(c) else "")
    numbers, records = number(texts)
    output.trie("decomposition", numbers)
    # The n-th decomposition ends where the next begins; number 0 is the empty one. A code point beyond 16 bits is
    # kept as a surrogate pair.
    units = []
    starts = []
    for text in records:
        starts.append(len(units))
        for character in text:
            c = ord(character)
            units += [c] if c < 0x10000 else [0xD800 + (c - 0x10000 >> 10), 0xDC00 + (c & 0x3FF)]
    starts.append(len(units))
    assert records[0] == ""
    output.table("unicode_decomposition_starts", starts, "uint16_t")
    output.table("unicode_decomposition_units", units, "uint16_t")
    output.trie("combining", [unicodedata.combining(chr(c)) for c in POINTS])


def write_compositions(output):
    pairs = []
    for c in POINTS:
        if c in HANGUL:
            continue
        parts = unicodedata.decomposition(chr(c)).split()
        if len(parts) != 2 or parts[0].startswith("<"):
            continue
        first, second = (int(part, 16) for part in parts)
        if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(c):  # else excluded from composition
            pairs.append((first, second, c))
    pairs.sort()
    for name, wide in (("narrow", False), ("wide", True)):
        chosen = [p for p in pairs if (max(p) > 0xFFFF) == wide]
        kind = "uint32_t" if wide else "uint16_t"
        output.header.append("#define UNICODE_COMPOSITIONS_%s %d" % (name.upper(), len(chosen)))
        output.table("unicode_compositions_" + name, [value for pair in chosen for value in pair], kind)


def main():
    if unicodedata.unidata_version != "14.0.0":
        sys.exit("this python has Unicode " + unicodedata.unidata_version + ", wanted is 14.0.0")
    output = Output()
    write_properties(output)
    write_cases(output)
    write_decompositions(output)
    write_compositions(output)
    note = "// Tables of Unicode 14, made by scripts/make_unicode_tables.py: %d bytes.\n" % output.bytes
    folder = sys.argv[1] if len(sys.argv) > 1 else "src/object"
    with open(folder + "/unicode_tables.h", "w") as header:
        header.write("// SPDX-License-Identifier: MIT\n" + note)
        header.write("#ifndef OURO_OBJECT_UNICODE_TABLES_H\n#define OURO_OBJECT_UNICODE_TABLES_H\n\n")
        header.write("#include <stdint.h>\n\n// clang-format off\n")
        header.write("#define UNICODE_SEQUENCE_MARK %d\n" % SEQUENCE_MARK)
        header.write("\n".join(output.header) + "\n// clang-format on\n\n#endif\n")
    with open(folder + "/unicode_tables.c", "w") as source:
        source.write("// SPDX-License-Identifier: MIT\n" + note)
        source.write('#include "object/unicode_tables.h"\n\n// clang-format off\n')
        source.write("\n".join(output.source))
    print(output.bytes, "bytes")


if __name__ == "__main__":
    main()
