// SPDX-License-Identifier: MIT
// Constant folding with CPython's limits. A folded expression is remembered beside its node (the tree stays as it is).
#include "compile/build.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

enum { MOST_INT_BITS = 128, MOST_COLLECTION = 256, MOST_TEXT = 4096, MOST_ITEMS = 1024 };

// Takes v. Nothing: no memory or not folded; an error of the operation itself is dropped, it comes at run time.
static void remember(struct compiler *c, struct syntax_node const *node, own_value v)
{
    if (failed(v)) {
        if (error_matches(c->rt, TYPE_MEMORY_ERROR))
            compile_no_memory(c);
        else
            error_clear(c->rt);
        return;
    }
    struct node_entry *entry = compile_node(c, node);
    if (entry == NULL) {
        release(c->rt, v);
        return;
    }
    OURO_ASSERT(failed(entry->folded));
    entry->folded = v;
}

// The parts of a folded expression are not asked for again.
static void forget(struct compiler *c, struct syntax_node const *node)
{
    struct node_entry *entry = compile_find_node(c, node);
    if (entry != NULL) {
        release(c->rt, entry->folded);
        entry->folded = own_nothing;
    }
}

static bool is_exact_int(ref_value v)
{
    return is_small_int(v) || (is_object(v) && value_number(v) == TYPE_INT);
}

static uint64_t bit_length(ref_value v)
{
    if (is_small_int(v)) {
        int64_t n = small_int(v);
        uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
        return magnitude == 0 ? 0 : 64 - (uint64_t)__builtin_clzll(magnitude);
    }
    struct integer const *i = (struct integer const *)as_object(v);
    return (uint64_t)(i->size < 0 ? -i->size : i->size) * 64;
}

// Length of a str or bytes, -1 for others.
static int64_t text_length(ref_value v)
{
    if (!is_object(v))
        return -1;
    if (value_number(v) == TYPE_STR)
        return as_str(v)->length;
    return value_number(v) == TYPE_BYTES ? (int64_t)((struct bytes *)as_object(v))->size : -1;
}

static bool is_exact_tuple(ref_value v)
{
    return is_object(v) && value_number(v) == TYPE_TUPLE;
}

// Items of a tuple, nested ones included; more than the limit ends the count.
static int64_t count_items(ref_value v, int64_t limit)
{
    int64_t count = 1;
    if (is_exact_tuple(v)) {
        for (uint64_t i = 0; i < as_tuple(v)->length && count <= limit; i++)
            count += count_items(tuple_item(v, i), limit - count);
    }
    return count;
}

static bool repeat_is_small(ref_value sequence, ref_value times)
{
    if (!is_small_int(times))
        return false;
    int64_t n = small_int(times);
    int64_t length = text_length(sequence);
    if (length >= 0)
        return length == 0 || (n >= 0 && n <= MOST_TEXT / length);
    if (!is_exact_tuple(sequence))
        return true;
    int64_t size = (int64_t)as_tuple(sequence)->length;
    if (size == 0)
        return true;
    if (n < 0 || n > MOST_COLLECTION / size)
        return false;
    return n == 0 || count_items(sequence, MOST_ITEMS / n) <= MOST_ITEMS / n;
}

static bool multiply_is_small(ref_value a, ref_value b)
{
    if (is_exact_int(a) && is_exact_int(b)) {
        if (bit_length(a) == 0 || bit_length(b) == 0)
            return true;
        return bit_length(a) + bit_length(b) <= MOST_INT_BITS;
    }
    if (is_exact_int(a) && (text_length(b) >= 0 || is_exact_tuple(b)))
        return repeat_is_small(b, a);
    if (is_exact_int(b) && (text_length(a) >= 0 || is_exact_tuple(a)))
        return repeat_is_small(a, b);
    return true;
}

static bool may_compute(enum syntax_operator operator, ref_value a, ref_value b)
{
    bool ints = is_exact_int(a) && is_exact_int(b);
    switch (operator) {
    case OPERATOR_MULTIPLY:
        return multiply_is_small(a, b);
    case OPERATOR_POWER:
        if (ints && bit_length(a) != 0 && bit_length(b) != 0) {
            if (!is_small_int(b) || small_int(b) < 0)
                return is_small_int(b);
            return (uint64_t)small_int(b) <= MOST_INT_BITS && bit_length(a) * (uint64_t)small_int(b) <= MOST_INT_BITS;
        }
        return true;
    case OPERATOR_SHIFT_LEFT:
        if (ints && bit_length(a) != 0 && bit_length(b) != 0)
            return is_small_int(b) && small_int(b) >= 0 && small_int(b) <= MOST_INT_BITS &&
                   bit_length(a) + (uint64_t)small_int(b) <= MOST_INT_BITS;
        return true;
    case OPERATOR_MODULO:
        return text_length(a) < 0; // formatting may run anything
    case OPERATOR_MATRIX_MULTIPLY:
        return false;
    default:
        return true;
    }
}

