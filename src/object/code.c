// SPDX-License-Identifier: MIT
// Code objects: their tables, and what Python sees of them.
#include "object/code.h"

#include "object/bytes.h"
#include "object/descriptor.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

// The last row that begins at or before `unit`; -1 when there is none. Rows begin with their start.
#define LAST_ROW(rows, count, unit)                       \
    __extension__({                                       \
        uint32_t low_ = 0;                                \
        uint32_t high_ = (count);                         \
        while (low_ < high_) {                            \
            uint32_t middle_ = low_ + (high_ - low_) / 2; \
            if ((rows)[middle_].start <= (unit)) {        \
                low_ = middle_ + 1;                       \
            } else {                                      \
                high_ = middle_;                          \
            }                                             \
        }                                                 \
        (int64_t) low_ - 1;                               \
    })

struct code_position const *code_position_at(struct code const *code, uint32_t unit)
{
    int64_t row = LAST_ROW(code->positions, code->position_count, unit);
    return row < 0 ? NULL : &code->positions[row];
}

uint32_t code_depth_at(struct code const *code, uint32_t unit)
{
    int64_t row = LAST_ROW(code->depths, code->depth_count, unit);
    return row < 0 ? code->local_count + code->cell_count + code->free_count : code->depths[row].depth;
}

own_value code_new(struct ouro *rt)
{
    struct code *c = object_allocate(rt, HEAP_TRACED, sizeof *c, TYPE_CODE);
    return c ? own_object(c) : error_no_memory(rt);
}

static own_value or_none(slot_value slot)
{
    return is_nothing(slot_get(slot)) ? own_none : retain(slot_get(slot));
}
static own_value or_empty(struct ouro *rt, slot_value slot)
{
    return is_nothing(slot_get(slot)) ? tuple_new(rt, 0) : retain(slot_get(slot));
}

static own_value code_repr(struct ouro *rt, ref_value v)
{
    struct code *c = as_code(v);
    return str_format(rt, "<code object %U at %p, file \"%U\", line %u>", slot_get(c->name), (void *)c,
                      slot_get(c->filename), c->first_line);
}

#define TEXT(field)                                            \
    static own_value get_##field(struct ouro *rt, ref_value v) \
    {                                                          \
        (void)rt;                                              \
        return or_none(as_code(v)->field);                     \
    }
#define TUPLE(field)                                           \
    static own_value get_##field(struct ouro *rt, ref_value v) \
    {                                                          \
        return or_empty(rt, as_code(v)->field);                \
    }
#define NUMBER(name, expression)                              \
    static own_value get_##name(struct ouro *rt, ref_value v) \
    {                                                         \
        (void)rt;                                             \
        struct code *c = as_code(v);                          \
        return own_small_int((int64_t)(expression));          \
    }
TEXT(name)
TEXT(qualname)
TEXT(filename)
TUPLE(constants)
TUPLE(names)
TUPLE(cell_names)
TUPLE(free_names)
TUPLE(local_names)
NUMBER(flags, c->flags & 0xffff)
NUMBER(argcount, c->positional_count)
NUMBER(posonly, c->positional_only_count)
NUMBER(kwonly, c->keyword_only_count)
NUMBER(nlocals, as_tuple(slot_get(c->local_names))->length)
NUMBER(stacksize, c->register_count)
NUMBER(first_line, c->first_line)

static own_value get_code_bytes(struct ouro *rt, ref_value v)
{
    struct code *c = as_code(v);
    return bytes_new(rt, c->units ? (void const *)c->units : "", c->unit_count * sizeof *c->units);
}

static own_value get_empty_bytes(struct ouro *rt, ref_value v)
{
    (void)v;
    return bytes_new(rt, "", 0);
}

static own_value number_or_none(int64_t n)
{
    return n < 0 ? own_none : own_small_int(n);
}

// An iterator over (line, end line, column, end column) of each unit.
static own_value positions(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct code *c = as_code(args[0]);
    OWN
    list = list_new(rt, c->unit_count);
    for (uint32_t unit = 0; !failed(list) && unit < c->unit_count; unit++) {
        struct code_position const *p = code_position_at(c, unit);
        own_value items[4] = {own_none, own_none, own_none, own_none};
        if (p != NULL) {
            items[0] = number_or_none(p->line > 0 ? p->line : -1);
            items[1] = number_or_none(p->end_line > 0 ? p->end_line : -1);
            items[2] = number_or_none(p->column);
            items[3] = number_or_none(p->end_column);
        }
        own_value row = tuple_from_owned(rt, items, 4);
        if (failed(row) || !list_append(rt, as_list(lend(list)), row)) {
            release(rt, give(list));
            return own_nothing;
        }
    }
    own_value iterator = failed(list) ? own_nothing : operation_iterate(rt, lend(list));
    release(rt, give(list));
    return iterator;
}

