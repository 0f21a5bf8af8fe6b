// SPDX-License-Identifier: MIT
// split, rsplit, splitlines, join of str.
#include "object/container.h"
#include "object/list.h"
#include "object/memory_search.h"
#include "object/str_methods.h"
#include "object/unicode.h"
#include "object/utf8.h"

// A list under way. Pieces are added from the front or, for rsplit, from the end and turned round at last.
struct pieces {
    struct ouro *rt;
    ref_value text;
    struct str *s;
    own_value list;
};

static bool pieces_open(struct pieces *p, struct ouro *rt, ref_value text, uint64_t room)
{
    *p = (struct pieces){rt, text, as_str(text), list_new(rt, room)};
    return !failed(p->list);
}

static bool pieces_add(struct pieces *p, size_t from, size_t to)
{
    own_value piece = from == 0 && to == str_size(p->s) ? str_exact(p->rt, p->text) : str_piece(p->rt, p->s, from, to);
    return !failed(piece) && list_append(p->rt, as_list(lend(p->list)), piece);
}

static own_value pieces_finish(struct pieces *p, bool good, bool reversed)
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

// Skips characters that are (or are not) blank, forwards.
static size_t skip(struct str const *s, size_t at, size_t end, bool blank)
{
    char const *bytes = str_bytes(s);
    while (at < end) {
        uint32_t code_point;
        unsigned width = utf8_decode(bytes + at, &code_point);
        if (text_is_space(code_point) != blank) {
            break;
        }
        at += width;
    }
    return at;
}

static size_t skip_back(struct str const *s, size_t at, bool blank)
{
    char const *bytes = str_bytes(s);
    while (at > 0) {
        char const *previous = utf8_previous(bytes + at);
        uint32_t code_point;
        utf8_decode(previous, &code_point);
        if (text_is_space(code_point) != blank) {
            break;
        }
        at = (size_t)(previous - bytes);
    }
    return at;
}

static own_value split_blanks(struct ouro *rt, ref_value text, uint64_t most)
{
    struct pieces p;
    if (!pieces_open(&p, rt, text, 0)) {
        return own_nothing;
    }
    size_t size = str_size(p.s);
    bool good = true;
    for (size_t at = skip(p.s, 0, size, true); good && at < size; most--) {
        size_t end = most == 0 ? size : skip(p.s, at, size, false);
        good = pieces_add(&p, at, end);
        at = skip(p.s, end, size, true);
    }
    return pieces_finish(&p, good, false);
}

static own_value rsplit_blanks(struct ouro *rt, ref_value text, uint64_t most)
{
    struct pieces p;
    if (!pieces_open(&p, rt, text, 0)) {
        return own_nothing;
    }
    size_t size = str_size(p.s);
    bool good = true;
    for (size_t at = skip_back(p.s, size, true); good && at > 0; most--) {
        size_t start = most == 0 ? 0 : skip_back(p.s, at, false);
        good = pieces_add(&p, start, at);
        at = skip_back(p.s, start, true);
    }
    return pieces_finish(&p, good, true);
}

static own_value split_text(struct ouro *rt, ref_value text, struct str *separator, uint64_t most)
{
    struct str *s = as_str(text);
    char const *bytes = str_bytes(s), *gap = str_bytes(separator);
    size_t size = str_size(s), width = str_size(separator);
    uint64_t found = text_count(bytes, size, gap, width, most);
    struct pieces p;
    if (!pieces_open(&p, rt, text, found + 1)) {
        return own_nothing;
    }
    size_t at = 0;
    bool good = true;
    for (; good && found > 0; found--) {
        size_t next = width == 1 ? (size_t)((char const *)memchr(bytes + at, *gap, size - at) - bytes)
                                 : at + memory_find(bytes + at, size - at, gap, width);
        good = pieces_add(&p, at, next);
        at = next + width;
    }
    good = good && pieces_add(&p, at, size);
    return pieces_finish(&p, good, false);
}

static own_value rsplit_text(struct ouro *rt, ref_value text, struct str *separator, uint64_t most)
{
    struct str *s = as_str(text);
    size_t width = str_size(separator);
    struct pieces p;
    if (!pieces_open(&p, rt, text, 0)) {
        return own_nothing;
    }
    size_t end = str_size(s);
    bool good = true;
    for (; good && most > 0; most--) {
        size_t at = memory_find_last(str_bytes(s), end, str_bytes(separator), width);
        if (at == MEMORY_NOT_FOUND) {
            break;
        }
        good = pieces_add(&p, at + width, end);
        end = at;
    }
    good = good && pieces_add(&p, 0, end);
    return pieces_finish(&p, good, true);
}

static own_value split(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames, bool right)
{
    static char const *const names[] = {"sep", "maxsplit"};
    struct signature const signature = {right ? "rsplit" : "split", names, 2, 0, 0, 2};
    ref_value given[2] = {ref_nothing, ref_nothing};
    if (OURO_LIKELY(is_nothing(kwnames) && count <= 3)) {
        for (uint32_t i = 1; i < count; i++) {
            given[i - 1] = args[i];
        }
    } else if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    int64_t limit = -1;
    if (!is_nothing(given[1]) && !operation_index_int64(rt, given[1], &limit, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    uint64_t most = limit < 0 ? UINT64_MAX : (uint64_t)limit;
    if (is_nothing(given[0]) || is_none(given[0])) {
        return right ? rsplit_blanks(rt, args[0], most) : split_blanks(rt, args[0], most);
    }
    if (!is_str(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "must be str or None, not %T", given[0]);
    }
    if (as_str(given[0])->length == 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "empty separator");
    }
    return right ? rsplit_text(rt, args[0], as_str(given[0]), most) : split_text(rt, args[0], as_str(given[0]), most);
}

own_value str_method_split(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return split(rt, args, count, kwnames, false);
}

own_value str_method_rsplit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return split(rt, args, count, kwnames, true);
}

// Start of the next line break at or after `at`; *next: behind it. Without one both are the size.
static size_t line_end(struct str const *s, size_t at, size_t *next)
{
    char const *bytes = str_bytes(s);
    size_t size = str_size(s);
    while (at < size) {
        uint32_t code_point;
        unsigned width = utf8_decode(bytes + at, &code_point);
        if (code_point < 0x80 ? (code_point >= 10 && code_point <= 13) || (code_point >= 28 && code_point <= 30)
                              : unicode_is(code_point, UNICODE_LINE_BREAK)) {
            *next = at + width + (code_point == '\r' && at + 1 < size && bytes[at + 1] == '\n');
            return at;
        }
        at += width;
    }
    *next = size;
    return size;
}

own_value str_method_splitlines(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"keepends"};
    static struct signature const signature = {"splitlines", names, 1, 0, 0, 1};
    ref_value keep;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &keep)) {
        return own_nothing;
    }
    int32_t keep_ends = 0;
    if (!is_nothing(keep) && !operation_index_int32(rt, keep, &keep_ends)) {
        return own_nothing;
    }
    struct pieces p;
    if (!pieces_open(&p, rt, args[0], 0)) {
        return own_nothing;
    }
    bool good = true;
    for (size_t at = 0; good && at < str_size(p.s);) {
        size_t next;
        size_t end = line_end(p.s, at, &next);
        good = pieces_add(&p, at, keep_ends ? next : end);
        at = next;
    }
    return pieces_finish(&p, good, false);
}

own_value str_method_join(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return str_join(rt, args[0], args[1]);
}
