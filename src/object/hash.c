// SPDX-License-Identifier: MIT
// Hash functions: SipHash-1-3, and arithmetic modulo 2^61 - 1 for numbers.
#include "object/hash.h"
#include <string.h>

// --- SipHash ---

struct sip_state {
    uint64_t v0, v1, v2, v3;
};

static inline uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static inline void sip_round(struct sip_state *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

// The last word: up to seven bytes, and the length in the top byte.
static inline uint64_t sip_tail(unsigned char const *bytes, size_t left, size_t length)
{
    uint64_t word = (uint64_t)length << 56;
    for (size_t i = 0; i < left; i++)
        word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

uint64_t hash_siphash13(struct hash_key const *key, void const *data, size_t length)
{
    unsigned char const *bytes = data;
    struct sip_state s = {
        key->k0 ^ UINT64_C(0x736f6d6570736575),
        key->k1 ^ UINT64_C(0x646f72616e646f6d),
        key->k0 ^ UINT64_C(0x6c7967656e657261),
        key->k1 ^ UINT64_C(0x7465646279746573),
    };
    size_t left = length;
    for (; left >= 8; left -= 8, bytes += 8) {
        uint64_t word;
        memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        s.v3 ^= word;
        sip_round(&s);
        s.v0 ^= word;
    }
    uint64_t last = sip_tail(bytes, left, length);
    s.v3 ^= last;
    sip_round(&s);
    s.v0 ^= last;
    s.v2 ^= 0xFF;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

int64_t hash_bytes(struct hash_key const *key, void const *bytes, size_t length)
{
    return length == 0 ? 0 : hash_fix((int64_t)hash_siphash13(key, bytes, length));
}

// --- numbers, modulo 2^61 - 1 ---

// 2^61 is 1 modulo the modulus, so multiplying by a power of two rotates the 61 bits. x is reduced, 0 <= bits < 61.
static inline uint64_t rotate_reduced(uint64_t x, unsigned bits)
{
    return (x << bits & HASH_MODULUS) | x >> (HASH_BITS - bits);
}

static inline uint64_t reduce(uint64_t x)
{
    x = (x & HASH_MODULUS) + (x >> HASH_BITS);
    return x >= HASH_MODULUS ? x - HASH_MODULUS : x;
}

static inline int64_t apply_sign(uint64_t reduced, bool negative)
{
    return hash_fix(negative ? -(int64_t)reduced : (int64_t)reduced);
}

int64_t hash_int64(int64_t value)
{
    bool negative = value < 0;
    uint64_t magnitude = negative ? 0 - (uint64_t)value : (uint64_t)value;
    return apply_sign(reduce(magnitude), negative);
}

int64_t hash_limbs(uint64_t const *limbs, size_t count, bool negative)
{
    // x * 2^64 + limb, from the top: 2^64 is 2^3 modulo the modulus.
    uint64_t x = 0;
    while (count > 0) {
        x = rotate_reduced(x, 64 - HASH_BITS) + reduce(limbs[--count]);
        if (x >= HASH_MODULUS)
            x -= HASH_MODULUS;
    }
    return apply_sign(x, negative);
}

int64_t hash_double(double value, uint64_t identity)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bool negative = bits >> 63 != 0;
    int exponent = (int)(bits >> 52 & 0x7FF);
    uint64_t significand = bits & ((UINT64_C(1) << 52) - 1);
    if (exponent == 0x7FF) {
        if (significand != 0)
            return hash_of_word(identity);
        return negative ? -HASH_INFINITY : HASH_INFINITY;
    }
    if (exponent == 0)
        exponent = 1;
    else
        significand |= UINT64_C(1) << 52;
    // |value| = significand * 2^(exponent - 1075); a negative power of two is a positive one modulo 61.
    int shift = (exponent - 1075) % HASH_BITS;
    if (shift < 0)
        shift += HASH_BITS;
    return apply_sign(rotate_reduced(significand, (unsigned)shift), negative);
}

int64_t hash_complex(double real, double imaginary, uint64_t identity)
{
    uint64_t a = (uint64_t)hash_double(real, identity);
    uint64_t b = (uint64_t)hash_double(imaginary, identity);
    return hash_fix((int64_t)(a + HASH_IMAGINARY * b));
}

// --- sets ---

int64_t hash_frozenset_finish(uint64_t state, size_t count)
{
    state ^= ((uint64_t)count + 1) * UINT64_C(1927868237);
    state ^= state >> 11 ^ state >> 25;
    state = state * 69069 + UINT64_C(907133923);
    return state == UINT64_MAX ? 590923713 : (int64_t)state;
}
