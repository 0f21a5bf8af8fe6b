# SPDX-License-Identifier: MIT
"""Write src/object/unicode_names_data.c: the names of Unicode 14, for unicode_names.c, which says how it is laid out.

Run with python3.11: another version has another Unicode. Names made by rule (Hangul syllables, names that end in the
code point's number) are not in the tables.
"""

import collections
import unicodedata

FREQUENT = 192  # words with a code of one byte
JUMP = 0xFF  # before an entry whose code point does not follow the one before
PREFIXES = "CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "KHITAN SMALL SCRIPT CHARACTER", "NUSHU CHARACTER"

# Further names that lookup() knows: Unicode's formal aliases. There is no way to ask for a list of them.
ALIASES = """
ACK; ACKNOWLEDGE; ALERT; ALM; APC; APPLICATION PROGRAM COMMAND; BACKSPACE; BEL; BOM; BPH; BREAK PERMITTED HERE; BS;
BYTE ORDER MARK; BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS; CAN; CANCEL; CANCEL CHARACTER; CARRIAGE
RETURN; CCH; CGJ; CHARACTER TABULATION; CHARACTER TABULATION SET; CHARACTER TABULATION WITH JUSTIFICATION; CONTROL
SEQUENCE INTRODUCER; CR; CSI; CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR; CUNEIFORM SIGN NU11 TENU; DATA LINK
ESCAPE; DC1; DC2; DC3; DC4; DCS; DEL; DELETE; DEVICE CONTROL FOUR; DEVICE CONTROL ONE; DEVICE CONTROL STRING; DEVICE
CONTROL THREE; DEVICE CONTROL TWO; DLE; END OF GUARDED AREA; END OF LINE; END OF MEDIUM; END OF PROTECTED AREA; END
OF SELECTED AREA; END OF TEXT; END OF TRANSMISSION; END OF TRANSMISSION BLOCK; ENQ; ENQUIRY; EOL; EOM; EOT; EPA;
ESA; ESC; ESCAPE; ETB; ETX; FF; FILE SEPARATOR; FORM FEED; FS; FSI; FVS1; FVS2; FVS3; FVS4; GROUP SEPARATOR; GS;
HANGUL JONGSEONG SSANGYESIEUNG; HANGUL JONGSEONG YESIEUNG-KHIEUKH; HANGUL JONGSEONG YESIEUNG-KIYEOK; HANGUL
JONGSEONG YESIEUNG-SSANGKIYEOK; HENTAIGANA LETTER E-1; HIGH OCTET PRESET; HOP; HORIZONTAL TABULATION; HORIZONTAL
TABULATION SET; HORIZONTAL TABULATION WITH JUSTIFICATION; HT; HTJ; HTS; IND; INDEX; INFORMATION SEPARATOR FOUR;
INFORMATION SEPARATOR ONE; INFORMATION SEPARATOR THREE; INFORMATION SEPARATOR TWO; KANNADA LETTER LLLA; LAO LETTER
FO FAY; LAO LETTER FO FON; LAO LETTER LO; LAO LETTER RO; LATIN CAPITAL LETTER GHA; LATIN SMALL LETTER GHA; LEFTWARDS
TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE; LF; LINE FEED; LINE TABULATION; LINE TABULATION SET;
LOCKING-SHIFT ONE; LOCKING-SHIFT ZERO; LRE; LRI; LRM; LRO; MEDEFAIDRIN CAPITAL LETTER H; MEDEFAIDRIN CAPITAL LETTER
NG; MEDEFAIDRIN SMALL LETTER H; MEDEFAIDRIN SMALL LETTER NG; MESSAGE WAITING; MICR DASH SYMBOL; MICR ON US SYMBOL;
MMSP; MVS; MW; MYANMAR LETTER KHAMTI LLA; NAK; NBH; NBSP; NEGATIVE ACKNOWLEDGE; NEL; NEW LINE; NEXT LINE; NL; NNBSP;
NO BREAK HERE; NUL; NULL; OPERATING SYSTEM COMMAND; OSC; PAD; PADDING CHARACTER; PARTIAL LINE BACKWARD; PARTIAL LINE
DOWN; PARTIAL LINE FORWARD; PARTIAL LINE UP; PDF; PDI; PLD; PLU; PM; PRESENTATION FORM FOR VERTICAL RIGHT WHITE
LENTICULAR BRACKET; PRIVACY MESSAGE; PRIVATE USE ONE; PRIVATE USE TWO; PRIVATE USE-1; PRIVATE USE-2; PU1; PU2;
RECORD SEPARATOR; REVERSE INDEX; REVERSE LINE FEED; RI; RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL
STROKE; RLE; RLI; RLM; RLO; RS; SCI; SET TRANSMIT STATE; SGC; SHIFT IN; SHIFT OUT; SHY; SI; SINGLE CHARACTER
INTRODUCER; SINGLE GRAPHIC CHARACTER INTRODUCER; SINGLE SHIFT THREE; SINGLE SHIFT TWO; SINGLE-SHIFT-2;
SINGLE-SHIFT-3; SO; SOH; SOS; SP; SPA; SS2; SS3; SSA; ST; START OF GUARDED AREA; START OF HEADING; START OF
PROTECTED AREA; START OF SELECTED AREA; START OF STRING; START OF TEXT; STRING TERMINATOR; STS; STX; SUB;
SUBSTITUTE; SYN; SYNCHRONOUS IDLE; SYRIAC SUBLINEAR COLON SKEWED LEFT; TAB; TIBETAN MARK BKA- SHOG GI MGO RGYAN;
UNIT SEPARATOR; US; VERTICAL TABULATION; VERTICAL TABULATION SET; VS1; VS10; VS100; VS101; VS102; VS103; VS104;
VS105; VS106; VS107; VS108; VS109; VS11; VS110; VS111; VS112; VS113; VS114; VS115; VS116; VS117; VS118; VS119; VS12;
VS120; VS121; VS122; VS123; VS124; VS125; VS126; VS127; VS128; VS129; VS13; VS130; VS131; VS132; VS133; VS134;
VS135; VS136; VS137; VS138; VS139; VS14; VS140; VS141; VS142; VS143; VS144; VS145; VS146; VS147; VS148; VS149; VS15;
VS150; VS151; VS152; VS153; VS154; VS155; VS156; VS157; VS158; VS159; VS16; VS160; VS161; VS162; VS163; VS164;
VS165; VS166; VS167; VS168; VS169; VS17; VS170; VS171; VS172; VS173; VS174; VS175; VS176; VS177; VS178; VS179; VS18;
VS180; VS181; VS182; VS183; VS184; VS185; VS186; VS187; VS188; VS189; VS19; VS190; VS191; VS192; VS193; VS194;
VS195; VS196; VS197; VS198; VS199; VS2; VS20; VS200; VS201; VS202; VS203; VS204; VS205; VS206; VS207; VS208; VS209;
VS21; VS210; VS211; VS212; VS213; VS214; VS215; VS216; VS217; VS218; VS219; VS22; VS220; VS221; VS222; VS223; VS224;
VS225; VS226; VS227; VS228; VS229; VS23; VS230; VS231; VS232; VS233; VS234; VS235; VS236; VS237; VS238; VS239; VS24;
VS240; VS241; VS242; VS243; VS244; VS245; VS246; VS247; VS248; VS249; VS25; VS250; VS251; VS252; VS253; VS254;
VS255; VS256; VS26; VS27; VS28; VS29; VS3; VS30; VS31; VS32; VS33; VS34; VS35; VS36; VS37; VS38; VS39; VS4; VS40;
VS41; VS42; VS43; VS44; VS45; VS46; VS47; VS48; VS49; VS5; VS50; VS51; VS52; VS53; VS54; VS55; VS56; VS57; VS58;
VS59; VS6; VS60; VS61; VS62; VS63; VS64; VS65; VS66; VS67; VS68; VS69; VS7; VS70; VS71; VS72; VS73; VS74; VS75;
VS76; VS77; VS78; VS79; VS8; VS80; VS81; VS82; VS83; VS84; VS85; VS86; VS87; VS88; VS89; VS9; VS90; VS91; VS92;
VS93; VS94; VS95; VS96; VS97; VS98; VS99; VT; VTS; WEIERSTRASS ELLIPTIC FUNCTION; WJ; YI SYLLABLE ITERATION MARK;
ZWJ; ZWNBSP; ZWNJ; ZWSP
"""


