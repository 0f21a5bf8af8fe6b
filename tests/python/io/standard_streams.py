# SPDX-License-Identifier: MIT
# sys.stdin, sys.stdout, sys.stderr.
import sys

for stream, original in ((sys.stdin, sys.__stdin__), (sys.stdout, sys.__stdout__), (sys.stderr, sys.__stderr__)):
    print(stream, stream is original, stream.name, stream.mode, stream.fileno(), stream.encoding, stream.errors)
    print(stream.readable(), stream.writable(), stream.closed, stream.isatty(), stream.line_buffering)
print(sys.stdout.write("written\n"))
sys.stdout.writelines(["a\n", "b\n"])
sys.stdout.flush()
sys.stdout.buffer.write(b"bytes \xc3\xa9\n")
sys.stdout.buffer.flush()
sys.stdout.reconfigure(line_buffering=True)
print(sys.stdout.line_buffering)
sys.stdout.reconfigure(line_buffering=False, encoding="utf-8", errors="backslashreplace")
print("surrogate \ud800", sys.stdout.errors)
sys.stderr.write("to standard error\n")
print("\udc80 and more", file=sys.stderr)
try:
    sys.stdout.read()
except Exception as error:
    print(type(error).__name__, type(error).__module__, type(error).__mro__, error)
try:
    sys.stdin.write("")
except OSError as error:
    print(error)
try:
    sys.stdin.write("")
except ValueError as error:
    print(error)
