# SPDX-License-Identifier: MIT
"""Records what CPython 3.11 makes of the cases: cases/NAME.ast beside each cases/NAME.py, and cases/messages.error from
cases/messages.txt (one source per line, escaped). Run with python3.11; the tests themselves need no CPython."""

import ast
import pathlib
import warnings

warnings.simplefilter("ignore")
cases = pathlib.Path(__file__).parent / "cases"


def escape(text):
    table = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"}
    return "".join(table.get(c, c) for c in text)


def unescape(text):
    table = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "f": "\f"}
    out, i = [], 0
    while i < len(text):
        if text[i] == "\\":
            i += 1
            out.append(table[text[i]])
        else:
            out.append(text[i])
        i += 1
    return "".join(out)


def record(source):
    try:
        ast.parse(source)
    except SyntaxError as e:
        place = [str(-1 if n is None else n) for n in (e.lineno, e.offset, e.end_lineno, e.end_offset)]
        return "\t".join([type(e).__name__, *place, escape(e.msg)])
    return "OK"


for path in sorted(cases.glob("*.py")):
    tree = ast.parse(path.read_bytes())
    path.with_suffix(".ast").write_text(ast.dump(tree, include_attributes=True) + "\n", encoding="utf-8")

lines = (cases / "messages.txt").read_text(encoding="utf-8").splitlines()
with open(cases / "messages.error", "w", encoding="utf-8", newline="\n") as out:
    for line in lines:
        out.write(line + "\n" + record(unescape(line)) + "\n")
