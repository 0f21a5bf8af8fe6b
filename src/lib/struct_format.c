// SPDX-License-Identifier: MIT
// Formats of the module struct.
#include "lib/struct_format.h"

#include "lib/library.h"
#include "object/codec.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/float.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#include <math.h>
#include <stdarg.h>

// struct.error
// ----------------------------------------------------------------------------------------------------------

static own_value make_error_class(struct ouro *rt)
{
    own_value name = str_from(rt, "error"), module = str_from(rt, "struct");
    own_value dict = failed(name) || failed(module) ? own_nothing : dict_new(rt);
    ref_value base = ref_object(type_by_number(rt, TYPE_EXCEPTION));
    own_value bases = failed(dict) ? own_nothing : tuple_from(rt, &base, 1);
    own_value made = own_nothing;
    if (!failed(bases) && dict_set(rt, lend(dict), name_of(rt, NAME_module), lend(module))) {
        ref_value const args[] = {lend(name), lend(bases), lend(dict)};
        made = operation_call(rt, ref_object(type_by_number(rt, TYPE_TYPE)), args, 3, ref_nothing);
    }
    release(rt, bases);
    release(rt, dict);
    release(rt, module);
    release(rt, name);
    return made;
}

own_value struct_error_class(struct ouro *rt)
{
    slot_value *place = &rt->library->struct_error;
    if (is_nothing(slot_get(*place))) {
        own_value made = make_error_class(rt);
        if (failed(made)) {
            return made;
        }
        slot_set(rt, NULL, place, made);
    }
    return retain(slot_get(*place));
}

own_value struct_raise(struct ouro *rt, char const *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    own_value text = str_format_list(rt, format, arguments);
    va_end(arguments);
    own_value class = failed(text) ? own_nothing : struct_error_class(rt);
    own_value error = failed(class) ? own_nothing : operation_call_1(rt, lend(class), lend(text));
    release(rt, class);
    release(rt, text);
    return failed(error) ? own_nothing : error_raise_object(rt, error);
}

// Parsing
// ---------------------------------------------------------------------------------------------------------------

// X(code, native size and alignment, standard size; 0: none)
#define CODES(X) \
    X('x', 1, 1) \
    X('c', 1, 1) \
    X('b', 1, 1) \
    X('B', 1, 1) \
    X('?', 1, 1) \
    X('s', 1, 1) \
    X('p', 1, 1) \
    X('h', 2, 2) \
    X('H', 2, 2) \
    X('e', 2, 2) \
    X('i', 4, 4) \
    X('I', 4, 4) \
    X('f', 4, 4) \
    X('l', 8, 4) \
    X('L', 8, 4) \
    X('q', 8, 8) \
    X('Q', 8, 8) \
    X('d', 8, 8) \
    X('n', 8, 0) \
    X('N', 8, 0) \
    X('P', 8, 0)

static int code_size(char code, bool native)
{
    switch (code) {
#define X(letter, native_size, standard_size) \
    case letter:                              \
        return native ? native_size : standard_size;
        CODES(X)
#undef X
    default:
        return 0;
    }
}

struct parser {
    char const *at, *end;
    bool native, big, aligned;
    int64_t size, values;
    uint64_t count;
};

static void parser_open(struct parser *p, char const *text, size_t size)
{
    *p = (struct parser){.at = text, .end = text + size, .native = true, .aligned = true};
    if (size > 0 && strchr("@=<>!", *text) != NULL && *text != '\0') {
        p->native = p->aligned = *text == '@';
        p->big = *text == '>' || *text == '!';
        p->at++;
    }
}

