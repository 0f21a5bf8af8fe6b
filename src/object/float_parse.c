// SPDX-License-Identifier: MIT
// Text to float, correctly rounded.
#include "object/float_powers.h"
#include "object/float_text.h"
#include <float.h>

// More digits than this never matter beyond whether one of the rest is not 0: the midpoint of two doubles has at most
// 768 significant digits.
#define SIGNIFICANT_DIGITS 768
#define WORD_DIGITS 19 // that fit 64 bits always

#define INFINITY_BITS (UINT64_C(0x7FF) << 52)

// A decimal in the text: its digits, a point among them perhaps, from the first that is not 0 to the end.
struct literal {
    char const *first;
    char const *last; // behind the last digit
    int64_t exponent; // of ten, for the last digit
    int64_t digits;   // from first to last, without the point
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// --- the shape ---

// The exponent part at *at, if it is one; its value saturates, far beyond any length of text.
static int64_t read_exponent(char const **at, char const *end)
{
    char const *p = *at;
    if (p == end || (*p != 'e' && *p != 'E'))
        return 0;
    p++;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end || !is_digit(*p))
        return 0;
    int64_t value = 0;
    for (; p < end && is_digit(*p); p++)
        if (value < INT64_MAX / 100)
            value = value * 10 + (*p - '0');
    *at = p;
    return negative ? -value : value;
}

// Reads the digits, the point and the exponent; false when there is no digit.
static bool read_literal(char const **at, char const *end, struct literal *literal)
{
    char const *p = *at;
    char const *start = p;
    while (p < end && is_digit(*p))
        p++;
    int64_t digits = p - start;
    int64_t decimals = 0;
    char const *last = p;
    if (p < end && *p == '.') {
        char const *fraction = ++p;
        while (p < end && is_digit(*p))
            p++;
        decimals = p - fraction;
        digits += decimals;
        last = p;
    }
    if (digits == 0)
        return false;
    *at = p;
    literal->exponent = read_exponent(at, end) - decimals;
    while (start < last && (*start == '0' || *start == '.')) {
        digits -= *start == '0';
        start++;
    }
    literal->first = start;
    literal->last = last;
    literal->digits = digits;
    return true;
}

// Length of the word, in any case, at the start of the text, or 0.
static size_t match_word(char const *text, size_t length, char const *word)
{
    size_t n = strlen(word);
    if (length < n)
        return 0;
    for (size_t i = 0; i < n; i++)
        if ((text[i] | 0x20) != word[i])
            return 0;
    return n;
}

// --- rounding ---

// The bits of the double at or below the product times 2^exponent, and whether rounding half to even goes up to the
// next one.
static uint64_t cut_product(struct float_product const *p, int exponent, bool *up)
{
    uint64_t top = p->high;
    uint64_t next = p->middle;
    uint64_t last = p->low;
    while (top == 0) { // the value is not 0
        top = next;
        next = last;
        last = 0;
        exponent -= 64;
    }
    int zeros = __builtin_clzll(top);
    if (zeros > 0) {
        top = top << zeros | next >> (64 - zeros);
        next <<= zeros;
    }
    bool more = (next | last) != 0;
    exponent += 128 - zeros; // value = top * 2^exponent, and more
    int drop = 11;
    int biased = exponent + drop + FLOAT_EXPONENT_BIAS;
    if (biased < 1) { // subnormal: fewer bits stay
        drop += 1 - biased;
        biased = 0;
    }
    if (biased >= FLOAT_EXPONENT_SPECIAL) {
        *up = false;
        return INFINITY_BITS;
    }
    if (drop > 64) {
        *up = false;
        return 0;
    }
    uint64_t kept = drop == 64 ? 0 : top >> drop;
    uint64_t rest = drop == 64 ? top : top << (64 - drop);
    uint64_t half = UINT64_C(1) << 63;
    *up = rest > half || (rest == half && (more || (kept & 1) != 0));
    // The hidden bit adds one to an exponent field that is one too low; a subnormal has neither.
    return biased == 0 ? kept : ((uint64_t)(biased - 1) << 52) + kept;
}

