// SPDX-License-Identifier: MIT
// Coroutines, async generators and their awaitables.
#include "vm/coroutine.h"

#include "object/class.h"
#include "object/container.h"
#include "object/exception.h"
#include "object/generic.h"
#include "object/str.h"
#include "vm/internal.h"

// Await ------------------------------------------------------------------------------------------------------------

// A generator that types.coroutine has marked.
static bool is_marked_generator(ref_value v)
{
    return is_exact(v, TYPE_GENERATOR) && as_code(slot_get(as_generator(v)->code))->flags & CODE_ITERABLE_COROUTINE;
}

static bool has_next(struct type *t)
{
    return t->protocol->next != NULL || type_overrides(t, NAME_next);
}

// type(v).special(v), by Python code or the protocol. own_stop: the type has none.
static own_value call_async(struct ouro *rt, ref_value v, enum name_number special,
                            own_value (*function)(struct ouro *, ref_value))
{
    struct type *t = type_of(rt, v);
    if (type_overrides(t, special)) {
        own_value result = operation_call_special(rt, special, &v, 1);
        return failed(result) && !error_pending(rt) ? own_stop : result;
    }
    return function != NULL ? function(rt, v) : own_stop;
}

static bool has_async(struct type *t, enum name_number special, own_value (*function)(struct ouro *, ref_value))
{
    return function != NULL || type_overrides(t, special);
}

// What __await__ gives, checked. own_stop: v cannot be awaited.
static own_value awaitable(struct ouro *rt, ref_value v)
{
    if (is_exact(v, TYPE_COROUTINE) || is_marked_generator(v)) {
        return retain(v);
    }
    own_value result = call_async(rt, v, NAME_await, type_of(rt, v)->protocol->await);
    if (failed(result) || is_stop(lend(result))) {
        return result;
    }
    if (is_exact(lend(result), TYPE_COROUTINE) || is_marked_generator(lend(result))) {
        release(rt, result);
        return error_raise(rt, TYPE_TYPE_ERROR, "__await__() returned a coroutine");
    }
    if (!has_next(type_of(rt, lend(result)))) {
        error_raise(rt, TYPE_TYPE_ERROR, "__await__() returned non-iterator of type '%T'", lend(result));
        release(rt, result);
        return own_nothing;
    }
    return result;
}

own_value await_iterator(struct ouro *rt, ref_value v, uint32_t where)
{
    own_value iterator = awaitable(rt, v);
    if (is_stop(lend(iterator))) {
        switch (where) {
        case 1:
            return error_raise(rt, TYPE_TYPE_ERROR,
                               "'async with' received an object from __aenter__ that does not implement __await__: %T",
                               v);
        case 2:
            return error_raise(rt, TYPE_TYPE_ERROR,
                               "'async with' received an object from __aexit__ that does not implement __await__: %T",
                               v);
        default:
            return error_raise(rt, TYPE_TYPE_ERROR, "object %T can't be used in 'await' expression", v);
        }
    }
    if (!failed(iterator) && is_exact(lend(iterator), TYPE_COROUTINE) &&
        !is_nothing(generator_delegate(as_generator(lend(iterator))))) {
        release(rt, iterator);
        return error_raise(rt, TYPE_RUNTIME_ERROR, "coroutine is being awaited already");
    }
    return iterator;
}

own_value yield_from_iterator(struct ouro *rt, struct code const *code, ref_value v)
{
    if (!is_exact(v, TYPE_COROUTINE)) {
        return operation_iterate(rt, v);
    }
    if (code->flags & CODE_ITERABLE_COROUTINE) {
        return retain(v);
    }
    return error_raise(rt, TYPE_TYPE_ERROR, "cannot 'yield from' a coroutine object in a non-coroutine generator");
}

own_value async_iterator(struct ouro *rt, ref_value v)
{
    own_value iterator = call_async(rt, v, NAME_aiter, type_of(rt, v)->protocol->async_iterate);
    if (is_stop(lend(iterator))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'async for' requires an object with __aiter__ method, got %T", v);
    }
    if (!failed(iterator)) {
        struct type *t = type_of(rt, lend(iterator));
        if (!has_async(t, NAME_anext, t->protocol->async_next)) {
            error_raise(rt, TYPE_TYPE_ERROR,
                        "'async for' received an object from __aiter__ that does not implement __anext__: %T",
                        lend(iterator));
            release(rt, give(iterator));
        }
    }
    return iterator;
}

