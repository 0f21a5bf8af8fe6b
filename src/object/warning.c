// SPDX-License-Identifier: MIT
// The runtime's own warnings: the text, and the way to floor 7.
#include "object/warning.h"

#include "object/error.h"
#include "object/state.h"
#include "object/str.h"

#include <stdarg.h>

static bool warn(struct ouro *rt, enum type_number category, int64_t stack_level, ref_value source, char const *format,
                 va_list list)
{
    if (rt->objects->warn == NULL) {
        return true;
    }
    struct type *class = type_by_number(rt, category);
    own_value text = class == NULL ? own_nothing : str_format_list(rt, format, list);
    bool done = !failed(text) && rt->objects->warn(rt, ref_object(class), lend(text), stack_level, source);
    release(rt, text);
    return done;
}

bool warning_raise(struct ouro *rt, enum type_number category, int64_t stack_level, char const *format, ...)
{
    va_list list;
    va_start(list, format);
    bool done = warn(rt, category, stack_level, ref_none, format, list);
    va_end(list);
    return done;
}

bool warning_dying(struct ouro *rt, enum type_number category, ref_value source, char const *format, ...)
{
    va_list list;
    va_start(list, format);
    bool done = warn(rt, category, 1, source, format, list);
    va_end(list);
    return done;
}

bool warning_unclosed(struct ouro *rt, char const *what, ref_value source)
{
    if (warning_dying(rt, TYPE_RESOURCE_WARNING, source, "%s %R", what, source)) {
        return true;
    }
    if (error_matches(rt, TYPE_WARNING)) {
        return false;
    }
    error_clear(rt);
    return true;
}

bool warning_raise_at(struct ouro *rt, enum type_number category, ref_value filename, int64_t line, char const *format,
                      ...)
{
    if (rt->objects->warn_at == NULL) {
        return true;
    }
    va_list list;
    va_start(list, format);
    struct type *class = type_by_number(rt, category);
    own_value text = class == NULL ? own_nothing : str_format_list(rt, format, list);
    va_end(list);
    bool done = !failed(text) && rt->objects->warn_at(rt, ref_object(class), lend(text), filename, line);
    release(rt, text);
    return done;
}
