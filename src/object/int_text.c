// SPDX-License-Identifier: MIT
// Integers from and to text in any base. Powers of two go bit by bit; other bases limb by limb, which is quadratic
// work: sys.set_int_max_str_digits bounds it before it begins.
#include "core/poll.h"
#include "object/error.h"
#include "object/int_limbs.h"
#include "object/state.h"
#include "object/str.h"

#include <gmp.h>

#define CHUNK_DIGITS 19 // 10^19 fits a limb
#define CHUNK UINT64_C(10000000000000000000)

static int digit_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'z' ? c - 'a' + 10
           : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                  : 99;
}

// Reading
// --------------------------------------------------------------------------------------------------------------------

// Text as digits: `values` of the base, underscores gone. Lent from the builder's memory.
struct digits {
    char const *text;
    size_t size;
    size_t count; // digits without underscores
    int base;
    bool negative;
};

// Checks and measures the text; false: it is no integer.
static bool scan(char const *text, size_t size, int base, struct digits *d)
{
    d->negative = size > 0 && *text == '-';
    if (size > 0 && (*text == '-' || *text == '+')) {
        text++;
        size--;
    }
    int prefix = size > 1 && text[0] == '0' ? (text[1] | 32) == 'x'   ? 16
                                              : (text[1] | 32) == 'o' ? 8
                                              : (text[1] | 32) == 'b' ? 2
                                                                      : 0
                                            : 0;
    bool any_base = base == 0;
    bool prefixed = prefix != 0 && (any_base || base == prefix);
    if (prefixed) {
        base = prefix;
        text += 2;
        size -= 2;
        if (size > 0 && *text == '_') {
            text++;
            size--;
        }
    } else if (any_base) {
        base = 10;
    }
    d->text = text;
    d->size = size;
    d->base = base;
    d->count = 0;
    bool separated = true; // an underscore may not come first
    bool nonzero = false;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '_') {
            if (separated) {
                return false;
            }
            separated = true;
            continue;
        }
        if (digit_value(text[i]) >= base) {
            return false;
        }
        nonzero |= text[i] != '0';
        separated = false;
        d->count++;
    }
    // With base 0 a leading zero is allowed for zero only, as in source text.
    bool old_octal = any_base && !prefixed && size > 1 && text[0] == '0' && nonzero;
    return !separated && !old_octal;
}

static own_value read_power_of_two(struct ouro *rt, struct digits const *d)
{
    unsigned bits = (unsigned)__builtin_ctz((unsigned)d->base);
    int64_t count = (int64_t)((d->count * bits + 63) / 64) + 1;
    struct integer *n = int_allocate(rt, count);
    if (n == NULL) {
        return own_nothing;
    }
    memset(n->limbs, 0, (size_t)count * sizeof n->limbs[0]);
    uint64_t at = 0;
    for (size_t i = d->size; i-- > 0;) {
        if (d->text[i] == '_') {
            continue;
        }
        uint64_t value = (uint64_t)digit_value(d->text[i]);
        n->limbs[at / 64] |= value << at % 64;
        if (at % 64 + bits > 64) {
            n->limbs[at / 64 + 1] |= value >> (64 - at % 64);
        }
        at += bits;
    }
    return int_finish(rt, n, count, d->negative);
}

