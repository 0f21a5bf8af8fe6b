// SPDX-License-Identifier: MIT
// Paths as functions take them.
#include "lib/path_argument.h"
#include "lib/grants.h"

#include "lib/services.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/container.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"

#include <string.h>

own_value path_protocol(struct ouro *rt, ref_value v)
{
    if (is_str(rt, v) || is_bytes(rt, v)) {
        return retain(v);
    }
    struct attribute_cell *cell = type_lookup(rt, type_of(rt, v), name_of(rt, NAME_fspath));
    if (cell == NULL) {
        return error_pending(rt)
                   ? own_nothing
                   : error_raise(rt, TYPE_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %T", v);
    }
    own_value bound = descriptor_bind(rt, slot_get(cell->value), v, ref_object(type_of(rt, v)));
    own_value path = failed(bound) ? own_nothing : operation_call_0(rt, lend(bound));
    release(rt, bound);
    if (!failed(path) && !is_str(rt, lend(path)) && !is_bytes(rt, lend(path))) {
        error_raise(rt, TYPE_TYPE_ERROR, "expected %T.__fspath__() to return str or bytes, not %T", v, lend(path));
        release(rt, give(path));
    }
    return path;
}

static bool refuse(struct ouro *rt, ref_value v, char const *function, char const *argument, unsigned flags)
{
    static char const *const kinds[] = {"string, bytes or os.PathLike", "string, bytes, os.PathLike or integer",
                                        "string, bytes, os.PathLike or None",
                                        "string, bytes, os.PathLike, integer or None"};
    error_raise(rt, TYPE_TYPE_ERROR, "%s: %s should be %s, not %T", function, argument, kinds[flags & 3], v);
    return false;
}

static bool take_descriptor(struct ouro *rt, ref_value v, struct path_argument *path)
{
    own_value number = operation_index(rt, v);
    int64_t n;
    if (failed(number)) {
        return false;
    }
    bool fits = int_to_int64(rt, lend(number), &n);
    int sign = int_sign(rt, lend(number));
    release(rt, number);
    if (!fits || n > INT32_MAX || n < INT32_MIN) {
        error_raise(rt, TYPE_OVERFLOW_ERROR, sign > 0 ? "fd is greater than maximum" : "fd is less than minimum");
        return false;
    }
    *path = (struct path_argument){.value = retain(v), .descriptor = (int)n};
    return true;
}

static bool take_text(struct ouro *rt, char const *function, char const *argument, struct path_argument *path)
{
    path->is_bytes = is_bytes(rt, lend(path->value));
    path->bytes =
        path->is_bytes ? retain(lend(path->value)) : codec_encode(rt, lend(path->value), "utf-8", "surrogateescape");
    if (failed(path->bytes)) {
        return false;
    }
    struct bytes *b = as_bytes(lend(path->bytes));
    path->text = (char const *)b->data;
    if (strlen(path->text) != b->size) {
        if (path->is_bytes) {
            error_raise(rt, TYPE_VALUE_ERROR, "%s: embedded null character in %s", function, argument);
        } else {
            error_raise(rt, TYPE_VALUE_ERROR, "embedded null byte");
        }
        return false;
    }
    return true;
}

bool path_take(struct ouro *rt, ref_value v, char const *function, char const *argument, unsigned flags,
               struct path_argument *path)
{
    *path = (struct path_argument){.descriptor = -1, .text = "."};
    if (!grant_files(rt, ref_nothing)) {
        return false;
    }
    if (is_nothing(v) || is_none(v)) {
        return flags & PATH_NONE ? true : refuse(rt, ref_none, function, argument, flags);
    }
    if (is_str(rt, v) || is_bytes(rt, v)) {
        path->value = retain(v);
    } else if (flags & PATH_DESCRIPTOR && is_index(rt, v)) {
        return take_descriptor(rt, v, path);
    } else {
        struct attribute_cell *cell = type_lookup(rt, type_of(rt, v), name_of(rt, NAME_fspath));
        if (cell == NULL) {
            return error_pending(rt) ? false : refuse(rt, v, function, argument, flags);
        }
        path->value = path_protocol(rt, v);
    }
    if (failed(path->value) || !take_text(rt, function, argument, path)) {
        path_release(rt, path);
        return false;
    }
    return true;
}

void path_release(struct ouro *rt, struct path_argument *path)
{
    release(rt, give(path->value));
    release(rt, give(path->bytes));
}

own_value path_error(struct ouro *rt, int error, struct path_argument const *path)
{
    return error_raise_os(rt, error, lend(path->value), ref_nothing);
}

own_value path_name(struct ouro *rt, char const *text, bool is_bytes)
{
    return is_bytes ? bytes_new(rt, text, strlen(text)) : str_decode_host(rt, text);
}
