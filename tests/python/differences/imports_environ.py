# differs: the environment of the process stays as it is, since other threads of a host may read it
# SPDX-License-Identifier: MIT
import os
os.environ["OURO_TEST"] = "seen by the program"
with open("/proc/self/environ", "rb") as f:
    print(os.environ["OURO_TEST"], os.getenv("OURO_TEST"), b"OURO_TEST" in f.read())
os.putenv("OURO_OTHER", "x")
print("OURO_OTHER" in os.environ)
del os.environ["OURO_TEST"]
print("OURO_TEST" in os.environ)
