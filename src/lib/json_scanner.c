// SPDX-License-Identifier: MIT
// _json.make_scanner: text to objects. Hooks run Python; the text is immutable and held by the caller, so that byte
// offsets into it stay good.
#include "lib/json_module.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/float_text.h"
#include "object/int.h"
#include "object/list.h"
#include "object/tuple.h"
#include "vm/vm.h"

struct scanner {
    struct object header;
    slot_value object_hook;
    slot_value object_pairs_hook;
    slot_value parse_float;
    slot_value parse_int;
    slot_value parse_constant;
    bool strict;
};
FIELDS_FUNCTIONS(scanner, scanner, object_hook, 5)

// One call of a scanner.
struct scan {
    struct ouro *rt;
    struct scanner *scanner; // held by the caller
    struct str *text;
    char const *bytes;
    size_t size;
    size_t at;
    own_value keys; // dict: equal keys of objects are one str
};

static own_value scan_value(struct scan *s);

static void skip_blanks(struct scan *s)
{
    while (s->at < s->size &&
           (s->bytes[s->at] == ' ' || s->bytes[s->at] == '\n' || s->bytes[s->at] == '\t' || s->bytes[s->at] == '\r')) {
        s->at++;
    }
}

static char here(struct scan const *s)
{
    return s->at < s->size ? s->bytes[s->at] : '\0';
}

// No value begins here: StopIteration with the index.
static own_value nothing_here(struct scan *s, size_t at)
{
    return error_raise_value(s->rt, TYPE_STOP_ITERATION, lend(own_small_int(json_index(s->text, at))));
}

// A key, shared with equal ones before it.
static own_value scan_key(struct scan *s)
{
    if (here(s) != '"') {
        return json_decode_error(s->rt, "Expecting property name enclosed in double quotes", s->text, s->at);
    }
    s->at++;
    own_value key = json_scan_string(s->rt, s->text, &s->at, s->scanner->strict);
    own_value shared = own_nothing;
    if (!failed(key) && !dict_set_default(s->rt, lend(s->keys), lend(key), lend(key), &shared)) {
        shared = own_nothing;
    }
    release(s->rt, key);
    return shared;
}

// One `key: value` into a dict, or into a list of pairs.
static bool scan_member(struct scan *s, ref_value into, bool pairs)
{
    struct ouro *rt = s->rt;
    own_value key = scan_key(s), value = own_nothing;
    if (!failed(key)) {
        skip_blanks(s);
        if (here(s) != ':') {
            (void)json_decode_error(rt, "Expecting ':' delimiter", s->text, s->at);
        } else {
            s->at++;
            skip_blanks(s);
            value = scan_value(s);
        }
    }
    bool good = !failed(value);
    if (good && pairs) {
        own_value both[] = {retain(lend(key)), retain(lend(value))};
        own_value pair = tuple_from_owned(rt, both, 2);
        good = !failed(pair) && list_append(rt, as_list(into), pair);
    } else if (good) {
        good = dict_set(rt, into, lend(key), lend(value));
    }
    release(rt, key);
    release(rt, value);
    return good;
}

static own_value call_hook(struct scan *s, own_value made)
{
    struct scanner *scanner = s->scanner;
    ref_value pairs = slot_get(scanner->object_pairs_hook), plain = slot_get(scanner->object_hook);
    if (failed(made) || (is_none(pairs) && is_none(plain))) {
        return made;
    }
    own_value hook = retain(is_none(pairs) ? plain : pairs);
    own_value result = operation_call_1(s->rt, lend(hook), lend(made));
    release(s->rt, hook);
    release(s->rt, made);
    return result;
}

// What stands between { or [ and its end, member by member. false: error pending.
static bool scan_members(struct scan *s, ref_value into, bool object, bool pairs)
{
    char const end = object ? '}' : ']';
    s->at++;
    skip_blanks(s);
    if (here(s) == end) {
        s->at++;
        return true;
    }
    for (uint32_t n = 0;; n++) {
        if (n % 1024 == 1023 && !vm_poll(s->rt)) {
            return false;
        }
        if (object) {
            if (!scan_member(s, into, pairs)) {
                return false;
            }
        } else {
            own_value item = scan_value(s);
            if (failed(item) || !list_append(s->rt, as_list(into), item)) {
                return false;
            }
        }
        skip_blanks(s);
        if (here(s) == end) {
            s->at++;
            return true;
        }
        if (here(s) != ',') {
            (void)json_decode_error(s->rt, "Expecting ',' delimiter", s->text, s->at);
            return false;
        }
        s->at++;
        skip_blanks(s);
    }
}

