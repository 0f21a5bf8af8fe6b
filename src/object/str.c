// SPDX-License-Identifier: MIT
// str objects: making them, comparing, hashing, indexing, concatenation.
#include "object/str.h"

#include "object/container.h"
#include "object/error.h"
#include "object/hash.h"
#include "object/state.h"
#include "object/str_table.h"
#include "object/utf8.h"

#include <stddef.h>

#define ASCII_HEAD offsetof(struct str, ascii)
#define WIDE_HEAD offsetof(struct str, wide.bytes)
#define INDEX_STEP 64u
#define APPEND_SMALL 256u // below this a text that outgrows its block is joined into a new one

// Making --------------------------------------------------------------------------------------------------------------

struct str *str_allocate(struct ouro *rt, size_t size, size_t length)
{
    struct str *s = NULL;
    bool ascii = size == length;
    if (OURO_LIKELY(size < UINT32_MAX)) {
        size_t bytes = (ascii ? ASCII_HEAD : WIDE_HEAD) + size + 1;
        s = object_allocate(rt, HEAP_LEAF, bytes, TYPE_STR);
    }
    if (OURO_UNLIKELY(s == NULL)) {
        (void)error_no_memory(rt);
        return NULL;
    }
    s->length = (uint32_t)length;
    if (ascii) {
        s->header.kind |= STR_ASCII;
    } else {
        s->wide.size = (uint32_t)size;
    }
    return s;
}

static own_value empty_make(struct ouro *rt)
{
    slot_value *slot = &rt->objects->empty_str;
    if (is_nothing(slot_get(*slot))) {
        struct str *s = str_allocate(rt, 0, 0);
        if (s == NULL) {
            return own_nothing;
        }
        slot_init(slot, own_object(s));
    }
    return retain(slot_get(*slot));
}

static OURO_COLD own_value ascii_fill(struct ouro *rt, unsigned char c)
{
    struct str *s = str_allocate(rt, 1, 1);
    if (s == NULL) {
        return own_nothing;
    }
    s->ascii[0] = (char)c;
    slot_init(&rt->objects->ascii_characters[c], own_object(s));
    return retain(ref_object(s));
}

OURO_INLINE own_value ascii_make(struct ouro *rt, unsigned char c)
{
    ref_value shared = slot_get(rt->objects->ascii_characters[c]);
    return OURO_LIKELY(!is_nothing(shared)) ? retain(shared) : ascii_fill(rt, c);
}

own_value str_make(struct ouro *rt, char const *utf8, size_t size, size_t length)
{
    if (OURO_UNLIKELY(size <= 1)) {
        return size == 0 ? empty_make(rt) : ascii_make(rt, (unsigned char)utf8[0]);
    }
    struct str *s = str_allocate(rt, size, length);
    if (OURO_UNLIKELY(s == NULL)) {
        return own_nothing;
    }
    memcpy(str_fill(s), utf8, size);
    return own_object(s);
}

// Is a text of up to 64 bytes ASCII? Longer ones are left to utf8_ascii_prefix.
static bool short_ascii(char const *utf8, size_t size)
{
    uint64_t word, all = 0;
    if (size > 64 || size < 8) {
        return false;
    }
    for (size_t i = 0; i + 8 <= size; i += 8) {
        memcpy(&word, utf8 + i, 8);
        all |= word;
    }
    memcpy(&word, utf8 + size - 8, 8);
    return ((all | word) & UINT64_C(0x8080808080808080)) == 0;
}

own_value str_new(struct ouro *rt, char const *utf8, size_t size)
{
    size_t ascii = short_ascii(utf8, size) ? size : utf8_ascii_prefix(utf8, size);
    return str_make(rt, utf8, size, ascii == size ? size : ascii + utf8_count(utf8 + ascii, size - ascii));
}

own_value str_from(struct ouro *rt, char const *utf8)
{
    return str_new(rt, utf8, strlen(utf8));
}

own_value str_from_code_point(struct ouro *rt, uint32_t code_point)
{
    char bytes[4];
    unsigned width = utf8_encode(code_point, bytes);
    return str_make(rt, bytes, width, 1);
}

own_value str_exact(struct ouro *rt, ref_value v)
{
    if (OURO_LIKELY(is_exact(v, TYPE_STR))) {
        return retain(v);
    }
    struct str *s = as_str(v);
    return str_make(rt, str_bytes(s), str_size(s), s->length);
}

// Questions -----------------------------------------------------------------------------------------------------------

