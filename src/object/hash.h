// SPDX-License-Identifier: MIT
// Hash functions. Bytes and text are keyed by the runtime's secret with SipHash-1-3 (Aumasson and Bernstein,
// "SipHash: a fast short-input PRF", 2012). Numbers, tuples and sets hash as in CPython 3.11, so that equal numbers of
// different types agree and sets print in the same order: numbers modulo the prime 2^61 - 1 (Python's library
// reference, "Hashing of numeric types"), tuples after xxHash. No result is -1.
#ifndef OURO_OBJECT_HASH_H
#define OURO_OBJECT_HASH_H

#include "core/assert.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_BITS 61
#define HASH_MODULUS ((UINT64_C(1) << HASH_BITS) - 1)
#define HASH_INFINITY 314159
#define HASH_IMAGINARY 1000003
#define HASH_NONE INT64_C(0xFCA86420) // a constant of our own for hash(None)

struct hash_key {
    uint64_t k0, k1;
};

// SipHash-1-3 as published.
uint64_t hash_siphash13(struct hash_key const *key, void const *bytes, size_t length);

// hash() of a str or bytes with these bytes; 0 for none, as in CPython.
int64_t hash_bytes(struct hash_key const *key, void const *bytes, size_t length);

// -1 is not a hash: every result of a user's __hash__ passes through this too.
OURO_INLINE int64_t hash_fix(int64_t hash)
{
    return hash == -1 ? -2 : hash;
}

// By identity: of an address, or a word that stands for one.
OURO_INLINE int64_t hash_of_word(uint64_t word)
{
    return hash_fix((int64_t)(word >> 4 | word << 60));
}

int64_t hash_int64(int64_t value);

// Magnitude in limbs of 64 bits, the lowest first.
int64_t hash_limbs(uint64_t const *limbs, size_t count, bool negative);

// Equal to the hash of an equal integer. A NaN hashes by identity: the object's or value's word.
int64_t hash_double(double value, uint64_t identity);

int64_t hash_complex(double real, double imaginary, uint64_t identity);

// Tuples: start, add the hash of each item in order, finish.
struct hash_tuple {
    uint64_t accumulator;
    uint64_t count;
};
OURO_INLINE struct hash_tuple hash_tuple_start(void)
{
    return (struct hash_tuple){.accumulator = UINT64_C(2870177450012600261), .count = 0};
}
OURO_INLINE void hash_tuple_add(struct hash_tuple *state, int64_t item)
{
    uint64_t a = state->accumulator + (uint64_t)item * UINT64_C(14029467366897019727);
    state->accumulator = (a << 31 | a >> 33) * UINT64_C(11400714785074694791);
    state->count++;
}
OURO_INLINE int64_t hash_tuple_finish(struct hash_tuple const *state)
{
    uint64_t a = state->accumulator + (state->count ^ (UINT64_C(2870177450012600261) ^ UINT64_C(3527539)));
    return a == UINT64_MAX ? 1546275796 : (int64_t)a;
}

// Frozen sets: start with 0, add the hash of each item in any order, finish with their number.
OURO_INLINE void hash_frozenset_add(uint64_t *state, int64_t item)
{
    uint64_t h = (uint64_t)item;
    *state ^= ((h ^ UINT64_C(89869747)) ^ (h << 16)) * UINT64_C(3644798167);
}
int64_t hash_frozenset_finish(uint64_t state, size_t count);

#endif
