// SPDX-License-Identifier: MIT
// Slow paths of instructions that are not names, attributes or calls: operators, displays, loops, unpacking, with.
#include "object/class.h"
#include "object/exception.h"
#include "object/instance.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/str.h"
#include "vm/fast_names.h"
#include "vm/internal.h"

// Operators
// ---------------------------------------------------------------------------------------------------------------

static uint8_t const int_form_operator[] = {
    BINARY_ADD, BINARY_SUB, BINARY_MUL, BINARY_FLOORDIV, BINARY_MOD, BINARY_LSHIFT, BINARY_RSHIFT, BINARY_AND,
};

// s += t grows s in place when the register (and the name that is stored to next) is all that holds it.
static own_value add_text(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint64_t unit = *ip;
    own_value *b = &frame->registers[unit_b(unit)];
    ref_value right = lend(frame->registers[unit_c(unit)]);
    bool destination = unit_flags(unit) & FLAG_LOCAL && unit_a(unit) == unit_b(unit);
    if (!destination && !(unit_flags(unit) & FLAG_CONSUME_B)) {
        return str_concat(rt, lend(*b), right);
    }
    struct object *left = as_object(lend(*b));
    if (left->count == 2 && !destination) {
        uint64_t next = ip[1];
        uint32_t op = unit_op(next);
        if ((op == OP_STORE_NAME || op == OP_STORE_GLOBAL) && unit_a(next) == unit_a(unit)) {
            struct dict *dict = frame->globals;
            if (op == OP_STORE_NAME && is_exact(lend(frame->namespace), TYPE_DICT)) {
                dict = as_dict(lend(frame->namespace));
            }
            slot_value *slot = name_slot_cached(dict, ip[2]);
            if (slot != NULL && same(slot_get(*slot), lend(*b))) {
                slot_set(rt, dict, slot, own_none); // until the store, which nothing comes before
            }
        }
    }
    own_value result = str_append(rt, give(*b), right);
    if (failed(result) && destination) {
        *b = retain(slot_get(rt->objects->empty_str)); // the compiler relies on the local being bound
    }
    return result;
}

own_value binary_slow(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint64_t unit = *ip;
    uint32_t op = unit_op(unit);
    ref_value left = lend(frame->registers[unit_b(unit)]);
    ref_value right;
    enum binary_operator which;
    if (op >= OP_ADD_INT) {
        which = int_form_operator[op - OP_ADD_INT];
        right = lend(own_small_int((int16_t)unit_c(unit)));
    } else {
        which = op - OP_ADD;
        right = lend(frame->registers[unit_c(unit)]);
        if (which == BINARY_ADD && is_exact(left, TYPE_STR) && is_exact(right, TYPE_STR)) {
            return add_text(rt, frame, ip);
        }
    }
    if (unit_flags(unit) & FLAG_IN_PLACE) {
        return operation_in_place(rt, which, left, right);
    }
    return operation_binary(rt, which, left, right);
}

// Displays
// ----------------------------------------------------------------------------------------------------------------

own_value build_map(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint32_t count = unit_c(*ip);
    own_value *items = frame->registers + unit_b(*ip);
    own_value dict = dict_new_sized(rt, count);
    for (uint32_t i = 0; !failed(dict) && i < count; i++) {
        if (!dict_set(rt, lend(dict), lend(items[2 * i]), lend(items[2 * i + 1]))) {
            release(rt, give(dict));
        }
    }
    return dict;
}

// The upper half of the second unit says what the keys are, once that was looked at.
enum const_map_keys { KEYS_UNKNOWN, KEYS_TEXTS, KEYS_ANY };

// Displays with more keys than this are not looked at: it takes the square of their number.
#define CONST_MAP_TEXTS_MOST 64u

own_value build_const_map(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint32_t count = unit_c(*ip);
    own_value *items = frame->registers + unit_b(*ip);
    ref_value keys = tuple_item(slot_get(frame->code->constants), (uint32_t)ip[1]);
    ref_value const *texts = slot_lend_array(as_tuple(keys)->items);
    if (OURO_UNLIKELY(ip[1] >> 32 == KEYS_UNKNOWN)) {
        bool are_texts = count <= CONST_MAP_TEXTS_MOST && dict_keys_are_texts(texts, count);
        ip[1] |= (uint64_t)(are_texts ? KEYS_TEXTS : KEYS_ANY) << 32;
    }
    if (OURO_LIKELY(ip[1] >> 32 == KEYS_TEXTS)) {
        return dict_from_texts(rt, texts, items, count);
    }
    own_value dict = dict_new_sized(rt, count);
    for (uint32_t i = 0; !failed(dict) && i < count; i++) {
        if (!dict_set(rt, lend(dict), tuple_item(keys, i), lend(items[i]))) {
            release(rt, give(dict));
        }
    }
    return dict;
}