def entries():
    """Code point and name, in the order of code points; then the aliases, by name."""
    for code_point in range(0x110000):
        name = unicodedata.name(chr(code_point), None)
        if name is None or name.startswith("HANGUL SYLLABLE "):
            continue
        if name.endswith(f"-{code_point:04X}"):
            assert name.rpartition("-")[0] in PREFIXES, name
            continue
        yield code_point, name
    for name in sorted(" ".join(alias.split()) for alias in ALIASES.split(";")):
        yield ord(unicodedata.lookup(name)), name


def shared(before, now):
    count = 0
    while count < min(len(before), len(now), 15) and before[count] == now[count]:
        count += 1
    return count


def deltas():
    """The entries as differences to the ones before: code point, its predecessor, words kept, new words."""
    words, last = [], -1
    for code_point, name in entries():
        new = name.split(" ")
        kept = shared(words, new)
        yield code_point, last, kept, new[kept:]
        words, last = new, code_point


def word_list():
    """Frequent words first; the others sorted, so that neighbours share their beginnings."""
    counts = collections.Counter(word for *_, new in deltas() for word in new)
    frequent = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT]]
    return sorted(frequent) + sorted(set(counts) - set(frequent))


def pack_words(words):
    data, before = bytearray(), ""
    for word in words:
        kept = shared(before, word)
        rest = word[kept:]
        assert len(rest) < 256 and rest.isascii()
        if len(rest) < 15:
            data.append(kept << 4 | len(rest))
        else:
            data += bytes([kept << 4 | 15, len(rest)])
        data += rest.encode()
        before = word
    return data


