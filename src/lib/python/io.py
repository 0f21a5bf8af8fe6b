# SPDX-License-Identifier: MIT
"""Streams. Files over descriptors are in C (_io), and so are BytesIO and StringIO; the classes here stand for those of
them that are of the kind, and do the same over streams that a program wrote itself."""

import abc
import _io
from _io import DEFAULT_BUFFER_SIZE, BlockingIOError, BytesIO, StringIO, UnsupportedOperation, open

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
           "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase",
           "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE",
           "IncrementalNewlineDecoder", "text_encoding"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


def open_code(path):
    """Opens a file of code for reading bytes."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    """The encoding, or 'locale' for None."""
    return "locale" if encoding is None else encoding


class IOBase(metaclass=abc.ABCMeta):
    """What all streams are."""

    __closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0, /):
        """Moves to a position, which is returned."""
        self._unsupported("seek")

    def tell(self):
        """The position."""
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        """Makes the file that long."""
        self._unsupported("truncate")

    def flush(self):
        """Writes what waits to be written."""
        self._checkClosed()

    def close(self):
        """Flushes and closes; harmless a second time."""
        if not self.__closed:
            try:
                self.flush()
            finally:
                self.__closed = True

    def __del__(self):
        try:
            closed = self.closed
        except (AttributeError, ValueError):
            return
        if not closed:
            try:
                self.close()
            except Exception:
                pass

    def seekable(self):
        """Can one move about?"""
        return False

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)

    def readable(self):
        """Can one read?"""
        return False

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)

    def writable(self):
        """Can one write?"""
        return False

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)

    @property
    def closed(self):
        return self.__closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        """The descriptor."""
        self._unsupported("fileno")

    def isatty(self):
        """Is it a terminal?"""
        self._checkClosed()
        return False

    def readline(self, size=-1, /):
        """One line of bytes."""
        if size is None:
            size = -1
        line = bytearray()
        peek = getattr(self, "peek", None)
        while size < 0 or len(line) < size:
            wanted = 1
            if peek is not None:
                ahead = peek(1)
                if not ahead:
                    break
                wanted = ahead.find(b"\n") + 1 or len(ahead)
                if size >= 0:
                    wanted = min(wanted, size - len(line))
            chunk = self.read(wanted)
            if not isinstance(chunk, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(chunk).__name__}'")
            if not chunk:
                break
            line += chunk
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        """The lines, at least so many bytes of them."""
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines, /):
        """Writes each."""
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """A stream of bytes without buffer: readinto and write are for the derived class to define."""

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        data = bytearray(size.__index__())
        n = self.readinto(data)
        if n is None:
            return None
        del data[n:]
        return bytes(data)

    def readall(self):
        """All that is left."""
        parts = bytearray()
        while True:
            data = self.read(DEFAULT_BUFFER_SIZE)
            if data is None and not parts:
                return None
            if not data:
                return bytes(parts)
            if not isinstance(data, bytes):
                raise TypeError("read() should return bytes")
            parts += data


class BufferedIOBase(IOBase):
    """A stream of bytes that reads and writes as much as it is asked to."""

    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        self._unsupported("read1")

    def _readinto(self, buffer, read):
        data = read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readinto(self, buffer, /):
        return self._readinto(buffer, self.read)

    def readinto1(self, buffer, /):
        return self._readinto(buffer, self.read1)

    def write(self, b, /):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class TextIOBase(IOBase):
    """A stream of text."""

    def read(self, size=-1, /):
        self._unsupported("read")

    def write(self, s, /):
        self._unsupported("write")

    def readline(self, size=-1, /):
        self._unsupported("readline")

    def detach(self):
        self._unsupported("detach")

    encoding = property(lambda self: None)
    newlines = property(lambda self: None)
    errors = property(lambda self: None)


for _class in (IOBase, RawIOBase, BufferedIOBase, TextIOBase):
    _class.__module__ = "io"


class FileIO(RawIOBase):
    """A file without buffer."""

    def __new__(cls, file, mode="r", closefd=True, opener=None):
        if cls is FileIO:
            return _io._open_raw(file, mode, closefd, opener)
        self = super().__new__(cls)
        self._file = _io._open_raw(file, mode, closefd, opener)
        return self

    def __init__(self, file, mode="r", closefd=True, opener=None):
        pass

    def readinto(self, buffer, /):
        return self._file.readinto(buffer)

    def read(self, size=-1, /):
        return self._file.read(size)

    def readall(self):
        return self._file.readall()

    def write(self, b, /):
        return self._file.write(b)

    def seek(self, pos, whence=0, /):
        return self._file.seek(pos, whence)

    def tell(self):
        return self._file.tell()

    def truncate(self, size=None, /):
        return self._file.truncate(size)

    def close(self):
        if "_file" in self.__dict__:
            self._file.close()
        super().close()

    def seekable(self):
        return self._file.seekable()

    def readable(self):
        return self._file.readable()

    def writable(self):
        return self._file.writable()

    def fileno(self):
        return self._file.fileno()

    def isatty(self):
        return self._file.isatty()

    closefd = property(lambda self: self._file.closefd)
    mode = property(lambda self: self._file.mode)
    name = property(lambda self: self._file.name)

    def __repr__(self):
        if self.closed:
            return f"<{type(self).__module__}.{type(self).__qualname__} [closed]>"
        return (f"<{type(self).__module__}.{type(self).__qualname__} name={self.name!r} mode={self.mode!r} "
                f"closefd={self.closefd}>")


# Buffered streams -------------------------------------------------------------------------------------------------------

class _Buffered(BufferedIOBase):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("invalid buffer size" if self._reads else "buffer size must be strictly positive")
        self._raw = raw
        self.buffer_size = buffer_size
        self._ahead = b""  # read from the raw stream and not yet handed out
        self._waiting = bytearray()  # to be written

    @property
    def raw(self):
        raw = self.__dict__.get("_raw")
        if raw is None:
            raise ValueError("raw stream has been detached" if "_raw" in self.__dict__
                             else "I/O operation on uninitialized object")
        return raw

    def seekable(self):
        return self.raw.seekable()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    closed = property(lambda self: self.raw.closed)
    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode)

    def __repr__(self):
        text = f"<_io.{type(self).__qualname__}"
        try:
            return f"{text} name={self.name!r}>"
        except AttributeError:
            return text + ">"

    def detach(self):
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def close(self):
        if self.__dict__.get("_raw") is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def tell(self):
        self._checkClosed()
        return self.raw.tell() - len(self._ahead) + len(self._waiting)

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self._checkClosed("seek of closed file")
        self.flush()
        if whence == 1:
            pos -= len(self._ahead)
        pos = self.raw.seek(pos, whence)
        self._ahead = b""
        if pos < 0:
            raise OSError(f"Raw stream returned invalid position {pos}")
        return pos

    def truncate(self, pos=None, /):
        self._checkClosed()
        self._checkWritable()
        self.flush()
        return self.raw.truncate(self.tell() if pos is None else pos)

    # Reading

    def _fill(self, size):
        while True:
            data = bytearray(max(size, self.buffer_size))
            n = self.raw.readinto(data)
            if n is None:
                return None
            try:
                n = range(n).stop  # an int
            except TypeError as e:
                raise OSError("raw readinto() failed") from e
            if not 0 <= n <= len(data):
                raise OSError(f"raw readinto() returned invalid length {n} (should have been between 0 and {len(data)})")
            self._ahead += bytes(data[:n])
            return n

    def read(self, size=-1, /):
        self._checkClosed("read of closed file")
        if size is None:
            size = -1
        elif size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._flush_waiting()
        if size == -1:
            parts = bytearray(self._ahead)
            self._ahead = b""
            if hasattr(self.raw, "readall"):
                rest = self.raw.readall()
                if rest is None:
                    return bytes(parts) or None
                return bytes(parts + rest)
            while True:
                data = self.raw.read()
                if not data:
                    return bytes(parts) if data is not None or parts else None
                parts += data
        while len(self._ahead) < size:
            n = self._fill(size - len(self._ahead))
            if not n:
                if n is None and not self._ahead:
                    return None
                break
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def read1(self, size=-1, /):
        self._checkClosed("read of closed file")
        if size < 0:
            size = self.buffer_size
        self._flush_waiting()
        if size and not self._ahead:
            self._fill(size)
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def peek(self, size=0, /):
        self._checkClosed("peek of closed file")
        self._flush_waiting()
        if not self._ahead:
            self._fill(0)
        return self._ahead

    # Writing

    def _flush_waiting(self):
        while self._waiting:
            n = self.raw.write(bytes(self._waiting))
            if n is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            if not 0 <= n <= len(self._waiting):
                raise OSError(f"raw write() returned invalid length {n} "
                              f"(should have been between 0 and {len(self._waiting)})")
            del self._waiting[:n]

    def flush(self):
        self._checkClosed("flush of closed file")
        self._flush_waiting()

    def write(self, b, /):
        self._checkClosed("write to closed file")
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b""
        before = len(self._waiting)
        self._waiting += b
        written = len(self._waiting) - before
        if len(self._waiting) > self.buffer_size:
            self._flush_waiting()
        return written


def _check_raw(raw, reads, writes):
    if reads and not raw.readable():
        raise UnsupportedOperation("File or stream is not readable.")
    if writes and not raw.writable():
        raise UnsupportedOperation("File or stream is not writable.")


class BufferedReader(_Buffered):
    """Reads ahead from a raw stream."""

    _reads = True

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        _check_raw(raw, True, False)
        super().__init__(raw, buffer_size)

    def readable(self):
        return self.raw.readable()

    def write(self, b, /):
        self._unsupported("write")

    def truncate(self, pos=None, /):
        return self.raw.truncate(self.tell() if pos is None else pos)


class BufferedWriter(_Buffered):
    """Gathers what is written to a raw stream."""

    _reads = False

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        _check_raw(raw, False, True)
        super().__init__(raw, buffer_size)

    def writable(self):
        return self.raw.writable()

    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        self._unsupported("read1")

    @property
    def peek(self):
        # There is nothing to look at ahead, though the common base knows how.
        raise AttributeError("'_io.BufferedWriter' object has no attribute 'peek'")


class BufferedRandom(_Buffered):
    """Both, over a raw stream that can seek."""

    _reads = True

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        raw._checkSeekable() if hasattr(raw, "_checkSeekable") else None
        _check_raw(raw, True, True)
        super().__init__(raw, buffer_size)

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()


class BufferedRWPair(BufferedIOBase):
    """Reads from one raw stream and writes to another."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        _check_raw(reader, True, False)
        _check_raw(writer, False, True)
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto(self, b, /):
        return self.reader.readinto(b)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def write(self, b, /):
        return self.writer.write(b)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    closed = property(lambda self: self.writer.closed)