own_value async_next_awaited(struct ouro *rt, ref_value iterator)
{
    own_value next = call_async(rt, iterator, NAME_anext, type_of(rt, iterator)->protocol->async_next);
    if (is_stop(lend(next))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'async for' requires an iterator with __anext__ method, got %T",
                           iterator);
    }
    if (failed(next)) {
        return next;
    }
    own_value awaited = awaitable(rt, lend(next));
    if (failed(awaited) || is_stop(lend(awaited))) {
        own_value cause = error_take(rt);
        if (failed(cause)) {
            error_raise(rt, TYPE_TYPE_ERROR, "object %T can't be used in 'await' expression", lend(next));
            cause = error_take(rt);
        }
        error_raise(rt, TYPE_TYPE_ERROR, "'async for' received an invalid object from __anext__: %T", lend(next));
        own_value error = error_take(rt);
        struct exception *e = as_exception(lend(error));
        slot_set(rt, e, &e->cause, retain(lend(cause)));
        slot_set(rt, e, &e->context, cause);
        e->suppress_context = 1;
        error_restore(rt, error);
        awaited = own_nothing;
    }
    release(rt, next);
    return awaited;
}

static own_value self_of(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(self);
}

// An object that holds others in its slots, filled by the caller. NULL: MemoryError pending.
static void *allocate(struct ouro *rt, size_t size, enum type_number number)
{
    void *o = object_allocate(rt, HEAP_TRACED, size, number);
    if (o == NULL) {
        error_no_memory(rt);
    }
    return o;
}

// Coroutines ---------------------------------------------------------------------------------------------------------

// What __await__ of a coroutine gives: an iterator that drives it.
struct wrapper {
    struct object header;
    slot_value coroutine;
};

static own_value coroutine_await(struct ouro *rt, ref_value self)
{
    struct wrapper *w = allocate(rt, sizeof *w, TYPE_COROUTINE_WRAPPER);
    if (w == NULL) {
        return own_nothing;
    }
    slot_init(&w->coroutine, retain(self));
    return own_object(w);
}

static own_value method_await(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return coroutine_await(rt, args[0]);
}

static ref_value coroutine_of(ref_value wrapper)
{
    return slot_get(((struct wrapper *)as_object(wrapper))->coroutine);
}

static own_value wrapper_next(struct ouro *rt, ref_value self)
{
    ref_value args[] = {coroutine_of(self), ref_none};
    return generator_method_send(rt, args, 2, ref_nothing);
}

static own_value wrapper_send(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    ref_value forward[] = {coroutine_of(args[0]), args[1]};
    return generator_method_send(rt, forward, count, kwnames);
}

static own_value wrapper_throw(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    ref_value forward[4] = {coroutine_of(args[0])};
    memcpy(forward + 1, args + 1, (count - 1) * sizeof *args);
    return generator_method_throw(rt, forward, count, kwnames);
}

static own_value wrapper_close(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    ref_value coroutine = coroutine_of(args[0]);
    return generator_method_close(rt, &coroutine, count, kwnames);
}

static struct native_definition const wrapper_methods[] = {
    {"send", wrapper_send, 1, 1, 0,
     "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."},
    {"throw", wrapper_throw, 1, 3, 0, "throw(value)\nthrow(type[,value[,traceback]])"},
    {"close", wrapper_close, 0, 0, 0, "close() -> raise GeneratorExit inside coroutine."},
    {0},
};
static struct type_protocol const wrapper_protocol = {.iterate = self_of, .next = wrapper_next};

struct type_definition const coroutine_wrapper_type_definition = {
    .name = "coroutine_wrapper",
    .doc = "A wrapper object implementing __await__ for coroutines.",
    .number = TYPE_COROUTINE_WRAPPER,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct wrapper),
    .traverse = slots_1_traverse,
    .drop_step = slots_1_drop_step,
    .protocol = &wrapper_protocol,
    .methods = wrapper_methods,
};

static own_value get_origin(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value origin = slot_get(*generator_extra(as_generator(self)));
    return is_nothing(origin) ? own_none : retain(origin);
}

