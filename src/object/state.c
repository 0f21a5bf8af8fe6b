// SPDX-License-Identifier: MIT
// Opening floor 4 of a runtime: the types, the names, what is set aside.
#include "object/state.h"
#include "object/canonical.h"

#include "object/bytes.h"
#include "object/class.h"
#include "object/definitions.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/exception_types.h"
#include "object/set.h"
#include "object/str.h"
#include "object/str_table.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "os/entropy.h"
#include "os/environment.h"

#define MEMORY_ERRORS 8
#define RECURSION_LIMIT 1000

void type_cache_visit(struct ouro *rt, struct visitor *visitor);
void type_cache_clear(struct ouro *rt);

static struct type_definition const *const definitions[] = {
#define X(name) &name##_type_definition,
    OBJECT_DEFINITIONS(X)
#undef X
};
#define DEFINITION_COUNT (sizeof definitions / sizeof definitions[0])

static void report_roots(struct ouro *rt, void *owner, struct visitor *visitor)
{
    struct object_state *state = owner;
    for (uint32_t i = 0; i < SHAPE_FIRST; i++) {
        visit(visitor, ref_object(state->types[i]));
    }
    for (uint32_t i = 0; i < NAME_COUNT; i++) {
        visit(visitor, slot_get(state->names[i]));
    }
    for (uint32_t i = 0; i < 128; i++) {
        visit(visitor, slot_get(state->ascii_characters[i]));
    }
    visit(visitor, slot_get(state->empty_tuple));
    visit(visitor, slot_get(state->empty_str));
    visit(visitor, slot_get(state->empty_bytes));
    visit(visitor, slot_get(state->empty_frozenset));
    visit(visitor, slot_get(state->builtins));
    visit(visitor, slot_get(state->memory_error));
    visit(visitor, slot_get(state->last_memory_error));
    visit(visitor, slot_get(state->repr_stack));
    visit(visitor, lend(rt->error));
    type_cache_visit(rt, visitor);
}

// The secret of string hashes: PYTHONHASHSEED's number, or from the system.
static bool open_hash_key(struct ouro *rt)
{
    char const *seed = rt->allowed & ALLOW_ENVIRONMENT ? os_environment_get("PYTHONHASHSEED") : NULL;
    uint64_t *key = rt->objects->hash_key;
    if (seed == NULL || *seed < '0' || *seed > '9') {
        return os_entropy(key, sizeof rt->objects->hash_key);
    }
    uint64_t n = 0;
    for (; *seed >= '0' && *seed <= '9'; seed++) {
        n = n * 10 + (uint64_t)(*seed - '0');
    }
    key[0] = n * UINT64_C(0x9e3779b97f4a7c15);
    key[1] = n * UINT64_C(0xc2b2ae3d27d4eb4f);
    return true;
}

static struct type_definition const *definition_of(struct ouro *rt, uint32_t number)
{
    struct type_definition const *exception = exception_definition(number);
    if (exception != NULL) {
        return exception;
    }
    for (size_t i = 0; i < DEFINITION_COUNT; i++) {
        if (definitions[i]->number == number) {
            return definitions[i];
        }
    }
    struct type_definition const *const *more = rt->objects->more_definitions;
    for (; more != NULL && *more != NULL; more++) {
        if ((*more)->number == number) {
            return *more;
        }
    }
    return NULL;
}

bool type_make_ready(struct ouro *rt, uint32_t number)
{
    if (rt->objects->types[number] != NULL) {
        return true;
    }
    struct type_definition const *d = definition_of(rt, number);
    if (d == NULL) {
        return true; // of a module, which enters it
    }
    if (d->number != TYPE_OBJECT && !type_make_ready(rt, d->base ? d->base : TYPE_OBJECT)) {
        return false;
    }
    return number == TYPE_EXCEPTION_GROUP ? exception_group_define(rt) : type_define(rt, d);
}

bool types_complete(struct ouro *rt)
{
    bool done = true;
    for (size_t i = 0; done && i < DEFINITION_COUNT; i++) {
        done = type_make_ready(rt, definitions[i]->number);
    }
    for (uint32_t number = TYPE_BASE_EXCEPTION; done && number < TYPE_COUNT; number++) {
        done = type_make_ready(rt, number);
    }
    struct type_definition const *const *more = rt->objects->more_definitions;
    for (; done && more != NULL && *more != NULL; more++) {
        done = type_make_ready(rt, (*more)->number);
    }
    return done;
}

