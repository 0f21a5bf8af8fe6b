// SPDX-License-Identifier: MIT
// The module _bisect: places in sorted sequences.
#include "lib/module_types.h"
#include "object/container.h"
#include "object/list.h"

struct search {
    ref_value sequence;
    ref_value item;
    ref_value key; // None: none
    int64_t low;
    int64_t high; // -1: the length
};

static own_value item_at(struct ouro *rt, struct search *s, int64_t i)
{
    own_value item;
    if (is_exact(s->sequence, TYPE_LIST) && (uint64_t)i < as_list(s->sequence)->length) {
        item = retain(list_item(s->sequence, (uint64_t)i));
    } else {
        item = operation_get_item(rt, s->sequence, lend(own_small_int(i)));
    }
    if (failed(item) || is_none(s->key)) {
        return item;
    }
    own_value key = operation_call_1(rt, s->key, lend(item));
    release(rt, item);
    return key;
}

// The place for `wanted`: after equal items or before them. -1: error.
static int64_t find(struct ouro *rt, struct search *s, ref_value wanted, bool right)
{
    int64_t low = s->low;
    int64_t high = s->high;
    if (low < 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "lo must be non-negative");
        return -1;
    }
    if (high == -1 && (high = operation_length(rt, s->sequence)) < 0) {
        return -1;
    }
    while (low < high) {
        int64_t middle = (int64_t)(((uint64_t)low + (uint64_t)high) / 2);
        own_value item = item_at(rt, s, middle);
        if (failed(item)) {
            return -1;
        }
        int less;
        if (both_small_int(lend(item), wanted)) {
            less = right ? small_int(wanted) < small_int(lend(item)) : small_int(lend(item)) < small_int(wanted);
        } else {
            less = right ? operation_compare_truth(rt, COMPARE_LT, wanted, lend(item))
                         : operation_compare_truth(rt, COMPARE_LT, lend(item), wanted);
        }
        release(rt, item);
        if (less < 0) {
            return -1;
        }
        if ((less > 0) == right) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static bool read(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames,
                 struct search *s)
{
    static char const *const names[] = {"a", "x", "lo", "hi", "key"};
    struct signature const signature = {name, names, 5, 2, 0, 4};
    ref_value given[5];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return false;
    }
    *s = (struct search){given[0], given[1], is_nothing(given[4]) ? ref_none : given[4], 0, -1};
    return (is_nothing(given[2]) || operation_index_int64(rt, given[2], &s->low, TYPE_OVERFLOW_ERROR)) &&
           (is_nothing(given[3]) || is_none(given[3]) ||
            operation_index_int64(rt, given[3], &s->high, TYPE_OVERFLOW_ERROR));
}

static own_value bisect(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames,
                        bool right)
{
    struct search s;
    int64_t place = read(rt, name, args, count, kwnames, &s) ? find(rt, &s, s.item, right) : -1;
    return place < 0 ? own_nothing : own_small_int(place);
}

static own_value insort(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames,
                        bool right)
{
    struct search s;
    if (!read(rt, name, args, count, kwnames, &s)) {
        return own_nothing;
    }
    own_value wanted = is_none(s.key) ? retain(s.item) : operation_call_1(rt, s.key, s.item);
    int64_t place = failed(wanted) ? -1 : find(rt, &s, lend(wanted), right);
    release(rt, wanted);
    if (place < 0) {
        return own_nothing;
    }
    if (is_exact(s.sequence, TYPE_LIST)) {
        return list_insert(rt, as_list(s.sequence), place, retain(s.item)) ? own_none : own_nothing;
    }
    own_value method = str_from(rt, "insert");
    ref_value three[] = {s.sequence, lend(own_small_int(place)), s.item};
    own_value result = failed(method) ? own_nothing : operation_call_method(rt, lend(method), three, 3, ref_nothing);
    release(rt, method);
    bool done = !failed(result);
    release(rt, result);
    return done ? own_none : own_nothing;
}

METHOD(bisect_right)
{
    return bisect(rt, "bisect_right", args, count, kwnames, true);
}
METHOD(bisect_left)
{
    return bisect(rt, "bisect_left", args, count, kwnames, false);
}
METHOD(insort_right)
{
    return insort(rt, "insort_right", args, count, kwnames, true);
}
METHOD(insort_left)
{
    return insort(rt, "insort_left", args, count, kwnames, false);
}

#define FUNCTION(name, text)                                                                                     \
    {                                                                                                            \
#name, name, 0, -1, NATIVE_KEYWORDS, #name "($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n" text \
    }
static struct native_definition const functions[] = {
    FUNCTION(bisect_right,
             "Return the index where to insert item x in list a, assuming a is sorted: after equal items."),
    FUNCTION(bisect_left,
             "Return the index where to insert item x in list a, assuming a is sorted: before equal items."),
    FUNCTION(insort_right, "Insert item x in list a, and keep it sorted assuming a is sorted: after equal items."),
    FUNCTION(insort_left, "Insert item x in list a, and keep it sorted assuming a is sorted: before equal items."),
    {0},
};

own_value bisect_module_open(struct ouro *rt)
{
    return module_make(rt, "_bisect", "Bisection algorithms.", functions);
}
