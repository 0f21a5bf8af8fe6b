// SPDX-License-Identifier: MIT
// io.BytesIO: a bytearray with a position. getbuffer() lends the bytearray itself.
#include "lib/io.h"
#include "lib/memory_file.h"
#include "lib/module_types.h"
#include "object/bytes.h"
#include "object/container.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"

#include <string.h>

struct bytes_io {
    struct object header;
    slot_value dict;
    slot_value data; // bytearray; nothing: closed
    uint64_t position;
};

static struct bytes_io *as_io(ref_value v)
{
    return (struct bytes_io *)as_object(v);
}

bool file_take_size(struct ouro *rt, ref_value const *args, uint32_t count, int64_t *size)
{
    *size = -1;
    if (count < 2 || is_none(args[1])) {
        return true;
    }
    if (!is_index(rt, args[1])) {
        error_raise(rt, TYPE_TYPE_ERROR, "argument should be integer or None, not '%T'", args[1]);
        return false;
    }
    return operation_index_int64(rt, args[1], size, TYPE_OVERFLOW_ERROR);
}

own_value file_lines(struct ouro *rt, ref_value self, int64_t hint,
                     own_value (*read_line)(struct ouro *rt, ref_value self, int64_t limit))
{
    own_value lines = list_new(rt, 0);
    uint64_t total = 0;
    while (!failed(lines) && (hint <= 0 || total < (uint64_t)hint)) {
        own_value line = read_line(rt, self, -1);
        uint64_t units = failed(line)             ? 0
                         : is_str(rt, lend(line)) ? as_str(lend(line))->length
                                                  : as_bytes(lend(line))->size;
        if (units == 0 && !failed(line)) {
            release(rt, line);
            break;
        }
        total += units;
        if (failed(line) || !list_append(rt, as_list(lend(lines)), line)) {
            release(rt, give(lines));
        }
    }
    return lines;
}

// NULL: closed, ValueError pending.
static struct bytearray *data_of(struct ouro *rt, ref_value self)
{
    ref_value data = slot_get(as_io(self)->data);
    if (is_nothing(data)) {
        error_raise(rt, TYPE_VALUE_ERROR, "I/O operation on closed file.");
        return NULL;
    }
    return as_bytearray(data);
}

static own_value bytes_io_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    own_value made = object_create(rt, (struct type *)as_object(args[0]), 0);
    own_value data = failed(made) ? own_nothing : bytearray_new(rt, NULL, 0);
    if (failed(data)) {
        release(rt, made);
        return own_nothing;
    }
    slot_init(&as_io(lend(made))->data, data);
    return made;
}

static own_value bytes_io_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"initial_bytes"};
    static struct signature const signature = {"BytesIO", names, 1, 0, 0, 1};
    ref_value given[1];
    uint8_t const *bytes = NULL;
    size_t size = 0;
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) ||
        (!is_nothing(given[0]) && !is_none(given[0]) && !bytes_view(rt, given[0], &bytes, &size))) {
        return own_nothing;
    }
    own_value data = bytearray_new(rt, bytes, size);
    if (failed(data)) {
        return data;
    }
    slot_set(rt, as_io(args[0]), &as_io(args[0])->data, data);
    as_io(args[0])->position = 0;
    return own_none;
}

// Reading -------------------------------------------------------------------------------------------------------------

static own_value take(struct ouro *rt, ref_value self, uint64_t size)
{
    struct bytes_io *io = as_io(self);
    struct bytearray *data = as_bytearray(slot_get(io->data));
    uint64_t left = io->position < data->size ? data->size - io->position : 0;
    size = size < left ? size : left;
    own_value v = bytes_new(rt, size == 0 ? (uint8_t const *)"" : data->data + io->position, size);
    io->position += failed(v) ? 0 : size;
    return v;
}

METHOD(bytes_io_read)
{
    int64_t size;
    if (data_of(rt, args[0]) == NULL || !file_take_size(rt, args, count, &size) || data_of(rt, args[0]) == NULL) {
        return own_nothing;
    }
    return take(rt, args[0], size < 0 ? UINT64_MAX : (uint64_t)size);
}

