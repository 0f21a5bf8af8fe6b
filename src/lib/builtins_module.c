// SPDX-License-Identifier: MIT
// The module builtins: functions. Types are entered from their type objects; print, input and open are io's
// (io_module.c), compile, eval and exec in builtins_code.c.
#include "lib/builtins.h"
#include "lib/services.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/vm.h"

#include <string.h>

static own_value builtin_abs(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return operation_unary(rt, UNARY_ABS, args[0]);
}

// all and any: stops at the first item whose truth is `stop`.
static own_value scan_truth(struct ouro *rt, ref_value iterable, bool stop)
{
    own_value iterator = operation_iterate(rt, iterable);
    if (failed(iterator)) {
        return own_nothing;
    }
    own_value result = own_bool(!stop);
    for (;;) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item)) {
            result = own_nothing;
            break;
        }
        if (is_stop(lend(item))) {
            break;
        }
        int truth = operation_truth(rt, lend(item));
        release(rt, item);
        if (truth < 0) {
            result = own_nothing;
            break;
        }
        if ((truth != 0) == stop) {
            result = own_bool(stop);
            break;
        }
    }
    release(rt, iterator);
    return result;
}

static own_value builtin_all(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return scan_truth(rt, args[0], false);
}

static own_value builtin_any(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return scan_truth(rt, args[0], true);
}

static own_value builtin_ascii(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return operation_ascii(rt, args[0]);
}

static own_value number_text(struct ouro *rt, ref_value v, int base)
{
    own_value number = operation_index(rt, v);
    own_value text = failed(number) ? own_nothing : int_to_text(rt, lend(number), base, true);
    release(rt, number);
    return text;
}

static own_value builtin_bin(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return number_text(rt, args[0], 2);
}

static own_value builtin_oct(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return number_text(rt, args[0], 8);
}

static own_value builtin_hex(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return number_text(rt, args[0], 16);
}

static own_value builtin_callable(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct type *type = type_of(rt, args[0]);
    return own_bool(type->protocol->call != NULL || type_overrides(type, NAME_call));
}

static own_value builtin_chr(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int32_t point;
    if (!operation_index_int32(rt, args[0], &point)) {
        return own_nothing;
    }
    if (point < 0 || point > 0x10ffff) {
        return error_raise(rt, TYPE_VALUE_ERROR, "chr() arg not in range(0x110000)");
    }
    return str_from_code_point(rt, (uint32_t)point);
}

static own_value builtin_ord(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t length;
    uint8_t const *data;
    size_t size;
    if (is_str(rt, args[0])) {
        length = as_str(args[0])->length;
        if (length == 1) {
            return own_small_int(str_code_point(as_str(args[0]), 0));
        }
    } else if (is_kind(rt, args[0], TYPE_BYTES) || is_kind(rt, args[0], TYPE_BYTEARRAY)) {
        if (!bytes_view(rt, args[0], &data, &size)) {
            return own_nothing;
        }
        if (size == 1) {
            return own_small_int(data[0]);
        }
        length = (int64_t)size;
    } else {
        return error_raise(rt, TYPE_TYPE_ERROR, "ord() expected string of length 1, but %T found", args[0]);
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "ord() expected a character, but string of length %lld found",
                       (long long)length);
}

static bool attribute_name(struct ouro *rt, ref_value name, char const *function)
{
    if (!is_str(rt, name)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%sattribute name must be string, not '%T'", function, name);
        return false;
    }
    return true;
}

static own_value builtin_getattr(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", args[1]);
    }
    if (count == 2) {
        return operation_get_attribute(rt, args[0], args[1]);
    }
    own_value found = operation_find_attribute(rt, args[0], args[1]);
    return is_stop(lend(found)) ? retain(args[2]) : found;
}

static own_value builtin_hasattr(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", args[1]);
    }
    own_value found = operation_find_attribute(rt, args[0], args[1]);
    if (failed(found)) {
        return own_nothing;
    }
    bool there = !is_stop(lend(found));
    release(rt, found);
    return own_bool(there);
}

static own_value builtin_setattr(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!attribute_name(rt, args[1], "")) {
        return own_nothing;
    }
    return operation_set_attribute(rt, args[0], args[1], args[2]) ? own_none : own_nothing;
}

static own_value builtin_delattr(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!attribute_name(rt, args[1], "")) {
        return own_nothing;
    }
    return operation_set_attribute(rt, args[0], args[1], ref_nothing) ? own_none : own_nothing;
}

