// SPDX-License-Identifier: MIT
// Writing instructions: units, the depth and position tables, labels, guarded regions, registers.
#include "compile/build.h"

#include <string.h>

static struct code_position position_now(struct builder const *b)
{
    struct place_in_source const *p = &b->place;
    return (struct code_position){
        .start = b->unit_count,
        .line = p->line,
        .end_line = p->end_line,
        .column = (int16_t)(p->column >= 0 && p->column <= INT16_MAX ? p->column : -1),
        .end_column = (int16_t)(p->end_column >= 0 && p->end_column <= INT16_MAX ? p->end_column : -1),
    };
}

static bool same_position(struct code_position const *a, struct code_position const *b)
{
    return a->line == b->line && a->end_line == b->end_line && a->column == b->column && a->end_column == b->end_column;
}

// A row that starts where the next one does (a jump in between was taken back) is overwritten.
static bool write_rows(struct compiler *c, struct builder *b)
{
    if (b->depth_count > 0 && b->depths[b->depth_count - 1].start == b->unit_count)
        b->depth_count--;
    if (b->depth_count == 0 || b->depths[b->depth_count - 1].depth != b->depth) {
        if (!compile_grow(c, &b->depths, &b->depth_capacity, b->depth_count + 1, sizeof *b->depths))
            return false;
        b->depths[b->depth_count++] = (struct code_depth){b->unit_count, b->depth};
    }
    struct code_position position = position_now(b);
    if (b->position_count > 0 && b->positions[b->position_count - 1].start == b->unit_count)
        b->position_count--;
    if (b->position_count == 0 || !same_position(&b->positions[b->position_count - 1], &position)) {
        if (!compile_grow(c, &b->positions, &b->position_capacity, b->position_count + 1, sizeof *b->positions))
            return false;
        b->positions[b->position_count++] = position;
    }
    return true;
}

void emit(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t b, uint32_t third, uint32_t extra)
{
    static uint8_t const extra_units[OPCODE_COUNT] = {
#define X(NAME, units, text) units,
        OPCODES(X)
#undef X
    };
    struct builder *builder = c->builder;
    if (c->failed || builder->dead)
        return;
    uint32_t size = 1u + extra_units[op];
    if (builder->unit_count > UINT32_MAX / 2 ||
        !compile_grow(c, &builder->units, &builder->unit_capacity, builder->unit_count + size, sizeof(uint64_t)) ||
        !write_rows(c, builder)) {
        compile_no_memory(c);
        return;
    }
    uint64_t *unit = &builder->units[builder->unit_count];
    memset(unit, 0, size * sizeof *unit);
    unit[0] = unit_make(op, flags, a, b, third);
    if (size > 1)
        unit[1] = extra;
    builder->unit_count += size;
}

void emit_index(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t index)
{
    emit(c, op, flags, a, index & 0xffff, index >> 16, 0);
}

void emit_place(struct compiler *c, struct syntax_node const *node)
{
    c->builder->place = (struct place_in_source){(int32_t)node->line, (int32_t)node->end_line, (int32_t)node->column,
                                                 (int32_t)node->end_column};
}

void emit_place_attribute(struct compiler *c, struct syntax_node const *node, struct syntax_node const *attribute)
{
    emit_place(c, node);
    if (node->line != attribute->end_line) {
        struct place_in_source *place = &c->builder->place;
        int32_t length = 0; // in characters, as CPython counts here
        for (char const *p = attribute->attribute.name->text; *p != 0; p++)
            length += ((unsigned char)*p & 0xc0) != 0x80;
        place->line = (int32_t)attribute->end_line;
        place->column = (int32_t)attribute->end_column - length;
    }
}

// ---- Labels and jumps ----

uint32_t emit_label(struct compiler *c)
{
    struct builder *b = c->builder;
    if (c->failed || !compile_grow(c, &b->labels, &b->label_capacity, b->label_count + 1, sizeof *b->labels))
        return 0;
    b->labels[b->label_count] = (struct label){NO_POSITION, false};
    return b->label_count++;
}