static own_value read_line(struct ouro *rt, ref_value self, int64_t limit)
{
    struct bytearray *data = data_of(rt, self);
    if (data == NULL) {
        return own_nothing;
    }
    uint64_t position = as_io(self)->position, left = position < data->size ? data->size - position : 0;
    left = limit >= 0 && (uint64_t)limit < left ? (uint64_t)limit : left;
    uint8_t const *from = left == 0 ? NULL : data->data + position;
    uint8_t const *newline = left == 0 ? NULL : memchr(from, '\n', left);
    return take(rt, self, newline == NULL ? left : (uint64_t)(newline - from) + 1);
}

METHOD(bytes_io_readline)
{
    int64_t size;
    return data_of(rt, args[0]) != NULL && file_take_size(rt, args, count, &size) ? read_line(rt, args[0], size)
                                                                                  : own_nothing;
}

METHOD(bytes_io_readlines)
{
    int64_t hint;
    return data_of(rt, args[0]) != NULL && file_take_size(rt, args, count, &hint)
               ? file_lines(rt, args[0], hint, read_line)
               : own_nothing;
}

static own_value bytes_io_next(struct ouro *rt, ref_value self)
{
    own_value line = read_line(rt, self, -1);
    if (!failed(line) && as_bytes(lend(line))->size == 0) {
        release(rt, line);
        return own_stop;
    }
    return line;
}

static own_value bytes_io_iterate(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(self);
}

METHOD(bytes_io_readinto)
{
    if (data_of(rt, args[0]) == NULL) {
        return own_nothing;
    }
    return io_fill_buffer(rt, args[1], args[0], bytes_io_read);
}

// Writing -------------------------------------------------------------------------------------------------------------

METHOD(bytes_io_write)
{
    struct bytearray *data = data_of(rt, args[0]);
    uint8_t const *bytes;
    size_t size;
    if (data == NULL) {
        return own_nothing;
    }
    if (is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required, not 'str'");
    }
    if (!bytes_view(rt, args[1], &bytes, &size)) {
        return own_nothing;
    }
    struct bytes_io *io = as_io(args[0]);
    if (data->exports > 0) { // as CPython: refused even when the size would stay
        return error_raise(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    }
    if (size == 0) {
        return own_small_int(0);
    }
    if (io->position > CONTAINER_MOST - size) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "new buffer size too large");
    }
    uint64_t end = io->position + size, had = data->size;
    own_value copy = bytes == data->data ? bytes_new(rt, bytes, size) : own_nothing; // into itself
    if (bytes == data->data && failed(copy)) {
        return own_nothing;
    }
    if (end > had) {
        if (!bytearray_resize(rt, data, end)) {
            release(rt, copy);
            return own_nothing;
        }
        if (io->position > had) {
            memset(data->data + had, 0, io->position - had);
        }
    }
    memcpy(data->data + io->position, failed(copy) ? bytes : as_bytes(lend(copy))->data, size);
    io->position = end;
    release(rt, copy);
    return own_small_int((int64_t)size);
}

METHOD(bytes_io_writelines)
{
    return data_of(rt, args[0]) == NULL ? own_nothing : io_write_lines(rt, args[0], args[1], bytes_io_write);
}

METHOD(bytes_io_truncate)
{
    int64_t size = (int64_t)as_io(args[0])->position;
    if (data_of(rt, args[0]) == NULL || (count == 2 && !is_none(args[1]) && !file_take_size(rt, args, count, &size))) {
        return own_nothing;
    }
    struct bytearray *data = data_of(rt, args[0]);
    if (data == NULL) {
        return own_nothing;
    }
    if (size < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "negative size value %lld", (long long)size);
    }
    if (data->exports > 0) {
        return error_raise(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    }
    if ((uint64_t)size < data->size && !bytearray_resize(rt, data, (uint64_t)size)) {
        return own_nothing;
    }
    return int_from_int64(rt, size);
}

