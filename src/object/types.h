// SPDX-License-Identifier: MIT
// The fixed row numbers of built-in types, from one list. An instance's number is a shape's, from SHAPE_FIRST up.
#ifndef OURO_OBJECT_TYPES_H
#define OURO_OBJECT_TYPES_H

#include "core/object.h"

// Types of modules, entered when the module is imported: X(NAME, python_name)
// itertools
#define BUILTIN_TYPES_ITERTOOLS(X)                            \
    X(COUNTER, "count")                                       \
    X(CYCLE, "cycle")                                         \
    X(REPEATER, "repeat")                                     \
    X(ACCUMULATE, "accumulate")                               \
    X(CHAIN, "chain")                                         \
    X(COMBINATIONS, "combinations")                           \
    X(COMBINATIONS_REPEATED, "combinations_with_replacement") \
    X(COMPRESS, "compress")                                   \
    X(DROP_WHILE, "dropwhile")                                \
    X(FILTER_FALSE, "filterfalse")                            \
    X(GROUP_BY, "groupby")                                    \
    X(GROUPER, "_grouper")                                    \
    X(ISLICE, "islice")                                       \
    X(PAIRWISE, "pairwise")                                   \
    X(PERMUTATIONS, "permutations")                           \
    X(PRODUCT, "product")                                     \
    X(STARMAP, "starmap")                                     \
    X(TAKE_WHILE, "takewhile")                                \
    X(TEE, "_tee")                                            \
    X(TEE_BLOCK, "_tee_dataobject")                           \
    X(ZIP_LONGEST, "zip_longest")

// _collections, _functools, _operator
#define BUILTIN_TYPES_DATA(X)                            \
    X(DEQUE, "deque")                                    \
    X(DEQUE_ITERATOR, "_deque_iterator")                 \
    X(DEQUE_REVERSE_ITERATOR, "_deque_reverse_iterator") \
    X(DEFAULT_DICT, "defaultdict")                       \
    X(ORDERED_DICT, "OrderedDict")                       \
    X(ORDERED_ITERATOR, "odict_iterator")                \
    X(ORDERED_KEYS, "odict_keys")                        \
    X(ORDERED_VALUES, "odict_values")                    \
    X(ORDERED_ITEMS, "odict_items")                      \
    X(TUPLE_GETTER, "_tuplegetter")                      \
    X(PARTIAL, "partial")                                \
    X(KEY_WRAPPER, "KeyWrapper")                         \
    X(LRU_CACHE, "_lru_cache_wrapper")                   \
    X(LRU_LINK, "_lru_list_elem")                        \
    X(ITEM_GETTER, "itemgetter")                         \
    X(ATTRIBUTE_GETTER, "attrgetter")                    \
    X(METHOD_CALLER, "methodcaller")

// Of imports, files and the operating system.
#define BUILTIN_TYPES_SYSTEM(X)               \
    X(MODULE_SPEC, "ModuleSpec")              \
    X(SOURCE_FILE_LOADER, "SourceFileLoader") \
    X(BUILTIN_IMPORTER, "BuiltinImporter")    \
    X(FROZEN_IMPORTER, "FrozenImporter")      \
    X(DIR_ENTRY, "DirEntry")                  \
    X(SCANDIR_ITERATOR, "ScandirIterator")    \
    X(BUFFERED_WRITER, "BufferedWriter")      \
    X(BUFFERED_RANDOM, "BufferedRandom")      \
    X(BYTES_IO, "BytesIO")                    \
    X(STRING_IO, "StringIO")

// Of the embedding host, entered when it makes the first one.
#define BUILTIN_TYPES_HOST(X)                      \
    X(HOST_FUNCTION, "builtin_function_or_method") \
    X(HOST_OBJECT, "host_object")

