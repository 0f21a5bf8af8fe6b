// SPDX-License-Identifier: MIT
// Exceptions and tracebacks as text, appended to a builder; errors on the way are swallowed or shown in the text, for
// there is nobody left to tell.
#ifndef OURO_LIB_PRINT_EXCEPTION_H
#define OURO_LIB_PRINT_EXCEPTION_H

#include "lib/library.h"
#include "object/str.h"

// "Traceback (most recent call last):" and its entries; traceback is a traceback object.
void print_traceback(struct str_builder *b, ref_value traceback);
// Traceback and last lines of one exception.
void print_one_exception(struct str_builder *b, ref_value exception);
// The same with its causes and contexts before it.
void print_exception_chain(struct str_builder *b, ref_value exception);
// suggestion.c: ". Did you mean: 'name'?" after the line of an AttributeError or a NameError, if a name is near.
void print_suggestion(struct str_builder *b, ref_value exception);
// Where a traceback marks a part of an expression by ^ and the rest by ~: the operator of a binary operation, the
// brackets of a subscript. Byte offsets in the text; false: nowhere.
bool print_anchors(struct ouro *rt, char const *text, size_t size, size_t *left, size_t *right);
// Line `number` of a source file, without its indentation and its newline; own_stop: there is none. No error stays.
own_value print_source_line(struct ouro *rt, ref_value filename, int64_t number);

#endif
