// SPDX-License-Identifier: MIT
// The tree: its arena, its names, the description of its kinds.
#include "heap/heap.h"
#include "syntax/parser.h"
#include <stdalign.h>
#include <string.h>

enum { MAX_FIELDS = 8, FIRST_BLOCK = 2048, MAX_BLOCK = 64 * 1024 };

struct syntax_block {
    struct syntax_block *next;
    size_t size;
    alignas(max_align_t) char data[];
};

struct kind_description {
    char const *name;
    uint16_t size;
    uint16_t field_count;
    struct syntax_field fields[MAX_FIELDS];
};

#define FIELD(name, member, type)                                \
    {                                                            \
        name, offsetof(struct syntax_node, member), FIELD_##type \
    }
#define COUNT(...) (sizeof((struct syntax_field[]){__VA_ARGS__}) / sizeof(struct syntax_field))
#define KIND(kind, name, member, ...)                                                                  \
    [NODE_##kind] = {name,                                                                             \
                     offsetof(struct syntax_node, member) + sizeof(((struct syntax_node *)0)->member), \
                     COUNT(__VA_ARGS__),                                                               \
                     {__VA_ARGS__}}
#define PLAIN(kind, name) [NODE_##kind] = {name, offsetof(struct syntax_node, expr), 0, {{0}}}

#define FUNCTION_FIELDS                                                                                         \
    FIELD("name", function_def.name, NAME), FIELD("args", function_def.arguments, NODE),                        \
        FIELD("body", function_def.body, SEQUENCE), FIELD("decorator_list", function_def.decorators, SEQUENCE), \
        FIELD("returns", function_def.returns, NODE)
#define FOR_FIELDS                                                                                              \
    FIELD("target", for_.target, NODE), FIELD("iter", for_.iterable, NODE), FIELD("body", for_.body, SEQUENCE), \
        FIELD("orelse", for_.else_body, SEQUENCE)
#define IF_FIELDS \
    FIELD("test", if_.test, NODE), FIELD("body", if_.body, SEQUENCE), FIELD("orelse", if_.else_body, SEQUENCE)
#define WITH_FIELDS FIELD("items", with.items, SEQUENCE), FIELD("body", with.body, SEQUENCE)
#define TRY_FIELDS                                                                  \
    FIELD("body", try_.body, SEQUENCE), FIELD("handlers", try_.handlers, SEQUENCE), \
        FIELD("orelse", try_.else_body, SEQUENCE), FIELD("finalbody", try_.final_body, SEQUENCE)
#define COMP_FIELDS FIELD("elt", comp.element, NODE), FIELD("generators", comp.generators, SEQUENCE)
#define CONTEXT_FIELD FIELD("ctx", context, CONTEXT)

