// SPDX-License-Identifier: MIT
// Methods of bytes and bytearray that look for bytes in bytes. Arguments are converted before a view of self is taken:
// their conversion may run Python code that changes a bytearray.
#include "object/bytes_methods.h"
#include "object/container.h"
#include "object/list.h"
#include "object/memory_search.h"
#include "object/str_methods.h"
#include "object/tuple.h"

// What to look for: bytes, or one byte given as an int.
struct needle {
    struct byte_view view;
    uint8_t byte;
};

static bool needle_read(struct ouro *rt, ref_value v, struct needle *out)
{
    if (is_buffer(rt, v)) {
        return byte_view_get(rt, v, &out->view);
    }
    if (!is_index(rt, v)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "argument should be integer or bytes-like object, not '%T'", v);
        return false;
    }
    out->view = (struct byte_view){&out->byte, 1};
    return byte_argument(rt, v, &out->byte);
}

// The part of self that the bounds select; false: nothing can be found in it.
static bool section(struct ouro *rt, ref_value self, int64_t start, int64_t end, struct byte_view *out)
{
    *out = byte_view_of(rt, self);
    text_bounds_adjust(out->size, &start, &end);
    if (start > end) {
        return false;
    }
    out->data += start;
    out->size = (size_t)(end - start);
    return true;
}

// Position of the first or last occurrence, -1: none, -2: error.
static int64_t find(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, bool last)
{
    int64_t start, end;
    struct needle needle;
    struct byte_view view;
    if (!text_arity(rt, name, count) || !text_bounds_read(rt, args + 2, count - 2, &start, &end) ||
        !needle_read(rt, args[1], &needle)) {
        return -2;
    }
    if (!section(rt, args[0], start, end, &view)) {
        return -1;
    }
    size_t at = last ? memory_find_last(view.data, view.size, needle.view.data, needle.view.size)
                     : memory_find(view.data, view.size, needle.view.data, needle.view.size);
    if (at == MEMORY_NOT_FOUND) {
        return -1;
    }
    struct byte_view whole = byte_view_of(rt, args[0]);
    return (int64_t)at + (view.data - whole.data);
}

static own_value find_result(int64_t at)
{
    return at == -2 ? own_nothing : own_small_int(at);
}

static own_value index_result(struct ouro *rt, int64_t at)
{
    return at == -1 ? error_raise(rt, TYPE_VALUE_ERROR, "subsection not found") : find_result(at);
}

own_value bytes_method_find(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return find_result(find(rt, "find", args, count, false));
}

own_value bytes_method_rfind(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return find_result(find(rt, "rfind", args, count, true));
}

own_value bytes_method_index(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return index_result(rt, find(rt, "index", args, count, false));
}

own_value bytes_method_rindex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return index_result(rt, find(rt, "rindex", args, count, true));
}

own_value bytes_method_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t start, end;
    struct needle needle;
    struct byte_view view;
    if (!text_arity(rt, "count", count) || !text_bounds_read(rt, args + 2, count - 2, &start, &end) ||
        !needle_read(rt, args[1], &needle)) {
        return own_nothing;
    }
    if (!section(rt, args[0], start, end, &view)) {
        return own_small_int(0);
    }
    if (needle.view.size == 0) {
        return own_small_int((int64_t)view.size + 1);
    }
    return own_small_int((int64_t)memory_count(view.data, view.size, needle.view.data, needle.view.size, SIZE_MAX));
}

// startswith, endswith, removeprefix, removesuffix --------------------------------------------------------------------

static bool part_stands(struct byte_view view, struct byte_view part, bool end)
{
    return part.size <= view.size &&
           (part.size == 0 || memcmp(view.data + (end ? view.size - part.size : 0), part.data, part.size) == 0);
}

static own_value stands(struct ouro *rt, ref_value const *args, uint32_t count, bool end)
{
    int64_t from, to;
    struct byte_view view, part;
    if (!text_arity(rt, end ? "endswith" : "startswith", count) ||
        !text_bounds_read(rt, args + 2, count - 2, &from, &to)) {
        return own_nothing;
    }
    bool possible = section(rt, args[0], from, to, &view);
    if (is_bytes_like(rt, args[1])) {
        return own_bool(possible && part_stands(view, byte_view_of(rt, args[1]), end));
    }
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%s first arg must be bytes or a tuple of bytes, not %T",
                           end ? "endswith" : "startswith", args[1]);
    }
    for (uint64_t i = 0; i < as_tuple(args[1])->length; i++) {
        if (!byte_view_get(rt, tuple_item(args[1], i), &part)) {
            return own_nothing;
        }
        if (possible && part_stands(view, part, end)) {
            return own_true;
        }
    }
    return own_false;
}

own_value bytes_method_startswith(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return stands(rt, args, count, false);
}

own_value bytes_method_endswith(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return stands(rt, args, count, true);
}

