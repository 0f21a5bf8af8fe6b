// SPDX-License-Identifier: MIT
// Exceptions as CPython 3.11 prints them: causes first, traceback with source lines and carets, the exception's own
// line.
#include "lib/print_exception.h"
#include "lib/grants.h"

#include "lib/services.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/exception_types.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/utf8.h"
#include "os/file.h"
#include "syntax/syntax.h"
#include "vm/vm.h"

#include <stdio.h>
#include <string.h>

// Repetitions of one line of a traceback that are shown.
#define REPEATS_SHOWN 3
// Members of a group that are shown, and groups inside each other.
#define GROUP_WIDTH_MOST 15
#define GROUP_DEPTH_MOST 10

// Inside a group each line begins with an indent and a margin.
struct printer {
    struct str_builder *b;
    uint32_t depth;  // of groups
    bool suggest;    // names near to one that was not found
    bool need_close; // the line that ends a group is to be written
    own_value seen;  // list of what has been printed, against rings
};

static void add_repeated(struct str_builder *b, char c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str_builder_add(b, &c, 1);
    }
}

static void begin_line(struct printer const *p)
{
    add_repeated(p->b, ' ', 2 * (size_t)p->depth);
    str_builder_add_text(p->b, p->depth > 0 ? "| " : "");
}

// Source files
// ---------------------------------------------------------------------------------------------------------------

struct source_file {
    char *text;
    size_t room;
    size_t size;
};

static void *grow(void *to, void *buffer, size_t old_bytes, size_t bytes)
{
    struct ouro *rt = to;
    return heap_raw_resize(&rt->heap, buffer, old_bytes, bytes);
}

static void source_open(struct ouro *rt, struct source_file *file, char const *name)
{
    *file = (struct source_file){0};
    int descriptor;
    // A program chooses the name: it must not see a file in this way either.
    if (*name == '<' || !granted(rt, ALLOW_FILES) || os_file_open(name, OS_FILE_READ, &descriptor) != 0) {
        return;
    }
    void *buffer = NULL;
    if (os_file_read_all(descriptor, grow, rt, &buffer, &file->room, &file->size) != 0) {
        file->size = 0; // a traceback without source lines is better than none
    }
    file->text = buffer;
    if (os_file_close(descriptor) != 0) {
        file->size = 0;
    }
}

static void source_close(struct ouro *rt, struct source_file *file)
{
    heap_raw_free(&rt->heap, file->text, file->room);
}

// Line `number` (from 1) without its newline; false: there is none, or it is no UTF-8.
static bool source_line(struct source_file const *file, int number, char const **line, size_t *size)
{
    char const *at = file->text, *end = at + file->size;
    for (int i = 1; at != NULL && at < end; i++) {
        char const *newline = memchr(at, '\n', (size_t)(end - at));
        char const *stop = newline == NULL ? end : newline;
        if (i == number) {
            *line = at;
            *size = (size_t)(stop - at) - (stop > at && stop[-1] == '\r');
            return utf8_validate(*line, *size).error == 0;
        }
        at = stop + 1;
    }
    return false;
}

// Carets
// ---------------------------------------------------------------------------------------------------------------------

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

// Where carets go in a line, as byte offsets: ^ or ~ from start to end; ^ from left to right inside, if left < right.
struct carets {
    size_t start, end, left, right;
};

