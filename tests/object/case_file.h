// SPDX-License-Identifier: MIT
// Reads the recorded cases in tests/object/data: one case per line, fields divided by tabs.
#ifndef OURO_TESTS_OBJECT_CASE_FILE_H
#define OURO_TESTS_OBJECT_CASE_FILE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifndef OURO_TEST_FOLDER
#define OURO_TEST_FOLDER "tests/object"
#endif

#define CASE_FIELDS 8

struct case_file {
    FILE *stream;
    char *line;
    size_t capacity;
    unsigned number;
    unsigned count;            // fields in this line
    char *fields[CASE_FIELDS]; // terminated
};

static inline void case_file_open(struct case_file *file, char const *name)
{
    *file = (struct case_file){0};
    char path[4096];
    char const *tests = getenv("OURO_TESTS");
    if (tests != NULL)
        snprintf(path, sizeof path, "%s/object/data/%s", tests, name);
    else
        snprintf(path, sizeof path, "%s/data/%s", OURO_TEST_FOLDER, name);
    file->stream = fopen(path, "rb");
    if (file->stream == NULL)
        fail_msg("cannot open %s", path);
}

static inline void case_file_close(struct case_file *file)
{
    assert_true(file->number > 0);
    fclose(file->stream);
    free(file->line);
}

// The next case; at the end it closes the file and returns false.
static inline bool case_file_next(struct case_file *file)
{
    ssize_t length = getline(&file->line, &file->capacity, file->stream);
    if (length <= 0) {
        case_file_close(file);
        return false;
    }
    file->number++;
    if (file->line[length - 1] == '\n')
        file->line[length - 1] = '\0';
    file->count = 0;
    for (char *at = file->line; at != NULL && file->count < CASE_FIELDS;) {
        file->fields[file->count++] = at;
        at = strchr(at, '\t');
        if (at != NULL)
            *at++ = '\0';
    }
    return true;
}

static inline bool case_is(struct case_file const *file, char const *kind)
{
    return strcmp(file->fields[0], kind) == 0;
}

static inline uint64_t case_hexadecimal(struct case_file const *file, unsigned field)
{
    return strtoull(file->fields[field], NULL, 16);
}

static inline int64_t case_number(struct case_file const *file, unsigned field)
{
    return strtoll(file->fields[field], NULL, 10);
}

static inline double case_double(struct case_file const *file, unsigned field)
{
    uint64_t bits = case_hexadecimal(file, field);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Bytes written as hexadecimal digits, into a block of exactly that size, so that sanitizers see reads beyond it.
static inline char *case_bytes(struct case_file const *file, unsigned field, size_t *length)
{
    char const *digits = file->fields[field];
    *length = strlen(digits) / 2;
    char *bytes = malloc(*length > 0 ? *length : 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < *length; i++) {
        char pair[3] = {digits[2 * i], digits[2 * i + 1], '\0'};
        bytes[i] = (char)strtoul(pair, NULL, 16);
    }
    return bytes;
}

// Stops the test with the place when what came is not what was recorded.
#define CASE_ASSERT(file, e)                                                     \
    do {                                                                         \
        if (!(e))                                                                \
            fail_msg("case %u (%s): %s", (file)->number, (file)->fields[0], #e); \
    } while (0)

static inline void case_assert_text(struct case_file const *file, char const *got, char const *wanted)
{
    if (strcmp(got, wanted) != 0)
        fail_msg("case %u (%s %s): got %.200s, wanted %.200s", file->number, file->fields[0], file->fields[1], got,
                 wanted);
}

#endif
