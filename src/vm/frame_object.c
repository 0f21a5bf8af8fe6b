// SPDX-License-Identifier: MIT
// Frame objects: made on request, read through to the frame, and taking its locals over at the end.
#include "vm/frame_object.h"
#include "object/container.h"
#include "object/int.h"
#include "vm/generator.h"
#include "vm/internal.h"

OURO_INLINE struct frame_object *as_frame(ref_value v)
{
    return (struct frame_object *)as_object(v);
}

int32_t code_line_at(struct code const *code, uint32_t unit)
{
    struct code_position const *position = code_position_at(code, unit);
    return position != NULL ? position->line : (int32_t)code->first_line;
}

static struct frame_object *frame_object_new(struct ouro *rt, struct code *code, struct dict *globals,
                                             struct dict *builtins)
{
    uint32_t count = code_first_temporary(code);
    struct frame_object *o = object_allocate(rt, HEAP_TRACED, sizeof *o + count * sizeof(slot_value), TYPE_FRAME);
    if (o == NULL) {
        error_no_memory(rt);
        return NULL;
    }
    slot_init(&o->code, retain(ref_object(code)));
    slot_init(&o->globals, retain(ref_object(globals)));
    slot_init(&o->builtins, retain(ref_object(builtins)));
    o->local_count = count;
    return o;
}

ref_value frame_object_of(struct ouro *rt, struct frame *frame)
{
    if (frame->object == NULL) {
        struct frame_object *o = frame_object_new(rt, frame->code, frame->globals, frame->builtins);
        if (o == NULL) {
            return ref_nothing;
        }
        o->record = frame;
        slot_init(&o->namespace, retain(lend(frame->namespace)));
        frame->object = o;
        frame->flags |= FRAME_OBJECT;
    }
    return ref_object(frame->object);
}

ref_value frame_object_of_generator(struct ouro *rt, struct generator *g)
{
    if (is_nothing(slot_get(g->frame))) {
        struct frame_object *o = frame_object_new(rt, as_code(slot_get(g->code)), as_dict(slot_get(g->globals)),
                                                  as_dict(slot_get(g->builtins)));
        if (o == NULL) {
            return ref_nothing;
        }
        o->generator = g;
        o->unit = (uint32_t)(g->ip - as_code(slot_get(g->code))->units);
        slot_init(&g->frame, own_object(o));
    }
    return slot_get(g->frame);
}

void frame_object_detach(struct ouro *rt, struct frame *frame)
{
    struct frame_object *o = frame->object;
    frame->object = NULL;
    frame->flags &= (uint8_t)~FRAME_OBJECT;
    o->unit = frame_unit(frame);
    o->record = NULL;
    if (o->header.count > 1) {
        if (frame->back->code != NULL && !(frame->flags & FRAME_GENERATOR)) {
            // Without memory for it the frame simply has no f_back.
            own_value pending = error_take(rt);
            ref_value back = frame_object_of(rt, frame->back);
            error_clear(rt);
            error_restore(rt, pending);
            slot_set(rt, o, &o->back, retain(back));
        }
        for (uint32_t i = 0; i < o->local_count; i++) {
            slot_init(&o->locals[i], give(frame->registers[i]));
        }
    }
    release(rt, own_object(o));
}

// Locals
// ------------------------------------------------------------------------------------------------------------------

static ref_value local_value(struct frame_object *o, uint32_t i)
{
    ref_value v;
    if (o->record != NULL) {
        v = lend(o->record->registers[i]);
    } else if (o->generator != NULL) {
        v = slot_get(o->generator->registers[i]);
    } else {
        v = slot_get(o->locals[i]);
    }
    struct code *code = as_code(slot_get(o->code));
    if (i >= code->local_count && is_exact(v, TYPE_CELL)) {
        v = slot_get(((struct cell *)as_object(v))->value);
    }
    return v;
}

static bool put_local(struct ouro *rt, ref_value dict, ref_value name, ref_value v, bool overwrite)
{
    if (!is_nothing(v)) {
        return dict_set(rt, dict, name, v);
    }
    return !overwrite || dict_delete(rt, dict, name) >= 0;
}

static ref_value local_name(struct code *code, uint32_t i)
{
    if (i < code->local_count) {
        return tuple_item(slot_get(code->local_names), i);
    }
    i -= code->local_count;
    return i < code->cell_count ? tuple_item(slot_get(code->cell_names), i)
                                : tuple_item(slot_get(code->free_names), i - code->cell_count);
}

// Is there a cell with the name of local i (a parameter that lives in a cell)?
static bool is_cell_parameter(struct code *code, uint32_t i)
{
    for (uint32_t k = 0; code->cell_parameters != NULL && k < code->cell_count; k++) {
        if (code->cell_parameters[k] == (int32_t)i) {
            return true;
        }
    }
    return false;
}

own_value frame_object_locals(struct ouro *rt, ref_value frame)
{
    struct frame_object *o = as_frame(frame);
    if (!is_nothing(slot_get(o->namespace))) {
        return retain(slot_get(o->namespace));
    }
    struct code *code = as_code(slot_get(o->code));
    if (is_nothing(slot_get(o->dict))) {
        own_value dict = dict_new(rt);
        if (failed(dict)) {
            return dict;
        }
        slot_init(&o->dict, dict);
    }
    own_value dict = retain(slot_get(o->dict));
    for (uint32_t i = 0; i < o->local_count; i++) {
        own_value v = retain(local_value(o, i));
        bool put = is_cell_parameter(code, i) || put_local(rt, lend(dict), local_name(code, i), lend(v), true);
        release(rt, v);
        if (!put) {
            release(rt, dict);
            return own_nothing;
        }
    }
    return dict;
}

