# SPDX-License-Identifier: MIT
# codecs: StreamReader, StreamWriter, StreamReaderWriter, StreamRecoder, open, EncodedFile.
import codecs
import io
import os

path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"ouro_codecs_{os.getpid()}")
TEXT = "one \xe9\r\ntwo \u20ac\nthree\rfour\x85five\u2028" + "long " * 40 + "\n\nend"


def tried(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}".replace(path, "PATH")


for encoding in "utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "unicode_escape":
    print("---", encoding)
    data = TEXT.encode(encoding)
    reader = codecs.getreader(encoding)(io.BytesIO(data))
    print(reader.read() == TEXT, repr(reader.read()))
    reader.seek(0)
    print([reader.read(n) for n in (0, 1, 2, 3, 5)])
    reader.seek(0)
    print([reader.read(7, 2), reader.read(-1, 3), reader.read(3, 1)])
    for keepends in True, False:
        reader.seek(0)
        lines = []
        while line := reader.readline(keepends=keepends):
            lines.append(line)
            if len(lines) > 20:
                break
        print(lines)
    reader.seek(0)
    print(reader.readline(4), reader.readline(), reader.readlines(None, False))
    reader.seek(0)
    print(list(reader) == TEXT.splitlines(True), next(reader, "stop"))
    out = io.BytesIO()
    writer = codecs.getwriter(encoding)(out)
    print(writer.write("a\xe9"), writer.writelines(["b", "\u20ac"]))
    print(out.getvalue())
    writer.seek(0)
    writer.write("c")
    writer.reset()
    print(out.getvalue(), writer.getvalue() == out.getvalue())
print("--- errors")
reader = codecs.getreader("utf-8")(io.BytesIO(b"fine\nbad \xff\nlast\n"))
print(tried(reader.readline), tried(reader.readline))
reader = codecs.getreader("utf-8")(io.BytesIO(b"a\xffb"), "replace")
print(reader.read(), reader.errors)
print(tried(codecs.getwriter("ascii")(io.BytesIO()).write, "\xe9"))
print(tried(codecs.getreader("utf-16")(io.BytesIO(b"abcd")).read))
print(tried(getattr, reader, "nothing"))
print("--- with")
stream = io.BytesIO(b"abc")
with codecs.getreader("ascii")(stream) as reader:
    print(reader.read())
print(stream.closed)
print("--- open")
with codecs.open(path, "w", "utf-16") as f:
    print(type(f).__name__, f.encoding, f.write("one\ntwo\n"), f.writelines(["three", "\n"]), f.tell(), f.mode)
with codecs.open(path, encoding="utf-16") as f:
    print(f.read(3), f.readline(), next(f), list(f))
    f.seek(0)
    print(f.readlines())
with open(path, "rb") as f:
    print(f.read())
with codecs.open(path, "r+", "latin-1") as f:
    f.write("\xe9")
    f.seek(0)
    print(f.read(1))
with codecs.open(path) as f:
    print(type(f).__name__, f.mode)
print(tried(codecs.open, path, "r", "nope"))
print(tried(codecs.open, path + "/x", "r", "ascii"))
print("--- EncodedFile")
raw = io.BytesIO("a\xe9\nb\u20ac\n".encode("utf-16-le"))
both = codecs.EncodedFile(raw, "utf-8", "utf-16-le")
print(type(both).__name__, both.data_encoding, both.file_encoding, both.read())
both.seek(0)
print(both.readline(), both.readlines())
both.seek(0)
print(list(both))
both.seek(0)
print(both.write("x\xe9".encode()), both.writelines([b"y", b"z"]))
print(raw.getvalue())
print(codecs.EncodedFile(raw, "ascii").file_encoding, tried(codecs.EncodedFile, raw, "nope"))
print("--- a class of one's own")


class Upper(codecs.StreamReader):
    def decode(self, input, errors="strict"):
        return input.decode("ascii", errors).upper(), len(input)


print(Upper(io.BytesIO(b"ab\ncd")).readlines(), tried(codecs.StreamReader(io.BytesIO(b"a")).read))
print(tried(codecs.Codec().encode, ""), tried(codecs.StreamWriter(io.BytesIO()).write, ""))
os.unlink(path)
