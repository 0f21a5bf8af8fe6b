// SPDX-License-Identifier: MIT
// The match statement.
//
// The subject lies in a temporary until a case is chosen. Above it each case has one temporary for each name that its
// pattern captures, the first name on top, empty at first: names are bound only when the whole pattern has matched, in
// the order of the pattern. A pattern that fails jumps to the label of the depth it has at that moment; a ladder of
// labels behind the case's body releases what lies there.
#include "compile/build.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"

#include <string.h>

// Labels for failing at `base`, base + 1, ... temporaries.
struct ladder {
    uint32_t base;
    uint32_t *labels; // in the tree's arena
    uint32_t count;
    uint32_t capacity;
};

struct names {
    struct syntax_name **items; // in the tree's arena
    uint32_t count;
    uint32_t capacity;
};

struct matching {
    struct names all;   // those of the case's pattern, by register
    struct names bound; // those captured so far
    uint32_t first;     // the lowest of the registers
    struct ladder *ladder;
    bool may_always_match;
};

static void pattern(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject);

// ---- Failing ----

static void *arena_grow(struct compiler *c, void *old, uint32_t count, uint32_t *capacity, size_t size)
{
    uint32_t wanted = *capacity != 0 ? *capacity * 2 : 8;
    void *array = syntax_tree_allocate(c->tree, wanted * size);
    if (array == NULL) {
        compile_no_memory(c);
        return NULL;
    }
    if (count != 0)
        memcpy(array, old, count * size);
    *capacity = wanted;
    return array;
}

// The label to jump to with what is live now.
static uint32_t fail_label(struct compiler *c, struct matching *m)
{
    struct ladder *ladder = m->ladder;
    uint32_t step = c->builder->depth - ladder->base;
    while (ladder->count <= step && !c->failed) {
        if (ladder->count == ladder->capacity) {
            uint32_t *labels = arena_grow(c, ladder->labels, ladder->count, &ladder->capacity, sizeof *labels);
            if (labels == NULL)
                return 0;
            ladder->labels = labels;
        }
        ladder->labels[ladder->count++] = emit_label(c);
    }
    return c->failed ? 0 : ladder->labels[step];
}

// Comes from every failure, with all above the ladder's base released.
static void place_ladder(struct compiler *c, struct ladder *ladder, struct bound_set bound)
{
    for (uint32_t step = ladder->count; step-- > 0 && !c->failed;) {
        emit_label_here(c, ladder->labels[step]);
        c->builder->depth = ladder->base + step;
        if (step > 0)
            emit_release(c, 1);
    }
    c->builder->depth = ladder->base;
    c->builder->bound = c->builder->dead ? bound_all() : bound;
}

static void fail_if(struct compiler *c, struct matching *m, enum opcode op, uint32_t flags, uint32_t reg,
                    uint32_t consumed)
{
    c->builder->depth -= consumed; // of the label
    uint32_t label = fail_label(c, m);
    c->builder->depth += consumed;
    emit_jump(c, op, flags, reg, label);
    emit_pop(c, consumed);
}

// Fails unless `left op right`; both are consumed when they are temporaries.
static void fail_unless_compares(struct compiler *c, struct matching *m, enum opcode op, struct operand left,
                                 struct operand right)
{
    uint32_t consumed = left.temporary + right.temporary;
    uint32_t flags = (left.temporary ? FLAG_CONSUME_B : 0) | (right.temporary ? FLAG_CONSUME_C : 0);
    c->builder->depth -= consumed;
    uint32_t label = fail_label(c, m);
    c->builder->depth += consumed;
    emit_branch(c, op, flags, 0, left.reg, right.reg, label);
    emit_pop(c, consumed);
}

static void drop(struct compiler *c, struct operand subject)
{
    if (subject.temporary)
        emit_release(c, 1);
}

// ---- Names ----

static bool names_contain(struct names const *names, uint32_t from, struct syntax_name const *name)
{
    for (uint32_t i = from; i < names->count; i++) {
        if (names->items[i] == name)
            return true;
    }
    return false;
}

