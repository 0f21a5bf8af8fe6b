// SPDX-License-Identifier: MIT
// Splitting exception groups. A group is a tree; every part keeps the shape of the whole, with groups made by derive()
// and the whole's traceback, context, cause and notes.
#include "object/exception_group.h"

#include "object/class.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception_types.h"
#include "object/generic.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/set.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

static bool is_group(struct ouro *rt, ref_value v)
{
    return is_kind(rt, v, TYPE_BASE_EXCEPTION_GROUP);
}

static ref_value members_of(ref_value group)
{
    return slot_get(as_exception(group)->fields[GROUP_EXCEPTIONS]);
}

// Which exceptions belong to a part.
struct matcher {
    enum { MATCH_CLASSES, MATCH_PREDICATE, MATCH_LEAVES } kind;
    ref_value value; // class or tuple of classes; function; set of the identities of leaves
};

static int identity_in(struct ouro *rt, ref_value set, ref_value exception)
{
    own_value identity = int_from_uint64(rt, ref_bits(exception));
    int found = failed(identity) ? -1 : operation_contains(rt, set, lend(identity));
    release(rt, identity);
    return found;
}

static int matches(struct ouro *rt, ref_value exception, struct matcher const *matcher)
{
    switch (matcher->kind) {
    case MATCH_CLASSES:
        return exception_matches(rt, exception, matcher->value);
    case MATCH_PREDICATE: {
        own_value answer = operation_call_1(rt, matcher->value, exception);
        int truth = failed(answer) ? -1 : operation_truth(rt, lend(answer));
        release(rt, answer);
        return truth;
    }
    default:
        return is_group(rt, exception) ? 0 : identity_in(rt, matcher->value, exception);
    }
}

// Parts -------------------------------------------------------------------------------------------------------------

static bool copy_notes(struct ouro *rt, ref_value from, ref_value to)
{
    own_value notes = operation_find_attribute(rt, from, name_of(rt, NAME_notes));
    if (failed(notes)) {
        return false;
    }
    struct type_protocol const *protocol = type_of(rt, lend(notes))->protocol;
    bool done = true;
    if (!is_stop(lend(notes)) && !is_dict(rt, lend(notes)) &&
        (protocol->get_item != NULL || type_overrides(type_of(rt, lend(notes)), NAME_getitem))) {
        own_value copy = operation_list(rt, lend(notes)); // so that the parts' notes are apart
        done = !failed(copy) && operation_set_attribute(rt, to, name_of(rt, NAME_notes), lend(copy));
        release(rt, copy);
    }
    release(rt, notes);
    return done;
}

// A group like `whole` of the exceptions in the list; None when there are none. Owned.
static own_value part_of(struct ouro *rt, ref_value whole, ref_value list)
{
    if (as_list(list)->length == 0) {
        return own_none;
    }
    own_value name = str_intern(rt, "derive", 6);
    ref_value args[] = {whole, list};
    own_value part = failed(name) ? own_nothing : operation_call_method(rt, lend(name), args, 2, ref_nothing);
    release(rt, name);
    if (failed(part)) {
        return part;
    }
    if (!is_group(rt, lend(part))) {
        release(rt, part);
        return error_raise(rt, TYPE_TYPE_ERROR, "derive must return an instance of BaseExceptionGroup");
    }
    struct exception *from = as_exception(whole);
    struct exception *to = as_exception(lend(part));
    if (!is_nothing(slot_get(from->traceback))) {
        slot_set(rt, to, &to->traceback, retain(slot_get(from->traceback)));
    }
    slot_set(rt, to, &to->context, retain(slot_get(from->context)));
    slot_set(rt, to, &to->cause, retain(slot_get(from->cause)));
    to->suppress_context = 1;
    if (!copy_notes(rt, whole, lend(part))) {
        release(rt, part);
        return own_nothing;
    }
    return part;
}

