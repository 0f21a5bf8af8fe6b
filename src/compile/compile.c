// SPDX-License-Identifier: MIT
// The compiler's driver: source to tree to scopes to code, and its errors as Python's exceptions.
#include "compile/build.h"
#include "core/poll.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/utf8.h"
#include "object/warning.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// ---- Errors ----

void compile_no_memory(struct compiler *c)
{
    if (!c->failed) {
        c->failed = true;
        if (!error_pending(c->rt))
            error_no_memory(c->rt);
    }
}

// An int that fits any field of a SyntaxError.
static own_value number(int n)
{
    return own_small_int(n);
}

// SyntaxError(message, (filename, line, column, text, end_line, end_column)). `text` is owned, None without one; the
// end column is None when it is less than -1.
static void raise_syntax_error(struct compiler *c, enum type_number type, char const *message, int line, int column,
                               own_value text, int end_line, int end_column)
{
    struct ouro *rt = c->rt;
    own_value place[6] = {retain(c->filename), number(line),
                          number(column),      text,
                          number(end_line),    end_column < -1 ? own_none : number(end_column)};
    own_value arguments[2] = {own_nothing, own_nothing};
    arguments[1] = tuple_from_owned(rt, place, 6);
    arguments[0] = failed(arguments[1]) ? own_nothing : str_new(rt, message, strlen(message));
    if (failed(arguments[0])) {
        release(rt, arguments[1]);
        return;
    }
    own_value tuple = tuple_from_owned(rt, arguments, 2);
    if (!failed(tuple)) {
        error_raise_arguments(rt, type, lend(tuple));
        release(rt, tuple);
    }
}

// The source line with its newline, as SyntaxError.text shows it; None for text that comes from no file.
static own_value source_line(struct compiler *c, int line)
{
    if (is_str(c->rt, c->filename) && str_bytes(as_str(c->filename))[0] == '<')
        return own_none;
    char const *end = c->source + c->size;
    char const *start = c->source;
    for (int i = 1; i < line && start < end; i++) {
        char const *newline = memchr(start, '\n', (size_t)(end - start));
        start = newline != NULL ? newline + 1 : end;
    }
    if (start >= end)
        return own_none;
    char const *newline = memchr(start, '\n', (size_t)(end - start));
    char const *stop = newline != NULL ? newline + 1 : end;
    if (utf8_validate(start, (size_t)(stop - start)).start != (size_t)(stop - start)) // another encoding
        return own_none;
    return str_new(c->rt, start, (size_t)(stop - start));
}

static void fail_at(struct compiler *c, struct place_in_source const *place, char const *format, va_list arguments)
{
    if (c->failed)
        return;
    c->failed = true;
    char message[512];
    vsnprintf(message, sizeof message, format, arguments);
    // A name that was cut may end inside a character.
    size_t length = strlen(message);
    if (length == sizeof message - 1) {
        while (length > 0 && ((unsigned char)message[length - 1] & 0xc0) == 0x80)
            length--;
        if (length > 0 && (unsigned char)message[length - 1] >= 0xc0)
            length--;
        message[length] = 0;
    }
    own_value text = source_line(c, place->line);
    if (failed(text))
        return;
    raise_syntax_error(c, TYPE_SYNTAX_ERROR, message, place->line, place->column + 1, text, place->end_line,
                       place->end_column + 1);
}

void compile_error_at(struct compiler *c, struct place_in_source const *place, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fail_at(c, place, format, arguments);
    va_end(arguments);
}

void compile_error(struct compiler *c, struct syntax_node const *node, char const *format, ...)
{
    struct place_in_source place = {(int32_t)node->line, (int32_t)node->end_line, (int32_t)node->column,
                                    (int32_t)node->end_column};
    va_list arguments;
    va_start(arguments, format);
    fail_at(c, &place, format, arguments);
    va_end(arguments);
}

static void warn_at(struct compiler *c, enum type_number category, struct place_in_source const *place,
                    char const *message)
{
    if (warning_raise_at(c->rt, category, c->filename, place->line, "%s", message))
        return;
    if (error_matches(c->rt, category)) {
        error_clear(c->rt);
        compile_error_at(c, place, "%s", message);
    } else {
        c->failed = true;
    }
}

