// SPDX-License-Identifier: MIT
// Unicode's properties, case mappings and NFKC for every code point, beside python3.11, by digests of blocks.
#include "case_file.h"
#include "object/unicode.h"
#include "object/utf8.h"

static void add(uint64_t *digest, uint64_t number)
{
    *digest = (*digest ^ number) * UINT64_C(0x100000001B3);
}

// The tests in the order of the recording script.
static uint32_t tests_of(uint32_t c)
{
    uint32_t const masks[] = {
        UNICODE_ALPHA,
        UNICODE_DECIMAL,
        UNICODE_DIGIT,
        UNICODE_NUMERIC,
        UNICODE_SPACE,
        UNICODE_PRINTABLE,
        UNICODE_LOWER,
        UNICODE_UPPER,
        UNICODE_TITLE,
        UNICODE_IDENTIFIER_START,
        UNICODE_IDENTIFIER_CONTINUE,
        UNICODE_ALNUM,
        UNICODE_CASED,
        0,
        UNICODE_LINE_BREAK,
    };
    uint32_t result = 0;
    for (unsigned i = 0; i < sizeof masks / sizeof masks[0]; i++)
        result |= (uint32_t)unicode_is(c, masks[i]) << i;
    // A sigma after a letter and this is final unless this is neither a letter nor ignored.
    if (unicode_is(c, UNICODE_CASED | UNICODE_CASE_IGNORABLE))
        result |= 1u << 13;
    return result;
}

static void add_mapping(uint64_t *digest, unsigned (*map)(uint32_t, uint32_t *), uint32_t c)
{
    uint32_t out[3];
    unsigned length = map(c, out);
    assert_in_range(length, 1, 3);
    for (unsigned i = 0; i < length; i++)
        add(digest, out[i]);
}

static void add_nfkc(uint64_t *digest, uint32_t c)
{
    char text[4];
    unsigned width = utf8_encode(c, text);
    uint32_t scratch[64];
    assert_in_range(unicode_nfkc_scratch(text, width), 1, 64);
    size_t count = unicode_normalize_nfkc(text, width, scratch);
    for (size_t i = 0; i < count; i++)
        add(digest, scratch[i]);
}

static void check_block(struct case_file const *file)
{
    uint32_t start = (uint32_t)case_hexadecimal(file, 1);
    uint64_t digest = UINT64_C(0xCBF29CE484222325);
    for (uint32_t c = start; c < start + 0x1000; c++) {
        add(&digest, tests_of(c));
        add(&digest, (uint64_t)(int64_t)unicode_decimal_value(c));
        add(&digest, (uint64_t)(int64_t)unicode_digit_value(c));
        add_mapping(&digest, unicode_upper, c);
        add_mapping(&digest, unicode_lower, c);
        add_mapping(&digest, unicode_title, c);
        add_mapping(&digest, unicode_fold, c);
        add_nfkc(&digest, c);
    }
    CASE_ASSERT(file, digest == case_hexadecimal(file, 2));
}

static void check_nfkc(struct case_file const *file)
{
    size_t length;
    size_t wanted_length;
    char *text = case_bytes(file, 1, &length);
    char *wanted = case_bytes(file, 2, &wanted_length);
    size_t size = unicode_nfkc_scratch(text, length);
    uint32_t *scratch = malloc(size * sizeof *scratch);
    assert_non_null(scratch);
    size_t count = unicode_normalize_nfkc(text, length, scratch);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        char encoded[4];
        unsigned width = utf8_encode(scratch[i], encoded);
        CASE_ASSERT(file, at + width <= wanted_length && memcmp(wanted + at, encoded, width) == 0);
        at += width;
    }
    CASE_ASSERT(file, at == wanted_length);
    free(scratch);
    free(text);
    free(wanted);
}

static void recorded(void **state)
{
    (void)state;
    struct case_file file;
    case_file_open(&file, "unicode.txt");
    while (case_file_next(&file)) {
        if (case_is(&file, "block"))
            check_block(&file);
        else
            check_nfkc(&file);
    }
}

static void beyond_the_last(void **state)
{
    (void)state;
    uint32_t out[3];
    assert_int_equal(unicode_properties(0x110000), 0);
    assert_int_equal(unicode_properties(UINT32_MAX), 0);
    assert_int_equal(unicode_decimal_value(UINT32_MAX), -1);
    assert_int_equal(unicode_digit_value(0x110000), -1);
    assert_int_equal(unicode_upper(UINT32_MAX, out), 1);
    assert_int_equal(unicode_simple_lower(UINT32_MAX), UINT32_MAX);
}

static void simple_mappings(void **state)
{
    (void)state;
    assert_int_equal(unicode_simple_upper(0xDF), 0xDF);
    assert_int_equal(unicode_simple_upper(0x1F80), 0x1F88);
    assert_int_equal(unicode_simple_upper('a'), 'A');
    assert_int_equal(unicode_simple_lower(0x130), 'i');
    assert_int_equal(unicode_simple_lower(0x10400), 0x10428);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(recorded),
        cmocka_unit_test(beyond_the_last),
        cmocka_unit_test(simple_mappings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
