// SPDX-License-Identifier: MIT
// code.replace(): a copy of a code object with other names, constants or flags. What the instructions rely on (the
// instructions themselves, the numbers of registers, the kinds of constants) can be given, but only as it is.
#include "object/code.h"

#include "object/bytes.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

// Flags that say nothing about how the code runs: nested, no free names, iterable coroutine, __future__.
#define FREE_FLAGS ((int64_t)0xffff0150)

enum argument {
    ARGUMENT_ARGCOUNT,
    ARGUMENT_POSONLY,
    ARGUMENT_KWONLY,
    ARGUMENT_NLOCALS,
    ARGUMENT_STACKSIZE,
    ARGUMENT_FLAGS,
    ARGUMENT_FIRST_LINE,
    ARGUMENT_NUMBERS, // those before are integers
    ARGUMENT_CODE = ARGUMENT_NUMBERS,
    ARGUMENT_CONSTANTS,
    ARGUMENT_NAMES,
    ARGUMENT_LOCALS,
    ARGUMENT_FREE,
    ARGUMENT_CELLS,
    ARGUMENT_FILENAME,
    ARGUMENT_NAME,
    ARGUMENT_QUALNAME,
    ARGUMENT_LINES,
    ARGUMENT_EXCEPTIONS,
    ARGUMENT_COUNT,
};
static char const *const argument_names[] = {"co_argcount",  "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
                                             "co_stacksize", "co_flags",           "co_firstlineno",    "co_code",
                                             "co_consts",    "co_names",           "co_varnames",       "co_freevars",
                                             "co_cellvars",  "co_filename",        "co_name",           "co_qualname",
                                             "co_linetable", "co_exceptiontable"};

static enum type_number const argument_types[] = {
    TYPE_INT,   TYPE_INT,   TYPE_INT,   TYPE_INT,   TYPE_INT, TYPE_INT, TYPE_INT, TYPE_BYTES, TYPE_TUPLE,
    TYPE_TUPLE, TYPE_TUPLE, TYPE_TUPLE, TYPE_TUPLE, TYPE_STR, TYPE_STR, TYPE_STR, TYPE_BYTES, TYPE_BYTES};

static bool refuse(struct ouro *rt, enum argument which)
{
    error_raise(rt, TYPE_VALUE_ERROR, "code: %s cannot be changed", argument_names[which]);
    return false;
}

static void *copy_rows(struct ouro *rt, void const *rows, size_t bytes)
{
    void *copy = heap_raw_allocate(&rt->heap, bytes);
    if (copy == NULL) {
        error_no_memory(rt);
    } else if (bytes != 0) {
        memcpy(copy, rows, bytes);
    }
    return copy;
}

// Copies one table; a count is set only with its rows, so that a half-made copy can be freed.
#define COPY_ROWS(to, from, rows, count)                                                          \
    ((from)->count == 0 ||                                                                        \
     (((to)->rows = copy_rows(rt, (from)->rows, (from)->count * sizeof *(from)->rows)) != NULL && \
      ((to)->count = (from)->count, true)))

static own_value code_copy(struct ouro *rt, ref_value code)
{
    own_value made = code_new(rt);
    if (failed(made)) {
        return made;
    }
    struct code const *from = as_code(code);
    struct code *to = as_code(lend(made));
    slot_value const *slots[] = {&from->name,       &from->qualname,   &from->filename,
                                 &from->constants,  &from->names,      &from->local_names,
                                 &from->cell_names, &from->free_names, &from->doc};
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        slot_init(&to->name + i, retain(slot_get(*slots[i])));
    }
    to->flags = from->flags;
    to->positional_count = from->positional_count;
    to->positional_only_count = from->positional_only_count;
    to->keyword_only_count = from->keyword_only_count;
    to->parameter_count = from->parameter_count;
    to->local_count = from->local_count;
    to->free_count = from->free_count;
    to->register_count = from->register_count;
    to->first_line = from->first_line;
    to->attribute_hint = from->attribute_hint;
    if (COPY_ROWS(to, from, units, unit_count) && COPY_ROWS(to, from, handlers, handler_count) &&
        COPY_ROWS(to, from, depths, depth_count) && COPY_ROWS(to, from, positions, position_count) &&
        COPY_ROWS(to, from, cell_parameters, cell_count)) {
        return made;
    }
    release(rt, made);
    return own_nothing;
}

// May a constant stand where `old` stood? Instructions rely on code and on tuples of names.
static bool fits(ref_value old, ref_value new)
{
    if (is_exact(old, TYPE_CODE)) {
        struct code const *a = as_code(old);
        struct code const *b = as_code(new);
        return is_exact(new, TYPE_CODE) && a->flags == b->flags && a->free_count == b->free_count &&
               a->cell_count == b->cell_count && a->local_count == b->local_count &&
               a->parameter_count == b->parameter_count;
    }
    if (!is_exact(old, TYPE_TUPLE)) {
        return true;
    }
    bool same_length = is_exact(new, TYPE_TUPLE) && as_tuple(old)->length == as_tuple(new)->length;
    for (uint64_t i = 0; same_length && i < as_tuple(old)->length; i++) {
        if (is_exact(tuple_item(old, i), TYPE_STR) && !is_exact(tuple_item(new, i), TYPE_STR)) {
            return false;
        }
    }
    return same_length;
}

