// SPDX-License-Identifier: MIT
// translate, maketrans and encode of str.
#include "object/codec.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/operation.h"
#include "object/str_methods.h"
#include "object/utf8.h"

// What the table has for a code point: owned; own_stop when it says nothing of it.
static own_value table_get(struct ouro *rt, ref_value table, uint32_t code_point)
{
    own_value key = own_small_int(code_point);
    if (is_exact(table, TYPE_DICT)) {
        ref_value found = dict_get(rt, table, lend(key));
        return !is_nothing(found) ? retain(found) : error_pending(rt) ? own_nothing : own_stop;
    }
    own_value found = operation_get_item(rt, table, lend(key));
    if (failed(found) && error_matches(rt, TYPE_LOOKUP_ERROR)) {
        error_clear(rt);
        return own_stop;
    }
    return found;
}

static bool add_mapped(struct ouro *rt, struct str_builder *b, ref_value mapped)
{
    if (is_none(mapped)) {
        return true;
    }
    if (is_str(rt, mapped)) {
        return str_builder_add_str(b, mapped);
    }
    if (is_small_int(mapped) || is_bool(mapped) || is_kind(rt, mapped, TYPE_INT)) {
        int64_t code_point;
        if (!operation_index_int64(rt, mapped, &code_point, TYPE_OVERFLOW_ERROR)) {
            if (!error_matches(rt, TYPE_OVERFLOW_ERROR)) {
                return false;
            }
            error_clear(rt);
            code_point = -1;
        }
        if (code_point >= 0 && code_point <= UTF8_MAXIMUM) {
            return str_builder_add_code_point(b, (uint32_t)code_point);
        }
        (void)error_raise(rt, TYPE_VALUE_ERROR, "character mapping must be in range(0x110000)");
        return false;
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR, "character mapping must return integer, None or str");
    return false;
}

own_value str_method_translate(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct str *s = as_str(args[0]);
    struct str_builder b;
    str_builder_open(rt, &b);
    char const *end = str_bytes(s) + str_size(s);
    bool good = true;
    for (char const *at = str_bytes(s); good && at < end;) {
        uint32_t code_point;
        unsigned width = utf8_decode(at, &code_point);
        own_value mapped = table_get(rt, args[1], code_point);
        if (failed(mapped)) {
            good = false;
        } else if (is_stop(lend(mapped))) {
            good = str_builder_add(&b, at, width);
        } else {
            good = add_mapped(rt, &b, lend(mapped));
            release(rt, mapped);
        }
        at += width;
    }
    if (!good) {
        str_builder_abandon(&b);
        return own_nothing;
    }
    return str_builder_finish(&b);
}

static bool enter(struct ouro *rt, ref_value table, uint32_t code_point, ref_value value)
{
    own_value key = own_small_int(code_point);
    return dict_set(rt, table, lend(key), value);
}

static bool from_dict(struct ouro *rt, ref_value table, ref_value given)
{
    ref_value key, value;
    for (uint32_t position = 0; dict_next(as_dict(given), &position, &key, &value);) {
        if (is_str(rt, key)) {
            if (as_str(key)->length != 1) {
                (void)error_raise(rt, TYPE_VALUE_ERROR, "string keys in translate table must be of length 1");
                return false;
            }
            if (!enter(rt, table, str_code_point(as_str(key), 0), value)) {
                return false;
            }
        } else if (is_small_int(key) || is_bool(key) || is_kind(rt, key, TYPE_INT)) {
            own_value held_key = retain(key);
            own_value held = retain(value);
            bool good = dict_set(rt, table, lend(held_key), lend(held));
            release(rt, held);
            release(rt, held_key);
            if (!good) {
                return false;
            }
        } else {
            (void)error_raise(rt, TYPE_TYPE_ERROR, "keys in translate table must be strings or integers");
            return false;
        }
    }
    return true;
}

static bool from_texts(struct ouro *rt, ref_value table, struct str *from, struct str *to, struct str *deleted)
{
    char const *x = str_bytes(from), *y = str_bytes(to);
    for (uint32_t i = 0; i < from->length; i++) {
        uint32_t key, value;
        x += utf8_decode(x, &key);
        y += utf8_decode(y, &value);
        own_value mapped = own_small_int(value);
        if (!enter(rt, table, key, lend(mapped))) {
            return false;
        }
    }
    char const *z = deleted != NULL ? str_bytes(deleted) : "";
    for (uint32_t i = 0; deleted != NULL && i < deleted->length; i++) {
        uint32_t key;
        z += utf8_decode(z, &key);
        if (!enter(rt, table, key, ref_none)) {
            return false;
        }
    }
    return true;
}

own_value str_method_maketrans(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 1 && !is_exact(args[0], TYPE_DICT)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "if you give only one argument to maketrans it must be a dict");
    }
    for (uint32_t i = 1; i < count; i++) {
        if (!is_str(rt, args[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "maketrans() argument %u must be str, not %T", i + 1, args[i]);
        }
    }
    if (count > 1 && !is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR,
                           "first maketrans argument must be a string if there is a second argument");
    }
    if (count > 1 && as_str(args[0])->length != as_str(args[1])->length) {
        return error_raise(rt, TYPE_VALUE_ERROR, "the first two maketrans arguments must have equal length");
    }
    own_value table = dict_new(rt);
    if (failed(table)) {
        return table;
    }
    bool good = count == 1
                    ? from_dict(rt, lend(table), args[0])
                    : from_texts(rt, lend(table), as_str(args[0]), as_str(args[1]), count > 2 ? as_str(args[2]) : NULL);
    if (!good) {
        release(rt, give(table));
    }
    return table;
}

own_value str_method_encode(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"encoding", "errors"};
    static struct signature const signature = {"encode", names, 2, 0, 0, 2};
    ref_value given[2];
    char const *encoding, *errors;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        !codec_name(rt, given[0], "encode", "encoding", "utf-8", &encoding) ||
        !codec_name(rt, given[1], "encode", "errors", NULL, &errors)) {
        return own_nothing;
    }
    return codec_encode(rt, args[0], encoding, errors);
}
