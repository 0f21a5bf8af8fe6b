// SPDX-License-Identifier: MIT
// Traceback objects: one entry for each frame that an exception has left, the outermost first.
#include "object/container.h"
#include "object/exception.h"
#include "vm/frame_object.h"
#include "vm/internal.h"

OURO_INLINE struct traceback *as_traceback(ref_value v)
{
    return (struct traceback *)as_object(v);
}

void traceback_add(struct ouro *rt, struct frame *frame)
{
    OURO_ASSERT(error_pending(rt));
    own_value error = error_take(rt);
    ref_value object = frame_object_of(rt, frame);
    struct traceback *t = is_nothing(object) ? NULL : object_allocate(rt, HEAP_TRACED, sizeof *t, TYPE_TRACEBACK);
    if (t == NULL) {
        // There is no memory for the entry: the exception goes on without it.
        error_clear(rt);
        error_restore(rt, error);
        return;
    }
    struct exception *e = as_exception(lend(error));
    slot_init(&t->frame, retain(object));
    t->unit = frame_unit(frame);
    t->line = code_line_at(frame->code, t->unit);
    slot_init(&t->next, slot_take(rt, e, &e->traceback));
    slot_init(&e->traceback, own_object(t));
    error_restore(rt, error);
}

bool vm_is_traceback(ref_value v)
{
    return is_exact(v, TYPE_TRACEBACK);
}

void vm_traceback_entry(ref_value traceback, struct traceback_entry *entry)
{
    struct traceback *t = as_traceback(traceback);
    entry->frame = slot_get(t->frame);
    entry->code = as_code(slot_get(((struct frame_object *)as_object(entry->frame))->code));
    entry->unit = t->unit;
    entry->line = t->line;
    entry->next = slot_get(t->next);
}

static own_value get_next(struct ouro *rt, ref_value self)
{
    (void)rt;
    ref_value next = slot_get(as_traceback(self)->next);
    return is_nothing(next) ? own_none : retain(next);
}

static bool set_next(struct ouro *rt, ref_value self, ref_value value)
{
    if (is_nothing(value)) {
        error_raise(rt, TYPE_TYPE_ERROR, "can't delete tb_next attribute");
        return false;
    }
    if (!is_none(value) && !vm_is_traceback(value)) {
        error_raise(rt, TYPE_TYPE_ERROR, "expected traceback object, got '%T'", value);
        return false;
    }
    for (ref_value v = value; !is_none(value) && !is_nothing(v); v = slot_get(as_traceback(v)->next)) {
        if (same(v, self)) {
            error_raise(rt, TYPE_VALUE_ERROR, "traceback loop detected");
            return false;
        }
    }
    slot_set(rt, as_traceback(self), &as_traceback(self)->next, is_none(value) ? own_nothing : retain(value));
    return true;
}

static own_value get_frame(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_traceback(self)->frame));
}

static own_value get_lasti(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_small_int(as_traceback(self)->unit * 2);
}

static own_value get_lineno(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_small_int(as_traceback(self)->line);
}

static own_value create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};
    static struct signature const signature = {"TracebackType", names, 4, 4, 0, 4};
    ref_value given[4];
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    if (!is_none(given[0]) && !vm_is_traceback(given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "expected traceback object or None, got '%T'", given[0]);
    }
    if (!is_exact(given[1], TYPE_FRAME)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "TracebackType() argument 'tb_frame' must be frame, not %T", given[1]);
    }
    int64_t lasti;
    int64_t line;
    if (!operation_index_int64(rt, given[2], &lasti, TYPE_OVERFLOW_ERROR) ||
        !operation_index_int64(rt, given[3], &line, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct traceback *t = object_allocate(rt, HEAP_TRACED, sizeof *t, TYPE_TRACEBACK);
    if (t == NULL) {
        return error_no_memory(rt);
    }
    slot_init(&t->next, is_none(given[0]) ? own_nothing : retain(given[0]));
    slot_init(&t->frame, retain(given[1]));
    t->unit = (uint32_t)(lasti / 2);
    t->line = (int32_t)line;
    return own_object(t);
}

static uint64_t traceback_traverse(struct ouro *rt, struct object *object, uint64_t from, uint64_t budget,
                                   struct visitor *visitor)
{
    (void)rt;
    (void)from;
    (void)budget;
    struct traceback *t = (struct traceback *)object;
    visit(visitor, slot_get(t->next));
    visit(visitor, slot_get(t->frame));
    return 0;
}

static slot_value *traceback_drop_step(struct ouro *rt, struct object *object, uint32_t *cursor)
{
    (void)rt;
    return slots_drop_first(&((struct traceback *)object)->next, 2, cursor);
}

static void traceback_clear(struct ouro *rt, struct object *object)
{
    struct traceback *t = (struct traceback *)object;
    release(rt, slot_take(rt, t, &t->next));
    release(rt, slot_take(rt, t, &t->frame));
}

static struct attribute_definition const traceback_attributes[] = {
    {"tb_next", get_next, set_next, NULL},
    {"tb_frame", get_frame, NULL, NULL},
    {"tb_lasti", get_lasti, NULL, NULL},
    {"tb_lineno", get_lineno, NULL, NULL},
    {0},
};
static struct type_protocol const traceback_protocol = {.create = create};

struct type_definition const traceback_type_definition = {
    .name = "traceback",
    .number = TYPE_TRACEBACK,
    .base = TYPE_OBJECT,
    .size = sizeof(struct traceback),
    .traverse = traceback_traverse,
    .drop_step = traceback_drop_step,
    .clear = traceback_clear,
    .protocol = &traceback_protocol,
    .attributes = traceback_attributes,
};
