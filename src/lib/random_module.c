// SPDX-License-Identifier: MIT
// The module _random: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998, with their initialisation by an
// array, 2002), seeded and read as CPython does, so that a seed gives the same numbers.
#include "lib/module_types.h"
#include "object/buffer.h"
#include "object/error.h"
#include "object/float.h"
#include "object/instance.h"
#include "object/int_limbs.h"
#include "object/operation.h"
#include "object/tuple.h"
#include "os/entropy.h"
#include "vm/vm.h"

#define WORDS 624
#define MIDDLE 397

struct random_object {
    struct object header;
    uint32_t index; // of the next word; WORDS: the state must be moved on first
    uint32_t state[WORDS];
};
OURO_INLINE struct random_object *as_random(ref_value v)
{
    return (struct random_object *)as_object(v);
}

// The generator
// ---------------------------------------------------------------------------------------------------------

static uint32_t twist(uint32_t high, uint32_t low)
{
    uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
    return y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
}

static void move_on(struct random_object *r)
{
    uint32_t *s = r->state;
    for (int i = 0; i < WORDS - MIDDLE; i++) {
        s[i] = s[i + MIDDLE] ^ twist(s[i], s[i + 1]);
    }
    for (int i = WORDS - MIDDLE; i < WORDS - 1; i++) {
        s[i] = s[i + MIDDLE - WORDS] ^ twist(s[i], s[i + 1]);
    }
    s[WORDS - 1] = s[MIDDLE - 1] ^ twist(s[WORDS - 1], s[0]);
    r->index = 0;
}

static uint32_t next_word(struct random_object *r)
{
    if (OURO_UNLIKELY(r->index >= WORDS)) {
        move_on(r);
    }
    uint32_t y = r->state[r->index++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static void start_from_word(struct random_object *r, uint32_t seed)
{
    r->state[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++) {
        r->state[i] = 1812433253u * (r->state[i - 1] ^ r->state[i - 1] >> 30) + i;
    }
    r->index = WORDS;
}

static void start_from_words(struct random_object *r, uint32_t const *key, size_t length)
{
    uint32_t *s = r->state;
    start_from_word(r, 19650218u);
    uint32_t i = 1;
    size_t j = 0;
    for (size_t k = WORDS > length ? WORDS : length; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i == WORDS) {
            s[0] = s[WORDS - 1];
            i = 1;
        }
        j = j + 1 == length ? 0 : j + 1;
    }
    for (size_t k = WORDS - 1; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941u) - i;
        if (++i == WORDS) {
            s[0] = s[WORDS - 1];
            i = 1;
        }
    }
    s[0] = 0x80000000u; // not all zero
}

// Seeding
// ---------------------------------------------------------------------------------------------------------------

// From the magnitude of an int, in words of 32 bits, lowest first.
static bool seed_from_int(struct ouro *rt, struct random_object *r, ref_value n)
{
    struct int_view view;
    int_view_of(n, &view);
    size_t words = (size_t)view.count * 2;
    while (words > 1 && (uint32_t)(view.limbs[(words - 1) / 2] >> (words % 2 == 0 ? 32 : 0)) == 0) {
        words--;
    }
    words = words == 0 ? 1 : words;
    uint32_t local[8], *key = local;
    if (words > 8 && (key = heap_raw_allocate(&rt->heap, words * sizeof *key)) == NULL) {
        (void)error_no_memory(rt);
        return false;
    }
    for (size_t i = 0; i < words; i++) {
        key[i] = view.count == 0 ? 0 : (uint32_t)(view.limbs[i / 2] >> (i % 2 == 0 ? 0 : 32));
    }
    start_from_words(r, key, words);
    if (key != local) {
        heap_raw_free(&rt->heap, key, words * sizeof *key);
    }
    return true;
}

static bool seed(struct ouro *rt, struct random_object *r, ref_value v)
{
    if (is_nothing(v) || is_none(v)) {
        uint32_t key[WORDS];
        if (!os_entropy(key, sizeof key)) {
            error_raise(rt, TYPE_NOT_IMPLEMENTED_ERROR, "the system has no source of randomness");
            return false;
        }
        start_from_words(r, key, WORDS);
        return true;
    }
    if (is_int(rt, v)) {
        return seed_from_int(rt, r, v);
    }
    int64_t hash;
    if (!operation_hash(rt, v, &hash)) {
        return false;
    }
    own_value n = int_from_uint64(rt, (uint64_t)hash);
    bool done = !failed(n) && seed_from_int(rt, r, lend(n));
    release(rt, n);
    return done;
}

METHOD(random_create)
{
    struct type *type = (struct type *)as_object(args[0]);
    own_value made = object_create(rt, type, 0);
    if (!failed(made)) {
        as_random(lend(made))->index = WORDS;
    }
    return made;
}