own_value build_set(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint32_t count = unit_c(*ip);
    own_value *items = frame->registers + unit_b(*ip);
    own_value set = set_new(rt, ref_nothing);
    for (uint32_t i = 0; !failed(set) && i < count; i++) {
        if (!set_add(rt, lend(set), lend(items[i]))) {
            release(rt, give(set));
        }
    }
    return set;
}

own_value build_slice(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    own_value *items = frame->registers + unit_b(*ip);
    return slice_new(rt, lend(items[0]), lend(items[1]), unit_c(*ip) == 3 ? lend(items[2]) : ref_none);
}

own_value format_value(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint32_t flags = unit_flags(*ip);
    ref_value v = lend(frame->registers[unit_b(*ip)]);
    own_value converted = own_nothing;
    switch (flags & FLAG_CONVERT_ASCII) {
    case FLAG_CONVERT_STR:
        converted = operation_str(rt, v);
        break;
    case FLAG_CONVERT_REPR:
        converted = operation_repr(rt, v);
        break;
    case FLAG_CONVERT_ASCII:
        converted = operation_ascii(rt, v);
        break;
    default:
        converted = retain(v);
        break;
    }
    if (failed(converted)) {
        return converted;
    }
    if (!(flags & FLAG_SPEC) && is_exact(lend(converted), TYPE_STR)) {
        return converted;
    }
    ref_value specification =
        flags & FLAG_SPEC ? lend(frame->registers[unit_c(*ip)]) : slot_get(rt->objects->empty_str);
    own_value text = operation_format(rt, lend(converted), specification);
    release(rt, converted);
    return text;
}

// "module.name()" of a callee, as messages about ** show it.
static own_value callee_text(struct ouro *rt, ref_value callee)
{
    own_value name = operation_find_attribute(rt, callee, name_of(rt, NAME_qualname));
    if (failed(name) || is_stop(lend(name)) || !is_str(rt, lend(name))) {
        release(rt, name);
        error_clear(rt);
        return operation_str(rt, callee);
    }
    own_value module = operation_find_attribute(rt, callee, name_of(rt, NAME_module));
    own_value text;
    if (!failed(module) && is_str(rt, lend(module)) && !str_equals(as_str(lend(module)), "builtins")) {
        text = str_format(rt, "%U.%U()", lend(module), lend(name));
    } else {
        error_clear(rt);
        text = str_format(rt, "%U()", lend(name));
    }
    release(rt, module);
    release(rt, name);
    return text;
}

static bool refuse_argument(struct ouro *rt, ref_value callee, char const *format, ref_value what)
{
    own_value text = callee_text(rt, callee);
    if (!failed(text)) {
        error_raise(rt, TYPE_TYPE_ERROR, format, lend(text), what);
        release(rt, text);
    }
    return false;
}

// A list display or argument list takes what an iterable gives. callee: of a call whose only argument this is, or
// nothing.
bool extend_list(struct ouro *rt, ref_value list, ref_value iterable, ref_value callee)
{
    if (list_extend(rt, as_list(list), iterable)) {
        return true;
    }
    struct type *t = type_of(rt, iterable);
    if (error_matches(rt, TYPE_TYPE_ERROR) && t->protocol->iterate == NULL && !type_overrides(t, NAME_iter) &&
        t->protocol->get_item == NULL && !type_overrides(t, NAME_getitem)) {
        error_clear(rt);
        if (!is_nothing(callee)) {
            return refuse_argument(rt, callee, "%U argument after * must be an iterable, not %T", iterable);
        }
        error_raise(rt, TYPE_TYPE_ERROR, "Value after * must be an iterable, not %T", iterable);
    }
    return false;
}

static bool is_mapping(struct ouro *rt, ref_value v)
{
    if (is_dict(rt, v)) {
        return true;
    }
    own_value keys = operation_find_attribute(rt, v, name_of(rt, NAME_keys));
    bool found = !failed(keys) && !is_stop(lend(keys));
    release(rt, keys);
    return found;
}

bool update_display(struct ouro *rt, ref_value dict, ref_value mapping)
{
    bool is = is_mapping(rt, mapping);
    if (!is && !error_pending(rt)) {
        error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not a mapping", mapping);
    }
    return is && dict_merge(rt, dict, mapping, true);
}

