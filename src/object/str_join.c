// SPDX-License-Identifier: MIT
// Joining many strings: measured first, then copied once.
#include "core/poll.h"
#include "object/error.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

// Sizes of a join, all items being str.
struct join_size {
    uint64_t bytes;
    uint64_t length;
};

static void join_add(struct join_size *sum, struct str const *s)
{
    sum->bytes += str_size(s);
    sum->length += s->length;
}

static own_value join_items(struct ouro *rt, ref_value separator, ref_value const *items, uint64_t count,
                            struct join_size sum)
{
    struct str const *between = as_str(separator);
    char const *gap = str_bytes(between);
    size_t gap_size = str_size(between);
    if (count > UINT32_MAX && gap_size > 0) {
        return error_no_memory(rt);
    }
    sum.bytes += (count - 1) * gap_size;
    sum.length += (count - 1) * between->length;
    if (sum.bytes <= 1) {
        for (uint64_t i = 0; i < count; i++) {
            if (as_str(items[i])->length > 0) {
                return str_exact(rt, items[i]);
            }
        }
        return str_make(rt, gap, (size_t)sum.bytes, (size_t)sum.bytes);
    }
    struct str *result = str_allocate(rt, (size_t)sum.bytes, (size_t)sum.length);
    if (result == NULL) {
        return own_nothing;
    }
    char *to = str_fill(result);
    for (uint64_t i = 0; i < count; i++) {
        if (gap_size == 1 && i > 0) {
            *to++ = *gap;
        } else if (i > 0) {
            memcpy(to, gap, gap_size);
            to += gap_size;
        }
        struct str const *s = as_str(items[i]);
        size_t size = str_size(s);
        memcpy(to, str_bytes(s), size);
        to += size;
        if (!poll_native(rt, 1 + size / 64)) {
            memset(to, 0, (size_t)(str_fill(result) + sum.bytes - to));
            release(rt, own_object(result));
            return own_nothing;
        }
    }
    return own_object(result);
}

static own_value join_checked(struct ouro *rt, ref_value separator, ref_value const *items, uint64_t count)
{
    if (count == 0) {
        return str_make(rt, "", 0, 0);
    }
    if (count == 1 && is_exact(items[0], TYPE_STR)) {
        return retain(items[0]);
    }
    struct join_size sum = {0, 0};
    for (uint64_t i = 0; i < count; i++) {
        if (OURO_UNLIKELY(!is_exact(items[i], TYPE_STR)) && !is_str(rt, items[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "sequence item %zd: expected str instance, %T found", (ptrdiff_t)i,
                               items[i]);
        }
        join_add(&sum, as_str(items[i]));
    }
    return join_items(rt, separator, items, count, sum);
}

own_value str_join_list(struct ouro *rt, ref_value iterable)
{
    own_value iterator = operation_iterate(rt, iterable);
    if (failed(iterator)) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            error_clear(rt);
            (void)error_raise(rt, TYPE_TYPE_ERROR, "can only join an iterable");
        }
        return own_nothing;
    }
    own_value list = operation_list(rt, lend(iterator));
    release(rt, iterator);
    return list;
}

own_value str_join(struct ouro *rt, ref_value separator, ref_value iterable)
{
    if (is_exact(iterable, TYPE_LIST)) {
        struct list *l = as_list(iterable);
        return join_checked(rt, separator, slot_lend_array(l->items), l->length);
    }
    if (is_exact(iterable, TYPE_TUPLE)) {
        struct tuple *t = as_tuple(iterable);
        return join_checked(rt, separator, slot_lend_array(t->items), t->length);
    }
    own_value list = str_join_list(rt, iterable);
    if (failed(list)) {
        return own_nothing;
    }
    struct list *l = as_list(lend(list));
    own_value result = join_checked(rt, separator, slot_lend_array(l->items), l->length);
    release(rt, list);
    return result;
}

own_value str_join_parts(struct ouro *rt, ref_value const *parts, uint32_t count)
{
    size_t size = 0, length = 0;
    for (uint32_t i = 0; i < count; i++) {
        size += str_size(as_str(parts[i]));
        length += as_str(parts[i])->length;
    }
    if (size <= 1) {
        for (uint32_t i = 0; i < count; i++) {
            if (as_str(parts[i])->length > 0) {
                return str_exact(rt, parts[i]);
            }
        }
        return str_make(rt, "", 0, 0);
    }
    struct str *result = str_allocate(rt, size, length);
    if (result == NULL) {
        return own_nothing;
    }
    char *to = str_fill(result);
    for (uint32_t i = 0; i < count; i++) {
        struct str const *s = as_str(parts[i]);
        size_t part = str_size(s);
        memcpy(to, str_bytes(s), part);
        to += part;
    }
    return own_object(result);
}