METHOD(bytes_io_seek)
{
    int64_t offset, whence = 0;
    if (data_of(rt, args[0]) == NULL || !operation_index_int64(rt, args[1], &offset, TYPE_OVERFLOW_ERROR) ||
        (count == 3 && !operation_index_int64(rt, args[2], &whence, TYPE_OVERFLOW_ERROR))) {
        return own_nothing;
    }
    struct bytearray *data = data_of(rt, args[0]);
    if (data == NULL) {
        return own_nothing;
    }
    if (whence == 0 && offset < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "negative seek value %lld", (long long)offset);
    }
    if (whence < 0 || whence > 2) {
        return error_raise(rt, TYPE_VALUE_ERROR, "invalid whence (%lld, should be 0, 1 or 2)", (long long)whence);
    }
    int64_t base = whence == 0 ? 0 : whence == 1 ? (int64_t)as_io(args[0])->position : (int64_t)data->size;
    if (offset > INT64_MAX - base) {
        return error_raise(rt, TYPE_OVERFLOW_ERROR, "new position too large");
    }
    as_io(args[0])->position = base + offset < 0 ? 0 : (uint64_t)(base + offset);
    return int_from_int64(rt, (int64_t)as_io(args[0])->position);
}

METHOD(bytes_io_tell)
{
    return data_of(rt, args[0]) == NULL ? own_nothing : int_from_int64(rt, (int64_t)as_io(args[0])->position);
}

METHOD(bytes_io_getvalue)
{
    struct bytearray *data = data_of(rt, args[0]);
    return data == NULL ? own_nothing : bytes_new(rt, data->size == 0 ? (uint8_t const *)"" : data->data, data->size);
}

METHOD(bytes_io_getbuffer)
{
    if (data_of(rt, args[0]) == NULL) {
        return own_nothing;
    }
    return operation_call_1(rt, ref_object(type_by_number(rt, TYPE_MEMORYVIEW)), slot_get(as_io(args[0])->data));
}

METHOD(bytes_io_close)
{
    ref_value data = slot_get(as_io(args[0])->data);
    if (!is_nothing(data) && as_bytearray(data)->exports > 0) {
        return error_raise(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    }
    release(rt, slot_take(rt, as_io(args[0]), &as_io(args[0])->data));
    return own_none;
}

METHOD(bytes_io_flush)
{
    return data_of(rt, args[0]) == NULL ? own_nothing : own_none;
}
METHOD(bytes_io_yes)
{
    return data_of(rt, args[0]) == NULL ? own_nothing : own_true;
}
METHOD(bytes_io_isatty)
{
    return data_of(rt, args[0]) == NULL ? own_nothing : own_false;
}
METHOD(bytes_io_enter)
{
    return data_of(rt, args[0]) == NULL ? own_nothing : retain(args[0]);
}
METHOD(bytes_io_exit)
{
    return operation_call_method(rt, name_of(rt, NAME_close), args, 1, ref_nothing);
}
METHOD(bytes_io_unsupported)
{
    return io_raise_unsupported(rt, "fileno");
}
METHOD(bytes_io_detach)
{
    return io_raise_unsupported(rt, "detach");
}

own_value file_attributes(struct ouro *rt, ref_value dict)
{
    return is_nothing(dict) || !is_dict(rt, dict) ? own_none : dict_copy(rt, dict);
}

bool file_take_state(struct ouro *rt, ref_value self, ref_value state, uint32_t first, char const *const words[2],
                     int64_t *position)
{
    ref_value place = tuple_item(state, first), dict = tuple_item(state, first + 1);
    if (!is_int(rt, place)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s item of state must be an integer, %s %T", words[0],
                    first == 1 ? "not" : "got", place);
        return false;
    }
    if (!operation_index_int64(rt, place, position, TYPE_OVERFLOW_ERROR)) {
        return false;
    }
    if (*position < 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "position value cannot be negative");
        return false;
    }
    if (is_none(dict)) {
        return true;
    }
    if (!is_dict(rt, dict)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s item of state should be a dict, got a %T", words[1], dict);
        return false;
    }
    own_value mine = instance_dict(rt, self);
    bool done = !failed(mine) && dict_merge(rt, lend(mine), dict, true);
    release(rt, mine);
    return done;
}

// (contents, position, attributes or None)
METHOD(bytes_io_setstate)
{
    static char const *const words[] = {"second", "third"};
    if (!is_tuple(rt, args[1]) || as_tuple(args[1])->length < 3) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%T.__setstate__ argument should be 3-tuple, got %T", args[0], args[1]);
    }
    own_value state = retain(args[1]);
    ref_value data = slot_get(as_io(args[0])->data);
    own_value result = own_nothing;
    if (!is_nothing(data) && as_bytearray(data)->exports > 0) {
        error_raise(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    } else if (is_none(tuple_item(lend(state), 0))) {
        error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required, not 'NoneType'");
    } else {
        ref_value const begin[] = {args[0], tuple_item(lend(state), 0)};
        result = bytes_io_initialize(rt, begin, 2, ref_nothing);
    }
    int64_t position;
    if (!failed(result)) {
        if (file_take_state(rt, args[0], lend(state), 1, words, &position)) {
            as_io(args[0])->position = (uint64_t)position;
        } else {
            release(rt, give(result));
        }
    }
    release(rt, state);
    return result;
}

