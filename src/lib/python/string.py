# SPDX-License-Identifier: MIT
"""Character constants, capwords, Template and Formatter."""

import _string

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable", "punctuation",
           "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Each word with a capital, joined by sep or by one blank."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_NO_MAPPING = {}
# Letters that the pattern [_a-z] takes when case does not count: two more than ASCII's, the dotless and the long one.
_STARTS = frozenset(ascii_letters + "_\u0131\u017f\u0130\u212a")
_GOES_ON = _STARTS | frozenset(digits)


class _Layers:
    """Keyword arguments before a mapping."""

    def __init__(self, first, second):
        self.first, self.second = first, second

    def __getitem__(self, key):
        return self.first[key] if key in self.first else self.second[key]


class Template:
    """Text with places $name or ${name}; $$ is a dollar sign. Scanned by hand: idpattern, flags and pattern of subclasses are
    not regarded, delimiter is."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """(literal, None, None) or (text of the place, name, where): name is None for an escape, '' for what is invalid."""
        text, delimiter = self.template, self.delimiter
        at = 0
        while True:
            place = text.find(delimiter, at)
            if place < 0:
                yield text[at:], None, None
                return
            yield text[at:place], None, None
            behind = place + len(delimiter)
            if text.startswith(delimiter, behind):
                at = behind + len(delimiter)
                yield text[place:at], None, place
                continue
            braced = text[behind:behind + 1] == "{"
            start = end = behind + braced
            while end < len(text) and text[end] in (_GOES_ON if end > start else _STARTS) and text[end] < "\x80":
                end += 1
            if end == start or (braced and text[end:end + 1] != "}"):
                at = behind
                yield text[place:at], "", place
                continue
            at = end + braced
            yield text[place:at], text[start:end], place

    def _invalid(self, place):
        lines = self.template[:place].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = place - len("".join(lines[:-1])), len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _mapping(self, mapping, kws):
        if mapping is _NO_MAPPING:
            return kws
        return _Layers(kws, mapping) if kws else mapping

    def substitute(self, mapping=_NO_MAPPING, /, **kws):
        """The text with each place filled. KeyError for a name that is not there, ValueError for what is no place."""
        mapping = self._mapping(mapping, kws)
        result = []
        for text, name, place in self._pieces():
            if place is None:
                result.append(text)
            elif name is None:
                result.append(self.delimiter)
            elif name:
                result.append(str(mapping[name]))
            else:
                self._invalid(place + len(text))
        return "".join(result)

    def safe_substitute(self, mapping=_NO_MAPPING, /, **kws):
        """The same, but what cannot be filled stays as it is."""
        mapping = self._mapping(mapping, kws)
        result = []
        for text, name, place in self._pieces():
            if place is None or name == "":
                result.append(text)
            elif name is None:
                result.append(self.delimiter)
            else:
                try:
                    result.append(str(mapping[name]))
                except KeyError:
                    result.append(text)
        return "".join(result)

    def is_valid(self):
        """Would substitute find no invalid place?"""
        return all(name != "" for _, name, _ in self._pieces())

    def get_identifiers(self):
        """The names of the places, each once, in order."""
        return list(dict.fromkeys(name for _, name, _ in self._pieces() if name))


class Formatter:
    """What str.format does, open to be changed in parts."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        """auto_arg_index: number of the next place without a name; False once places have numbers."""
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, name, specification, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if name is None:
                continue
            if name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index)
                auto_arg_index += 1
            elif name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            specification, auto_arg_index = self._vformat(specification, args, kwargs, used_args, recursion_depth - 1, auto_arg_index=auto_arg_index)
            result.append(self.format_field(value, specification))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first