// The next code. 1: there is one; 0: the end; -1: struct.error pending.
static int parser_next(struct ouro *rt, struct parser *p, struct struct_code *out)
{
    while (p->at < p->end && ((*p->at >= '\t' && *p->at <= '\r') || *p->at == ' ')) {
        p->at++;
    }
    if (p->at == p->end) {
        return 0;
    }
    int64_t repeat = 1;
    if (*p->at >= '0' && *p->at <= '9') {
        for (repeat = 0; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++) {
            if (__builtin_mul_overflow(repeat, 10, &repeat) || __builtin_add_overflow(repeat, *p->at - '0', &repeat)) {
                (void)struct_raise(rt, "total struct size too long");
                return -1;
            }
        }
        if (p->at == p->end) {
            (void)struct_raise(rt, "repeat count given without format specifier");
            return -1;
        }
    }
    char code = *p->at++;
    int size = code_size(code, p->native);
    if (size == 0) {
        (void)struct_raise(rt, "bad char in struct format");
        return -1;
    }
    int64_t more;
    // Little-endian standard codes of the host's size are the host's own for CPython, which shows in messages.
    bool plain = p->native || (!p->big && size == code_size(code, true));
    bool text = code == 's' || code == 'p', too_long = false;
    if (p->aligned) {
        too_long = __builtin_add_overflow(p->size, -p->size & (size - 1), &p->size);
    }
    *out = (struct struct_code){p->size, repeat, (uint8_t)size, code, plain, p->big};
    too_long = too_long || __builtin_mul_overflow(repeat, size, &more) ||
               __builtin_add_overflow(p->size, more, &p->size) ||
               __builtin_add_overflow(p->values,
                                      text          ? 1
                                      : code == 'x' ? 0
                                                    : repeat,
                                      &p->values);
    if (too_long) {
        (void)struct_raise(rt, "total struct size too long");
        return -1;
    }
    p->count += code != 'x' && (text || repeat > 0);
    return 1;
}

own_value struct_parse(struct ouro *rt, ref_value format)
{
    char const *text;
    size_t size;
    if (is_str(rt, format)) {
        text = str_bytes(as_str(format));
        size = str_size(as_str(format));
        if (!str_is_ascii(as_str(format))) {
            return codec_encode(rt, format, "ascii", "strict"); // UnicodeEncodeError
        }
    } else if (is_bytes(rt, format)) {
        text = (char const *)as_bytes(format)->data;
        size = as_bytes(format)->size;
    } else {
        return error_raise(rt, TYPE_TYPE_ERROR, "Struct() argument 1 must be a str or bytes object, not %T", format);
    }
    if (memchr(text, '\0', size) != NULL) {
        return struct_raise(rt, "embedded null character");
    }
    struct parser p;
    struct struct_code code;
    int found;
    parser_open(&p, text, size);
    while ((found = parser_next(rt, &p, &code)) > 0) {
    }
    own_value made =
        found < 0 ? own_nothing
                  : bytes_new(rt, NULL, sizeof(struct struct_layout) + (size_t)p.count * sizeof(struct struct_code));
    if (failed(made)) {
        return made;
    }
    struct struct_layout *layout = (struct struct_layout *)(void *)as_bytes(lend(made))->data;
    layout->size = p.size;
    layout->values = p.values;
    layout->count = 0;
    parser_open(&p, text, size);
    while (parser_next(rt, &p, &code) > 0) {
        if (code.code != 'x' && (code.repeat > 0 || code.code == 's' || code.code == 'p')) {
            layout->codes[layout->count++] = code;
        }
    }
    return made;
}

// Bytes to values
// -------------------------------------------------------------------------------------------------------

static uint64_t load_word(struct struct_code const *c, uint8_t const *from)
{
    uint64_t word = 0;
    for (int i = 0; i < c->size; i++) {
        word |= (uint64_t)from[c->big ? c->size - 1 - i : i] << (8 * i);
    }
    return word;
}

static double from_half(uint64_t bits)
{
    double sign = bits & 0x8000 ? -1.0 : 1.0;
    int exponent = (int)(bits >> 10 & 31);
    double fraction = (double)(bits & 1023);
    if (exponent == 31) {
        return fraction == 0.0 ? sign * (double)INFINITY : copysign((double)NAN, sign);
    }
    return exponent == 0 ? sign * ldexp(fraction, -24) : sign * ldexp(1024.0 + fraction, exponent - 25);
}

static own_value load_text(struct ouro *rt, struct struct_code const *c, uint8_t const *from)
{
    if (c->code == 's') {
        return bytes_new(rt, from, (size_t)c->repeat);
    }
    int64_t length = c->repeat == 0 ? 0 : from[0];
    length = length >= c->repeat && length > 0 ? c->repeat - 1 : length;
    return bytes_new(rt, from + (c->repeat > 0), (size_t)length);
}

