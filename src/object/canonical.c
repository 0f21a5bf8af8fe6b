// SPDX-License-Identifier: MIT
// One value has one form; the verifier of check builds looks at each object.
#include "object/canonical.h"

#include "object/float.h"
#include "object/int.h"

static bool integer_is_canonical(struct integer const *n)
{
    uint64_t size = n->size < 0 ? 0 - (uint64_t)n->size : (uint64_t)n->size;
    if (size == 0 || n->limbs[size - 1] == 0) {
        return false;
    }
    // A word holds -2^62 to 2^62 - 1.
    return size > 1 || n->limbs[0] > ((uint64_t)1 << 62) - (n->size > 0);
}

bool value_is_canonical(struct ouro *rt, struct object *o)
{
    (void)rt;
    if (o->count == 0) {
        return true; // it is being torn down
    }
    switch (object_number(o)) {
    case TYPE_INT:
        return integer_is_canonical((struct integer const *)o);
    case TYPE_FLOAT:
        return failed(own_word_float(((struct boxed_float const *)o)->number));
    default:
        return true;
    }
}