// X(NAME, python_name). The first ROW_LATE_FIRST - 1 of them are made when the runtime starts; the others, exceptions
// included, when the first object is (object_allocate), or somebody asks for the type (type_by_number).
#define BUILTIN_TYPES(X)                                        \
    X(OBJECT, "object")                                         \
    X(TYPE, "type")                                             \
    X(NONE, "NoneType")                                         \
    X(NOT_IMPLEMENTED, "NotImplementedType")                    \
    X(ELLIPSIS, "ellipsis")                                     \
    X(BOOL, "bool")                                             \
    X(INT, "int")                                               \
    X(FLOAT, "float")                                           \
    X(STR, "str")                                               \
    X(BYTES, "bytes")                                           \
    X(LIST, "list")                                             \
    X(TUPLE, "tuple")                                           \
    X(DICT, "dict")                                             \
    X(FUNCTION, "function")                                     \
    X(NATIVE, "builtin_function_or_method")                     \
    X(METHOD_DESCRIPTOR, "method_descriptor")                   \
    X(ATTRIBUTE_CELL, "attribute cell")                         \
    X(CELL, "cell")                                             \
    X(CODE, "code")                                             \
    X(MODULE, "module")                                         \
    X(COMPLEX, "complex")                                       \
    X(BYTEARRAY, "bytearray")                                   \
    X(MEMORYVIEW, "memoryview")                                 \
    X(SET, "set")                                               \
    X(FROZENSET, "frozenset")                                   \
    X(RANGE, "range")                                           \
    X(SLICE, "slice")                                           \
    X(METHOD, "method")                                         \
    X(CLASSMETHOD_DESCRIPTOR, "classmethod_descriptor")         \
    X(SLOT_WRAPPER, "wrapper_descriptor")                       \
    X(METHOD_WRAPPER, "method-wrapper")                         \
    X(MEMBER_DESCRIPTOR, "member_descriptor")                   \
    X(GETSET_DESCRIPTOR, "getset_descriptor")                   \
    X(PROPERTY, "property")                                     \
    X(CLASSMETHOD, "classmethod")                               \
    X(STATICMETHOD, "staticmethod")                             \
    X(SUPER, "super")                                           \
    X(MAPPING_PROXY, "mappingproxy")                            \
    X(SIMPLE_NAMESPACE, "SimpleNamespace")                      \
    X(GENERATOR, "generator")                                   \
    X(COROUTINE, "coroutine")                                   \
    X(ASYNC_GENERATOR, "async_generator")                       \
    X(COROUTINE_WRAPPER, "coroutine_wrapper")                   \
    X(ASYNC_SEND, "async_generator_asend")                      \
    X(ASYNC_THROW, "async_generator_athrow")                    \
    X(ASYNC_WRAPPED, "async_generator_wrapped_value")           \
    X(ANEXT_AWAITABLE, "anext_awaitable")                       \
    X(FRAME, "frame")                                           \
    X(TRACEBACK, "traceback")                                   \
    X(WEAK_REFERENCE, "weakref")                                \
    X(WEAK_PROXY, "weakproxy")                                  \
    X(WEAK_CALLABLE_PROXY, "weakcallableproxy")                 \
    X(LIST_ITERATOR, "list_iterator")                           \
    X(LIST_REVERSE_ITERATOR, "list_reverseiterator")            \
    X(TUPLE_ITERATOR, "tuple_iterator")                         \
    X(STR_ITERATOR, "str_iterator")                             \
    X(BYTES_ITERATOR, "bytes_iterator")                         \
    X(BYTEARRAY_ITERATOR, "bytearray_iterator")                 \
    X(MEMORY_ITERATOR, "memory_iterator")                       \
    X(RANGE_ITERATOR, "range_iterator")                         \
    X(LONG_RANGE_ITERATOR, "longrange_iterator")                \
    X(DICT_KEYS, "dict_keys")                                   \
    X(DICT_VALUES, "dict_values")                               \
    X(DICT_ITEMS, "dict_items")                                 \
    X(DICT_KEY_ITERATOR, "dict_keyiterator")                    \
    X(DICT_VALUE_ITERATOR, "dict_valueiterator")                \
    X(DICT_ITEM_ITERATOR, "dict_itemiterator")                  \
    X(DICT_REVERSE_KEY_ITERATOR, "dict_reversekeyiterator")     \
    X(DICT_REVERSE_VALUE_ITERATOR, "dict_reversevalueiterator") \
    X(DICT_REVERSE_ITEM_ITERATOR, "dict_reverseitemiterator")   \
    X(SET_ITERATOR, "set_iterator")                             \
    X(SEQUENCE_ITERATOR, "iterator")                            \
    X(CALLABLE_ITERATOR, "callable_iterator")                   \
    X(ENUMERATE, "enumerate")                                   \
    X(ZIP, "zip")                                               \
    X(MAP, "map")                                               \
    X(FILTER, "filter")                                         \
    X(REVERSED, "reversed")                                     \
    X(UNION_TYPE, "UnionType")                                  \
    X(GENERIC_ALIAS, "GenericAlias")                            \
    X(ANCHOR, "anchor")                                         \
    X(TEXT_FILE, "TextIOWrapper")                               \
    X(BINARY_FILE, "BufferedReader")                            \
    X(RAW_FILE, "FileIO")                                       \
    X(STRUCT_SEQUENCE, "structseq")                             \
    X(CAPSULE, "capsule")                                       \
    X(ABC_DATA, "_abc._abc_data")                               \
    BUILTIN_TYPES_ITERTOOLS(X)                                  \
    BUILTIN_TYPES_DATA(X)                                       \
    BUILTIN_TYPES_SYSTEM(X)                                     \
    BUILTIN_TYPES_HOST(X)                                       \
    X(ARRAY, "array.array")                                     \
    X(ARRAY_ITERATOR, "arrayiterator")                          \
    X(STRUCT, "_struct.Struct")                                 \
    X(UNPACK_ITERATOR, "unpack_iterator")                       \
    X(RANDOM, "Random")                                         \
    X(SHA512, "_sha512.sha512")                                 \
    X(JSON_SCANNER, "Scanner")                                  \
    X(JSON_ENCODER, "Encoder")                                  \
    X(FORMATTER_ITERATOR, "formatteriterator")                  \
    X(FIELD_NAME_ITERATOR, "fieldnameiterator")