static struct kind_description const kinds[NODE_KIND_COUNT] = {
    KIND(MODULE, "Module", module, FIELD("body", module.body, SEQUENCE)),
    KIND(EXPRESSION, "Expression", expression, FIELD("body", expression.body, NODE)),
    KIND(INTERACTIVE, "Interactive", module, FIELD("body", module.body, SEQUENCE)),
    KIND(FUNCTION_DEF, "FunctionDef", function_def, FUNCTION_FIELDS),
    KIND(ASYNC_FUNCTION_DEF, "AsyncFunctionDef", function_def, FUNCTION_FIELDS),
    KIND(CLASS_DEF, "ClassDef", class_def, FIELD("name", class_def.name, NAME),
         FIELD("bases", class_def.bases, SEQUENCE), FIELD("keywords", class_def.keywords, SEQUENCE),
         FIELD("body", class_def.body, SEQUENCE), FIELD("decorator_list", class_def.decorators, SEQUENCE)),
    KIND(RETURN, "Return", return_, FIELD("value", return_.value, NODE)),
    KIND(DELETE, "Delete", delete_, FIELD("targets", delete_.targets, SEQUENCE)),
    KIND(ASSIGN, "Assign", assign, FIELD("targets", assign.targets, SEQUENCE), FIELD("value", assign.value, NODE)),
    KIND(AUG_ASSIGN, "AugAssign", aug_assign, FIELD("target", aug_assign.target, NODE), FIELD("op", operator, OPERATOR),
         FIELD("value", aug_assign.value, NODE)),
    KIND(ANN_ASSIGN, "AnnAssign", ann_assign, FIELD("target", ann_assign.target, NODE),
         FIELD("annotation", ann_assign.annotation, NODE), FIELD("value", ann_assign.value, NODE),
         FIELD("simple", ann_assign.simple, BOOL)),
    KIND(FOR, "For", for_, FOR_FIELDS),
    KIND(ASYNC_FOR, "AsyncFor", for_, FOR_FIELDS),
    KIND(WHILE, "While", if_, IF_FIELDS),
    KIND(IF, "If", if_, IF_FIELDS),
    KIND(WITH, "With", with, WITH_FIELDS),
    KIND(ASYNC_WITH, "AsyncWith", with, WITH_FIELDS),
    KIND(MATCH, "Match", match, FIELD("subject", match.subject, NODE), FIELD("cases", match.cases, SEQUENCE)),
    KIND(RAISE, "Raise", raise, FIELD("exc", raise.exception, NODE), FIELD("cause", raise.cause, NODE)),
    KIND(TRY, "Try", try_, TRY_FIELDS),
    KIND(TRY_STAR, "TryStar", try_, TRY_FIELDS),
    KIND(ASSERT, "Assert", assert_, FIELD("test", assert_.test, NODE), FIELD("msg", assert_.message, NODE)),
    KIND(IMPORT, "Import", import, FIELD("names", import.names, SEQUENCE)),
    KIND(IMPORT_FROM, "ImportFrom", import_from, FIELD("module", import_from.module, NAME),
         FIELD("names", import_from.names, SEQUENCE), FIELD("level", import_from.level, LEVEL)),
    KIND(GLOBAL, "Global", global, FIELD("names", global.names, NAMES)),
    KIND(NONLOCAL, "Nonlocal", global, FIELD("names", global.names, NAMES)),
    KIND(EXPR, "Expr", expr, FIELD("value", expr.value, NODE)),
    PLAIN(PASS, "Pass"),
    PLAIN(BREAK, "Break"),
    PLAIN(CONTINUE, "Continue"),
    KIND(BOOL_OP, "BoolOp", bool_op, FIELD("op", operator, OPERATOR), FIELD("values", bool_op.values, SEQUENCE)),
    KIND(NAMED_EXPR, "NamedExpr", named_expr, FIELD("target", named_expr.target, NODE),
         FIELD("value", named_expr.value, NODE)),
    KIND(BIN_OP, "BinOp", bin_op, FIELD("left", bin_op.left, NODE), FIELD("op", operator, OPERATOR),
         FIELD("right", bin_op.right, NODE)),
    KIND(UNARY_OP, "UnaryOp", unary_op, FIELD("op", operator, OPERATOR), FIELD("operand", unary_op.operand, NODE)),
    KIND(LAMBDA, "Lambda", lambda, FIELD("args", lambda.arguments, NODE), FIELD("body", lambda.body, NODE)),
    KIND(IF_EXP, "IfExp", if_exp, FIELD("test", if_exp.test, NODE), FIELD("body", if_exp.body, NODE),
         FIELD("orelse", if_exp.or_else, NODE)),
    KIND(DICT, "Dict", dict, FIELD("keys", dict.keys, SEQUENCE), FIELD("values", dict.values, SEQUENCE)),
    KIND(SET, "Set", sequence, FIELD("elts", sequence.elements, SEQUENCE)),
    KIND(LIST_COMP, "ListComp", comp, COMP_FIELDS),
    KIND(SET_COMP, "SetComp", comp, COMP_FIELDS),
    KIND(DICT_COMP, "DictComp", dict_comp, FIELD("key", dict_comp.key, NODE), FIELD("value", dict_comp.value, NODE),
         FIELD("generators", dict_comp.generators, SEQUENCE)),
    KIND(GENERATOR_EXP, "GeneratorExp", comp, COMP_FIELDS),
    KIND(AWAIT, "Await", yield, FIELD("value", yield.value, NODE)),
    KIND(YIELD, "Yield", yield, FIELD("value", yield.value, NODE)),
    KIND(YIELD_FROM, "YieldFrom", yield, FIELD("value", yield.value, NODE)),
    KIND(COMPARE, "Compare", compare, FIELD("left", compare.left, NODE), FIELD("ops", compare.operators, OPERATORS),
         FIELD("comparators", compare.comparators, SEQUENCE)),
    KIND(CALL, "Call", call, FIELD("func", call.function, NODE), FIELD("args", call.arguments, SEQUENCE),
         FIELD("keywords", call.keywords, SEQUENCE)),
    KIND(FORMATTED_VALUE, "FormattedValue", formatted_value, FIELD("value", formatted_value.value, NODE),
         FIELD("conversion", formatted_value.conversion, CONVERSION),
         FIELD("format_spec", formatted_value.format_spec, NODE)),
    KIND(JOINED_STR, "JoinedStr", joined_str, FIELD("values", joined_str.values, SEQUENCE)),
    KIND(CONSTANT, "Constant", constant, FIELD("value", constant, CONSTANT)),
    KIND(ATTRIBUTE, "Attribute", attribute, FIELD("value", attribute.value, NODE), FIELD("attr", attribute.name, NAME),
         CONTEXT_FIELD),
    KIND(SUBSCRIPT, "Subscript", subscript, FIELD("value", subscript.value, NODE),
         FIELD("slice", subscript.index, NODE), CONTEXT_FIELD),
    KIND(STARRED, "Starred", starred, FIELD("value", starred.value, NODE), CONTEXT_FIELD),
    KIND(NAME, "Name", name, FIELD("id", name.name, NAME), CONTEXT_FIELD),
    KIND(LIST, "List", sequence, FIELD("elts", sequence.elements, SEQUENCE), CONTEXT_FIELD),
    KIND(TUPLE, "Tuple", sequence, FIELD("elts", sequence.elements, SEQUENCE), CONTEXT_FIELD),
    KIND(SLICE, "Slice", slice, FIELD("lower", slice.lower, NODE), FIELD("upper", slice.upper, NODE),
         FIELD("step", slice.step, NODE)),
    KIND(COMPREHENSION, "comprehension", comprehension, FIELD("target", comprehension.target, NODE),
         FIELD("iter", comprehension.iterable, NODE), FIELD("ifs", comprehension.conditions, SEQUENCE),
         FIELD("is_async", comprehension.is_async, BOOL)),
    KIND(EXCEPT_HANDLER, "ExceptHandler", except_handler, FIELD("type", except_handler.type, NODE),
         FIELD("name", except_handler.name, NAME), FIELD("body", except_handler.body, SEQUENCE)),
    KIND(ARGUMENTS, "arguments", arguments, FIELD("posonlyargs", arguments.positional_only, SEQUENCE),
         FIELD("args", arguments.positional, SEQUENCE), FIELD("vararg", arguments.vararg, NODE),
         FIELD("kwonlyargs", arguments.keyword_only, SEQUENCE),
         FIELD("kw_defaults", arguments.keyword_defaults, SEQUENCE), FIELD("kwarg", arguments.kwarg, NODE),
         FIELD("defaults", arguments.defaults, SEQUENCE)),
    KIND(ARG, "arg", arg, FIELD("arg", arg.name, NAME), FIELD("annotation", arg.annotation, NODE)),
    KIND(KEYWORD, "keyword", keyword, FIELD("arg", keyword.name, NAME), FIELD("value", keyword.value, NODE)),
    KIND(ALIAS, "alias", alias, FIELD("name", alias.name, NAME), FIELD("asname", alias.as_name, NAME)),
    KIND(WITH_ITEM, "withitem", with_item, FIELD("context_expr", with_item.context_expression, NODE),
         FIELD("optional_vars", with_item.target, NODE)),
    KIND(MATCH_CASE, "match_case", match_case, FIELD("pattern", match_case.pattern, NODE),
         FIELD("guard", match_case.guard, NODE), FIELD("body", match_case.body, SEQUENCE)),
    KIND(MATCH_VALUE, "MatchValue", match_value, FIELD("value", match_value.value, NODE)),
    KIND(MATCH_SINGLETON, "MatchSingleton", match_singleton,
         FIELD("value", match_singleton.constant_kind, CONSTANT_KIND)),
    KIND(MATCH_SEQUENCE, "MatchSequence", match_sequence, FIELD("patterns", match_sequence.patterns, SEQUENCE)),
    KIND(MATCH_MAPPING, "MatchMapping", match_mapping, FIELD("keys", match_mapping.keys, SEQUENCE),
         FIELD("patterns", match_mapping.patterns, SEQUENCE), FIELD("rest", match_mapping.rest, NAME)),
    KIND(MATCH_CLASS, "MatchClass", match_class, FIELD("cls", match_class.class_expression, NODE),
         FIELD("patterns", match_class.patterns, SEQUENCE), FIELD("kwd_attrs", match_class.keyword_names, NAMES),
         FIELD("kwd_patterns", match_class.keyword_patterns, SEQUENCE)),
    KIND(MATCH_STAR, "MatchStar", match_star, FIELD("name", match_star.name, NAME)),
    KIND(MATCH_AS, "MatchAs", match_as, FIELD("pattern", match_as.pattern, NODE), FIELD("name", match_as.name, NAME)),
    KIND(MATCH_OR, "MatchOr", match_sequence, FIELD("patterns", match_sequence.patterns, SEQUENCE)),
};

