# SPDX-License-Identifier: MIT
# hex and fromhex.
from _numbers import attempt

for n in (0.0, -0.0, 1.0, -1.0, 0.5, 0.1, 3.14, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"),
          float("-inf"), float("nan"), 2.0 ** 52, 255.0, 2.2250738585072009e-308):
    print(n.hex(), float.fromhex(n.hex()))
for text in ("0x1p0", "1p0", "0x1", "1", "ff", "0xff", "0x.8", ".8", "0x8.", "0x1.8p1", "0X1.8P+1", "-0x1p-1", "+0x1p3", " 0x1 \n", "inf", "-Inf",
             "infinity", "nan", "-NaN", "0x1p1023", "0x1p1024", "-0x1p1024", "0x1.fffffffffffffp1023", "0x1.fffffffffffff7p1023",
             "0x1.fffffffffffff8p1023", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.0000000000001p-1075", "0x1p-1076", "0x0p99999999",
             "0x0.0000000000000000000000000001p100", "0x123456789abcdef123456789", "0x1.00000000000008p0", "0x1.000000000000080001p0",
             "0x1.00000000000018p0", "0x0.fffffffffffffffffp0", "", " ", "0x", "0xp1", ".", "0x.", "p1", "0x1p", "0x1p+", "0xg", "1 2", "0x1p1.5",
             "1x", "--1", "0x1p99999999999999999999", "0x1p-99999999999999999999", "0x0p99999999999999999999", "é", "1\0", "0x_1", "infi",
             "0x" + "0" * 500 + "1", "0x1" + "0" * 500 + "p-2000", "0x." + "0" * 500 + "1p2000", "0x3ffffffffffffcp-1075"):
    attempt(float.fromhex, text)
attempt(float.fromhex, 5)
attempt(float.fromhex, b"1")
attempt(float.fromhex)


class Sub(float):
    def __new__(cls, value):
        print("made", value)
        return super().__new__(cls, value)


print(type(Sub.fromhex("0x1p4")), Sub(2.5).hex())
for i in range(-1080, 1024, 37):
    for mantissa in (1.0, 1.1, 1.9999999999999998):
        n = mantissa * 2.0 ** i
        assert float.fromhex(n.hex()) == n