uint32_t str_hash_bytes(struct ouro *rt, char const *utf8, size_t size)
{
    struct hash_key key = {rt->objects->hash_key[0], rt->objects->hash_key[1]};
    uint64_t h = hash_siphash13(&key, utf8, size);
    uint32_t folded = (uint32_t)(h ^ h >> 32);
    return folded != 0 ? folded : 1;
}

uint32_t str_hash(struct ouro *rt, struct str *s)
{
    if (s->hash == 0) {
        s->hash = str_hash_bytes(rt, str_bytes(s), str_size(s));
    }
    return s->hash;
}

bool str_equal(struct str const *a, struct str const *b)
{
    if (a == b) {
        return true;
    }
    if (a->length != b->length || ((a->header.kind ^ b->header.kind) & STR_ASCII)) {
        return false;
    }
    if (a->hash != b->hash && a->hash != 0 && b->hash != 0) {
        return false;
    }
    size_t size = str_size(a);
    return size == str_size(b) && memcmp(str_bytes(a), str_bytes(b), size) == 0;
}

bool str_equals(struct str const *s, char const *ascii)
{
    size_t size = strlen(ascii);
    return str_size(s) == size && memcmp(str_bytes(s), ascii, size) == 0;
}

// UTF-8 sorts as its code points do.
int str_compare(struct str const *a, struct str const *b)
{
    size_t x = str_size(a), y = str_size(b);
    int order = memcmp(str_bytes(a), str_bytes(b), x < y ? x : y);
    return order != 0 ? order : (x > y) - (x < y);
}

// Indexing ------------------------------------------------------------------------------------------------------------

// Makes the index of a str that is not ASCII reach as far as its text. false: no memory (no error is raised).
static bool index_extend(struct ouro *rt, struct str *s)
{
    uint32_t wanted = s->length / INDEX_STEP;
    uint32_t have = s->wide.indexed;
    if (have == wanted) {
        return true;
    }
    uint32_t *index = heap_raw_resize(&rt->heap, s->wide.index, have * sizeof *index, wanted * sizeof *index);
    if (index == NULL) {
        return false;
    }
    char const *bytes = s->wide.bytes;
    size_t at = have > 0 ? index[have - 1] : 0;
    for (; have < wanted; have++) {
        for (unsigned i = 0; i < INDEX_STEP; i++) {
            at += utf8_width(bytes[at]);
        }
        index[have] = (uint32_t)at;
    }
    s->wide.index = index;
    s->wide.indexed = wanted;
    return true;
}

// From a position known through the index, or from the start.
static size_t wide_offset(struct str const *s, uint32_t index)
{
    uint32_t row = index / INDEX_STEP;
    if (row > s->wide.indexed) {
        row = s->wide.indexed;
    }
    size_t at = row > 0 ? s->wide.index[row - 1] : 0;
    return at + utf8_offset(s->wide.bytes + at, s->wide.size - at, index - row * INDEX_STEP);
}

size_t str_offset(struct ouro *rt, struct str *s, uint32_t index)
{
    OURO_ASSERT(index <= s->length);
    if (str_is_ascii(s)) {
        return index;
    }
    if (index == s->length) {
        return s->wide.size;
    }
    if (index >= INDEX_STEP && index / INDEX_STEP > s->wide.indexed) {
        (void)index_extend(rt, s); // without it the scan is only longer
    }
    return wide_offset(s, index);
}

uint32_t str_code_point(struct str *s, uint32_t index)
{
    OURO_ASSERT(index < s->length);
    if (str_is_ascii(s)) {
        return (unsigned char)s->ascii[index];
    }
    uint32_t code_point;
    utf8_decode(s->wide.bytes + wide_offset(s, index), &code_point);
    return code_point;
}

own_value str_character_at(struct ouro *rt, struct str *s, size_t offset)
{
    char const *at = str_bytes(s) + offset;
    if ((unsigned char)*at < 0x80) {
        return ascii_make(rt, (unsigned char)*at);
    }
    return str_make(rt, at, utf8_width(*at), 1);
}

own_value str_iterator_next(struct ouro *rt, struct str_iterator *it)
{
    ref_value v = slot_get(it->str);
    if (OURO_UNLIKELY(is_nothing(v))) {
        return own_stop;
    }
    struct str *s = as_str(v);
    if (OURO_UNLIKELY(it->index >= s->length)) {
        slot_set(rt, it, &it->str, own_nothing);
        return own_stop;
    }
    char const *at = str_bytes(s) + it->offset;
    unsigned width = utf8_width(*at);
    own_value character = width == 1 ? ascii_make(rt, (unsigned char)*at) : str_make(rt, at, width, 1);
    if (OURO_LIKELY(!failed(character))) {
        it->index++;
        it->offset += width;
    }
    return character;
}