char const *syntax_kind_name(enum syntax_kind kind)
{
    return kinds[kind].name;
}

struct syntax_field const *syntax_kind_fields(enum syntax_kind kind, size_t *count)
{
    *count = kinds[kind].field_count;
    return kinds[kind].fields;
}

size_t syntax_node_size(enum syntax_kind kind)
{
    return kinds[kind].size;
}

char const *syntax_operator_text(enum syntax_operator operator)
{
    static char const *const texts[OPERATOR_COUNT] = {
        "+", "-",   "*", "@", "/",  "%",  "**", "<<", ">>", "|",  "^",  "&",      "//", "and",   "or",
        "~", "not", "+", "-", "==", "!=", "<",  "<=", ">",  ">=", "is", "is not", "in", "not in"};
    return texts[operator];
}

void syntax_node_settle(struct syntax_node *node)
{
    struct kind_description const *kind = &kinds[node->kind];
    uint32_t depth = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        void const *field = (char const *)node + kind->fields[i].offset;
        if (kind->fields[i].type == FIELD_NODE) {
            struct syntax_node const *child = *(struct syntax_node *const *)field;
            if (child != NULL && child->depth > depth)
                depth = child->depth;
        } else if (kind->fields[i].type == FIELD_SEQUENCE) {
            struct syntax_sequence const *sequence = field;
            for (uint32_t j = 0; j < sequence->count; j++) {
                struct syntax_node const *child = sequence->items[j];
                if (child != NULL && child->depth > depth)
                    depth = child->depth;
            }
        }
    }
    node->depth = depth + 1;
}

