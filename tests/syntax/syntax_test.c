// SPDX-License-Identifier: MIT
// Trees and errors beside what CPython 3.11 made of the same sources (cases/, recorded by make_cases.py); hostile
// sources; every allocation failing in turn.
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// clang-format off
#include <cmocka.h>
// clang-format on
#include <dirent.h>

#include "ast_dump.h"
#include "heap/heap.h"

#ifndef OURO_TEST_FOLDER
#define OURO_TEST_FOLDER "tests/syntax"
#endif

struct text {
    char *bytes; // a NUL behind
    size_t length;
};

static struct text read_file(char const *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("cannot open %s", path);
    struct text text = {NULL, 0};
    size_t capacity = 0, count;
    do {
        if (text.length + 1 >= capacity)
            text.bytes = realloc(text.bytes, capacity = capacity * 2 + 4096);
        assert_non_null(text.bytes);
        count = fread(text.bytes + text.length, 1, capacity - text.length - 1, file);
        text.length += count;
    } while (count > 0);
    fclose(file);
    text.bytes[text.length] = '\0';
    return text;
}

static int open_heap(void **state)
{
    struct heap *heap = malloc(sizeof *heap);
    assert_non_null(heap);
    assert_true(heap_init(heap));
    *state = heap;
    return 0;
}

static int close_heap(void **state)
{
    struct heap *heap = *state;
    assert_int_equal(heap_live_bytes_all(heap), 0);
    heap_destroy(heap);
    free(heap);
    return 0;
}

static struct syntax_tree *parse(struct heap *heap, struct text source, struct syntax_error *error)
{
    return syntax_parse(heap, source.bytes, source.length, SYNTAX_FILE, 0, NULL, error);
}

// --- trees ---

static void check_tree(struct heap *heap, char const *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/cases/%s", OURO_TEST_FOLDER, name);
    struct text source = read_file(path);
    snprintf(path, sizeof path, "%s/cases/%.*s.ast", OURO_TEST_FOLDER, (int)strlen(name) - 3, name);
    struct text wanted = read_file(path);
    struct syntax_error error;
    struct syntax_tree *tree = parse(heap, source, &error);
    if (tree == NULL)
        fail_msg("%s: %s, line %d", name, error.message, error.line);
    struct text dump;
    FILE *out = open_memstream(&dump.bytes, &dump.length);
    ast_dump(out, tree->root, true);
    fputc('\n', out);
    fclose(out);
    if (strcmp(dump.bytes, wanted.bytes) != 0) {
        size_t at = 0;
        while (dump.bytes[at] == wanted.bytes[at])
            at++;
        fail_msg("%s: at %zu: got %.120s, wanted %.120s", name, at, dump.bytes + at, wanted.bytes + at);
    }
    syntax_tree_free(tree);
    free(dump.bytes);
    free(source.bytes);
    free(wanted.bytes);
}

static void test_trees(void **state)
{
    DIR *folder = opendir(OURO_TEST_FOLDER "/cases");
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length > 3 && strcmp(entry->d_name + length - 3, ".py") == 0) {
            check_tree(*state, entry->d_name);
            count++;
        }
    }
    closedir(folder);
    assert_true(count >= 7);
}

// --- errors ---

