// SPDX-License-Identifier: MIT
// Calls that are not the interpreter's fast path. Those that return bool push a frame (true), or else give the result
// in *value, nothing with an error pending; the window stays the caller's unless said otherwise.
#ifndef OURO_VM_CALL_H
#define OURO_VM_CALL_H

#include "vm/frame.h"

// Fills the cache of a CALL (units 1 and 2) for a class whose construction is instance_new and a Python __init__.
bool constructor_cache(struct ouro *rt, struct type *type, uint64_t *ip);
// Calls what is in the window through operation_call.
own_value call_window(struct ouro *rt, own_value *w, uint32_t count, ref_value kwnames);
// An object with a Python __call__, or any other: window without self.
bool call_object_push(struct ouro *rt, struct context *context, own_value *w, uint32_t count, own_value *value);
// CALL_KEYWORDS. When a frame is pushed its arguments were moved out of the window.
bool call_keywords_push(struct ouro *rt, struct context *context, own_value *w, uint32_t count, ref_value names,
                        uint64_t *ip, own_value *value);
// CALL_EX.
bool call_star_push(struct ouro *rt, struct context *context, own_value *w, own_value *value);
// CALL_COMPREHENSION; consumes its operands in any case.
bool comprehension_push(struct ouro *rt, struct context *context, uint64_t *ip, struct code *code, own_value *value);
// The next item of an iterator of a Python class: a frame for __next__ (*entered), or the item.
own_value next_push(struct ouro *rt, struct context *context, ref_value iterator, bool *entered);
// WITH_ENTER, WITH_EXIT; operands and destinations but the result's are written here.
bool with_enter_push(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value);
bool with_exit_push(struct ouro *rt, struct context *context, uint64_t *ip, own_value *value);

#endif