// The exception tree: X(NAME, python_name, BASE, layout). layout: what the C struct has beyond struct exception.
#define BUILTIN_EXCEPTIONS(X)                                                   \
    X(BASE_EXCEPTION, "BaseException", OBJECT, PLAIN)                           \
    X(EXCEPTION, "Exception", BASE_EXCEPTION, PLAIN)                            \
    X(GENERATOR_EXIT, "GeneratorExit", BASE_EXCEPTION, PLAIN)                   \
    X(KEYBOARD_INTERRUPT, "KeyboardInterrupt", BASE_EXCEPTION, PLAIN)           \
    X(SYSTEM_EXIT, "SystemExit", BASE_EXCEPTION, SYSTEM_EXIT)                   \
    X(BASE_EXCEPTION_GROUP, "BaseExceptionGroup", BASE_EXCEPTION, GROUP)        \
    X(STOP_ITERATION, "StopIteration", EXCEPTION, STOP_ITERATION)               \
    X(STOP_ASYNC_ITERATION, "StopAsyncIteration", EXCEPTION, PLAIN)             \
    X(ARITHMETIC_ERROR, "ArithmeticError", EXCEPTION, PLAIN)                    \
    X(FLOATING_POINT_ERROR, "FloatingPointError", ARITHMETIC_ERROR, PLAIN)      \
    X(OVERFLOW_ERROR, "OverflowError", ARITHMETIC_ERROR, PLAIN)                 \
    X(ZERO_DIVISION_ERROR, "ZeroDivisionError", ARITHMETIC_ERROR, PLAIN)        \
    X(ASSERTION_ERROR, "AssertionError", EXCEPTION, PLAIN)                      \
    X(ATTRIBUTE_ERROR, "AttributeError", EXCEPTION, ATTRIBUTE)                  \
    X(BUFFER_ERROR, "BufferError", EXCEPTION, PLAIN)                            \
    X(EOF_ERROR, "EOFError", EXCEPTION, PLAIN)                                  \
    X(IMPORT_ERROR, "ImportError", EXCEPTION, IMPORT)                           \
    X(MODULE_NOT_FOUND_ERROR, "ModuleNotFoundError", IMPORT_ERROR, IMPORT)      \
    X(LOOKUP_ERROR, "LookupError", EXCEPTION, PLAIN)                            \
    X(INDEX_ERROR, "IndexError", LOOKUP_ERROR, PLAIN)                           \
    X(KEY_ERROR, "KeyError", LOOKUP_ERROR, PLAIN)                               \
    X(MEMORY_ERROR, "MemoryError", EXCEPTION, PLAIN)                            \
    X(NAME_ERROR, "NameError", EXCEPTION, NAME)                                 \
    X(UNBOUND_LOCAL_ERROR, "UnboundLocalError", NAME_ERROR, NAME)               \
    X(OS_ERROR, "OSError", EXCEPTION, OS)                                       \
    X(BLOCKING_IO_ERROR, "BlockingIOError", OS_ERROR, OS)                       \
    X(CHILD_PROCESS_ERROR, "ChildProcessError", OS_ERROR, OS)                   \
    X(CONNECTION_ERROR, "ConnectionError", OS_ERROR, OS)                        \
    X(BROKEN_PIPE_ERROR, "BrokenPipeError", CONNECTION_ERROR, OS)               \
    X(CONNECTION_ABORTED_ERROR, "ConnectionAbortedError", CONNECTION_ERROR, OS) \
    X(CONNECTION_REFUSED_ERROR, "ConnectionRefusedError", CONNECTION_ERROR, OS) \
    X(CONNECTION_RESET_ERROR, "ConnectionResetError", CONNECTION_ERROR, OS)     \
    X(FILE_EXISTS_ERROR, "FileExistsError", OS_ERROR, OS)                       \
    X(FILE_NOT_FOUND_ERROR, "FileNotFoundError", OS_ERROR, OS)                  \
    X(INTERRUPTED_ERROR, "InterruptedError", OS_ERROR, OS)                      \
    X(IS_A_DIRECTORY_ERROR, "IsADirectoryError", OS_ERROR, OS)                  \
    X(NOT_A_DIRECTORY_ERROR, "NotADirectoryError", OS_ERROR, OS)                \
    X(PERMISSION_ERROR, "PermissionError", OS_ERROR, OS)                        \
    X(PROCESS_LOOKUP_ERROR, "ProcessLookupError", OS_ERROR, OS)                 \
    X(TIMEOUT_ERROR, "TimeoutError", OS_ERROR, OS)                              \
    X(REFERENCE_ERROR, "ReferenceError", EXCEPTION, PLAIN)                      \
    X(RUNTIME_ERROR, "RuntimeError", EXCEPTION, PLAIN)                          \
    X(NOT_IMPLEMENTED_ERROR, "NotImplementedError", RUNTIME_ERROR, PLAIN)       \
    X(RECURSION_ERROR, "RecursionError", RUNTIME_ERROR, PLAIN)                  \
    X(SYNTAX_ERROR, "SyntaxError", EXCEPTION, SYNTAX)                           \
    X(INDENTATION_ERROR, "IndentationError", SYNTAX_ERROR, SYNTAX)              \
    X(TAB_ERROR, "TabError", INDENTATION_ERROR, SYNTAX)                         \
    X(SYSTEM_ERROR, "SystemError", EXCEPTION, PLAIN)                            \
    X(TYPE_ERROR, "TypeError", EXCEPTION, PLAIN)                                \
    X(VALUE_ERROR, "ValueError", EXCEPTION, PLAIN)                              \
    X(UNICODE_ERROR, "UnicodeError", VALUE_ERROR, PLAIN)                        \
    X(UNICODE_DECODE_ERROR, "UnicodeDecodeError", UNICODE_ERROR, UNICODE)       \
    X(UNICODE_ENCODE_ERROR, "UnicodeEncodeError", UNICODE_ERROR, UNICODE)       \
    X(UNICODE_TRANSLATE_ERROR, "UnicodeTranslateError", UNICODE_ERROR, UNICODE) \
    X(WARNING, "Warning", EXCEPTION, PLAIN)                                     \
    X(USER_WARNING, "UserWarning", WARNING, PLAIN)                              \
    X(DEPRECATION_WARNING, "DeprecationWarning", WARNING, PLAIN)                \
    X(PENDING_DEPRECATION_WARNING, "PendingDeprecationWarning", WARNING, PLAIN) \
    X(SYNTAX_WARNING, "SyntaxWarning", WARNING, PLAIN)                          \
    X(RUNTIME_WARNING, "RuntimeWarning", WARNING, PLAIN)                        \
    X(FUTURE_WARNING, "FutureWarning", WARNING, PLAIN)                          \
    X(IMPORT_WARNING, "ImportWarning", WARNING, PLAIN)                          \
    X(UNICODE_WARNING, "UnicodeWarning", WARNING, PLAIN)                        \
    X(BYTES_WARNING, "BytesWarning", WARNING, PLAIN)                            \
    X(RESOURCE_WARNING, "ResourceWarning", WARNING, PLAIN)                      \
    X(ENCODING_WARNING, "EncodingWarning", WARNING, PLAIN)                      \
    X(EXCEPTION_GROUP, "ExceptionGroup", EXCEPTION, GROUP)                      \
    X(LIMIT_ERROR, "LimitError", BASE_EXCEPTION, PLAIN)