static own_value load_one(struct ouro *rt, struct struct_code const *c, uint8_t const *from)
{
    uint64_t word = load_word(c, from);
    switch (c->code) {
    case 'c':
        return bytes_new(rt, from, 1);
    case '?':
        return own_bool(*from != 0);
    case 'e':
        return float_new(rt, from_half(word));
    case 'f': {
        uint32_t low = (uint32_t)word;
        float single;
        memcpy(&single, &low, sizeof single);
        return float_new(rt, (double)single);
    }
    case 'd': {
        double number;
        memcpy(&number, &word, sizeof number);
        return float_new(rt, number);
    }
    case 'b':
    case 'h':
    case 'i':
    case 'l':
    case 'q':
    case 'n': {
        unsigned spare = 64 - 8u * c->size;
        return int_from_int64(rt, (int64_t)(word << spare) >> spare);
    }
    default:
        return int_from_uint64(rt, word);
    }
}

own_value struct_load_all(struct ouro *rt, struct struct_layout const *layout, uint8_t const *from)
{
    own_value tuple = tuple_new(rt, (uint64_t)layout->values);
    uint64_t filled = 0;
    for (uint64_t i = 0; i < layout->count && !failed(tuple); i++) {
        struct struct_code const *c = &layout->codes[i];
        bool text = c->code == 's' || c->code == 'p';
        for (int64_t j = 0; j < (text ? 1 : c->repeat); j++) {
            uint8_t const *at = from + c->offset + j * c->size;
            own_value v = text ? load_text(rt, c, at) : load_one(rt, c, at);
            if (failed(v)) {
                release(rt, tuple);
                return own_nothing;
            }
            slot_init(&as_tuple(lend(tuple))->items[filled++], v);
        }
    }
    return tuple;
}

// Values to bytes
// -------------------------------------------------------------------------------------------------------

static void store_word(struct struct_code const *c, uint64_t word, uint8_t *to)
{
    for (int i = 0; i < c->size; i++) {
        to[c->big ? c->size - 1 - i : i] = (uint8_t)(word >> (8 * i));
    }
}

// An int that does not fit: struct.error for an int itself, OverflowError for what __index__ gave.
static bool too_large(struct ouro *rt, ref_value v, char const *message)
{
    if (is_int(rt, v)) {
        (void)struct_raise(rt, "int too large to convert");
    } else {
        (void)error_raise(rt, TYPE_OVERFLOW_ERROR, "%s", message);
    }
    return false;
}

// Sixteen bits, rounded half to even. false: too large.
static bool to_half(double x, uint64_t *out)
{
    uint64_t sign = signbit(x) ? 0x8000 : 0;
    if (isnan(x) || isinf(x)) {
        *out = sign | (isnan(x) ? 0x7e00 : 0x7c00);
        return true;
    }
    int exponent;
    (void)frexp(x, &exponent);
    int unit = x == 0.0 || exponent < -13 ? -24 : exponent - 11; // binary logarithm of the last place
    double places = nearbyint(ldexp(fabs(x), -unit));
    if (unit > -24 && places >= 2048.0) {
        places /= 2.0;
        unit++;
    }
    // Subnormal ones count up to the first normal one by themselves.
    uint64_t bits = unit == -24 ? (uint64_t)places : (uint64_t)(unit + 24) * 1024 + (uint64_t)places;
    *out = sign | bits;
    return bits < 0x7c00;
}

static bool store_float(struct ouro *rt, struct struct_code const *c, ref_value v, uint8_t *to)
{
    double x;
    uint64_t word = 0;
    if (!operation_double(rt, v, &x)) {
        error_clear(rt);
        (void)struct_raise(rt, "required argument is not a float");
        return false;
    }
    bool fits = true;
    if (c->code == 'd') {
        memcpy(&word, &x, sizeof x);
    } else if (c->code == 'f') {
        float single = (float)x;
        fits = !isinf(single) || isinf(x);
        memcpy(&word, &single, sizeof single);
    } else {
        fits = to_half(x, &word);
    }
    if (!fits) {
        return too_large(
            rt, v, c->code == 'f' ? "float too large to pack with f format" : "float too large to pack with e format");
    }
    store_word(c, word, to);
    return true;
}

static bool out_of_range(struct ouro *rt, struct struct_code const *c, bool is_signed, unsigned bits)
{
    int64_t low = is_signed ? INT64_MIN >> (64 - bits) : 0;
    uint64_t high = (is_signed ? (uint64_t)INT64_MAX : UINT64_MAX) >> (64 - bits);
    char const *name = c->code == 'b'                ? "byte"
                       : c->code == 'B'              ? "ubyte"
                       : c->native && c->code == 'h' ? "short"
                       : c->native && c->code == 'H' ? "ushort"
                                                     : NULL;
    if (name != NULL) {
        (void)struct_raise(rt, "%s format requires %lld <= number <= %llu", name, (long long)low,
                           (unsigned long long)high);
    } else {
        (void)struct_raise(rt, "'%c' format requires %lld <= number <= %llu", (uint32_t)c->code, (long long)low,
                           (unsigned long long)high);
    }
    return false;
}

