// SPDX-License-Identifier: MIT
// Expressions as text.
#ifndef OURO_COMPILE_UNPARSE_H
#define OURO_COMPILE_UNPARSE_H

#include "object/str.h"
#include "syntax/ast.h"

struct compiler;

// Owned; nothing: the compilation has failed.
own_value unparse_expression(struct compiler *c, struct syntax_node *node);

#endif