// The operator of a binary operation, or the brackets of a subscript, when the range is just one of those.
static void find_anchors(struct ouro *rt, char const *line, struct carets *c)
{
    struct syntax_error error;
    size_t size = c->end - c->start;
    struct syntax_tree *tree =
        syntax_parse(&rt->heap, line + c->start, size, SYNTAX_EXPRESSION, SYNTAX_FROM_TEXT, NULL, &error);
    if (tree == NULL) {
        syntax_error_clear(&rt->heap, &error);
        return;
    }
    struct syntax_node *node = tree->root->expression.body;
    char const *text = line + c->start;
    if (node->kind == NODE_BIN_OP && node->bin_op.right->line == 1) {
        size_t from = node->bin_op.left->end_column, to = node->bin_op.right->column;
        while (from < to && is_blank(text[from])) {
            from++;
        }
        if (from < to) {
            c->left = c->start + from;
            c->right = c->left + 1;
            // Two-character operators: the second is an operator's too. A parenthesis passes for one, as in CPython.
            if (from + 1 < to && !is_blank(text[from + 1])) {
                c->right++;
            }
        }
    } else if (node->kind == NODE_SUBSCRIPT && node->subscript.value->line == 1) {
        // From the end of the value to just behind the index: the brackets, unless blanks or parentheses are between.
        size_t to = node->subscript.index->end_line == 1 ? (size_t)node->subscript.index->end_column + 1 : size;
        c->left = c->start + (size_t)node->subscript.value->end_column;
        c->right = c->start + (to < size ? to : size);
    }
    syntax_tree_free(tree);
}

bool print_anchors(struct ouro *rt, char const *text, size_t size, size_t *left, size_t *right)
{
    struct carets c = {.end = size};
    find_anchors(rt, text, &c);
    *left = c.left;
    *right = c.right;
    return c.left < c.right;
}

// The source line of a position and, where they tell more than the line itself, carets under it.
static void add_source(struct printer const *p, struct source_file const *file, struct code_position const *position)
{
    struct str_builder *b = p->b;
    char const *line;
    size_t size;
    if (!source_line(file, position->line, &line, &size)) {
        return;
    }
    size_t indent = 0, end = size;
    while (indent < size && is_blank(line[indent])) {
        indent++;
    }
    while (end > indent && is_blank(line[end - 1])) {
        end--;
    }
    if (end == indent) {
        return;
    }
    begin_line(p);
    str_builder_add_text(b, "    ");
    str_builder_add(b, line + indent, end - indent);
    str_builder_add_text(b, "\n");
    if (position->column < 0 || position->end_column < 0 || (size_t)position->column >= end ||
        (size_t)position->column < indent) {
        return;
    }
    struct carets c = {.start = (size_t)position->column};
    c.end = position->end_line == position->line ? (size_t)position->end_column : end;
    if (c.end > end || c.end <= c.start) {
        return;
    }
    find_anchors(b->rt, line, &c);
    if (c.left >= c.right && c.end - c.start == end - indent) {
        return; // the whole line: nothing to point at
    }
    begin_line(p);
    str_builder_add_text(b, "    ");
    add_repeated(b, ' ', utf8_count(line + indent, c.start - indent));
    if (c.left < c.right) {
        add_repeated(b, '~', utf8_count(line + c.start, c.left - c.start));
        add_repeated(b, '^', utf8_count(line + c.left, c.right - c.left));
        add_repeated(b, '~', utf8_count(line + c.right, c.end - c.right));
    } else {
        add_repeated(b, '^', utf8_count(line + c.start, c.end - c.start));
    }
    str_builder_add_text(b, "\n");
}

own_value print_source_line(struct ouro *rt, ref_value filename, int64_t number)
{
    struct source_file file;
    char const *line;
    size_t size;
    own_value text = own_stop;
    source_open(rt, &file, str_bytes(as_str(filename)));
    if (number > 0 && number <= INT32_MAX && source_line(&file, (int)number, &line, &size)) {
        while (size > 0 && is_blank(*line)) {
            line++, size--;
        }
        while (size > 0 && is_blank(line[size - 1])) {
            size--;
        }
        text = size > 0 ? str_new(rt, line, size) : own_stop;
        if (failed(text)) {
            error_clear(rt);
            text = own_stop;
        }
    }
    source_close(rt, &file);
    return text;
}

// Tracebacks
// -----------------------------------------------------------------------------------------------------------------

