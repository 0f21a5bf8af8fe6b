// SPDX-License-Identifier: MIT
// Coroutines and async generators: what `await`, `async for` and `async with` do, and the objects that are awaited.
//
// A coroutine and an async generator are struct generator with another type. What an async generator yields is wrapped
// (ASYNC_WRAP), so that whoever drives it knows it from what it only passes on from what it awaits.
#ifndef OURO_VM_COROUTINE_H
#define OURO_VM_COROUTINE_H

#include "vm/generator.h"

extern struct type_definition const coroutine_type_definition;
extern struct type_definition const coroutine_wrapper_type_definition;
extern struct type_definition const async_generator_type_definition;
extern struct type_definition const async_wrapped_type_definition;
extern struct type_definition const async_send_type_definition;
extern struct type_definition const async_throw_type_definition;
extern struct type_definition const anext_awaitable_type_definition;

// The iterator that awaiting v runs. where: enum await_kind of the compiler. Owned.
own_value await_iterator(struct ouro *rt, ref_value v, uint32_t where);
// The iterator of `yield from v` in this code.
own_value yield_from_iterator(struct ouro *rt, struct code const *code, ref_value v);
own_value async_wrap(struct ouro *rt, own_value v); // takes v
own_value async_iterator(struct ouro *rt, ref_value v);
// The iterator to await for the next item of an async iterator.
own_value async_next_awaited(struct ouro *rt, ref_value iterator);

#endif
