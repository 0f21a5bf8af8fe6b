// SPDX-License-Identifier: MIT
// Methods of str that look for text in text: find, count, replace, startswith, partition and their like. UTF-8 lets all
// of them work on bytes: a character never matches in the middle of another.
#include "object/byte_count.h"
#include "object/container.h"
#include "object/memory_search.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/utf8.h"

// Arguments -----------------------------------------------------------------------------------------------------------

static bool bound_read(struct ouro *rt, ref_value v, int64_t *out)
{
    if (is_none(v)) {
        return true;
    }
    if (!is_index(rt, v)) {
        (void)error_raise(rt, TYPE_TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return operation_index_clamped(rt, v, out);
}

bool text_bounds_read(struct ouro *rt, ref_value const *args, uint32_t count, int64_t *start, int64_t *end)
{
    *start = 0;
    *end = INT64_MAX;
    return (count < 1 || bound_read(rt, args[0], start)) && (count < 2 || bound_read(rt, args[1], end));
}

bool text_arity(struct ouro *rt, char const *name, uint32_t count)
{
    if (OURO_LIKELY(count >= 2 && count <= 4)) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "%s() takes at %s (%u given)", name,
                      count < 2 ? "least 1 argument" : "most 3 arguments", count - 1);
    return false;
}

bool text_argument(struct ouro *rt, ref_value v)
{
    if (OURO_LIKELY(is_str(rt, v))) {
        return true;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "must be str, not %T", v);
    return false;
}

// The part of a str that a search is about, in bytes; `empty`: start lies behind end, nothing can be found.
struct span {
    char const *bytes;
    size_t from;
    size_t to;
    bool empty;
};

static bool span_read(struct ouro *rt, struct str *s, ref_value const *args, uint32_t count, struct span *out)
{
    *out = (struct span){str_bytes(s), 0, str_size(s), false};
    if (count == 0) {
        return true;
    }
    int64_t start, end;
    if (!text_bounds_read(rt, args, count, &start, &end)) {
        return false;
    }
    text_bounds_adjust(s->length, &start, &end);
    if (start > end) {
        out->empty = true;
        return true;
    }
    out->from = str_offset(rt, s, (uint32_t)start);
    out->to = str_offset(rt, s, (uint32_t)end);
    return true;
}

own_value str_piece(struct ouro *rt, struct str const *s, size_t from, size_t to)
{
    char const *bytes = str_bytes(s) + from;
    return str_is_ascii(s) ? str_make(rt, bytes, to - from, to - from) : str_new(rt, bytes, to - from);
}

// find, index, rfind, rindex, count -----------------------------------------------------------------------------------

// Index of the first or last occurrence, -1: none, -2: error.
static int64_t find(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, bool last)
{
    if (!text_arity(rt, name, count) || !text_argument(rt, args[1])) {
        return -2;
    }
    struct str *s = as_str(args[0]);
    struct str *part = as_str(args[1]);
    struct span span;
    if (!span_read(rt, s, args + 2, count - 2, &span)) {
        return -2;
    }
    if (span.empty) {
        return -1;
    }
    char const *bytes = span.bytes + span.from;
    size_t size = span.to - span.from;
    size_t at = last ? memory_find_last(bytes, size, str_bytes(part), str_size(part))
                     : memory_find(bytes, size, str_bytes(part), str_size(part));
    if (at == MEMORY_NOT_FOUND) {
        return -1;
    }
    at += span.from;
    return (int64_t)(str_is_ascii(s) ? at : utf8_count(span.bytes, at));
}

static own_value find_result(int64_t at)
{
    return at == -2 ? own_nothing : own_small_int(at);
}

static own_value index_result(struct ouro *rt, int64_t at)
{
    return at == -1 ? error_raise(rt, TYPE_VALUE_ERROR, "substring not found") : find_result(at);
}

own_value str_method_find(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return find_result(find(rt, "find", args, count, false));
}

own_value str_method_rfind(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return find_result(find(rt, "rfind", args, count, true));
}

own_value str_method_index(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return index_result(rt, find(rt, "index", args, count, false));
}

own_value str_method_rindex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return index_result(rt, find(rt, "rindex", args, count, true));
}