own_value str_substring(struct ouro *rt, ref_value v, uint32_t from, uint32_t to)
{
    struct str *s = as_str(v);
    OURO_ASSERT(from <= to && to <= s->length);
    if (from == 0 && to == s->length) {
        return str_exact(rt, v);
    }
    if (str_is_ascii(s)) {
        return str_make(rt, s->ascii + from, to - from, to - from);
    }
    size_t start = str_offset(rt, s, from);
    size_t stop = to - from <= INDEX_STEP / 4
                      ? start + utf8_offset(s->wide.bytes + start, s->wide.size - start, to - from)
                      : str_offset(rt, s, to);
    return str_make(rt, s->wide.bytes + start, stop - start, to - from);
}

// Joining two ---------------------------------------------------------------------------------------------------------

own_value str_concat(struct ouro *rt, ref_value a, ref_value b)
{
    struct str *x = as_str(a);
    struct str *y = as_str(b);
    if (x->length == 0) {
        return str_exact(rt, b);
    }
    if (y->length == 0) {
        return str_exact(rt, a);
    }
    size_t x_size = str_size(x), y_size = str_size(y);
    struct str *s = str_allocate(rt, x_size + y_size, (size_t)x->length + y->length);
    if (OURO_UNLIKELY(s == NULL)) {
        return own_nothing;
    }
    char *to = str_fill(s);
    memcpy(to, str_bytes(x), x_size);
    memcpy(to + x_size, str_bytes(y), y_size);
    return own_object(s);
}

// The heap's own rounding is the spare room: the size asked for is always the exact one, which str_size tells again.
own_value str_append(struct ouro *rt, own_value v, ref_value t)
{
    struct str *s = as_str(lend(v));
    struct str *tail = as_str(t);
    bool in_place = s->header.count == 1 && object_number(&s->header) == TYPE_STR && s != tail &&
                    !(s->header.kind & (STR_INTERNED | OBJECT_WEAK)) && s->length > 0 && tail->length > 0 &&
                    (str_is_ascii(tail) || !str_is_ascii(s));
    if (!in_place) {
        own_value joined = str_concat(rt, lend(v), t);
        release(rt, v);
        return joined;
    }
    size_t size = str_size(s), more = str_size(tail);
    size_t head = str_is_ascii(s) ? ASCII_HEAD : WIDE_HEAD;
    struct str *grown = NULL;
    if (!HEAP_INSTRUMENTED && head + size + more < APPEND_SMALL) {
        if (head + size + more + 1 > heap_block_bytes(s)) { // a new block costs less than moving this one
            own_value joined = str_concat(rt, lend(v), t);
            release(rt, v);
            return joined;
        }
        grown = s;
    } else if (size + more < UINT32_MAX) {
        grown = heap_resize_object(&rt->heap, HEAP_LEAF, s, head + size + 1, head + size + more + 1);
    }
    if (grown == NULL) {
        release(rt, v);
        return error_no_memory(rt);
    }
    grown->length += tail->length;
    grown->hash = 0;
    if (!str_is_ascii(grown)) {
        grown->wide.size = (uint32_t)(size + more);
    }
    char *to = str_fill(grown);
    memcpy(to + size, str_bytes(tail), more);
    to[size + more] = 0;
    return own_object(grown);
}

own_value str_repeat(struct ouro *rt, ref_value v, int64_t times)
{
    struct str *s = as_str(v);
    if (times == 1) {
        return str_exact(rt, v);
    }
    size_t size = str_size(s);
    if (times <= 0 || size == 0) {
        return empty_make(rt);
    }
    if ((uint64_t)times >= UINT32_MAX || size * (uint64_t)times >= UINT32_MAX) {
        return error_no_memory(rt);
    }
    size_t total = size * (size_t)times;
    struct str *result = str_allocate(rt, total, s->length * (size_t)times);
    if (result == NULL) {
        return own_nothing;
    }
    memcpy(str_fill(result), str_bytes(s), size);
    if (!memory_repeat(rt, str_fill(result), size, total)) {
        release(rt, own_object(result));
        return own_nothing;
    }
    return own_object(result);
}

// The end -------------------------------------------------------------------------------------------------------------

own_value str_finish(struct ouro *rt, struct object *o)
{
    struct str *s = (struct str *)o;
    if (OURO_UNLIKELY(o->kind & STR_INTERNED)) {
        str_table_remove(rt, s);
    }
    if (!(o->kind & STR_ASCII) && s->wide.index != NULL) {
        heap_raw_free(&rt->heap, s->wide.index, s->wide.indexed * sizeof *s->wide.index);
    }
    return own_nothing;
}
