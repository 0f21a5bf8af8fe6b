# SPDX-License-Identifier: MIT
"""unicode_escape and raw_unicode_escape: text as in a literal of Python."""

import codecs
import encodings
from _codecs import _character

_LETTERS = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MEANING = {ord(c): m for c, m in zip("\n\\'\"abfnrtv", ["", "\\", "'", '"', "\a", "\b", "\f", "\n", "\r", "\t", "\v"])}
_HEX = b"0123456789abcdefABCDEF"
_LONG = {ord("x"): (2, "truncated \\xXX escape"), ord("u"): (4, "truncated \\uXXXX escape"),
         ord("U"): (8, "truncated \\UXXXXXXXX escape")}


def _bytes_of(data):
    # Text is taken, too: as UTF-8.
    return data.encode() if isinstance(data, str) else bytes(memoryview(data))


def _need_str(string, name):
    if not isinstance(string, str):
        raise TypeError(f"{name}() argument 1 must be str, not {type(string).__name__}")


def unicode_escape_encode(string, errors=None, /):
    """ASCII, with an escape for everything else."""
    _need_str(string, "unicode_escape_encode")
    parts = [_LETTERS.get(c) or (c if " " <= c <= "~" else codecs._escape(c)) for c in string]
    return "".join(parts).encode("ascii"), len(string)


def raw_unicode_escape_encode(string, errors=None, /):
    """Latin-1, with an escape for everything else."""
    _need_str(string, "raw_unicode_escape_encode")
    return b"".join([c.encode("latin-1") if c < "\u0100" else codecs._escape(c).encode("ascii") for c in string]), len(string)


def _read_hex(data, at, count):
    end = at
    while end < len(data) and end < at + count and data[end] in _HEX:
        end += 1
    return end


class _Reading:
    def __init__(self, data, errors, name, final):
        self.data, self.errors, self.name, self.final = data, errors or "strict", name, final
        self.parts = []

    def wrong(self, start, end, reason):
        text, at = codecs._call_handler(self.errors, start, end, self.data, self.name, reason)
        self.parts.append(text)
        return at

    def number(self, start, at, letter):
        # An escape with hexadecimal digits that begins at start, its digits at `at`. None: it is not all there yet.
        count, reason = _LONG[letter]
        end = _read_hex(self.data, at, count)
        if end < at + count:
            return None if end == len(self.data) and not self.final else self.wrong(start, end, reason)
        value = int(self.data[at:end], 16)
        if value > 0x10FFFF:
            return self.wrong(start, end, "illegal Unicode character" if self.name[0] == "u" else "\\Uxxxxxxxx out of range")
        self.parts.append(chr(value))
        return end

    def named(self, start, at):
        data = self.data
        reason = "malformed \\N character escape"
        if data[at:at + 1] == b"{":
            end = data.find(b"}", at)
            if end < 0:
                return None if not self.final else self.wrong(start, len(data), reason)
            if end > at + 1:
                character = _character(data[at + 1:end].decode("latin-1"))
                if character is not None:
                    self.parts.append(character)
                    return end + 1
                return self.wrong(start, end + 1, "unknown Unicode character name")
            return self.wrong(start, end, reason)
        return None if at == len(data) and not self.final else self.wrong(start, at, reason)


def _warn(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


def unicode_escape_decode(data, errors=None, final=True, /):
    """Reads the escapes of a str literal."""
    data = _bytes_of(data)
    reading = _Reading(data, errors, "unicodeescape", final)
    at, bad = 0, None
    while at < len(data):
        start = data.find(b"\\", at)
        if start < 0:
            start = len(data)
        reading.parts.append(data[at:start].decode("latin-1"))
        at = start
        if start == len(data):
            break
        if start + 1 == len(data):
            next_at = None if not final else reading.wrong(start, start + 1, "\\ at end of string")
        else:
            c = data[start + 1]
            if c in _LONG:
                next_at = reading.number(start, start + 2, c)
            elif c == ord("N"):
                next_at = reading.named(start, start + 2)
            elif c in _MEANING:
                reading.parts.append(_MEANING[c])
                next_at = start + 2
            elif c in b"01234567":
                next_at = start + 2
                while next_at < len(data) and next_at < start + 4 and data[next_at] in b"01234567":
                    next_at += 1
                value = int(data[start + 1:next_at], 8)
                if value > 0o377 and bad is None:
                    bad = f"invalid octal escape sequence '\\{value:o}'"
                reading.parts.append(chr(value))
            else:
                if bad is None:
                    bad = f"invalid escape sequence '\\{chr(c)}'"
                reading.parts.append("\\" + chr(c))
                next_at = start + 2
        if next_at is None:
            break
        at = next_at
    if bad is not None:
        _warn(bad)
    return "".join(reading.parts), at


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    r"""Reads \u and \U escapes behind an odd number of backslashes."""
    data = _bytes_of(data)
    reading = _Reading(data, errors, "rawunicodeescape", final)
    at = 0
    while at < len(data):
        start = data.find(b"\\", at)
        if start < 0:
            start = len(data)
        reading.parts.append(data[at:start].decode("latin-1"))
        at = start
        if start == len(data):
            break
        if start + 1 == len(data) and not final:
            break
        c = data[start + 1] if start + 1 < len(data) else 0
        if c in b"uU" and c:
            next_at = reading.number(start, start + 2, c)
            if next_at is None:
                break
            at = next_at
        else:
            reading.parts.append(data[start:start + 2].decode("latin-1"))
            at = min(start + 2, len(data))
    return "".join(reading.parts), at


def info(name):
    word = name.replace("-", "_")
    encode, decode = globals()[word + "_encode"], globals()[word + "_decode"]
    made = encodings._classes(name, encode, decode, True)
    whole = codecs.CodecInfo(encode, decode, made.streamreader, made.streamwriter, made.incrementalencoder,
                             made.incrementaldecoder, name)
    made.streamreader.decode = lambda self, input, errors="strict": decode(input, errors, False)
    return whole