// Takes back a jump to the instruction after it.
static void drop_useless_jump(struct builder *b, uint32_t label)
{
    if (b->fixup_count == 0 || !b->dead || b->last_label == b->unit_count)
        return;
    struct fixup const *fixup = &b->fixups[b->fixup_count - 1];
    if (fixup->label == label && fixup->unit + 1 == b->unit_count && unit_op(b->units[fixup->unit]) == OP_JUMP) {
        b->unit_count--;
        b->fixup_count--;
        b->dead = false;
    }
}

void emit_label_here(struct compiler *c, uint32_t label)
{
    struct builder *b = c->builder;
    if (c->failed)
        return;
    if (b->labels[label].reached) {
        drop_useless_jump(b, label);
        b->dead = false;
    }
    b->labels[label].position = b->unit_count;
    if (!b->dead)
        b->last_label = b->unit_count;
}

static void add_fixup(struct compiler *c, uint32_t unit, uint32_t label, bool in_extra)
{
    struct builder *b = c->builder;
    if (c->failed || !compile_grow(c, &b->fixups, &b->fixup_capacity, b->fixup_count + 1, sizeof *b->fixups))
        return;
    b->fixups[b->fixup_count++] = (struct fixup){unit, label, in_extra};
    b->labels[label].reached = true;
}

void emit_jump(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t label)
{
    if (c->failed || c->builder->dead)
        return;
    uint32_t at = c->builder->unit_count;
    emit(c, op, flags, a, 0, 0, 0);
    add_fixup(c, at, label, false);
    if (op == OP_JUMP || op == OP_JUMP_BACK)
        emit_dead(c);
}

void emit_branch(struct compiler *c, enum opcode op, uint32_t flags, uint32_t a, uint32_t b, uint32_t third,
                 uint32_t label)
{
    if (c->failed || c->builder->dead)
        return;
    uint32_t at = c->builder->unit_count;
    emit(c, op, flags, a, b, third, 0);
    add_fixup(c, at, label, true);
}

void emit_dead(struct compiler *c)
{
    c->builder->dead = true;
    c->builder->bound = bound_all();
}

// ---- Temporaries ----

uint32_t emit_push(struct compiler *c)
{
    struct builder *b = c->builder;
    uint32_t depth = b->depth++;
    if (depth >= REGISTER_MOST) {
        compile_error_at(c, &b->place, "too many values at once");
        depth = 0;
    }
    if (b->depth > b->depth_most)
        b->depth_most = b->depth;
    return TEMPORARY(depth);
}

void emit_pop(struct compiler *c, uint32_t count)
{
    OURO_ASSERT(c->failed || c->builder->depth >= count);
    c->builder->depth -= c->builder->depth >= count ? count : c->builder->depth;
}

uint32_t emit_result(struct compiler *c, enum opcode op, uint32_t flags, uint32_t destination, uint32_t b,
                     uint32_t third, uint32_t extra, uint32_t consumed)
{
    uint32_t base = c->builder->depth >= consumed ? c->builder->depth - consumed : 0;
    if (destination != TOP) {
        emit(c, op, flags | FLAG_LOCAL, destination, b, third, extra);
        emit_pop(c, consumed);
        return destination;
    }
    emit(c, op, flags, TEMPORARY(base), b, third, extra);
    emit_pop(c, consumed);
    return emit_push(c);
}

uint32_t emit_result_index(struct compiler *c, enum opcode op, uint32_t destination, uint32_t index)
{
    return emit_result(c, op, 0, destination, index & 0xffff, index >> 16, 0, 0);
}

uint32_t emit_constant(struct compiler *c, own_value v, uint32_t destination)
{
    if (c->failed) {
        release(c->rt, v);
        return emit_result(c, OP_LOAD_WORD, 0, destination, 0, 0, 0, 0);
    }
    uint64_t bits = own_bits(v);
    if (!is_object(lend(v)) && (int64_t)bits == (int64_t)(int32_t)(uint32_t)bits)
        return emit_result_index(c, OP_LOAD_WORD, destination, (uint32_t)bits);
    return emit_result_index(c, OP_LOAD_CONST, destination, emit_constant_index(c, v));
}

uint32_t emit_nothing(struct compiler *c)
{
    return emit_result(c, OP_LOAD_WORD, 0, TOP, VALUE_NOTHING, 0, 0, 0);
}

void emit_release(struct compiler *c, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        emit(c, OP_RELEASE, 0, TEMPORARY(c->builder->depth - 1), 0, 0, 0);
        emit_pop(c, 1);
    }
}

