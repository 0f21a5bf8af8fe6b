# SPDX-License-Identifier: MIT
"""The codecs that come with the library, by name."""

import codecs
import _codecs


class CodecRegistryError(LookupError, SystemError):
    """A codec that does not keep to the rules."""


def normalize_encoding(encoding):
    """The name with each run of what is no ASCII letter, digit or dot as one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    name, gap = [], False
    for c in encoding:
        if c.isalnum() or c == ".":
            if gap and name:
                name.append("_")
            if c.isascii():
                name.append(c)
            gap = False
        else:
            gap = True
    return "".join(name)


def _classes(name, encode, decode, stateful, text=True):
    # The CodecInfo of functions encode(input, errors) and decode(input, errors[, final]).
    class Encoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    if stateful:
        class Decoder(codecs.BufferedIncrementalDecoder):
            def _buffer_decode(self, input, errors, final):
                return decode(input, errors, final)
    else:
        class Decoder(codecs.IncrementalDecoder):
            def decode(self, input, final=False):
                return decode(input, self.errors)[0]

    class Both(codecs.Codec):
        def encode(self, input, errors="strict"):
            return encode(input, errors)

        def decode(self, input, errors="strict"):
            return decode(input, errors)

    class Writer(Both, codecs.StreamWriter):
        pass

    class Reader(Both, codecs.StreamReader):
        pass

    if stateful:
        def whole(input, errors="strict"):
            return decode(input, errors, True)
        whole.__name__ = whole.__qualname__ = "decode"
    else:
        whole = decode
    _name_classes(name, Encoder, Decoder, Reader, Writer)
    return codecs.CodecInfo(encode, whole, Reader, Writer, Encoder, Decoder, name, _is_text_encoding=text or False)


def _name_classes(name, encoder, decoder, reader, writer):
    module = "encodings." + {"iso8859-1": "latin_1", "hex": "hex_codec", "base64": "base64_codec"}.get(
        name, name.replace("-", "_"))
    for made, called in ((encoder, "IncrementalEncoder"), (decoder, "IncrementalDecoder"), (reader, "StreamReader"),
                         (writer, "StreamWriter")):
        made.__module__, made.__name__, made.__qualname__ = module, called, called


def _builtin(name):
    word = "latin_1" if name == "iso8859-1" else name.replace("-", "_")
    encode, decode = getattr(codecs, word + "_encode"), getattr(codecs, word + "_decode")
    return _classes(name, encode, decode, name.startswith("utf-"))


def search_function(name):
    """The codec of a normalised name, or None."""
    known = _codecs._find(name)
    if known is not None:
        if known in ("utf-16", "utf-32", "utf-8-sig"):
            from encodings import _marked
            return _marked.info(known)
        return _builtin(known)
    if name in ("unicode_escape", "raw_unicode_escape", "unicodeescape", "rawunicodeescape"):
        from encodings import _escapes
        return _escapes.info("raw-unicode-escape" if name.startswith("raw") else "unicode-escape")
    if name in ("rot13", "rot_13", "hex", "hex_codec", "base64", "base_64", "base64_codec"):
        from encodings import _transforms
        return _transforms.info(name)
    return None