static void names_add(struct compiler *c, struct names *names, struct syntax_name *name)
{
    if (names->count == names->capacity) {
        struct syntax_name **items = arena_grow(c, names->items, names->count, &names->capacity, sizeof name);
        if (items == NULL)
            return;
        names->items = items;
    }
    names->items[names->count++] = name;
}

static void collect_name(struct compiler *c, struct names *names, struct syntax_name *name)
{
    if (name != NULL && !names_contain(names, 0, name))
        names_add(c, names, name);
}

static void collect_names(struct compiler *c, struct names *names, struct syntax_node *node);

static void collect_sequence(struct compiler *c, struct names *names, struct syntax_sequence const *patterns)
{
    for (uint32_t i = 0; i < patterns->count && !c->failed; i++)
        collect_names(c, names, patterns->items[i]);
}

static void collect_names(struct compiler *c, struct names *names, struct syntax_node *node)
{
    if (!compile_enter(c))
        return;
    switch (node->kind) {
    case NODE_MATCH_SEQUENCE:
    case NODE_MATCH_OR:
        collect_sequence(c, names, &node->match_sequence.patterns);
        break;
    case NODE_MATCH_MAPPING:
        collect_sequence(c, names, &node->match_mapping.patterns);
        collect_name(c, names, node->match_mapping.rest);
        break;
    case NODE_MATCH_CLASS:
        collect_sequence(c, names, &node->match_class.patterns);
        collect_sequence(c, names, &node->match_class.keyword_patterns);
        break;
    case NODE_MATCH_STAR:
        collect_name(c, names, node->match_star.name);
        break;
    case NODE_MATCH_AS:
        if (node->match_as.pattern != NULL)
            collect_names(c, names, node->match_as.pattern);
        collect_name(c, names, node->match_as.name);
        break;
    default:
        break;
    }
    compile_leave(c);
}

static void refuse_twice(struct compiler *c, struct syntax_name const *name)
{
    compile_error_at(c, &c->builder->place, "multiple assignments to name '%s' in pattern", name->text);
}

// Keeps the subject under the name; no name: lets it go.
static void capture(struct compiler *c, struct matching *m, struct syntax_name *name, struct operand subject,
                    uint32_t bound_from)
{
    if (name == NULL) {
        drop(c, subject);
        return;
    }
    if (!assign_allowed(c, name, CONTEXT_STORE))
        return;
    if (names_contain(&m->bound, bound_from, name)) {
        refuse_twice(c, name);
        return;
    }
    names_add(c, &m->bound, name);
    uint32_t i = 0;
    while (i < m->all.count && m->all.items[i] != name)
        i++;
    OURO_ASSERT(c->failed || i < m->all.count);
    emit(c, OP_MOVE, FLAG_LOCAL | (subject.temporary ? FLAG_CONSUME_B : 0), TEMPORARY(m->first + m->all.count - 1 - i),
         subject.reg, 0, 0);
    emit_pop(c, subject.temporary);
}

// ---- Patterns ----

static bool is_wildcard(struct syntax_node const *node)
{
    return node->kind == NODE_MATCH_AS && node->match_as.name == NULL;
}

static void subpattern(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    bool before = m->may_always_match;
    m->may_always_match = true;
    pattern(c, m, node, subject);
    m->may_always_match = before;
}

static void match_value(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    struct syntax_node *value = node->match_value.value;
    int32_t n;
    if (constant_small(c, value, &n)) {
        fail_unless_compares(c, m, OP_JUMP_EQ_INT, subject, (struct operand){(uint16_t)n, 0});
        return;
    }
    struct operand right = expression_operand(c, value, true);
    emit_place(c, node);
    fail_unless_compares(c, m, OP_JUMP_EQ, subject, right);
}