static own_value sorted_names(struct ouro *rt, own_value names)
{
    if (!failed(names) && !list_sort(rt, lend(names), ref_none, false)) {
        release(rt, names);
        return own_nothing;
    }
    return names;
}

own_value builtin_dir(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 0) {
        own_value locals = vm_locals(rt);
        own_value names = failed(locals) ? own_nothing : operation_list(rt, lend(locals));
        release(rt, locals);
        return sorted_names(rt, names);
    }
    own_value given = operation_call_special(rt, NAME_dir, args, 1);
    if (failed(given)) {
        return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_TYPE_ERROR, "object does not provide __dir__");
    }
    own_value names = operation_list(rt, lend(given));
    release(rt, given);
    return sorted_names(rt, names);
}

static own_value builtin_divmod(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return operation_binary(rt, BINARY_DIVMOD, args[0], args[1]);
}

static own_value builtin_format(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 2 && !is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "format() argument 2 must be str, not %T", args[1]);
    }
    return operation_format(rt, args[0], count == 2 ? args[1] : name_of(rt, NAME_empty));
}

static own_value builtin_globals(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    ref_value globals = vm_globals(rt);
    return is_nothing(globals) ? error_raise(rt, TYPE_RUNTIME_ERROR, "globals(): no frame") : retain(globals);
}

static own_value builtin_locals(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return vm_locals(rt);
}

static own_value builtin_vars(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 0) {
        return vm_locals(rt);
    }
    own_value dict = operation_find_attribute(rt, args[0], name_of(rt, NAME_dict));
    if (is_stop(lend(dict))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "vars() argument must have __dict__ attribute");
    }
    return dict;
}

static own_value builtin_hash(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t hash;
    return operation_hash(rt, args[0], &hash) ? int_from_int64(rt, hash) : own_nothing;
}

static own_value builtin_id(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return int_from_uint64(rt, ref_bits(args[0]));
}

static own_value builtin_isinstance(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int answer = operation_is_instance(rt, args[0], args[1]);
    return answer < 0 ? own_nothing : own_bool(answer);
}

static own_value builtin_issubclass(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int answer = operation_is_subclass(rt, args[0], args[1]);
    return answer < 0 ? own_nothing : own_bool(answer);
}

static own_value builtin_iter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    if (count == 1) {
        return operation_iterate(rt, args[0]);
    }
    struct type *type = type_of(rt, args[0]);
    if (type->protocol->call == NULL && !type_overrides(type, NAME_call)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "iter(v, w): v must be callable");
    }
    return callable_iterator_new(rt, args[0], args[1]);
}

static own_value builtin_len(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t length = operation_length(rt, args[0]);
    return length < 0 ? own_nothing : int_from_int64(rt, length);
}

// One step of min and max: keeps the better of the best so far and the candidate. Takes item and key; false: error, all
// four are released.
struct best {
    own_value item; // nothing: none yet
    own_value key;
};

static bool best_offer(struct ouro *rt, struct best *best, own_value item, own_value key, enum compare_operator op)
{
    if (failed(best->item)) {
        best->item = item;
        best->key = key;
        return true;
    }
    int better = operation_compare_truth(rt, op, lend(key), lend(best->key));
    if (better > 0) {
        own_value old_item = best->item, old_key = best->key;
        best->item = item;
        best->key = key;
        item = old_item;
        key = old_key;
    }
    release(rt, item);
    release(rt, key);
    return better >= 0;
}

static own_value find_best(struct ouro *rt, ref_value iterable, ref_value key_function, ref_value otherwise,
                           enum compare_operator op, char const *name)
{
    own_value iterator = operation_iterate(rt, iterable);
    if (failed(iterator)) {
        return own_nothing;
    }
    struct best best = {own_nothing, own_nothing};
    bool going = true;
    while (going) {
        own_value item = operation_next(rt, lend(iterator));
        if (failed(item) || is_stop(lend(item))) {
            going = !failed(item);
            break;
        }
        own_value key = is_none(key_function) ? retain(lend(item)) : operation_call_1(rt, key_function, lend(item));
        if (failed(key)) {
            release(rt, item);
            going = false;
        } else {
            going = best_offer(rt, &best, item, key, op);
        }
    }
    release(rt, iterator);
    release(rt, best.key);
    if (!going) {
        release(rt, best.item);
        return own_nothing;
    }
    if (failed(best.item)) {
        return is_nothing(otherwise) ? error_raise(rt, TYPE_VALUE_ERROR, "%s() arg is an empty sequence", name)
                                     : retain(otherwise);
    }
    return best.item;
}

