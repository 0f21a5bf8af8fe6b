# SPDX-License-Identifier: MIT
"""What path modules of every system share."""

import os
import stat

__all__ = ["commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdir", "isfile", "samefile",
           "sameopenfile", "samestat"]


def exists(path):
    """Is there something at the path? A link that points nowhere is nothing."""
    try:
        os.stat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """Is it a regular file?"""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode)


def isdir(s):
    """Is it a folder?"""
    try:
        status = os.stat(s)
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(status.st_mode)


def getsize(filename):
    """The size of a file in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """The time of the last change of the file."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """The time of the last access to the file."""
    return os.stat(filename).st_atime


def getctime(filename):
    """The time of the last change of what is known about the file."""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """The longest beginning that all have in common, character by character."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    least, most = min(m), max(m)
    for i, c in enumerate(least):
        if c != most[i]:
            return least[:i]
    return least


def samestat(s1, s2):
    """Are these the status of one file?"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Do both paths lead to one file?"""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Are both descriptors of one file?"""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    last_slash = p.rfind(sep)
    if altsep:
        last_slash = max(last_slash, p.rfind(altsep))
    last_dot = p.rfind(extsep)
    # Dots at the beginning of the name belong to it.
    if last_dot > last_slash:
        for i in range(last_slash + 1, last_dot):
            if p[i:i + 1] != extsep:
                return p[:last_dot], p[last_dot:]
    return p, p[:0]


def _check_arg_types(function, *args):
    has_str = has_bytes = False
    for s in args:
        if isinstance(s, str):
            has_str = True
        elif isinstance(s, bytes):
            has_bytes = True
        else:
            raise TypeError(f"{function}() argument must be str, bytes, or os.PathLike object, not "
                            f"{s.__class__.__name__!r}") from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None
