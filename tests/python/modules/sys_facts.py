# SPDX-License-Identifier: MIT
"""sys: facts about the runtime, hooks, atexit."""
import sys
import atexit


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except BaseException as error:
        print(type(error).__name__ + ":", error)


v = sys.version_info
print(v[:2], v.major, v.minor, v.releaselevel, v >= (3, 8), v.n_fields, v.__match_args__, type(v).__name__, type(v).__mro__[1:], len(v), v[-1])
attempt(setattr, v, "major", 3)
attempt(type(v))
attempt(type(sys.flags), range(18))
a, b, *c = v
print(a, b, len(c), repr(v).split("micro")[0], hash(v) == hash(tuple(v)), v == tuple(v), v.__reduce__()[1][1])
print(sys.float_info, sys.float_info.max > 1e308, sys.float_info[8])
print(sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.imag, sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)
print(sys.flags.optimize, sys.flags.isolated, sys.flags.dev_mode, sys.flags.safe_path, len(sys.flags), type(sys.flags).__name__)
print(type(sys.implementation).__name__, sys.implementation.name == sys.implementation.name.lower(), len(sys.implementation.version))
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform, sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.getdefaultencoding(), sys.float_repr_style)
print(len(sys.stdlib_module_names), "os" in sys.stdlib_module_names, type(sys.stdlib_module_names).__name__, "sys" in sys.builtin_module_names, type(sys.builtin_module_names).__name__)
print(sys.warnoptions, sys._xoptions, sys.gettrace(), sys.getprofile(), sys.pycache_prefix, sys.api_version, sys.abiflags == "")
print(sys.executable.startswith("/"), isinstance(sys.prefix, str), sys.orig_argv[-1].endswith("sys_facts.py"), sys.argv[0].endswith("sys_facts.py"))
attempt(sys.intern, 5)
attempt(sys.intern)
print(sys.intern("a" + "b") is sys.intern("ab"))
attempt(sys.exit, 5)
attempt(sys.exit, 1, 2)
attempt(sys.setrecursionlimit, 0)
attempt(sys.setrecursionlimit, "x")
attempt(sys.setswitchinterval, -1)
attempt(sys._getframe, 1000)
print(sys._getframe().f_code.co_name, sys._getframe(0).f_lineno > 0)
print(sys.exc_info(), sys.exception())
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0].__name__, type(sys.exc_info()[2]).__name__, repr(sys.exception()))
attempt(sys.audit)
attempt(sys.audit, 5)
attempt(sys.audit, "no.hooks", 1)
attempt(sys.displayhook, 5)
import builtins
print(builtins._)
attempt(sys.displayhook, None)
print("meta_path" in dir(sys), "flags" in dir(sys), "float_info" in dir(sys))
del sys.flags
print(hasattr(sys, "no_such_thing"))


@atexit.register
def last():
    print("last")


def argued(*a, **k):
    print("argued", a, k)


atexit.register(argued, 1, b=2)
atexit.register(argued, 2)
atexit.register(print, "unregistered")
atexit.unregister(print)
attempt(atexit.register, 5)
atexit.register(lambda: atexit.register(print, "registered while ending"))