// Compares the literal with the midpoint between the double of these bits and the next one.
static int compare_with_midpoint(struct literal const *literal, uint64_t bits)
{
    struct float_big text;
    float_big_set(&text, 0);
    int64_t exponent = literal->exponent + literal->digits;
    int used = 0;
    char const *p = literal->first;
    while (p < literal->last && used < SIGNIFICANT_DIGITS) {
        uint64_t chunk = 0;
        uint64_t scale = 1;
        for (int n = 0; n < WORD_DIGITS && p < literal->last && used < SIGNIFICANT_DIGITS; p++) {
            if (*p == '.')
                continue;
            chunk = chunk * 10 + (uint64_t)(*p - '0');
            scale *= 10;
            n++;
            used++;
        }
        if (text.count == 0)
            float_big_set(&text, chunk);
        else
            float_big_multiply_add(&text, scale, chunk);
    }
    for (; p < literal->last; p++) {
        if (*p != '.' && *p != '0') { // anything that is not 0 stands for the rest
            float_big_multiply_add(&text, 10, 1);
            used++;
            break;
        }
    }
    exponent -= used;
    struct float_parts parts = float_split(float_from_bits(bits));
    struct float_big middle;
    float_big_set(&middle, parts.significand * 2 + 1);
    int64_t two = parts.exponent - 1 - exponent; // middle * 2^two beside text * 5^exponent, once both are divided
    if (exponent >= 0)
        float_big_multiply_power5(&text, (int)exponent);
    else
        float_big_multiply_power5(&middle, (int)-exponent);
    if (two >= 0)
        float_big_shift_left(&middle, (unsigned)two);
    else
        float_big_shift_left(&text, (unsigned)-two);
    return float_big_compare(&text, &middle);
}

// w * 10^q, exactly: both fit a double, and one operation rounds once.
static bool convert_exactly(uint64_t w, int64_t q, double *out)
{
#if FLT_EVAL_METHOD == 0
    static double const powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (w >> 53 == 0 && q >= -22 && q <= 22) {
        *out = q < 0 ? (double)w / powers[-q] : (double)w * powers[q];
        return true;
    }
#endif
    (void)w, (void)q, (void)out;
    return false;
}

static double convert(struct literal const *literal)
{
    uint64_t w = 0;
    int64_t left = literal->digits;
    char const *p = literal->first;
    for (int n = 0; p < literal->last && n < WORD_DIGITS; p++) {
        if (*p == '.')
            continue;
        w = w * 10 + (uint64_t)(*p - '0');
        n++;
        left--;
    }
    int64_t q = literal->exponent + left;
    double result;
    if (w == 0 || q < FLOAT_POWER_FIRST)
        return 0;
    if (q > 308)
        return float_from_bits(INFINITY_BITS);
    if (left == 0 && convert_exactly(w, q, &result))
        return result;
    struct float_product below;
    struct float_product above;
    int exponent;
    float_multiply_power(w, left > 0, (int)q, &below, &above, &exponent);
    bool up;
    bool up_above;
    uint64_t bits = cut_product(&below, exponent, &up);
    uint64_t bits_above = cut_product(&above, exponent, &up_above);
    if (bits + up != bits_above + up_above) {
        int order = compare_with_midpoint(literal, bits);
        up = order > 0 || (order == 0 && (bits & 1) != 0);
    }
    return float_from_bits(bits + up);
}

bool float_parse(char const *text, size_t length, char const **end, double *out)
{
    char const *at = text;
    char const *limit = text + length;
    *end = text;
    *out = 0;
    bool negative = at < limit && *at == '-';
    if (at < limit && (*at == '-' || *at == '+'))
        at++;
    struct literal literal;
    double value;
    size_t left = (size_t)(limit - at);
    size_t word;
    if (read_literal(&at, limit, &literal)) {
        value = convert(&literal);
    } else if ((word = match_word(at, left, "infinity")) != 0 || (word = match_word(at, left, "inf")) != 0) {
        value = float_from_bits(INFINITY_BITS);
        at += word;
    } else if ((word = match_word(at, left, "nan")) != 0) {
        value = float_from_bits(INFINITY_BITS | FLOAT_HIDDEN_BIT >> 1);
        at += word;
    } else {
        return false;
    }
    *end = at;
    *out = negative ? -value : value;
    return true;
}
