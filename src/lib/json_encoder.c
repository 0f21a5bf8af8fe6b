// SPDX-License-Identifier: MIT
// _json.make_encoder: objects to text in one piece. default, encoder, items() and sorting run Python, which may change
// the containers under work: what is encoded is held, and items of a dict are taken out first.
#include "lib/json_module.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/list.h"
#include "object/native.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <math.h>

struct encoder {
    struct object header;
    slot_value markers; // dict by identity of what is being encoded, or None
    slot_value default_function;
    slot_value encoder;
    slot_value indent;
    slot_value key_separator;
    slot_value item_separator;
    slot_value sort_keys;
    slot_value skip_keys;
    bool sorts, skips, allows_nan;
    enum { QUOTE_ASCII, QUOTE_WIDE, QUOTE_CALL } quoting;
};
FIELDS_FUNCTIONS(encoder, encoder, markers, 8)

struct encoding {
    struct ouro *rt;
    struct encoder *encoder; // held by the caller
    struct str_builder out;
};

static bool encode_value(struct encoding *e, ref_value v);

static bool encode_text(struct encoding *e, ref_value v)
{
    if (e->encoder->quoting != QUOTE_CALL) {
        return json_add_quoted(&e->out, as_str(v), e->encoder->quoting == QUOTE_ASCII);
    }
    own_value callee = retain(slot_get(e->encoder->encoder));
    own_value text = operation_call_1(e->rt, lend(callee), v);
    release(e->rt, callee);
    bool good = !failed(text);
    if (good && !is_str(e->rt, lend(text))) {
        error_raise(e->rt, TYPE_TYPE_ERROR, "encoder() must return a string, not %T", lend(text));
        good = false;
    }
    good = good && str_builder_add_str(&e->out, lend(text));
    release(e->rt, text);
    return good;
}

