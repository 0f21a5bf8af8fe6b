# SPDX-License-Identifier: MIT
"""Write src/object/float_powers.c: the powers of ten, normalised to 128 bits and cut off."""

import sys

FIRST, LAST = -342, 324


def cut(exponent):
    """floor(10^exponent * 2^s), with the s that makes it 128 bits long."""
    if exponent >= 0:
        power = 10**exponent
        shift = power.bit_length() - 128
        return power >> shift if shift >= 0 else power << -shift
    divisor = 10**-exponent
    shift = divisor.bit_length() + 127
    quotient = (1 << shift) // divisor
    if quotient.bit_length() > 128:
        quotient = (1 << (shift - 1)) // divisor
    assert quotient.bit_length() == 128
    return quotient


def main():
    lines = [
        "// SPDX-License-Identifier: MIT",
        "// Powers of ten, normalised to 128 bits and cut off. Made by scripts/make_float_tables.py.",
        '#include "object/float_powers.h"',
        "",
        "// clang-format off",
        "uint64_t const float_powers[FLOAT_POWER_LAST - FLOAT_POWER_FIRST + 1][2] = {",
    ]
    for exponent in range(FIRST, LAST + 1):
        value = cut(exponent)
        lines.append("    {0x%016x, 0x%016x}," % (value >> 64, value & (1 << 64) - 1))
    lines += ["};", ""]
    with open(sys.argv[1] if len(sys.argv) > 1 else "src/object/float_powers.c", "w") as out:
        out.write("\n".join(lines))


if __name__ == "__main__":
    main()