// Undoes the escapes of make_cases.py, in place.
static void unescape(struct text *text)
{
    size_t out = 0;
    for (size_t i = 0; i < text->length; i++) {
        char c = text->bytes[i];
        if (c == '\\') {
            c = text->bytes[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'f' ? '\f' : c;
        }
        text->bytes[out++] = c;
    }
    text->bytes[out] = '\0';
    text->length = out;
}

static void describe(struct syntax_error const *error, char *out, size_t size)
{
    static char const *const kinds[] = {"OK",          "SyntaxError", "IndentationError", "TabError",
                                        "MemoryError", "MemoryError", "SyntaxError"};
    int length = snprintf(out, size, "%s\t%d\t%d\t%d\t%d\t", kinds[error->kind], error->line, error->column,
                          error->end_line, error->end_column);
    for (char const *p = error->message; *p != '\0'; p++) {
        if (*p == '\\')
            out[length++] = '\\';
        out[length++] = *p;
    }
    out[length] = '\0';
}

static void test_messages(void **state)
{
    struct heap *heap = *state;
    struct text file = read_file(OURO_TEST_FOLDER "/cases/messages.error");
    unsigned count = 0, wrong = 0;
    char *at = file.bytes;
    while (*at != '\0') {
        char *wanted = strchr(at, '\n') + 1, *end = strchr(wanted, '\n');
        struct text source = {at, (size_t)(wanted - 1 - at)};
        *end = '\0';
        unescape(&source);
        struct syntax_error error;
        struct syntax_tree *tree = parse(heap, source, &error);
        char got[1024] = "OK";
        if (tree == NULL)
            describe(&error, got, sizeof got);
        if (strcmp(got, wanted) != 0) {
            fprintf(stderr, "%s\n   got    %s\n   wanted %s\n", source.bytes, got, wanted);
            wrong++;
        }
        syntax_tree_free(tree);
        syntax_error_clear(heap, &error);
        count++;
        at = end + 1;
    }
    free(file.bytes);
    assert_true(count > 500);
    assert_int_equal(wrong, 0);
}

// The line of the error: a part of the source, or a copy when the source was decoded.
static void test_error_text(void **state)
{
    struct heap *heap = *state;
    static struct {
        char const *source, *line;
    } const cases[] = {
        {"a\nb c\nd", "b c"},
        {"a\r\nb c\r\n", "b c"},
        {"x = f'{a b}'", "(a b)"},
        {"x = (", "x = ("},
        {"# coding: latin-1\n\xe9 \xe9", "\xc3\xa9 \xc3\xa9"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct syntax_error error;
        assert_null(syntax_parse(heap, cases[i].source, strlen(cases[i].source), SYNTAX_FILE, 0, NULL, &error));
        assert_non_null(error.text);
        assert_int_equal(error.text_length, strlen(cases[i].line));
        assert_memory_equal(error.text, cases[i].line, error.text_length);
        syntax_error_clear(heap, &error);
    }
}

static void test_encodings(void **state)
{
    static struct {
        char const *source, *message;
    } const cases[] = {
        {"# coding: foo\nx", "unknown encoding: foo"},
        {"\xef\xbb\xbf# coding: latin-1\nx", "encoding problem: latin-1 with BOM"},
        {"x = '\xff'", "(unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte"},
        {"# coding: ascii\n\xff", "'ascii' codec can't decode byte 0xff in position 16: ordinal not in range(128)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct syntax_error error;
        assert_null(syntax_parse(*state, cases[i].source, strlen(cases[i].source), SYNTAX_FILE, 0, NULL, &error));
        assert_int_equal(error.kind, SYNTAX_ERROR_ENCODING);
        assert_string_equal(error.message, cases[i].message);
        syntax_error_clear(*state, &error);
    }
    struct syntax_error error;
    assert_null(syntax_parse(*state, "a\0b", 3, SYNTAX_FILE, 0, NULL, &error));
    assert_int_equal(error.kind, SYNTAX_ERROR_ENCODING);
}

static void test_modes(void **state)
{
    static struct {
        enum syntax_mode mode;
        char const *source, *dump;
    } const cases[] = {
        {SYNTAX_EXPRESSION, "a, b\n\n",
         "Expression(body=Tuple(elts=[Name(id='a', ctx=Load()), "
         "Name(id='b', ctx=Load())], ctx=Load()))"},
        {SYNTAX_EXPRESSION, "a = 1", NULL},
        {SYNTAX_EXPRESSION, "*a", NULL},
        {SYNTAX_EXPRESSION, "", NULL},
        {SYNTAX_SINGLE, "a; b",
         "Interactive(body=[Expr(value=Name(id='a', ctx=Load())), "
         "Expr(value=Name(id='b', ctx=Load()))])"},
        {SYNTAX_SINGLE, "if a:\n  b\n",
         "Interactive(body=[If(test=Name(id='a', ctx=Load()), "
         "body=[Expr(value=Name(id='b', ctx=Load()))], orelse=[])])"},
        {SYNTAX_SINGLE, "a\nb", NULL},
        {SYNTAX_FILE, "", "Module(body=[], type_ignores=[])"},
        {SYNTAX_FILE, "\n  # only a comment", "Module(body=[], type_ignores=[])"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct syntax_error error;
        struct syntax_tree *tree =
            syntax_parse(*state, cases[i].source, strlen(cases[i].source), cases[i].mode, 0, NULL, &error);
        assert_true((tree != NULL) == (cases[i].dump != NULL));
        if (tree != NULL) {
            struct text dump;
            FILE *out = open_memstream(&dump.bytes, &dump.length);
            ast_dump(out, tree->root, false);
            fclose(out);
            assert_string_equal(dump.bytes, cases[i].dump);
            free(dump.bytes);
        }
        syntax_tree_free(tree);
        syntax_error_clear(*state, &error);
    }
}

// --- hostile sources ---

// `before` and `after` n times around `middle`.
static struct text repeat(char const *before, char const *middle, char const *after, size_t n)
{
    struct text text;
    FILE *out = open_memstream(&text.bytes, &text.length);
    for (size_t i = 0; i < n; i++)
        fputs(before, out);
    fputs(middle, out);
    for (size_t i = 0; i < n; i++)
        fputs(after, out);
    fclose(out);
    return text;
}

static void test_hostile(void **state)
{
    static struct {
        char const *before, *middle, *after;
        size_t count;
        enum syntax_error_kind kind;
        uint32_t least_depth;
    } const cases[] = {
        {"(", "1", ")", 200, SYNTAX_ERROR_NONE, 3},
        {"(", "1", ")", 201, SYNTAX_ERROR_SYNTAX, 0},
        {"[", "1", "]", 200, SYNTAX_ERROR_NONE, 200},
        {"(", "", "", 5000, SYNTAX_ERROR_SYNTAX, 0},
        {"", "x", "+x", 100000, SYNTAX_ERROR_NONE, 100000},
        {"", "x", ".a", 100000, SYNTAX_ERROR_NONE, 100000},
        {"", "x", "()", 100000, SYNTAX_ERROR_NONE, 100000},
        {"", "x", "**x", 100000, SYNTAX_ERROR_TOO_DEEP, 0},
        {"not ", "x", "", 100000, SYNTAX_ERROR_NONE, 100000},
        {"- ", "x", "", 100000, SYNTAX_ERROR_NONE, 100000},
        {"x if y else ", "z", "", 100000, SYNTAX_ERROR_NONE, 100000},
        {"lambda: ", "z", "", 100000, SYNTAX_ERROR_TOO_DEEP, 0},
        {"", "if a: pass\n", "elif b: pass\n", 50000, SYNTAX_ERROR_NONE, 50000},
        {"", "a", " and a", 100000, SYNTAX_ERROR_NONE, 3},
        {"", "a", " < a", 100000, SYNTAX_ERROR_NONE, 3},
        {"", "f('", "{a}", 0, SYNTAX_ERROR_SYNTAX, 0},
        {"print ", "", "", 100000, SYNTAX_ERROR_SYNTAX, 0},
        {"[x for ", "1 1", " in y]", 150, SYNTAX_ERROR_SYNTAX, 0},
        {"(a if ", "1 1", ")", 150, SYNTAX_ERROR_SYNTAX, 0},
        {"[print ", "1 1", "]", 150, SYNTAX_ERROR_SYNTAX, 0},
        {"f(a=b for b in ", "1 1", ")", 150, SYNTAX_ERROR_SYNTAX, 0},
        {"with (", "1 1", ")", 150, SYNTAX_ERROR_SYNTAX, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text source = repeat(cases[i].before, cases[i].middle, cases[i].after, cases[i].count);
        struct syntax_error error;
        struct syntax_tree *tree = parse(*state, source, &error);
        if (error.kind != cases[i].kind)
            fail_msg("case %zu: kind %d, %s", i, error.kind, error.message);
        if (tree != NULL)
            assert_true(tree->root->depth >= cases[i].least_depth);
        syntax_tree_free(tree);
        syntax_error_clear(*state, &error);
        free(source.bytes);
    }
}

// Every prefix of the cases parses or fails, and leaves nothing behind.
static void test_prefixes(void **state)
{
    struct text source = read_file(OURO_TEST_FOLDER "/cases/fstrings.py");
    for (size_t length = 0; length <= source.length; length++) {
        char *copy = malloc(length + 1); // of its own size, for the sanitizers
        assert_non_null(copy);
        memcpy(copy, source.bytes, length);
        struct syntax_error error;
        struct syntax_tree *tree = syntax_parse(*state, copy, length, SYNTAX_FILE, 0, NULL, &error);
        syntax_tree_free(tree);
        syntax_error_clear(*state, &error);
        free(copy);
    }
    free(source.bytes);
}

static void test_names(void **state)
{
    struct text source = {(char *)(uintptr_t) "a = b\nb = a.c", 13};
    struct syntax_error error;
    struct syntax_tree *tree = parse(*state, source, &error);
    assert_non_null(tree);
    assert_int_equal(tree->name_count, 3);
    struct syntax_name *b = syntax_tree_name(tree, "b", 1);
    assert_ptr_equal(b, tree->names[b->index]);
    assert_ptr_equal(b, tree->root->module.body.items[0]->assign.value->name.name);
    assert_int_equal(syntax_tree_name(tree, "__class__", 9)->index, 3);
    syntax_tree_free(tree);
}

#ifdef OURO_FAULTS
static void fail_each(struct heap *heap, struct text source, bool later_too)
{
    for (uint64_t n = 1;; n++) {
        uint64_t before = heap->attempts;
        heap_fail(heap, n, later_too);
        struct syntax_error error;
        struct syntax_tree *tree = parse(heap, source, &error);
        bool reached = heap->attempts - before >= n;
        heap_fail(heap, 0, false);
        // A failure while the error's own line is copied costs the line alone.
        assert_true(tree != NULL || error.kind == SYNTAX_ERROR_NO_MEMORY || error.kind == SYNTAX_ERROR_SYNTAX);
        syntax_tree_free(tree);
        syntax_error_clear(heap, &error);
        assert_int_equal(heap_live_bytes_all(heap), 0);
        if (!reached)
            break;
    }
}

static void test_failures(void **state)
{
    static char const *const names[] = {"statements", "patterns", "fstrings", "latin1", "identifiers"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/cases/%s.py", OURO_TEST_FOLDER, names[i]);
        struct text source = read_file(path);
        fail_each(*state, source, false);
        fail_each(*state, source, true);
        free(source.bytes);
    }
    struct text bad = {(char *)(uintptr_t) "x = f'{a b}'\r\n", 14};
    fail_each(*state, bad, false);
    fail_each(*state, bad, true);
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_heap, close_heap)

int main(void)
{
    struct CMUnitTest const tests[] = {
        TEST(test_trees),    TEST(test_messages), TEST(test_error_text), TEST(test_encodings),
        TEST(test_modes),    TEST(test_hostile),  TEST(test_prefixes),   TEST(test_names),
#ifdef OURO_FAULTS
        TEST(test_failures),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
