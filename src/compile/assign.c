// SPDX-License-Identifier: MIT
// Binding: assignment of every form, deletion, unpacking.
#include "compile/build.h"
#include "object/str.h"

#include <string.h>

bool assign_allowed(struct compiler *c, struct syntax_name const *name, enum syntax_context context)
{
    if (name != c->name_debug)
        return true;
    compile_error_at(c, &c->builder->place, "cannot %s __debug__", context == CONTEXT_DELETE ? "delete" : "assign to");
    return false;
}

// ---- Names ----

void assign_name(struct compiler *c, struct syntax_name *name, struct operand value)
{
    struct scope *scope = c->builder->scope;
    if (c->failed || !assign_allowed(c, name, CONTEXT_STORE))
        return;
    struct symbol *symbol = expression_symbol(c, name);
    struct syntax_name *mangled = symbol != NULL ? symbol->name : scope_mangle(c, scope->private_name, name);
    enum place place = symbol != NULL ? symbol->place : PLACE_IMPLICIT;
    if (place == PLACE_LOCAL && scope_is_function(scope)) {
        uint32_t reg = emit_local_register(c, symbol);
        if (reg != value.reg)
            emit(c, OP_MOVE, FLAG_LOCAL | (value.temporary ? FLAG_CONSUME_B : 0), reg, value.reg, 0, 0);
        bound_add(&c->builder->bound, reg);
    } else if (place == PLACE_CELL || place == PLACE_FREE) {
        emit(c, OP_STORE_CELL, value.temporary ? FLAG_CONSUME_B : 0, emit_cell_register(c, mangled), value.reg, 0, 0);
    } else {
        emit_index(c, place == PLACE_GLOBAL ? OP_STORE_GLOBAL : OP_STORE_NAME, value.temporary ? FLAG_CONSUME_A : 0,
                   value.reg, emit_name_index(c, mangled));
    }
    emit_pop(c, value.temporary);
}

void assign_delete_name(struct compiler *c, struct syntax_name *name)
{
    struct scope *scope = c->builder->scope;
    if (c->failed || !assign_allowed(c, name, CONTEXT_DELETE))
        return;
    struct symbol *symbol = expression_symbol(c, name);
    struct syntax_name *mangled = symbol != NULL ? symbol->name : scope_mangle(c, scope->private_name, name);
    enum place place = symbol != NULL ? symbol->place : PLACE_IMPLICIT;
    if (place == PLACE_LOCAL && scope_is_function(scope)) {
        uint32_t reg = emit_local_register(c, symbol);
        emit(c, OP_DELETE_LOCAL, 0, reg, 0, 0, 0);
        bound_remove(&c->builder->bound, reg);
    } else if (place == PLACE_CELL || place == PLACE_FREE) {
        emit(c, OP_DELETE_CELL, 0, emit_cell_register(c, mangled), 0, 0, 0);
    } else {
        emit_index(c, place == PLACE_GLOBAL ? OP_DELETE_GLOBAL : OP_DELETE_NAME, 0, 0, emit_name_index(c, mangled));
    }
}

// ---- Targets ----

static void store_attribute(struct compiler *c, struct syntax_node *target, struct operand value)
{
    struct operand object = expression_operand(c, target->attribute.value, true);
    if (!assign_allowed(c, target->attribute.name, CONTEXT_STORE))
        return;
    struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, target->attribute.name);
    emit_place_attribute(c, target, target);
    emit(c, OP_STORE_ATTR, (object.temporary ? FLAG_CONSUME_A : 0) | (value.temporary ? FLAG_CONSUME_B : 0), object.reg,
         value.reg, 0, emit_name_index(c, name));
    emit_pop(c, object.temporary + value.temporary);
}

static void store_subscript(struct compiler *c, struct syntax_node *target, struct operand value)
{
    struct operand object =
        expression_operand(c, target->subscript.value, expression_is_quiet(c, target->subscript.index));
    struct operand key = expression_operand(c, target->subscript.index, true);
    emit_place(c, target);
    emit(c, OP_STORE_SUBSCR,
         (object.temporary ? FLAG_CONSUME_A : 0) | (key.temporary ? FLAG_CONSUME_B : 0) |
             (value.temporary ? FLAG_CONSUME_C : 0),
         object.reg, key.reg, value.reg, 0);
    emit_pop(c, object.temporary + key.temporary + value.temporary);
}