static void match_singleton(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    if (node->match_singleton.constant_kind == CONSTANT_NONE) {
        fail_if(c, m, OP_JUMP_IF_NOT_NONE, subject.temporary ? FLAG_CONSUME_A : 0, subject.reg, subject.temporary);
        return;
    }
    uint32_t value = emit_constant(c, own_bool(node->match_singleton.constant_kind == CONSTANT_TRUE), TOP);
    uint32_t flags = FLAG_CONSUME_C | (subject.temporary ? FLAG_CONSUME_B : 0);
    uint32_t is = emit_result(c, OP_IS, flags, TOP, subject.reg, value, 0, 1 + subject.temporary);
    fail_if(c, m, OP_JUMP_IF_FALSE, FLAG_CONSUME_A, is, 1);
}

// Fails unless len(subject) is n, or at least n.
static void match_length(struct compiler *c, struct matching *m, struct operand subject, uint32_t n, bool exactly)
{
    struct operand length = {emit_result(c, OP_GET_LENGTH, 0, TOP, subject.reg, 0, 0, 0), 1};
    if (n <= INT16_MAX) {
        fail_unless_compares(c, m, exactly ? OP_JUMP_EQ_INT : OP_JUMP_GE_INT, length, (struct operand){n, 0});
        return;
    }
    struct operand wanted = {emit_constant(c, own_small_int(n), TOP), 1};
    fail_unless_compares(c, m, exactly ? OP_JUMP_EQ : OP_JUMP_GE, length, wanted);
}

// The starred pattern in the middle keeps nothing: items are looked at by their index.
static void match_items(struct compiler *c, struct matching *m, struct syntax_sequence const *patterns, uint32_t star,
                        struct operand subject)
{
    for (uint32_t i = 0; i < patterns->count && !c->failed; i++) {
        if (i == star || is_wildcard(patterns->items[i]))
            continue;
        struct operand item = {0, 1};
        if (i < star && i <= INT16_MAX) {
            item.reg = emit_result(c, OP_LOAD_SUBSCR_INT, 0, TOP, subject.reg, i, 0, 0);
        } else {
            uint32_t index = i < star ? emit_constant(c, own_small_int(i), TOP)
                                      : emit_result(c, OP_GET_LENGTH, 0, TOP, subject.reg, 0, 0, 0);
            if (i > star) {
                uint32_t back = emit_constant(c, own_small_int(patterns->count - i), TOP);
                index = emit_result(c, OP_SUB, FLAG_CONSUME_B | FLAG_CONSUME_C, TOP, index, back, 0, 2);
            }
            item.reg = emit_result(c, OP_LOAD_SUBSCR, FLAG_CONSUME_C, TOP, subject.reg, index, 0, 1);
        }
        subpattern(c, m, patterns->items[i], item);
    }
    drop(c, subject);
}

static void match_unpacked(struct compiler *c, struct matching *m, struct syntax_sequence const *patterns)
{
    for (uint32_t i = 0; i < patterns->count && !c->failed; i++)
        subpattern(c, m, patterns->items[i], (struct operand){TEMPORARY(c->builder->depth - 1), 1});
}

// The items on top, the first one highest.
static bool unpack(struct compiler *c, struct syntax_node *node, struct operand subject, uint32_t count, int64_t star)
{
    uint32_t base = c->builder->depth - subject.temporary;
    uint32_t flags = subject.temporary ? FLAG_CONSUME_B : 0;
    if (count >= REGISTER_MOST - base) {
        compile_error(c, node, "too many values at once");
        return false;
    }
    if (star < 0)
        emit(c, OP_UNPACK, flags, TEMPORARY(base), subject.reg, count, 0);
    else
        emit(c, OP_UNPACK_EX, flags, TEMPORARY(base), subject.reg, (uint32_t)star | (count - (uint32_t)star - 1) << 8,
             0);
    emit_pop(c, subject.temporary);
    for (uint32_t i = 0; i < count; i++)
        emit_push(c);
    return true;
}

