# SPDX-License-Identifier: MIT
# json: both ways.
import json
t = json.dumps({"a": [1, 2.5, None, True, "é\n\"x\""], "b": {"c": {}}, "3": [[]]}, indent=1, sort_keys=True)
v = json.loads(t)
print(t, v, json.dumps(v, separators=(",", ":"), ensure_ascii=False), json.loads("[1e5, -0.5, 12345678901234567890, \"\\u00e9\\ud83d\\ude00\"]"))
try: json.loads('{"a": [1, }')
except json.JSONDecodeError as e: print(e)
try: json.dumps({1: {2}})
except TypeError as e: print(e)
print(json.dumps([{1, 2} and 1, (3,)], default=list), json.loads('{"x": 1}', object_pairs_hook=list))