// Limb by limb: multiply by the chunk and add. For counts where quadratic work is small.
static own_value read_chunks(struct ouro *rt, struct digits const *d)
{
    int per_chunk = 1;
    uint64_t chunk = (uint64_t)d->base;
    while (chunk <= UINT64_MAX / (uint64_t)d->base) {
        chunk *= (uint64_t)d->base;
        per_chunk++;
    }
    int64_t room = (int64_t)(d->count / (size_t)per_chunk) + 2;
    struct integer *n = int_allocate(rt, room);
    if (n == NULL) {
        return own_nothing;
    }
    int64_t used = 0;
    size_t left = d->count;
    uint64_t value = 0, scale = 1;
    for (size_t i = 0; i < d->size; i++) {
        if (d->text[i] == '_') {
            continue;
        }
        value = value * (uint64_t)d->base + (uint64_t)digit_value(d->text[i]);
        scale *= (uint64_t)d->base;
        left--;
        if (left % (size_t)per_chunk == 0) {
            uint64_t carry = used > 0 ? mpn_mul_1(n->limbs, n->limbs, used, scale) : 0;
            carry += used > 0 ? mpn_add_1(n->limbs, n->limbs, used, value) : value;
            if (carry != 0) {
                n->limbs[used++] = carry;
            }
            if (!poll_native(rt, 4 + (uint64_t)used / 4)) {
                release(rt, int_finish(rt, n, 0, false));
                return own_nothing;
            }
            value = 0;
            scale = 1;
        }
    }
    return int_finish(rt, n, used, d->negative);
}

static bool within_digit_limit(struct ouro *rt, size_t count)
{
    uint64_t most = rt->objects->int_max_str_digits;
    if (most != 0 && count > most) {
        error_raise(rt, TYPE_VALUE_ERROR,
                    "Exceeds the limit (%llu digits) for integer string conversion: value has %zu digits; "
                    "use sys.set_int_max_str_digits() to increase the limit",
                    (unsigned long long)most, count);
        return false;
    }
    return true;
}

own_value int_from_text(struct ouro *rt, char const *text, size_t size, int base)
{
    struct digits d;
    if (!scan(text, size, base, &d)) {
        return own_stop;
    }
    if (d.base == 10 && d.count <= 18) {
        int64_t n = 0;
        for (size_t i = 0; i < d.size; i++) {
            if (d.text[i] != '_') {
                n = n * 10 + (d.text[i] - '0');
            }
        }
        return own_small_int(d.negative ? -n : n);
    }
    if ((d.base & (d.base - 1)) == 0) {
        return read_power_of_two(rt, &d);
    }
    return within_digit_limit(rt, d.count) ? read_chunks(rt, &d) : own_nothing;
}

// Writing
// --------------------------------------------------------------------------------------------------------------------

static char const digit_letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static own_value write_power_of_two(struct ouro *rt, struct int_view const *view, unsigned bits, char const *prefix)
{
    uint64_t bit_count =
        view->count == 0 ? 1 : (uint64_t)view->count * 64 - (uint64_t)__builtin_clzll(view->limbs[view->count - 1]);
    uint64_t digits = (bit_count + bits - 1) / bits;
    struct str_builder b;
    str_builder_open(rt, &b);
    str_builder_add_text(&b, view->negative ? "-" : "");
    str_builder_add_text(&b, prefix);
    for (uint64_t i = digits; i-- > 0 && !b.failed;) {
        uint64_t at = i * bits;
        uint64_t value = view->count == 0 ? 0 : view->limbs[at / 64] >> at % 64;
        if (at % 64 + bits > 64 && (int64_t)(at / 64 + 1) < view->count) {
            value |= view->limbs[at / 64 + 1] << (64 - at % 64);
        }
        str_builder_add(&b, &digit_letters[value & ((1u << bits) - 1)], 1);
        if (!poll_native(rt, 2)) {
            str_builder_abandon(&b);
            return own_nothing;
        }
    }
    return str_builder_finish(&b);
}

// The decimal digits of a small magnitude, at the end of `to` (room bytes): their number. At least `least` digits.
static size_t put_decimal(char *to, size_t room, uint64_t n, size_t least)
{
    size_t at = room;
    while (n != 0 || room - at < least) {
        to[--at] = (char)('0' + n % 10);
        n /= 10;
    }
    return room - at;
}