METHOD(bytes_io_getstate)
{
    own_value value = bytes_io_getvalue(rt, args, 1, ref_nothing);
    own_value dict = failed(value) ? own_nothing : file_attributes(rt, slot_get(as_io(args[0])->dict));
    if (failed(dict)) {
        release(rt, value);
        return own_nothing;
    }
    own_value three[] = {value, int_from_int64(rt, (int64_t)as_io(args[0])->position), dict};
    return tuple_from_owned(rt, three, 3);
}

static own_value get_closed(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(is_nothing(slot_get(as_io(self)->data)));
}

FIELDS_FUNCTIONS(bytes_io, bytes_io, dict, 2)

struct type_definition const bytes_io_type_definition = {
    .name = "_io.BytesIO",
    .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
    .number = TYPE_BYTES_IO,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT | TYPE_WEAKLY_HELD,
    .size = sizeof(struct bytes_io),
    .dict_offset = offsetof(struct bytes_io, dict),
    .traverse = bytes_io_traverse,
    .drop_step = bytes_io_drop_step,
    .clear = bytes_io_clear,
    .protocol = &(struct type_protocol const){.iterate = bytes_io_iterate,
                                              .next = bytes_io_next,
                                              .create = bytes_io_create,
                                              .initialize = bytes_io_initialize},
    .methods =
        (struct native_definition const[]){
            {"read", bytes_io_read, 0, 1, 0, "Read at most size bytes, returned as a bytes object."},
            {"read1", bytes_io_read, 0, 1, 0, "Read at most size bytes, returned as a bytes object."},
            {"readline", bytes_io_readline, 0, 1, 0, "Next line from the file, as a bytes object."},
            {"readlines", bytes_io_readlines, 0, 1, 0, "List of bytes objects, each a line from the file."},
            {"readinto", bytes_io_readinto, 1, 1, 0, "Read bytes into buffer."},
            {"readinto1", bytes_io_readinto, 1, 1, 0, "Read bytes into buffer."},
            {"write", bytes_io_write, 1, 1, 0, "Write bytes to file. Return the number of bytes written."},
            {"writelines", bytes_io_writelines, 1, 1, 0, "Write lines to the file."},
            {"seek", bytes_io_seek, 1, 2, 0, "Change stream position."},
            {"tell", bytes_io_tell, 0, 0, 0, "Current file position, an integer."},
            {"truncate", bytes_io_truncate, 0, 1, 0, "Truncate the file to at most size bytes."},
            {"getvalue", bytes_io_getvalue, 0, 0, 0, "Retrieve the entire contents of the BytesIO object."},
            {"getbuffer", bytes_io_getbuffer, 0, 0, 0, "Get a read-write view over the contents."},
            {"close", bytes_io_close, 0, 0, 0, "Disable all I/O operations."},
            {"flush", bytes_io_flush, 0, 0, 0, "Does nothing."},
            {"readable", bytes_io_yes, 0, 0, 0, NULL},
            {"writable", bytes_io_yes, 0, 0, 0, NULL},
            {"seekable", bytes_io_yes, 0, 0, 0, NULL},
            {"isatty", bytes_io_isatty, 0, 0, 0, "Always returns False."},
            {"fileno", bytes_io_unsupported, 0, 0, 0, NULL},
            {"detach", bytes_io_detach, 0, 0, 0, NULL},
            {"__enter__", bytes_io_enter, 0, 0, 0, NULL},
            {"__exit__", bytes_io_exit, 0, -1, 0, NULL},
            {"__getstate__", bytes_io_getstate, 0, 0, 0, NULL},
            {"__setstate__", bytes_io_setstate, 1, 1, 0, NULL},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"closed", get_closed, NULL, "True if the file is closed."},
            {"__dict__", instance_dict, NULL, NULL},
            {0},
        },
};