static bool constants_fit(struct code const *code, ref_value constants)
{
    struct tuple const *old = as_tuple(slot_get(code->constants));
    bool fit = as_tuple(constants)->length >= old->length;
    for (uint64_t i = 0; fit && i < old->length; i++) {
        fit = fits(slot_get(old->items[i]), tuple_item(constants, i));
    }
    return fit;
}

// Tuples of names: locals and cells may be renamed, since they are found by number.
static bool names_fit(struct ouro *rt, slot_value old, ref_value names)
{
    ref_value was = slot_get(old);
    if (as_tuple(names)->length != (is_nothing(was) ? 0 : as_tuple(was)->length)) {
        return false;
    }
    for (uint64_t i = 0; i < as_tuple(names)->length; i++) {
        if (!is_exact(tuple_item(names, i), TYPE_STR)) {
            return false;
        }
    }
    (void)rt;
    return true;
}

static void move_lines(struct code *code, int64_t by)
{
    for (uint32_t i = 0; i < code->position_count; i++) {
        struct code_position *p = &code->positions[i];
        int64_t line = p->line + by, end_line = p->end_line + by;
        if (p->line > 0 && line > 0 && end_line <= INT32_MAX) {
            p->line = (int32_t)line;
            p->end_line = (int32_t)end_line;
        }
    }
}

static bool set_number(struct ouro *rt, struct code *code, enum argument which, int64_t n)
{
    int64_t const now[] = {code->positional_count,   code->positional_only_count,
                           code->keyword_only_count, (int64_t)as_tuple(slot_get(code->local_names))->length,
                           code->register_count,     code->flags,
                           code->first_line};
    if (which == ARGUMENT_FLAGS) {
        n |= now[which] & ~(int64_t)0xffff; // what Python does not see of them
        if ((n ^ now[which]) & ~FREE_FLAGS) {
            return refuse(rt, which);
        }
        code->flags = (uint32_t)n;
        return true;
    }
    if (which == ARGUMENT_FIRST_LINE) {
        if (n < 1 || n > INT32_MAX) {
            error_raise(rt, TYPE_VALUE_ERROR, "code: co_firstlineno out of range");
            return false;
        }
        move_lines(code, n - code->first_line);
        code->first_line = (uint32_t)n;
        return true;
    }
    return n == now[which] || refuse(rt, which);
}

// Stands the same in the attribute of that name?
static bool is_unchanged(struct ouro *rt, ref_value code, enum argument which, ref_value value)
{
    own_value name = str_from(rt, argument_names[which]);
    own_value now = failed(name) ? own_nothing : operation_get_attribute(rt, code, lend(name));
    release(rt, name);
    int equal = failed(now) ? -1 : operation_equal(rt, lend(now), value);
    release(rt, now);
    return equal < 0 ? false : equal > 0 || refuse(rt, which);
}

static bool set_value(struct ouro *rt, struct code *code, enum argument which, ref_value value)
{
    slot_value *slot;
    bool fit = true;
    switch (which) {
    case ARGUMENT_CONSTANTS:
        slot = &code->constants;
        fit = constants_fit(code, value);
        break;
    case ARGUMENT_LOCALS:
        slot = &code->local_names;
        fit = names_fit(rt, *slot, value);
        break;
    case ARGUMENT_FREE:
        slot = &code->free_names;
        fit = names_fit(rt, *slot, value);
        break;
    case ARGUMENT_CELLS:
        slot = &code->cell_names;
        fit = names_fit(rt, *slot, value);
        break;
    case ARGUMENT_FILENAME:
        slot = &code->filename;
        break;
    case ARGUMENT_NAME:
        slot = &code->name;
        break;
    case ARGUMENT_QUALNAME:
        slot = &code->qualname;
        break;
    default:
        return is_unchanged(rt, ref_object(code), which, value);
    }
    if (!fit) {
        return refuse(rt, which);
    }
    own_value exact = is_str(rt, value) ? str_exact(rt, value) : retain(value);
    if (failed(exact)) {
        return false;
    }
    slot_set(rt, code, slot, exact);
    return true;
}

own_value code_replace(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static struct signature const signature = {"replace", argument_names, ARGUMENT_COUNT, 0, 0, 0};
    ref_value given[ARGUMENT_COUNT];
    int64_t numbers[ARGUMENT_NUMBERS] = {0};
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    for (enum argument i = 0; i < ARGUMENT_COUNT; i++) {
        if (is_nothing(given[i])) {
            continue;
        }
        if (i < ARGUMENT_NUMBERS) {
            if (!operation_index_int64(rt, given[i], &numbers[i], TYPE_OVERFLOW_ERROR)) {
                return own_nothing;
            }
        } else if (!is_kind(rt, given[i], argument_types[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "replace() argument '%s' must be %N, not %T", argument_names[i],
                               type_by_number(rt, argument_types[i]), given[i]);
        }
    }
    own_value made = code_copy(rt, args[0]);
    for (enum argument i = 0; !failed(made) && i < ARGUMENT_COUNT; i++) {
        struct code *code = as_code(lend(made));
        if (!is_nothing(given[i]) &&
            !(i < ARGUMENT_NUMBERS ? set_number(rt, code, i, numbers[i]) : set_value(rt, code, i, given[i]))) {
            release(rt, give(made));
        }
    }
    return made;
}