own_value str_method_count(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (!text_arity(rt, "count", count) || !text_argument(rt, args[1])) {
        return own_nothing;
    }
    struct str *part = as_str(args[1]);
    struct span span;
    if (!span_read(rt, as_str(args[0]), args + 2, count - 2, &span)) {
        return own_nothing;
    }
    if (span.empty) {
        return own_small_int(0);
    }
    char const *bytes = span.bytes + span.from;
    size_t size = span.to - span.from;
    if (part->length == 0) {
        return own_small_int((int64_t)utf8_count(bytes, size) + 1);
    }
    return own_small_int((int64_t)text_count(bytes, size, str_bytes(part), str_size(part), UINT64_MAX));
}

// startswith, endswith, removeprefix, removesuffix --------------------------------------------------------------------

static bool part_stands(struct span const *span, struct str const *part, bool end)
{
    size_t size = str_size(part);
    if (span->empty || size > span->to - span->from) {
        return false;
    }
    return memcmp(span->bytes + (end ? span->to - size : span->from), str_bytes(part), size) == 0;
}

static own_value stands(struct ouro *rt, ref_value const *args, uint32_t count, bool end)
{
    struct span span;
    char const *name = end ? "endswith" : "startswith";
    if (!text_arity(rt, name, count) || !span_read(rt, as_str(args[0]), args + 2, count - 2, &span)) {
        return own_nothing;
    }
    if (is_str(rt, args[1])) {
        return own_bool(part_stands(&span, as_str(args[1]), end));
    }
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%s first arg must be str or a tuple of str, not %T", name, args[1]);
    }
    for (uint64_t i = 0; i < as_tuple(args[1])->length; i++) {
        ref_value part = tuple_item(args[1], i);
        if (!is_str(rt, part)) {
            return error_raise(rt, TYPE_TYPE_ERROR, "tuple for %s must only contain str, not %T", name, part);
        }
        if (part_stands(&span, as_str(part), end)) {
            return own_true;
        }
    }
    return own_false;
}

own_value str_method_startswith(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return stands(rt, args, count, false);
}

own_value str_method_endswith(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return stands(rt, args, count, true);
}

static own_value remove_part(struct ouro *rt, ref_value const *args, bool end)
{
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%s() argument must be str, not %T",
                           end ? "removesuffix" : "removeprefix", args[1]);
    }
    struct str *s = as_str(args[0]);
    size_t size = str_size(s), part = str_size(as_str(args[1]));
    struct span span = {str_bytes(s), 0, size, false};
    if (part == 0 || !part_stands(&span, as_str(args[1]), end)) {
        return str_exact(rt, args[0]);
    }
    return end ? str_piece(rt, s, 0, size - part) : str_piece(rt, s, part, size);
}

own_value str_method_removeprefix(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return remove_part(rt, args, false);
}

own_value str_method_removesuffix(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return remove_part(rt, args, true);
}

// partition, rpartition -----------------------------------------------------------------------------------------------

static own_value partition(struct ouro *rt, ref_value const *args, bool last)
{
    if (!text_argument(rt, args[1])) {
        return own_nothing;
    }
    struct str *s = as_str(args[0]);
    struct str *separator = as_str(args[1]);
    if (separator->length == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "empty separator");
    }
    size_t size = str_size(s), gap = str_size(separator);
    size_t at = last ? memory_find_last(str_bytes(s), size, str_bytes(separator), gap)
                     : memory_find(str_bytes(s), size, str_bytes(separator), gap);
    own_value parts[3];
    if (at == MEMORY_NOT_FOUND) {
        parts[last ? 2 : 0] = str_exact(rt, args[0]);
        parts[1] = str_make(rt, "", 0, 0);
        parts[last ? 0 : 2] = str_make(rt, "", 0, 0);
    } else {
        parts[0] = str_piece(rt, s, 0, at);
        parts[1] = str_exact(rt, args[1]);
        parts[2] = str_piece(rt, s, at + gap, size);
    }
    if (failed(parts[0]) || failed(parts[1]) || failed(parts[2])) {
        for (int i = 0; i < 3; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 3);
}

own_value str_method_partition(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return partition(rt, args, false);
}

own_value str_method_rpartition(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return partition(rt, args, true);
}

// replace -------------------------------------------------------------------------------------------------------------