// The values of the keywords key= and default=. false: TypeError.
static bool best_keywords(struct ouro *rt, char const *name, ref_value const *values, ref_value kwnames, ref_value *key,
                          ref_value *otherwise)
{
    *key = ref_none;
    *otherwise = ref_nothing;
    for (uint64_t i = 0; !is_nothing(kwnames) && i < as_tuple(kwnames)->length; i++) {
        struct str *keyword = as_str(tuple_item(kwnames, i));
        if (str_equals(keyword, "key")) {
            *key = values[i];
        } else if (str_equals(keyword, "default")) {
            *otherwise = values[i];
        } else {
            error_raise(rt, TYPE_TYPE_ERROR, "'%U' is an invalid keyword argument for %s()", tuple_item(kwnames, i),
                        name);
            return false;
        }
    }
    return true;
}

static own_value min_or_max(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames,
                            enum compare_operator op, char const *name)
{
    ref_value key, otherwise;
    if (!best_keywords(rt, name, args + count, kwnames, &key, &otherwise)) {
        return own_nothing;
    }
    if (count == 0) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%s expected at least 1 argument, got 0", name);
    }
    if (count == 1) {
        return find_best(rt, args[0], key, otherwise, op, name);
    }
    if (!is_nothing(otherwise)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "Cannot specify a default for %s() with multiple positional arguments",
                           name);
    }
    if (count == 2 && is_none(key) && both_small_int(args[0], args[1])) {
        int64_t a = small_int(args[0]), b = small_int(args[1]);
        return retain((op == COMPARE_LT ? b < a : b > a) ? args[1] : args[0]);
    }
    struct best best = {own_nothing, own_nothing};
    for (uint32_t i = 0; i < count; i++) {
        own_value item_key = is_none(key) ? retain(args[i]) : operation_call_1(rt, key, args[i]);
        if (failed(item_key) || !best_offer(rt, &best, retain(args[i]), item_key, op)) {
            release(rt, best.item);
            release(rt, best.key);
            return own_nothing;
        }
    }
    release(rt, best.key);
    return best.item;
}

static own_value builtin_max(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return min_or_max(rt, args, count, kwnames, COMPARE_GT, "max");
}

static own_value builtin_min(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    return min_or_max(rt, args, count, kwnames, COMPARE_LT, "min");
}

static own_value builtin_pow(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"base", "exp", "mod"};
    static struct signature const signature = {"pow", names, 3, 2, 0, 3};
    ref_value given[3];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    return operation_power(rt, given[0], given[1], is_nothing(given[2]) ? ref_none : given[2]);
}

static own_value builtin_repr(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return operation_repr(rt, args[0]);
}

static own_value builtin_round(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"number", "ndigits"};
    static struct signature const signature = {"round", names, 2, 1, 0, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    bool with_digits = !is_nothing(given[1]) && !is_none(given[1]);
    own_value rounded = operation_call_special(rt, NAME_round, given, with_digits ? 2 : 1);
    if (failed(rounded) && !error_pending(rt)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "type %T doesn't define __round__ method", given[0]);
    }
    return rounded;
}

static own_value builtin_sorted(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"", "key", "reverse"};
    static struct signature const signature = {"sort", names, 3, 1, 1, 1};
    ref_value given[3];
    if (count != 1) {
        return error_raise(rt, TYPE_TYPE_ERROR, "sorted expected 1 argument, got %u", count);
    }
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    int32_t reverse = 0;
    if (!is_nothing(given[2])) {
        if (!operation_index_int32(rt, given[2], &reverse)) {
            return own_nothing;
        }
    }
    own_value list = operation_list(rt, given[0]);
    if (!failed(list) && !list_sort(rt, lend(list), is_nothing(given[1]) ? ref_none : given[1], reverse != 0)) {
        release(rt, list);
        return own_nothing;
    }
    return list;
}

// total + item. Integers that fit and floats are added here; the rest by the operation. Takes both.
static own_value sum_add(struct ouro *rt, own_value total, own_value item)
{
    own_value result;
    int64_t sum;
    if (both_small_int(lend(total), lend(item)) &&
        !__builtin_add_overflow(small_int(lend(total)), small_int(lend(item)), &sum)) {
        return int_from_int64(rt, sum);
    }
    if (is_word_float(lend(total)) && is_word_float(lend(item))) {
        return float_new(rt, word_float(lend(total)) + word_float(lend(item)));
    }
    result = operation_binary(rt, BINARY_ADD, lend(total), lend(item));
    release(rt, total);
    release(rt, item);
    return result;
}