void syntax_tree_initialize(struct syntax_tree *tree, struct heap *heap)
{
    memset(tree, 0, sizeof *tree);
    tree->heap = heap;
}

static bool add_block(struct syntax_tree *tree, size_t size)
{
    size_t wanted = tree->allocated < FIRST_BLOCK ? FIRST_BLOCK : tree->allocated;
    if (wanted > MAX_BLOCK)
        wanted = MAX_BLOCK;
    if (wanted < size + sizeof(struct syntax_block))
        wanted = size + sizeof(struct syntax_block);
    struct syntax_block *block = heap_raw_allocate(tree->heap, wanted);
    if (block == NULL)
        return false;
    block->next = tree->blocks;
    block->size = wanted;
    tree->blocks = block;
    tree->allocated += wanted;
    tree->free = block->data;
    tree->end = (char *)block + wanted;
    return true;
}

void *syntax_tree_allocate(struct syntax_tree *tree, size_t size)
{
    size = (size + 7) & ~(size_t)7;
    if ((size_t)(tree->end - tree->free) < size && !add_block(tree, size))
        return NULL;
    void *memory = tree->free;
    tree->free += size;
    return memset(memory, 0, size);
}

void syntax_tree_free(struct syntax_tree *tree)
{
    if (tree == NULL)
        return;
    struct heap *heap = tree->heap;
    for (struct syntax_block *block = tree->blocks; block != NULL;) {
        struct syntax_block *next = block->next;
        heap_raw_free(heap, block, block->size);
        block = next;
    }
    heap_raw_free(heap, tree->names, tree->name_capacity * sizeof *tree->names);
    heap_raw_free(heap, tree->name_table, tree->name_table_size * sizeof *tree->name_table);
    heap_raw_free(heap, tree, sizeof *tree);
}

