// SPDX-License-Identifier: MIT
// Searching for bytes beside a plain loop, and a bound on the time of the worst cases.
#include "case_file.h"
#include "object/memory_search.h"
#include <time.h>

static uint32_t next_random(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*random >> 33);
}

static size_t plain_find(char const *h, size_t n, char const *p, size_t m)
{
    for (size_t i = 0; i + m <= n; i++)
        if (memcmp(h + i, p, m) == 0)
            return i;
    return MEMORY_NOT_FOUND;
}

static size_t plain_find_last(char const *h, size_t n, char const *p, size_t m)
{
    for (size_t i = n + 1; i-- > 0;)
        if (i + m <= n && memcmp(h + i, p, m) == 0)
            return i;
    return MEMORY_NOT_FOUND;
}

static size_t plain_count(char const *h, size_t n, char const *p, size_t m)
{
    size_t count = 0;
    for (size_t i = 0; i + m <= n;)
        if (memcmp(h + i, p, m) == 0) {
            count++;
            i += m;
        } else {
            i++;
        }
    return count;
}

static void against_a_plain_loop(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (unsigned round = 0; round < 60000; round++) {
        char haystack[300];
        char needle[100];
        size_t n = next_random(&random) % (round % 2 ? sizeof haystack : 30);
        unsigned letters = 1 + next_random(&random) % 3;
        size_t period = 1 + next_random(&random) % 12;
        bool periodic = next_random(&random) % 2;
        for (size_t i = 0; i < n; i++)
            haystack[i] = periodic && i >= period ? haystack[i - period] : (char)('a' + next_random(&random) % letters);
        for (unsigned changes = next_random(&random) % 3; n > 0 && changes > 0; changes--)
            haystack[next_random(&random) % n] ^= 1;
        size_t m = next_random(&random) % sizeof needle;
        size_t from = n > 0 ? next_random(&random) % n : 0;
        if (m > n - from)
            m = n - from;
        memcpy(needle, haystack + from, m);
        if (m > 0 && next_random(&random) % 2)
            needle[next_random(&random) % m] ^= 1;
        assert_int_equal(memory_find(haystack, n, needle, m), plain_find(haystack, n, needle, m));
        assert_int_equal(memory_find_last(haystack, n, needle, m), plain_find_last(haystack, n, needle, m));
        if (m > 0) {
            size_t count = plain_count(haystack, n, needle, m);
            assert_int_equal(memory_count(haystack, n, needle, m, SIZE_MAX), count);
            assert_int_equal(memory_count(haystack, n, needle, m, 2), count < 2 ? count : 2);
        }
    }
}

static void longer_than_the_haystack(void **state)
{
    (void)state;
    assert_int_equal(memory_find("ab", 2, "abc", 3), MEMORY_NOT_FOUND);
    assert_int_equal(memory_find_last("ab", 2, "abc", 3), MEMORY_NOT_FOUND);
    assert_int_equal(memory_find("", 0, "", 0), 0);
    assert_int_equal(memory_find_last("ab", 2, "", 0), 2);
}

// AddressSanitizer puts a quadratic memmem in place of the C library's.
#if defined __SANITIZE_ADDRESS__
#define WORST_LENGTH ((size_t)1 << 16)
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define WORST_LENGTH ((size_t)1 << 16)
#endif
#endif
#ifndef WORST_LENGTH
#define WORST_LENGTH ((size_t)1 << 22)
#endif

// One letter only, and needles that match almost everywhere: quadratic searching would take minutes.
static void worst_cases(void **state)
{
    (void)state;
    size_t const n = WORST_LENGTH;
    char *haystack = malloc(n);
    char *needle = malloc(n);
    assert_true(haystack != NULL && needle != NULL);
    memset(haystack, 'a', n);
    size_t const sizes[] = {10, 100, 300, 10000, n / 2};
    clock_t start = clock();
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t const places[] = {0, sizes[i] / 2, sizes[i] - 1};
        for (unsigned p = 0; p < 3; p++) {
            memset(needle, 'a', sizes[i]);
            needle[places[p]] = 'b';
            assert_int_equal(memory_find(haystack, n, needle, sizes[i]), MEMORY_NOT_FOUND);
            assert_int_equal(memory_find_last(haystack, n, needle, sizes[i]), MEMORY_NOT_FOUND);
        }
    }
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 30);
    free(haystack);
    free(needle);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(against_a_plain_loop),
        cmocka_unit_test(longer_than_the_haystack),
        cmocka_unit_test(worst_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
