# SPDX-License-Identifier: MIT
# string: constants, capwords, Template, Formatter; _string.
import string
import _string


def show(function):
    try:
        result = repr(function())
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result)


for name in "whitespace ascii_lowercase ascii_uppercase ascii_letters digits hexdigits octdigits punctuation printable".split():
    print(name, repr(getattr(string, name)))
print(sorted(string.__all__), string.capwords(" hello  wORLD\tx "), string.capwords("a-b-C", "-"), string.capwords("a  b", " "))
T = string.Template
for text in ["", "plain", "$a", "${a}", "$$", "$$a", "$a$b", "${a}b", "$ab", "$a.b", "x $a y ${b} z $$ w", "$", "a $", "$1", "${1}", "${a", "${a b}", "${}", "$ a", "$a_1 $A", "line\n$", "l1\nl2 $1", "$é", "$aé", "${é}", "$$$a", "$_", "$missing $a",
             "\r\n${", "$\n"]:
    t = T(text)
    show(lambda: t.substitute(a=1, b="two", a_1="x", A=None, _="u"))
    show(lambda: t.safe_substitute({"a": [1]}, b=2))
    show(lambda: (t.is_valid(), t.get_identifiers() if t.is_valid() else None))
show(lambda: T("$a $b").substitute({"a": 1, "b": 2}, b=3))
show(lambda: T("$a").substitute({}))
show(lambda: T("$a").substitute(5))
show(lambda: T("$a").substitute(1, 2))
show(lambda: T("$self $mapping").substitute(self=1, mapping=2))


class Percent(T):
    delimiter = "%"


show(lambda: Percent("%a %% $a %{a}").substitute(a=1))
F = string.Formatter
f = F()
for args, kwargs in [(("{} {}", 1, 2), {}), (("{0} {1} {0}", 1, 2), {}), (("{a} {b!r:>5} {a!s}",), {"a": 1, "b": "x"}), (("{:{}}", 5, 8), {}), (("{:{w}.{p}}", 3.14159), {"w": 8, "p": 3}), (("{0.real} {1[0]} {1[-1]}", 5, {0: 1, "-1": 2}), {}),
                     (("{{}} {{{0}}}", 1), {}), (("{",), {}), (("}",), {}), (("{0",), {}), (("{0!}",), {}), (("{0!z}", 1), {}), (("{0!rx}", 1), {}), (("{} {0}", 1), {}), (("{0} {}", 1), {}), (("{2}", 1), {}), (("{x}",), {}),
                     (("{0[}", 1), {}), (("{0.}", 1), {}), (("{0[a]b}", {"a": 1}), {}), (("{0[]}", 1), {}), (("{:{:{:{}}}}", 1, 2, 3, 4), {}), (("{!r}", "é"), {}), (("{!a}", "é"), {}), (("{0:{1}}", 5, "x"), {}), (("{0!r:{1}}", "a", ">5"), {}),
                     (("{self} {format_string}",), {"self": 1, "format_string": 2}), (("a{0}b{1}c", "é", "x"), {}), (("{0[{]}", 1), {}), (("{0!", 1), {}), (("{0!r", 1), {}), (("{0:{", 1), {}), (("{a{b}}", 1), {}), ((5,), {}), ((), {})]:
    show(lambda: f.format(*args, **kwargs))
show(lambda: f.vformat("{a}{0}", [1], {"a": 2}))


class Own(F):
    def get_value(self, key, args, kwargs):
        return f"<{key}>" if key not in kwargs else super().get_value(key, args, kwargs)

    def check_unused_args(self, used, args, kwargs):
        print("used", sorted(map(str, used)), args, kwargs)

    def format_field(self, value, spec):
        return super().format_field(value, spec).upper()


show(lambda: Own().format("{a} {b:>5} {0} {}", 1, a="x", c=3))
for text in "", "a", "a{b}c", "{", "{{", "a{b!r:c{d}e}f{}", "x}}y", "{a:}}", "{0!é:}", "é{é}é", "{a[}]}", "{a[:]}":
    show(lambda: list(_string.formatter_parser(text)))
for text in "", "a", "0", "12.a[3][b].c", "99999999999999999999", "a.", "a[", "a[]", "a[1]b", ".a", "[0]", "é.ü[ö]", "-1", "01", "a..b":
    def split():
        first, rest = _string.formatter_field_name_split(text)
        return first, list(rest)

    show(split)
show(lambda: _string.formatter_parser(5))
show(lambda: _string.formatter_field_name_split(b"a"))
