// SPDX-License-Identifier: MIT
// Floats as text and back, beside what python3.11 answered.
#include "case_file.h"
#include "object/float_text.h"
#include <limits.h>
#include <locale.h>
#include <math.h>

static uint64_t to_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double parse(char const *text)
{
    // A copy of exactly its size: nothing may be read behind it.
    size_t length = strlen(text);
    char *copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    char const *end;
    double value;
    assert_true(float_parse(copy, length, &end, &value));
    assert_ptr_equal(end, copy + length);
    free(copy);
    return value;
}

static void check_repr(struct case_file const *file)
{
    bool is_nan = strcmp(file->fields[1], "nan") == 0;
    double value = is_nan ? (double)NAN : case_double(file, 1);
    char text[FLOAT_REPR_SIZE];
    size_t length = float_repr(value, text);
    CASE_ASSERT(file, length == strlen(text));
    case_assert_text(file, text, file->fields[2]);
    double back = parse(text);
    CASE_ASSERT(file, is_nan ? back != back : to_bits(back) == to_bits(value));
}

static void check_format(struct case_file const *file)
{
    double value = case_double(file, 1);
    char type = file->fields[2][0];
    int precision = (int)case_number(file, 3);
    unsigned flags = (unsigned)case_number(file, 4);
    size_t bound = float_format_bound(value, type, precision, flags);
    char *text = malloc(bound);
    assert_non_null(text);
    size_t length = float_format(value, type, precision, flags, text);
    CASE_ASSERT(file, length < bound && length == strlen(text));
    case_assert_text(file, text, file->fields[5]);
    free(text);
}

static void check_round(struct case_file const *file)
{
    double result;
    bool fits = float_round(case_double(file, 1), (int)case_number(file, 2), &result);
    bool wanted = strcmp(file->fields[3], "overflow") != 0;
    CASE_ASSERT(file, fits == wanted);
    CASE_ASSERT(file, !wanted || to_bits(result) == case_hexadecimal(file, 3));
}

static void recorded(void **state)
{
    (void)state;
    struct case_file file;
    case_file_open(&file, "float_text.txt");
    while (case_file_next(&file)) {
        if (case_is(&file, "repr"))
            check_repr(&file);
        else if (case_is(&file, "parse"))
            CASE_ASSERT(&file, to_bits(parse(file.fields[1])) == case_hexadecimal(&file, 2));
        else if (case_is(&file, "format"))
            check_format(&file);
        else
            check_round(&file);
    }
}

static void assert_reads(char const *text, size_t used, double wanted)
{
    char const *end;
    double value;
    bool read = float_parse(text, strlen(text), &end, &value);
    assert_int_equal(read, used > 0);
    assert_int_equal(end - text, used);
    assert_true(value == wanted);
}

static void reads_the_longest_number(void **state)
{
    (void)state;
    assert_reads("1.5abc", 3, 1.5);
    assert_reads("1e", 1, 1);
    assert_reads("1e+", 1, 1);
    assert_reads("1.e5.", 4, 1e5);
    assert_reads("infinit", 3, HUGE_VAL);
    assert_reads("-INFINITYx", 9, -HUGE_VAL);
    assert_reads("1_0", 1, 1);
    assert_reads(" 1", 0, 0);
    assert_reads("", 0, 0);
    assert_reads("+", 0, 0);
    assert_reads(".", 0, 0);
    assert_reads("-.e5", 0, 0);
    assert_reads("in", 0, 0);
    assert_reads("0x10", 1, 0);
}

static void knows_no_locale(void **state)
{
    (void)state;
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "fr_FR.UTF-8") == NULL)
        skip();
    char text[FLOAT_REPR_SIZE];
    float_repr(1.5, text);
    assert_string_equal(text, "1.5");
    assert_true(parse("1.5") == 1.5);
    setlocale(LC_ALL, "C");
}

// A large precision costs its size where zeros are written, and nothing where they are not.
static void large_precision(void **state)
{
    (void)state;
    assert_in_range(float_format_bound(1.5, 'g', INT_MAX, 0), 1, 2000);
    assert_in_range(float_format_bound(1.5, 'f', INT_MAX, 0), INT_MAX, (uintmax_t)INT_MAX + 400);
    size_t const places = 100000;
    size_t bound = float_format_bound(0.1, 'f', (int)places, 0);
    char *text = malloc(bound);
    assert_non_null(text);
    assert_int_equal(float_format(0.1, 'f', (int)places, 0, text), places + 2);
    assert_memory_equal(text, "0.1000000000000000055511151231257827021181583404541015625000", 60);
    assert_int_equal(text[places + 1], '0');
    assert_int_equal(float_format(0.1, 'g', INT_MAX, 0, text), 57);
    free(text);
}

static void round_far_away(void **state)
{
    (void)state;
    double result;
    assert_true(float_round(123.456, INT_MAX, &result));
    assert_true(result == 123.456);
    assert_true(float_round(-123.456, INT_MIN, &result));
    assert_true(result == 0 && signbit(result));
    assert_true(float_round(-HUGE_VAL, 0, &result));
    assert_true(result == -HUGE_VAL);
}

// Doubles near each power of two and of ten, and random ones, read back as themselves.
static void round_trip(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (uint64_t i = 0; i < 200000; i++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint64_t bits = i < 3 * 2046 ? ((i / 3 + 1) << 52) + i % 3 - 1 : random ^ random >> 29;
        if ((bits >> 52 & 0x7FF) == 0x7FF)
            continue;
        double value;
        memcpy(&value, &bits, sizeof value);
        char text[FLOAT_REPR_SIZE];
        float_repr(value, text);
        if (to_bits(parse(text)) != bits)
            fail_msg("%s", text);
    }
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(recorded),        cmocka_unit_test(reads_the_longest_number),
        cmocka_unit_test(knows_no_locale), cmocka_unit_test(large_precision),
        cmocka_unit_test(round_far_away),  cmocka_unit_test(round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
