# str: maketrans and translate.
def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)

print("hello".translate({104: "H", 101: None, 108: 76}), "abc".translate({}), "héllo".translate({233: "e", "h": "x"}), "abc".translate({97: "é", 98: 0x1f600, 99: ""}))
print("abcabc".translate(str.maketrans("ab", "xy")), "abcabc".translate(str.maketrans("ab", "éü", "c")), str.maketrans({"a": 1, 98: "x", "é": None}), str.maketrans("", ""), str.maketrans("aé", "éa"))
class Table:
    def __getitem__(self, key):
        if key == 97: return "A!"
        if key == 98: raise IndexError
        if key == 99: raise KeyError
        return None
print("abcd".translate(Table()), "abc".translate(["x"] * 98), "ab".translate("z" * 98))
class Broken:
    def __getitem__(self, key): raise ValueError("broken")
attempt("a".translate, Broken()); attempt("a".translate, 5); attempt("a".translate, {97: 1.5}); attempt("a".translate, {97: -1}); attempt("a".translate, {97: 0x110000}); attempt("a".translate, {97: 10 ** 30}); attempt("a".translate, {97: b"x"}); attempt("a".translate)
attempt(str.maketrans, 5); attempt(str.maketrans, "ab"); attempt(str.maketrans, "ab", "c"); attempt(str.maketrans, "a", 5); attempt(str.maketrans, 5, "a"); attempt(str.maketrans, "a", "b", 5); attempt(str.maketrans, {"ab": 1}); attempt(str.maketrans, {1.5: 1}); attempt(str.maketrans)
print("a" * 5 + "b", ("ab" * 10).translate({97: 98, 98: 97}), "".translate({}), "x".translate({120: "long " * 3}), "tab".translate({ord("t"): True}) == "\x01ab")
