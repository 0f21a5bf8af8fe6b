# SPDX-License-Identifier: MIT
"""Codecs that are no text encodings: rot13, hex, base64 (the latter as soon as there is a module binascii)."""

import encodings

_ROT_13 = {ord(c): chr(ord(base) + (ord(c) - ord(base) + 13) % 26) for base in "aA" for c in
           (chr(ord(base) + i) for i in range(26))}


def _rot_13(input):
    return str.translate(input, _ROT_13), len(input)


def hex_encode(input, errors="strict"):
    assert errors == "strict"
    return memoryview(input).tobytes().hex().encode("ascii"), len(input)


def hex_decode(input, errors="strict"):
    assert errors == "strict"
    try:
        from binascii import a2b_hex
    except ImportError:
        data = bytes(input)
        if len(data) % 2:
            raise ValueError("Odd-length string") from None
        if any(c not in b"0123456789abcdefABCDEF" for c in data):
            raise ValueError("Non-hexadecimal digit found") from None
        return bytes.fromhex(data.decode("ascii")), len(input)
    return a2b_hex(input), len(input)


def info(name):
    if name in ("rot13", "rot_13"):
        def encode(input, errors="strict"):
            return _rot_13(input)

        def decode(input, errors="strict"):
            return _rot_13(input)

        name = "rot-13"
    elif name.startswith("hex"):
        encode, decode, name = hex_encode, hex_decode, "hex"
    else:
        try:
            from binascii import a2b_base64, b2a_base64
        except ImportError:
            return None
        parts = 57  # bytes in a line

        def encode(input, errors="strict"):
            data = bytes(input)
            return b"".join(b2a_base64(data[i:i + parts]) for i in range(0, len(data), parts)), len(data)

        def decode(input, errors="strict"):
            return a2b_base64(input), len(input)

        name = "base64"
    return encodings._classes(name, encode, decode, False, text=False)