static void add_entry(struct printer const *p, struct traceback_entry const *entry)
{
    struct str_builder *b = p->b;
    char number[24];
    snprintf(number, sizeof number, "%d", entry->line);
    begin_line(p);
    str_builder_add_text(b, "  File \"");
    str_builder_add_str(b, slot_get(entry->code->filename));
    str_builder_add_text(b, "\", line ");
    str_builder_add_text(b, number);
    str_builder_add_text(b, ", in ");
    str_builder_add_str(b, slot_get(entry->code->name));
    str_builder_add_text(b, "\n");
    struct source_file file;
    source_open(b->rt, &file, str_bytes(as_str(slot_get(entry->code->filename))));
    struct code_position whole_line = {.line = entry->line, .end_line = entry->line, .column = -1, .end_column = -1};
    struct code_position const *position = code_position_at(entry->code, entry->unit);
    add_source(p, &file, position != NULL && position->line == entry->line ? position : &whole_line);
    source_close(b->rt, &file);
}

static void add_repeats(struct printer const *p, int64_t count)
{
    if (count > REPEATS_SHOWN) {
        char text[80];
        long long more = (long long)count - REPEATS_SHOWN;
        snprintf(text, sizeof text, "  [Previous line repeated %lld more time%s]\n", more, more > 1 ? "s" : "");
        begin_line(p);
        str_builder_add_text(p->b, text);
    }
}

static bool same_place(struct traceback_entry const *a, struct traceback_entry const *b)
{
    return a->code != NULL && a->line == b->line &&
           str_equal(as_str(slot_get(a->code->name)), as_str(slot_get(b->code->name))) &&
           str_equal(as_str(slot_get(a->code->filename)), as_str(slot_get(b->code->filename)));
}

static void add_entries(struct printer const *p, ref_value traceback)
{
    struct traceback_entry last = {0};
    int64_t count = 0;
    while (!is_nothing(traceback) && !is_none(traceback) && !p->b->failed) {
        struct traceback_entry entry;
        vm_traceback_entry(traceback, &entry);
        if (!same_place(&last, &entry)) {
            add_repeats(p, count);
            count = 0;
        }
        if (++count <= REPEATS_SHOWN) {
            add_entry(p, &entry);
        }
        last = entry;
        traceback = entry.next;
    }
    add_repeats(p, count);
}

void print_traceback(struct str_builder *b, ref_value traceback)
{
    struct printer p = {.b = b};
    str_builder_add_text(b, "Traceback (most recent call last):\n");
    add_entries(&p, traceback);
}

static void add_traceback(struct printer const *p, ref_value exception)
{
    ref_value traceback = slot_get(as_exception(exception)->traceback);
    if (is_nothing(traceback) || is_none(traceback)) {
        return;
    }
    bool group = is_kind(p->b->rt, exception, TYPE_BASE_EXCEPTION_GROUP);
    if (group && p->depth == 1) {
        str_builder_add_text(p->b, "  + ");
    } else {
        begin_line(p);
    }
    str_builder_add_text(p->b, group ? "Exception Group Traceback (most recent call last):\n"
                                     : "Traceback (most recent call last):\n");
    add_entries(p, traceback);
}

// The exception itself
// -------------------------------------------------------------------------------------------------------

// "module.Name", without the module for builtins and __main__.
static void add_type_name(struct str_builder *b, ref_value exception)
{
    struct ouro *rt = b->rt;
    struct type *type = type_of(rt, exception);
    own_value module = operation_find_attribute(rt, ref_object(type), name_of(rt, NAME_module));
    if (failed(module)) {
        error_clear(rt);
    } else if (is_str(rt, lend(module)) && !str_equals(as_str(lend(module)), "builtins") &&
               !str_equals(as_str(lend(module)), "__main__")) {
        str_builder_add_str(b, lend(module));
        str_builder_add_text(b, ".");
    } else if (!is_str(rt, lend(module))) {
        str_builder_add_text(b, "<unknown>.");
    }
    release(rt, module);
    str_builder_add_str(b, slot_get(type->qualname));
}