// An iterator over (first byte, end byte, line).
static own_value lines(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct code *c = as_code(args[0]);
    OWN
    list = list_new(rt, c->position_count);
    for (uint32_t i = 0; !failed(list) && i < c->position_count;) {
        uint32_t next = i + 1;
        while (next < c->position_count && c->positions[next].line == c->positions[i].line) {
            next++;
        }
        uint32_t end = next < c->position_count ? c->positions[next].start : c->unit_count;
        own_value items[3] = {own_small_int((int64_t)c->positions[i].start * 8), own_small_int((int64_t)end * 8),
                              number_or_none(c->positions[i].line > 0 ? c->positions[i].line : -1)};
        own_value row = tuple_from_owned(rt, items, 3);
        if (failed(row) || !list_append(rt, as_list(lend(list)), row)) {
            release(rt, give(list));
            return own_nothing;
        }
        i = next;
    }
    own_value iterator = failed(list) ? own_nothing : operation_iterate(rt, lend(list));
    release(rt, give(list));
    return iterator;
}

static uint64_t code_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *v)
{
    (void)rt, (void)from, (void)budget;
    fields_visit(&((struct code *)o)->name, 9, v);
    return 0;
}

static slot_value *code_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    (void)rt;
    return fields_drop(&((struct code *)o)->name, 9, 0, cursor);
}

static own_value code_finish(struct ouro *rt, struct object *o)
{
    struct code *c = (struct code *)o;
    heap_raw_free(&rt->heap, c->units, c->unit_count * sizeof *c->units);
    heap_raw_free(&rt->heap, c->handlers, c->handler_count * sizeof *c->handlers);
    heap_raw_free(&rt->heap, c->depths, c->depth_count * sizeof *c->depths);
    heap_raw_free(&rt->heap, c->positions, c->position_count * sizeof *c->positions);
    heap_raw_free(&rt->heap, c->cell_parameters, c->cell_count * sizeof *c->cell_parameters);
    return own_nothing;
}

static own_value code_compare(struct ouro *rt, ref_value a, ref_value b, enum compare_operator op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(a, TYPE_CODE) || !is_exact(b, TYPE_CODE)) {
        return own_not_implemented;
    }
    struct code *x = as_code(a);
    struct code *y = as_code(b);
    bool equal = x == y;
    if (!equal && x->unit_count == y->unit_count && x->first_line == y->first_line && x->flags == y->flags &&
        x->parameter_count == y->parameter_count && x->register_count == y->register_count &&
        str_equal(as_str(slot_get(x->name)), as_str(slot_get(y->name))) &&
        memcmp(x->units, y->units, x->unit_count * sizeof *x->units) == 0) {
        int same_constants = operation_equal(rt, slot_get(x->constants), slot_get(y->constants));
        int same_names = same_constants == 1 ? operation_equal(rt, slot_get(x->names), slot_get(y->names)) : 0;
        if (same_constants < 0 || same_names < 0) {
            return own_nothing;
        }
        equal = same_constants && same_names;
    }
    return own_bool(equal == (op == COMPARE_EQ));
}

static bool code_hash(struct ouro *rt, ref_value v, int64_t *hash)
{
    struct code *c = as_code(v);
    *hash = (int64_t)(str_hash(rt, as_str(slot_get(c->name))) ^ (uint64_t)c->first_line << 20 ^ c->unit_count);
    return true;
}

struct type_definition const code_type_definition = {
    .name = "code",
    .doc = "Create a code object.  Not for mere mortals.",
    .number = TYPE_CODE,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_WEAKLY_HELD | TYPE_UNTRACKED,
    .size = sizeof(struct code),
    .traverse = code_traverse,
    .drop_step = code_drop_step,
    .finish = code_finish,
    .protocol = &(struct type_protocol const){.repr = code_repr, .hash = code_hash, .compare = code_compare},
    .methods =
        (struct native_definition const[]){
            {"co_positions", positions, 0, 0, 0, NULL},
            {"co_lines", lines, 0, 0, 0, NULL},
            {"replace", code_replace, 0, -1, NATIVE_KEYWORDS,
             "Return a copy of the code object with new values for the specified fields."},
            {NULL, NULL, 0, 0, 0, NULL},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"co_name", get_name, attribute_read_only, NULL},
            {"co_qualname", get_qualname, attribute_read_only, NULL},
            {"co_filename", get_filename, attribute_read_only, NULL},
            {"co_consts", get_constants, attribute_read_only, NULL},
            {"co_names", get_names, attribute_read_only, NULL},
            {"co_varnames", get_local_names, attribute_read_only, NULL},
            {"co_cellvars", get_cell_names, attribute_read_only, NULL},
            {"co_freevars", get_free_names, attribute_read_only, NULL},
            {"co_flags", get_flags, attribute_read_only, NULL},
            {"co_argcount", get_argcount, attribute_read_only, NULL},
            {"co_posonlyargcount", get_posonly, attribute_read_only, NULL},
            {"co_kwonlyargcount", get_kwonly, attribute_read_only, NULL},
            {"co_nlocals", get_nlocals, attribute_read_only, NULL},
            {"co_stacksize", get_stacksize, attribute_read_only, NULL},
            {"co_firstlineno", get_first_line, attribute_read_only, NULL},
            {"co_code", get_code_bytes, NULL, NULL},
            {"co_linetable", get_empty_bytes, NULL, NULL},
            {"co_lnotab", get_empty_bytes, NULL, NULL},
            {"co_exceptiontable", get_empty_bytes, NULL, NULL},
            {NULL, NULL, NULL, NULL},
        },
};
