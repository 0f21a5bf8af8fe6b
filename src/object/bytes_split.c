// SPDX-License-Identifier: MIT
// Methods of bytes and bytearray that cut: split, rsplit, splitlines, strip.
#include "object/bytes_methods.h"
#include "object/container.h"
#include "object/list.h"
#include "object/memory_search.h"

OURO_INLINE bool is_space(uint8_t c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

// A list under way, from the front or from the end. Nothing runs Python meanwhile, so the view stays good.
struct sections {
    struct ouro *rt;
    ref_value self;
    struct byte_view view;
    own_value list;
};

static bool sections_add(struct sections *p, size_t from, size_t to)
{
    own_value piece = from == 0 && to == p->view.size ? bytes_like_same(p->rt, p->self)
                                                      : bytes_like_new(p->rt, p->self, p->view.data + from, to - from);
    return !failed(piece) && list_append(p->rt, as_list(lend(p->list)), piece);
}

static bool sections_open(struct sections *p, struct ouro *rt, ref_value self)
{
    *p = (struct sections){rt, self, byte_view_of(rt, self), list_new(rt, 0)};
    return !failed(p->list);
}

static own_value sections_finish(struct sections *p, bool good, bool reversed)
{
    if (!good) {
        release(p->rt, give(p->list));
        return own_nothing;
    }
    if (reversed) {
        list_reverse(p->rt, as_list(lend(p->list)));
    }
    return give(p->list);
}

static size_t skip(struct byte_view view, size_t at, bool blank)
{
    while (at < view.size && is_space(view.data[at]) == blank) {
        at++;
    }
    return at;
}

static size_t skip_back(struct byte_view view, size_t at, bool blank)
{
    while (at > 0 && is_space(view.data[at - 1]) == blank) {
        at--;
    }
    return at;
}

static own_value split_blanks(struct ouro *rt, ref_value self, uint64_t most, bool right)
{
    struct sections p;
    if (!sections_open(&p, rt, self)) {
        return own_nothing;
    }
    bool good = true;
    if (right) {
        for (size_t at = skip_back(p.view, p.view.size, true); good && at > 0; most--) {
            size_t start = most == 0 ? 0 : skip_back(p.view, at, false);
            good = sections_add(&p, start, at);
            at = skip_back(p.view, start, true);
        }
        return sections_finish(&p, good, true);
    }
    for (size_t at = skip(p.view, 0, true); good && at < p.view.size; most--) {
        size_t end = most == 0 ? p.view.size : skip(p.view, at, false);
        good = sections_add(&p, at, end);
        at = skip(p.view, end, true);
    }
    return sections_finish(&p, good, false);
}

static own_value split_bytes(struct ouro *rt, ref_value self, struct byte_view gap, uint64_t most, bool right)
{
    struct sections p;
    if (!sections_open(&p, rt, self)) {
        return own_nothing;
    }
    bool good = true;
    size_t from = 0, to = p.view.size;
    for (; good && most > 0; most--) {
        size_t at = right ? memory_find_last(p.view.data, to, gap.data, gap.size)
                          : memory_find(p.view.data + from, to - from, gap.data, gap.size);
        if (at == MEMORY_NOT_FOUND) {
            break;
        }
        if (right) {
            good = sections_add(&p, at + gap.size, to);
            to = at;
        } else {
            good = sections_add(&p, from, from + at);
            from += at + gap.size;
        }
    }
    good = good && sections_add(&p, from, to);
    return sections_finish(&p, good, right);
}

static own_value split(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames, bool right)
{
    static char const *const names[] = {"sep", "maxsplit"};
    struct signature const signature = {right ? "rsplit" : "split", names, 2, 0, 0, 2};
    ref_value given[2];
    int64_t limit = -1;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        (!is_nothing(given[1]) && !operation_index_int64(rt, given[1], &limit, TYPE_OVERFLOW_ERROR))) {
        return own_nothing;
    }
    uint64_t most = limit < 0 ? UINT64_MAX : (uint64_t)limit;
    if (is_nothing(given[0]) || is_none(given[0])) {
        return split_blanks(rt, args[0], most, right);
    }
    struct byte_view gap;
    if (!byte_view_get(rt, given[0], &gap)) {
        return own_nothing;
    }
    if (gap.size == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "empty separator");
    }
    return split_bytes(rt, args[0], gap, most, right);
}

own_value bytes_method_split(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return split(rt, args, count, kwnames, false);
}

own_value bytes_method_rsplit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return split(rt, args, count, kwnames, true);
}

own_value bytes_method_splitlines(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"keepends"};
    static struct signature const signature = {"splitlines", names, 1, 0, 0, 1};
    ref_value keep;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &keep)) {
        return own_nothing;
    }
    int32_t keep_ends = 0;
    struct sections p;
    if ((!is_nothing(keep) && !operation_index_int32(rt, keep, &keep_ends)) || !sections_open(&p, rt, args[0])) {
        return own_nothing;
    }
    bool good = true;
    for (size_t at = 0; good && at < p.view.size;) {
        size_t end = at;
        while (end < p.view.size && p.view.data[end] != '\n' && p.view.data[end] != '\r') {
            end++;
        }
        size_t next = end;
        if (next < p.view.size) {
            next++;
            next += p.view.data[end] == '\r' && next < p.view.size && p.view.data[next] == '\n';
        }
        good = sections_add(&p, at, keep_ends ? next : end);
        at = next;
    }
    return sections_finish(&p, good, false);
}

// strip ---------------------------------------------------------------------------------------------------------------

static bool trims(uint8_t c, struct byte_view const *bytes)
{
    return bytes == NULL ? is_space(c) : bytes->size > 0 && memchr(bytes->data, c, bytes->size) != NULL;
}

static own_value strip(struct ouro *rt, ref_value const *args, uint32_t count, bool left, bool right)
{
    struct byte_view given;
    struct byte_view const *bytes = NULL;
    if (count > 1 && !is_none(args[1])) {
        if (!byte_view_get(rt, args[1], &given)) {
            return own_nothing;
        }
        bytes = &given;
    }
    struct byte_view view = byte_view_of(rt, args[0]);
    size_t start = 0, end = view.size;
    while (left && start < end && trims(view.data[start], bytes)) {
        start++;
    }
    while (right && start < end && trims(view.data[end - 1], bytes)) {
        end--;
    }
    if (start == 0 && end == view.size) {
        return bytes_like_same(rt, args[0]);
    }
    return bytes_like_new(rt, args[0], view.data + start, end - start);
}

own_value bytes_method_strip(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return strip(rt, args, count, true, true);
}

own_value bytes_method_lstrip(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return strip(rt, args, count, true, false);
}

own_value bytes_method_rstrip(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return strip(rt, args, count, false, true);
}
