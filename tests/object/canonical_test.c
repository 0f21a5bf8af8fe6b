// SPDX-License-Identifier: MIT
// One value has one form: integers and floats planted in another one are seen.
#include "test_runtime.h"

#include "object/canonical.h"
#include "object/float.h"
#include "object/int.h"
#include "object/int_limbs.h"

#include <math.h>

static struct integer *big(struct ouro *rt, int64_t size, uint64_t low)
{
    struct integer *i = int_allocate(rt, size < 0 ? -size : size);
    assert_non_null(i);
    i->size = size;
    for (int64_t k = 1; k < (size < 0 ? -size : size); k++) {
        i->limbs[k] = 1;
    }
    i->limbs[0] = low;
    return i;
}

static void integers(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    struct integer *n = big(rt, 1, (uint64_t)1 << 62);
    assert_true(value_is_canonical(rt, &n->header));
    n->limbs[0]--; // the largest that a word holds
    assert_false(value_is_canonical(rt, &n->header));
    n->size = -1;
    n->limbs[0] = ((uint64_t)1 << 62) + 1;
    assert_true(value_is_canonical(rt, &n->header));
    n->limbs[0]--; // the smallest
    assert_false(value_is_canonical(rt, &n->header));
    n->limbs[0] = UINT64_MAX;
    struct integer *m = big(rt, 3, 5);
    assert_true(value_is_canonical(rt, &m->header));
    m->limbs[2] = 0;
    assert_false(value_is_canonical(rt, &m->header));
    m->limbs[2] = 1;
    release_object(rt, &n->header);
    release_object(rt, &m->header);
    runtime_end(rt);
}

// And floor 4 has told the verifier (which tests/gc/verify_test.c shows to ask).
static void floats(void **state)
{
    (void)state;
    struct ouro *rt = runtime_make();
    own_value f = float_new_boxed(rt, INFINITY);
    struct boxed_float *b = (struct boxed_float *)as_object(lend(f));
    assert_true(value_is_canonical(rt, &b->header));
    static double const words[] = {0.0, -0.0, 1.5, -1e70, 1e-70};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        b->number = words[i];
        assert_false(value_is_canonical(rt, &b->header));
    }
    assert_ptr_equal(rt->hooks.verify_object, value_is_canonical);
    b->number = -INFINITY;
    assert_true(value_is_canonical(rt, &b->header));
    release(rt, f);
    runtime_end(rt);
}

int main(void)
{
    struct CMUnitTest const tests[] = {cmocka_unit_test(integers), cmocka_unit_test(floats)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
