// SPDX-License-Identifier: MIT
// From a builder to a code object: registers get their final numbers, jumps their targets, tables their exact sizes.
#include "compile/build.h"
#include "compile/shape.h"
#include "object/str.h"
#include "object/tuple.h"

#include <stdlib.h>
#include <string.h>

static int by_name(void const *a, void const *b)
{
    struct symbol const *const *x = a, *const *y = b;
    return strcmp((*x)->name->text, (*y)->name->text);
}

static bool is_free_here(struct scope const *scope, struct symbol const *symbol)
{
    return symbol->place == PLACE_FREE || (scope->kind == SCOPE_CLASS && (symbol->flags & SYMBOL_PASSED_ON));
}

static void add_cell(struct compiler *c, struct builder *b, struct symbol *symbol)
{
    uint32_t count = b->cell_count + b->free_count;
    if (count >= REGISTER_MOST) {
        compile_error(c, b->scope->node, "too many cell variables");
        return;
    }
    if (compile_grow(c, &b->cells, &b->cell_capacity, count + 1, sizeof *b->cells))
        b->cells[count] = symbol;
}

// Own cells by name, then free ones by name, as CPython orders them.
static void collect_cells(struct compiler *c, struct builder *b)
{
    struct symbol_table *symbols = &b->scope->symbols;
    if (b->scope->wants_class_cell) {
        // The class body's own __class__ may be bound as well; the cell is another variable.
        struct symbol *symbol = syntax_tree_allocate(c->tree, sizeof *symbol);
        if (symbol == NULL) {
            compile_no_memory(c);
            return;
        }
        symbol->name = c->name_class;
        symbol->place = PLACE_CELL;
        add_cell(c, b, symbol);
        b->cell_count++;
    }
    for (uint32_t i = 0; i < symbols->count && !c->failed; i++) {
        if (symbols->order[i]->place == PLACE_CELL) {
            add_cell(c, b, symbols->order[i]);
            b->cell_count++;
        }
    }
    for (uint32_t i = 0; i < symbols->count && !c->failed; i++) {
        if (is_free_here(b->scope, symbols->order[i])) {
            add_cell(c, b, symbols->order[i]);
            b->free_count++;
        }
    }
    if (c->failed)
        return;
    if (b->cell_count > 1)
        qsort(b->cells, b->cell_count, sizeof(struct symbol *), by_name);
    if (b->free_count > 1)
        qsort(b->cells + b->cell_count, b->free_count, sizeof(struct symbol *), by_name);
}

// CPython's rule: a name declared global keeps its plain name; else parent's, and <locals> after a function or lambda.
static own_value qualified_name(struct compiler *c, struct builder const *b, struct syntax_name *name)
{
    struct builder const *outer = b->outer;
    if (outer == NULL || outer->scope->kind == SCOPE_MODULE)
        return retain(lend(b->name));
    if (name != NULL) {
        struct syntax_name *mangled = scope_mangle(c, b->scope->parent->private_name, name);
        struct symbol *symbol = symbol_find(&b->scope->parent->symbols, mangled);
        if (symbol != NULL && symbol->place == PLACE_GLOBAL)
            return retain(lend(b->name));
    }
    bool is_function = outer->scope->kind == SCOPE_FUNCTION || outer->scope->kind == SCOPE_LAMBDA;
    char const *format = is_function ? "%U.<locals>.%U" : "%U.%U";
    return str_format(c->rt, format, lend(outer->qualname), lend(b->name));
}

void builder_open(struct compiler *c, struct builder *b, struct scope *scope, enum name_number fixed_name,
                  struct syntax_name *name, uint32_t first_line)
{
    *b = (struct builder){.outer = c->builder, .scope = scope, .first_line = first_line, .last_label = NO_POSITION};
    c->builder = b;
    b->place = (struct place_in_source){(int32_t)first_line, (int32_t)first_line, 0, 0};
    for (uint32_t i = 0; i < scope->symbols.count; i++)
        scope->symbols.order[i]->reg = SYMBOL_NO_REGISTER;
    if (c->failed)
        return;
    b->doc = own_none;
    b->name = retain(name != NULL ? compile_name(c, name) : name_of(c->rt, fixed_name));
    if (!c->failed)
        b->qualname = qualified_name(c, b, name);
    if (failed(b->name) || failed(b->qualname))
        compile_no_memory(c);
    else
        collect_cells(c, b);
}

