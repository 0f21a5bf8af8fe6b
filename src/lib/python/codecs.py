# SPDX-License-Identifier: MIT
"""Codecs: what programs register, and the base classes of those who write one.

The built-in encodings are in C (_codecs) and never look here; str.encode, bytes.decode and open ask this module for other
names, of encodings and of error handlers.
"""

import builtins
import sys
import _codecs
from _codecs import decode, encode, lookup, lookup_error

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE",
           "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader",
           "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder", "getincrementalencoder",
           "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode",
           "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE if sys.byteorder == "little" else BOM_UTF16_BE
BOM_UTF32 = BOM_UTF32_LE if sys.byteorder == "little" else BOM_UTF32_BE
BOM32_LE, BOM32_BE, BOM64_LE, BOM64_BE = BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE


# --- what is registered ---

class CodecInfo(tuple):
    """What a search function gives for an encoding."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} object for encoding {self.name} at {id(self):#x}>"


_search_path = []
_found = {}


def register(search_function, /):
    """Adds a function that is asked for encodings by their normalised names and gives a CodecInfo or None."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search_path.append(search_function)


def unregister(search_function, /):
    """Takes a search function away, and forgets what was found."""
    for i, known in enumerate(_search_path):
        if known is search_function:
            del _search_path[i]
            _found.clear()
            break


def _normalize(encoding):
    # ASCII letters in lower case, digits and dots; each run of anything else inside is one "_".
    name, gap = [], False
    for c in encoding:
        if c.isascii() and c.isalnum() or c == ".":
            if gap and name:
                name.append("_")
            name.append(c.lower())
            gap = False
        elif c.isascii():
            gap = True
        else:
            gap = True
    return "".join(name)


def _search(encoding):
    # A CodecInfo, or None. Called by _codecs.
    name = _normalize(encoding)
    info = _found.get(name)
    if info is not None:
        return info
    import encodings
    for search in [encodings.search_function, *_search_path]:
        info = search(name)
        if info is None:
            continue
        if not isinstance(info, tuple) or len(info) != 4:
            raise TypeError("codec search functions must return 4-tuples")
        _found[name] = info
        return info
    return None


# Exceptions that are made of anything but one text keep their own.
_OWN_MAKING = (OSError, UnicodeError, SyntaxError, ImportError, StopIteration, SystemExit, AttributeError, NameError)


def _wrapped(operation, encoding, error):
    # An exception of the same kind that names the codec, or None. Called by _codecs.
    kind = type(error)
    plain = kind.__flags__ & (1 << 9) == 0 or "__init__" not in kind.__dict__ and "__new__" not in kind.__dict__
    if isinstance(error, _OWN_MAKING) or not plain or len(error.args) > 1 or error.__dict__:
        return None
    if error.args and not isinstance(error.args[0], str):
        return None
    return kind(f"{operation} with '{encoding}' codec failed ({kind.__name__}: {error})")


