// SPDX-License-Identifier: MIT
// Code objects as text.
#include "compile/build.h"
#include "compile/shape.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

#include <stdio.h>

// %x locals by name, cells as c0, temporaries as t0.
static void add_register(struct str_builder *text, struct code const *code, uint32_t reg)
{
    char buffer[24];
    uint32_t cells = code->cell_count + code->free_count;
    if (reg < code->local_count) {
        str_builder_add_str(text, tuple_item(slot_get(code->local_names), reg));
        return;
    }
    if (reg < code->local_count + cells)
        snprintf(buffer, sizeof buffer, "c%u", reg - code->local_count);
    else
        snprintf(buffer, sizeof buffer, "t%u", reg - code->local_count - cells);
    str_builder_add_text(text, buffer);
}

static void add_constant(struct ouro *rt, struct str_builder *text, ref_value v)
{
    if (is_object(v) && value_number(v) == TYPE_CODE) {
        str_builder_add_text(text, "<code ");
        str_builder_add_str(text, slot_get(as_code(v)->qualname));
        str_builder_add_text(text, ">");
        return;
    }
    own_value repr = operation_repr(rt, v);
    if (failed(repr)) {
        text->failed = true;
        return;
    }
    str_builder_add_str(text, lend(repr));
    release(rt, repr);
}

static void add_word(struct ouro *rt, struct str_builder *text, uint32_t index)
{
    own_value v = own_from_bits((uint64_t)(int64_t)(int32_t)index);
    if (failed(v))
        str_builder_add_text(text, "nothing");
    else
        add_constant(rt, text, lend(v));
}

static void add_number(struct str_builder *text, char const *format, int32_t n)
{
    char buffer[32];
    snprintf(buffer, sizeof buffer, format, n);
    str_builder_add_text(text, buffer);
}

static void add_field(struct ouro *rt, struct str_builder *text, struct code const *code, char kind, uint64_t unit,
                      uint32_t field, bool consumed)
{
    switch (kind) {
    case '-':
        return;
    case 'k':
        str_builder_add_text(text, " ");
        add_constant(rt, text, tuple_item(slot_get(code->constants), field));
        return;
    case 'n':
        str_builder_add_text(text, " .");
        str_builder_add_str(text, tuple_item(slot_get(code->names), field));
        return;
    case 'w':
        str_builder_add_text(text, " ");
        add_word(rt, text, field);
        return;
    case 't':
        add_number(text, " -> %d", (int32_t)field);
        return;
    case 'i':
        add_number(text, " %d", (int16_t)field);
        return;
    case '#':
        add_number(text, " #%d", (int32_t)field);
        return;
    case 's':
        if (!(unit_flags(unit) & FLAG_SPEC))
            return;
        break;
    case 'm':
        str_builder_add_text(text, " [");
        add_register(text, code, field);
        str_builder_add_text(text, "]");
        return;
    default:
        break;
    }
    str_builder_add_text(text, consumed ? " -" : " ");
    add_register(text, code, field);
}

static char const *flag_text(uint32_t op, uint32_t flags)
{
    if (op == OP_FORMAT_VALUE) {
        switch (flags & FLAG_CONVERT_ASCII) {
        case FLAG_CONVERT_STR:
            return " !s";
        case FLAG_CONVERT_REPR:
            return " !r";
        case FLAG_CONVERT_ASCII:
            return " !a";
        default:
            return "";
        }
    }
    if (!(flags & FLAG_IN_PLACE))
        return "";
    if (op >= OP_JUMP_LT && op <= OP_JUMP_GE_INT)
        return " true";
    return op == OP_GET_LOOP ? " spec" : " in place";
}

static void add_instruction(struct ouro *rt, struct str_builder *text, struct code const *code, uint32_t at)
{
    uint64_t const *unit = &code->units[at];
    uint32_t flags = unit_flags(*unit);
    struct opcode_shape const *shape = &opcode_shapes[unit_op(*unit)];
    add_number(text, "%5d ", (int32_t)at);
    str_builder_add_text(text, opcode_names[unit_op(*unit)]);
    add_field(rt, text, code, shape->a, *unit, unit_a(*unit), flags & FLAG_CONSUME_A);
    bool wide = shape->b == 'k' || shape->b == 'n' || shape->b == 'w' || shape->b == 't';
    add_field(rt, text, code, shape->b, *unit, wide ? unit_index(*unit) : unit_b(*unit), flags & FLAG_CONSUME_B);
    if (!wide)
        add_field(rt, text, code, shape->c, *unit, unit_c(*unit), flags & FLAG_CONSUME_C);
    if (shape->extra != '-')
        add_field(rt, text, code, shape->extra, *unit, (uint32_t)unit[1], false);
    str_builder_add_text(text, flag_text(unit_op(*unit), flags));
    str_builder_add_text(text, "\n");
}

static void add_code(struct ouro *rt, struct str_builder *text, struct code const *code)
{
    str_builder_add_str(text, slot_get(code->qualname));
    add_number(text, ": line %d", (int32_t)code->first_line);
    add_number(text, ", %d parameters", (int32_t)code->parameter_count);
    add_number(text, ", %d registers\n", (int32_t)code->register_count);
    int32_t line = 0;
    for (uint32_t at = 0; at < code->unit_count && !text->failed;) {
        struct code_position const *position = code_position_at(code, at);
        if (position != NULL && position->line != line) {
            line = position->line;
            add_number(text, "  line %d\n", line);
        }
        add_instruction(rt, text, code, at);
        at += 1u + opcode_shapes[unit_op(code->units[at])].extra_units;
    }
    uint32_t first = code->local_count + code->cell_count + code->free_count;
    for (uint32_t i = 0; i < code->handler_count; i++) {
        add_number(text, "  handler %d", (int32_t)code->handlers[i].start);
        add_number(text, "..%d", (int32_t)code->handlers[i].end);
        add_number(text, " -> %d", (int32_t)code->handlers[i].target);
        add_number(text, " depth %d\n", (int32_t)(code->handlers[i].depth - first));
    }
}

static bool add_nested(struct ouro *rt, struct str_builder *text, struct code const *code)
{
    if (stack_is_low(rt)) {
        error_raise(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
        return false;
    }
    add_code(rt, text, code);
    ref_value constants = slot_get(code->constants);
    for (uint64_t i = 0; i < as_tuple(constants)->length && !text->failed; i++) {
        ref_value v = tuple_item(constants, i);
        if (is_object(v) && value_number(v) == TYPE_CODE && !add_nested(rt, text, as_code(v)))
            return false;
    }
    return !text->failed;
}

own_value compile_disassemble(struct ouro *rt, ref_value code)
{
    struct str_builder text;
    if (!is_object(code) || value_number(code) != TYPE_CODE)
        return error_raise(rt, TYPE_TYPE_ERROR, "a code object is wanted, not %T", code);
    str_builder_open(rt, &text);
    if (!add_nested(rt, &text, as_code(code))) {
        str_builder_abandon(&text);
        return own_nothing;
    }
    return str_builder_finish(&text);
}
