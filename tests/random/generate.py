#!/usr/bin/env python3.11
# SPDX-License-Identifier: MIT
"""Random programs: the same seed gives the same program, which ends soon and prints what it computes.

    generate.py SEED                          print the program of a seed
    generate.py --survive OURO FIRST COUNT    run hostile programs under OURO alone, report crashes
    generate.py --compare OURO FIRST COUNT    run COUNT programs under OURO and python3.11, report those that differ

A program's statements stand in small functions and under try, so that an error, which is as good a result as any, is
printed and the rest goes on. Nothing printed depends on addresses, on string hashes or on time.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile

from hostile import HostileStatements
from language import Language
from library import Library
from prologue import HOSTILE_PROLOGUE, LIBRARY_PROLOGUE, PROLOGUE
from statements import Statements

PYTHON = "/usr/bin/python3.11" if os.path.exists("/usr/bin/python3.11") else "python3.11"



class Generator(Statements, HostileStatements, Library, Language):
    """All parts together."""

    def program(self):
        for n, v in (("a", self.expression(1)), ("b", self.expression(2)), ("c", self.list_(2))):
            self.emit(f"try: {n} = {v}")
            self.emit(f"except Exception as e: failed(e); {n} = 0")
        self.emit("w = 0")
        place = len(self.lines)
        for i in range(self.random.randint(4, 10)):
            self.emit("try:")
            self.indent += 1
            self.emit("tick.left = 3000")
            self.shaped() if self.chance(0.5) else self.statement()
            self.indent -= 1
            self.emit("except Exception as e:")
            self.emit("    failed(e)")
            self.emit(f"show({self.pick([n for n in self.names if n in 'abcw' or n in self.new_names[-1]][-8:])})")
        for n in self.new_names.pop():
            self.lines.insert(place, f"{n} = {self.safe()}")
        self.emit("show(a, b, c, w)")
        self.emit("show(log[:50], len(log))")
        return PROLOGUE + (HOSTILE_PROLOGUE if self.hostile else "") + LIBRARY_PROLOGUE + "class Base: pass\n\n\n" + "\n".join(self.lines) + "\n"


def program(seed, hostile=False):
    generator = Generator(seed)
    generator.hostile = hostile
    return generator.program()


# ---- Comparing ----------------------------------------------------------------------------------------------------------


def run(command, path):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    try:
        done = subprocess.run(command + [path], capture_output=True, timeout=20, env=environment, cwd=os.path.dirname(path))
    except subprocess.TimeoutExpired:
        return None
    return done.stdout, done.returncode, done.stderr


def compare(ouro, first, count):
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        ouro = shutil.copy(ouro, folder)  # it may be built anew meanwhile
        for seed in range(first, first + count):
            text = program(seed)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            wanted = run([PYTHON, "-W", "ignore"], path)
            if wanted is None or b"MemoryError" in wanted[2]:
                continue
            got = run([ouro], path)
            if got is None or got[:2] != wanted[:2]:
                different += 1
                print(f"seed {seed}: {'no end' if got is None else f'status {got[1]}, wanted {wanted[1]}'}")
                if got is not None:
                    for w, g in zip(wanted[0].split(b"\n") + [b""], got[0].split(b"\n") + [b""]):
                        if w != g:
                            print("  wanted", w[:200].decode(errors="replace"))
                            print("  got   ", g[:200].decode(errors="replace"))
                            break
                    if got[1] != wanted[1]:
                        print("  error ", got[2][-300:].decode(errors="replace"), "| wanted", wanted[2][-200:].decode(errors="replace"))
                sys.stdout.flush()
    print(f"{count} programs, {different} differ")
    return different


def survive(ouro, first, count):
    """Hostile programs, each once as it is and once with little memory: any end is good but a crash or none."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        ouro = shutil.copy(ouro, folder)
        for seed in range(first, first + count):
            with open(path, "w", encoding="utf-8") as f:
                f.write(program(seed, True))
            for options in [], ["--memory-limit", str(random.Random(seed).randint(1200000, 5000000))]:
                got = run([ouro] + options, path)
                if got is None or got[1] not in (0, 1) or b"Sanitizer" in got[2] or b"runtime error" in got[2]:
                    bad += 1
                    print(f"seed {seed} {' '.join(options)}: {'no end' if got is None else f'status {got[1]}'}")
                    if got is not None:
                        print("  " + got[2][-1500:].decode(errors="replace").replace("\n", "\n  "))
                    sys.stdout.flush()
    print(f"{count} programs, {bad} bad ends")
    return bad


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "--survive":
        sys.exit(survive(os.path.abspath(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])) != 0)
    if len(sys.argv) == 5 and sys.argv[1] == "--compare":
        sys.exit(compare(os.path.abspath(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])) != 0)
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(program(int(sys.argv[1])))