// Position of the starred target, or -1.
static int64_t find_star(struct compiler *c, struct syntax_node *target)
{
    struct syntax_sequence const *elements = &target->sequence.elements;
    int64_t star = -1;
    for (uint32_t i = 0; i < elements->count; i++) {
        if (elements->items[i]->kind != NODE_STARRED)
            continue;
        if (star >= 0)
            compile_error(c, target, "multiple starred expressions in assignment");
        star = i;
    }
    if (star > 255 || (star >= 0 && elements->count - star - 1 > 255))
        compile_error(c, target, "too many expressions in star-unpacking assignment");
    return star;
}

static void unpack(struct compiler *c, struct syntax_node *target, struct operand value)
{
    struct syntax_sequence const *elements = &target->sequence.elements;
    int64_t star = find_star(c, target);
    if (c->failed)
        return;
    uint32_t base = c->builder->depth - value.temporary;
    uint32_t flags = value.temporary ? FLAG_CONSUME_B : 0;
    if (elements->count >= REGISTER_MOST - base) {
        compile_error(c, target, "too many values at once");
        return;
    }
    emit_place(c, target);
    if (star < 0)
        emit(c, OP_UNPACK, flags, TEMPORARY(base), value.reg, elements->count, 0);
    else
        emit(c, OP_UNPACK_EX, flags, TEMPORARY(base), value.reg,
             (uint32_t)star | (elements->count - (uint32_t)star - 1) << 8, 0);
    emit_pop(c, value.temporary);
    for (uint32_t i = 0; i < elements->count; i++)
        emit_push(c);
    for (uint32_t i = 0; i < elements->count && !c->failed; i++) {
        struct syntax_node *element = elements->items[i];
        if (element->kind == NODE_STARRED)
            element = element->starred.value;
        assign_target(c, element, (struct operand){TEMPORARY(c->builder->depth - 1), 1});
    }
}

void assign_target(struct compiler *c, struct syntax_node *target, struct operand value)
{
    if (!compile_enter(c))
        return;
    struct place_in_source place = c->builder->place;
    emit_place(c, target);
    switch (target->kind) {
    case NODE_NAME:
        assign_name(c, target->name.name, value);
        break;
    case NODE_ATTRIBUTE:
        store_attribute(c, target, value);
        break;
    case NODE_SUBSCRIPT:
        store_subscript(c, target, value);
        break;
    case NODE_TUPLE:
    case NODE_LIST:
        unpack(c, target, value);
        break;
    case NODE_STARRED:
        compile_error(c, target, "starred assignment target must be in a list or tuple");
        break;
    default:
        compile_error(c, target, "cannot assign to this expression");
        break;
    }
    c->builder->place = place;
    compile_leave(c);
}

// ---- Assignments ----

static bool is_sequence(struct syntax_node const *node)
{
    return node->kind == NODE_TUPLE || node->kind == NODE_LIST;
}

// `a, b = x, y` without stars and of the same length: no tuple is made.
static bool is_parallel(struct syntax_node *target, struct syntax_node *value)
{
    if (!is_sequence(target) || !is_sequence(value) ||
        target->sequence.elements.count != value->sequence.elements.count ||
        value->sequence.elements.count > DISPLAY_MOST || value->sequence.elements.count == 0)
        return false;
    for (uint32_t i = 0; i < target->sequence.elements.count; i++) {
        if (target->sequence.elements.items[i]->kind == NODE_STARRED ||
            value->sequence.elements.items[i]->kind == NODE_STARRED)
            return false;
    }
    return true;
}

// A constant, or a bound local: reading it later reads the same, unless it is assigned in between.
static bool is_pure(struct compiler *c, struct syntax_node *node)
{
    uint32_t reg;
    if (constant_is(c, node))
        return true;
    return expression_local(c, node, &reg) && !c->failed && !(c->builder->locals[reg]->flags & SYMBOL_WALRUS);
}

static void assign_single(struct compiler *c, struct syntax_node *target, struct syntax_node *value);

