# SPDX-License-Identifier: MIT
# time.strptime: directives, how they are matched, what is computed from them, and each error.
import time


def plain(v):
    return str.__repr__(v) if isinstance(v, str) else repr(v)


def show(*args):
    try:
        parts = time.strptime(*args)
        print(args, tuple(parts), parts.tm_zone, parts.tm_gmtoff)
    except Exception as e:
        print(*map(plain, args), type(e).__name__, e)


def section(name, *cases):
    print("---", name)
    for case in cases:
        show(*case)


section("formats", ("1", "%"), ("1", "%%%"), ("1", "% d"), ("1", "%("), ("x", "%Q"), ("1", "%."), ("1", "%\\"),
        ("1", "%\n"), ("1", "%E"), ("1", "%\u20ac"), ("1", "%2"), ("1", "%\0"), ("1", "%d%"), ("1", "%Q%"),
        ("1", "%d%d%Q"), ("", ""), ("a", ""), ("a.b", "a.b"), ("acb", "a.b"), ("a#b", "a#b"), ("%", "%%"),
        ("a\0b", "a\0b"), ("1 %c", "1 %%c"), ("", " "), ("\ud800", "\ud800"))
section("white space", ("1  2", "%d %m"), ("1\u20032", "%d %m"), ("x y", "x\n y"), ("x\x1cy", "x y"), ("xy", "x y"),
        ("1", "%d "), ("1 ", "%d "), ("x  1", "x %d"), ("x 1", "x %d"), ("x 1", "x%d"), ("x\t1", "x%d"),
        ("x   11", "x %d"))
section("backtracking", ("111", "%m%d"), ("11", "%m%d"), ("1111", "%m%d"), ("123", "%j%m"), ("1234", "%j%d"),
        ("3123", "%d%H%M"), ("12", "%f%d"), ("1234567", "%f%d"), ("1212", "%H%H"[:2] + "%M%S"), ("0112", "%m%d%H"),
        ("68 69", "%y %d"), ("+01:021", "%z%u"), ("+01021", "%z%d"), ("+0102031", "%z%d"))
section("case and scripts", ("jAN", "%b"), ("JULY", "%B"), ("fRi", "%a"), ("12 am", "%I %p"), ("12 Pm", "%I %p"),
        ("11 pm", "%I %p"), ("1\u0663", "%d"), ("\u0663", "%d"), ("\u0662\u0660\u0662\u0660", "%Y"), ("\u017fep", "%b"),
        ("\u017funday", "%A"), ("fr\u0130day", "%A"), ("Su\u017f", "%a"), ("\u017f", "s"), ("\xdf", "SS"),
        ("\u212a", "k"), ("\u0130", "i"), ("\u0131", "i"), ("\u0130", "\u0131"), ("\u03c2", "\u03c3"),
        ("\ufb05", "\ufb06"), ("t", "T"))
section("whole dates", ("Thu Nov  5 01:02:03 2026",), ("thu nov 5 1:2:3 2026", "%c"), ("11/05/26", "%x"),
        ("1:2:3", "%X"), ("Fri Jan 1 2021 x", "%a %b %d %Y"), ("69", "%y"), ("68", "%y"), ("29 Feb", "%d %b"),
        ("29 2 1900", "%d %m %Y"), ("30 2", "%d %m"), ("61", "%S"), ("62", "%S"), ("12345", "%f"))
section("weeks", ("2021 53 0", "%Y %U %w"), ("2020 0 1", "%G %V %u"), ("2020 53 7", "%G %V %u"),
        ("2020 54 1", "%G %V %u"), ("0001 01 1", "%G %V %u"), ("9999 53 7", "%G %V %u"), ("0001 0 0", "%Y %U %w"),
        ("1 1", "%U %u"), ("1 1 2020", "%W %u %Y"), ("1 1 1", "%U %W %u"), ("1", "%U"), ("2020 20 2", "%Y %U %W"),
        ("1 5", "%j %u"), ("2019 366", "%Y %j"), ("9999 366", "%Y %j"), ("0 1", "%j %m"), ("0000", "%Y"),
        ("1 2020", "%V %Y"), ("1 2020 1", "%V %Y %u"), ("2020 1", "%G %V"), ("2020 1 1 1", "%G %V %u %j"),
        ("2020 1", "%G %j"), ("2020 1 1 53", "%G %V %u %U"), ("2004 0 Sun", "%Y %W %a"), ("2004 0 Sun", "%Y %U %a"))
section("zones", ("gmt", "%Z"), ("uTc", "%Z"), ("CET", "%Z"), ("Z", "%z"), ("z", "%z"), ("+01:0203", "%z"),
        ("+0102:03", "%z"), ("+01:02:03.5", "%z"), ("+010203.1234567", "%z"), ("-00:00:01", "%z"), ("-0130", "%z"),
        ("+01:60", "%z"), ("UTC+0130", "%Z%z"))


class Text(str):
    def __repr__(self):
        return "<repr>"

    def __str__(self):
        return "<str>"


class Broken(str):
    def __repr__(self):
        raise LookupError("no repr")

    __str__ = __repr__


section("arguments", (), ("1", "2", "3"), (1, "%d"), ("1", 2), (b"1",), (Text("1"), Text("%Q")), (Text("x"), Text("%d")),
        (Text("1x"), Text("%d")), (Text("1"), Text("%")), (Broken("x"), "%d"), ("x", Broken("%d")), ("x", Broken("%Q")))
print(time.strptime("1", "%d").__class__ is time.struct_time, time.strptime("1 utc", "%d %Z")[-1])