static void match_sequence(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    struct syntax_sequence const *patterns = &node->match_sequence.patterns;
    int64_t star = -1;
    bool wildcards = true, star_wildcard = false;
    for (uint32_t i = 0; i < patterns->count; i++) {
        struct syntax_node *item = patterns->items[i];
        if (item->kind == NODE_MATCH_STAR) {
            if (star >= 0) {
                compile_error_at(c, &c->builder->place, "multiple starred names in sequence pattern");
                return;
            }
            star = i;
            star_wildcard = item->match_star.name == NULL;
            wildcards = wildcards && star_wildcard;
        } else {
            wildcards = wildcards && is_wildcard(item);
        }
    }
    fail_if(c, m, OP_MATCH_SEQUENCE, 0, subject.reg, 0);
    if (star < 0)
        match_length(c, m, subject, patterns->count, true);
    else if (patterns->count > 1)
        match_length(c, m, subject, patterns->count - 1, false);
    if (wildcards) {
        drop(c, subject);
    } else if (star_wildcard) {
        match_items(c, m, patterns, (uint32_t)star, subject);
    } else {
        if (star > 255 || (star >= 0 && patterns->count - star - 1 > 255))
            compile_error_at(c, &c->builder->place, "too many expressions in star-unpacking sequence pattern");
        else if (unpack(c, node, subject, patterns->count, star))
            match_unpacked(c, m, patterns);
    }
}

// A literal key that came before is an error.
static bool key_is_new(struct compiler *c, struct syntax_sequence const *keys, uint32_t at)
{
    if (!constant_is(c, keys->items[at]))
        return true;
    own_value key = constant_of(c, keys->items[at]);
    bool found = false;
    for (uint32_t i = 0; i < at && !found && !c->failed; i++) {
        if (!constant_is(c, keys->items[i]))
            continue;
        own_value other = constant_of(c, keys->items[i]);
        int equal = failed(key) || failed(other) ? 0 : operation_equal(c->rt, lend(key), lend(other));
        release(c->rt, other);
        if (equal < 0)
            compile_no_memory(c);
        found = equal > 0;
    }
    if (found) {
        own_value text = operation_repr(c->rt, lend(key));
        if (failed(text))
            compile_no_memory(c);
        else
            compile_error_at(c, &c->builder->place, "mapping pattern checks duplicate key (%s)",
                             str_bytes(as_str(lend(text))));
        release(c->rt, text);
    }
    release(c->rt, key);
    return !found && !c->failed;
}

static void match_mapping(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    struct syntax_sequence const *keys = &node->match_mapping.keys;
    struct syntax_sequence const *patterns = &node->match_mapping.patterns;
    fail_if(c, m, OP_MATCH_MAPPING, 0, subject.reg, 0);
    if (keys->count == 0 && node->match_mapping.rest == NULL) {
        drop(c, subject);
        return;
    }
    if (keys->count != 0)
        match_length(c, m, subject, keys->count, false);
    for (uint32_t i = 0; i < keys->count && !c->failed; i++) {
        if (!key_is_new(c, keys, i))
            return;
    }
    struct operand tuple = {0, 1};
    own_value constant = fold_tuple_of(c, keys);
    if (!failed(constant)) {
        tuple.reg = emit_constant(c, constant, TOP);
    } else {
        tuple.reg = display_collect(c, keys, 0, false);
        tuple.reg = emit_result(c, OP_LIST_TO_TUPLE, FLAG_CONSUME_B, TOP, tuple.reg, 0, 0, 1);
    }
    emit_place(c, node);
    if (keys->count != 0) {
        uint32_t values = emit_result(c, OP_MATCH_KEYS, 0, TOP, subject.reg, tuple.reg, 0, 0);
        fail_if(c, m, OP_JUMP_IF_NONE, 0, values, 0);
        if (!unpack(c, node, (struct operand){values, 1}, keys->count, -1))
            return;
        match_unpacked(c, m, patterns);
    }
    if (node->match_mapping.rest != NULL) {
        uint32_t rest = emit_result(c, OP_MATCH_REST, FLAG_CONSUME_C, TOP, subject.reg, tuple.reg, 0, 1);
        capture(c, m, node->match_mapping.rest, (struct operand){rest, 1}, 0);
    } else {
        emit_release(c, 1);
    }
    drop(c, subject);
}

