// SPDX-License-Identifier: MIT
// Names in dictionaries: the slow paths, which fill the inline caches.
//
// A cache unit is (version of the keys | entry number + 1 << 32). For a builtin the first unit says in which version of
// the globals the name was absent, with NAME_ABSENT for the entry, and the second where it is in the builtins.
#include "object/exception.h"
#include "vm/fast_names.h"
#include "vm/internal.h"

static ref_value name_at(struct frame *frame, uint64_t *ip)
{
    return tuple_item(slot_get(frame->code->names), unit_index(*ip));
}

static own_value raise_name(struct ouro *rt, enum type_number type, char const *format, ref_value name)
{
    error_raise(rt, type, format, name);
    if (type == TYPE_NAME_ERROR && error_matches(rt, TYPE_NAME_ERROR)) {
        struct exception *e = as_exception(lend(rt->error));
        slot_set(rt, e, &e->fields[0], retain(name));
    }
    return own_nothing;
}

// The value under a name, lent, and its place into *cache; nothing when absent.
static ref_value find(struct ouro *rt, struct dict *dict, ref_value name, uint64_t *cache)
{
    int64_t entry = dict_find_str(rt, ref_object(dict), name);
    if (entry < 0) {
        return ref_nothing;
    }
    ref_value v = slot_get(dict->entries[entry].value);
    if (!is_nothing(v) && dict->keys_version != 0) {
        *cache = name_cache(dict->keys_version, (uint32_t)entry + 1);
    }
    return v;
}

static own_value load(struct ouro *rt, struct frame *frame, ref_value name, uint64_t *cache)
{
    struct dict *globals = frame->globals;
    ref_value v = find(rt, globals, name, &cache[0]);
    if (is_nothing(v) && !error_pending(rt)) {
        uint32_t version = globals->keys_version;
        v = find(rt, frame->builtins, name, &cache[1]);
        if (!is_nothing(v) && version != 0 && globals->keys_version == version) {
            cache[0] = name_cache(version, NAME_ABSENT);
        }
    }
    if (!is_nothing(v)) {
        return retain(v);
    }
    return error_pending(rt) ? own_nothing : raise_name(rt, TYPE_NAME_ERROR, "name '%U' is not defined", name);
}

own_value global_load(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    return load(rt, frame, name_at(frame, ip), ip + 1);
}

// namespace[name]: own_stop when absent.
static own_value namespace_get(struct ouro *rt, struct frame *frame, ref_value name)
{
    ref_value namespace = lend(frame->namespace);
    if (is_exact(namespace, TYPE_DICT)) {
        ref_value v = dict_get_str(rt, namespace, name);
        if (is_nothing(v) && error_pending(rt)) {
            return own_nothing;
        }
        return is_nothing(v) ? own_stop : retain(v);
    }
    own_value v = operation_get_item(rt, namespace, name);
    if (failed(v) && error_matches(rt, TYPE_KEY_ERROR)) {
        error_clear(rt);
        return own_stop;
    }
    return v;
}

own_value name_load(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    ref_value name = name_at(frame, ip);
    if (frame->namespace.bits == 0 || frame->namespace.bits == ref_bits(ref_object(frame->globals))) {
        return load(rt, frame, name, ip + 1);
    }
    own_value v = namespace_get(rt, frame, name);
    if (!is_stop(lend(v))) {
        return v;
    }
    uint64_t unused[2];
    return load(rt, frame, name, unused);
}

own_value class_cell_load(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    ref_value name = tuple_item(slot_get(frame->code->names), (uint32_t)ip[1]);
    own_value v = namespace_get(rt, frame, name);
    if (!is_stop(lend(v))) {
        return v;
    }
    ref_value held = slot_get(((struct cell *)as_object(lend(frame->registers[unit_b(*ip)])))->value);
    if (is_nothing(held)) {
        unbound_cell(rt, frame, unit_b(*ip));
        return own_nothing;
    }
    return retain(held);
}

static bool store(struct ouro *rt, struct dict *dict, ref_value name, ref_value value, uint64_t *cache)
{
    if (!dict_set(rt, ref_object(dict), name, value)) {
        return false;
    }
    (void)find(rt, dict, name, cache);
    return !error_pending(rt);
}

bool name_store(struct ouro *rt, struct frame *frame, uint64_t *ip, ref_value value)
{
    ref_value name = name_at(frame, ip);
    ref_value namespace = lend(frame->namespace);
    if (is_nothing(namespace)) {
        error_raise(rt, TYPE_SYSTEM_ERROR, "no locals found when storing %R", name);
        return false;
    }
    if (is_exact(namespace, TYPE_DICT)) {
        return store(rt, as_dict(namespace), name, value, ip + 1);
    }
    return operation_set_item(rt, namespace, name, value);
}

bool global_store(struct ouro *rt, struct frame *frame, uint64_t *ip, ref_value value)
{
    return store(rt, frame->globals, name_at(frame, ip), value, ip + 1);
}

static bool delete_in(struct ouro *rt, ref_value dict, ref_value name)
{
    int deleted = dict_delete(rt, dict, name);
    if (deleted == 0) {
        raise_name(rt, TYPE_NAME_ERROR, "name '%U' is not defined", name);
    }
    return deleted > 0;
}

bool name_delete(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    ref_value name = name_at(frame, ip);
    ref_value namespace = lend(frame->namespace);
    if (is_exact(namespace, TYPE_DICT)) {
        return delete_in(rt, namespace, name);
    }
    if (operation_set_item(rt, namespace, name, ref_nothing)) {
        return true;
    }
    if (error_matches(rt, TYPE_KEY_ERROR)) {
        error_clear(rt);
        raise_name(rt, TYPE_NAME_ERROR, "name '%U' is not defined", name);
    }
    return false;
}

bool global_delete(struct ouro *rt, struct frame *frame, uint64_t *ip)
{
    return delete_in(rt, ref_object(frame->globals), name_at(frame, ip));
}

void unbound_local(struct ouro *rt, struct frame *frame, uint32_t number)
{
    ref_value name = tuple_item(slot_get(frame->code->local_names), number);
    raise_name(rt, TYPE_UNBOUND_LOCAL_ERROR,
               "cannot access local variable '%U' where it is not associated with a value", name);
}

void unbound_cell(struct ouro *rt, struct frame *frame, uint32_t number)
{
    struct code *code = frame->code;
    number -= code->local_count;
    if (number < code->cell_count) {
        raise_name(rt, TYPE_UNBOUND_LOCAL_ERROR,
                   "cannot access local variable '%U' where it is not associated with a value",
                   tuple_item(slot_get(code->cell_names), number));
    } else {
        raise_name(rt, TYPE_NAME_ERROR,
                   "cannot access free variable '%U' where it is not associated with a value in enclosing scope",
                   tuple_item(slot_get(code->free_names), number - code->cell_count));
    }
}

bool setup_annotations(struct ouro *rt, struct frame *frame)
{
    ref_value namespace = lend(frame->namespace);
    ref_value name = name_of(rt, NAME_annotations);
    int there =
        is_exact(namespace, TYPE_DICT) ? dict_contains(rt, namespace, name) : operation_contains(rt, namespace, name);
    if (there != 0) {
        return there > 0;
    }
    own_value dict = dict_new(rt);
    if (failed(dict)) {
        return false;
    }
    bool set = operation_set_item(rt, namespace, name, lend(dict));
    release(rt, dict);
    return set;
}
