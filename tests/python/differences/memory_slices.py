# differs: an automatic collection of the old generation runs in slices, between which the program goes on
# not under: first-fails (every allocation collects: the loop that waits for a slice takes minutes)
# SPDX-License-Identifier: MIT
import gc
state = {"running": False, "made": 0, "ends": 0}
def callback(phase, info):
    if info["generation"] == 2:
        state["running"] = phase == "start"
        state["ends"] += phase == "stop"
gc.callbacks.append(callback)
keep = []
while state["ends"] < 2 or not state["made"]:
    keep.append([len(keep)])
    state["made"] += state["running"]  # between the start and the stop of a collection
gc.callbacks.clear()
print("the program ran meanwhile:", state["made"] > 0)