static bool append_part(struct ouro *rt, ref_value list, own_value part)
{
    if (is_none(lend(part))) {
        return true;
    }
    return list_append(rt, as_list(list), part);
}

static bool split(struct ouro *rt, ref_value exception, struct matcher const *matcher, own_value *match,
                  own_value *rest);

// The members' parts, gathered in two lists; rest NULL: not wanted.
static bool split_members(struct ouro *rt, ref_value group, struct matcher const *matcher, ref_value matched,
                          ref_value others)
{
    own_value members = retain(members_of(group));
    bool done = !failed(members);
    for (uint64_t i = 0; done && i < as_tuple(lend(members))->length; i++) {
        own_value match = own_none;
        own_value rest = own_none;
        done = split(rt, tuple_item(lend(members), i), matcher, &match, is_nothing(others) ? NULL : &rest);
        done = done && append_part(rt, matched, match);
        if (!is_nothing(others)) {
            if (done) {
                done = append_part(rt, others, rest);
            } else {
                release(rt, rest);
            }
        }
    }
    release(rt, members);
    return done;
}

static bool split_group(struct ouro *rt, ref_value group, struct matcher const *matcher, own_value *match,
                        own_value *rest)
{
    if (!depth_enter(rt, " in exceptiongroup_split_recursive")) {
        return false;
    }
    own_value matched = list_new(rt, 0);
    own_value others = rest == NULL || failed(matched) ? own_nothing : list_new(rt, 0);
    bool done = !failed(matched) && (rest == NULL || !failed(others)) &&
                split_members(rt, group, matcher, lend(matched), lend(others));
    if (done) {
        *match = part_of(rt, group, lend(matched));
        done = !failed(*match);
    }
    if (done && rest != NULL) {
        *rest = part_of(rt, group, lend(others));
        done = !failed(*rest);
        if (!done) {
            release(rt, give(*match));
        }
    }
    release(rt, others);
    release(rt, matched);
    depth_leave(rt);
    return done;
}

// *match and *rest get what matches and what does not, or None; rest NULL: not wanted. false: an error is pending, both
// are nothing.
static bool split(struct ouro *rt, ref_value exception, struct matcher const *matcher, own_value *match,
                  own_value *rest)
{
    *match = own_nothing;
    if (rest != NULL) {
        *rest = own_nothing;
    }
    int whole = matches(rt, exception, matcher);
    if (whole < 0) {
        return false;
    }
    if (whole == 0 && is_group(rt, exception) && !is_nothing(members_of(exception))) {
        return split_group(rt, exception, matcher, match, rest);
    }
    *match = whole ? retain(exception) : own_none;
    if (rest != NULL) {
        *rest = whole ? own_none : retain(exception);
    }
    return true;
}

// Methods -----------------------------------------------------------------------------------------------------------

static bool matcher_of(struct ouro *rt, ref_value value, struct matcher *matcher)
{
    matcher->value = value;
    if (is_exact(value, TYPE_FUNCTION)) {
        matcher->kind = MATCH_PREDICATE;
        return true;
    }
    bool classes = is_exception_type(rt, value);
    if (!classes && is_object(value) && is_tuple(rt, value)) {
        classes = true;
        for (uint64_t i = 0; classes && i < as_tuple(value)->length; i++) {
            classes = is_exception_type(rt, tuple_item(value, i));
        }
    }
    matcher->kind = MATCH_CLASSES;
    if (!classes) {
        error_raise(rt, TYPE_TYPE_ERROR, "expected a function, exception type or tuple of exception types");
    }
    return classes;
}

static own_value method_split(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct matcher matcher;
    own_value parts[2];
    if (!matcher_of(rt, args[1], &matcher) || !split(rt, args[0], &matcher, &parts[0], &parts[1])) {
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 2);
}

static own_value method_subgroup(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    struct matcher matcher;
    own_value match;
    if (!matcher_of(rt, args[1], &matcher) || !split(rt, args[0], &matcher, &match, NULL)) {
        return own_nothing;
    }
    return match;
}