// Makes room for one more name: the array by index and the table at most two thirds full.
static bool grow_names(struct syntax_tree *tree)
{
    if (tree->name_count == tree->name_capacity) {
        size_t old = tree->name_capacity, new = old * 2 + 16;
        struct syntax_name **names = heap_raw_resize(tree->heap, tree->names, old * sizeof *names, new * sizeof *names);
        if (names == NULL)
            return false;
        tree->names = names;
        tree->name_capacity = (uint32_t) new;
    }
    if ((uint64_t)tree->name_count * 3 + 3 <= (uint64_t)tree->name_table_size * 2)
        return true;
    uint32_t size = tree->name_table_size == 0 ? 32 : tree->name_table_size * 2;
    uint32_t *table = heap_raw_allocate(tree->heap, size * sizeof *table);
    if (table == NULL)
        return false;
    memset(table, 0, size * sizeof *table);
    for (uint32_t i = 0; i < tree->name_count; i++) {
        uint32_t at = tree->names[i]->hash & (size - 1);
        while (table[at] != 0)
            at = (at + 1) & (size - 1);
        table[at] = i + 1;
    }
    heap_raw_free(tree->heap, tree->name_table, tree->name_table_size * sizeof *table);
    tree->name_table = table;
    tree->name_table_size = size;
    return true;
}

// Multiplicative hash, 8 bytes at a time. A source made to collide costs its own compilation time only.
static uint32_t hash_text(char const *text, size_t length)
{
    uint64_t hash = length * 0x9E3779B97F4A7C15u;
    while (length > 0) {
        uint64_t word = 0;
        size_t step = length < 8 ? length : 8;
        memcpy(&word, text, step);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
        text += step;
        length -= step;
    }
    return (uint32_t)hash;
}

struct syntax_name *syntax_tree_name(struct syntax_tree *tree, char const *text, size_t length)
{
    if (length > UINT32_MAX - 64 || !grow_names(tree))
        return NULL;
    uint32_t hash = hash_text(text, length), mask = tree->name_table_size - 1, at = hash & mask;
    for (; tree->name_table[at] != 0; at = (at + 1) & mask) {
        struct syntax_name *name = tree->names[tree->name_table[at] - 1];
        if (name->hash == hash && name->length == length && memcmp(name->text, text, length) == 0)
            return name;
    }
    struct syntax_name *name = syntax_tree_allocate(tree, sizeof *name + length + 1);
    if (name == NULL)
        return NULL;
    name->length = (uint32_t)length;
    name->index = tree->name_count;
    name->hash = hash;
    memcpy(name->text, text, length);
    tree->names[tree->name_count++] = name;
    tree->name_table[at] = tree->name_count;
    return name;
}
