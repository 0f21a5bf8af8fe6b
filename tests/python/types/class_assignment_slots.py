# SPDX-License-Identifier: MIT
# __class__ of an instance set to a class with other __slots__.


class A:
    __slots__ = ("a",)


class B:
    __slots__ = ("b",)


class Same:
    __slots__ = ("a",)


class Two:
    __slots__ = ("a", "b")


class Swapped:
    __slots__ = ("b", "a")


class Other:
    __slots__ = ("a", "c")


class Private:
    __slots__ = ("__a",)


class Private2:
    __slots__ = ("__a",)


class Plain:
    pass


class DictToo:
    __slots__ = ("a", "__dict__")


class DictToo2:
    __slots__ = ("b", "__dict__")


class Derived(A):
    __slots__ = ("b",)


class Derived2(A):
    __slots__ = ("c",)


class DerivedPlain(A):
    __slots__ = ()



classes = [A, B, Same, Two, Swapped, Other, Private, Private2, Plain, DictToo, DictToo2, Derived, Derived2, DerivedPlain]
for source in classes:
    for target in classes:
        made = source()
        for name in "a", "b":
            if hasattr(source, name):
                setattr(made, name, name + " of " + source.__name__)
        try:
            made.__class__ = target
            print(source.__name__, type(made).__name__, getattr(made, "a", "-"), getattr(made, "b", "-"))
        except TypeError as e:
            print(e)