static void fold_binary(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *left = node->bin_op.left, *right = node->bin_op.right;
    if (!constant_is(c, left) || !constant_is(c, right))
        return;
    own_value a = constant_of(c, left);
    own_value b = constant_of(c, right);
    if (!c->failed && may_compute(node->operator, lend(a), lend(b))) {
        enum binary_operator op =
            (enum binary_operator)(expression_binary_opcode(node->operator) - OP_ADD + BINARY_ADD);
        remember(c, node, operation_binary(c->rt, op, lend(a), lend(b)));
        if (!c->failed && constant_is(c, node)) {
            forget(c, left);
            forget(c, right);
        }
    }
    release(c->rt, a);
    release(c->rt, b);
}

static void fold_unary(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *operand = node->unary_op.operand;
    if (!constant_is(c, operand))
        return;
    if (node->operator== OPERATOR_NOT) {
        int truth = constant_truth(c, operand);
        if (truth >= 0)
            remember(c, node, own_bool(truth == 0));
        return;
    }
    own_value v = constant_of(c, operand);
    if (!failed(v)) {
        enum unary_operator op = node->operator== OPERATOR_MINUS  ? UNARY_NEG
                                 : node->operator== OPERATOR_PLUS ? UNARY_POS
                                                                  : UNARY_INVERT;
        remember(c, node, operation_unary(c->rt, op, lend(v)));
        release(c->rt, v);
    }
}

own_value fold_tuple_of(struct compiler *c, struct syntax_sequence const *elements)
{
    for (uint32_t i = 0; i < elements->count; i++) {
        if (!constant_is(c, elements->items[i]))
            return own_nothing;
    }
    own_value tuple = tuple_new(c->rt, elements->count);
    if (failed(tuple)) {
        compile_no_memory(c);
        return tuple;
    }
    for (uint32_t i = 0; i < elements->count; i++) {
        own_value v = constant_of(c, elements->items[i]);
        if (failed(v)) {
            release(c->rt, tuple);
            return own_nothing;
        }
        slot_init(&as_tuple(lend(tuple))->items[i], v);
    }
    return tuple;
}

static void fold_tuple(struct compiler *c, struct syntax_node *node)
{
    if (node->context != CONTEXT_LOAD)
        return;
    own_value tuple = fold_tuple_of(c, &node->sequence.elements);
    if (!failed(tuple))
        remember(c, node, tuple);
}

static void fold_subscript(struct compiler *c, struct syntax_node *node)
{
    struct syntax_node *object = node->subscript.value, *index = node->subscript.index;
    if (node->context != CONTEXT_LOAD || !constant_is(c, object) || !constant_is(c, index))
        return;
    own_value a = constant_of(c, object);
    own_value b = constant_of(c, index);
    if (!c->failed)
        remember(c, node, operation_get_item(c->rt, lend(a), lend(b)));
    release(c->rt, a);
    release(c->rt, b);
}

void fold_node(struct compiler *c, struct syntax_node *node)
{
    switch (node->kind) {
    case NODE_BIN_OP:
        fold_binary(c, node);
        break;
    case NODE_UNARY_OP:
        fold_unary(c, node);
        break;
    case NODE_TUPLE:
        fold_tuple(c, node);
        break;
    case NODE_SUBSCRIPT:
        fold_subscript(c, node);
        break;
    case NODE_NAME:
        if (node->name.name == c->name_debug && node->context == CONTEXT_LOAD && !constant_is(c, node))
            remember(c, node, own_true);
        break;
    default:
        break;
    }
}

own_value fold_display(struct compiler *c, struct syntax_node const *node)
{
    if (node->kind != NODE_LIST && node->kind != NODE_SET)
        return own_nothing;
    own_value tuple = fold_tuple_of(c, &node->sequence.elements);
    if (failed(tuple) || node->kind == NODE_LIST)
        return tuple;
    own_value set = frozenset_new(c->rt, lend(tuple));
    release(c->rt, tuple);
    // CPython makes it anew from its members when it gathers constants: members that collide change places.
    tuple = failed(set) ? own_nothing : operation_tuple(c->rt, lend(set));
    release(c->rt, set);
    set = failed(tuple) ? own_nothing : frozenset_new(c->rt, lend(tuple));
    release(c->rt, tuple);
    if (failed(set)) {
        // A member that cannot be hashed cannot be here; only memory can be short.
        compile_no_memory(c);
    }
    return set;
}
