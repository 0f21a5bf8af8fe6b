// SPDX-License-Identifier: MIT
// Weak reference objects and proxies.
#ifndef OURO_OBJECT_WEAKREF_H
#define OURO_OBJECT_WEAKREF_H

#include "gc/weak.h"
#include "object/type.h"

struct weakref { // weakref.ref; the proxies have the first member only
    struct weak_reference reference;
    int64_t hash;
    bool hashed;
};

// A reference (weakref.ref or a subclass) or a proxy to an object; the one without a callback is shared.
// callback: nothing or None for none.
// type NULL: the caller found no memory for it, and MemoryError is pending.
own_value weakref_new(struct ouro *rt, struct type *type, ref_value target, ref_value callback);
// The hook by which floor 3 has the callback of a dead reference called; errors are unraisable.
void weakref_call_back(struct ouro *rt, ref_value reference);
own_value weak_proxy_new(struct ouro *rt, ref_value target, ref_value callback);

#endif