// Those that the start itself needs.
static bool define_early(struct ouro *rt)
{
    for (uint32_t number = 1; number < ROW_LATE_FIRST; number++) {
        if (!type_make_ready(rt, number)) {
            return false;
        }
    }
    return true;
}

static bool open_names(struct ouro *rt)
{
    static struct {
        char const *text;
        size_t size;
    } const texts[NAME_COUNT] = {
#define X(identifier, text) [NAME_##identifier] = {text, sizeof text - 1},
        SPECIAL_NAMES(X) OTHER_NAMES(X)
#undef X
    };
    for (uint32_t i = 0; i < NAME_COUNT; i++) {
        if (!str_name_enter(rt, (enum name_number)i, texts[i].text, texts[i].size)) {
            return false;
        }
    }
    return true;
}

static bool open_memory_errors(struct ouro *rt)
{
    own_value none = tuple_new(rt, 0);
    if (failed(none)) {
        return false;
    }
    own_value last = exception_new(rt, TYPE_MEMORY_ERROR, lend(none));
    release(rt, none);
    if (failed(last)) {
        return false;
    }
    object_set_immortal(as_object(lend(last)));
    slot_init(&rt->objects->last_memory_error, last);
    own_value set_aside = tuple_new(rt, MEMORY_ERRORS);
    if (failed(set_aside)) {
        return false;
    }
    slot_init(&rt->objects->memory_error, set_aside);
    return error_refill_memory_errors(rt);
}

bool objects_open(struct ouro *rt)
{
    struct object_state *state = heap_raw_allocate_zeroed(&rt->heap, sizeof *state);
    if (state == NULL) {
        return false;
    }
    rt->objects = state;
    rt->hooks.weak_callback = weakref_call_back;
    rt->hooks.verify_object = value_is_canonical;
    rt->hooks.make_row = type_make_ready;
    state->recursion_limit = RECURSION_LIMIT;
    state->int_max_str_digits = 4300;
    rt->heap.reclaim_blocked++; // rows are missing: nothing may be walked yet
    // Names come first: a text that was interned before its name would be there twice.
    bool opened = open_hash_key(rt) && row_numbers_from(rt, SHAPE_FIRST) && open_names(rt) && define_early(rt) &&
                  open_memory_errors(rt);
    rt->heap.reclaim_blocked--;
    if (opened) {
        runtime_add_root(rt, report_roots, state);
    }
    return opened;
}

// Empties the built-in types, which are immortal themselves.
static void close_types(struct ouro *rt)
{
    for (uint32_t i = 0; i < SHAPE_FIRST; i++) {
        struct type *t = rt->objects->types[i];
        slot_value *slots[] = {t ? &t->dict : NULL, t ? &t->mro : NULL,  t ? &t->bases : NULL,
                               t ? &t->base : NULL, t ? &t->name : NULL, t ? &t->qualname : NULL};
        for (uint32_t k = 0; t != NULL && k < sizeof slots / sizeof slots[0]; k++) {
            release(rt, slot_take(rt, t, slots[k]));
        }
    }
}

void objects_close(struct ouro *rt)
{
    struct object_state *state = rt->objects;
    if (state == NULL) {
        return;
    }
    error_clear(rt);
    type_cache_clear(rt);
    error_empty_last(rt);
    slot_value *single[] = {&state->repr_stack, &state->builtins,    &state->memory_error,    &state->last_memory_error,
                            &state->empty_str,  &state->empty_bytes, &state->empty_frozenset, &state->empty_tuple};
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        release(rt, slot_take(rt, NULL, single[i]));
    }
    for (uint32_t i = 0; i < 128; i++) {
        release(rt, slot_take(rt, NULL, &state->ascii_characters[i]));
    }
    for (uint32_t i = 0; i < NAME_COUNT; i++) {
        own_value name = slot_take(rt, NULL, &state->names[i]);
        if (!failed(name)) {
            as_object(lend(name))->kind &= ~STR_INTERNED; // it is not in the table
        }
        release(rt, name);
    }
    close_types(rt);
}