def pack_names(words):
    code = {word: i for i, word in enumerate(words)}
    data = bytearray()
    for code_point, last, kept, new in deltas():
        if code_point != last + 1:
            data += bytes([JUMP, code_point >> 16, code_point >> 8 & 255, code_point & 255])
        assert len(new) < 15
        data.append(len(new) << 4 | kept)
        for word in new:
            if code[word] < FREQUENT:
                data.append(code[word])
            else:
                rest = code[word] - FREQUENT
                data += bytes([FREQUENT + (rest >> 8), rest & 255])
    return data


def write(output, name, data):
    """As 64-bit numbers, which are the shortest to write; byte i is in bits 8 * (i % 8)."""
    output.write(f"\nuint64_t const {name}[] = {{\n")
    numbers = [int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data), 8)]
    for i in range(0, len(numbers), 6):
        output.write("    " + " ".join(f"0x{n:x}," for n in numbers[i : i + 6]) + "\n")
    output.write("};\n")
    output.write(f"size_t const {name}_size = {len(data)};\n")


def main():
    assert unicodedata.unidata_version == "14.0.0", "run me with python3.11"
    words = word_list()
    assert len(words) - FREQUENT <= (JUMP - FREQUENT) << 8
    with open("src/object/unicode_names_data.c", "w") as output:
        output.write("// SPDX-License-Identifier: MIT\n")
        output.write("// The names of Unicode 14. Made by scripts/make_unicode_names.py: edit that.\n")
        output.write("// clang-format off\n")
        output.write('#include "object/unicode_names.h"\n')
        write(output, "unicode_name_words", pack_words(words))
        write(output, "unicode_name_entries", pack_names(words))


main()