static own_value remove_part(struct ouro *rt, ref_value const *args, bool end)
{
    struct byte_view part;
    if (!byte_view_get(rt, args[1], &part)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    if (part.size == 0 || !part_stands(view, part, end)) {
        return bytes_like_same(rt, args[0]);
    }
    return bytes_like_new(rt, args[0], view.data + (end ? 0 : part.size), view.size - part.size);
}

own_value bytes_method_removeprefix(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return remove_part(rt, args, false);
}

own_value bytes_method_removesuffix(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return remove_part(rt, args, true);
}

// partition, rpartition -----------------------------------------------------------------------------------------------

static own_value partition(struct ouro *rt, ref_value const *args, bool last)
{
    struct byte_view gap;
    if (!byte_view_get(rt, args[1], &gap)) {
        return own_nothing;
    }
    if (gap.size == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "empty separator");
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    size_t at = last ? memory_find_last(view.data, view.size, gap.data, gap.size)
                     : memory_find(view.data, view.size, gap.data, gap.size);
    own_value parts[3];
    if (at == MEMORY_NOT_FOUND) {
        parts[last ? 2 : 0] = bytes_like_same(rt, args[0]);
        parts[1] = bytes_like_new(rt, args[0], NULL, 0);
        parts[last ? 0 : 2] = bytes_like_new(rt, args[0], NULL, 0);
    } else {
        parts[0] = bytes_like_new(rt, args[0], view.data, at);
        parts[1] = is_exact(args[1], TYPE_BYTES) && layout_of(rt, args[0]) == TYPE_BYTES
                       ? retain(args[1])
                       : bytes_like_new(rt, args[0], gap.data, gap.size);
        parts[2] = bytes_like_new(rt, args[0], view.data + at + gap.size, view.size - at - gap.size);
    }
    if (failed(parts[0]) || failed(parts[1]) || failed(parts[2])) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 3);
}

own_value bytes_method_partition(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return partition(rt, args, false);
}

own_value bytes_method_rpartition(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return partition(rt, args, true);
}

// replace -------------------------------------------------------------------------------------------------------------

// Writes `view` with `times` occurrences of old (or, old being empty, places between bytes) replaced.
static void replace_write(uint8_t *to, struct byte_view view, struct byte_view old, struct byte_view fresh,
                          uint64_t times)
{
    size_t at = 0;
    for (; times > 0; times--) {
        size_t gap = old.size > 0 ? memory_find(view.data + at, view.size - at, old.data, old.size) : 0;
        memcpy(to, view.data + at, gap);
        to += gap;
        if (fresh.size > 0) {
            memcpy(to, fresh.data, fresh.size);
        }
        to += fresh.size;
        at += gap + old.size;
        if (old.size == 0 && at < view.size) {
            *to++ = view.data[at++];
        }
    }
    if (at < view.size) {
        memcpy(to, view.data + at, view.size - at);
    }
}

own_value bytes_method_replace(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct byte_view old, fresh;
    int64_t limit = -1;
    if (count > 3 && !operation_index_int64(rt, args[3], &limit, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (!byte_view_get(rt, args[1], &old) || !byte_view_get(rt, args[2], &fresh)) {
        return own_nothing;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    uint64_t times = limit < 0 ? UINT64_MAX : (uint64_t)limit;
    if (old.size > 0) {
        times = memory_count(view.data, view.size, old.data, old.size, times);
    } else if (times > view.size + 1) {
        times = view.size + 1;
    }
    if (times == 0) {
        return bytes_like_same(rt, args[0]);
    }
    if (fresh.size > (uint64_t)INT64_MAX / 4 / times) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "replace bytes are too long");
    }
    size_t total = view.size - times * old.size + times * fresh.size;
    own_value result = bytes_like_new(rt, args[0], NULL, total);
    if (!failed(result) && total > 0) {
        replace_write(bytes_like_fill(lend(result)), view, old, fresh, times);
    }
    return result;
}

// join ----------------------------------------------------------------------------------------------------------------

static own_value join_list(struct ouro *rt, ref_value self, ref_value list)
{
    struct byte_view gap = byte_view_of(rt, self);
    uint64_t count = as_list(list)->length;
    uint64_t total = 0;
    for (uint64_t i = 0; i < count; i++) {
        ref_value item = list_item(list, i);
        if (!is_bytes_like(rt, item)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "sequence item %zd: expected a bytes-like object, %T found",
                               (ptrdiff_t)i, item);
        }
        total += byte_view_of(rt, item).size + (i > 0 ? gap.size : 0);
        if (total > (uint64_t)INT64_MAX / 4) {
            return error_raise(rt, TYPE_OVERFLOW_ERROR, "join() result is too long");
        }
    }
    if (count == 1 && is_exact(self, TYPE_BYTES) && is_exact(list_item(list, 0), TYPE_BYTES)) {
        return retain(list_item(list, 0));
    }
    own_value result = bytes_like_new(rt, self, NULL, total);
    if (failed(result)) {
        return result;
    }
    uint8_t *to = bytes_like_fill(lend(result));
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0 && gap.size > 0) {
            memcpy(to, gap.data, gap.size);
            to += gap.size;
        }
        struct byte_view part = byte_view_of(rt, list_item(list, i));
        if (part.size > 0) {
            memcpy(to, part.data, part.size);
            to += part.size;
        }
    }
    return result;
}

own_value bytes_method_join(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (is_exact(args[1], TYPE_LIST)) {
        return join_list(rt, args[0], args[1]);
    }
    own_value list = str_join_list(rt, args[1]);
    if (failed(list)) {
        return own_nothing;
    }
    own_value result = join_list(rt, args[0], lend(list));
    release(rt, list);
    return result;
}
