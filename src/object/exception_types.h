// SPDX-License-Identifier: MIT
// The built-in exception classes, for the files that make and raise them.
#ifndef OURO_OBJECT_EXCEPTION_TYPES_H
#define OURO_OBJECT_EXCEPTION_TYPES_H

#include "object/exception.h"

enum exception_layout {
    LAYOUT_PLAIN,
    LAYOUT_SYSTEM_EXIT,
    LAYOUT_STOP_ITERATION,
    LAYOUT_ATTRIBUTE,
    LAYOUT_NAME,
    LAYOUT_IMPORT,
    LAYOUT_OS,
    LAYOUT_SYNTAX,
    LAYOUT_UNICODE,
    LAYOUT_GROUP,
    LAYOUT_COUNT,
};
// Numbers of the fields.
enum { SYSTEM_EXIT_CODE, SYSTEM_EXIT_FIELDS };
enum { STOP_VALUE, STOP_FIELDS };
enum { ATTRIBUTE_NAME, ATTRIBUTE_OBJ, ATTRIBUTE_FIELDS };
enum { NAME_ERROR_NAME, NAME_ERROR_FIELDS };
enum { IMPORT_MSG, IMPORT_NAME, IMPORT_PATH, IMPORT_FIELDS };
enum { OS_ERRNO, OS_STRERROR, OS_FILENAME, OS_FILENAME2, OS_WRITTEN, OS_FIELDS };
enum {
    SYNTAX_MSG,
    SYNTAX_FILENAME,
    SYNTAX_LINENO,
    SYNTAX_OFFSET,
    SYNTAX_TEXT,
    SYNTAX_END_LINENO,
    SYNTAX_END_OFFSET,
    SYNTAX_PRINT_FILE_AND_LINE,
    SYNTAX_FIELDS
};
enum { UNICODE_ENCODING, UNICODE_OBJECT, UNICODE_START, UNICODE_END, UNICODE_REASON, UNICODE_FIELDS };
enum { GROUP_MESSAGE, GROUP_EXCEPTIONS, GROUP_FIELDS };

// The definition of an exception class; NULL: the number is none's.
struct type_definition const *exception_definition(uint32_t number);
// Enters ExceptionGroup, which has two bases. false: MemoryError pending.
OURO_MUST_USE bool exception_group_define(struct ouro *rt);
// The class that OSError becomes for an error number.
enum type_number exception_of_errno(int error_number);
// An instance without arguments, or nothing with no error pending.
own_value exception_plain(struct ouro *rt, enum type_number exception);
// Fills the reserve of MemoryErrors up. false: no memory; no error is pending.
bool error_refill_memory_errors(struct ouro *rt);
// Takes context and traceback from the immortal MemoryError, which would keep them for ever.
void error_empty_last(struct ouro *rt);

// Takes a layout's fields from the positional arguments in args and from keywords (their values follow kwnames' names).
// false: an error is pending. NULL: the layout has none.
struct exception_form {
    bool (*fill)(struct ouro *rt, ref_value self, ref_value const *keyword_values, ref_value kwnames);
    bool keywords; // takes some
};
extern struct exception_form const exception_forms[LAYOUT_COUNT];
extern struct type_protocol const exception_protocols[LAYOUT_COUNT];
extern struct attribute_definition const exception_attributes_SYSTEM_EXIT[];
extern struct attribute_definition const exception_attributes_STOP_ITERATION[];
extern struct attribute_definition const exception_attributes_ATTRIBUTE[];
extern struct attribute_definition const exception_attributes_NAME[];
extern struct attribute_definition const exception_attributes_IMPORT[];
extern struct attribute_definition const exception_attributes_OS[];
extern struct attribute_definition const exception_attributes_SYNTAX[];
extern struct attribute_definition const exception_attributes_UNICODE[];
extern struct attribute_definition const exception_attributes_GROUP[];
#define exception_attributes_PLAIN NULL

enum exception_layout exception_layout_of(uint32_t number);

own_value exception_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value exception_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames);
own_value exception_str(struct ouro *rt, ref_value self);
own_value exception_get_field(ref_value self, uint32_t field);
bool exception_set_field(struct ouro *rt, ref_value self, uint32_t field, ref_value value);

#endif
