# SPDX-License-Identifier: MIT
# os and os.path.
import os
d = "failure-folder"
try: os.makedirs(d + "/a/b")
except FileExistsError: pass # a run that failed left it
for left in ("f", "g", "l"):
    try: os.unlink(d + "/" + left)
    except FileNotFoundError: pass
with open(d + "/f", "w") as f: f.write("x")
os.rename(d + "/f", d + "/g"); os.symlink("g", d + "/l")
print(sorted(os.listdir(d)), sorted(e.name for e in os.scandir(d) if e.is_file()), os.readlink(d + "/l"), os.path.isdir(d + "/a"), os.stat(d + "/g").st_size)
for top, dirs, files in os.walk(d): print(top, sorted(dirs), sorted(files))
os.unlink(d + "/l"); os.unlink(d + "/g"); os.removedirs(d + "/a/b")
print(os.path.exists(d), os.path.join("a", "/b", "c"), os.path.splitext("x.tar.gz"), os.path.normpath("a/../b//c"), os.path.relpath("/a/b", "/a/c"), os.fspath("p"), os.getcwd() != "")
try: os.mkdir("/proc/none")
except OSError as e: print(type(e).__name__)
print(os.environ.get("NO_SUCH_VARIABLE", "none"), os.fsencode("é"), os.strerror(2), len(os.urandom(8)))
