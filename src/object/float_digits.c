// SPDX-License-Identifier: MIT
// Decimal digits of a float: the shortest that read back, and correctly rounded to a place.
#include "object/float_powers.h"
#include "object/float_text.h"

int float_write_digits(uint64_t n, char out[20])
{
    char reversed[20];
    int count = 0;
    for (; n != 0; n /= 10)
        reversed[count++] = (char)('0' + n % 10);
    for (int i = 0; i < count; i++)
        out[i] = reversed[count - 1 - i];
    return count;
}

static int write_without_zeros(uint64_t n, char out[20], int *count_with_zeros)
{
    int count = float_write_digits(n, out);
    *count_with_zeros = count;
    while (count > 0 && out[count - 1] == '0')
        count--;
    return count;
}

// --- shortest: Schubfach, with the names of the paper ---

// The product g * cp / 2^127 with the lowest bit set when it is not whole ("round to odd"); g = g1 * 2^63 + g0 is the
// power of ten to 126 bits, one more than what was cut off.
static uint64_t round_to_odd(uint64_t g1, uint64_t g0, uint64_t cp)
{
    uint64_t mask = (UINT64_C(1) << 63) - 1;
    uint64_t x1 = (uint64_t)((float_wide)g0 * cp >> 64);
    float_wide y = (float_wide)g1 * cp;
    uint64_t z = ((uint64_t)y >> 1) + x1;
    uint64_t w = (uint64_t)(y >> 64) + (z >> 63);
    return w | ((z & mask) + mask) >> 63;
}

// The nearer of s and s + 1 to v / 4, or the one of them (scaled) that alone rounds to the value.
static uint64_t choose(uint64_t s, uint64_t vb, uint64_t vbl, uint64_t vbr, uint64_t out_of_bounds)
{
    uint64_t t = s + 1;
    bool u_in = vbl + out_of_bounds <= s << 2;
    bool w_in = (t << 2) + out_of_bounds <= vbr;
    if (u_in != w_in)
        return u_in ? s : t;
    uint64_t middle = (s + t) << 1;
    return vb < middle || (vb == middle && (s & 1) == 0) ? s : t;
}

// The shortest decimal in the rounding interval of c * 2^q: result * 10^*k.
static uint64_t shortest(uint64_t c, int q, int *k)
{
    uint64_t out_of_bounds = c & 1; // odd significands do not own the ends of their interval
    uint64_t cb = c << 2;
    uint64_t cbr = cb + 2;
    uint64_t cbl;
    if (c != FLOAT_HIDDEN_BIT || q == 1 - FLOAT_EXPONENT_BIAS) {
        cbl = cb - 2;
        *k = (int)(q * INT64_C(661971961083) >> 41); // floor(log10(2^q))
    } else {
        cbl = cb - 1;
        *k = (int)((q * INT64_C(661971961083) - INT64_C(274743187321)) >> 41); // floor(log10(3/4 * 2^q))
    }
    uint64_t const *power = float_powers[-*k - FLOAT_POWER_FIRST];
    float_wide g = (((float_wide)power[0] << 64 | power[1]) >> 2) + 1;
    uint64_t g1 = (uint64_t)(g >> 63);
    uint64_t g0 = (uint64_t)g & ((UINT64_C(1) << 63) - 1);
    int h = q + float_log2_power(-*k) + 2;
    uint64_t vb = round_to_odd(g1, g0, cb << h);
    uint64_t vbl = round_to_odd(g1, g0, cbl << h);
    uint64_t vbr = round_to_odd(g1, g0, cbr << h);
    uint64_t s = vb >> 2;
    if (s >= 10) {
        // One digit less, if exactly one of the two neighbours there is inside.
        uint64_t s10 = s / 10 * 10;
        uint64_t t10 = s10 + 10;
        bool u_in = vbl + out_of_bounds <= s10 << 2;
        bool w_in = (t10 << 2) + out_of_bounds <= vbr;
        if (u_in != w_in)
            return u_in ? s10 : t10;
    }
    return choose(s, vb, vbl, vbr, out_of_bounds);
}

int float_shortest_digits(double value, char digits[17], int *exponent)
{
    struct float_parts parts = float_split(value);
    OURO_ASSERT(parts.significand != 0 && float_is_finite(value));
    char all[20];
    int length;
    int count;
    uint64_t whole = parts.exponent <= 0 && parts.exponent > -53 ? parts.significand >> -parts.exponent : 0;
    if (whole != 0 && whole << -parts.exponent == parts.significand) {
        // A whole number below 2^53: its own digits, without the final zeros, are the shortest.
        count = write_without_zeros(whole, all, &length);
        *exponent = length;
    } else {
        int k;
        uint64_t decimal = shortest(parts.significand, parts.exponent, &k);
        count = write_without_zeros(decimal, all, &length);
        *exponent = length + k;
    }
    OURO_ASSERT(count <= 17);
    memcpy(digits, all, (size_t)count);
    return count;
}

// --- rounded to a place ---

static void set_zero(struct float_decimal *d)
{
    d->count = 0;
    d->point = 1;
}

static void drop_final_zeros(struct float_decimal *d)
{
    while (d->count > 0 && d->digits[d->count - 1] == '0')
        d->count--;
}

