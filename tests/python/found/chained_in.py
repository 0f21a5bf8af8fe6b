# A list or set display is made one constant only as the last operand of a chain of comparisons.
for source in ("1 not in [] > 5", "1 not in {2, 3} > 5", "1 in [1] > [0]", "1 in (1,) < (2,)", "1 in {1} == {1}", "2 in [1] is not None"):
    try:
        print(source, eval(source))
    except TypeError as e:
        print(source, e)
for size in 2**62 - 1, 2**62, 2**63 - 40, 2**63 - 1, 2**63:
    try:
        bytes(size)
    except Exception as e:
        print(repr(e))