static struct native_definition const coroutine_methods[] = {
    {"send", generator_method_send, 1, 1, 0,
     "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."},
    {"throw", generator_method_throw, 1, 3, 0, "throw(value)\nthrow(type[,value[,traceback]])"},
    {"close", generator_method_close, 0, 0, 0, "close() -> raise GeneratorExit inside coroutine."},
    {"__await__", method_await, 0, 0, 0, "Return an iterator to be used in await expression."},
    {0},
};
static struct attribute_definition const coroutine_attributes[] = {
    {"cr_frame", generator_get_frame, NULL, NULL},
    {"cr_code", generator_get_code, NULL, NULL},
    {"cr_running", generator_get_running, NULL, NULL},
    {"cr_suspended", generator_get_suspended, NULL, NULL},
    {"cr_await", generator_get_delegate, NULL, "object being awaited on, or None"},
    {"cr_origin", get_origin, NULL, NULL},
    {"__name__", generator_get_name, generator_set_name, "name of the coroutine"},
    {"__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the coroutine"},
    {0},
};
static struct type_protocol const coroutine_protocol = {.repr = generator_repr, .await = coroutine_await};

struct type_definition const coroutine_type_definition = {
    .name = "coroutine",
    .number = TYPE_COROUTINE,
    GENERATOR_COMMON,
    .protocol = &coroutine_protocol,
    .methods = coroutine_methods,
    .attributes = coroutine_attributes,
};

// Async generators -----------------------------------------------------------------------------------------------

struct wrapped {
    struct object header;
    slot_value value;
};

own_value async_wrap(struct ouro *rt, own_value v)
{
    struct wrapped *w = allocate(rt, sizeof *w, TYPE_ASYNC_WRAPPED);
    if (w == NULL) {
        release(rt, v);
        return own_nothing;
    }
    slot_init(&w->value, v);
    return own_object(w);
}

struct type_definition const async_wrapped_type_definition = {
    .name = "async_generator_wrapped_value",
    .number = TYPE_ASYNC_WRAPPED,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct wrapped),
    .traverse = slots_1_traverse,
    .drop_step = slots_1_drop_step,
};

// One step of an async generator: asend() and __anext__() (two slots), or athrow() and aclose().
struct async_step {
    struct object header;
    slot_value generator;
    slot_value value; // asend: what is sent; athrow: tuple of the arguments, nothing for aclose
    enum { STEP_NEW, STEP_RUNNING, STEP_CLOSED } state;
};

static struct async_step *as_step(ref_value v)
{
    return (struct async_step *)as_object(v);
}

// Tells the hooks of the event loop, once in a generator's life.
static bool begin(struct ouro *rt, struct generator *g)
{
    if (g->begun || rt->objects->async_generator_begins == NULL) {
        return true;
    }
    g->begun = true;
    own_value finalizer = own_nothing;
    bool done = rt->objects->async_generator_begins(rt, ref_object(g), &finalizer);
    slot_set(rt, g, generator_extra(g), finalizer);
    return done;
}

static own_value step_new(struct ouro *rt, enum type_number number, ref_value generator, ref_value value)
{
    if (!begin(rt, as_generator(generator))) {
        return own_nothing;
    }
    struct async_step *step = allocate(rt, sizeof *step, number);
    if (step == NULL) {
        return own_nothing;
    }
    slot_init(&step->generator, retain(generator));
    slot_init(&step->value, retain(value));
    return own_object(step);
}

static own_value raise_plain(struct ouro *rt, enum type_number exception)
{
    return error_raise_value(rt, exception, ref_nothing);
}

static bool is_wrapped(own_value v)
{
    return is_exact(lend(v), TYPE_ASYNC_WRAPPED);
}

// What the generator gave: a yielded value becomes StopIteration(value), its end StopAsyncIteration; what it awaits is
// passed on.
static own_value unwrap(struct ouro *rt, struct generator *g, own_value result)
{
    if (is_stop(lend(result))) {
        result = raise_plain(rt, TYPE_STOP_ASYNC_ITERATION);
    }
    if (failed(result)) {
        if (error_matches(rt, TYPE_STOP_ASYNC_ITERATION) || error_matches(rt, TYPE_GENERATOR_EXIT)) {
            g->closed = true;
        }
        g->stepping = false;
    } else if (is_wrapped(result)) {
        struct wrapped *w = (struct wrapped *)as_object(lend(result));
        own_value value = retain(slot_get(w->value));
        release(rt, result);
        g->stepping = false;
        result = generator_raise_stop(rt, value);
    }
    return result;
}

// asend(), __anext__()
static own_value send_step(struct ouro *rt, struct async_step *step, ref_value sent)
{
    struct generator *g = as_generator(slot_get(step->generator));
    if (step->state == STEP_CLOSED) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot reuse already awaited __anext__()/asend()");
    }
    if (step->state == STEP_NEW) {
        if (g->stepping) {
            return error_raise(rt, TYPE_RUNTIME_ERROR, "anext(): asynchronous generator is already running");
        }
        if (is_none(sent)) {
            sent = slot_get(step->value);
        }
        step->state = STEP_RUNNING;
    }
    own_value held = retain(ref_object(step));
    g->stepping = true;
    own_value result = unwrap(rt, g, generator_send(rt, g, retain(sent), NULL));
    if (failed(result)) {
        step->state = STEP_CLOSED;
    }
    release(rt, held);
    return result;
}

