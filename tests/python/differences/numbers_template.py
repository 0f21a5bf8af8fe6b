# differs: there is no re, so string.Template scans by hand and regards the delimiter alone
# SPDX-License-Identifier: MIT
import string
class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_x"
print(Percent("%name %{name} %%").substitute(name=1, name_x=2))
print(string.Template("$\u00e4 $a").safe_substitute(a=1, **{"\u00e4": 2}))
print(hasattr(string.Template, "pattern"))
