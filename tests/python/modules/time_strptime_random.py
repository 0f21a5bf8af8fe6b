# SPDX-License-Identifier: MIT
# time.strptime of thousands of made-up formats and texts: what CPython's backtracking finds in each.
import time

state = 20240229


def pick(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % n


DIRECTIVES = "dfHIjmMSUWwuVyYGzAaBbpZ"
GLUE = ["", "", "", " ", " ", "-", ":", "/", "  ", ".", "%%", "T", "\t\n", "1", "x"]
PIECES = {
    "A": ["Monday", "sunday", "WEDNESDAY", "sun", "fr"], "a": ["Mon", "tuE", "sunday", "x"],
    "B": ["May", "march", "September", "sep"], "b": ["may", "Mar", "febr", "JAN"],
    "p": ["am", "PM", "Am", "p"], "Z": ["utc", "GMT", "gmT", "cet"],
    "z": ["Z", "+0100", "-01:30", "+01:02:03", "+010203", "+01:02:03.25", "-0000", "+01:0203", "+0102:03", "z", "+0160"],
    "Y": ["2024", "1999", "0001", "9999", "0000", "202"], "G": ["2020", "2026", "0001", "19"],
}


def number(least, most):
    n = str(least + pick(most - least + 1))
    return "0" + n if pick(4) == 0 else " " + n if pick(8) == 0 else n


RANGES = {"d": (1, 32), "f": (0, 9999999), "H": (0, 25), "I": (0, 13), "j": (0, 367), "m": (0, 13), "M": (0, 61),
          "S": (0, 62), "U": (0, 54), "W": (0, 54), "w": (0, 7), "u": (0, 8), "V": (0, 54), "y": (0, 99)}


def digits():
    return "".join("0123456789 "[pick(11)] for _ in range(1 + pick(3)))


def one():
    left = list(DIRECTIVES)
    form, text = [], []
    for _ in range(1 + pick(6)):
        letter = left.pop(pick(len(left)))
        glue = GLUE[pick(len(GLUE))]
        form.append("%" + letter + glue)
        if letter in PIECES:
            piece = PIECES[letter][pick(len(PIECES[letter]))]
        else:
            piece = number(*RANGES[letter]) if pick(4) else digits()
        if glue.isspace() and pick(2):
            glue = " " * (1 + pick(3))
        text.append(piece + ("%" if glue == "%%" else glue))
    if pick(12) == 0:
        text.append("7")
    return "".join(text), "".join(form)


good = bad = 0
check = 0
messages = {}
for i in range(12000):
    text, form = one()
    try:
        parts = time.strptime(text, form)
        result = repr((tuple(parts), parts.tm_zone, parts.tm_gmtoff))
        good += 1
    except Exception as e:
        result = f"{type(e).__name__}: {e}"
        bad += 1
        word = " ".join(result.split()[:3])
        messages[word] = messages.get(word, 0) + 1
    for c in result:
        check = (check * 31 + ord(c)) % 1000000007
    if i % 60 == 0 or "data" not in result and "(" != result[0] and messages[word] < 4:
        print(i, repr(text), repr(form), result)
    if i % 500 == 499:
        print(i, good, bad, check)
print(sorted(messages.items()))
