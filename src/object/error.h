// SPDX-License-Identifier: MIT
// Raising exceptions from C. rt->error holds the pending one, always an instance; a function that fails returns
// nothing (or false, -1) with exactly one exception pending.
#ifndef OURO_OBJECT_ERROR_H
#define OURO_OBJECT_ERROR_H

#include "object/type.h"

// Raises an instance of a built-in exception with one str argument. Returns nothing, so that `return error_raise(...)`
// works in functions with an owned result. Format: %s C string (UTF-8), %d int, %u unsigned, %lld, %zd, %zu, %c a code
// point (uint32_t), %x, %p, %%, and with a ref_value argument: %S its str(), %R its repr(), %T the name of its type,
// %N the name of the type object given (struct type *), %U a str object as it is. Precision %.200s cuts.
// The handled exception becomes __context__.
own_value error_raise(struct ouro *rt, enum type_number exception, char const *format, ...);
// With any single argument, or with none (argument nothing).
own_value error_raise_value(struct ouro *rt, enum type_number exception, ref_value argument);
// With a given tuple of arguments.
own_value error_raise_arguments(struct ouro *rt, enum type_number exception, ref_value arguments);
// Raises an exception object (consumed); `raise x` semantics of class or instance are floor 6's.
own_value error_raise_object(struct ouro *rt, own_value exception);
// MemoryError from the reserve: takes no memory.
own_value error_no_memory(struct ouro *rt);
// OSError (the subclass that errno asks for) with errno, message and up to two file names (nothing: none).
own_value error_raise_os(struct ouro *rt, int error_number, ref_value filename, ref_value filename2);
// KeyError whose argument is the key itself.
own_value error_raise_key(struct ouro *rt, ref_value key);

OURO_INLINE bool error_pending(struct ouro *rt)
{
    return rt->error.bits != 0;
}
// Is the pending exception an instance of this class (or of a subclass)?
bool error_matches(struct ouro *rt, enum type_number exception);
// Takes the pending exception: owned, and none is pending.
OURO_MUST_USE own_value error_take(struct ouro *rt);
// Makes it pending again, as it was (no context is set).
void error_restore(struct ouro *rt, own_value exception);
void error_clear(struct ouro *rt);
// Reports the pending exception through sys.unraisablehook; it is gone afterwards.
void error_unraisable(struct ouro *rt, ref_value where);

// C recursion (repr, compare, hash of nested data): false with RecursionError pending when the stack or the
// depth (the recursion limit) is used up. Each success is paired with depth_leave.
OURO_MUST_USE bool depth_enter(struct ouro *rt, char const *where); // where: " while getting the repr of an object"
void depth_leave(struct ouro *rt);

#endif