// All digits of significand * 2^exponent, which is not 0, without final zeros.
static void expand_exactly(struct float_parts parts, struct float_decimal *out)
{
    int zeros = __builtin_ctzll(parts.significand);
    if (parts.exponent < 0 && zeros > 0) {
        int drop = zeros < -parts.exponent ? zeros : -parts.exponent;
        parts.significand >>= drop;
        parts.exponent += drop;
    }
    struct float_big n;
    float_big_set(&n, parts.significand);
    if (parts.exponent >= 0)
        float_big_shift_left(&n, (unsigned)parts.exponent);
    else
        float_big_multiply_power5(&n, -parts.exponent);
    char chunks[FLOAT_EXACT_DIGITS / 19 + 1][19];
    int used = 0;
    do {
        uint64_t chunk = float_big_divide(&n, UINT64_C(10000000000000000000)); // 10^19
        char *at = chunks[used++];
        for (int i = 18; i >= 0; i--, chunk /= 10)
            at[i] = (char)('0' + chunk % 10);
    } while (n.count > 0);
    char const *first = chunks[used - 1];
    int skip = 0;
    while (first[skip] == '0')
        skip++;
    out->count = 19 - skip;
    memcpy(out->digits, first + skip, (size_t)out->count);
    for (int i = used - 2; i >= 0; i--, out->count += 19)
        memcpy(out->digits + out->count, chunks[i], 19);
    out->point = out->count + (parts.exponent < 0 ? parts.exponent : 0);
    drop_final_zeros(out);
}

// Keeps the first `keep` digits (none or less for a place above them), rounding half to even.
static void round_expansion(struct float_decimal *d, int keep)
{
    if (keep >= d->count)
        return;
    if (keep < 0) {
        set_zero(d);
        return;
    }
    bool up = d->digits[keep] > '5';
    if (d->digits[keep] == '5') {
        // The expansion ends in a digit that is not 0, so anything after the 5 is more than half.
        bool odd = keep > 0 && (d->digits[keep - 1] & 1) != 0;
        up = d->count > keep + 1 || odd;
    }
    d->count = keep;
    if (!up) {
        drop_final_zeros(d);
        if (d->count == 0)
            set_zero(d);
        return;
    }
    while (d->count > 0 && d->digits[d->count - 1] == '9')
        d->count--;
    if (d->count == 0) {
        d->digits[d->count++] = '1';
        d->point++;
    } else {
        d->digits[d->count - 1]++;
    }
}

// The product times 2^-shift rounded to a whole number, half to even; it is known to be below 2^63.
static uint64_t round_product(struct float_product const *p, int shift)
{
    OURO_ASSERT(shift > 64);
    if (shift > 192)
        return 0;
    uint64_t whole = 0;
    uint64_t fraction; // the 64 bits after the point, and whether anything follows
    bool more;
    if (shift > 128) {
        int bits = shift - 128; // 1 to 64
        whole = bits == 64 ? 0 : p->high >> bits;
        fraction = bits == 64 ? p->high : p->high << (64 - bits) | p->middle >> bits;
        more = (bits == 64 ? p->middle : p->middle << (64 - bits)) != 0 || p->low != 0;
    } else {
        int bits = shift - 64; // 1 to 64
        whole = bits == 64 ? p->high : p->high << (64 - bits) | p->middle >> bits;
        fraction = bits == 64 ? p->middle : p->middle << (64 - bits) | p->low >> bits;
        more = (bits == 64 ? p->low : p->low << (64 - bits)) != 0;
    }
    uint64_t half = UINT64_C(1) << 63;
    bool up = fraction > half || (fraction == half && (more || (whole & 1) != 0));
    return whole + up;
}

// |value| * 10^decimals rounded to a whole number, when the product with the table decides it and the result is below
// 2^63.
static bool round_fast(struct float_parts parts, int decimals, uint64_t *rounded)
{
    if (decimals < FLOAT_POWER_FIRST || decimals > FLOAT_POWER_LAST)
        return false;
    int bits = 64 - __builtin_clzll(parts.significand);
    if (bits + parts.exponent + float_log2_power(decimals) + 1 > 62)
        return false;
    struct float_product below;
    struct float_product above;
    int exponent;
    float_multiply_power(parts.significand, false, decimals, &below, &above, &exponent);
    int shift = -(exponent + parts.exponent);
    *rounded = round_product(&below, shift);
    return round_product(&above, shift) == *rounded;
}

static void set_digits(uint64_t rounded, int decimals, struct float_decimal *out)
{
    int length;
    out->count = write_without_zeros(rounded, out->digits, &length);
    out->point = length - decimals;
    if (out->count == 0)
        set_zero(out);
}

void float_round_decimals(double value, int decimals, struct float_decimal *out)
{
    struct float_parts parts = float_split(value);
    if (parts.significand == 0) {
        set_zero(out);
        return;
    }
    uint64_t rounded;
    if (round_fast(parts, decimals, &rounded)) {
        set_digits(rounded, decimals, out);
        return;
    }
    expand_exactly(parts, out);
    if (decimals < FLOAT_EXACT_DIGITS * 2) // nothing can have more decimals than that
        round_expansion(out, decimals > -FLOAT_EXACT_DIGITS ? out->point + decimals : -1);
}

void float_round_significant(double value, int digits, struct float_decimal *out)
{
    struct float_parts parts = float_split(value);
    if (parts.significand == 0) {
        set_zero(out);
        return;
    }
    OURO_ASSERT(digits >= 1);
    if (digits <= 17) {
        // The number of digits before the point, or one less.
        int bits = 64 - __builtin_clzll(parts.significand) + parts.exponent;
        int estimate = (int)((bits - 1) * INT64_C(661971961083) >> 41) + 1;
        uint64_t limit = 1;
        for (int i = 0; i < digits; i++)
            limit *= 10;
        uint64_t rounded;
        bool decided = round_fast(parts, digits - estimate, &rounded);
        if (decided && rounded > limit) {
            estimate++;
            decided = round_fast(parts, digits - estimate, &rounded);
        }
        if (decided) {
            set_digits(rounded, digits - estimate, out);
            return;
        }
    }
    expand_exactly(parts, out);
    round_expansion(out, digits);
}
