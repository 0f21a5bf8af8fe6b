// SPDX-License-Identifier: MIT
// Constants: made from literals, kept once each.
#include "compile/build.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

#include <string.h>

// ---- Tables of values ----

static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

static uint64_t hash_bytes(uint64_t h, char const *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return mix(h, size);
}

static uint64_t content_hash(ref_value v)
{
    uint32_t number = value_number(v);
    if (!is_object(v))
        return mix(1, ref_bits(v));
    uint64_t h = mix(2, number);
    switch (number) {
    case TYPE_STR:
        return hash_bytes(h, str_bytes(as_str(v)), str_size(as_str(v)));
    case TYPE_BYTES: {
        struct bytes const *b = (struct bytes const *)as_object(v);
        return hash_bytes(h, (char const *)b->data, b->size);
    }
    case TYPE_INT: {
        struct integer const *i = (struct integer const *)as_object(v);
        uint64_t limbs = (uint64_t)(i->size < 0 ? -i->size : i->size);
        return hash_bytes(mix(h, i->size < 0), (char const *)i->limbs, limbs * sizeof *i->limbs);
    }
    case TYPE_TUPLE:
        for (uint64_t i = 0; i < as_tuple(v)->length; i++)
            h = mix(h, content_hash(tuple_item(v, i)));
        return mix(h, as_tuple(v)->length);
    case TYPE_FLOAT:
        return hash_bytes(h, (char const *)&((struct boxed_float *)as_object(v))->number, sizeof(double));
    default:
        return mix(h, ref_bits(v));
    }
}

// Equal and of one type throughout: 1, 1.0 and True, 0.0 and -0.0 are different constants.
// Constants are one only when their bits are: 0.0 and -0.0 differ, a NaN is itself.
static uint64_t double_bits(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

static bool content_same(ref_value a, ref_value b)
{
    if (same(a, b))
        return true;
    if (!is_object(a) || !is_object(b) || value_number(a) != value_number(b))
        return false;
    switch (value_number(a)) {
    case TYPE_STR:
        return str_equal(as_str(a), as_str(b));
    case TYPE_BYTES: {
        struct bytes const *x = (struct bytes const *)as_object(a), *y = (struct bytes const *)as_object(b);
        return x->size == y->size && memcmp(x->data, y->data, x->size) == 0;
    }
    case TYPE_INT: {
        struct integer const *x = (struct integer const *)as_object(a), *y = (struct integer const *)as_object(b);
        uint64_t limbs = (uint64_t)(x->size < 0 ? -x->size : x->size);
        return x->size == y->size && memcmp(x->limbs, y->limbs, limbs * sizeof *x->limbs) == 0;
    }
    case TYPE_FLOAT:
        return double_bits(((struct boxed_float *)as_object(a))->number) ==
               double_bits(((struct boxed_float *)as_object(b))->number);
    case TYPE_TUPLE:
        if (as_tuple(a)->length != as_tuple(b)->length)
            return false;
        for (uint64_t i = 0; i < as_tuple(a)->length; i++) {
            if (!content_same(tuple_item(a, i), tuple_item(b, i)))
                return false;
        }
        return true;
    default:
        return false;
    }
}

static uint64_t value_hash(ref_value v, bool by_content)
{
    return by_content ? content_hash(v) : mix(1, ref_bits(v));
}

static uint32_t find_slot(struct value_table const *table, ref_value v, bool by_content)
{
    uint32_t mask = table->index_size - 1;
    uint32_t i = (uint32_t)value_hash(v, by_content) & mask;
    while (table->index[i] != 0) {
        ref_value item = lend(table->items[table->index[i] - 1]);
        if (by_content ? content_same(item, v) : same(item, v))
            break;
        i = (i + 1) & mask;
    }
    return i;
}

static bool grow_index(struct compiler *c, struct value_table *table, bool by_content)
{
    uint32_t size = table->index_size != 0 ? table->index_size * 2 : 16;
    uint32_t *index = heap_raw_allocate_zeroed(&c->rt->heap, size * sizeof *index);
    if (index == NULL) {
        compile_no_memory(c);
        return false;
    }
    heap_raw_free(&c->rt->heap, table->index, table->index_size * sizeof *index);
    table->index = index;
    table->index_size = size;
    for (uint32_t i = 0; i < table->count; i++)
        index[find_slot(table, lend(table->items[i]), by_content)] = i + 1;
    return true;
}

uint32_t value_table_add(struct compiler *c, struct value_table *table, own_value v, bool by_content)
{
    if (failed(v) || (table->count * 2 >= table->index_size && !grow_index(c, table, by_content))) {
        compile_no_memory(c);
        release(c->rt, v);
        return 0;
    }
    uint32_t slot = find_slot(table, lend(v), by_content);
    if (table->index[slot] != 0) {
        release(c->rt, v);
        return table->index[slot] - 1;
    }
    if (!compile_grow(c, &table->items, &table->capacity, table->count + 1, sizeof *table->items)) {
        release(c->rt, v);
        return 0;
    }
    table->index[slot] = table->count + 1;
    table->items[table->count] = v;
    return table->count++;
}

void value_table_close(struct compiler *c, struct value_table *table)
{
    for (uint32_t i = 0; i < table->count; i++)
        release(c->rt, table->items[i]);
    heap_raw_free(&c->rt->heap, table->items, table->capacity * sizeof *table->items);
    heap_raw_free(&c->rt->heap, table->index, table->index_size * sizeof *table->index);
    *table = (struct value_table){0};
}

// ---- Literals ----

static bool is_identifier_like(char const *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char ch = text[i];
        if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_'))
            return false;
    }
    return true;
}

