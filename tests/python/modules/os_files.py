# SPDX-License-Identifier: MIT
"""os: files and folders, descriptors, and what goes wrong."""
import os
import errno
import stat
import sys

base = os.environ.get("TMPDIR", "/tmp") + "/os_files"


def show(text):
    return str(text).replace(base, "BASE")


def attempt(function, *arguments, **keywords):
    try:
        print(show(repr(function(*arguments, **keywords))))
    except Exception as error:
        more = f" errno={error.errno} {show(repr(error.filename))} {show(repr(error.filename2))}" if isinstance(error, OSError) else ""
        print(type(error).__name__ + ":", show(error) + more)


os.makedirs(base + "/a/b/c")
attempt(os.makedirs, base + "/a/b/c")
os.makedirs(base + "/a/b/c", exist_ok=True)
attempt(os.mkdir, base + "/a")
attempt(os.mkdir, base + "/x/y")
attempt(os.rmdir, base + "/a")
attempt(os.rmdir, base + "/nothing")
attempt(os.listdir, base + "/nothing")
attempt(os.remove, base + "/nothing")
attempt(os.rename, base + "/nothing", base + "/b")
attempt(os.chdir, base + "/nothing")
attempt(os.stat, base + "/nothing")
attempt(os.stat, 999)
attempt(os.stat, 1.5)
attempt(os.stat, None)
attempt(os.lstat, 1)
attempt(os.stat, base + "\0x")
attempt(os.listdir, 1.5)
attempt(os.mkdir, None)
attempt(os.mkdir)
attempt(os.mkdir, "a", "b")
attempt(os.chdir, object)
attempt(os.open, base + "/nothing", os.O_RDONLY)
attempt(os.close, 999)
attempt(os.close, "x")
attempt(os.read, 999, 1)
attempt(os.unlink, base)

file = base + "/a/file"
d = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
print(os.write(d, b"some bytes"), os.lseek(d, 4, os.SEEK_SET), os.write(d, bytearray(b"_")), os.fstat(d).st_size, os.isatty(d))
attempt(os.write, d, "text")
attempt(os.lseek, d, 0, 7)
os.fsync(d)
os.ftruncate(d, 6)
print(os.get_inheritable(d), os.get_blocking(d))
copy = os.dup(d)
os.close(d)
os.close(copy)
d = os.open(file, os.O_RDONLY)
print(os.read(d, 100), os.read(d, 100))
attempt(os.read, d, -1)
os.close(d)
s = os.stat(file)
print(stat.filemode(s.st_mode), s.st_size, s[6], s.st_nlink, len(s), s.n_fields, type(s).__name__, stat.S_ISREG(s.st_mode), oct(stat.S_IMODE(s.st_mode)))
print(int(s.st_mtime) == s[8], type(s.st_atime_ns), s.st_uid == os.getuid())
os.chmod(file, 0o600)
print(oct(os.stat(file).st_mode))
os.utime(file, (1000000000, 1500000000.25))
print(os.stat(file).st_atime, os.stat(file).st_mtime, os.path.getmtime(file), os.stat(file).st_mtime_ns)
os.utime(file, ns=(1, 2))
print(os.stat(file).st_atime_ns, os.stat(file).st_mtime_ns)
attempt(os.utime, file, (1,))
attempt(os.utime, file, (1, 2), ns=(3, 4))
attempt(os.utime, file, ("a", 2))
os.symlink("file", base + "/a/link")
os.symlink("nowhere", base + "/a/dangling")
os.link(file, base + "/a/hard")
print(os.readlink(base + "/a/link"), os.readlink(os.fsencode(base + "/a/link")), os.stat(file).st_nlink)
attempt(os.readlink, file)
attempt(os.symlink, "x", base + "/a/link")
attempt(os.link, base + "/none", base + "/a/x")
print(sorted(os.listdir(base + "/a")), sorted(os.listdir(os.fsencode(base + "/a"))))
with os.scandir(base + "/a") as entries:
    found = sorted(entries, key=lambda e: e.name)
for e in found:
    print(show(repr(e)), show(e.path), e.is_dir(), e.is_file(), e.is_symlink(), e.is_file(follow_symlinks=False), e.inode() > 0, os.fspath(e) == e.path)
print(found[-2].stat().st_size, found[-1].stat().st_size, found[-1].stat(follow_symlinks=False).st_size, found[-1].stat() is found[-1].stat())
attempt(found[0].stat, 1)
print(next(iter(os.scandir(base)), None), list(os.scandir(base + "/a/b/c")))
attempt(os.scandir, base + "/none")
attempt(type(found[0]))
it = os.scandir(base)
it.close()
print(list(it))
for path, folders, files in os.walk(base):
    print(show(path), sorted(folders), sorted(files))
for path, folders, files in os.walk(base, topdown=False):
    print(show(path), sorted(folders), sorted(files))
print(list(os.walk(base + "/none")))
os.walk(base + "/none", onerror=lambda e: print("walk:", show(e))).__next__ and list(os.walk(base + "/none", onerror=lambda e: print("walk:", show(e))))
print(os.access(file, os.R_OK), os.access(base + "/none", os.F_OK), os.path.exists(base + "/a/dangling"), os.path.lexists(base + "/a/dangling"))
os.rename(base + "/a/hard", base + "/a/moved")
os.replace(base + "/a/moved", base + "/a/file2")
os.truncate(base + "/a/file2", 2)
print(os.path.getsize(base + "/a/file2"), os.path.samefile(base + "/a/file2", file))
here = os.getcwd()
os.chdir(base)
print(show(os.getcwd()), os.listdir(), show(os.getcwdb()), os.path.abspath("a") == base + "/a", show(os.path.realpath("a/link")))
os.chdir(here)
r, w = os.pipe()
os.write(w, b"through")
os.close(w)
print(os.read(r, 20), os.read(r, 20))
with os.fdopen(r, "rb") as f:
    print(f.read())
os.removedirs(base + "/a/b/c")
print(sorted(os.listdir(base + "/a")))
print(errno.ENOENT, errno.errorcode[2], os.strerror(errno.EACCES), os.strerror(99999), errno.__name__)
for n in os.listdir(base + "/a"):
    os.remove(base + "/a/" + n)
os.renames(base + "/a", base + "/new/deep")
print(os.listdir(base), os.listdir(base + "/new"))
os.removedirs(base + "/new/deep")
