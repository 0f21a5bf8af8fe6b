// SPDX-License-Identifier: MIT
// A tree as text, in the form of CPython's ast.dump(tree, include_attributes=attributes).
#ifndef OURO_TESTS_SYNTAX_AST_DUMP_H
#define OURO_TESTS_SYNTAX_AST_DUMP_H

#include "syntax/syntax.h"
#include <stdio.h>

void ast_dump(FILE *out, struct syntax_node const *node, bool attributes);

#endif