static own_value scan_object(struct scan *s)
{
    bool pairs = !is_none(slot_get(s->scanner->object_pairs_hook));
    own_value made = pairs ? list_new(s->rt, 0) : dict_new(s->rt);
    if (!failed(made) && !scan_members(s, lend(made), true, pairs)) {
        release(s->rt, give(made));
    }
    return call_hook(s, made);
}

static own_value scan_array(struct scan *s)
{
    own_value made = list_new(s->rt, 0);
    if (!failed(made) && !scan_members(s, lend(made), false, false)) {
        release(s->rt, give(made));
    }
    return made;
}

static own_value call_with_text(struct scan *s, ref_value callee, size_t from, size_t to)
{
    own_value hook = retain(callee);
    own_value text = str_new(s->rt, s->bytes + from, to - from);
    own_value result = failed(text) ? own_nothing : operation_call_1(s->rt, lend(hook), lend(text));
    release(s->rt, text);
    release(s->rt, hook);
    return result;
}

static size_t digits_from(struct scan const *s, size_t at)
{
    while (at < s->size && s->bytes[at] >= '0' && s->bytes[at] <= '9') {
        at++;
    }
    return at;
}

static own_value scan_number(struct scan *s)
{
    size_t start = s->at, at = start + (s->bytes[start] == '-');
    size_t whole = at < s->size && s->bytes[at] == '0' ? at + 1 : digits_from(s, at);
    if (whole == at) {
        return nothing_here(s, start);
    }
    size_t end = whole, part;
    if (end < s->size && s->bytes[end] == '.' && (part = digits_from(s, end + 1)) > end + 1) {
        end = part;
    }
    if (end < s->size && (s->bytes[end] == 'e' || s->bytes[end] == 'E')) {
        size_t from = end + 1;
        from += from < s->size && (s->bytes[from] == '+' || s->bytes[from] == '-');
        part = digits_from(s, from);
        end = part > from ? part : end;
    }
    s->at = end;
    ref_value hook = slot_get(end == whole ? s->scanner->parse_int : s->scanner->parse_float);
    if (end != whole && same(hook, ref_object(type_by_number(s->rt, TYPE_FLOAT)))) {
        char const *stop;
        double number;
        if (float_parse(s->bytes + start, end - start, &stop, &number)) {
            return float_new(s->rt, number);
        }
    }
    if (end == whole && whole - at <= 18 && same(hook, ref_object(type_by_number(s->rt, TYPE_INT)))) {
        int64_t number = 0;
        for (size_t i = at; i < whole; i++) {
            number = number * 10 + (s->bytes[i] - '0');
        }
        return own_small_int(at > start ? -number : number);
    }
    return call_with_text(s, hook, start, end);
}

static own_value scan_word(struct scan *s)
{
    static struct {
        char const *text;
        enum value_word word; // VALUE_STOP: what parse_constant makes of it
    } const words[] = {{"null", VALUE_NONE}, {"true", VALUE_TRUE},     {"false", VALUE_FALSE},
                       {"NaN", VALUE_STOP},  {"Infinity", VALUE_STOP}, {"-Infinity", VALUE_STOP}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].text);
        if (s->size - s->at >= length && memcmp(s->bytes + s->at, words[i].text, length) == 0) {
            s->at += length;
            return words[i].word != VALUE_STOP
                       ? own_from_bits(words[i].word)
                       : call_with_text(s, slot_get(s->scanner->parse_constant), s->at - length, s->at);
        }
    }
    return nothing_here(s, s->at);
}

