// SPDX-License-Identifier: MIT
// Calls: the window [callee][self or nothing][arguments ...] on top of the temporaries.
#include "compile/build.h"
#include "object/tuple.h"

static bool has_unpacking(struct syntax_sequence const *arguments, struct syntax_sequence const *keywords)
{
    for (uint32_t i = 0; i < arguments->count; i++) {
        if (arguments->items[i]->kind == NODE_STARRED)
            return true;
    }
    for (uint32_t i = 0; i < keywords->count; i++) {
        if (keywords->items[i]->keyword.name == NULL)
            return true;
    }
    return false;
}

static bool is_plain(struct syntax_sequence const *arguments, struct syntax_sequence const *keywords)
{
    return (uint64_t)arguments->count + keywords->count <= DISPLAY_MOST && !has_unpacking(arguments, keywords);
}

static void check_keywords(struct compiler *c, struct syntax_sequence const *keywords, struct syntax_node const *node)
{
    for (uint32_t i = 0; i < keywords->count && !c->failed; i++) {
        struct syntax_name *name = keywords->items[i]->keyword.name;
        if (name == NULL)
            continue;
        if (name == c->name_debug)
            compile_error(c, node, "cannot assign to __debug__");
        for (uint32_t k = i + 1; k < keywords->count; k++) {
            if (keywords->items[k]->keyword.name == name) {
                compile_error(c, keywords->items[k], "keyword argument repeated: %s", name->text);
                break;
            }
        }
    }
}

// The names of keywords [from, to) as a constant tuple; its index.
static uint32_t names_constant(struct compiler *c, struct syntax_sequence const *keywords, uint32_t from, uint32_t to)
{
    own_value tuple = c->failed ? own_nothing : tuple_new(c->rt, to - from);
    for (uint32_t i = from; i < to && !failed(tuple); i++) {
        ref_value name = compile_name(c, keywords->items[i]->keyword.name);
        if (is_nothing(name)) {
            release(c->rt, tuple);
            return 0;
        }
        slot_init(&as_tuple(lend(tuple))->items[i - from], retain(name));
    }
    if (failed(tuple)) {
        compile_no_memory(c);
        return 0;
    }
    return emit_constant_index(c, tuple);
}

static void place_call(struct compiler *c, struct syntax_node const *node, struct syntax_node const *attribute)
{
    if (attribute != NULL)
        emit_place_attribute(c, node, attribute);
    else
        emit_place(c, node);
}

static uint32_t plain_call(struct compiler *c, uint32_t window, uint32_t given, struct syntax_sequence const *arguments,
                           struct syntax_sequence const *keywords, struct syntax_node const *node,
                           struct syntax_node const *attribute, uint32_t destination)
{
    for (uint32_t i = 0; i < arguments->count && !c->failed; i++)
        expression_into(c, arguments->items[i], TOP);
    for (uint32_t i = 0; i < keywords->count && !c->failed; i++)
        expression_into(c, keywords->items[i]->keyword.value, TOP);
    uint32_t count = given + arguments->count + keywords->count;
    place_call(c, node, attribute);
    if (keywords->count == 0)
        return emit_result(c, OP_CALL, 0, destination, window, count, 0, count + 2);
    return emit_result(c, OP_CALL_KEYWORDS, 0, destination, window, count,
                       names_constant(c, keywords, 0, keywords->count), count + 2);
}

// The positional arguments as a tuple on top; `given` of them lie there already. What a lone *x gives is left to the
// call, which comes after the keywords.
static void push_tuple(struct compiler *c, uint32_t given, struct syntax_sequence const *arguments)
{
    if (given == 0 && arguments->count == 1 && arguments->items[0]->kind == NODE_STARRED) {
        expression_into(c, arguments->items[0]->starred.value, TOP);
        return;
    }
    uint32_t list = display_collect(c, arguments, given, false);
    emit_result(c, OP_LIST_TO_TUPLE, FLAG_CONSUME_B, TOP, list, 0, 0, 1);
}

// A dict of the keywords [from, to) on top.
static uint32_t push_run(struct compiler *c, struct syntax_sequence const *keywords, uint32_t from, uint32_t to)
{
    uint32_t base = TEMPORARY(c->builder->depth);
    for (uint32_t i = from; i < to && !c->failed; i++)
        expression_into(c, keywords->items[i]->keyword.value, TOP);
    return emit_result(c, OP_BUILD_CONST_MAP, 0, TOP, base, to - from, names_constant(c, keywords, from, to),
                       to - from);
}

static void merge(struct compiler *c, uint32_t dict, struct operand from, uint32_t window)
{
    emit(c, OP_DICT_MERGE, from.temporary ? FLAG_CONSUME_B : 0, dict, from.reg, window, 0);
    emit_pop(c, from.temporary);
}

// The keyword arguments as a dict on top.
static void push_keywords(struct compiler *c, struct syntax_sequence const *keywords, uint32_t window)
{
    uint32_t dict = TOP;
    for (uint32_t i = 0; i < keywords->count && !c->failed;) {
        struct syntax_node *keyword = keywords->items[i];
        if (keyword->keyword.name == NULL) {
            if (dict == TOP)
                dict = emit_result(c, OP_BUILD_MAP, 0, TOP, 0, 0, 0, 0);
            merge(c, dict, expression_operand(c, keyword->keyword.value, true), window);
            i++;
            continue;
        }
        uint32_t end = i;
        while (end < keywords->count && end - i < DISPLAY_MOST && keywords->items[end]->keyword.name != NULL)
            end++;
        uint32_t run = push_run(c, keywords, i, end);
        if (dict == TOP)
            dict = run;
        else
            merge(c, dict, (struct operand){run, 1}, window);
        i = end;
    }
}

uint32_t call_arguments(struct compiler *c, uint32_t window, uint32_t given, struct syntax_sequence const *arguments,
                        struct syntax_sequence const *keywords, struct syntax_node const *node,
                        struct syntax_node const *attribute, uint32_t destination)
{
    check_keywords(c, keywords, node);
    if (is_plain(arguments, keywords))
        return plain_call(c, window, given, arguments, keywords, node, attribute, destination);
    push_tuple(c, given, arguments);
    if (keywords->count != 0)
        push_keywords(c, keywords, window);
    else
        emit_nothing(c);
    place_call(c, node, attribute);
    return emit_result(c, OP_CALL_EX, 0, destination, window, 0, 0, 4);
}

uint32_t call_expression(struct compiler *c, struct syntax_node *node, uint32_t destination)
{
    struct syntax_node *callee = node->call.function;
    struct syntax_node *attribute = NULL;
    uint32_t window = TEMPORARY(c->builder->depth);
    warn_callee(c, node);
    if (callee->kind == NODE_ATTRIBUTE && is_plain(&node->call.arguments, &node->call.keywords)) {
        attribute = callee;
        struct operand object = expression_operand(c, callee->attribute.value, true);
        struct syntax_name *name = scope_mangle(c, c->builder->scope->private_name, callee->attribute.name);
        emit_place_attribute(c, callee, callee);
        emit(c, OP_LOAD_METHOD, object.temporary ? FLAG_CONSUME_B : 0, window, object.reg, 0, emit_name_index(c, name));
        emit_pop(c, object.temporary);
        emit_push(c);
        emit_push(c);
    } else {
        expression_into(c, callee, TOP);
        emit_place(c, node);
        emit_nothing(c);
    }
    return call_arguments(c, window, 0, &node->call.arguments, &node->call.keywords, node, attribute, destination);
}
