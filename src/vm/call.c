// SPDX-License-Identifier: MIT
// Calls off the fast path: constructors, objects with __call__, keywords, * and **, comprehensions, iteration, with.
#include "vm/call.h"
#include "object/class.h"
#include "object/exception.h"
#include "object/instance.h"
#include "object/list.h"
#include "object/native.h"
#include "object/shape.h"
#include "object/str.h"
#include "vm/attribute.h"
#include "vm/generator.h"
#include "vm/internal.h"

// Constructors
// ------------------------------------------------------------------------------------------------------------

// The cell of the Python __init__ of a class that is constructed by instance_new and it; NULL: not such a class.
static struct attribute_cell *plain_init(struct ouro *rt, struct type *type)
{
    if (!(type->flags & TYPE_PYTHON) || type->flags & TYPE_ABSTRACT || type->layout != TYPE_OBJECT ||
        type_overrides(type, NAME_new)) {
        return NULL;
    }
    struct attribute_cell *cell = type_lookup(rt, type, name_of(rt, NAME_init));
    if (cell == NULL || !is_exact(slot_get(cell->value), TYPE_FUNCTION) || type_root_shape(rt, type) == NULL) {
        error_clear(rt);
        return NULL;
    }
    return cell;
}

bool constructor_cache(struct ouro *rt, struct type *type, uint64_t *ip)
{
    struct attribute_cell *cell = plain_init(rt, type);
    if (cell == NULL) {
        return false;
    }
    type->flags |= TYPE_CACHED;
    ip[1] = type_guard(rt, type);
    ip[2] = (uint64_t)(uintptr_t)cell;
    return true;
}

// Windows
// -----------------------------------------------------------------------------------------------------------------

own_value call_window(struct ouro *rt, own_value *w, uint32_t count, ref_value kwnames)
{
    bool self = w[1].bits != 0;
    uint32_t named = is_nothing(kwnames) ? 0 : (uint32_t)as_tuple(kwnames)->length;
    return operation_call(rt, lend(w[0]), lend_array(self ? w + 1 : w + 2), count - named + self, kwnames);
}

static void unpack_method(struct ouro *rt, own_value *w)
{
    struct method *method = (struct method *)as_object(lend(w[0]));
    own_value old = w[0];
    w[1] = retain(slot_get(method->self));
    w[0] = retain(slot_get(method->function));
    release(rt, old);
}

bool call_object_push(struct ouro *rt, struct context *context, own_value *w, uint32_t count, own_value *value)
{
    struct type *t = type_of(rt, lend(w[0]));
    struct attribute_cell *cell = type_overrides(t, NAME_call) ? type_lookup(rt, t, name_of(rt, NAME_call)) : NULL;
    if (cell == NULL || !is_exact(slot_get(cell->value), TYPE_FUNCTION)) {
        error_clear(rt);
        *value = call_window(rt, w, count, ref_nothing);
        return false;
    }
    *value = own_nothing;
    own_value function = retain(slot_get(cell->value));
    w[1] = retain(lend(w[0])); // self; the arguments stay the window's until the call is over
    bool done = call_push_lent(rt, context, lend(function), lend_array(w + 1), count + 1, ACTION_OPERANDS,
                               FRAME_LIVE_TABLE, value);
    release(rt, function);
    return done && failed(*value);
}

// A Python function with the window's arguments, moved. true: pushed; w[0] is released then.
static bool push_window(struct ouro *rt, struct context *context, own_value *w, uint32_t count, ref_value names,
                        enum frame_action action, ref_value function, own_value *value)
{
    bool self = w[1].bits != 0;
    struct frame *caller = context->frame;
    uint32_t base = (uint32_t)(w - caller->registers);
    struct call call = {
        as_function(function), self ? w + 1 : w + 2, count + self, (uint32_t)as_tuple(names)->length, names, false};
    *value = own_nothing;
    uint32_t live = action == ACTION_CONSTRUCT ? base + 1 : base;
    if (!call_push(rt, context, &call, action, live, value) || !failed(*value)) {
        return false;
    }
    if (action == ACTION_STORE) {
        own_value callee = give(w[0]);
        release(rt, callee); // the frame has one of its own
    }
    return true;
}