# Text -------------------------------------------------------------------------------------------------------------------

class IncrementalNewlineDecoder:
    """Decodes by another decoder, and makes \\r\\n and \\r into \\n when asked to."""

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = 0
        self._pending_cr = False

    def decode(self, input, final=False):
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError("decoder should return a string result, not '%s'" % type(text).__name__)
        if self._pending_cr and (text or final):
            text = "\r" + text
            self._pending_cr = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._pending_cr = True
        pairs = text.count("\r\n")
        self._seen |= (text.count("\r") > pairs and 1) | (text.count("\n") > pairs and 2) | (pairs and 4)
        if self.translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self):
        data, flag = (b"", 0) if self.decoder is None else self.decoder.getstate()
        return data, flag << 1 | self._pending_cr

    def setstate(self, state):
        data, flag = state
        self._pending_cr = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen, self._pending_cr = 0, False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        return _newlines(self._seen)


def _newlines(seen):
    kinds = [kind for bit, kind in ((1, "\r"), (2, "\n"), (4, "\r\n")) if seen & bit]
    return None if not kinds else kinds[0] if len(kinds) == 1 else tuple(kinds)


def _complete(encoding, data):
    """How many of the bytes make whole characters."""
    name = encoding.lower().replace("_", "-")
    size = len(data)
    if name.startswith(("utf-16", "utf16")):
        size -= size % 2
        if size >= 2:
            low = data[size - 1] if not name.endswith("be") else data[size - 2]
            if 0xd8 <= low <= 0xdb:
                size -= 2
        return size
    if name.startswith(("utf-32", "utf32")):
        return size - size % 4
    if not name.startswith(("utf-8", "utf8", "u8")):
        return size
    for back in range(1, min(4, size + 1)):
        byte = data[size - back]
        if byte >= 0xc0:
            width = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4
            return size - back if width > back else size
        if byte < 0x80:
            break
    return size