static double parse_double(struct syntax_constant const *constant)
{
    char const *end;
    double d;
    bool good = float_parse(constant->text, constant->length, &end, &d);
    OURO_ASSERT(good && end == constant->text + constant->length);
    (void)good;
    return d;
}

own_value constant_make(struct compiler *c, struct syntax_node const *node)
{
    struct syntax_constant const *constant = &node->constant;
    struct ouro *rt = c->rt;
    own_value v = own_nothing;
    switch ((enum syntax_constant_kind)constant->kind) {
    case CONSTANT_NONE:
        return own_none;
    case CONSTANT_FALSE:
        return own_false;
    case CONSTANT_TRUE:
        return own_true;
    case CONSTANT_ELLIPSIS:
        return own_ellipsis;
    case CONSTANT_INTEGER:
        if (constant->fits)
            return own_small_int(constant->value);
        v = int_from_text(rt, constant->text, constant->length, constant->base);
        break;
    case CONSTANT_FLOAT:
        v = float_new(rt, parse_double(constant));
        break;
    case CONSTANT_IMAGINARY:
        v = complex_new(rt, 0.0, parse_double(constant));
        break;
    case CONSTANT_STRING:
        v = is_identifier_like(constant->text, constant->length) ? str_intern(rt, constant->text, constant->length)
                                                                 : str_new(rt, constant->text, constant->length);
        break;
    case CONSTANT_BYTES:
        v = bytes_new(rt, constant->text, constant->length);
        break;
    }
    if (is_stop(lend(v))) // cannot happen: the lexer has checked the digits
        v = own_nothing;
    if (failed(v))
        compile_no_memory(c);
    return v;
}

bool constant_is(struct compiler *c, struct syntax_node const *node)
{
    if (node->kind == NODE_CONSTANT)
        return true;
    struct node_entry *entry = compile_find_node(c, node);
    return entry != NULL && !failed(entry->folded);
}

own_value constant_of(struct compiler *c, struct syntax_node const *node)
{
    if (c->failed)
        return own_nothing;
    if (node->kind == NODE_CONSTANT)
        return constant_make(c, node);
    struct node_entry *entry = compile_find_node(c, node);
    return entry != NULL ? retain(lend(entry->folded)) : own_nothing;
}

static int truth_of(ref_value v)
{
    if (is_small_int(v))
        return small_int(v) != 0;
    if (is_none(v))
        return 0;
    if (is_bool(v))
        return same(v, ref_true);
    if (is_word_float(v))
        return word_float(v) != 0;
    if (!is_object(v))
        return 1; // ...
    switch (value_number(v)) {
    case TYPE_STR:
        return as_str(v)->length != 0;
    case TYPE_BYTES:
        return ((struct bytes *)as_object(v))->size != 0;
    case TYPE_TUPLE:
        return as_tuple(v)->length != 0;
    case TYPE_INT:
        return 1;
    default:
        return -1;
    }
}

int constant_truth(struct compiler *c, struct syntax_node const *node)
{
    if (!constant_is(c, node))
        return -1;
    own_value v = constant_of(c, node);
    int truth = failed(v) ? -1 : truth_of(lend(v));
    release(c->rt, v);
    return truth;
}

bool constant_small(struct compiler *c, struct syntax_node const *node, int32_t *n)
{
    int64_t number;
    if (node->kind == NODE_CONSTANT) {
        if (node->constant.kind != CONSTANT_INTEGER || !node->constant.fits)
            return false;
        number = node->constant.value;
    } else {
        struct node_entry *entry = compile_find_node(c, node);
        if (entry == NULL || !is_small_int(lend(entry->folded)))
            return false;
        number = small_int(lend(entry->folded));
    }
    if (number < INT16_MIN || number > INT16_MAX)
        return false;
    *n = (int32_t)number;
    return true;
}
