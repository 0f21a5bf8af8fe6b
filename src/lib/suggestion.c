// SPDX-License-Identifier: MIT
// "Did you mean": the name nearest to one that was not found. Nearness is Levenshtein's: the least number of
// insertions, deletions and replacements, counted double so that a change of case alone can cost half.
#include "lib/builtins.h"
#include "lib/print_exception.h"

#include "object/error.h"
#include "object/exception_types.h"
#include "object/list.h"
#include "object/operation.h"

#include <string.h>

#define LONGEST 40 // bytes compared; names that differ in more are not near
#define CANDIDATES_MOST 750
#define MOVE 2 // an insertion, a deletion, another letter
#define CHANGE_OF_CASE 1

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t replacing(char a, char b)
{
    return a == b ? 0 : lower(a) == lower(b) ? CHANGE_OF_CASE : MOVE;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// Something above `most` when the distance is above it.
static size_t distance(char const *a, size_t a_size, char const *b, size_t b_size, size_t most)
{
    while (a_size > 0 && b_size > 0 && *a == *b) {
        a++, b++, a_size--, b_size--;
    }
    while (a_size > 0 && b_size > 0 && a[a_size - 1] == b[b_size - 1]) {
        a_size--, b_size--;
    }
    if (a_size == 0 || b_size == 0) {
        return (a_size + b_size) * MOVE;
    }
    if (a_size > LONGEST || b_size > LONGEST) {
        return most + 1;
    }
    size_t row[LONGEST + 1]; // row[i]: from the part of b looked at to the first i bytes of a
    for (size_t i = 0; i <= a_size; i++) {
        row[i] = i * MOVE;
    }
    for (size_t j = 0; j < b_size; j++) {
        size_t diagonal = row[0], least = SIZE_MAX;
        row[0] = (j + 1) * MOVE;
        for (size_t i = 1; i <= a_size; i++) {
            size_t replaced = diagonal + replacing(a[i - 1], b[j]);
            diagonal = row[i];
            row[i] = smaller(replaced, smaller(row[i], row[i - 1]) + MOVE);
            least = smaller(least, row[i]);
        }
        if (least > most) {
            return most + 1;
        }
    }
    return row[a_size];
}

// The best of a list of names; nothing: none is near. No more than a third of the bytes may differ.
static own_value nearest(struct ouro *rt, ref_value names, ref_value name)
{
    struct list const *list = as_list(names);
    struct str const *wanted = as_str(name);
    ref_value best = ref_nothing;
    size_t best_distance = SIZE_MAX;
    for (uint64_t i = 0; list->length < CANDIDATES_MOST && i < list->length; i++) {
        ref_value item = list_item(names, i);
        if (!is_str(rt, item)) {
            return own_nothing;
        }
        struct str const *s = as_str(item);
        if (str_size(s) == str_size(wanted) && memcmp(str_bytes(s), str_bytes(wanted), str_size(s)) == 0) {
            continue;
        }
        size_t most = smaller((str_size(s) + str_size(wanted) + 3) * MOVE / 6, best_distance - 1);
        size_t found = distance(str_bytes(wanted), str_size(wanted), str_bytes(s), str_size(s), most);
        if (found <= most) {
            best = item;
            best_distance = found;
        }
    }
    return is_nothing(best) ? own_nothing : retain(best);
}

// An attribute that may be missing; nothing then, and no error is pending.
static own_value part(struct ouro *rt, ref_value v, char const *name)
{
    own_value text = str_from(rt, name);
    own_value found = failed(text) ? own_nothing : operation_find_attribute(rt, v, lend(text));
    release(rt, text);
    if (failed(found) || is_stop(lend(found))) {
        error_clear(rt);
        return own_nothing;
    }
    return found;
}

// The nearest name of what iterating over v gives.
static own_value nearest_in(struct ouro *rt, own_value v, ref_value name)
{
    own_value names = failed(v) ? own_nothing : operation_list(rt, lend(v));
    own_value best = failed(names) ? own_nothing : nearest(rt, lend(names), name);
    error_clear(rt);
    release(rt, names);
    release(rt, v);
    return best;
}

// Of the frame where the name was looked for: its locals, its globals, the built-ins.
static own_value nearest_in_frame(struct ouro *rt, ref_value exception, ref_value name)
{
    own_value entry = part(rt, exception, "__traceback__");
    while (!failed(entry) && !is_none(lend(entry))) {
        own_value next = part(rt, lend(entry), "tb_next");
        if (failed(next) || is_none(lend(next))) {
            release(rt, next);
            break;
        }
        release(rt, entry);
        entry = next;
    }
    if (failed(entry) || is_none(lend(entry))) {
        release(rt, entry);
        return own_nothing;
    }
    own_value frame = part(rt, lend(entry), "tb_frame");
    release(rt, entry);
    own_value best = own_nothing;
    if (!failed(frame)) {
        own_value code = part(rt, lend(frame), "f_code");
        best = failed(code) ? own_nothing : nearest_in(rt, part(rt, lend(code), "co_varnames"), name);
        release(rt, code);
        best = failed(best) ? nearest_in(rt, part(rt, lend(frame), "f_globals"), name) : best;
        best = failed(best) ? nearest_in(rt, part(rt, lend(frame), "f_builtins"), name) : best;
    }
    release(rt, frame);
    return best;
}

static own_value nearest_attribute(struct ouro *rt, ref_value exception, ref_value name)
{
    ref_value held = slot_get(as_exception(exception)->fields[ATTRIBUTE_OBJ]);
    if (is_nothing(held)) {
        return own_nothing;
    }
    own_value object = retain(held);
    ref_value arguments[] = {lend(object)};
    own_value names = builtin_dir(rt, arguments, 1, ref_nothing);
    release(rt, object);
    if (failed(names)) {
        error_clear(rt);
        return own_nothing;
    }
    return nearest_in(rt, names, name);
}

void print_suggestion(struct str_builder *b, ref_value exception)
{
    struct ouro *rt = b->rt;
    bool attribute = is_kind(rt, exception, TYPE_ATTRIBUTE_ERROR);
    if (!attribute && !is_kind(rt, exception, TYPE_NAME_ERROR)) {
        return;
    }
    ref_value field = slot_get(as_exception(exception)->fields[attribute ? (int)ATTRIBUTE_NAME : (int)NAME_ERROR_NAME]);
    if (is_nothing(field) || !is_str(rt, field)) {
        return;
    }
    own_value name = retain(field);
    own_value best =
        attribute ? nearest_attribute(rt, exception, lend(name)) : nearest_in_frame(rt, exception, lend(name));
    if (!failed(best)) {
        str_builder_add_text(b, ". Did you mean: '");
        str_builder_add_str(b, lend(best));
        str_builder_add_text(b, "'?");
    }
    release(rt, best);
    release(rt, name);
}
