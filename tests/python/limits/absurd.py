# differs: what is refused does not depend on how much the machine would promise
# SPDX-License-Identifier: MIT
# Requests beyond all bounds fail at once, before anything is taken, and the program goes on.
import sys

requests = [
    "[0] * 10**15", "(1, 2) * 10**15", "'ab' * 10**15", "b'ab' * 10**15", "bytearray(b'ab') * 10**15",
    "[0] * 10**30", "'a' * 10**30", "b'a' * 10**30", "() * 10**30", "[] * 10**30",
    "1 << 10**13", "1 << 10**30", "10**10**10", "10**10**30", "(-3)**10**16", "3**-10**400", "2**62 << 2**62",
    "'a'.ljust(10**15)", "'a'.rjust(10**15)", "'a'.center(10**15)", "'a'.zfill(10**15)", "b'a'.ljust(10**15)",
    "b'a'.zfill(10**15)", "'a\\tb'.expandtabs(10**15)", "'a'.ljust(10**30)", "b'a\\tb'.expandtabs(2**31 - 1) and 1",
    "format(1, '1000000000000d')", "format('a', '>1000000000000')", "format(1.5, '.1000000000000f')",
    "format(1, '99999999999999999999d')", "f'{1:{10**12}}'", "f'{1.5:.{10**12}f}'", "f'{1.5:{10**30}}'",
    "'%1000000000000d' % 1", "'%.1000000000000d' % 1", "'%.1000000000000f' % 1.5", "'%*d' % (10**12, 1)",
    "'%*d' % (10**30, 1)", "'%99999999999999999999d' % 1", "b'%1000000000000d' % 1", "'{:1000000000000}'.format('a')",
    "list(range(10**15))", "tuple(range(10**15))", "bytes(10**15)", "bytearray(10**15)", "bytes(10**30)",
    "bytes(range(10**15))", "len(range(10**30))", "list(range(10**30))", "[*range(10**15)]", "range(10**30)[10**29]",
    "int('9' * 5000)", "str(10**5000)", "int('1_' * 3000 + '1')", "f'{10**5000}'", "'%d' % 10**5000",
    "(10**5000).__format__('d')", "len(hex(16**9000))", "(1).to_bytes(10**15, 'big')", "(1).to_bytes(10**30, 'big')",
    "float(10**400)", "1.0 * 10**400", "10**400 / 3.0", "int(1e308) * 2 > 1", "round(1.5, 10**30)", "round(1, -10**30)",
    "''.join(['ab'] * 3) * 2**61", "[1, 2][10**30]", "[1, 2][:10**30]", "'abc'[10**30:]", "'abc'.find('a', 10**30)",
    "slice(None, 10**30).indices(10)", "[1] * -10**30", "chr(10**30)", "'a'.replace('', 'b' * 1000, 10**30)",
    "[].insert(10**30, 1)", "sys.setrecursionlimit(10**30)", "sys.set_int_max_str_digits(10**30)",
    "pow(2, 10**30, 7)", "hash(10**1000)", "'x'.encode() * (2**63 - 1)", "[0].__mul__(2**63)", "'a'.__mul__(2**62)",
    "sum([[1] * 10] * 3, [])[29]", "set(range(3)) - set(range(10))", "10**18 in range(0, 10**30, 10**9)",
]
for text in requests:
    try:
        value = eval(text)
    except Exception as e:
        print(f"{text}: {type(e).__name__}")
    else:
        shown = repr(value)
        print(f"{text} -> {shown if len(shown) < 60 else len(shown)}")
a = bytearray(10)
for statement in ("a.extend(bytes(10)) ; a *= 10**15", "b = []; b[::1] = range(10**15)", "l = [1]; l *= 10**15", "l = [1]; l += range(10**15)",
                  "x = 1; x <<= 10**15", "s = 'ab'; s *= 2**40"):
    try:
        exec(statement)
    except Exception as e:
        print(f"{statement}: {type(e).__name__}")
print("still here", sum(range(10)))
