// SPDX-License-Identifier: MIT
// UTF-8: recorded errors of python3.11, and each function beside a plain loop.
#include "case_file.h"
#include "object/utf8.h"

static void recorded(void **state)
{
    (void)state;
    struct case_file file;
    case_file_open(&file, "utf8.txt");
    while (case_file_next(&file)) {
        size_t length;
        char *bytes = case_bytes(&file, 0, &length);
        struct utf8_scan scan = utf8_validate(bytes, length);
        CASE_ASSERT(&file, scan.start == (size_t)case_number(&file, 1));
        CASE_ASSERT(&file, scan.end == (size_t)case_number(&file, 2));
        CASE_ASSERT(&file, scan.code_points == (size_t)case_number(&file, 3));
        CASE_ASSERT(&file, strcmp(utf8_error_reason(scan.error), file.fields[4]) == 0);
        free(bytes);
    }
}

static void every_code_point(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= UTF8_MAXIMUM; c++) {
        char text[4];
        uint32_t back;
        unsigned width = utf8_encode(c, text);
        assert_int_equal(width, utf8_encoded_width(c));
        assert_int_equal(width, utf8_width(text[0]));
        assert_int_equal(utf8_decode(text, &back), width);
        assert_int_equal(back, c);
        assert_ptr_equal(utf8_previous(text + width), text);
        bool valid = utf8_validate(text, width).error == UTF8_VALID;
        assert_int_equal(valid, !utf8_is_surrogate(c));
        assert_int_equal(utf8_find_surrogate(text, width), valid ? width : 0);
    }
}

static uint32_t next_random(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*random >> 33);
}

// Texts of every length up to a few words, at every alignment; long ones too.
static void against_a_plain_loop(void **state)
{
    (void)state;
    uint64_t random = 3;
    uint32_t const samples[] = {'a', 'z', 0xE9, 0x20AC, 0xD55C, 0xDC80, 0x1F600};
    for (unsigned round = 0; round < 4000; round++) {
        size_t count = round < 3900 ? next_random(&random) % 60 : next_random(&random) % 3000;
        unsigned kinds = 1 + next_random(&random) % 7;
        char *text = malloc(4 * count + 1);
        size_t *starts = malloc((count + 1) * sizeof *starts);
        assert_true(text != NULL && starts != NULL);
        size_t length = 0;
        size_t surrogate = SIZE_MAX;
        size_t ascii = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            uint32_t c = samples[next_random(&random) % kinds];
            starts[i] = length;
            if (utf8_is_surrogate(c) && surrogate == SIZE_MAX)
                surrogate = length;
            if (c >= 0x80 && ascii == SIZE_MAX)
                ascii = length;
            length += utf8_encode(c, text + length);
        }
        starts[count] = length;
        char *exact = malloc(length > 0 ? length : 1);
        assert_non_null(exact);
        memcpy(exact, text, length);
        assert_int_equal(utf8_count(exact, length), count);
        assert_int_equal(utf8_find_surrogate(exact, length), surrogate == SIZE_MAX ? length : surrogate);
        assert_int_equal(utf8_ascii_prefix(exact, length), ascii == SIZE_MAX ? length : ascii);
        assert_int_equal(utf8_is_ascii(exact, length), ascii == SIZE_MAX);
        for (size_t i = 0; i <= count; i++)
            assert_int_equal(utf8_offset(exact, length, i), starts[i]);
        free(exact);
        free(starts);
        free(text);
    }
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(recorded),
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(against_a_plain_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