bool merge_keywords(struct ouro *rt, ref_value dict, ref_value mapping, ref_value callee)
{
    if (!is_mapping(rt, mapping)) {
        return !error_pending(rt) &&
               refuse_argument(rt, callee, "%U argument after ** must be a mapping, not %T", mapping);
    }
    own_value given = dict_new(rt);
    bool merged = !failed(given) && dict_merge(rt, lend(given), mapping, true);
    uint32_t position = 0;
    ref_value key;
    ref_value v;
    while (merged && dict_next(as_dict(lend(given)), &position, &key, &v)) {
        int there = dict_contains(rt, dict, key);
        if (there > 0) {
            merged = refuse_argument(rt, callee, "%U got multiple values for keyword argument '%S'", key);
        } else {
            merged = there == 0 && dict_set(rt, dict, key, v);
        }
    }
    release(rt, given);
    return merged;
}

// Functions
// ---------------------------------------------------------------------------------------------------------------

own_value make_function(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint64_t unit = *ip;
    ref_value code = tuple_item(slot_get(frame->code->constants), (uint32_t)ip[1]);
    own_value made = function_new(rt, code, ref_object(frame->globals));
    if (failed(made)) {
        return made;
    }
    struct function *function = as_function(lend(made));
    own_value *given = frame->registers + unit_b(unit);
    if (unit_c(unit) & 1) {
        slot_init(&function->defaults, give(*given));
        given++;
    }
    if (unit_c(unit) & 2) {
        slot_init(&function->kwdefaults, give(*given));
        given++;
    }
    if (unit_c(unit) & 4) {
        slot_init(&function->annotations, give(*given));
        given++;
    }
    if (unit_c(unit) & 8) {
        slot_init(&function->closure, give(*given));
    }
    return made;
}

// Loops and unpacking
// -----------------------------------------------------------------------------------------------------

// The source of a GET_LOOP or UNPACK, owned: moved when consumed, else counted.
static own_value take_source(struct frame *frame, uint64_t unit)
{
    own_value *b = &frame->registers[unit_b(unit)];
    return unit_flags(unit) & FLAG_CONSUME_B ? give(*b) : retain(lend(*b));
}

bool loop_begin(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint64_t unit = *ip;
    own_value *loop = frame->registers + unit_a(unit);
    own_value source = take_source(frame, unit);
    if (is_exact(lend(source), TYPE_RANGE)) {
        struct range *range = (struct range *)as_object(lend(source));
        if (!range->is_long && fits_small_int(range->start) && fits_small_int(range->stop) &&
            fits_small_int(range->step) && fits_small_int(range->length)) {
            loop[0] = own_small_int(range->start);
            loop[1] = own_small_int(range->step);
            loop[2] = own_small_int(range->length);
            release(rt, source);
            return true;
        }
    } else if (is_exact(lend(source), TYPE_LIST) || is_exact(lend(source), TYPE_TUPLE)) {
        loop[0] = source;
        loop[1] = own_small_int(0);
        loop[2] = own_small_int(0);
        return true;
    }
    own_value iterator = source;
    if (!(unit_flags(unit) & FLAG_SPEC)) {
        iterator = operation_iterate(rt, lend(source));
        release(rt, source);
    }
    loop[0] = iterator;
    loop[1] = own_none;
    loop[2] = own_none;
    return !failed(iterator);
}

static bool not_iterable(struct ouro *rt, ref_value v)
{
    struct type *t = type_of(rt, v);
    if (error_matches(rt, TYPE_TYPE_ERROR) && t->protocol->iterate == NULL && !type_overrides(t, NAME_iter) &&
        t->protocol->get_item == NULL && !type_overrides(t, NAME_getitem)) {
        error_clear(rt);
        error_raise(rt, TYPE_TYPE_ERROR, "cannot unpack non-iterable %T object", v);
    }
    return false;
}

static bool unpack_items(struct ouro *rt, ref_value const *items, uint64_t length, own_value *to, uint32_t count)
{
    if (length != count) {
        if (length > count) {
            error_raise(rt, TYPE_VALUE_ERROR, "too many values to unpack (expected %u)", count);
        } else {
            error_raise(rt, TYPE_VALUE_ERROR, "not enough values to unpack (expected %u, got %u)", count,
                        (uint32_t)length);
        }
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        to[count - 1 - i] = retain(items[i]);
    }
    return true;
}

