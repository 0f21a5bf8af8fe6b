# differs: there is no re, so patterns of warnings are literal text
# SPDX-License-Identifier: MIT
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message="plain text")
    warnings.filterwarnings("ignore", message="a\\.b$")
    for text in "plain text and more", "other", "a.b", "a.b.c":
        warnings.warn(text)
    print([str(w.message) for w in seen])
    try:
        warnings.filterwarnings("ignore", message="a.*b")
        warnings.warn("axb")
    except ImportError as e:
        print(type(e).__name__, e)
