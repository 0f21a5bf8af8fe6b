# differs: there is no cache of formats to clear, and a Struct made anew does not change a pack under way
# SPDX-License-Identifier: MIT
import struct
print(struct._clearcache())
s = struct.Struct("2h")
class Index:
    def __index__(self):
        s.__init__("2b")
        return 1
print(s.pack(Index(), 2), s.format, s.size)