static bool unpack_iterator(struct ouro *rt, ref_value iterator, own_value *to, uint32_t count)
{
    uint32_t got = 0;
    own_value item = own_nothing;
    while (got <= count) {
        item = operation_next(rt, iterator);
        if (failed(item) || is_stop(lend(item))) {
            break;
        }
        if (got < count) {
            to[count - 1 - got] = item;
        } else {
            release(rt, item);
            error_raise(rt, TYPE_VALUE_ERROR, "too many values to unpack (expected %u)", count);
        }
        got++;
    }
    if (got == count && is_stop(lend(item))) {
        return true;
    }
    if (got < count && is_stop(lend(item))) {
        error_raise(rt, TYPE_VALUE_ERROR, "not enough values to unpack (expected %u, got %u)", count, got);
    }
    for (uint32_t i = 0; i < got && i < count; i++) {
        register_release(rt, &to[count - 1 - i]);
    }
    return false;
}

bool unpack(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint64_t unit = *ip;
    uint32_t count = unit_c(unit);
    own_value *to = frame->registers + unit_a(unit);
    own_value source = take_source(frame, unit);
    ref_value v = lend(source);
    bool done;
    if (is_exact(v, TYPE_TUPLE)) {
        done = unpack_items(rt, slot_lend_array(as_tuple(v)->items), as_tuple(v)->length, to, count);
    } else if (is_exact(v, TYPE_LIST)) {
        done = unpack_items(rt, slot_lend_array(as_list(v)->items), as_list(v)->length, to, count);
    } else {
        own_value iterator = operation_iterate(rt, v);
        done = failed(iterator) ? not_iterable(rt, v) : unpack_iterator(rt, lend(iterator), to, count);
        release(rt, iterator);
    }
    release(rt, source);
    return done;
}

bool unpack_starred(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    uint64_t unit = *ip;
    uint32_t before = unit_c(unit) & 0xff;
    uint32_t after = unit_c(unit) >> 8;
    uint32_t count = before + 1 + after;
    own_value *to = frame->registers + unit_a(unit);
    own_value source = take_source(frame, unit);
    own_value all = operation_list(rt, lend(source));
    if (failed(all)) {
        (void)not_iterable(rt, lend(source));
        release(rt, source);
        return false;
    }
    struct list *list = as_list(lend(all));
    bool done = list->length >= before + after;
    own_value middle = own_nothing;
    if (!done) {
        error_raise(rt, TYPE_VALUE_ERROR, "not enough values to unpack (expected at least %u, got %u)", before + after,
                    (uint32_t)list->length);
    } else {
        middle = list_slice(rt, lend(all), before, list->length - after);
        done = !failed(middle);
    }
    if (done) {
        for (uint32_t i = 0; i < before; i++) {
            to[count - 1 - i] = retain(slot_get(list->items[i]));
        }
        to[count - 1 - before] = middle;
        for (uint32_t i = 0; i < after; i++) {
            to[after - 1 - i] = retain(slot_get(list->items[list->length - after + i]));
        }
    }
    release(rt, all);
    release(rt, source);
    return done;
}

// With
// --------------------------------------------------------------------------------------------------------------------

// The special method of a manager as a callee. false: no such method (no error) or an error pending.
static bool find_special(struct ouro *rt, ref_value manager, enum name_number name, own_value *callee, bool *self)
{
    struct type *t = type_of(rt, manager);
    struct attribute_cell *cell = type_lookup(rt, t, name_of(rt, name));
    if (cell == NULL) {
        return false;
    }
    ref_value found = slot_get(cell->value);
    *self = is_exact(found, TYPE_FUNCTION) || is_exact(found, TYPE_METHOD_DESCRIPTOR);
    if (*self) {
        *callee = retain(found);
    } else {
        own_value kept = retain(found);
        *callee = descriptor_bind(rt, lend(kept), manager, ref_object(t));
        release(rt, kept);
    }
    return !failed(*callee);
}

bool with_find(struct ouro *rt, ref_value manager, bool is_async, own_value *enter, bool *enter_self, own_value *exit,
               bool *exit_self)
{
    char const *kind = is_async ? "asynchronous " : "";
    *enter = *exit = own_nothing;
    if (!find_special(rt, manager, is_async ? NAME_aenter : NAME_enter, enter, enter_self)) {
        if (!error_pending(rt)) {
            error_raise(rt, TYPE_TYPE_ERROR, "'%T' object does not support the %scontext manager protocol", manager,
                        kind);
        }
        return false;
    }
    if (!find_special(rt, manager, is_async ? NAME_aexit : NAME_exit, exit, exit_self)) {
        if (!error_pending(rt)) {
            error_raise(rt, TYPE_TYPE_ERROR,
                        "'%T' object does not support the %scontext manager protocol (missed %s method)", manager, kind,
                        is_async ? "__aexit__" : "__exit__");
        }
        release(rt, give(*enter));
        return false;
    }
    return true;
}