static void builder_close(struct compiler *c, struct builder *b)
{
    struct heap *heap = &c->rt->heap;
    heap_raw_free(heap, b->units, b->unit_capacity * sizeof *b->units);
    heap_raw_free(heap, b->depths, b->depth_capacity * sizeof *b->depths);
    heap_raw_free(heap, b->positions, b->position_capacity * sizeof *b->positions);
    heap_raw_free(heap, b->fixups, b->fixup_capacity * sizeof *b->fixups);
    heap_raw_free(heap, b->labels, b->label_capacity * sizeof *b->labels);
    heap_raw_free(heap, b->regions, b->region_capacity * sizeof *b->regions);
    heap_raw_free(heap, b->locals, b->local_capacity * sizeof *b->locals);
    heap_raw_free(heap, b->cells, b->cell_capacity * sizeof *b->cells);
    heap_raw_free(heap, b->names.items, b->names.capacity * sizeof *b->names.items);
    heap_raw_free(heap, b->names.index, b->names.index_size * sizeof *b->names.index);
    value_table_close(c, &b->constants);
    release(c->rt, b->name);
    release(c->rt, b->qualname);
    release(c->rt, b->doc);
    c->builder = b->outer;
}

// ---- Tables of the code object ----

static uint32_t final_register(struct builder const *b, uint32_t reg)
{
    if (reg >= REGISTER_CELL)
        return b->local_count + (reg & REGISTER_MOST);
    if (reg >= REGISTER_TEMPORARY)
        return b->local_count + b->cell_count + b->free_count + (reg & REGISTER_MOST);
    return reg;
}

static void renumber(struct builder *b)
{
    for (uint32_t at = 0; at < b->unit_count;) {
        uint64_t unit = b->units[at];
        struct opcode_shape const *shape = &opcode_shapes[unit_op(unit)];
        uint32_t a = unit_a(unit), second = unit_b(unit), third = unit_c(unit);
        if (shape_is_register(shape->a))
            a = final_register(b, a);
        if (shape_is_register(shape->b))
            second = final_register(b, second);
        if (shape_is_register(shape->c))
            third = final_register(b, third);
        b->units[at] = unit_make((enum opcode)unit_op(unit), unit_flags(unit), a, second, third);
        at += 1 + shape->extra_units;
    }
    for (uint32_t i = 0; i < b->fixup_count; i++) {
        struct fixup const *fixup = &b->fixups[i];
        uint64_t target = b->labels[fixup->label].position;
        OURO_ASSERT(target != NO_POSITION);
        if (fixup->in_extra)
            b->units[fixup->unit + 1] |= target;
        else
            b->units[fixup->unit] |= target << 32;
    }
}

static int by_start(void const *a, void const *b)
{
    struct region const *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->level > y->level) - (x->level < y->level);
}

// An exact copy in raw memory; an empty array is NULL.
static bool copy_array(struct compiler *c, void *place, uint32_t *count, void const *from, uint32_t n, size_t size)
{
    void *array = NULL;
    if (n != 0) {
        array = heap_raw_allocate(&c->rt->heap, n * size);
        if (array == NULL) {
            compile_no_memory(c);
            return false;
        }
        memcpy(array, from, n * size);
    }
    memcpy(place, &array, sizeof array);
    *count = n;
    return true;
}

static bool fill_tables(struct compiler *c, struct builder *b, struct code *code)
{
    uint32_t first = b->local_count + b->cell_count + b->free_count;
    for (uint32_t i = 0; i < b->depth_count; i++)
        b->depths[i].depth += first;
    if (b->region_count > 1)
        qsort(b->regions, b->region_count, sizeof *b->regions, by_start);
    if (b->region_count != 0) {
        code->handlers = heap_raw_allocate(&c->rt->heap, b->region_count * sizeof *code->handlers);
        if (code->handlers == NULL) {
            compile_no_memory(c);
            return false;
        }
        code->handler_count = b->region_count;
        for (uint32_t i = 0; i < b->region_count; i++) {
            struct region const *r = &b->regions[i];
            code->handlers[i] = (struct code_handler){r->start, r->end, b->labels[r->label].position, r->depth + first};
        }
    }
    return copy_array(c, &code->units, &code->unit_count, b->units, b->unit_count, sizeof *b->units) &&
           copy_array(c, &code->depths, &code->depth_count, b->depths, b->depth_count, sizeof *b->depths) &&
           copy_array(c, &code->positions, &code->position_count, b->positions, b->position_count,
                      sizeof *b->positions);
}

static bool fill_cell_parameters(struct compiler *c, struct builder const *b, struct code *code)
{
    if (b->cell_count == 0)
        return true;
    code->cell_parameters = heap_raw_allocate(&c->rt->heap, b->cell_count * sizeof *code->cell_parameters);
    if (code->cell_parameters == NULL) {
        compile_no_memory(c);
        return false;
    }
    for (uint32_t i = 0; i < b->cell_count; i++) {
        code->cell_parameters[i] = -1;
        for (uint32_t k = 0; k < b->parameter_count && k < b->local_count; k++) {
            if (b->locals[k] == b->cells[i])
                code->cell_parameters[i] = (int16_t)k;
        }
    }
    code->cell_count = b->cell_count;
    return true;
}