bool call_keywords_push(struct ouro *rt, struct context *context, own_value *w, uint32_t count, ref_value names,
                        uint64_t *ip, own_value *value)
{
    (void)ip;
    ref_value callee = lend(w[0]);
    if (is_exact(callee, TYPE_METHOD) && w[1].bits == 0) {
        unpack_method(rt, w);
        callee = lend(w[0]);
    }
    if (is_exact(callee, TYPE_FUNCTION)) {
        return push_window(rt, context, w, count, names, ACTION_STORE, callee, value);
    }
    if (is_exact(callee, TYPE_TYPE) && w[1].bits == 0) {
        struct type *type = (struct type *)as_object(callee);
        struct attribute_cell *init = plain_init(rt, type);
        if (init != NULL) {
            own_value function = retain(slot_get(init->value));
            own_value instance = instance_new(rt, type);
            bool entered = false;
            *value = own_nothing;
            if (!failed(instance)) {
                own_value class = w[0];
                w[1] = instance;
                w[0] = retain(lend(instance));
                release(rt, class);
                entered = push_window(rt, context, w, count, names, ACTION_CONSTRUCT, lend(function), value);
                if (!failed(*value)) { // a generator function for __init__
                    error_raise(rt, TYPE_TYPE_ERROR, "__init__() should return None, not '%T'", lend(*value));
                    release(rt, give(*value));
                }
            }
            release(rt, function);
            return entered;
        }
    }
    *value = call_window(rt, w, count, names);
    return false;
}

// * and **
// ----------------------------------------------------------------------------------------------------------------

#define STAR_FEW 12u

struct star_arguments {
    ref_value *array; // raw memory when taken > STAR_FEW
    ref_value few[STAR_FEW];
    uint32_t taken;
    uint32_t positional;
    own_value kwnames; // or nothing
};

// Lays self, the tuple's items and the dict's values in a row. false: MemoryError.
static bool star_open(struct ouro *rt, struct star_arguments *a, own_value *w)
{
    ref_value tuple = lend(w[2]);
    ref_value dict = lend(w[3]);
    uint32_t self = w[1].bits != 0;
    uint32_t named = is_nothing(dict) ? 0 : dict_length(dict);
    a->taken = 0;
    a->kwnames = own_nothing;
    a->positional = (uint32_t)as_tuple(tuple)->length + self;
    if (self == 0 && named == 0) {
        a->array = (ref_value *)(uintptr_t)slot_lend_array(as_tuple(tuple)->items);
        return true;
    }
    own_value names = named > 0 ? tuple_new(rt, named) : own_nothing;
    if (named > 0 && failed(names)) {
        return false;
    }
    a->kwnames = names;
    a->taken = a->positional + named;
    a->array = a->taken <= STAR_FEW ? a->few : heap_raw_allocate(&rt->heap, a->taken * sizeof(ref_value));
    if (a->array == NULL) {
        release(rt, names);
        error_no_memory(rt);
        return false;
    }
    a->array[0] = lend(w[1]);
    memcpy(a->array + self, as_tuple(tuple)->items, as_tuple(tuple)->length * sizeof(ref_value));
    uint32_t position = 0;
    ref_value key;
    ref_value v;
    for (uint32_t i = 0; i < named && dict_next(as_dict(dict), &position, &key, &v); i++) {
        slot_init(&as_tuple(lend(names))->items[i], retain(key));
        a->array[a->positional + i] = v;
    }
    return true;
}

static void star_close(struct ouro *rt, struct star_arguments *a)
{
    if (a->taken > STAR_FEW) {
        heap_raw_free(&rt->heap, a->array, a->taken * sizeof(ref_value));
    }
    release(rt, a->kwnames);
}