// The number of positional patterns and the names of the others.
static own_value class_names(struct compiler *c, struct syntax_node *node)
{
    struct syntax_name_sequence const *names = &node->match_class.keyword_names;
    own_value tuple = tuple_new(c->rt, names->count + 1);
    if (!failed(tuple))
        slot_init(&as_tuple(lend(tuple))->items[0], own_small_int(node->match_class.patterns.count));
    for (uint32_t i = 0; i < names->count && !failed(tuple); i++) {
        ref_value name = compile_name(c, names->items[i]);
        if (is_nothing(name))
            release(c->rt, give(tuple));
        else
            slot_init(&as_tuple(lend(tuple))->items[i + 1], retain(name));
    }
    if (failed(tuple))
        compile_no_memory(c);
    return tuple;
}

static void match_class(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    struct syntax_sequence const *positional = &node->match_class.patterns;
    struct syntax_sequence const *keywords = &node->match_class.keyword_patterns;
    struct syntax_name_sequence const *names = &node->match_class.keyword_names;
    for (uint32_t i = 0; i < names->count; i++) {
        for (uint32_t k = i + 1; k < names->count; k++) {
            if (names->items[i] == names->items[k]) {
                emit_place(c, keywords->items[k]);
                compile_error_at(c, &c->builder->place, "attribute name repeated in class pattern: %s",
                                 names->items[i]->text);
                return;
            }
        }
    }
    struct operand class = expression_operand(c, node->match_class.class_expression, true);
    emit_place(c, node);
    own_value constant = c->failed ? own_nothing : class_names(c, node);
    if (c->failed)
        return;
    uint32_t values = emit_result(c, OP_MATCH_CLASS, class.temporary ? FLAG_CONSUME_C : 0, TOP, subject.reg, class.reg,
                                  emit_constant_index(c, constant), class.temporary);
    fail_if(c, m, OP_JUMP_IF_NONE, 0, values, 0);
    if (!unpack(c, node, (struct operand){values, 1}, positional->count + keywords->count, -1))
        return;
    match_unpacked(c, m, positional);
    match_unpacked(c, m, keywords);
    drop(c, subject);
}

static void match_as(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    struct syntax_name *name = node->match_as.name;
    if (node->match_as.pattern != NULL) {
        pattern(c, m, node->match_as.pattern, (struct operand){subject.reg, 0});
    } else if (!m->may_always_match) {
        if (name != NULL)
            compile_error_at(c, &c->builder->place, "name capture '%s' makes remaining patterns unreachable",
                             name->text);
        else
            compile_error_at(c, &c->builder->place, "wildcard makes remaining patterns unreachable");
        return;
    }
    capture(c, m, name, subject, 0);
}

static bool same_names(struct names const *a, uint32_t from, struct names const *b)
{
    bool same = a->count - from == b->count;
    for (uint32_t i = from; i < a->count && same; i++)
        same = names_contain(b, 0, a->items[i]);
    return same;
}

static void match_or(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    struct syntax_sequence const *patterns = &node->match_sequence.patterns;
    struct builder *b = c->builder;
    struct names outside = m->bound, first = {0};
    struct ladder *outer = m->ladder;
    bool may_always_match = m->may_always_match;
    uint32_t matched = emit_label(c), depth = b->depth;
    struct bound_set entry = b->bound;
    for (uint32_t i = 0; i < patterns->count && !c->failed; i++) {
        struct ladder ladder = {.base = depth};
        m->ladder = &ladder;
        m->bound = (struct names){0}; // what is outside is looked at afterwards
        m->may_always_match = i + 1 == patterns->count && may_always_match;
        emit_place(c, patterns->items[i]);
        pattern(c, m, patterns->items[i], (struct operand){subject.reg, 0});
        if (i == 0)
            first = m->bound;
        else if (!c->failed && !same_names(&m->bound, 0, &first))
            compile_error_at(c, &b->place, "alternative patterns bind different names");
        emit_jump(c, OP_JUMP, 0, 0, matched);
        place_ladder(c, &ladder, entry);
    }
    m->bound = outside;
    m->ladder = outer;
    m->may_always_match = may_always_match;
    emit_jump(c, OP_JUMP, 0, 0, fail_label(c, m));
    emit_label_here(c, matched);
    b->depth = depth;
    b->bound = b->dead ? bound_all() : entry;
    for (uint32_t i = 0; i < first.count && !c->failed; i++) {
        if (names_contain(&m->bound, 0, first.items[i]))
            refuse_twice(c, first.items[i]);
        names_add(c, &m->bound, first.items[i]);
    }
    drop(c, subject);
}