enum type_number {
    TYPE_FREE = 0, // the number in a free block's header
#define X(NAME, python_name) TYPE_##NAME,
    BUILTIN_TYPES(X)
#undef X
#define X(NAME, python_name, BASE, layout) TYPE_##NAME,
        BUILTIN_EXCEPTIONS(X)
#undef X
            TYPE_COUNT,
    SHAPE_FIRST = ROW_LATE_END,
};
_Static_assert(TYPE_MODULE == ROW_LATE_FIRST - 1, "the types up to this one are made at start");

// The type number of any value; a shape number for instances of Python classes.
OURO_INLINE uint32_t value_number(ref_value v)
{
    extern uint8_t const immediate_numbers[16]; // by (bits >> 3) of an immediate
    if (OURO_LIKELY(is_object(v))) {
        return ((uint32_t const *)(uintptr_t)ref_bits(v))[1] & 0x00ffffffu;
    }
    if (is_small_int(v)) {
        return TYPE_INT;
    }
    if (is_word_float(v)) {
        return TYPE_FLOAT;
    }
    return immediate_numbers[ref_bits(v) >> 3 & 15];
}

// Exactly of a built-in type: no subclass.
OURO_INLINE bool is_exact(ref_value v, enum type_number number)
{
    return is_object(v) && (((uint32_t const *)(uintptr_t)ref_bits(v))[1] & 0x00ffffffu) == (uint32_t)number;
}

#endif