// Makes a tuple of what the x of a lone *x gives.
static bool star_unpack(struct ouro *rt, own_value *w)
{
    if (is_exact(lend(w[2]), TYPE_TUPLE)) {
        return true;
    }
    own_value list = list_new(rt, 0);
    bool ok = !failed(list) && extend_list(rt, lend(list), lend(w[2]), lend(w[0]));
    own_value tuple = ok ? list_to_tuple(rt, lend(list)) : own_nothing;
    release(rt, list);
    if (failed(tuple)) {
        return false;
    }
    own_value iterable = w[2];
    w[2] = tuple;
    release(rt, iterable);
    return true;
}

// Are the keys of ** strings? What cannot be called at all says so instead.
static bool star_names_good(struct ouro *rt, ref_value callee, ref_value names)
{
    struct type *type = type_of(rt, callee);
    if (is_nothing(names) || (type->protocol->call == NULL && !type_overrides(type, NAME_call))) {
        return true;
    }
    for (uint64_t i = 0; i < as_tuple(names)->length; i++) {
        if (!is_str(rt, tuple_item(names, i))) {
            error_raise(rt, TYPE_TYPE_ERROR, "keywords must be strings");
            return false;
        }
    }
    return true;
}

bool call_star_push(struct ouro *rt, struct context *context, own_value *w, own_value *value)
{
    *value = own_nothing;
    if (!star_unpack(rt, w)) {
        return false;
    }
    if (is_exact(lend(w[0]), TYPE_METHOD) && w[1].bits == 0) {
        unpack_method(rt, w);
    }
    struct star_arguments a;
    if (!star_open(rt, &a, w)) {
        return false;
    }
    bool entered = false;
    if (!star_names_good(rt, lend(w[0]), lend(a.kwnames))) {
        star_close(rt, &a);
        return false;
    }
    if (is_exact(lend(w[0]), TYPE_FUNCTION)) {
        uint32_t named = a.taken > a.positional ? a.taken - a.positional : 0;
        struct call call = {
            as_function(lend(w[0])), (own_value *)a.array, a.positional + named, named, lend(a.kwnames), true};
        entered = call_push(rt, context, &call, ACTION_OPERANDS, FRAME_LIVE_TABLE, value) && failed(*value);
    } else {
        *value = operation_call(rt, lend(w[0]), a.array, a.positional, lend(a.kwnames));
    }
    star_close(rt, &a);
    return entered;
}

// Comprehensions
// ----------------------------------------------------------------------------------------------------------

// Moves the iterator and the cells to the registers of a comprehension, and makes its own cells.
static bool comprehension_bind(struct ouro *rt, struct code *code, own_value *from, uint32_t cells,
                               own_value *registers)
{
    OURO_ASSERT(cells == code->free_count && code->local_count > 0);
    registers[0] = give(from[0]);
    own_value *free_cells = registers + code->local_count + code->cell_count;
    for (uint32_t i = 0; i < cells; i++) {
        free_cells[i] = give(from[1 + i]);
    }
    return code->cell_count == 0 || frame_make_cells(rt, code, registers, ref_nothing);
}

bool comprehension_push(struct ouro *rt, struct context *context, uint64_t *ip, struct code *code, own_value *value)
{
    struct frame *caller = context->frame;
    own_value *from = caller->registers + unit_b(*ip);
    uint32_t cells = unit_c(*ip);
    *value = own_nothing;
    if (code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        *value = generator_new_for(rt, code, caller->globals, caller->builtins);
        if (!failed(*value) &&
            !comprehension_bind(rt, code, from, cells, (own_value *)as_generator(lend(*value))->registers)) {
            release(rt, give(*value));
        }
    } else {
        struct frame *frame = frame_above(rt, context, caller);
        uint8_t flags = FRAME_LENT;
        own_value *registers = NULL;
        if (frame != NULL && (frame->depth < rt->objects->recursion_limit || frame_too_deep(rt))) {
            registers = stack_reserve(rt, context, caller, code->register_count, &flags);
        }
        if (registers != NULL) {
            uint32_t end = code_first_temporary(code);
            memset(registers, 0, end * sizeof *registers);
            if (comprehension_bind(rt, code, from, cells, registers)) {
                frame->ip = code->units;
                frame->registers = registers;
                frame->stack_top = registers + code->register_count;
                frame->code = code;
                frame->globals = caller->globals;
                frame->builtins = caller->builtins;
                frame->function = own_nothing;
                frame->caller_live = unit_b(*ip);
                frame->action = ACTION_STORE;
                frame->flags = flags;
                context->frame = frame;
                return true;
            }
            for (uint32_t i = 0; i < end; i++) {
                register_release(rt, &registers[i]);
            }
            if (flags & FRAME_SEGMENT) {
                stack_leave_segment(rt, context);
            }
        }
    }
    for (uint32_t i = 0; i <= cells; i++) {
        register_release(rt, &from[i]);
    }
    return false;
}

