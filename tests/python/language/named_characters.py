# SPDX-License-Identifier: MIT
# \N{name} in strings: names, aliases, names made by rule, letter case, errors.
print(ascii("\N{LATIN SMALL LETTER A}\N{SNOWMAN}\N{GREEK SMALL LETTER FINAL SIGMA}\N{PILE OF POO}"))
print(ascii("\N{latin small letter e with acute}\N{Nbsp}\N{LINE FEED}\N{nul}\N{BELL}\N{ZWNJ}\N{Byte Order Mark}"))
print(ascii("\N{HANGUL SYLLABLE GAG}\N{HANGUL SYLLABLE HIH}\N{HANGUL SYLLABLE A}\N{HANGUL SYLLABLE SSWAELG}"))
print(ascii("\N{CJK UNIFIED IDEOGRAPH-4E00}\N{CJK UNIFIED IDEOGRAPH-2A6DF}\N{CJK COMPATIBILITY IDEOGRAPH-F900}"))
print(ascii("\N{NUSHU CHARACTER-1B170}\N{EGYPTIAN HIEROGLYPH A001}\N{CUNEIFORM SIGN LUGAL OVER LUGAL}"))
print(ascii("\N{cjk compatibility ideograph-f900}\N{TIBETAN MARK TSA -PHRU}\N{HYPHEN-MINUS}"))
print(ascii(f"{'x'}\N{BULLET}{'y':\N{SPACE}>3}\N{LEFT CURLY BRACKET}"), rf"\N{'raw'}", r"\N{BULLET}", b"\N{BULLET}"[:2])
for name in ("LATIN SMALL LETTER", "SNOWMAN ", " SNOWMAN", "SNOW  MAN", "", "nothing at all", "HANGUL SYLLABLE", "HANGUL SYLLABLE XYZ",
             "hangul syllable gag", "cjk unified ideograph-4e00", "CJK UNIFIED IDEOGRAPH-04E00", "CJK UNIFIED IDEOGRAPH-0041",
             "CJK UNIFIED IDEOGRAPH-4e00", "LATIN SMALL LETTER A WITH MACRON AND GRAVE", "A" * 300, "LETTER " * 20 + "A", "\u00e9",
             "LATIN CAPITAL LETTER A", "KEYCAP DIGIT ONE"):
    try:
        print(ascii(eval("'a\\N{" + name + "}b'")), name[:20])
    except SyntaxError as e:
        print(e.msg, "|", name[:20])
for source in "'\\N'", "'\\N{'", "'\\N{SNOWMAN'", "'\\NSNOWMAN'", "'\\N{}'", "f'\\N{SNOWMAN'", "f'\\N'":
    try:
        print(ascii(eval(source)))
    except SyntaxError as e:
        print(source, e.msg)