static own_value scan_value(struct scan *s)
{
    char c = here(s);
    own_value result;
    if (c == '"') {
        s->at++;
        return json_scan_string(s->rt, s->text, &s->at, s->scanner->strict);
    }
    if (c == '{' || c == '[') {
        if (!depth_enter(s->rt, c == '{' ? " while decoding a JSON object from a unicode string"
                                         : " while decoding a JSON array from a unicode string")) {
            return own_nothing;
        }
        result = c == '{' ? scan_object(s) : scan_array(s);
        depth_leave(s->rt);
        return result;
    }
    if ((c >= '0' && c <= '9') || (c == '-' && (s->at + 1 >= s->size || s->bytes[s->at + 1] != 'I'))) {
        return scan_number(s);
    }
    return scan_word(s);
}

static own_value scanner_call(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"string", "idx"};
    static struct signature const signature = {"scan_once", names, 2, 2, 0, 2};
    ref_value given[2];
    int64_t index;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        !operation_index_int64(rt, given[1], &index, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    if (!is_str(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "first argument must be a string, not %T", given[0]);
    }
    if (index < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "idx cannot be negative");
    }
    struct str *text = as_str(given[0]);
    if (index >= text->length) {
        return error_raise_value(rt, TYPE_STOP_ITERATION, given[1]);
    }
    struct scan s = {.rt = rt, .scanner = (struct scanner *)as_object(args[0]), .text = text, .bytes = str_bytes(text)};
    s.size = str_size(text);
    s.at = str_offset(rt, text, (uint32_t)index);
    s.keys = dict_new(rt);
    own_value value = failed(s.keys) ? own_nothing : scan_value(&s);
    release(rt, s.keys);
    if (failed(value)) {
        return value;
    }
    own_value both[] = {value, own_small_int(json_index(text, s.at))};
    return tuple_from_owned(rt, both, 2);
}

// make_scanner(context): reads its attributes.
static own_value scanner_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"context"};
    static struct signature const signature = {"make_scanner", names, 1, 1, 0, 1};
    static char const *const attributes[] = {"strict",      "object_hook", "object_pairs_hook",
                                             "parse_float", "parse_int",   "parse_constant"};
    ref_value context;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, &context)) {
        return own_nothing;
    }
    own_value made = object_create(rt, (struct type *)as_object(args[0]), 0);
    for (int i = 0; i < 6 && !failed(made); i++) {
        struct scanner *s = (struct scanner *)as_object(lend(made));
        own_value name = str_from(rt, attributes[i]);
        own_value value = failed(name) ? own_nothing : operation_get_attribute(rt, context, lend(name));
        release(rt, name);
        if (failed(value)) {
            release(rt, give(made));
        } else if (i == 0) {
            int truth = operation_truth(rt, lend(value));
            release(rt, value);
            s->strict = truth > 0;
            if (truth < 0) {
                release(rt, give(made));
            }
        } else {
            slot_init(&s->object_hook + (i - 1), value);
        }
    }
    return made;
}

#define GETTER(name)                                                        \
    static own_value get_##name(struct ouro *rt, ref_value self)            \
    {                                                                       \
        (void)rt;                                                           \
        return retain(slot_get(((struct scanner *)as_object(self))->name)); \
    }
GETTER(object_hook)
GETTER(object_pairs_hook)
GETTER(parse_float)
GETTER(parse_int)
GETTER(parse_constant)

static own_value get_strict(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(((struct scanner *)as_object(self))->strict);
}

static struct attribute_definition const scanner_attributes[] = {
    {"strict", get_strict, NULL, "strict"},
    {"object_hook", get_object_hook, NULL, "object_hook"},
    {"object_pairs_hook", get_object_pairs_hook, NULL, NULL},
    {"parse_float", get_parse_float, NULL, "parse_float"},
    {"parse_int", get_parse_int, NULL, "parse_int"},
    {"parse_constant", get_parse_constant, NULL, "parse_constant"},
    {0},
};
static struct type_protocol const scanner_protocol = {.call = scanner_call, .create = scanner_create};

struct type_definition const json_scanner_definition = {
    .name = "_json.Scanner",
    .doc = "JSON scanner object",
    .number = TYPE_JSON_SCANNER,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(struct scanner),
    .traverse = scanner_traverse,
    .drop_step = scanner_drop_step,
    .clear = scanner_clear,
    .protocol = &scanner_protocol,
    .attributes = scanner_attributes,
};