METHOD(random_initialize)
{
    if (!is_nothing(kwnames) && as_tuple(kwnames)->length > 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "Random() takes no keyword arguments");
    }
    if (count > 2) {
        return error_raise(rt, TYPE_TYPE_ERROR, "Random() requires 0 or 1 argument");
    }
    return seed(rt, as_random(args[0]), count == 2 ? args[1] : ref_nothing) ? own_none : own_nothing;
}

METHOD(method_seed)
{
    return seed(rt, as_random(args[0]), count == 2 ? args[1] : ref_nothing) ? own_none : own_nothing;
}

// Numbers
// ---------------------------------------------------------------------------------------------------------------

METHOD(method_random)
{
    struct random_object *r = as_random(args[0]);
    uint32_t high = next_word(r) >> 5, low = next_word(r) >> 6;
    return float_new(rt, ((double)high * 67108864.0 + (double)low) * (1.0 / 9007199254740992.0));
}

METHOD(method_getrandbits)
{
    int32_t bits;
    if (!operation_index_int32(rt, args[1], &bits)) {
        return own_nothing;
    }
    if (bits < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "number of bits must be non-negative");
    }
    struct random_object *r = as_random(args[0]);
    if (bits <= 32) {
        return own_small_int(bits == 0 ? 0 : next_word(r) >> (32 - bits));
    }
    int64_t limbs = ((int64_t)bits + 63) / 64;
    struct integer *n = int_allocate(rt, limbs);
    if (n == NULL) {
        return own_nothing;
    }
    for (int64_t i = 0; i < limbs; i++, bits -= 64) {
        uint64_t low = next_word(r), high = 0;
        if (bits < 32) {
            low >>= 32 - bits;
        } else if (bits > 32) {
            high = next_word(r);
            high >>= bits < 64 ? 64 - bits : 0;
        }
        n->limbs[i] = high << 32 | low;
    }
    return int_finish(rt, n, limbs, false);
}

// State
// -----------------------------------------------------------------------------------------------------------------

METHOD(method_getstate)
{
    struct random_object *r = as_random(args[0]);
    own_value state = tuple_new(rt, WORDS + 1);
    for (uint32_t i = 0; i <= WORDS && !failed(state); i++) {
        slot_init(&as_tuple(lend(state))->items[i], own_small_int(i < WORDS ? r->state[i] : r->index));
    }
    return state;
}

// One word of the state, from an int.
static bool word_from(struct ouro *rt, ref_value item, uint32_t *word)
{
    int64_t n;
    if (!is_int(rt, item)) {
        error_raise(rt, TYPE_TYPE_ERROR, "an integer is required");
        return false;
    }
    bool fits = int_to_int64(rt, item, &n);
    if (int_sign(rt, item) < 0) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "can't convert negative value to unsigned int");
        return false;
    }
    if (!fits) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C unsigned long");
        return false;
    }
    *word = (uint32_t)n;
    return true;
}

METHOD(method_setstate)
{
    if (!is_tuple(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "state vector must be a tuple");
    }
    if (as_tuple(args[1])->length != WORDS + 1) {
        return error_raise(rt, TYPE_VALUE_ERROR, "state vector is the wrong size");
    }
    uint32_t words[WORDS];
    for (uint32_t i = 0; i < WORDS; i++) {
        if (!word_from(rt, tuple_item(args[1], i), &words[i])) {
            return own_nothing;
        }
    }
    own_value index = operation_index(rt, tuple_item(args[1], WORDS));
    if (failed(index)) {
        return index;
    }
    int64_t n;
    bool fits = int_to_int64(rt, lend(index), &n);
    release(rt, index);
    if (!fits) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
    }
    if (n < 0 || n > WORDS) {
        return error_raise(rt, TYPE_VALUE_ERROR, "invalid state");
    }
    memcpy(as_random(args[0])->state, words, sizeof words);
    as_random(args[0])->index = (uint32_t)n;
    return own_none;
}

static struct type_protocol const protocol = {.create = random_create, .initialize = random_initialize};
static struct native_definition const methods[] = {
    {"getrandbits", method_getrandbits, 1, 1, 0, "getrandbits(k) -> x.  Generates an int with k random bits."},
    {"getstate", method_getstate, 0, 0, 0, "getstate() -> tuple containing the current state."},
    {"random", method_random, 0, 0, 0, "random() -> x in the interval [0, 1)."},
    {"seed", method_seed, 0, 1, 0, "seed([n]) -> None."},
    {"setstate", method_setstate, 1, 1, 0, "setstate(state) -> None.  Restores generator state."},
    {0},
};
static struct type_definition const random_definition = {
    .name = "_random.Random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .number = TYPE_RANDOM,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_IS_LEAF,
    .size = sizeof(struct random_object),
    .protocol = &protocol,
    .methods = methods,
};

own_value random_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {"Random", &random_definition},
    };
    own_value module =
        module_make(rt, "_random", "Module implements the Mersenne Twister random number generator.", NULL);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