static own_value send_next(struct ouro *rt, ref_value self)
{
    return send_step(rt, as_step(self), ref_none);
}

static own_value send_send(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return send_step(rt, as_step(args[0]), args[1]);
}

static own_value send_throw(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct async_step *step = as_step(args[0]);
    if (step->state == STEP_CLOSED) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot reuse already awaited __anext__()/asend()");
    }
    struct generator *g = as_generator(slot_get(step->generator));
    own_value result = unwrap(rt, g, generator_throw_arguments(rt, g, args + 1, count - 1, true));
    if (failed(result)) {
        step->state = STEP_CLOSED;
    }
    return result;
}

static own_value step_close(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)rt, (void)count, (void)kwnames;
    as_step(args[0])->state = STEP_CLOSED;
    return own_none;
}

#define STEP_COMMON                                                                                                \
    .base = TYPE_OBJECT, .flags = TYPE_NO_CREATE, .size = sizeof(struct async_step), .traverse = slots_2_traverse, \
    .drop_step = slots_2_drop_step

static struct native_definition const send_methods[] = {
    {"send", send_send, 1, 1, 0, NULL},
    {"throw", send_throw, 1, 3, 0, NULL},
    {"close", step_close, 0, 0, 0, NULL},
    {0},
};
static struct type_protocol const send_protocol = {.iterate = self_of, .next = send_next, .await = self_of};
struct type_definition const async_send_type_definition = {
    .name = "async_generator_asend",
    .number = TYPE_ASYNC_SEND,
    STEP_COMMON,
    .protocol = &send_protocol,
    .methods = send_methods,
};

// athrow(), aclose()
static bool is_closing(struct async_step const *step)
{
    return is_nothing(slot_get(step->value));
}

static own_value ignored_exit(struct ouro *rt, struct async_step *step, struct generator *g, own_value result)
{
    release(rt, result);
    g->stepping = false;
    step->state = STEP_CLOSED;
    return error_raise(rt, TYPE_RUNTIME_ERROR, "async generator ignored GeneratorExit");
}

// The step has failed. Of aclose() it is the ordinary end when the generator has ended.
static own_value throw_failed(struct ouro *rt, struct async_step *step, struct generator *g)
{
    g->stepping = false;
    step->state = STEP_CLOSED;
    if (is_closing(step) && (error_matches(rt, TYPE_STOP_ASYNC_ITERATION) || error_matches(rt, TYPE_GENERATOR_EXIT))) {
        error_clear(rt);
        return raise_plain(rt, TYPE_STOP_ITERATION);
    }
    return own_nothing;
}

// What a step of aclose() gave, or the first one of athrow().
static own_value throw_outcome(struct ouro *rt, struct async_step *step, struct generator *g, own_value result)
{
    if (is_stop(lend(result))) {
        result = raise_plain(rt, TYPE_STOP_ASYNC_ITERATION);
    }
    if (failed(result)) {
        return throw_failed(rt, step, g);
    }
    return is_wrapped(result) ? ignored_exit(rt, step, g, result) : result;
}

static own_value throw_begin(struct ouro *rt, struct async_step *step, struct generator *g, ref_value sent)
{
    if (g->stepping) {
        step->state = STEP_CLOSED;
        return error_raise(rt, TYPE_RUNTIME_ERROR, "%s(): asynchronous generator is already running",
                           is_closing(step) ? "aclose" : "athrow");
    }
    if (g->closed) {
        step->state = STEP_CLOSED;
        return raise_plain(rt, TYPE_STOP_ASYNC_ITERATION);
    }
    if (!is_none(sent)) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "can't send non-None value to a just-started coroutine");
    }
    step->state = STEP_RUNNING;
    g->stepping = true;
    if (is_closing(step)) {
        g->closed = true;
        ref_value exit = ref_object(type_by_number(rt, TYPE_GENERATOR_EXIT));
        if (is_nothing(exit)) {
            return own_nothing;
        }
        return throw_outcome(rt, step, g, generator_throw_arguments(rt, g, &exit, 1, false));
    }
    ref_value args = slot_get(step->value);
    own_value result = unwrap(rt, g,
                              generator_throw_arguments(rt, g, slot_lend_array(as_tuple(args)->items),
                                                        (uint32_t)as_tuple(args)->length, false));
    return failed(result) ? throw_failed(rt, step, g) : result;
}