def getencoder(encoding):
    """The function that encodes."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The class of incremental encoders; LookupError when the codec has none."""
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    """The class of incremental decoders; LookupError when the codec has none."""
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    """The class of stream readers."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class of stream writers."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encodes piece by piece."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        if output := encoder.encode(text):
            yield output
    if output := encoder.encode("", True):
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decodes piece by piece."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        if output := decoder.decode(data):
            yield output
    if output := decoder.decode(b"", True):
        yield output


# --- error handlers ---

def _refuse(error):
    raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def _escape(c):
    n = ord(c)
    return f"\\x{n:02x}" if n < 0x100 else f"\\u{n:04x}" if n < 0x10000 else f"\\U{n:08x}"


def strict_errors(exception, /):
    """Raises the exception."""
    if isinstance(exception, Exception):
        raise exception
    raise TypeError("codec must pass exception instance")


def ignore_errors(exception, /):
    """Leaves out what is wrong."""
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        _refuse(exception)
    return "", exception.end


def replace_errors(exception, /):
    """A question mark for each character, or U+FFFD."""
    count = exception.end - exception.start if isinstance(exception, UnicodeError) else 0
    if isinstance(exception, UnicodeEncodeError):
        return "?" * count, exception.end
    if isinstance(exception, UnicodeDecodeError):
        return "\ufffd", exception.end
    if isinstance(exception, UnicodeTranslateError):
        return "\ufffd" * count, exception.end
    _refuse(exception)


def xmlcharrefreplace_errors(exception, /):
    """References of XML."""
    if not isinstance(exception, UnicodeEncodeError):
        _refuse(exception)
    return "".join(f"&#{ord(c)};" for c in exception.object[exception.start:exception.end]), exception.end


def backslashreplace_errors(exception, /):
    """Escapes with a backslash."""
    if isinstance(exception, UnicodeDecodeError):
        return "".join(f"\\x{b:02x}" for b in exception.object[exception.start:exception.end]), exception.end
    if not isinstance(exception, (UnicodeEncodeError, UnicodeTranslateError)):
        _refuse(exception)
    return "".join(map(_escape, exception.object[exception.start:exception.end])), exception.end


def namereplace_errors(exception, /):
    r"""Escapes \N{...}; those with a number for characters without a name."""
    if not isinstance(exception, UnicodeEncodeError):
        _refuse(exception)
    import unicodedata
    parts = []
    for c in exception.object[exception.start:exception.end]:
        name = unicodedata.name(c, "")
        parts.append(f"\\N{{{name}}}" if name else _escape(c))
    return "".join(parts), exception.end


def _surrogateescape(exception, /):
    if isinstance(exception, UnicodeEncodeError):
        part = exception.object[exception.start:exception.end]
        if any(not 0xDC80 <= ord(c) <= 0xDCFF for c in part):
            raise exception
        return bytes(ord(c) - 0xDC00 for c in part), exception.end
    if isinstance(exception, UnicodeDecodeError):
        text = ""
        for b in exception.object[exception.start:min(exception.start + 4, exception.end)]:
            if b < 0x80:
                break
            text += chr(0xDC00 + b)
        if not text:
            raise exception
        return text, exception.start + len(text)
    _refuse(exception)


def _surrogatepass(exception, /):
    encoding = getattr(exception, "encoding", "")
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError)):
        _refuse(exception)
    known = _codecs._find(encoding)
    if known is None or not known.startswith("utf-"):
        raise exception
    if known in ("utf-16", "utf-32"):
        known += "-le" if sys.byteorder == "little" else "-be"
    if isinstance(exception, UnicodeEncodeError):
        part = exception.object[exception.start:exception.end]
        if any(not 0xD800 <= ord(c) <= 0xDFFF for c in part):
            raise exception
        return _codecs._encode(part, known, "surrogatepass"), exception.end
    width = 3 if known.startswith("utf-8") else 2 if known.startswith("utf-16") else 4
    part = bytes(exception.object[exception.start:exception.start + width])
    try:
        text = _codecs._decode(part, known, "surrogatepass", True)[0]
    except UnicodeDecodeError:
        raise exception from None
    if len(text) != 1 or not 0xD800 <= ord(text) <= 0xDFFF:
        raise exception
    return text, exception.start + width


_handlers = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
             "xmlcharrefreplace": xmlcharrefreplace_errors, "backslashreplace": backslashreplace_errors,
             "namereplace": namereplace_errors, "surrogateescape": _surrogateescape, "surrogatepass": _surrogatepass}


def register_error(errors, handler, /):
    """Registers a function under the name of an error handler."""
    if not isinstance(errors, str):
        raise TypeError(f"register_error() argument 1 must be str, not {type(errors).__name__}")
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def _call_handler(errors, start, end, data, encoding, reason):
    # What a codec in Python puts in for data[start:end], and where it goes on.
    kind = UnicodeEncodeError if isinstance(data, str) else UnicodeDecodeError
    error = kind(encoding, data, start, end, reason)
    answer = lookup_error(errors)(error)
    wanted = (str, bytes) if kind is UnicodeEncodeError else str
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], wanted):
        raise TypeError("encoding error handler must return (str/bytes, int) tuple" if kind is UnicodeEncodeError
                        else "decoding error handler must return (str, int) tuple")
    position = answer[1].__index__()
    if position < 0:
        position += len(data)
    if not 0 <= position <= len(data):
        raise IndexError(f"position {position} from error handler out of bounds")
    return answer[0], position


# --- functions of the built-in encodings ---

def _make_functions():
    def make(word, encoding, stateful):
        def encode(string, errors=None, /):
            if not isinstance(string, str):
                raise TypeError(f"{word}_encode() argument 1 must be str, not {type(string).__name__}")
            return _codecs._encode(string, encoding, "strict" if errors is None else errors), len(string)

        if stateful:
            def decode(data, errors=None, final=False, /):
                return _codecs._decode(data, encoding, "strict" if errors is None else errors, final)
        else:
            def decode(data, errors=None, /):
                return _codecs._decode(data, encoding, "strict" if errors is None else errors, True)
        for function, name in (encode, word + "_encode"), (decode, word + "_decode"):
            function.__name__ = function.__qualname__ = name
            globals()[name] = function

    make("ascii", "ascii", False)
    make("latin_1", "latin-1", False)
    make("utf_8", "utf-8", True)
    for width in "16", "32":
        for word, end in ("", ""), ("_le", "-le"), ("_be", "-be"):
            make(f"utf_{width}{word}", f"utf-{width}{end}", True)


_make_functions()
del _make_functions


def _decode_marked(width, data, errors, byteorder, final):
    if byteorder == 0 and len(data) >= width:
        mark = bytes(data[:width])
        little, big = (BOM_UTF16_LE, BOM_UTF16_BE) if width == 2 else (BOM_UTF32_LE, BOM_UTF32_BE)
        byteorder = -1 if mark == little else 1 if mark == big else 0
        if byteorder:
            text, consumed = _codecs._decode(data[width:], f"utf-{width * 8}-{'le' if byteorder < 0 else 'be'}",
                                             errors, final)
            return text, consumed + width, byteorder
    name = f"utf-{width * 8}-{'be' if byteorder > 0 else 'le'}"
    return *_codecs._decode(data, name, errors, final), byteorder


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decodes, and says in which order the bytes were: -1, 1, or 0 when no mark told."""
    return _decode_marked(2, data, "strict" if errors is None else errors, byteorder, final)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """Decodes, and says in which order the bytes were: -1, 1, or 0 when no mark told."""
    return _decode_marked(4, data, "strict" if errors is None else errors, byteorder, final)


