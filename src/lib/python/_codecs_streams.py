# SPDX-License-Identifier: MIT
"""The part of the module codecs that reads and writes streams."""

import builtins
import codecs


class _OverStream:
    # What is not of the codec is the stream's.

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamWriter(_OverStream, codecs.Codec):
    """Writes to a stream what it encodes."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        """Encodes and writes."""
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        """Writes the texts of an iterable, joined."""
        self.write("".join(list))

    def reset(self):
        """Brings the encoder back to its beginning."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()


class StreamReader(_OverStream, codecs.Codec):
    """Decodes what it reads from a stream.

    Bytes that are no whole character yet wait in bytebuffer, text that was decoded and not asked for in charbuffer, or
    cut into lines in linebuffer.
    """

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.reset()

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def _fill(self, size, firstline):
        # Decodes one piece more of the stream. False: it has ended.
        fresh = self.stream.read() if size < 0 else self.stream.read(size)
        data = self.bytebuffer + fresh
        if not data:
            return False
        try:
            text, used = self.decode(data, self.errors)
        except UnicodeDecodeError as e:
            if not firstline:
                raise
            # The error may lie behind the line that is wanted.
            text, used = self.decode(data[:e.start], self.errors)
            if len(text.splitlines(keepends=True)) <= 1:
                raise
        self.bytebuffer = data[used:]
        self.charbuffer += text
        return bool(fresh)

    def read(self, size=-1, chars=-1, firstline=False):
        """Decoded text: about `size` bytes of it, at most `chars` characters."""
        if self.linebuffer:
            self.charbuffer = self._empty_charbuffer.join(self.linebuffer)
            self.linebuffer = None
        if chars < 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            if not self._fill(size, firstline):
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self._empty_charbuffer
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        """One line."""
        def ended(line):
            return line if keepends or not line else line.splitlines(keepends=False)[0]

        if self.linebuffer:
            line = self.linebuffer.pop(0)
            if len(self.linebuffer) == 1:
                self.charbuffer = self.linebuffer[0]
                self.linebuffer = None
            return ended(line)
        step = size or 72
        line = self._empty_charbuffer
        while True:
            data = self.read(step, firstline=True)
            if data and (data.endswith("\r") if isinstance(data, str) else data.endswith(b"\r")):
                data += self.read(size=1, chars=1)  # "\r\n" may have been torn apart
            line += data
            lines = line.splitlines(keepends=True)
            if len(lines) > 1:
                line, *rest = lines
                if len(rest) > 1:
                    rest[-1] += self.charbuffer
                    self.linebuffer, self.charbuffer = rest, None
                else:
                    self.charbuffer = rest[0] + self.charbuffer
                return ended(line)
            if lines and lines[0] != lines[0].splitlines(keepends=False)[0]:
                return ended(lines[0])
            if not data or size is not None:
                return ended(line)
            step = min(step * 2, 8000) if step < 8000 else step

    def readlines(self, sizehint=None, keepends=True):
        """All lines that are left."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forgets what waits."""
        self.bytebuffer = b""
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self


class _BothWays(_OverStream):
    def __iter__(self):
        return self

    def reset(self):
        self.reader.reset()
        self.writer.reset()


class StreamReaderWriter(_BothWays):
    """A stream that is read and written through a codec."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()


class StreamRecoder(_BothWays):
    """A stream of bytes in one encoding, read and written as bytes in another."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        text = self.reader.readline() if size is None else self.reader.readline(size)
        return self.encode(text, self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b"".join(list))

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


for _class in StreamWriter, StreamReader, StreamReaderWriter, StreamRecoder:
    _class.__module__ = "codecs"
del _class


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """A file that is read and written through a codec; it is always opened as a binary one."""
    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = codecs.lookup(encoding)
        both = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        both.encoding = encoding
        return both
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """A file in file_encoding as bytes in data_encoding."""
    if file_encoding is None:
        file_encoding = data_encoding
    data, inner = codecs.lookup(data_encoding), codecs.lookup(file_encoding)
    recoder = StreamRecoder(file, data.encode, data.decode, inner.streamreader, inner.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding
    return recoder


open.__module__ = EncodedFile.__module__ = "codecs"
