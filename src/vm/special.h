// SPDX-License-Identifier: MIT
// Special methods of Python classes, called by frames instead of a nested loop.
//
// Each function takes an instruction's operands, borrowed. true: a frame was pushed whose return action brings the
// result back to the instruction through special_finish; else *value (or the result) is what the operation gave,
// nothing or -1 with an error pending. What is not a plain Python function found on the class is called nested.
#ifndef OURO_VM_SPECIAL_H
#define OURO_VM_SPECIAL_H

#include "vm/internal.h"

bool binary_enter(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value);
bool compare_enter(struct ouro *rt, struct context *context, enum compare_operator op, ref_value left, ref_value right,
                   own_value *value);
bool unary_enter(struct ouro *rt, struct context *context, enum unary_operator op, ref_value v, own_value *value);
// The answer as a bool.
bool contains_enter(struct ouro *rt, struct context *context, ref_value container, ref_value item, own_value *value);
bool item_get_enter(struct ouro *rt, struct context *context, ref_value container, ref_value key, own_value *value);
// The item is deleted when `item` is nothing. *done: it worked.
bool item_set_enter(struct ouro *rt, struct context *context, ref_value container, ref_value key, ref_value item,
                    bool *done);
bool iterate_enter(struct ouro *rt, struct context *context, ref_value v, own_value *value);
#define TRUTH_ENTERED 2
// Truth of a value that is no bool, None or small integer; -1: error; TRUTH_ENTERED: a frame was pushed.
int truth_enter(struct ouro *rt, struct context *context, ref_value v);

// A special method has returned *value, owned, to the instruction at ip. As above; the value is a bool where the
// operation's answer is one.
bool special_finish(struct ouro *rt, struct context *context, uint64_t *ip, enum frame_action action, own_value *value);

#endif