// Attributes
// --------------------------------------------------------------------------------------------------------------

static uint32_t current_unit(struct frame_object *o)
{
    if (o->record != NULL) {
        return frame_unit(o->record);
    }
    if (o->generator != NULL) {
        return (uint32_t)(o->generator->ip - as_code(slot_get(o->code))->units);
    }
    return o->unit;
}

static own_value get_back(struct ouro *rt, ref_value self)
{
    struct frame_object *o = as_frame(self);
    ref_value back = slot_get(o->back);
    if (o->record != NULL) {
        if (o->record->back->code == NULL) {
            return own_none;
        }
        back = frame_object_of(rt, o->record->back);
        if (is_nothing(back)) {
            return own_nothing;
        }
    }
    return is_nothing(back) ? own_none : retain(back);
}

static own_value get_code(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_frame(self)->code));
}

static own_value get_globals(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_frame(self)->globals));
}

static own_value get_builtins(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_frame(self)->builtins));
}

static own_value get_lineno(struct ouro *rt, ref_value self)
{
    (void)rt;
    struct frame_object *o = as_frame(self);
    return own_small_int(code_line_at(as_code(slot_get(o->code)), current_unit(o)));
}

static own_value get_lasti(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_small_int(current_unit(as_frame(self)) * 2);
}

static own_value get_trace(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value trace = slot_get(as_frame(self)->trace);
    return is_nothing(trace) ? own_none : retain(trace);
}

static bool set_trace(struct ouro *rt, ref_value self, ref_value value)
{
    slot_set(rt, as_frame(self), &as_frame(self)->trace, is_none(value) ? own_nothing : retain(value));
    return true;
}

static own_value get_true(struct ouro *rt, ref_value self)
{
    (void)rt;
    (void)self;
    return own_true;
}

static own_value get_false(struct ouro *rt, ref_value self)
{
    (void)rt;
    (void)self;
    return own_false;
}

static void empty_locals(struct ouro *rt, struct frame_object *o)
{
    for (uint32_t i = 0; i < o->local_count; i++) {
        release(rt, slot_take(rt, o, &o->locals[i]));
    }
    release(rt, slot_take(rt, o, &o->dict));
}

static own_value method_clear(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count;
    (void)kwnames;
    struct frame_object *o = as_frame(args[0]);
    if (o->record != NULL) {
        return error_raise(rt, TYPE_RUNTIME_ERROR, "cannot clear an executing frame");
    }
    if (o->generator != NULL) {
        return generator_close(rt, o->generator) ? own_none : own_nothing;
    }
    empty_locals(rt, o);
    return own_none;
}

static own_value frame_repr(struct ouro *rt, ref_value self)
{
    struct frame_object *o = as_frame(self);
    struct code *code = as_code(slot_get(o->code));
    return str_format(rt, "<frame at %p, file %R, line %d, code %U>", (void *)o, slot_get(code->filename),
                      (int)code_line_at(code, current_unit(o)), slot_get(code->name));
}

static uint64_t frame_traverse(struct ouro *rt, struct object *object, uint64_t from, uint64_t budget,
                               struct visitor *visitor)
{
    (void)rt;
    (void)from;
    (void)budget;
    struct frame_object *o = (struct frame_object *)object;
    slot_value *fixed = &o->code;
    for (size_t i = 0; i < 7; i++) {
        visit(visitor, slot_get(fixed[i]));
    }
    for (uint32_t i = 0; i < o->local_count; i++) {
        visit(visitor, slot_get(o->locals[i]));
    }
    return 0;
}

// Locals first, in order; then what the frame refers to.
static slot_value *frame_drop_step(struct ouro *rt, struct object *object, uint32_t *cursor)
{
    (void)rt;
    struct frame_object *o = (struct frame_object *)object;
    slot_value *fixed = &o->code;
    for (uint32_t i = *cursor; i < o->local_count + 7; i++) {
        slot_value *slot = i < o->local_count ? &o->locals[i] : &fixed[6 - (i - o->local_count)];
        if (slot_is_full(*slot)) {
            *cursor = i;
            return slot;
        }
    }
    return NULL;
}

static void frame_clear_object(struct ouro *rt, struct object *object)
{
    struct frame_object *o = (struct frame_object *)object;
    empty_locals(rt, o);
    release(rt, slot_take(rt, o, &o->back));
    release(rt, slot_take(rt, o, &o->trace));
}

static struct native_definition const frame_methods[] = {
    {"clear", method_clear, 0, 0, 0, "F.clear(): clear most references held by the frame"},
    {0},
};
static struct attribute_definition const frame_attributes[] = {
    {"f_back", get_back, NULL, NULL},
    {"f_code", get_code, NULL, NULL},
    {"f_globals", get_globals, NULL, NULL},
    {"f_builtins", get_builtins, NULL, NULL},
    {"f_locals", frame_object_locals, NULL, NULL},
    {"f_lineno", get_lineno, NULL, NULL},
    {"f_lasti", get_lasti, NULL, NULL},
    {"f_trace", get_trace, set_trace, NULL},
    {"f_trace_lines", get_true, NULL, NULL},
    {"f_trace_opcodes", get_false, NULL, NULL},
    {0},
};
static struct type_protocol const frame_protocol = {.repr = frame_repr};

struct type_definition const frame_type_definition = {
    .name = "frame",
    .number = TYPE_FRAME,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct frame_object),
    .traverse = frame_traverse,
    .drop_step = frame_drop_step,
    .clear = frame_clear_object,
    .protocol = &frame_protocol,
    .methods = frame_methods,
    .attributes = frame_attributes,
};