_MARKS = {"utf-16": ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")),
          "utf-32": ((b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be")),
          "utf-8-sig": ((b"\xef\xbb\xbf", "utf-8"),)}


class TextIOWrapper(TextIOBase):
    """Text over a stream of bytes."""

    def __new__(cls, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if cls is TextIOWrapper:
            made = _io._wrap_text(buffer, encoding, errors, newline, line_buffering, write_through)
            if made is not None:
                return made
        return super().__new__(cls)

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        _io._check_text_arguments(encoding, errors, newline)
        self._buffer = buffer
        self._encoding = "utf-8" if encoding is None or encoding == "locale" else encoding
        self._errors = "strict" if errors is None else errors
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._set_newline(newline)
        self._pending = b""  # bytes of the beginning of a character
        self._text = ""  # decoded, newlines as they came
        self._eof = False
        self._seen = 0
        self._waiting = []
        self._reading_as = self._writing_as = None
        self._telling = True
        "".encode(self._encoding)
        if not hasattr(buffer, "seekable") or not hasattr(buffer, "closed"):
            getattr(buffer, "seekable" if not hasattr(buffer, "seekable") else "closed")

    def _set_newline(self, newline):
        self._newline = newline
        self._universal = not newline
        self._translate = newline is None

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    newlines = property(lambda self: _newlines(self._seen))
    line_buffering = property(lambda self: self._line_buffering)
    write_through = property(lambda self: self._write_through)
    name = property(lambda self: self.buffer.name)
    closed = property(lambda self: self.buffer.closed)

    @property
    def buffer(self):
        buffer = self.__dict__.get("_buffer")
        if buffer is None:
            raise ValueError("underlying buffer has been detached" if "_buffer" in self.__dict__
                             else "I/O operation on uninitialized object")
        return buffer

    def __repr__(self):
        text = "<_io.TextIOWrapper"
        for attribute in ("name", "mode"):
            try:
                text += f" {attribute}={getattr(self, attribute)!r}"
            except AttributeError:
                pass
        return f"{text} encoding={self.encoding!r}>"

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        if self._text and (encoding is not None or errors is not None or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the first "
                                       "read")
        _io._check_text_arguments(encoding, errors, None if newline is Ellipsis else newline)
        self.flush()
        if errors is not None or encoding is not None:
            self._errors = "strict" if errors is None else errors
        if encoding is not None:
            self._encoding = encoding
            self._reading_as = self._writing_as = None
        if newline is not Ellipsis:
            self._set_newline(newline)
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def seekable(self):
        return self.buffer.seekable()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def flush(self):
        self._checkClosed()
        self._write_waiting()
        self.buffer.flush()
        self._telling = True

    def close(self):
        if self.__dict__.get("_buffer") is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        buffer = self.buffer
        self.flush()
        self._buffer = None
        return buffer

    # Writing

    def _write_waiting(self):
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            self.buffer.write(data)

    def write(self, s, /):
        self._checkClosed()
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        text = s.replace("\n", self._newline) if self._newline and self._newline != "\n" else s
        if self._writing_as is None:
            self._writing_as = self._encoding
            marks = _MARKS.get(self._encoding.lower())
            if marks is not None and self.seekable() and self.buffer.tell() != 0:
                self._writing_as = marks[0][1]
        data = text.encode(self._writing_as, self._errors)
        if data and self._writing_as.lower() in _MARKS:
            self._writing_as = _MARKS[self._writing_as.lower()][0][1]
        self._text, self._pending, self._eof = "", b"", False
        self._waiting.append(data)
        if self._write_through or sum(map(len, self._waiting)) > 8192:
            self._write_waiting()
        if self._line_buffering and ("\n" in text or "\r" in text):
            self.flush()
        return len(s)

    # Reading

    def _decode(self, data, final):
        encoding = self._reading_as or self._encoding
        if self._reading_as is None and encoding.lower() in _MARKS:
            marks = _MARKS[encoding.lower()]
            if len(data) < len(marks[0][0]) and not final:
                return "", data
            for mark, plain in marks:
                if data.startswith(mark):
                    data, self._reading_as = data[len(mark):], plain
                    break
            else:
                self._reading_as = marks[0][1]
            encoding = self._reading_as
        size = len(data) if final else _complete(encoding, data)
        return data[:size].decode(encoding, self._errors), data[size:]

    def _fill(self):
        if not hasattr(self.buffer, "read1"):
            chunk = self.buffer.read(8192)
        else:
            chunk = self.buffer.read1(8192)
        if isinstance(chunk, (str, int)) or chunk is None:
            raise TypeError(f"underlying read1() should have returned a bytes-like object, not "
                            f"'{type(chunk).__name__}'")
        self._eof = not chunk
        text, self._pending = self._decode(self._pending + bytes(chunk), self._eof)
        self._text += text

    def _begin_reading(self):
        self._checkClosed()
        if not self.readable():
            raise UnsupportedOperation("not readable")
        self._write_waiting()
        self._eof = False

    def _take(self, size):
        text, self._text = self._text[:size], self._text[size:]
        pairs = text.count("\r\n")
        if self._universal:
            self._seen |= (text.count("\r") > pairs and 1) | (text.count("\n") > pairs and 2) | (pairs and 4)
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def read(self, size=-1, /):
        self._begin_reading()
        if size is None or size < 0:
            data = self._pending + self.buffer.read()
            self._pending = b""
            text, _ = self._decode(data, True)
            self._text += text
            return self._take(len(self._text))
        size = size.__index__()
        result = ""
        while len(result) < size:
            if not self._text:
                self._fill()
                if not self._text:
                    if self._eof:
                        break
                    continue
            if self._translate and self._text == "\r" and not self._eof:
                self._fill()
                if len(self._text) < 2 and not self._eof:
                    continue
            wanted = size - len(result)
            end = min(wanted, len(self._text))
            if self._translate and self._text[end - 1] == "\r" and end < len(self._text) and self._text[end] == "\n":
                end += 1
            elif self._translate and end == len(self._text) and end > 1 and self._text[end - 1] == "\r" and not self._eof:
                end -= 1
            result += self._take(end)
        return result

    def _line_end(self):
        text = self._text
        if not self._universal:
            at = text.find(self._newline)
            return at + len(self._newline) if at >= 0 else 0
        lf, cr = text.find("\n"), text.find("\r")
        if cr < 0 or 0 <= lf < cr:
            return lf + 1
        if cr + 1 == len(text) and not self._eof:
            return 0
        return cr + 2 if text[cr + 1:cr + 2] == "\n" else cr + 1

    def readline(self, size=-1, /):
        self._begin_reading()
        size = -1 if size is None else size.__index__()
        while True:
            end = self._line_end()
            if end or self._eof or 0 <= size < len(self._text):
                break
            self._fill()
        end = end or len(self._text)
        return self._take(end if size < 0 else min(end, size))

    def __next__(self):
        self._telling = False
        line = self.readline()
        if not line:
            self._telling = True
            raise StopIteration
        return line

    # Position

    def tell(self):
        if not self.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        encoding = self._reading_as or self._encoding
        unread = len(self._text.encode(encoding, self._errors)) if self._text else 0
        return self.buffer.tell() - unread - len(self._pending)

    def seek(self, cookie, whence=0, /):
        self._checkClosed()
        if not self.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie, whence = self.tell(), 0
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self.flush()
        position = self.buffer.seek(cookie, whence)
        self._text, self._pending = "", b""
        if position == 0:
            self._reading_as = self._writing_as = None
        return position

    def truncate(self, pos=None, /):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)


RawIOBase.register(_io.FileIO)
FileIO.register(_io.FileIO)
for _class, _kind in ((BufferedReader, _io.BufferedReader), (BufferedWriter, _io.BufferedWriter),
                      (BufferedRandom, _io.BufferedRandom), (TextIOWrapper, _io.TextIOWrapper)):
    _class.register(_kind)
BufferedIOBase.register(BytesIO)
TextIOBase.register(StringIO)
for _class in (FileIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, TextIOWrapper,
               IncrementalNewlineDecoder):
    _class.__module__ = "_io"
