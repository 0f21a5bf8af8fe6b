// SPDX-License-Identifier: MIT
// Displays of tuples, lists, sets and dicts, and f-strings. Short ones are built at once from temporaries; long or
// starred ones step by step, so that the number of temporaries stays small.
#include "compile/build.h"
#include "object/str.h"
#include "object/tuple.h"

static bool has_starred(struct syntax_sequence const *elements)
{
    for (uint32_t i = 0; i < elements->count; i++) {
        if (elements->items[i]->kind == NODE_STARRED)
            return true;
    }
    return false;
}

// Adds an element to the list or set in register `to`.
static void add_element(struct compiler *c, bool is_set, uint32_t to, struct syntax_node *element)
{
    bool starred = element->kind == NODE_STARRED;
    struct operand value = expression_operand(c, starred ? element->starred.value : element, true);
    enum opcode op = is_set ? (starred ? OP_SET_UPDATE : OP_SET_ADD) : (starred ? OP_LIST_EXTEND : OP_LIST_APPEND);
    emit(c, op, value.temporary ? FLAG_CONSUME_B : 0, to, value.reg, 0, 0);
    emit_pop(c, value.temporary);
}

uint32_t display_collect(struct compiler *c, struct syntax_sequence const *elements, uint32_t given, bool is_set)
{
    uint32_t base = c->builder->depth - given;
    uint32_t first = 0;
    while (first < elements->count && given + first < DISPLAY_MOST && elements->items[first]->kind != NODE_STARRED)
        expression_into(c, elements->items[first++], TOP);
    uint32_t count = given + first;
    uint32_t to = emit_result(c, is_set ? OP_BUILD_SET : OP_BUILD_LIST, 0, TOP, count != 0 ? TEMPORARY(base) : 0, count,
                              0, count);
    for (uint32_t i = first; i < elements->count && !c->failed; i++)
        add_element(c, is_set, to, elements->items[i]);
    return to;
}

static uint32_t to_destination(struct compiler *c, uint32_t top, uint32_t destination)
{
    if (destination == TOP)
        return top;
    return emit_result(c, OP_MOVE, FLAG_CONSUME_B, destination, top, 0, 0, 1);
}

static bool is_short(struct syntax_sequence const *elements)
{
    return elements->count <= DISPLAY_MOST && !has_starred(elements);
}

static uint32_t build(struct compiler *c, enum opcode op, struct syntax_sequence const *elements, uint32_t destination)
{
    uint32_t base = TEMPORARY(c->builder->depth);
    for (uint32_t i = 0; i < elements->count && !c->failed; i++)
        expression_into(c, elements->items[i], TOP);
    return emit_result(c, op, 0, destination, elements->count != 0 ? base : 0, elements->count, 0, elements->count);
}

uint32_t display_tuple(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *elements = &node->sequence.elements;
    if (is_short(elements))
        return build(c, OP_BUILD_TUPLE, elements, destination);
    uint32_t list = display_collect(c, elements, 0, false);
    return emit_result(c, OP_LIST_TO_TUPLE, FLAG_CONSUME_B, destination, list, 0, 0, 1);
}

// Three constants and more: one constant, copied.
static bool constant_display(struct compiler *c, struct syntax_node *node, uint32_t destination, uint32_t *result)
{
    if (node->sequence.elements.count < 3)
        return false;
    own_value constant = fold_display(c, node);
    if (failed(constant))
        return false;
    bool is_set = node->kind == NODE_SET;
    uint32_t to = emit_result(c, is_set ? OP_BUILD_SET : OP_BUILD_LIST, 0, TOP, 0, 0, 0, 0);
    uint32_t items = emit_constant(c, constant, TOP);
    emit(c, is_set ? OP_SET_UPDATE : OP_LIST_EXTEND, FLAG_CONSUME_B, to, items, 0, 0);
    emit_pop(c, 1);
    *result = to_destination(c, to, destination);
    return true;
}

uint32_t display_list(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *elements = &node->sequence.elements;
    uint32_t result;
    if (constant_display(c, node, destination, &result))
        return result;
    if (is_short(elements))
        return build(c, OP_BUILD_LIST, elements, destination);
    return to_destination(c, display_collect(c, elements, 0, false), destination);
}

uint32_t display_set(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *elements = &node->sequence.elements;
    uint32_t result;
    if (constant_display(c, node, destination, &result))
        return result;
    if (is_short(elements))
        return build(c, OP_BUILD_SET, elements, destination);
    return to_destination(c, display_collect(c, elements, 0, true), destination);
}

// ---- Dicts ----