// Writes the magnitude (destroyed) as decimal digits right-aligned into `to`; returns how many; no leading zeros, none
// at all for zero. SIZE_MAX: error pending.
static size_t write_chunks(struct ouro *rt, char *to, size_t room, uint64_t *limbs, int64_t count)
{
    size_t written = 0;
    while (count > 0) {
        uint64_t low = mpn_divrem_1(limbs, 0, limbs, count, CHUNK);
        if (!poll_native(rt, 4 + (uint64_t)count)) {
            return SIZE_MAX;
        }
        while (count > 0 && limbs[count - 1] == 0) {
            count--;
        }
        written += put_decimal(to, room - written, low, count > 0 ? CHUNK_DIGITS : 0);
    }
    return written;
}

static own_value write_any_base(struct ouro *rt, struct int_view const *view, int base)
{
    // digits = bits / log2(base), bounded by bits / floor(log2(base)).
    size_t room = (size_t)view->count * 64 / (size_t)(31 - __builtin_clz((unsigned)base)) + 2;
    size_t scratch = (size_t)view->count * sizeof(uint64_t);
    char *text = heap_raw_allocate(&rt->heap, room + scratch + 8);
    if (text == NULL) {
        return error_no_memory(rt);
    }
    uint64_t *limbs = (uint64_t *)(void *)text;
    char *digits = text + scratch;
    memcpy(limbs, view->limbs, scratch);
    size_t written = 0;
    if (base == 10) {
        written = write_chunks(rt, digits, room, limbs, view->count);
    } else {
        for (int64_t count = view->count; count > 0;) {
            if (!poll_native(rt, 4 + (uint64_t)count)) {
                written = SIZE_MAX;
                break;
            }
            uint64_t digit = mpn_divrem_1(limbs, 0, limbs, count, (uint64_t)base);
            digits[room - ++written] = digit_letters[digit];
            while (count > 0 && limbs[count - 1] == 0) {
                count--;
            }
        }
    }
    if (written == SIZE_MAX) {
        heap_raw_free(&rt->heap, text, room + scratch + 8);
        return own_nothing;
    }
    if (view->negative) {
        digits[room - ++written] = '-';
    }
    own_value result = written == 0 ? str_from(rt, "0") : str_new(rt, digits + room - written, written);
    heap_raw_free(&rt->heap, text, room + scratch + 8);
    return result;
}

own_value int_to_text(struct ouro *rt, ref_value v, int base, bool prefix)
{
    struct int_view view;
    int_view_of(v, &view);
    if ((base & (base - 1)) == 0) {
        char const *lead = !prefix ? "" : base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
        return write_power_of_two(rt, &view, (unsigned)__builtin_ctz((unsigned)base), lead);
    }
    if (base == 10 && view.count <= 1) {
        char text[24];
        uint64_t n = view.count == 0 ? 0 : view.limbs[0];
        size_t size = put_decimal(text, sizeof text, n, 1);
        if (view.negative) {
            text[sizeof text - ++size] = '-';
        }
        return str_new(rt, text + sizeof text - size, size);
    }
    uint64_t most = rt->objects->int_max_str_digits;
    // 64 bits are at least 19.26 decimal digits: the count is exact enough to refuse before the work, the rest is
    // checked on the text itself.
    if (base == 10 && most != 0 && (uint64_t)(view.count - 1) > most / 19 + 1) {
        return error_raise(rt, TYPE_VALUE_ERROR,
                           "Exceeds the limit (%llu digits) for integer string conversion; "
                           "use sys.set_int_max_str_digits() to increase the limit",
                           (unsigned long long)most);
    }
    own_value text = write_any_base(rt, &view, base);
    if (!failed(text) && base == 10 && most != 0 && as_str(lend(text))->length - view.negative > most) {
        release(rt, text);
        return error_raise(rt, TYPE_VALUE_ERROR,
                           "Exceeds the limit (%llu digits) for integer string conversion; "
                           "use sys.set_int_max_str_digits() to increase the limit",
                           (unsigned long long)most);
    }
    return text;
}