static bool same_local(struct compiler *c, struct syntax_node const *a, struct syntax_node const *b)
{
    uint32_t x, y;
    return expression_local(c, a, &x) && expression_local(c, b, &y) && x == y;
}

// Two or three different locals as targets: CPython stores the last one first.
static bool stores_backwards(struct compiler *c, struct syntax_sequence const *targets,
                             struct syntax_sequence const *values)
{
    bool constant = true;
    if (targets->count > 3)
        return false;
    for (uint32_t i = 0; i < targets->count; i++) {
        uint32_t reg;
        if (!expression_local(c, targets->items[i], &reg))
            return false;
        for (uint32_t k = 0; k < i; k++) {
            if (same_local(c, targets->items[i], targets->items[k]))
                return false;
        }
        constant = constant && constant_is(c, values->items[i]);
    }
    return targets->count > 1 && !constant;
}

// May a value be read just before its store, although the stores to targets [from, to) come before that?
static bool can_wait(struct compiler *c, struct syntax_sequence const *targets, struct syntax_node *value,
                     uint32_t from, uint32_t to)
{
    if (!is_pure(c, value))
        return false;
    for (uint32_t k = from; k < to; k++) {
        if (is_sequence(targets->items[k]) || same_local(c, targets->items[k], value))
            return false;
    }
    return true;
}

// A local that is read later must be bound now.
static void check_now(struct compiler *c, struct syntax_node *value)
{
    uint32_t reg;
    emit_place(c, value);
    if (expression_local(c, value, &reg))
        expression_check_bound(c, reg);
}

// The last value goes into its target at once; the others wait where they are, or in temporaries.
static void assign_backwards(struct compiler *c, struct syntax_sequence const *targets,
                             struct syntax_sequence const *values)
{
    uint32_t count = targets->count;
    bool waits[3] = {false, false, false};
    for (uint32_t i = 0; i + 1 < count && !c->failed; i++) {
        waits[i] = can_wait(c, targets, values->items[i], i + 1, count);
        if (waits[i])
            check_now(c, values->items[i]);
        else
            expression_into(c, values->items[i], TOP);
    }
    assign_single(c, targets->items[count - 1], values->items[count - 1]);
    for (uint32_t i = count - 1; i-- > 0 && !c->failed;) {
        if (waits[i])
            assign_single(c, targets->items[i], values->items[i]);
        else
            assign_target(c, targets->items[i], (struct operand){TEMPORARY(c->builder->depth - 1), 1});
    }
}

// First target first. Values that cannot wait lie in temporaries, which are released at the end.
static void assign_forwards(struct compiler *c, struct syntax_sequence const *targets,
                            struct syntax_sequence const *values)
{
    uint32_t count = targets->count;
    uint32_t base = c->builder->depth;
    uint32_t at[DISPLAY_MOST];
    for (uint32_t i = 0; i < count && !c->failed; i++) {
        at[i] = TOP;
        if (can_wait(c, targets, values->items[i], 0, i))
            check_now(c, values->items[i]);
        else
            at[i] = expression_into(c, values->items[i], TOP);
    }
    for (uint32_t i = 0; i < count && !c->failed; i++) {
        uint32_t depth = c->builder->depth;
        if (at[i] == TOP)
            assign_single(c, targets->items[i], values->items[i]);
        else // the last one can be moved
            assign_target(c, targets->items[i],
                          (struct operand){at[i], at[i] == TEMPORARY(depth - 1) && i + 1 == count});
    }
    if (c->builder->depth > base)
        emit_release(c, c->builder->depth - base);
}

// Parallel assignment without a tuple. A local or constant is read where it is stored when it is the same there.
static void assign_parallel(struct compiler *c, struct syntax_node *target, struct syntax_node *value)
{
    struct syntax_sequence const *targets = &target->sequence.elements, *values = &value->sequence.elements;
    if (stores_backwards(c, targets, values))
        assign_backwards(c, targets, values);
    else
        assign_forwards(c, targets, values);
}