static bool constant_keys(struct compiler *c, struct syntax_node *node)
{
    struct syntax_sequence const *keys = &node->dict.keys;
    if (keys->count < 2 || keys->count > DISPLAY_MOST)
        return false;
    for (uint32_t i = 0; i < keys->count; i++) {
        if (keys->items[i] == NULL || !constant_is(c, keys->items[i]))
            return false;
    }
    return true;
}

static uint32_t build_constant_keys(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *keys = &node->dict.keys;
    uint32_t base = TEMPORARY(c->builder->depth);
    for (uint32_t i = 0; i < keys->count && !c->failed; i++)
        expression_into(c, node->dict.values.items[i], TOP);
    own_value tuple = fold_tuple_of(c, keys);
    return emit_result(c, OP_BUILD_CONST_MAP, 0, destination, base, keys->count, emit_constant_index(c, tuple),
                       keys->count);
}

static void add_pair(struct compiler *c, uint32_t dict, struct syntax_node *key, struct syntax_node *value)
{
    if (key == NULL) {
        struct operand mapping = expression_operand(c, value, true);
        emit(c, OP_DICT_UPDATE, mapping.temporary ? FLAG_CONSUME_B : 0, dict, mapping.reg, 0, 0);
        emit_pop(c, mapping.temporary);
        return;
    }
    struct operand k = expression_operand(c, key, expression_is_quiet(c, value));
    struct operand v = expression_operand(c, value, true);
    emit(c, OP_MAP_ADD, (k.temporary ? FLAG_CONSUME_B : 0) | (v.temporary ? FLAG_CONSUME_C : 0), dict, k.reg, v.reg, 0);
    emit_pop(c, k.temporary + v.temporary);
}

uint32_t display_dict(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *keys = &node->dict.keys, *values = &node->dict.values;
    if (constant_keys(c, node))
        return build_constant_keys(c, node, destination);
    uint32_t base = TEMPORARY(c->builder->depth);
    uint32_t first = 0;
    while (first < keys->count && first < DISPLAY_MOST / 2 && keys->items[first] != NULL && !c->failed) {
        expression_into(c, keys->items[first], TOP);
        expression_into(c, values->items[first], TOP);
        first++;
    }
    if (first == keys->count)
        return emit_result(c, OP_BUILD_MAP, 0, destination, first != 0 ? base : 0, first, 0, first * 2);
    uint32_t dict = emit_result(c, OP_BUILD_MAP, 0, TOP, first != 0 ? base : 0, first, 0, first * 2);
    for (uint32_t i = first; i < keys->count && !c->failed; i++)
        add_pair(c, dict, keys->items[i], values->items[i]);
    return to_destination(c, dict, destination);
}

// ---- f-strings ----

uint32_t display_formatted_value(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_node *spec = node->formatted_value.format_spec;
    struct operand value = expression_operand(c, node->formatted_value.value, spec == NULL);
    uint32_t flags = value.temporary ? FLAG_CONSUME_B : 0;
    switch (node->formatted_value.conversion) {
    case 's':
        flags |= FLAG_CONVERT_STR;
        break;
    case 'r':
        flags |= FLAG_CONVERT_REPR;
        break;
    case 'a':
        flags |= FLAG_CONVERT_ASCII;
        break;
    default:
        break;
    }
    if (spec == NULL) {
        emit_place(c, node);
        return emit_result(c, OP_FORMAT_VALUE, flags, destination, value.reg, 0, 0, value.temporary);
    }
    uint32_t format = expression_into(c, spec, TOP);
    emit_place(c, node);
    return emit_result(c, OP_FORMAT_VALUE, flags | FLAG_SPEC | FLAG_CONSUME_C, destination, value.reg, format, 0,
                       value.temporary + 1);
}

uint32_t display_joined_string(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_sequence const *values = &node->joined_str.values;
    if (values->count == 0)
        return emit_constant(c, retain(slot_get(c->rt->objects->empty_str)), destination);
    if (values->count == 1)
        return expression_into(c, values->items[0], destination);
    uint32_t base = c->builder->depth;
    for (uint32_t i = 0; i < values->count && !c->failed; i++) {
        uint32_t count = c->builder->depth - base;
        if (count == DISPLAY_MOST)
            emit_result(c, OP_BUILD_STRING, 0, TOP, TEMPORARY(base), count, 0, count);
        expression_into(c, values->items[i], TOP);
    }
    uint32_t count = c->builder->depth - base;
    return emit_result(c, OP_BUILD_STRING, 0, destination, TEMPORARY(base), count, 0, count);
}
