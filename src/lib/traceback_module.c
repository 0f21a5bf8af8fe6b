// SPDX-License-Identifier: MIT
// The module _traceback: what traceback.py asks the runtime about code and source text.
#include "lib/library.h"
#include "lib/module_types.h"
#include "lib/print_exception.h"
#include "object/code.h"
#include "object/error.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/utf8.h"

static own_value number_or_none(int64_t n)
{
    return n < 0 ? own_none : own_small_int(n);
}

static own_value traceback_position(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    int64_t instruction;
    if (!is_exact(args[0], TYPE_CODE)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "position() argument 1 must be code, not %T", args[0]);
    }
    if (!operation_index_int64(rt, args[1], &instruction, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    struct code const *code = as_code(args[0]);
    bool inside = instruction >= 0 && instruction / 2 < code->unit_count;
    struct code_position const *p = inside ? code_position_at(code, (uint32_t)(instruction / 2)) : NULL;
    own_value items[] = {own_none, own_none, own_none, own_none};
    if (p != NULL && p->line > 0) {
        items[0] = own_small_int(p->line);
        items[1] = number_or_none(p->end_line > 0 ? p->end_line : -1);
        items[2] = number_or_none(p->column);
        items[3] = number_or_none(p->end_column);
    }
    return tuple_from_owned(rt, items, 4);
}

static own_value traceback_anchors(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    if (!is_str(rt, args[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "anchors() argument must be str, not %T", args[0]);
    }
    char const *text = str_bytes(as_str(args[0]));
    size_t left, right;
    if (!print_anchors(rt, text, str_size(as_str(args[0])), &left, &right)) {
        return own_none;
    }
    own_value items[] = {own_small_int((int64_t)utf8_count(text, left)),
                         own_small_int((int64_t)utf8_count(text, right))};
    return tuple_from_owned(rt, items, 2);
}

static struct native_definition const functions[] = {
    {"anchors", traceback_anchors, 1, 1, 0, "Where to put ^ under an expression: (start, end) of it, or None."},
    {"position", traceback_position, 2, 2, 0, "Line, end line, column and end column of an instruction."},
    {0},
};

own_value traceback_module_open(struct ouro *rt)
{
    return module_make(rt, "_traceback", NULL, functions);
}
