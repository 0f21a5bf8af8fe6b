# Raw streams that give what they must not; what a BufferedWriter has not.
import io


def show(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e, type(e.__cause__).__name__, e.__cause__)


class Texts(io.RawIOBase):
    def readable(self):
        return True

    def read(self, n=-1):
        return "str"

    def readinto(self, b):
        return "x"


class TooMuch(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, b):
        return 100000


class Sink(io.RawIOBase):
    def writable(self):
        return True

    def write(self, b):
        return len(b)


show(io.BufferedReader(Texts()).read, 3)
show(Texts().readall)
show(io.BufferedReader(TooMuch()).read, 3)
writer = io.BufferedWriter(Sink())
show(lambda: writer.peek(1))
print(hasattr(writer, "peek"))