// Items that sum adds between two looks at the limits.
#define SUM_RUN UINT64_C(4096)

// Adds the small integers, or floats, that come next in a list or tuple to a total of that kind, as long as it is one.
static own_value sum_run(struct ouro *rt, own_value total, ref_value iterator)
{
    bool is_list = is_exact(iterator, TYPE_LIST_ITERATOR);
    if (!is_list && !is_exact(iterator, TYPE_TUPLE_ITERATOR)) {
        return total;
    }
    struct sequence_cursor *cursor = (struct sequence_cursor *)as_object(iterator);
    ref_value sequence = slot_get(cursor->sequence);
    if (is_nothing(sequence)) {
        return total;
    }
    slot_value const *items = is_list ? as_list(sequence)->items : as_tuple(sequence)->items;
    uint64_t length = is_list ? as_list(sequence)->length : as_tuple(sequence)->length;
    uint64_t i = (uint64_t)cursor->index;
    uint64_t end = length - i < SUM_RUN ? length : i + SUM_RUN;
    if (i >= length || !poll_native(rt, end - i)) {
        return total; // an exception is pending: the next step finds it
    }
    if (is_small_int(lend(total))) {
        int64_t sum = small_int(lend(total));
        int64_t more;
        for (; i < end && is_small_int(slot_get(items[i])); i++) {
            if (__builtin_add_overflow(sum, small_int(slot_get(items[i])), &more) || !fits_small_int(more)) {
                break;
            }
            sum = more;
        }
        total = own_small_int(sum);
    } else if (is_word_float(lend(total))) {
        double sum = word_float(lend(total));
        for (; i < end && is_word_float(slot_get(items[i])); i++) {
            double more = sum + word_float(slot_get(items[i]));
            if (failed(own_word_float(more))) {
                break;
            }
            sum = more;
        }
        total = own_word_float(sum);
    }
    cursor->index = (int64_t)i;
    return total;
}

static own_value builtin_sum(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"", "start"};
    static struct signature const signature = {"sum", names, 2, 1, 1, 2};
    ref_value given[2];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    if (!is_nothing(given[1]) &&
        (is_str(rt, given[1]) || is_kind(rt, given[1], TYPE_BYTES) || is_kind(rt, given[1], TYPE_BYTEARRAY))) {
        char const *what = is_str(rt, given[1])                ? "strings [use ''.join(seq) instead]"
                           : is_kind(rt, given[1], TYPE_BYTES) ? "bytes [use b''.join(seq) instead]"
                                                               : "bytearray [use b''.join(seq) instead]";
        return error_raise(rt, TYPE_TYPE_ERROR, "sum() can't sum %s", what);
    }
    own_value iterator = operation_iterate(rt, given[0]);
    if (failed(iterator)) {
        return own_nothing;
    }
    own_value total = is_nothing(given[1]) ? own_small_int(0) : retain(given[1]);
    while (!failed(total)) {
        total = sum_run(rt, total, lend(iterator));
        own_value item = error_pending(rt) ? own_nothing : operation_next(rt, lend(iterator));
        if (is_stop(lend(item))) {
            break;
        }
        if (failed(item)) {
            release(rt, total);
            total = own_nothing;
        } else {
            total = sum_add(rt, total, item);
        }
    }
    release(rt, iterator);
    return total;
}

// exit and quit: SystemExit, standard input closed before, as the ones that CPython's site module makes.
static own_value builtin_exit(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"code"};
    static struct signature const signature = {"exit", names, 1, 0, 0, 1};
    ref_value given[1];
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    ref_value in = sys_get(rt, "stdin");
    if (!is_nothing(in) && !is_none(in)) {
        own_value held = retain(in), closed = own_nothing;
        ref_value const self[] = {lend(held)};
        closed = operation_call_method(rt, name_of(rt, NAME_close), self, 1, ref_nothing);
        if (failed(closed)) {
            error_clear(rt);
        }
        release(rt, closed);
        release(rt, held);
    }
    return error_raise_value(rt, TYPE_SYSTEM_EXIT, is_nothing(given[0]) ? ref_none : given[0]);
}