static own_value throw_step(struct ouro *rt, ref_value self, ref_value sent)
{
    struct async_step *step = as_step(self);
    struct generator *g = as_generator(slot_get(step->generator));
    if (step->state == STEP_CLOSED) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()");
    }
    if (g->state == GENERATOR_FINISHED) {
        step->state = STEP_CLOSED;
        return raise_plain(rt, TYPE_STOP_ITERATION);
    }
    own_value held = retain(self);
    own_value result;
    if (step->state == STEP_NEW) {
        result = throw_begin(rt, step, g, sent);
    } else {
        result = generator_send(rt, g, retain(sent), NULL);
        result = is_closing(step) ? throw_outcome(rt, step, g, result) : unwrap(rt, g, result);
    }
    release(rt, held);
    return result;
}

static own_value throw_next(struct ouro *rt, ref_value self)
{
    return throw_step(rt, self, ref_none);
}

static own_value throw_send(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return throw_step(rt, args[0], args[1]);
}

static own_value throw_throw(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    struct async_step *step = as_step(args[0]);
    if (step->state == STEP_CLOSED) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()");
    }
    struct generator *g = as_generator(slot_get(step->generator));
    own_value result = generator_throw_arguments(rt, g, args + 1, count - 1, true);
    if (!is_closing(step)) {
        return unwrap(rt, g, result);
    }
    if (is_stop(lend(result))) {
        result = raise_plain(rt, TYPE_STOP_ASYNC_ITERATION);
    }
    if (!failed(result)) {
        return is_wrapped(result) ? ignored_exit(rt, step, g, result) : result;
    }
    if (error_matches(rt, TYPE_STOP_ASYNC_ITERATION) || error_matches(rt, TYPE_GENERATOR_EXIT)) {
        error_clear(rt);
        raise_plain(rt, TYPE_STOP_ITERATION);
    }
    return own_nothing;
}

static struct native_definition const throw_methods[] = {
    {"send", throw_send, 1, 1, 0, NULL},
    {"throw", throw_throw, 1, 3, 0, NULL},
    {"close", step_close, 0, 0, 0, NULL},
    {0},
};
static struct type_protocol const throw_protocol = {.iterate = self_of, .next = throw_next, .await = self_of};
struct type_definition const async_throw_type_definition = {
    .name = "async_generator_athrow",
    .number = TYPE_ASYNC_THROW,
    STEP_COMMON,
    .protocol = &throw_protocol,
    .methods = throw_methods,
};

static own_value generator_anext(struct ouro *rt, ref_value self)
{
    return step_new(rt, TYPE_ASYNC_SEND, self, ref_none);
}

static own_value method_asend(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return step_new(rt, TYPE_ASYNC_SEND, args[0], args[1]);
}

static own_value method_athrow(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value arguments = tuple_from(rt, args + 1, count - 1);
    own_value step = failed(arguments) ? own_nothing : step_new(rt, TYPE_ASYNC_THROW, args[0], lend(arguments));
    release(rt, arguments);
    return step;
}

static own_value method_aclose(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return step_new(rt, TYPE_ASYNC_THROW, args[0], ref_nothing);
}

static own_value get_stepping(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(as_generator(self)->stepping);
}

static struct native_definition const async_generator_methods[] = {
    {"asend", method_asend, 1, 1, 0, "asend(v) -> send 'v' in generator."},
    {"athrow", method_athrow, 1, 3, 0, "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", method_aclose, 0, 0, 0, "aclose() -> raise GeneratorExit inside generator."},
    {"__class_getitem__", generic_class_getitem, 1, 1, NATIVE_CLASS, "See PEP 585"},
    {0},
};
static struct attribute_definition const async_generator_attributes[] = {
    {"ag_frame", generator_get_frame, NULL, NULL},
    {"ag_code", generator_get_code, NULL, NULL},
    {"ag_running", get_stepping, NULL, NULL},
    {"ag_await", generator_get_delegate, NULL, "object being awaited on, or None"},
    {"__name__", generator_get_name, generator_set_name, "name of the async generator"},
    {"__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the async generator"},
    {0},
};
static struct type_protocol const async_generator_protocol = {
    .repr = generator_repr,
    .async_iterate = self_of,
    .async_next = generator_anext,
};