static bool store_integer(struct ouro *rt, struct struct_code const *c, ref_value v, uint8_t *to)
{
    own_value index = is_index(rt, v) ? operation_index(rt, v) : own_nothing;
    if (failed(index)) {
        if (!error_pending(rt)) {
            (void)struct_raise(rt, "required argument is not an integer");
        }
        return false;
    }
    int64_t length = int_bit_length(lend(index));
    bool negative = int_sign(rt, lend(index)) < 0;
    uint64_t word = 0;
    (void)int_to_uint64_masked(rt, lend(index), &word);
    release(rt, index);
    bool is_signed = strchr("bBhHilqn", c->code) != NULL && !(c->code == 'H' && !c->native);
    bool fits_long = length < 64 || (negative && length == 64 && word == (uint64_t)1 << 63);
    bool fits_unsigned = !negative && length <= 64;
    if (c->code == 'P') {
        if (!fits_long && !fits_unsigned) {
            return too_large(rt, v, "Python int too large to convert to C unsigned long");
        }
    } else if (!(is_signed ? fits_long : fits_unsigned)) {
        if (c->native || (c->code != 'q' && c->code != 'Q')) {
            (void)struct_raise(rt, "argument out of range");
            return false;
        }
        return too_large(rt, v,
                         !is_signed && negative ? "can't convert negative int to unsigned" : "int too big to convert");
    } else if (c->size < 8) {
        unsigned bits = 8u * c->size;
        bool unsigned_range = c->code == 'B' || c->code == 'H' || c->code == 'I' || c->code == 'L';
        int64_t n = (int64_t)word;
        bool fits = unsigned_range ? word <= UINT64_MAX >> (64 - bits)
                                   : n >= INT64_MIN >> (64 - bits) && n <= INT64_MAX >> (64 - bits);
        if (!fits) {
            return out_of_range(rt, c, !unsigned_range, bits);
        }
    }
    store_word(c, word, to);
    return true;
}

static bool store_text(struct ouro *rt, struct struct_code const *c, ref_value v, uint8_t *to)
{
    uint8_t const *data;
    size_t size;
    if ((!is_bytes(rt, v) && !is_bytearray(rt, v)) || !bytes_view(rt, v, &data, &size)) {
        (void)struct_raise(rt, "argument for '%c' must be a bytes object", (uint32_t)c->code);
        return false;
    }
    size_t room = (size_t)c->repeat;
    if (c->code == 'p' && room > 0) {
        room--;
        size = size < room ? size : room;
        *to++ = (uint8_t)(size > 255 ? 255 : size);
    }
    size = size < room ? size : room;
    if (size > 0) {
        memcpy(to, data, size);
    }
    return true;
}

static bool store_one(struct ouro *rt, struct struct_code const *c, ref_value v, uint8_t *to)
{
    int truth;
    switch (c->code) {
    case 's':
    case 'p':
        return store_text(rt, c, v, to);
    case 'c':
        if (!is_bytes(rt, v) || as_bytes(v)->size != 1) {
            (void)struct_raise(rt, "char format requires a bytes object of length 1");
            return false;
        }
        *to = as_bytes(v)->data[0];
        return true;
    case '?':
        truth = operation_truth(rt, v);
        *to = truth > 0;
        return truth >= 0;
    case 'e':
    case 'f':
    case 'd':
        return store_float(rt, c, v, to);
    default:
        return store_integer(rt, c, v, to);
    }
}

bool struct_store_all(struct ouro *rt, struct struct_layout const *layout, ref_value const *values, uint8_t *to)
{
    for (uint64_t i = 0; i < layout->count; i++) {
        struct struct_code const *c = &layout->codes[i];
        bool text = c->code == 's' || c->code == 'p';
        for (int64_t j = 0; j < (text ? 1 : c->repeat); j++) {
            if (!store_one(rt, c, *values++, to + c->offset + j * c->size)) {
                return false;
            }
        }
    }
    return true;
}