static void assign_single(struct compiler *c, struct syntax_node *target, struct syntax_node *value)
{
    uint32_t reg;
    if (is_parallel(target, value)) {
        assign_parallel(c, target, value);
        return;
    }
    if (expression_local(c, target, &reg)) {
        if (!assign_allowed(c, target->name.name, CONTEXT_STORE))
            return;
        expression_into(c, value, reg);
        bound_add(&c->builder->bound, reg);
        return;
    }
    bool plain = target->kind == NODE_NAME || is_sequence(target);
    assign_target(c, target, expression_operand(c, value, plain));
}

static bool is_word(struct compiler *c, struct syntax_node *value)
{
    int32_t n;
    return constant_small(c, value, &n) ||
           (value->kind == NODE_CONSTANT && (value->constant.kind <= CONSTANT_ELLIPSIS));
}

void assign_statement(struct compiler *c, struct syntax_node *node)
{
    struct syntax_sequence const *targets = &node->assign.targets;
    if (targets->count == 1) {
        assign_single(c, targets->items[0], node->assign.value);
        return;
    }
    bool names = is_word(c, node->assign.value);
    for (uint32_t i = 0; i < targets->count; i++)
        names = names && targets->items[i]->kind == NODE_NAME;
    if (names) {
        for (uint32_t i = 0; i < targets->count && !c->failed; i++)
            assign_single(c, targets->items[i], node->assign.value);
        return;
    }
    uint32_t value = expression_into(c, node->assign.value, TOP);
    for (uint32_t i = 0; i < targets->count && !c->failed; i++)
        assign_target(c, targets->items[i], (struct operand){value, i + 1 == targets->count});
}

// ---- Augmented assignment ----

static void augment_name(struct compiler *c, struct syntax_node *node, enum opcode op)
{
    struct syntax_node *target = node->aug_assign.target;
    struct syntax_node *value = node->aug_assign.value;
    uint32_t reg;
    emit_place(c, target);
    if (!assign_allowed(c, target->name.name, CONTEXT_STORE))
        return;
    if (expression_local(c, target, &reg) && !c->failed) {
        struct operand left = {reg, 0};
        emit_place(c, target);
        expression_check_bound(c, reg);
        if ((c->builder->locals[reg]->flags & SYMBOL_WALRUS) && !expression_is_quiet(c, value))
            left = (struct operand){emit_result(c, OP_MOVE, 0, TOP, reg, 0, 0, 0), 1};
        expression_arithmetic(c, op, FLAG_IN_PLACE, left, value, node, reg);
        bound_add(&c->builder->bound, reg);
        return;
    }
    emit_place(c, target);
    struct operand left = {expression_load_name(c, target->name.name, TOP), 1};
    uint32_t result = expression_arithmetic(c, op, FLAG_IN_PLACE, left, value, node, TOP);
    emit_place(c, target);
    assign_name(c, target->name.name, (struct operand){result, 1});
}

static void augment_attribute(struct compiler *c, struct syntax_node *node, enum opcode op)
{
    struct syntax_node *target = node->aug_assign.target;
    struct syntax_node *value = node->aug_assign.value;
    struct operand object = expression_operand(c, target->attribute.value, expression_is_quiet(c, value));
    if (!assign_allowed(c, target->attribute.name, CONTEXT_STORE))
        return;
    struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, target->attribute.name);
    uint32_t index = emit_name_index(c, name);
    emit_place_attribute(c, target, target);
    struct operand old = {emit_result(c, OP_LOAD_ATTR, 0, TOP, object.reg, 0, index, 0), 1};
    uint32_t result = expression_arithmetic(c, op, FLAG_IN_PLACE, old, value, node, TOP);
    emit_place_attribute(c, target, target);
    emit(c, OP_STORE_ATTR, FLAG_CONSUME_B | (object.temporary ? FLAG_CONSUME_A : 0), object.reg, result, 0, index);
    emit_pop(c, object.temporary + 1);
}