# --- base classes ---

class Codec:
    """An encoder and decoder without state: encode and decode are for derived classes to define."""

    def encode(self, input, errors="strict"):
        """The encoded object and how much of the input it was."""
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        """The decoded object and how much of the input it was."""
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes an input that comes in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        """The next piece, encoded."""
        raise NotImplementedError

    def reset(self):
        """Back to the beginning."""

    def getstate(self):
        """The state, as setstate takes it."""
        return 0

    def setstate(self, state):
        """Brings a state back."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Keeps the end of a piece that cannot be encoded yet; derived classes define _buffer_encode."""

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        whole = self.buffer + input
        output, used = self._buffer_encode(whole, self.errors, final)
        self.buffer = whole[used:]
        return output

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes an input that comes in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        """The next piece, decoded."""
        raise NotImplementedError

    def reset(self):
        """Back to the beginning."""

    def getstate(self):
        """The state, as setstate takes it: bytes that wait, and a number."""
        return (b"", 0)

    def setstate(self, state):
        """Brings a state back."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps the end of a piece that cannot be decoded yet; derived classes define _buffer_decode."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        whole = self.buffer + input
        output, used = self._buffer_decode(whole, self.errors, final)
        self.buffer = whole[used:]
        return output

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


from _codecs_streams import EncodedFile, StreamReader, StreamReaderWriter, StreamRecoder, StreamWriter, open


def __getattr__(name):
    # The functions of codecs that are written in Python.
    if name in ("unicode_escape_encode", "unicode_escape_decode", "raw_unicode_escape_encode",
                "raw_unicode_escape_decode"):
        import encodings._escapes
        return getattr(encodings._escapes, name)
    raise AttributeError(f"module 'codecs' has no attribute '{name}'")