// Jumps to the ladder unless the subject matches; a subject that is a temporary, the topmost, is consumed.
static void pattern(struct compiler *c, struct matching *m, struct syntax_node *node, struct operand subject)
{
    if (!compile_enter(c))
        return;
    emit_place(c, node);
    switch (node->kind) {
    case NODE_MATCH_VALUE:
        match_value(c, m, node, subject);
        break;
    case NODE_MATCH_SINGLETON:
        match_singleton(c, m, node, subject);
        break;
    case NODE_MATCH_SEQUENCE:
        match_sequence(c, m, node, subject);
        break;
    case NODE_MATCH_MAPPING:
        match_mapping(c, m, node, subject);
        break;
    case NODE_MATCH_CLASS:
        match_class(c, m, node, subject);
        break;
    case NODE_MATCH_STAR:
        capture(c, m, node->match_star.name, subject, 0);
        break;
    case NODE_MATCH_AS:
        match_as(c, m, node, subject);
        break;
    default:
        match_or(c, m, node, subject);
        break;
    }
    compile_leave(c);
}

// ---- Cases ----

// One case with the subject in the temporary on top, which is gone behind the last case. Jumps to `end` from the body.
static void match_case(struct compiler *c, struct syntax_node *node, bool last, uint32_t end, struct bound_set *after)
{
    struct builder *b = c->builder;
    struct matching m = {.may_always_match = last || node->match_case.guard != NULL};
    uint32_t base = b->depth - 1, refused = emit_label(c);
    struct bound_set entry = b->bound;
    collect_names(c, &m.all, node->match_case.pattern);
    emit_place(c, node->match_case.pattern);
    for (uint32_t i = 0; i < m.all.count && !c->failed; i++)
        emit_nothing(c);
    struct ladder ladder = {.base = b->depth};
    m.ladder = &ladder;
    m.first = base + 1;
    pattern(c, &m, node->match_case.pattern, (struct operand){TEMPORARY(base), 0});
    for (uint32_t i = 0; i < m.all.count && !c->failed; i++)
        assign_name(c, m.all.items[i], (struct operand){TEMPORARY(b->depth - 1), 1});
    if (c->failed)
        return;
    if (last)
        emit_release(c, 1);
    if (node->match_case.guard != NULL)
        condition_jump(c, node->match_case.guard, false, last ? end : refused);
    struct bound_set guarded = b->dead ? bound_all() : entry;
    if (!last)
        emit_release(c, 1);
    statement_sequence(c, &node->match_case.body);
    *after = bound_meet(*after, b->bound);
    emit_jump(c, OP_JUMP, 0, 0, end);
    place_ladder(c, &ladder, entry);
    if (m.all.count != 0)
        emit_release(c, m.all.count);
    if (last) {
        emit_release(c, 1);
    } else {
        emit_label_here(c, refused);
        b->depth = base + 1;
    }
    b->bound = b->dead ? bound_all() : entry;
    if (last && node->match_case.guard != NULL)
        *after = bound_meet(*after, guarded);
}

void match_statement(struct compiler *c, struct syntax_node *node)
{
    struct builder *b = c->builder;
    struct syntax_sequence const *cases = &node->match.cases;
    uint32_t end = emit_label(c), base = b->depth;
    struct bound_set after = bound_all();
    expression_into(c, node->match.subject, TOP);
    for (uint32_t i = 0; i < cases->count && !c->failed; i++)
        match_case(c, cases->items[i], i + 1 == cases->count, end, &after);
    if (c->failed)
        return;
    after = bound_meet(after, b->bound); // no case has matched
    emit_label_here(c, end);
    b->depth = base;
    b->bound = b->dead ? bound_all() : after;
}