static void add_str_of(struct str_builder *b, ref_value v, bool colon)
{
    own_value text = operation_str(b->rt, v);
    if (failed(text)) {
        error_clear(b->rt);
        str_builder_add_text(b, colon ? ": <exception str() failed>" : "<exception str() failed>");
        return;
    }
    if (as_str(lend(text))->length > 0) {
        str_builder_add_text(b, colon ? ": " : "");
        str_builder_add_str(b, lend(text));
    }
    release(b->rt, text);
}

static int64_t syntax_number(struct ouro *rt, ref_value exception, uint32_t field)
{
    ref_value v = slot_get(as_exception(exception)->fields[field]);
    int64_t n;
    return !is_nothing(v) && is_int(rt, v) && int_to_int64(rt, v, &n) ? n : 0;
}

// The place of a SyntaxError: file, line, text with carets.
static void add_syntax_place(struct printer const *p, ref_value exception)
{
    struct str_builder *b = p->b;
    struct ouro *rt = b->rt;
    struct exception *e = as_exception(exception);
    ref_value filename = slot_get(e->fields[SYNTAX_FILENAME]), text = slot_get(e->fields[SYNTAX_TEXT]);
    char number[32];
    snprintf(number, sizeof number, "\", line %lld\n", (long long)syntax_number(rt, exception, SYNTAX_LINENO));
    begin_line(p);
    str_builder_add_text(b, "  File \"");
    if (is_str(rt, filename)) {
        str_builder_add_str(b, filename);
    } else {
        str_builder_add_text(b, "<string>");
    }
    str_builder_add_text(b, number);
    if (!is_str(rt, text)) {
        return;
    }
    char const *line = str_bytes(as_str(text));
    size_t end = str_size(as_str(text)), indent = 0;
    char const *newline = memchr(line, '\n', end);
    end = newline == NULL ? end : (size_t)(newline - line);
    while (indent < end && is_blank(line[indent])) {
        indent++;
    }
    str_builder_add_text(b, "    "); // CPython gives these two lines no margin
    str_builder_add(b, line + indent, end - indent);
    str_builder_add_text(b, "\n");
    int64_t length = (int64_t)utf8_count(line, end);
    int64_t offset = syntax_number(rt, exception, SYNTAX_OFFSET) - 1;
    int64_t stop = syntax_number(rt, exception, SYNTAX_END_OFFSET) - 1;
    if (syntax_number(rt, exception, SYNTAX_END_LINENO) != syntax_number(rt, exception, SYNTAX_LINENO) &&
        syntax_number(rt, exception, SYNTAX_END_LINENO) > 0) {
        stop = length;
    }
    if (offset < 0) {
        return;
    }
    if (stop <= offset) {
        stop = offset + 1;
    }
    offset = offset > length ? length : offset;
    int64_t whole = length + (newline != NULL);
    stop = stop > whole ? whole : stop;
    add_repeated(b, ' ', 4 + (size_t)(offset > (int64_t)indent ? offset - (int64_t)indent : 0));
    add_repeated(b, '^', (size_t)(stop > offset ? stop - offset : 1));
    str_builder_add_text(b, "\n");
}

// A note, line by line.
static void add_note(struct printer const *p, ref_value note)
{
    struct str_builder *b = p->b;
    own_value text = operation_str(b->rt, note);
    if (failed(text)) {
        error_clear(b->rt);
        begin_line(p);
        str_builder_add_text(b, "<note str() failed>\n");
        return;
    }
    char const *line = str_bytes(as_str(lend(text)));
    char const *end = line + str_size(as_str(lend(text)));
    while (line < end) {
        char const *newline = memchr(line, '\n', (size_t)(end - line));
        char const *stop = newline == NULL ? end : newline + 1;
        begin_line(p);
        str_builder_add(b, line, (size_t)(stop - line));
        line = stop;
    }
    str_builder_add_text(b, "\n");
    release(b->rt, text);
}

