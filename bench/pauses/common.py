# SPDX-License-Identifier: MIT
# What the programs of this folder measure: the longest step in CPU time of the thread, peak memory, garbage that waits.
import time

clock = time.thread_time_ns


def peak_mb():
    with open("/proc/self/status") as f:
        for line in f:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024


class Steps:
    """Call step() once for each step of the program; what lies between two calls is one step."""

    def __init__(self):
        self.base = peak_mb()
        self.begin = clock()
        self.worst = 0
        self.was = clock()

    def step(self):
        now = clock()
        if now - self.was > self.worst:
            self.worst = now - self.was
        self.was = now

    def skip(self):
        """What was done since the last call is no step."""
        self.was = clock()

    def report(self, waiting):
        print("seconds %.3f" % ((clock() - self.begin) / 1e9))
        print("worst_step_ms %.3f" % (self.worst / 1e6))
        print("peak_above_start_mb %.1f" % (peak_mb() - self.base))
        print("most_waiting", waiting)
