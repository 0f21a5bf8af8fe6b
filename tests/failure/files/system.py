# SPDX-License-Identifier: MIT
# os: folders, names, descriptors, pipes.
import os
def attempt(what, *args):
    try: return what(*args)
    except OSError as e: return "OSError %s" % type(e).__name__
def descriptors():
    d = os.open("f", os.O_RDWR | os.O_CREAT)
    try: return os.write(d, b"0123456789"), os.lseek(d, 2, 0), os.read(d, 3), os.fstat(d).st_size, os.ftruncate(d, 5)
    finally: os.close(d)
def pipe():
    r, w = os.pipe()
    try: return os.write(w, b"through"), os.read(r, 100)
    finally:
        try: os.close(r)
        finally: os.close(w)
def duplicate():
    d = os.open("f", os.O_RDONLY)
    try:
        e = os.dup(d)
        try: return os.read(e, 2), os.read(d, 2)
        finally: os.close(e)
    finally: os.close(d)
def scan():
    with os.scandir(".") as entries: return sorted((e.name, e.is_dir(), e.stat().st_size > -1) for e in entries)
def lists(): return sorted(os.listdir()), sorted(os.listdir("d"))
print(attempt(os.makedirs, "d/e"), attempt(descriptors), attempt(pipe), attempt(duplicate))
print(attempt(os.symlink, "f", "l"), attempt(os.readlink, "l"), attempt(os.rename, "f", "g"))
print(attempt(lists), attempt(scan), attempt(lambda: os.stat("g").st_size), attempt(lambda: os.getcwd() != ""))
def walk(): return [(t, sorted(d), sorted(f)) for t, d, f in os.walk(".", onerror=print)]
def real(): return os.path.basename(os.path.realpath("g", strict=True))
print(attempt(walk), attempt(real), attempt(os.unlink, "l"), attempt(os.removedirs, "d/e"), attempt(os.remove, "g"))