static own_value print_line(struct ouro *rt, char const *text)
{
    own_value line = str_from(rt, text);
    ref_value const args[] = {lend(line)};
    own_value printed = failed(line) ? own_nothing : builtin_print(rt, args, 1, ref_nothing);
    release(rt, line);
    return printed;
}
static own_value builtin_copyright(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return print_line(rt, "Copyright (c) the authors of Ouro.");
}
static own_value builtin_license(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)args, (void)count, (void)kwnames;
    return print_line(rt, "Ouro is free software under the MIT License.");
}

static struct native_definition const functions[] = {
    {"exit", builtin_exit, 0, -1, NATIVE_KEYWORDS, "Raise SystemExit(code), with standard input closed."},
    {"quit", builtin_exit, 0, -1, NATIVE_KEYWORDS, "Raise SystemExit(code), with standard input closed."},
    {"copyright", builtin_copyright, 0, 0, 0, NULL},
    {"credits", builtin_copyright, 0, 0, 0, NULL},
    {"license", builtin_license, 0, 0, 0, NULL},
    {"__build_class__", vm_build_class, 0, -1, NATIVE_KEYWORDS, NULL},
    {"__import__", builtin_import, 0, -1, NATIVE_KEYWORDS, "Import a module."},
    {"abs", builtin_abs, 1, 1, 0, "Return the absolute value of the argument."},
    {"all", builtin_all, 1, 1, 0, "Return True if bool(x) is True for all values x in the iterable."},
    {"any", builtin_any, 1, 1, 0, "Return True if bool(x) is True for any x in the iterable."},
    {"ascii", builtin_ascii, 1, 1, 0, "Return an ASCII-only representation of an object."},
    {"bin", builtin_bin, 1, 1, 0, "Return the binary representation of an integer."},
    {"callable", builtin_callable, 1, 1, 0, "Return whether the object is callable."},
    {"chr", builtin_chr, 1, 1, 0, "Return a Unicode string of one character with ordinal i."},
    {"compile", builtin_compile, 0, -1, NATIVE_KEYWORDS, "Compile source into a code object."},
    {"delattr", builtin_delattr, 2, 2, 0, "Deletes the named attribute from the given object."},
    {"dir", builtin_dir, 0, 1, 0, "Return the sorted names of an object's attributes."},
    {"divmod", builtin_divmod, 2, 2, 0, "Return the tuple (x//y, x%y)."},
    {"eval", builtin_eval, 1, 3, 0, "Evaluate the given source in the context of globals and locals."},
    {"exec", builtin_exec, 0, -1, NATIVE_KEYWORDS, "Execute the given source in the context of globals and locals."},
    {"format", builtin_format, 1, 2, 0, "Return value.__format__(format_spec)."},
    {"getattr", builtin_getattr, 2, 3, 0, "Get a named attribute from an object."},
    {"globals", builtin_globals, 0, 0, 0, "Return the dictionary of the current module."},
    {"hasattr", builtin_hasattr, 2, 2, 0, "Return whether the object has an attribute with the given name."},
    {"hash", builtin_hash, 1, 1, 0, "Return the hash value for the given object."},
    {"hex", builtin_hex, 1, 1, 0, "Return the hexadecimal representation of an integer."},
    {"id", builtin_id, 1, 1, 0, "Return the identity of an object."},
    {"input", builtin_input, 0, 1, 0, "Read a line from standard input."},
    {"isinstance", builtin_isinstance, 2, 2, 0, "Return whether an object is an instance of a class."},
    {"issubclass", builtin_issubclass, 2, 2, 0, "Return whether a class is derived from another."},
    {"iter", builtin_iter, 1, 2, 0, "Get an iterator from an object."},
    {"len", builtin_len, 1, 1, 0, "Return the number of items in a container."},
    {"locals", builtin_locals, 0, 0, 0, "Return a dictionary of the current scope's local variables."},
    {"max", builtin_max, 0, -1, NATIVE_KEYWORDS, "Return the biggest item."},
    {"min", builtin_min, 0, -1, NATIVE_KEYWORDS, "Return the smallest item."},
    {"aiter", vm_aiter, 1, 1, 0, "Return an AsyncIterator for an AsyncIterable object."},
    {"anext", vm_anext, 1, 2, 0, "Return the next item from the async iterator."},
    {"next", vm_next, 1, 2, 0, "Return the next item from the iterator."},
    {"oct", builtin_oct, 1, 1, 0, "Return the octal representation of an integer."},
    {"open", builtin_open, 0, -1, NATIVE_KEYWORDS, "Open a file and return a stream."},
    {"ord", builtin_ord, 1, 1, 0, "Return the code point of a one-character string."},
    {"pow", builtin_pow, 0, -1, NATIVE_KEYWORDS, "base**exp, or base**exp % mod."},
    {"print", builtin_print, 0, -1, NATIVE_KEYWORDS, "Prints the values to a stream, or to sys.stdout by default."},
    {"repr", builtin_repr, 1, 1, 0, "Return the canonical string representation of the object."},
    {"round", builtin_round, 0, -1, NATIVE_KEYWORDS, "Round a number to a given precision in decimal digits."},
    {"setattr", builtin_setattr, 3, 3, 0, "Sets the named attribute on the given object."},
    {"sorted", builtin_sorted, 0, -1, NATIVE_KEYWORDS, "Return a new sorted list from the items in the iterable."},
    {"sum", builtin_sum, 0, -1, NATIVE_KEYWORDS, "Return the sum of a start value and an iterable of numbers."},
    {"vars", builtin_vars, 0, 1, 0, "Return the __dict__ of an object, or locals()."},
    {0},
};