static own_value make_group(struct ouro *rt, ref_value message, ref_value exceptions)
{
    ref_value args[] = {message, exceptions};
    return operation_call(rt, ref_object(type_by_number(rt, TYPE_BASE_EXCEPTION_GROUP)), args, 2, ref_nothing);
}

static own_value method_derive(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value message = exception_get_field(args[0], GROUP_MESSAGE);
    own_value group = make_group(rt, lend(message), args[1]);
    release(rt, message);
    return group;
}

struct native_definition const exception_group_methods[] = {
    {"__class_getitem__", generic_class_getitem, 1, 1, NATIVE_CLASS, "See PEP 585"},
    {"derive", method_derive, 1, 1, 0, NULL},
    {"split", method_split, 1, 1, 0, NULL},
    {"subgroup", method_subgroup, 1, 1, 0, NULL},
    {NULL, NULL, 0, 0, 0, NULL},
};

// except* -----------------------------------------------------------------------------------------------------------

// A group must not be caught as a whole by except*.
static bool catches_groups(struct ouro *rt, ref_value matcher)
{
    struct type *group = rt->objects->types[TYPE_BASE_EXCEPTION_GROUP];
    bool found = false;
    if (is_tuple(rt, matcher)) {
        for (uint64_t i = 0; !found && i < as_tuple(matcher)->length; i++) {
            found = type_is_subtype(as_type(tuple_item(matcher, i)), group);
        }
    } else {
        found = type_is_subtype(as_type(matcher), group);
    }
    return found;
}

static bool split_by_method(struct ouro *rt, ref_value exception, ref_value matcher, own_value *match, own_value *rest)
{
    own_value name = str_intern(rt, "split", 5);
    ref_value args[] = {exception, matcher};
    own_value pair = failed(name) ? own_nothing : operation_call_method(rt, lend(name), args, 2, ref_nothing);
    release(rt, name);
    if (failed(pair)) {
        return false;
    }
    bool good = is_object(lend(pair)) && is_tuple(rt, lend(pair));
    if (!good) {
        error_raise(rt, TYPE_TYPE_ERROR, "%T.split must return a tuple, not %T", exception, lend(pair));
    } else if (as_tuple(lend(pair))->length < 2) {
        good = false;
        error_raise(rt, TYPE_TYPE_ERROR, "%T.split must return a 2-tuple, got tuple of size %llu", exception,
                    (unsigned long long)as_tuple(lend(pair))->length);
    } else {
        for (uint64_t i = 0; good && i < 2; i++) {
            ref_value part = tuple_item(lend(pair), i);
            good = is_none(part) || is_exception(rt, part);
            if (!good) {
                error_raise(rt, TYPE_TYPE_ERROR, "%T.split must return exceptions or None, not %T", exception, part);
            }
        }
    }
    if (good) {
        *match = retain(tuple_item(lend(pair), 0));
        *rest = retain(tuple_item(lend(pair), 1));
    }
    release(rt, pair);
    return good;
}

bool exception_group_match(struct ouro *rt, ref_value exception, ref_value matcher, own_value *match, own_value *rest)
{
    *match = *rest = own_nothing;
    // The check of the matcher comes first, even when nothing is left to match.
    int whole = 0;
    if (is_none(exception)) {
        own_value probe = exception_plain(rt, TYPE_EXCEPTION);
        whole = failed(probe) ? -1 : exception_matches(rt, lend(probe), matcher);
        release(rt, probe);
        if (whole < 0 && !error_pending(rt)) {
            error_no_memory(rt);
        }
    } else {
        whole = exception_matches(rt, exception, matcher);
    }
    if (whole < 0) {
        return false;
    }
    if (catches_groups(rt, matcher)) {
        error_raise(rt, TYPE_TYPE_ERROR, "catching ExceptionGroup with except* is not allowed. Use except instead.");
        return false;
    }
    if (is_none(exception)) {
        *match = *rest = own_none;
        return true;
    }
    if (!whole && is_group(rt, exception)) {
        return split_by_method(rt, exception, matcher, match, rest);
    }
    if (!whole) {
        *match = own_none;
        *rest = retain(exception);
        return true;
    }
    if (is_group(rt, exception)) {
        *match = retain(exception);
    } else {
        own_value naked = tuple_from(rt, &exception, 1);
        *match = failed(naked) ? own_nothing : make_group(rt, name_of(rt, NAME_empty), lend(naked));
        release(rt, naked);
    }
    *rest = failed(*match) ? own_nothing : own_none;
    return !failed(*match);
}