void compile_warning(struct compiler *c, struct syntax_node const *node, char const *format, ...)
{
    if (c->failed)
        return;
    struct place_in_source place = {(int32_t)node->line, (int32_t)node->end_line, (int32_t)node->column,
                                    (int32_t)node->end_column};
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    warn_at(c, TYPE_SYNTAX_WARNING, &place, message);
}

// What the parser has seen in strings and numbers.
static void warn_notes(struct compiler *c)
{
    for (struct syntax_note const *note = c->tree->notes; note != NULL && !c->failed; note = note->next) {
        char message[64];
        struct place_in_source place = {(int32_t)note->line, (int32_t)note->line, (int32_t)note->column,
                                        (int32_t)note->end_column};
        if (note->kind == NOTE_NUMBER) {
            snprintf(message, sizeof message, "invalid %s literal", note->text);
        } else {
            snprintf(message, sizeof message, "invalid %sescape sequence '\\%s'",
                     note->kind == NOTE_OCTAL ? "octal " : "", note->text);
        }
        warn_at(c, note->kind == NOTE_NUMBER ? TYPE_SYNTAX_WARNING : TYPE_DEPRECATION_WARNING, &place, message);
    }
}

bool compile_enter(struct compiler *c)
{
    if (c->failed)
        return false;
    if (!poll_native(c->rt, 8)) {
        c->failed = true;
        return false;
    }
    if (c->recursion >= RECURSION_MOST || stack_is_low(c->rt)) {
        c->failed = true;
        error_raise(c->rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded during compilation");
        return false;
    }
    c->recursion++;
    return true;
}

// What the parser found wrong.
static void raise_parse_error(struct compiler *c, struct syntax_error const *error)
{
    struct ouro *rt = c->rt;
    c->failed = true;
    switch (error->kind) {
    case SYNTAX_ERROR_NO_MEMORY:
    case SYNTAX_ERROR_TOO_DEEP:
    case SYNTAX_ERROR_NONE:
        if (!error_pending(rt)) { // a limit or an interrupt
            error_no_memory(rt);
        }
        return;
    case SYNTAX_ERROR_ENCODING:
        if (error->line == 0) {
            error_raise(rt, TYPE_SYNTAX_ERROR, "%s", error->message);
            return;
        }
        break;
    case SYNTAX_ERROR_SYNTAX:
    case SYNTAX_ERROR_INDENTATION:
    case SYNTAX_ERROR_TAB:
        break;
    }
    own_value text = error->text != NULL ? str_new(rt, error->text, error->text_length) : own_none;
    if (failed(text))
        return;
    enum type_number type = error->kind == SYNTAX_ERROR_INDENTATION ? TYPE_INDENTATION_ERROR
                            : error->kind == SYNTAX_ERROR_TAB       ? TYPE_TAB_ERROR
                                                                    : TYPE_SYNTAX_ERROR;
    raise_syntax_error(c, type, error->message, error->line, error->column, text, error->end_line, error->end_column);
}

// ---- Tables ----

bool compile_grow(struct compiler *c, void *array, uint32_t *capacity, uint32_t needed, size_t item_size)
{
    if (needed <= *capacity)
        return true;
    void **place = array;
    uint64_t wanted = *capacity < 8 ? 16 : (uint64_t)*capacity * 2;
    if (wanted < needed)
        wanted = needed;
    void *grown = wanted > UINT32_MAX
                      ? NULL
                      : heap_raw_resize(&c->rt->heap, *place, *capacity * item_size, (size_t)wanted * item_size);
    if (grown == NULL) {
        compile_no_memory(c);
        return false;
    }
    *place = grown;
    *capacity = (uint32_t)wanted;
    return true;
}

ref_value compile_name(struct compiler *c, struct syntax_name const *name)
{
    if (name->index >= c->name_value_count) {
        uint32_t old = c->name_value_count;
        uint32_t capacity = old;
        uint32_t needed = c->tree->name_count > name->index ? c->tree->name_count : name->index + 1;
        if (!compile_grow(c, &c->name_values, &capacity, needed, sizeof *c->name_values))
            return ref_nothing;
        memset(c->name_values + old, 0, (capacity - old) * sizeof *c->name_values);
        c->name_value_count = capacity;
    }
    own_value *value = &c->name_values[name->index];
    if (failed(*value)) {
        *value = str_intern(c->rt, name->text, name->length);
        if (failed(*value))
            compile_no_memory(c);
    }
    return lend(*value);
}

static uint32_t node_slot(struct node_entry const *nodes, uint32_t capacity, struct syntax_node const *node)
{
    uint32_t mask = capacity - 1;
    uint32_t i = (uint32_t)(((uintptr_t)node >> 3) * 0x9e3779b1u) & mask;
    while (nodes[i].node != NULL && nodes[i].node != node)
        i = (i + 1) & mask;
    return i;
}

struct node_entry *compile_find_node(struct compiler const *c, struct syntax_node const *node)
{
    if (c->node_capacity == 0)
        return NULL;
    struct node_entry *entry = &c->nodes[node_slot(c->nodes, c->node_capacity, node)];
    return entry->node != NULL ? entry : NULL;
}

struct node_entry *compile_node(struct compiler *c, struct syntax_node const *node)
{
    if ((uint64_t)c->node_count * 2 >= c->node_capacity) {
        uint32_t capacity = c->node_capacity != 0 ? c->node_capacity * 2 : 32;
        struct node_entry *nodes = heap_raw_allocate_zeroed(&c->rt->heap, capacity * sizeof *nodes);
        if (nodes == NULL) {
            compile_no_memory(c);
            return NULL;
        }
        for (uint32_t i = 0; i < c->node_capacity; i++) {
            if (c->nodes[i].node != NULL)
                nodes[node_slot(nodes, capacity, c->nodes[i].node)] = c->nodes[i];
        }
        heap_raw_free(&c->rt->heap, c->nodes, c->node_capacity * sizeof *nodes);
        c->nodes = nodes;
        c->node_capacity = capacity;
    }
    struct node_entry *entry = &c->nodes[node_slot(c->nodes, c->node_capacity, node)];
    if (entry->node == NULL) {
        entry->node = node;
        c->node_count++;
    }
    return entry;
}

// ---- Future imports ----

static bool is_future_import(struct syntax_node const *node)
{
    return node->kind == NODE_IMPORT_FROM && node->import_from.module != NULL && node->import_from.level == 0 &&
           strcmp(node->import_from.module->text, "__future__") == 0;
}

static void read_future_names(struct compiler *c, struct syntax_node const *node)
{
    static char const *const known[] = {"nested_scopes",    "generators",     "division",
                                        "absolute_import",  "with_statement", "print_function",
                                        "unicode_literals", "barry_as_FLUFL", "generator_stop"};
    for (uint32_t i = 0; i < node->import_from.names.count && !c->failed; i++) {
        char const *name = node->import_from.names.items[i]->alias.name->text;
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            found = found || strcmp(name, known[k]) == 0;
        struct place_in_source place = {(int32_t)node->line, (int32_t)node->line, (int32_t)node->column, -3};
        if (strcmp(name, "annotations") == 0)
            c->text_annotations = true;
        else if (strcmp(name, "braces") == 0)
            compile_error_at(c, &place, "not a chance");
        else if (!found)
            compile_error_at(c, &place, "future feature %.100s is not defined", name);
    }
}

// Leading future imports, and as CPython does, those behind something else on the same line.
static void read_futures(struct compiler *c)
{
    struct syntax_node *root = c->tree->root;
    uint32_t line = 0;
    bool done = false;
    if (root->kind == NODE_EXPRESSION)
        return;
    for (uint32_t i = 0; i < root->module.body.count && !c->failed; i++) {
        struct syntax_node *node = root->module.body.items[i];
        if (done && node->line > line)
            return;
        line = node->line;
        if (is_future_import(node) && done) {
            struct place_in_source place = {(int32_t)line, (int32_t)line, (int32_t)node->column - 1, -3};
            compile_error_at(c, &place, "from __future__ imports must occur at the beginning of the file");
        } else if (is_future_import(node)) {
            read_future_names(c, node);
            c->future_line = line;
        } else if (i != 0 || node->kind != NODE_EXPR || !constant_kind_is(node->expr.value, CONSTANT_STRING)) {
            done = true; // all but a docstring
        }
    }
}

// ---- The driver ----

static void intern_own_names(struct compiler *c)
{
    struct {
        struct syntax_name **place;
        char const *text;
    } const names[] = {{&c->name_class, "__class__"}, {&c->name_super, "super"},
                       {&c->name_debug, "__debug__"}, {&c->name_dot_zero, ".0"},
                       {&c->name_doc, "__doc__"},     {&c->name_annotations, "__annotations__"},
                       {&c->name_star, "*"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *names[i].place = syntax_tree_name(c->tree, names[i].text, strlen(names[i].text));
        if (*names[i].place == NULL)
            compile_no_memory(c);
    }
}

static own_value generate(struct compiler *c)
{
    struct syntax_node *root = c->tree->root;
    struct builder b;
    builder_open(c, &b, c->module, NAME_module_code, NULL, 1);
    b.flags = CODE_MODULE;
    if (root->kind == NODE_EXPRESSION) {
        struct operand value = expression_operand(c, root->expression.body, true);
        emit(c, OP_RETURN, FLAG_CONSUME_A, value.reg, 0, 0, 0);
        emit_pop(c, value.temporary);
        emit_dead(c);
        return builder_finish(c, &b);
    }
    if (statement_has_annotations(c, &root->module.body))
        emit(c, OP_SETUP_ANNOTATIONS, 0, 0, 0, 0, 0);
    struct syntax_node *doc = root->kind == NODE_MODULE ? statement_docstring(&root->module.body) : NULL;
    if (doc != NULL) {
        emit_place(c, doc);
        struct operand value = {expression_into(c, doc, TOP), 1};
        assign_name(c, c->name_doc, value);
    }
    statement_body(c, &root->module.body, doc != NULL);
    return builder_finish(c, &b);
}

static void compiler_close(struct compiler *c)
{
    struct ouro *rt = c->rt;
    value_table_close(c, &c->constants);
    for (uint32_t i = 0; i < c->name_value_count; i++)
        release(rt, c->name_values[i]);
    heap_raw_free(&rt->heap, c->name_values, c->name_value_count * sizeof *c->name_values);
    for (uint32_t i = 0; i < c->node_capacity; i++)
        release(rt, c->nodes[i].folded);
    heap_raw_free(&rt->heap, c->nodes, c->node_capacity * sizeof *c->nodes);
    if (c->tree != NULL)
        syntax_tree_free(c->tree);
}

static bool parser_goes_on(void *runtime, uint32_t units)
{
    return poll_native(runtime, 4 * units);
}

own_value compile_source(struct ouro *rt, char const *source, size_t size, ref_value filename, enum syntax_mode mode)
{
    struct compiler c = {.rt = rt, .source = source, .size = size, .filename = filename, .mode = mode};
    struct syntax_error error;
    own_value code = own_nothing;
    struct syntax_watch watch = {parser_goes_on, rt};
    c.tree = syntax_parse(&rt->heap, source, size, mode, 0, &watch, &error);
    if (c.tree == NULL) {
        raise_parse_error(&c, &error);
        syntax_error_clear(&rt->heap, &error);
        return own_nothing;
    }
    intern_own_names(&c);
    if (!c.failed)
        warn_notes(&c);
    if (!c.failed)
        read_futures(&c);
    if (!c.failed)
        symbols_collect(&c);
    if (!c.failed)
        scope_resolve(&c);
    if (!c.failed)
        code = generate(&c);
    OURO_ASSERT(failed(code) == error_pending(rt));
    compiler_close(&c);
    return code;
}