// Puts `fresh` before each of the first `times` places between characters.
static own_value interleave(struct ouro *rt, ref_value self, struct str *s, struct str *fresh, uint64_t times)
{
    if (times > (uint64_t)s->length + 1) {
        times = (uint64_t)s->length + 1;
    }
    size_t more = str_size(fresh);
    if (times == 0 || more == 0) {
        return str_exact(rt, self);
    }
    size_t size = str_size(s);
    if (more > UINT32_MAX / times) {
        return error_no_memory(rt);
    }
    struct str *result = str_allocate(rt, size + times * more, s->length + times * fresh->length);
    if (result == NULL) {
        return own_nothing;
    }
    char *to = str_fill(result);
    char const *at = str_bytes(s);
    char const *end = at + size;
    for (; times > 0; times--) {
        memcpy(to, str_bytes(fresh), more);
        to += more;
        for (unsigned width = at < end ? utf8_width(*at) : 0; width > 0; width--) {
            *to++ = *at++;
        }
    }
    memcpy(to, at, (size_t)(end - at));
    return own_object(result);
}

uint64_t text_count(char const *bytes, size_t size, char const *part, size_t width, uint64_t most)
{
    if (width > 1 || most < size / 16) {
        return memory_count(bytes, size, part, width, most);
    }
    size_t found = byte_count(bytes, size, *part);
    return found < most ? found : most;
}

// Copies a text in which many single bytes are replaced.
static char *replace_byte(char *to, char const *bytes, size_t size, char old, struct str *fresh, uint64_t times)
{
    size_t more = str_size(fresh);
    char const *text = str_bytes(fresh);
    for (char const *end = bytes + size; bytes < end; bytes++) {
        if (*bytes != old || times == 0) {
            *to++ = *bytes;
            continue;
        }
        times--;
        for (size_t i = 0; i < more; i++) {
            *to++ = text[i];
        }
    }
    return to;
}

static void replace_same_size(char *bytes, size_t size, struct str *old, struct str *fresh, uint64_t times)
{
    size_t width = str_size(old);
    for (size_t at = 0; times > 0; times--) {
        size_t found = memory_find(bytes + at, size - at, str_bytes(old), width);
        if (found == MEMORY_NOT_FOUND) {
            return;
        }
        memcpy(bytes + at + found, str_bytes(fresh), width);
        at += found + width;
    }
}

static own_value replace(struct ouro *rt, ref_value self, struct str *old, struct str *fresh, uint64_t times)
{
    struct str *s = as_str(self);
    if (old->length == 0) {
        return interleave(rt, self, s, fresh, times);
    }
    char const *bytes = str_bytes(s);
    size_t size = str_size(s), width = str_size(old), more = str_size(fresh);
    uint64_t found = text_count(bytes, size, str_bytes(old), width, times);
    if (found == 0) {
        return str_exact(rt, self);
    }
    size_t kept = size - found * width;
    if (more > 0 && found > UINT32_MAX / more) {
        return error_no_memory(rt);
    }
    size_t total = kept + found * more;
    size_t length = s->length - found * old->length + found * fresh->length;
    char one[1]; // what has at most one byte is shared
    struct str *result = total > 1 ? str_allocate(rt, total, length) : NULL;
    if (total > 1 && result == NULL) {
        return own_nothing;
    }
    char *to = result != NULL ? str_fill(result) : one;
    if (width == 1 && found > size / 16 && more <= 8) {
        replace_byte(to, bytes, size, *str_bytes(old), fresh, found);
        found = 0;
        to += total;
        bytes += size;
        size = 0;
    } else if (width == more) {
        memcpy(to, bytes, size);
        replace_same_size(to, size, old, fresh, found);
        found = 0;
        to += size;
        bytes += size;
        size = 0;
    }
    char const *end = bytes + size;
    for (; found > 0; found--) {
        size_t gap = memory_find(bytes, (size_t)(end - bytes), str_bytes(old), width);
        memcpy(to, bytes, gap);
        to += gap;
        memcpy(to, str_bytes(fresh), more);
        to += more;
        bytes += gap + width;
    }
    memcpy(to, bytes, (size_t)(end - bytes));
    return result != NULL ? own_object(result) : str_make(rt, one, total, total);
}

own_value str_method_replace(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    int64_t times = -1;
    for (uint32_t i = 1; i <= 2; i++) {
        if (!is_str(rt, args[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "replace() argument %u must be str, not %T", i, args[i]);
        }
    }
    if (count > 3 && !operation_index_int64(rt, args[3], &times, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    return replace(rt, args[0], as_str(args[1]), as_str(args[2]), times < 0 ? UINT64_MAX : (uint64_t)times);
}
