# str: methods as functions, attributes, pickling helpers, errors of descriptors.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

print(str.upper("abc"), str.join(",", ["a", "b"]), str.__len__("abc"), "abc".__getnewargs__(), "x".__sizeof__() > 0, str.__name__, str.__mro__, isinstance("a", str), issubclass(str, object))
attempt(str.upper, 5); attempt(str.upper); attempt(lambda: "abc".nope); attempt(lambda: setattr("abc", "x", 1)); attempt(lambda: str.__len__(5))
print(sorted(n for n in dir(str) if not n.startswith("_")))
print(type("abc".upper).__name__, type(str.upper).__name__, str.upper)
print("abc".__str__(), "é".__repr__(), "abc".__format__(">5"), "é".__iter__().__class__.__name__, "%d" .__mod__(5), "abc".__rmod__("%s"), "abc".__rmod__(5))
attempt("x".__format__, 5); attempt("x".__format__)
print(hash("a") == hash("a"), hash("a") != hash("b"), -1 != hash("abc"), len({"a", "b", "a", "".join(["a"])}), {"a": 1}["".join(["a"])])
big = "é" * 100000; print(len(big), big[50000], big.count("é"), len(big.encode()), big == "é" * 100000, len(big + "x"), (big + "x")[-1], len(big.replace("é", "e")))
