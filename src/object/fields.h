// SPDX-License-Identifier: MIT
// Objects whose references are a run of slots: traversing and dropping them, first to last.
#ifndef OURO_OBJECT_FIELDS_H
#define OURO_OBJECT_FIELDS_H

#include "core/slot.h"

OURO_INLINE void fields_visit(slot_value const *first, uint32_t count, struct visitor *visitor)
{
    for (uint32_t i = 0; i < count; i++) {
        visit(visitor, slot_get(first[i]));
    }
}

// The next full one at or after *cursor, whose numbers begin at `base`; NULL when there is none, *cursor past them.
OURO_INLINE slot_value *fields_drop(slot_value *first, uint32_t count, uint32_t base, uint32_t *cursor)
{
    while (*cursor < base + count) {
        slot_value *slot = &first[*cursor - base];
        if (slot_is_full(*slot)) {
            return slot;
        }
        ++*cursor;
    }
    return NULL;
}

OURO_INLINE void fields_clear(struct ouro *rt, void *holder, slot_value *first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        release(rt, slot_take(rt, holder, &first[i]));
    }
}

// Defines NAME_traverse, NAME_drop_step and NAME_clear of a struct whose slots run from member `first`.
#define FIELDS_FUNCTIONS(name, struct_name, first, count)                                              \
    static uint64_t name##_traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, \
                                    struct visitor *visitor)                                           \
    {                                                                                                  \
        (void)rt, (void)from, (void)budget;                                                            \
        fields_visit(&((struct struct_name *)o)->first, count, visitor);                               \
        return 0;                                                                                      \
    }                                                                                                  \
    static slot_value *name##_drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)           \
    {                                                                                                  \
        (void)rt;                                                                                      \
        return fields_drop(&((struct struct_name *)o)->first, count, 0, cursor);                       \
    }                                                                                                  \
    static void name##_clear(struct ouro *rt, struct object *o)                                        \
    {                                                                                                  \
        fields_clear(rt, o, &((struct struct_name *)o)->first, count);                                 \
    }

#endif
