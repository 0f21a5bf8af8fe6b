// SPDX-License-Identifier: MIT
// Hashes beside those of python3.11.
#include "case_file.h"
#include "object/hash.h"

// A signed hexadecimal integer as limbs.
static int64_t hash_hexadecimal(char const *text, bool *fits, int64_t *small)
{
    uint64_t limbs[8] = {0};
    bool negative = *text == '-';
    text += negative;
    size_t digits = strlen(text);
    assert_in_range(digits, 1, 8 * 16);
    for (size_t i = 0; i < digits; i++) {
        char digit[2] = {text[digits - 1 - i], '\0'};
        limbs[i / 16] |= (uint64_t)strtoul(digit, NULL, 16) << (4 * (i % 16));
    }
    *fits = digits <= 16 && (limbs[0] >> 63 == 0 || (negative && limbs[0] == UINT64_C(1) << 63));
    *small = (int64_t)(negative ? 0 - limbs[0] : limbs[0]);
    return hash_limbs(limbs, (digits + 15) / 16, negative);
}

static void check_integer(struct case_file const *file)
{
    bool fits;
    int64_t small;
    CASE_ASSERT(file, hash_hexadecimal(file->fields[1], &fits, &small) == case_number(file, 2));
    CASE_ASSERT(file, !fits || hash_int64(small) == case_number(file, 2));
}

static void check_container(struct case_file const *file)
{
    struct hash_tuple tuple = hash_tuple_start();
    uint64_t set = 0;
    size_t count = 0;
    char const *at = file->fields[1];
    while (*at != '\0') {
        char *end;
        int64_t item = hash_int64(strtoll(at, &end, 10));
        hash_tuple_add(&tuple, item);
        hash_frozenset_add(&set, item);
        count++;
        at = *end == ' ' ? end + 1 : end;
    }
    int64_t hash = case_is(file, "tuple") ? hash_tuple_finish(&tuple) : hash_frozenset_finish(set, count);
    CASE_ASSERT(file, hash == case_number(file, 2));
}

static void check_bytes(struct case_file const *file)
{
    struct hash_key key = {case_hexadecimal(file, 1), case_hexadecimal(file, 2)};
    size_t length;
    char *bytes = case_bytes(file, 3, &length);
    CASE_ASSERT(file, hash_bytes(&key, bytes, length) == case_number(file, 4));
    free(bytes);
}

static void recorded(void **state)
{
    (void)state;
    struct case_file file;
    case_file_open(&file, "hash.txt");
    while (case_file_next(&file)) {
        if (case_is(&file, "int"))
            check_integer(&file);
        else if (case_is(&file, "float"))
            CASE_ASSERT(&file, hash_double(case_double(&file, 1), 0) == case_number(&file, 2));
        else if (case_is(&file, "complex"))
            CASE_ASSERT(&file, hash_complex(case_double(&file, 1), case_double(&file, 2), 0) == case_number(&file, 3));
        else if (case_is(&file, "bytes"))
            check_bytes(&file);
        else
            check_container(&file);
    }
}

static void identity(void **state)
{
    (void)state;
    assert_true(hash_of_word(0x7F0000001230) == 0x7F000000123);
    assert_true(hash_of_word(UINT64_MAX) == -2);
    double not_a_number = __builtin_nan("");
    assert_true(hash_double(not_a_number, 0x120) == 0x12);
    assert_true(hash_limbs(NULL, 0, false) == 0);
}

int main(void)
{
    struct CMUnitTest const tests[] = {cmocka_unit_test(recorded), cmocka_unit_test(identity)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
