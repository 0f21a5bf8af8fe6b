// SPDX-License-Identifier: MIT
// Warnings of the runtime itself. What becomes of one (shown, once, made an error) is for the filters of the module
// warnings, on floor 7, which fills in the doors; before that nothing is said. Each may run Python: filters, a
// showwarning in Python. false: an exception is pending, usually the warning itself, raised by a filter "error".
#ifndef OURO_OBJECT_WARNING_H
#define OURO_OBJECT_WARNING_H

#include "object/type.h"

// About the code that runs. stack_level 1: the running frame, 2: its caller, ... Format: error_raise's.
OURO_MUST_USE bool warning_raise(struct ouro *rt, enum type_number category, int64_t stack_level, char const *format,
                                 ...);
// About an object that dies (a file not closed, a coroutine not awaited). For finalizers: one that is raised is theirs
// to report.
OURO_MUST_USE bool warning_dying(struct ouro *rt, enum type_number category, ref_value source, char const *format, ...);
// What finalizers do about something left open: a ResourceWarning "WHAT repr(source)". false: a filter made it an
// error, which is pending for the caller to report as unraisable; other errors are dropped.
OURO_MUST_USE bool warning_unclosed(struct ouro *rt, char const *what, ref_value source);
// About a place in source text, while it is compiled: filename is a str. A SyntaxWarning that a filter makes an error
// comes out as the SyntaxWarning; the compiler turns that into a SyntaxError at the same place.
OURO_MUST_USE bool warning_raise_at(struct ouro *rt, enum type_number category, ref_value filename, int64_t line,
                                    char const *format, ...);

#endif
