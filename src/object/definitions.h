// SPDX-License-Identifier: MIT
// The definitions of floor 4's built-in types, one line each: objects_open enters them all. The order does not matter
// (a type waits until its base is there), but object and type come first. Exceptions have a list of their own.
#ifndef OURO_OBJECT_DEFINITIONS_H
#define OURO_OBJECT_DEFINITIONS_H

#include "object/type.h"

// X(name): extern struct type_definition const name_type_definition
#define OBJECT_DEFINITIONS(X)        \
    X(object)                        \
    X(type)                          \
    X(none)                          \
    X(not_implemented)               \
    X(ellipsis)                      \
    X(function)                      \
    X(code)                          \
    X(cell)                          \
    X(method)                        \
    X(native)                        \
    X(method_descriptor)             \
    X(classmethod_descriptor)        \
    X(slot_wrapper)                  \
    X(method_wrapper)                \
    X(member_descriptor)             \
    X(getset_descriptor)             \
    X(attribute_cell)                \
    X(property)                      \
    X(classmethod)                   \
    X(staticmethod)                  \
    X(super)                         \
    X(module)                        \
    X(mapping_proxy)                 \
    X(simple_namespace)              \
    X(generic_alias)                 \
    X(union_type)                    \
    X(weak_reference)                \
    X(weak_proxy)                    \
    X(weak_callable_proxy)           \
    OBJECT_DEFINITIONS_CONTAINERS(X) \
    OBJECT_DEFINITIONS_NUMBERS(X)    \
    OBJECT_DEFINITIONS_TEXT(X)

// Lists, tuples, dicts, sets, ranges, iterators.
#define OBJECT_DEFINITIONS_CONTAINERS(X) \
    X(list)                              \
    X(tuple)                             \
    X(dict)                              \
    X(anchor)                            \
    X(dict_keys)                         \
    X(dict_values)                       \
    X(dict_items)                        \
    X(dict_key_iterator)                 \
    X(dict_value_iterator)               \
    X(dict_item_iterator)                \
    X(dict_reverse_key_iterator)         \
    X(dict_reverse_value_iterator)       \
    X(dict_reverse_item_iterator)        \
    X(list_iterator)                     \
    X(list_reverse_iterator)             \
    X(tuple_iterator)                    \
    X(sequence_iterator)                 \
    X(callable_iterator)                 \
    X(reversed)                          \
    X(slice)                             \
    X(range)                             \
    X(range_iterator)                    \
    X(long_range_iterator)               \
    X(enumerate)                         \
    X(zip)                               \
    X(map)                               \
    X(filter)                            \
    X(set)                               \
    X(frozenset)                         \
    X(set_iterator)

// int, bool, float, complex.
#define OBJECT_DEFINITIONS_NUMBERS(X) X(int) X(bool) X(float) X(complex)

// str, bytes, bytearray, memoryview and their iterators.
#define OBJECT_DEFINITIONS_TEXT(X) \
    X(str)                         \
    X(str_iterator)                \
    X(bytes)                       \
    X(bytes_iterator)              \
    X(bytearray)                   \
    X(bytearray_iterator)          \
    X(memoryview)                  \
    X(memory_iterator)

#define X(name) extern struct type_definition const name##_type_definition;
OBJECT_DEFINITIONS(X)
#undef X

#endif
