// SPDX-License-Identifier: MIT
// Warnings about expressions that are valid and hardly meant: a missing comma, `is` for `==`.
#include "compile/build.h"

// A literal that has no identity worth asking for.
static bool is_value(struct compiler *c, struct syntax_node const *node)
{
    bool singleton = node->kind == NODE_CONSTANT && node->constant.kind <= CONSTANT_ELLIPSIS;
    return !singleton && constant_is(c, node);
}

void warn_identity(struct compiler *c, struct syntax_node const *compare, bool negated)
{
    bool value = is_value(c, compare->compare.left);
    for (uint32_t i = 0; i < compare->compare.comparators.count; i++) {
        bool before = value;
        value = is_value(c, compare->compare.comparators.items[i]);
        bool is = compare->compare.operators[i] == OPERATOR_IS;
        if ((is || compare->compare.operators[i] == OPERATOR_IS_NOT) && (before || value)) {
            compile_warning(c, compare,
                            is != negated ? "\"is\" with a literal. Did you mean \"==\"?"
                                          : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
    }
}

// The number of the type that a display or literal has for certain; 0: not known.
static uint32_t type_of_display(struct compiler *c, struct syntax_node const *node)
{
    switch (node->kind) {
    case NODE_TUPLE:
        return TYPE_TUPLE;
    case NODE_LIST:
    case NODE_LIST_COMP:
        return TYPE_LIST;
    case NODE_DICT:
    case NODE_DICT_COMP:
        return TYPE_DICT;
    case NODE_SET:
    case NODE_SET_COMP:
        return TYPE_SET;
    case NODE_GENERATOR_EXP:
        return TYPE_GENERATOR;
    case NODE_LAMBDA:
        return TYPE_FUNCTION;
    case NODE_JOINED_STR:
    case NODE_FORMATTED_VALUE:
        return TYPE_STR;
    default:
        break;
    }
    if (!constant_is(c, node))
        return 0;
    own_value v = constant_of(c, node);
    uint32_t number = failed(v) ? 0 : value_number(lend(v));
    release(c->rt, v);
    return number;
}

static char const *name_of_type(struct compiler *c, uint32_t number)
{
    struct type *t = type_by_number(c->rt, number);
    return t == NULL ? "?" : type_name(c->rt, t);
}

void warn_callee(struct compiler *c, struct syntax_node const *call)
{
    struct syntax_node const *callee = call->call.function;
    uint32_t type = callee->kind == NODE_LAMBDA ? 0 : type_of_display(c, callee);
    if (type != 0)
        compile_warning(c, call, "'%s' object is not callable; perhaps you missed a comma?", name_of_type(c, type));
}

void warn_subscript(struct compiler *c, struct syntax_node const *node)
{
    uint32_t type = type_of_display(c, node->subscript.value);
    switch (type) {
    case TYPE_NONE:
    case TYPE_ELLIPSIS:
    case TYPE_BOOL:
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_COMPLEX:
    case TYPE_SET:
    case TYPE_GENERATOR:
    case TYPE_FUNCTION:
        compile_warning(c, node, "'%s' object is not subscriptable; perhaps you missed a comma?",
                        name_of_type(c, type));
        return;
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_TUPLE:
    case TYPE_LIST: {
        uint32_t index = node->subscript.index->kind == NODE_SLICE ? 0 : type_of_display(c, node->subscript.index);
        if (index != 0 && index != TYPE_INT && index != TYPE_BOOL && index != TYPE_SLICE)
            compile_warning(c, node, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
                            name_of_type(c, type), name_of_type(c, index));
        return;
    }
    default:
        return;
    }
}

void warn_assertion(struct compiler *c, struct syntax_node const *node)
{
    if (node->assert_.test->kind == NODE_TUPLE && node->assert_.test->sequence.elements.count != 0)
        compile_warning(c, node, "assertion is always true, perhaps remove parentheses?");
}