// Iteration and with
// ------------------------------------------------------------------------------------------------------

own_value next_push(struct ouro *rt, struct context *context, ref_value iterator, bool *entered)
{
    struct type *t = type_of(rt, iterator);
    struct attribute_cell *cell = type_overrides(t, NAME_next) ? type_lookup(rt, t, name_of(rt, NAME_next)) : NULL;
    if (cell == NULL || !is_exact(slot_get(cell->value), TYPE_FUNCTION)) {
        error_clear(rt);
        return operation_next(rt, iterator);
    }
    own_value item = own_nothing;
    own_value function = retain(slot_get(cell->value));
    bool done = call_push_lent(rt, context, lend(function), &iterator, 1, ACTION_NEXT, FRAME_LIVE_TABLE, &item);
    release(rt, function);
    *entered = done && failed(item);
    return item;
}

bool with_enter_push(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value)
{
    uint64_t unit = *ip;
    own_value *r = context->frame->registers;
    own_value manager = unit_flags(unit) & FLAG_CONSUME_B ? give(r[unit_b(unit)]) : retain(lend(r[unit_b(unit)]));
    own_value enter;
    own_value exit;
    bool enter_self;
    bool exit_self;
    *value = own_nothing;
    if (!with_find(rt, lend(manager), unit_flags(unit) & FLAG_SPEC, &enter, &enter_self, &exit, &exit_self)) {
        release(rt, manager);
        return false;
    }
    uint32_t a = unit_a(unit);
    r[a] = exit;
    r[a + 1] = exit_self ? retain(lend(manager)) : own_nothing;
    ref_value self = lend(manager);
    bool entered = false;
    if (enter_self && is_exact(lend(enter), TYPE_FUNCTION)) {
        bool done = call_push_lent(rt, context, lend(enter), &self, 1, ACTION_ENTER, a + 2, value);
        entered = done && failed(*value);
    } else {
        *value = operation_call(rt, lend(enter), &self, enter_self, ref_nothing);
    }
    release(rt, enter);
    release(rt, manager);
    if (!entered && failed(*value)) {
        register_release(rt, &r[a + 1]);
        register_release(rt, &r[a]);
    }
    return entered;
}

bool with_exit_push(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value)
{
    own_value *r = context->frame->registers;
    uint32_t a = unit_a(*ip);
    ref_value exception = lend(r[unit_c(*ip)]);
    ref_value traceback = slot_get(as_exception(exception)->traceback);
    ref_value args[] = {lend(r[a + 1]), ref_object(type_of(rt, exception)), exception,
                        is_nothing(traceback) ? ref_none : traceback};
    *value = own_nothing;
    bool self = !is_nothing(args[0]);
    if (self && is_exact(lend(r[a]), TYPE_FUNCTION)) {
        bool done = call_push_lent(rt, context, lend(r[a]), args, 4, ACTION_EXIT, FRAME_LIVE_TABLE, value);
        return done && failed(*value);
    }
    own_value held = retain(args[3]);
    *value = operation_call(rt, lend(r[a]), self ? args : args + 1, 3 + self, ref_nothing);
    release(rt, held);
    return false;
}