static void add_notes(struct printer const *p, ref_value exception)
{
    struct str_builder *b = p->b;
    struct ouro *rt = b->rt;
    own_value notes = operation_find_attribute(rt, exception, name_of(rt, NAME_notes));
    if (failed(notes)) {
        error_clear(rt);
    } else if (is_list(rt, lend(notes)) || is_tuple(rt, lend(notes)) || is_str(rt, lend(notes))) {
        own_value list = operation_list(rt, lend(notes));
        for (uint64_t i = 0; !failed(list) && i < as_list(lend(list))->length; i++) {
            own_value note = retain(list_item(lend(list), i));
            add_note(p, lend(note));
            release(rt, note);
        }
        if (failed(list)) {
            error_clear(rt);
        }
        release(rt, list);
    } else if (!is_stop(lend(notes)) && !is_none(lend(notes))) {
        begin_line(p);
        own_value text = operation_repr(rt, lend(notes));
        if (failed(text)) {
            error_clear(rt);
            str_builder_add_text(b, "<__notes__ repr() failed>");
        } else {
            str_builder_add_str(b, lend(text));
        }
        release(rt, text);
    }
    release(rt, notes);
}

static void add_exception_line(struct printer const *p, ref_value exception)
{
    struct str_builder *b = p->b;
    struct ouro *rt = b->rt;
    if (is_kind(rt, exception, TYPE_SYNTAX_ERROR) && syntax_number(rt, exception, SYNTAX_LINENO) > 0) {
        add_syntax_place(p, exception);
        begin_line(p);
        add_type_name(b, exception);
        ref_value message = slot_get(as_exception(exception)->fields[SYNTAX_MSG]);
        add_str_of(b, is_nothing(message) ? ref_none : message, true);
    } else {
        begin_line(p);
        add_type_name(b, exception);
        add_str_of(b, exception, true);
        if (p->suggest) {
            print_suggestion(b, exception);
        }
    }
    str_builder_add_text(b, "\n");
    add_notes(p, exception);
}

static void add_exception(struct printer const *p, ref_value exception)
{
    add_traceback(p, exception);
    add_exception_line(p, exception);
}

void print_one_exception(struct str_builder *b, ref_value exception)
{
    struct printer p = {.b = b};
    add_exception(&p, exception);
}

// Chains and groups
// -------------------------------------------------------------------------------------------------------

// What is printed before `exception`, and the sentence between them; nothing: it comes first.
static ref_value printed_before(ref_value exception, char const **sentence)
{
    struct exception *e = as_exception(exception);
    ref_value cause = slot_get(e->cause), context = slot_get(e->context);
    if (!is_nothing(cause) && !is_none(cause)) {
        *sentence = "The above exception was the direct cause of the following exception:\n";
        return cause;
    }
    if (!is_nothing(context) && !is_none(context) && !e->suppress_context) {
        *sentence = "During handling of the above exception, another exception occurred:\n";
        return context;
    }
    return ref_nothing;
}

static bool contains(ref_value list, ref_value exception)
{
    for (uint64_t i = 0; i < as_list(list)->length; i++) {
        if (same(list_item(list, i), exception)) {
            return true;
        }
    }
    return false;
}

static void add_chain(struct printer *p, ref_value exception);

// Member i of n, with the line above it.
static void add_member(struct printer *p, ref_value members, uint64_t i)
{
    struct str_builder *b = p->b;
    uint64_t count = as_tuple(members)->length;
    char text[80];
    add_repeated(b, ' ', 2 * (size_t)p->depth);
    str_builder_add_text(b, i == 0 ? "+-" : "  ");
    if (i < GROUP_WIDTH_MOST) {
        snprintf(text, sizeof text, "+---------------- %llu ----------------\n", (unsigned long long)i + 1);
        str_builder_add_text(b, text);
        p->depth++;
        add_chain(p, tuple_item(members, i));
    } else {
        unsigned long long more = (unsigned long long)count - GROUP_WIDTH_MOST;
        str_builder_add_text(b, "+---------------- ... ----------------\n");
        p->depth++;
        begin_line(p);
        snprintf(text, sizeof text, "and %llu more exception%s\n", more, more > 1 ? "s" : "");
        str_builder_add_text(b, text);
    }
    if (p->need_close) {
        add_repeated(b, ' ', 2 * (size_t)p->depth);
        str_builder_add_text(b, "+------------------------------------\n");
        p->need_close = false;
    }
    p->depth--;
}

