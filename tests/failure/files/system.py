# SPDX-License-Identifier: MIT
# os: folders, names, descriptors, pipes.
import os
def attempt(what, *args):
    try: return what(*args)
    except OSError as e: return "OSError %s" % type(e).__name__
def write(d, data):
    while data: data = data[os.write(d, data):]
def read(d, size):
    data = b""
    while size > len(data) and (more := os.read(d, size - len(data))): data += more
    return data
def descriptors():
    d = os.open("f", os.O_RDWR | os.O_CREAT)
    try: return write(d, b"0123456789"), os.lseek(d, 2, 0), read(d, 3), os.fstat(d).st_size, os.ftruncate(d, 5)
    finally: os.close(d)
def pipe():
    r, w = os.pipe()
    try: return write(w, b"through"), read(r, 7)
    finally:
        try: os.close(r)
        finally: os.close(w)
def duplicate():
    d = os.open("f", os.O_RDONLY)
    try:
        e = os.dup(d)
        try: return read(e, 2), read(d, 2)
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