static bool encode_float(struct encoding *e, double x)
{
    char text[FLOAT_REPR_SIZE];
    if (isfinite(x)) {
        return str_builder_add(&e->out, text, float_repr(x, text));
    }
    if (!e->encoder->allows_nan) {
        error_raise(e->rt, TYPE_VALUE_ERROR, "Out of range float values are not JSON compliant");
        return false;
    }
    return str_builder_add_text(&e->out, isnan(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity");
}

static bool encode_int(struct encoding *e, ref_value v)
{
    if (is_small_int(v)) {
        return str_builder_add_int(&e->out, small_int(v));
    }
    own_value text = int_to_text(e->rt, v, 10, false);
    bool good = !failed(text) && str_builder_add_str(&e->out, lend(text));
    release(e->rt, text);
    return good;
}

// A value whose text needs no look inside. 1: written; 0: another one; -1: error.
static int encode_plain(struct encoding *e, ref_value v)
{
    bool good;
    if (is_none(v)) {
        good = str_builder_add(&e->out, "null", 4);
    } else if (is_bool(v)) {
        good = same(v, ref_true) ? str_builder_add(&e->out, "true", 4) : str_builder_add(&e->out, "false", 5);
    } else if (is_int(e->rt, v)) {
        good = encode_int(e, v);
    } else if (is_float(e->rt, v)) {
        good = encode_float(e, float_number(v));
    } else {
        return 0;
    }
    return good ? 1 : -1;
}

// Marks --------------------------------------------------------------------------------------------------------------

// Enters v among what is being encoded. false: it is there already, or an error. *mark: for leave; nothing: no markers.
static bool enter(struct encoding *e, ref_value v, own_value *mark)
{
    struct ouro *rt = e->rt;
    ref_value markers = slot_get(e->encoder->markers);
    *mark = own_nothing;
    if (is_none(markers)) {
        return true;
    }
    *mark = int_from_uint64(rt, ref_bits(v));
    int found = failed(*mark) ? -1 : dict_contains(rt, markers, lend(*mark));
    if (found > 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "Circular reference detected");
    }
    if (found != 0 || !dict_set(rt, markers, lend(*mark), v)) {
        release(rt, give(*mark));
        return false;
    }
    return true;
}

static bool leave(struct encoding *e, own_value mark, bool good)
{
    struct ouro *rt = e->rt;
    if (failed(mark)) {
        return good;
    }
    if (good) { // after an error the marks stay, as in CPython: the encoder is done with
        int deleted = dict_delete(rt, slot_get(e->encoder->markers), lend(mark));
        if (deleted == 0) {
            (void)error_raise_key(rt, lend(mark));
        }
        good = deleted > 0;
    }
    release(rt, mark);
    return good;
}

// Containers ---------------------------------------------------------------------------------------------------------

// The items of a list or tuple; `of` is what a circle is looked for by.
static bool encode_array(struct encoding *e, ref_value v, ref_value of)
{
    bool list = is_list(e->rt, v);
    own_value mark;
    if ((list ? as_list(v)->length : as_tuple(v)->length) == 0) {
        return str_builder_add(&e->out, "[]", 2);
    }
    if (!enter(e, of, &mark)) {
        return false;
    }
    bool good = str_builder_add_byte(&e->out, '[');
    for (uint64_t i = 0; good && i < (list ? as_list(v)->length : as_tuple(v)->length); i++) {
        own_value item = retain(list ? list_item(v, i) : tuple_item(v, i));
        good = (i == 0 || str_builder_add_str(&e->out, slot_get(e->encoder->item_separator))) &&
               (i % 1024 != 1023 || vm_poll(e->rt)) && encode_value(e, lend(item));
        release(e->rt, item);
    }
    return leave(e, mark, good) && str_builder_add_byte(&e->out, ']');
}

// An instance of a subclass gives its items through its own __iter__.
static bool encode_list(struct encoding *e, ref_value v)
{
    if (is_exact(v, TYPE_LIST) || is_exact(v, TYPE_TUPLE)) {
        return encode_array(e, v, v);
    }
    own_value items = operation_list(e->rt, v);
    bool good = !failed(items) && encode_array(e, lend(items), v);
    release(e->rt, items);
    return good;
}

// 1: written, 0: skipped, -1: error.
static int encode_key(struct encoding *e, ref_value key, bool first)
{
    struct ouro *rt = e->rt;
    bool known = is_str(rt, key) || is_none(key) || is_bool(key) || is_int(rt, key) || is_float(rt, key);
    if (!known) {
        if (e->encoder->skips) {
            return 0;
        }
        error_raise(rt, TYPE_TYPE_ERROR, "keys must be str, int, float, bool or None, not %T", key);
        return -1;
    }
    if (!first && !str_builder_add_str(&e->out, slot_get(e->encoder->item_separator))) {
        return -1;
    }
    bool good;
    if (is_str(rt, key)) {
        good = encode_text(e, key);
    } else if (e->encoder->quoting != QUOTE_CALL) { // quoted digits and words need no escapes
        good = str_builder_add_byte(&e->out, '"') && encode_plain(e, key) > 0 && str_builder_add_byte(&e->out, '"');
    } else {
        struct encoding inner = {.rt = rt, .encoder = e->encoder};
        str_builder_open(rt, &inner.out);
        own_value text = own_nothing;
        if (encode_plain(&inner, key) > 0) {
            text = str_builder_finish(&inner.out);
        } else {
            str_builder_abandon(&inner.out);
        }
        good = !failed(text) && encode_text(e, lend(text));
        release(rt, text);
    }
    return good && str_builder_add_str(&e->out, slot_get(e->encoder->key_separator)) ? 1 : -1;
}

// The items as a list of pairs, sorted if asked for.
static own_value items_of(struct encoding *e, ref_value v)
{
    struct ouro *rt = e->rt;
    own_value view = operation_call_method(rt, name_of(rt, NAME_items), &v, 1, ref_nothing);
    own_value items = failed(view) ? own_nothing : operation_list(rt, lend(view));
    release(rt, view);
    if (!failed(items) && e->encoder->sorts && !list_sort(rt, lend(items), ref_none, false)) {
        release(rt, give(items));
    }
    return items;
}

// Keys and values of a plain dict, one after the other.
static own_value flat_items(struct ouro *rt, ref_value v)
{
    own_value list = list_new(rt, (uint64_t)dict_length(v) * 2);
    uint32_t position = 0;
    ref_value key, value;
    while (!failed(list) && dict_next(as_dict(v), &position, &key, &value)) {
        if (!list_append(rt, as_list(lend(list)), retain(key)) ||
            !list_append(rt, as_list(lend(list)), retain(value))) {
            release(rt, give(list));
        }
    }
    return list;
}

static bool encode_items(struct encoding *e, ref_value items, bool flat)
{
    bool first = true;
    for (uint64_t i = 0; i < as_list(items)->length; i += flat ? 2 : 1) {
        ref_value item = list_item(items, i);
        if (!flat && (!is_tuple(e->rt, item) || as_tuple(item)->length != 2)) {
            error_raise(e->rt, TYPE_VALUE_ERROR, "items must return 2-tuples");
            return false;
        }
        int written = encode_key(e, flat ? item : tuple_item(item, 0), first);
        if (written < 0 || (i % 1024 == 1022 && !vm_poll(e->rt)) ||
            (written > 0 && !encode_value(e, flat ? list_item(items, i + 1) : tuple_item(item, 1)))) {
            return false;
        }
        first = first && written == 0;
    }
    return true;
}

static bool encode_dict(struct encoding *e, ref_value v)
{
    own_value mark;
    if (dict_length(v) == 0) {
        return str_builder_add(&e->out, "{}", 2);
    }
    if (!enter(e, v, &mark)) {
        return false;
    }
    bool flat = is_exact(v, TYPE_DICT) && !e->encoder->sorts;
    own_value items = flat ? flat_items(e->rt, v) : items_of(e, v);
    bool good = !failed(items) && str_builder_add_byte(&e->out, '{') && encode_items(e, lend(items), flat);
    release(e->rt, items);
    return leave(e, mark, good) && str_builder_add_byte(&e->out, '}');
}

// Whatever else: what default makes of it.
static bool encode_other(struct encoding *e, ref_value v)
{
    own_value mark;
    if (!enter(e, v, &mark)) {
        return false;
    }
    own_value function = retain(slot_get(e->encoder->default_function));
    own_value other = operation_call_1(e->rt, lend(function), v);
    release(e->rt, function);
    bool good = !failed(other) && encode_value(e, lend(other));
    release(e->rt, other);
    return leave(e, mark, good);
}

static bool encode_value(struct encoding *e, ref_value v)
{
    if (is_str(e->rt, v)) {
        return encode_text(e, v);
    }
    int plain = encode_plain(e, v);
    if (plain != 0) {
        return plain > 0;
    }
    if (!depth_enter(e->rt, " while encoding a JSON object")) {
        return false;
    }
    bool good = is_list(e->rt, v) || is_tuple(e->rt, v) ? encode_list(e, v)
                : is_dict(e->rt, v)                     ? encode_dict(e, v)
                                                        : encode_other(e, v);
    depth_leave(e->rt);
    return good;
}

static own_value encoder_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"obj", "_current_indent_level"};
    static struct signature const signature = {"_iterencode", names, 2, 2, 0, 2};
    ref_value given[2];
    int64_t level;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        !operation_index_int64(rt, given[1], &level, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct encoding e = {.rt = rt, .encoder = (struct encoder *)as_object(args[0])};
    str_builder_open(rt, &e.out);
    if (!encode_value(&e, given[0])) {
        str_builder_abandon(&e.out);
        return own_nothing;
    }
    own_value text = str_builder_finish(&e.out);
    return failed(text) ? own_nothing : list_from_owned(rt, &text, 1);
}

