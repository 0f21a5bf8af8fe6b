# differs: a table of 256 one-byte bytes would take memory that few programs use
# SPDX-License-Identifier: MIT
a, b = bytes([65]), bytes([65])
print(a is b, a == b, bytes([]) is bytes())
