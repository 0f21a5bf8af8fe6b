# SPDX-License-Identifier: MIT
"""Objects to JSON text."""

from _json import encode_basestring as c_encode_basestring
from _json import encode_basestring_ascii as c_encode_basestring_ascii
from _json import make_encoder as c_make_encoder

INFINITY = float("inf")

encode_basestring = c_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii


class JSONEncoder:
    """Encodes dict, list, tuple, str, int, float, bool and None; default() says what other objects become."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None,
                 default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to encode instead of o, which is of no type that JSON has."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text of o."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        pieces = self.iterencode(o, _one_shot=True)
        return "".join(pieces if isinstance(pieces, (list, tuple)) else list(pieces))

    def iterencode(self, o, _one_shot=False):
        """The JSON text of o in pieces."""
        markers = {} if self.check_circular else None
        quote = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        if _one_shot and self.indent is None:
            return c_make_encoder(markers, self.default, quote, self.indent, self.key_separator, self.item_separator, self.sort_keys, self.skipkeys,
                                  self.allow_nan)(o, 0)
        return _make_iterencode(markers, self.default, quote, self.indent, _float_text(self.allow_nan), self.key_separator, self.item_separator,
                                self.sort_keys, self.skipkeys, _one_shot)(o, 0)


def _float_text(allow_nan):
    def text(o):
        if o != o:
            name = "NaN"
        elif o == INFINITY:
            name = "Infinity"
        elif o == -INFINITY:
            name = "-Infinity"
        else:
            return float.__repr__(o)
        if not allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return name

    return text


def _make_iterencode(markers, default, quote, indent, float_text, key_separator, item_separator, sort_keys, skipkeys, one_shot):
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent

    def enter(o):
        if markers is not None:
            if id(o) in markers:
                raise ValueError("Circular reference detected")
            markers[id(o)] = o

    def leave(o):
        if markers is not None:
            del markers[id(o)]

    def plain(o):
        """The text of a value without parts, or None."""
        if isinstance(o, str):
            return quote(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return float_text(o)
        return None

    def key_text(key):
        """The text of a key before quoting, or None when it is to be left out."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return float_text(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def parts(o, level):
        """The pieces of a list, a dict or another object."""
        if isinstance(o, (list, tuple)):
            return list_parts(o, level)
        if isinstance(o, dict):
            return dict_parts(o, level)
        return other_parts(o, level)

    def list_parts(items, level):
        if not items:
            yield "[]"
            return
        enter(items)
        before = "["
        separator = item_separator
        if indent is not None:
            level += 1
            line = "\n" + indent * level
            separator = item_separator + line
            before += line
        for item in items:
            text = plain(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from parts(item, level)
            before = separator
        if indent is not None:
            yield "\n" + indent * (level - 1)
        yield "]"
        leave(items)

    def dict_parts(d, level):
        if not d:
            yield "{}"
            return
        enter(d)
        yield "{"
        separator = item_separator
        line = None
        if indent is not None:
            level += 1
            line = "\n" + indent * level
            separator = item_separator + line
            yield line
        first = True
        for key, value in sorted(d.items()) if sort_keys else d.items():
            key = key_text(key)
            if key is None:
                continue
            if not first:
                yield separator
            first = False
            yield quote(key)
            yield key_separator
            text = plain(value)
            if text is not None:
                yield text
            else:
                yield from parts(value, level)
        if indent is not None:
            yield "\n" + indent * (level - 1)
        yield "}"
        leave(d)

    def other_parts(o, level):
        enter(o)
        yield from pieces(default(o), level)
        leave(o)

    def pieces(o, level):
        text = plain(o)
        if text is not None:
            yield text
        else:
            yield from parts(o, level)

    return pieces