static bool fill_slot(struct compiler *c, slot_value *slot, own_value v)
{
    if (failed(v)) {
        compile_no_memory(c);
        return false;
    }
    slot_init(slot, v);
    return true;
}

static own_value symbol_names(struct compiler *c, struct symbol *const *symbols, uint32_t count)
{
    own_value tuple = tuple_new(c->rt, count);
    for (uint32_t i = 0; i < count && !failed(tuple); i++) {
        ref_value name = compile_name(c, symbols[i]->name);
        if (is_nothing(name)) {
            release(c->rt, tuple);
            return own_nothing;
        }
        slot_init(&as_tuple(lend(tuple))->items[i], retain(name));
    }
    return tuple;
}

static own_value plain_names(struct compiler *c, struct name_table const *names)
{
    own_value tuple = tuple_new(c->rt, names->count);
    for (uint32_t i = 0; i < names->count && !failed(tuple); i++) {
        ref_value name = compile_name(c, names->items[i]);
        if (is_nothing(name)) {
            release(c->rt, tuple);
            return own_nothing;
        }
        slot_init(&as_tuple(lend(tuple))->items[i], retain(name));
    }
    return tuple;
}

static bool fill_values(struct compiler *c, struct builder *b, struct code *code)
{
    struct symbol **free_names = b->free_count != 0 ? b->cells + b->cell_count : NULL;
    return fill_slot(c, &code->name, retain(lend(b->name))) &&
           fill_slot(c, &code->qualname, retain(lend(b->qualname))) &&
           fill_slot(c, &code->filename, retain(c->filename)) && fill_slot(c, &code->doc, retain(lend(b->doc))) &&
           fill_slot(c, &code->constants, tuple_from(c->rt, lend_array(b->constants.items), b->constants.count)) &&
           fill_slot(c, &code->names, plain_names(c, &b->names)) &&
           fill_slot(c, &code->local_names, symbol_names(c, b->locals, b->local_count)) &&
           fill_slot(c, &code->cell_names, symbol_names(c, b->cells, b->cell_count)) &&
           fill_slot(c, &code->free_names, symbol_names(c, free_names, b->free_count));
}

static void fill_numbers(struct builder const *b, struct code *code)
{
    code->flags = b->flags;
    if (b->scope->is_nested)
        code->flags |= CODE_NESTED;
    if (scope_is_function(b->scope)) {
        code->flags |= CODE_OPTIMIZED | CODE_NEWLOCALS;
        if (b->scope->is_generator)
            code->flags |= b->scope->is_coroutine ? CODE_ASYNC_GENERATOR : CODE_GENERATOR;
        else if (b->scope->is_coroutine)
            code->flags |= CODE_COROUTINE;
    }
    code->positional_count = b->positional_count;
    code->positional_only_count = b->positional_only_count;
    code->keyword_only_count = b->keyword_only_count;
    code->parameter_count = b->parameter_count;
    code->local_count = b->local_count;
    code->free_count = b->free_count;
    code->register_count = b->local_count + b->cell_count + b->free_count + b->depth_most;
    code->first_line = b->first_line;
    code->attribute_hint = b->scope->attributes.count;
}

own_value builder_finish(struct compiler *c, struct builder *b)
{
    own_value code = own_nothing;
    if (!b->dead)
        emit(c, OP_RETURN_NONE, 0, 0, 0, 0, 0);
    OURO_ASSERT(c->failed || b->block == NULL);
    if (!c->failed && (uint64_t)b->local_count + b->cell_count + b->free_count + b->depth_most > 0xffff)
        compile_error(c, b->scope->node, "too many local variables");
    if (!c->failed) {
        code = code_new(c->rt);
        if (failed(code))
            compile_no_memory(c);
    }
    if (!c->failed) {
        struct code *made = as_code(lend(code));
        renumber(b);
        fill_numbers(b, made);
        bool filled = fill_tables(c, b, made) && fill_cell_parameters(c, b, made) && fill_values(c, b, made);
#if OURO_CHECK >= 1
        uint32_t at;
        char const *wrong = filled ? check_code(c->rt, made, &at) : NULL;
        if (wrong != NULL)
            os_fatal(str_bytes(as_str(slot_get(made->qualname))), (int)at, wrong);
#endif
        (void)filled;
    }
    builder_close(c, b);
    if (c->failed) {
        release(c->rt, code);
        return own_nothing;
    }
    return code;
}
