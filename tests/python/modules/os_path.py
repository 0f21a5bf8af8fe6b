# SPDX-License-Identifier: MIT
"""os.path: text alone."""
import os.path as p
import os


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__ + ":", error)


paths = ["", "/", "//", "///", "a", "a/", "/a", "a/b", "a//b", "/a/b/", "//a", "./a", "../a", "a/..", "a/../..", "/..", "a.b", ".a", "..a", "a.b/c", "a/.b", "a/.b.c",
         "a.", "...", "a...b", "/a/./b/../c//d", "~", "~/x", "$HOME/x", "//a/../..", "..//..//x", "a.b.c", b"a/b.c", b"", b"/x//"]
for path in paths:
    print(path, p.split(path), p.splitext(path), p.basename(path), p.dirname(path), p.normpath(path), p.isabs(path), p.splitdrive(path), p.normcase(path))
for parts in [("a",), ("a", "b"), ("a/", "b"), ("a", "/b"), ("", "b"), ("a", ""), ("a", "", "b"), ("/", "a"), ("a", "b/", "c"), (b"a", b"b")]:
    print(parts, p.join(*parts))
attempt(p.join)
attempt(p.join, 5)
attempt(p.join, "a", 5)
attempt(p.join, "a", b"b")
attempt(p.join, b"a", "b")
attempt(p.split, 5)
attempt(p.splitext, None)
for lists in [["/a/b", "/a/c"], ["/a/b", "/a/b/c"], ["a/b", "a/b"], ["/a", "/b"], ["a", "b"], [b"/x/y", b"/x"], ["/a//b", "/a/./b/c"], ["/"]]:
    print(p.commonpath(lists), p.commonprefix(lists))
attempt(p.commonpath, [])
attempt(p.commonpath, ["/a", "b"])
attempt(p.commonpath, ["a", b"b"])
print(p.commonprefix([]), p.commonprefix([[1, 2, 3], [1, 2, 4]]), p.commonprefix(["abc", "abd", "ab"]))
os.chdir("/usr")
for path, start in [("/usr/lib", None), ("/usr", None), ("/", None), ("/usr/lib/x", "/usr/share/y"), ("a", "b"), ("a/b", "a"), ("/x", "/"), ("..", None)]:
    print(path, start, p.relpath(path, start) if start else p.relpath(path))
attempt(p.relpath, "")
attempt(p.relpath, "a", b"b")
print(p.abspath("x"), p.abspath("../x"), p.abspath(b"y"), p.abspath("/a/../b"))
os.environ["HOME"] = "/place/of/one/"
os.environ["A_B"] = "value"
print(p.expanduser("~"), p.expanduser("~/x"), p.expanduser("x~"), p.expanduser(b"~/x"), p.expandvars("$A_B/${A_B}x$NONE_X${NONE_X}$"), p.expandvars(b"$A_B"), p.expandvars("${A_B"))
os.environ["HOME"] = "/"
print(p.expanduser("~"), p.expanduser("~/x"))
print(p.exists("/usr"), p.exists("/nothing"), p.isdir("/usr"), p.isfile("/usr"), p.islink("/usr"), p.exists("a\0b"), p.isdir("\0"), p.ismount("/"), p.ismount("/nothing"))
attempt(p.exists, 1.5)
attempt(p.isfile, None)
attempt(p.getsize, "/nothing")
print(p.curdir, p.pardir, p.sep, p.pathsep, p.defpath, p.devnull, p.supports_unicode_filenames)