// The types among the names: those of builtins and all exceptions. LimitError has no name that a program could use: it
// is caught as BaseException, if at all.
static struct {
    char const *name;
    enum type_number number;
} const types[] = {
    {"bool", TYPE_BOOL},
    {"bytearray", TYPE_BYTEARRAY},
    {"bytes", TYPE_BYTES},
    {"classmethod", TYPE_CLASSMETHOD},
    {"complex", TYPE_COMPLEX},
    {"dict", TYPE_DICT},
    {"enumerate", TYPE_ENUMERATE},
    {"filter", TYPE_FILTER},
    {"float", TYPE_FLOAT},
    {"frozenset", TYPE_FROZENSET},
    {"int", TYPE_INT},
    {"list", TYPE_LIST},
    {"map", TYPE_MAP},
    {"object", TYPE_OBJECT},
    {"memoryview", TYPE_MEMORYVIEW},
    {"property", TYPE_PROPERTY},
    {"range", TYPE_RANGE},
    {"reversed", TYPE_REVERSED},
    {"set", TYPE_SET},
    {"slice", TYPE_SLICE},
    {"staticmethod", TYPE_STATICMETHOD},
    {"str", TYPE_STR},
    {"super", TYPE_SUPER},
    {"tuple", TYPE_TUPLE},
    {"type", TYPE_TYPE},
    {"zip", TYPE_ZIP},
#define X(NAME, python_name, BASE, layout) {TYPE_##NAME == TYPE_LIMIT_ERROR ? "" : python_name, TYPE_##NAME},
    BUILTIN_EXCEPTIONS(X)
#undef X
        {"EnvironmentError", TYPE_OS_ERROR},
    {"IOError", TYPE_OS_ERROR},
};
static struct {
    char const *name;
    uint64_t bits;
} const constants[] = {
    {"None", VALUE_NONE},         {"True", VALUE_TRUE},      {"False", VALUE_FALSE},
    {"Ellipsis", VALUE_ELLIPSIS}, {"__debug__", VALUE_TRUE}, {"NotImplemented", VALUE_NOT_IMPLEMENTED},
};

own_value builtins_provide(struct ouro *rt, ref_value name)
{
    char const *text = str_bytes(as_str(name));
    for (struct native_definition const *f = functions; f->name != NULL; f++) {
        if (*f->name == *text && strcmp(f->name, text) == 0) {
            return native_new(rt, f, slot_get(rt->library->builtins), name_of(rt, NAME_builtins_module));
        }
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (*types[i].name == *text && *text != '\0' && strcmp(types[i].name, text) == 0) {
            struct type *type = type_by_number(rt, types[i].number);
            return type == NULL ? own_nothing : retain(ref_object(type));
        }
    }
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        if (strcmp(constants[i].name, text) == 0) {
            return own_from_bits(constants[i].bits);
        }
    }
    return own_stop;
}

bool builtins_complete(struct ouro *rt, ref_value dict)
{
    bool done = true;
    for (struct native_definition const *f = functions; done && f->name != NULL; f++) {
        done = service_bring_in(rt, dict, f->name);
    }
    for (size_t i = 0; done && i < sizeof types / sizeof *types; i++) {
        done = *types[i].name == '\0' || service_bring_in(rt, dict, types[i].name);
    }
    for (size_t i = 0; done && i < sizeof constants / sizeof *constants; i++) {
        done = service_bring_in(rt, dict, constants[i].name);
    }
    return done;
}

own_value builtins_module_open(struct ouro *rt)
{
    return module_new(rt, name_of(rt, NAME_builtins_module));
}