static void add_group(struct printer *p, ref_value group)
{
    if (p->depth > GROUP_DEPTH_MOST) {
        char text[64];
        snprintf(text, sizeof text, "... (max_group_depth is %d)\n", GROUP_DEPTH_MOST);
        begin_line(p);
        str_builder_add_text(p->b, text);
        return;
    }
    bool outermost = p->depth == 0;
    p->depth += outermost;
    add_exception(p, group);
    own_value members = retain(slot_get(as_exception(group)->fields[GROUP_EXCEPTIONS]));
    uint64_t count = failed(members) ? 0 : as_tuple(lend(members))->length;
    if (count > GROUP_WIDTH_MOST) {
        count = GROUP_WIDTH_MOST + 1;
    }
    p->need_close = false;
    for (uint64_t i = 0; i < count; i++) {
        p->need_close = i + 1 == count;
        add_member(p, lend(members), i);
    }
    release(p->b->rt, members);
    p->depth -= outermost;
}

static void add_link(struct printer *p, ref_value exception)
{
    if (is_kind(p->b->rt, exception, TYPE_BASE_EXCEPTION_GROUP)) {
        add_group(p, exception);
    } else {
        add_exception(p, exception);
    }
}

// An exception after those it came from. They are gathered in a list, newest first, so that the length of a chain needs
// no C stack; a ring ends it.
static void add_chain(struct printer *p, ref_value exception)
{
    struct ouro *rt = p->b->rt;
    own_value chain = list_new(rt, 1);
    char const *sentence;
    bool done = !failed(chain) && !failed(p->seen);
    for (ref_value next = exception; done;) {
        done = list_append(rt, as_list(lend(chain)), retain(next)) &&
               list_append(rt, as_list(lend(p->seen)), retain(next));
        next = printed_before(next, &sentence);
        if (is_nothing(next) || contains(lend(p->seen), next)) {
            break;
        }
    }
    if (!done) {
        error_clear(rt);
        add_exception(p, exception);
    }
    bool need_close = p->need_close;
    for (uint64_t i = done ? as_list(lend(chain))->length : 0; i-- > 0;) {
        p->need_close = need_close;
        add_link(p, list_item(lend(chain), i));
        if (i > 0 && !is_nothing(printed_before(list_item(lend(chain), i - 1), &sentence))) {
            p->need_close = need_close;
            begin_line(p);
            str_builder_add_text(p->b, "\n");
            begin_line(p);
            str_builder_add_text(p->b, sentence);
            begin_line(p);
            str_builder_add_text(p->b, "\n");
        }
    }
    release(rt, chain);
}

void print_exception_chain(struct str_builder *b, ref_value exception)
{
    struct printer p = {.b = b, .suggest = true, .seen = list_new(b->rt, 1)};
    add_chain(&p, exception);
    release(b->rt, p.seen);
}

void library_print_exception(struct ouro *rt, ref_value exception)
{
    own_value held = retain(exception);
    struct str_builder b;
    str_builder_open(rt, &b);
    print_exception_chain(&b, exception);
    own_value text = str_builder_finish(&b);
    if (failed(text)) {
        // No memory for the whole: its name is better than nothing.
        error_clear(rt);
        service_write_error(rt, type_name(rt, type_of(rt, exception)));
        service_write_error(rt, "\n");
    } else {
        service_write_error(rt, str_bytes(as_str(lend(text))));
    }
    release(rt, text);
    release(rt, held);
}
