// SPDX-License-Identifier: MIT
// Binding the arguments of natives that take keywords, with CPython's messages.
#include "object/error.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

static OURO_COLD bool too_many(struct ouro *rt, struct signature const *s, uint32_t given)
{
    uint32_t most = s->keyword_only_from;
    if (most == 0) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() takes no positional arguments", s->function);
    } else if (most < s->count) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() takes %s %u positional argument%s (%u given)", s->function,
                          s->required >= most ? "exactly" : "at most", (unsigned)most, most == 1 ? "" : "s", given);
    } else {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() takes at most %u argument%s (%u given)", s->function,
                          (unsigned)most, most == 1 ? "" : "s", given);
    }
    return false;
}

// More than there are parameters, keywords counted.
static OURO_COLD bool too_many_in_all(struct ouro *rt, struct signature const *s, uint32_t given, bool only_keywords)
{
    (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() takes at most %u %sargument%s (%u given)", s->function,
                      (unsigned)s->count, only_keywords ? "keyword " : "", s->count == 1 ? "" : "s", given);
    return false;
}

static OURO_COLD bool missing(struct ouro *rt, struct signature const *s, uint32_t which, uint32_t given)
{
    if (which < s->positional_only) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() takes %s %u positional argument%s (%u given)", s->function,
                          s->required < s->keyword_only_from ? "at least" : "exactly",
                          s->required < s->positional_only ? (unsigned)s->required : (unsigned)s->positional_only,
                          (s->required < s->positional_only ? s->required : s->positional_only) == 1 ? "" : "s", given);
    } else {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() missing required argument '%s' (pos %u)", s->function,
                          s->names[which], which + 1);
    }
    return false;
}

static bool bind_keyword(struct ouro *rt, struct signature const *s, ref_value key, ref_value value, uint32_t given,
                         ref_value *out)
{
    for (uint32_t i = 0; i < s->count; i++) {
        if (!str_equals(as_str(key), s->names[i])) {
            continue;
        }
        if (i < s->positional_only) {
            break;
        }
        if (i < given) {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "argument for %s() given by name ('%s') and position (%u)",
                              s->function, s->names[i], i + 1);
            return false;
        }
        out[i] = value;
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "'%U' is an invalid keyword argument for %s()", key, s->function);
    return false;
}

bool arguments_bind(struct ouro *rt, struct signature const *s, ref_value const *args, uint32_t count,
                    ref_value kwnames, ref_value *out)
{
    uint64_t named = is_nothing(kwnames) ? 0 : as_tuple(kwnames)->length;
    if (count > s->keyword_only_from || count + named > s->count) {
        if (count > s->keyword_only_from || named == 0) {
            return too_many(rt, s, s->keyword_only_from < s->count ? count : (uint32_t)(count + named));
        }
        return too_many_in_all(rt, s, (uint32_t)(count + named), count == 0);
    }
    for (uint32_t i = 0; i < s->count; i++) {
        out[i] = i < count ? args[i] : ref_nothing;
    }
    for (uint64_t i = 0; i < named; i++) {
        if (!bind_keyword(rt, s, tuple_item(kwnames, i), args[count + i], count, out)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < s->required; i++) {
        if (is_nothing(out[i])) {
            return missing(rt, s, i, count);
        }
    }
    return true;
}
