// SPDX-License-Identifier: MIT
// Source text to code objects.
#ifndef OURO_COMPILE_COMPILE_H
#define OURO_COMPILE_COMPILE_H

#include "object/code.h"
#include "syntax/syntax.h"

// Compiles source (UTF-8 bytes or as its coding cookie says) to a code object: the module's, the expression's, or one
// interactive statement's. filename: str for tracebacks. Owned; nothing: SyntaxError (with its place), MemoryError,
// RecursionError pending.
own_value compile_source(struct ouro *rt, char const *source, size_t size, ref_value filename, enum syntax_mode mode);
// The instructions of a code object as text, one a line, nested code objects after it (debugging, tests, `dis`).
own_value compile_disassemble(struct ouro *rt, ref_value code);

#endif