struct type_definition const async_generator_type_definition = {
    .name = "async_generator",
    .number = TYPE_ASYNC_GENERATOR,
    GENERATOR_COMMON,
    .protocol = &async_generator_protocol,
    .methods = async_generator_methods,
    .attributes = async_generator_attributes,
};

// aiter() and anext() ----------------------------------------------------------------------------------------------

own_value vm_aiter(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value iterator = call_async(rt, args[0], NAME_aiter, type_of(rt, args[0])->protocol->async_iterate);
    if (is_stop(lend(iterator))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not an async iterable", args[0]);
    }
    if (!failed(iterator)) {
        struct type *t = type_of(rt, lend(iterator));
        if (!has_async(t, NAME_anext, t->protocol->async_next)) {
            error_raise(rt, TYPE_TYPE_ERROR, "aiter() returned not an async iterator of type '%T'", lend(iterator));
            release(rt, give(iterator));
        }
    }
    return iterator;
}

// anext(iterator, default): what the awaitable gives, or the default at the end.
struct anext_awaitable {
    struct object header;
    slot_value awaited;
    slot_value otherwise;
};

own_value vm_anext(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value awaited = call_async(rt, args[0], NAME_anext, type_of(rt, args[0])->protocol->async_next);
    if (is_stop(lend(awaited))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "'%T' object is not an async iterator", args[0]);
    }
    if (failed(awaited) || count == 1) {
        return awaited;
    }
    struct anext_awaitable *a = allocate(rt, sizeof *a, TYPE_ANEXT_AWAITABLE);
    if (a == NULL) {
        release(rt, awaited);
        return own_nothing;
    }
    slot_init(&a->awaited, awaited);
    slot_init(&a->otherwise, retain(args[1]));
    return own_object(a);
}

// The iterator behind the awaitable.
static own_value anext_iterator(struct ouro *rt, struct anext_awaitable *a)
{
    own_value iterator = awaitable(rt, slot_get(a->awaited));
    if (is_stop(lend(iterator))) {
        return error_raise(rt, TYPE_TYPE_ERROR, "object %T can't be used in 'await' expression", slot_get(a->awaited));
    }
    if (!failed(iterator) && !has_next(type_of(rt, lend(iterator)))) {
        own_value wrapper = coroutine_await(rt, lend(iterator)); // a coroutine is no iterator
        release(rt, iterator);
        return wrapper;
    }
    return iterator;
}

static own_value anext_forward(struct ouro *rt, ref_value self, ref_value name, ref_value const *args, uint32_t count)
{
    struct anext_awaitable *a = (struct anext_awaitable *)as_object(self);
    own_value held = retain(self);
    own_value iterator = anext_iterator(rt, a);
    own_value result = own_nothing;
    if (!failed(iterator)) {
        ref_value forward[4] = {lend(iterator)};
        memcpy(forward + 1, args, count * sizeof *args);
        result = operation_call_method(rt, name, forward, count + 1, ref_nothing);
        release(rt, iterator);
    }
    if (failed(result) && error_matches(rt, TYPE_STOP_ASYNC_ITERATION)) {
        error_clear(rt);
        generator_raise_stop(rt, retain(slot_get(a->otherwise)));
    }
    release(rt, held);
    return result;
}

static own_value anext_next(struct ouro *rt, ref_value self)
{
    return anext_forward(rt, self, name_of(rt, NAME_next), &self, 0);
}
static own_value anext_send(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return anext_forward(rt, args[0], name_of(rt, NAME_send), args + 1, count - 1);
}
static own_value anext_throw(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return anext_forward(rt, args[0], name_of(rt, NAME_throw), args + 1, count - 1);
}
static own_value anext_close(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    return anext_forward(rt, args[0], name_of(rt, NAME_close), args + 1, count - 1);
}

static struct native_definition const anext_methods[] = {
    {"send", anext_send, 1, 1, 0, NULL},
    {"throw", anext_throw, 1, 3, 0, NULL},
    {"close", anext_close, 0, 0, 0, NULL},
    {0},
};
static struct type_protocol const anext_protocol = {.iterate = self_of, .next = anext_next, .await = self_of};
struct type_definition const anext_awaitable_type_definition = {
    .name = "anext_awaitable",
    .number = TYPE_ANEXT_AWAITABLE,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct anext_awaitable),
    .traverse = slots_2_traverse,
    .drop_step = slots_2_drop_step,
    .protocol = &anext_protocol,
    .methods = anext_methods,
};