static own_value encoder_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"markers",        "default",   "encoder",  "indent",   "key_separator",
                                        "item_separator", "sort_keys", "skipkeys", "allow_nan"};
    static struct signature const signature = {"make_encoder", names, 9, 9, 0, 9};
    ref_value given[9];
    int truths[3];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (!is_none(given[0]) && !is_dict(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "make_encoder() argument 1 must be dict or None, not %T", given[0]);
    }
    for (int i = 4; i < 6; i++) {
        if (!is_str(rt, given[i])) {
            return error_raise(rt, TYPE_TYPE_ERROR, "make_encoder() argument %d must be str, not %T", i + 1, given[i]);
        }
    }
    for (int i = 0; i < 3; i++) {
        if ((truths[i] = operation_truth(rt, given[6 + i])) < 0) {
            return own_nothing;
        }
    }
    own_value made = object_create(rt, (struct type *)as_object(args[0]), 0);
    if (failed(made)) {
        return made;
    }
    struct encoder *e = (struct encoder *)as_object(lend(made));
    for (int i = 0; i < 8; i++) {
        slot_init(&e->markers + i, i < 6 ? retain(given[i]) : own_bool(truths[i - 6]));
    }
    e->sorts = truths[0];
    e->skips = truths[1];
    e->allows_nan = truths[2];
    e->quoting = QUOTE_CALL;
    if (is_exact(given[2], TYPE_NATIVE)) {
        native_fn *function = ((struct native *)as_object(given[2]))->definition->function;
        e->quoting = function == json_encode_basestring_ascii ? QUOTE_ASCII
                     : function == json_encode_basestring     ? QUOTE_WIDE
                                                              : QUOTE_CALL;
    }
    return made;
}

#define GETTER(name, field)                                                  \
    static own_value get_##name(struct ouro *rt, ref_value self)             \
    {                                                                        \
        (void)rt;                                                            \
        return retain(slot_get(((struct encoder *)as_object(self))->field)); \
    }
GETTER(markers, markers)
GETTER(default, default_function)
GETTER(encoder, encoder)
GETTER(indent, indent)
GETTER(key_separator, key_separator)
GETTER(item_separator, item_separator)
GETTER(sort_keys, sort_keys)
GETTER(skipkeys, skip_keys)

static struct attribute_definition const encoder_attributes[] = {
    {"markers", get_markers, NULL, "markers"},
    {"default", get_default, NULL, "default"},
    {"encoder", get_encoder, NULL, "encoder"},
    {"indent", get_indent, NULL, "indent"},
    {"key_separator", get_key_separator, NULL, "key_separator"},
    {"item_separator", get_item_separator, NULL, "item_separator"},
    {"sort_keys", get_sort_keys, NULL, "sort_keys"},
    {"skipkeys", get_skipkeys, NULL, "skipkeys"},
    {0},
};
static struct type_protocol const encoder_protocol = {.call = encoder_call, .create = encoder_create};

struct type_definition const json_encoder_definition = {
    .name = "_json.Encoder",
    .doc = "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    .number = TYPE_JSON_ENCODER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct encoder),
    .traverse = encoder_traverse,
    .drop_step = encoder_drop_step,
    .clear = encoder_clear,
    .protocol = &encoder_protocol,
    .attributes = encoder_attributes,
};