// Was it split off `whole`, and not changed since?
static bool has_metadata_of(ref_value exception, ref_value whole)
{
    struct exception *a = as_exception(exception);
    struct exception *b = as_exception(whole);
    return same(slot_get(a->traceback), slot_get(b->traceback)) && same(slot_get(a->cause), slot_get(b->cause)) &&
           same(slot_get(a->context), slot_get(b->context));
}

static bool add_leaves(struct ouro *rt, ref_value exception, ref_value set)
{
    if (!is_group(rt, exception)) {
        own_value identity = int_from_uint64(rt, ref_bits(exception));
        bool done = !failed(identity) && set_add(rt, set, lend(identity));
        release(rt, identity);
        return done;
    }
    if (is_nothing(members_of(exception))) {
        return true;
    }
    if (!depth_enter(rt, " in collect_exception_group_leaf_ids")) {
        return false;
    }
    own_value members = retain(members_of(exception));
    bool done = true;
    for (uint64_t i = 0; done && i < as_tuple(lend(members))->length; i++) {
        done = add_leaves(rt, tuple_item(lend(members), i), set);
    }
    release(rt, members);
    depth_leave(rt);
    return done;
}

// The part of `whole` with the leaves of the exceptions in `list`, in the shape of the whole. Owned; None: no leaves.
static own_value projection(struct ouro *rt, ref_value whole, ref_value list)
{
    own_value leaves = set_new(rt, ref_nothing);
    bool done = !failed(leaves);
    for (uint64_t i = 0; done && i < as_list(list)->length; i++) {
        done = add_leaves(rt, list_item(list, i), lend(leaves));
    }
    own_value part = own_nothing;
    if (done) {
        struct matcher matcher = {MATCH_LEAVES, lend(leaves)};
        (void)!split(rt, whole, &matcher, &part, NULL);
    }
    release(rt, leaves);
    return part;
}

static own_value gather(struct ouro *rt, ref_value caught, ref_value raised, ref_value again)
{
    own_value part = projection(rt, caught, again);
    if (failed(part) || as_list(raised)->length == 0) {
        return part;
    }
    if (!append_part(rt, raised, part)) {
        return own_nothing;
    }
    return make_group(rt, name_of(rt, NAME_empty), raised);
}

own_value exception_group_leftover(struct ouro *rt, ref_value caught, ref_value list)
{
    uint64_t count = as_list(list)->length;
    if (count == 0) {
        return own_none;
    }
    if (!is_group(rt, caught)) { // wrapped: one clause can have run, at most
        return retain(list_item(list, 0));
    }
    own_value raised = list_new(rt, 0);
    own_value again = failed(raised) ? own_nothing : list_new(rt, 0);
    bool done = !failed(again);
    for (uint64_t i = 0; done && i < count; i++) {
        ref_value exception = list_item(list, i);
        if (!is_none(exception)) {
            bool is_again = has_metadata_of(exception, caught);
            done = list_append(rt, as_list(is_again ? lend(again) : lend(raised)), retain(exception));
        }
    }
    own_value result = done ? gather(rt, caught, lend(raised), lend(again)) : own_nothing;
    release(rt, again);
    release(rt, raised);
    return result;
}