void emit_move_down(struct compiler *c, uint32_t to)
{
    emit(c, OP_MOVE, FLAG_CONSUME_B, TEMPORARY(to), TEMPORARY(c->builder->depth - 1), 0, 0);
    c->builder->depth = to + 1;
}

// ---- Constants, names, registers ----

uint32_t emit_constant_index(struct compiler *c, own_value v)
{
    if (c->failed) {
        release(c->rt, v);
        return 0;
    }
    uint32_t shared = value_table_add(c, &c->constants, v, true);
    if (c->failed)
        return 0;
    return value_table_add(c, &c->builder->constants, retain(lend(c->constants.items[shared])), false);
}

static uint32_t name_slot(struct name_table const *table, struct syntax_name const *name)
{
    uint32_t mask = table->index_size - 1;
    uint32_t i = name->hash & mask;
    while (table->index[i] != 0 && table->items[table->index[i] - 1] != name)
        i = (i + 1) & mask;
    return i;
}

uint32_t emit_name_index(struct compiler *c, struct syntax_name *name)
{
    struct name_table *table = &c->builder->names;
    if (c->failed || name == NULL)
        return 0;
    if (table->count * 2 >= table->index_size) {
        uint32_t size = table->index_size != 0 ? table->index_size * 2 : 16;
        uint32_t *index = heap_raw_allocate_zeroed(&c->rt->heap, size * sizeof *index);
        if (index == NULL) {
            compile_no_memory(c);
            return 0;
        }
        heap_raw_free(&c->rt->heap, table->index, table->index_size * sizeof *index);
        table->index = index;
        table->index_size = size;
        for (uint32_t i = 0; i < table->count; i++)
            index[name_slot(table, table->items[i])] = i + 1;
    }
    uint32_t slot = name_slot(table, name);
    if (table->index[slot] != 0)
        return table->index[slot] - 1;
    if (!compile_grow(c, &table->items, &table->capacity, table->count + 1, sizeof *table->items))
        return 0;
    table->index[slot] = table->count + 1;
    table->items[table->count] = name;
    return table->count++;
}

uint32_t emit_local_register(struct compiler *c, struct symbol *symbol)
{
    struct builder *b = c->builder;
    if (symbol->reg != SYMBOL_NO_REGISTER || c->failed)
        return symbol->reg != SYMBOL_NO_REGISTER ? symbol->reg : 0;
    if (b->local_count >= LOCALS_MOST) {
        compile_error_at(c, &b->place, "too many local variables");
        return 0;
    }
    if (!compile_grow(c, &b->locals, &b->local_capacity, b->local_count + 1, sizeof *b->locals))
        return 0;
    symbol->reg = b->local_count;
    b->locals[b->local_count++] = symbol;
    if (symbol->flags & SYMBOL_DELETED)
        bound_add(&b->deleted, symbol->reg);
    return symbol->reg;
}

uint32_t emit_cell_register(struct compiler *c, struct syntax_name const *name)
{
    struct builder *b = c->builder;
    for (uint32_t i = 0; i < b->cell_count + b->free_count; i++) {
        if (b->cells[i]->name == name)
            return i | REGISTER_CELL;
    }
    OURO_ASSERT(c->failed);
    return REGISTER_CELL;
}

// ---- Guarded regions ----

void emit_region_open(struct compiler *c, struct block *block)
{
    if (block->guarded && block->open == NO_POSITION) {
        block->open = c->builder->unit_count;
        c->builder->last_label = c->builder->unit_count;
    }
}

void emit_region_close(struct compiler *c, struct block *block)
{
    struct builder *b = c->builder;
    if (!block->guarded || block->open == NO_POSITION)
        return;
    uint32_t start = block->open;
    block->open = NO_POSITION;
    b->last_label = b->unit_count;
    if (c->failed || start >= b->unit_count)
        return;
    if (!compile_grow(c, &b->regions, &b->region_capacity, b->region_count + 1, sizeof *b->regions))
        return;
    uint32_t level = 0;
    for (struct block *outer = block->outer; outer != NULL; outer = outer->outer)
        level++;
    b->regions[b->region_count++] = (struct region){start, b->unit_count, block->handler, block->handler_depth, level};
    b->labels[block->handler].reached = true;
}
