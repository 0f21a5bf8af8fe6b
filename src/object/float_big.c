// SPDX-License-Identifier: MIT
// Arithmetic under the conversions between floats and text: interval products and bounded big integers.
#include "object/float_powers.h"

void float_multiply_power(uint64_t w, bool inexact, int q, struct float_product *below, struct float_product *above,
                          int *exponent)
{
    OURO_ASSERT(w != 0 && q >= FLOAT_POWER_FIRST && q <= FLOAT_POWER_LAST);
    uint64_t const *power = float_powers[q - FLOAT_POWER_FIRST];
    float_wide upper = (float_wide)w * power[0];
    float_wide lower = (float_wide)w * power[1];
    upper += (uint64_t)(lower >> 64);
    *below = (struct float_product){(uint64_t)(upper >> 64), (uint64_t)upper, (uint64_t)lower};
    *exponent = float_log2_power(q) - 127;
    *above = *below;
    // (w + d) * (T + t) <= w * T + w * t + d * (T + t), with d and t at their largest.
    bool power_cut = q < 0 || q > FLOAT_POWER_EXACT_LAST;
    float_wide more = power_cut ? w : 0;
    uint64_t more_high = 0;
    if (inexact) {
        more += power[1];
        float_wide high = (float_wide)power[0] + (uint64_t)(more >> 64);
        more = (float_wide)(uint64_t)high << 64 | (uint64_t)more;
        more_high = (uint64_t)(high >> 64);
        if (++more == 0) // t for d
            more_high++;
    }
    float_wide tail = (float_wide)above->middle << 64 | above->low;
    float_wide sum = tail + more;
    above->low = (uint64_t)sum;
    above->middle = (uint64_t)(sum >> 64);
    above->high += more_high + (sum < tail);
}

void float_big_set(struct float_big *b, uint64_t value)
{
    b->limbs[0] = value;
    b->count = value != 0;
}

void float_big_multiply_add(struct float_big *b, uint64_t factor, uint64_t addend)
{
    uint64_t carry = addend;
    for (unsigned i = 0; i < b->count; i++) {
        float_wide product = (float_wide)b->limbs[i] * factor + carry;
        b->limbs[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    if (carry != 0) {
        OURO_MUST(b->count < FLOAT_BIG_LIMBS);
        b->limbs[b->count++] = carry;
    }
}

void float_big_multiply_power5(struct float_big *b, int exponent)
{
    for (; exponent >= 27; exponent -= 27)
        float_big_multiply_add(b, UINT64_C(7450580596923828125), 0); // 5^27
    uint64_t factor = 1;
    for (; exponent > 0; exponent--)
        factor *= 5;
    float_big_multiply_add(b, factor, 0);
}

void float_big_shift_left(struct float_big *b, unsigned bits)
{
    unsigned limbs = bits / 64;
    unsigned rest = bits % 64;
    if (b->count == 0)
        return;
    if (rest != 0)
        float_big_multiply_add(b, UINT64_C(1) << rest, 0);
    if (limbs != 0) {
        OURO_MUST(b->count + limbs <= FLOAT_BIG_LIMBS);
        memmove(b->limbs + limbs, b->limbs, b->count * sizeof b->limbs[0]);
        memset(b->limbs, 0, limbs * sizeof b->limbs[0]);
        b->count += limbs;
    }
}

uint64_t float_big_divide(struct float_big *b, uint64_t divisor)
{
    uint64_t remainder = 0;
    for (unsigned i = b->count; i-- > 0;) {
        float_wide dividend = (float_wide)remainder << 64 | b->limbs[i];
        b->limbs[i] = (uint64_t)(dividend / divisor);
        remainder = (uint64_t)(dividend % divisor);
    }
    while (b->count > 0 && b->limbs[b->count - 1] == 0)
        b->count--;
    return remainder;
}

int float_big_compare(struct float_big const *a, struct float_big const *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (unsigned i = a->count; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}