static void augment_subscript(struct compiler *c, struct syntax_node *node, enum opcode op)
{
    struct syntax_node *target = node->aug_assign.target;
    struct syntax_node *value = node->aug_assign.value;
    bool quiet = expression_is_quiet(c, value);
    struct operand object =
        expression_operand(c, target->subscript.value, quiet && expression_is_quiet(c, target->subscript.index));
    struct operand key = expression_operand(c, target->subscript.index, quiet);
    emit_place(c, target);
    struct operand old = {emit_result(c, OP_LOAD_SUBSCR, 0, TOP, object.reg, key.reg, 0, 0), 1};
    uint32_t result = expression_arithmetic(c, op, FLAG_IN_PLACE, old, value, node, TOP);
    emit_place(c, target);
    emit(c, OP_STORE_SUBSCR,
         FLAG_CONSUME_C | (object.temporary ? FLAG_CONSUME_A : 0) | (key.temporary ? FLAG_CONSUME_B : 0), object.reg,
         key.reg, result, 0);
    emit_pop(c, object.temporary + key.temporary + 1);
}

void assign_augmented(struct compiler *c, struct syntax_node *node)
{
    enum opcode op = expression_binary_opcode(node->operator);
    switch (node->aug_assign.target->kind) {
    case NODE_NAME:
        augment_name(c, node, op);
        break;
    case NODE_ATTRIBUTE:
        augment_attribute(c, node, op);
        break;
    default:
        augment_subscript(c, node, op);
        break;
    }
}

// ---- Annotated assignment ----

static void store_annotation(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *target = node->ann_assign.target;
    struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, target->name.name);
    if (c->failed || name == NULL)
        return;
    function_annotation(c, node->ann_assign.annotation);
    uint32_t value = TEMPORARY(c->builder->depth - 1);
    uint32_t dict = expression_load_name(c, c->name_annotations, TOP);
    uint32_t key = emit_constant(c, retain(compile_name(c, name)), TOP);
    emit(c, OP_STORE_SUBSCR, FLAG_CONSUME_A | FLAG_CONSUME_B | FLAG_CONSUME_C, dict, key, value, 0);
    emit_pop(c, 3);
}

void assign_annotated(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *target = node->ann_assign.target;
    bool evaluated = !scope_is_function(c->builder->scope) && !c->text_annotations;
    if (node->ann_assign.value != NULL)
        assign_single(c, target, node->ann_assign.value);
    else if (target->kind == NODE_ATTRIBUTE)
        expression_discard(c, target->attribute.value);
    else if (target->kind == NODE_SUBSCRIPT) {
        expression_discard(c, target->subscript.value);
        expression_discard(c, target->subscript.index);
    }
    if (target->kind == NODE_NAME && !assign_allowed(c, target->name.name, CONTEXT_STORE))
        return;
    emit_place(c, node);
    if (target->kind == NODE_NAME && node->ann_assign.simple && !scope_is_function(c->builder->scope))
        store_annotation(c, node);
    else if (!node->ann_assign.simple && evaluated)
        expression_discard(c, node->ann_assign.annotation);
}

// ---- Deletion ----

void assign_delete(struct compiler *c, struct syntax_node *target)
{
    if (!compile_enter(c))
        return;
    emit_place(c, target);
    if (target->kind == NODE_NAME) {
        assign_delete_name(c, target->name.name);
    } else if (target->kind == NODE_ATTRIBUTE) {
        struct operand object = expression_operand(c, target->attribute.value, true);
        struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, target->attribute.name);
        emit_place_attribute(c, target, target);
        emit(c, OP_DELETE_ATTR, object.temporary ? FLAG_CONSUME_A : 0, object.reg, 0, 0, emit_name_index(c, name));
        emit_pop(c, object.temporary);
    } else if (target->kind == NODE_SUBSCRIPT) {
        struct operand object =
            expression_operand(c, target->subscript.value, expression_is_quiet(c, target->subscript.index));
        struct operand key = expression_operand(c, target->subscript.index, true);
        emit_place(c, target);
        emit(c, OP_DELETE_SUBSCR, (object.temporary ? FLAG_CONSUME_A : 0) | (key.temporary ? FLAG_CONSUME_B : 0),
             object.reg, key.reg, 0, 0);
        emit_pop(c, object.temporary + key.temporary);
    } else if (is_sequence(target)) {
        for (uint32_t i = 0; i < target->sequence.elements.count && !c->failed; i++)
            assign_delete(c, target->sequence.elements.items[i]);
    } else {
        compile_error(c, target, "cannot delete this expression");
    }
    compile_leave(c);
}
