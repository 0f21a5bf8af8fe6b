// SPDX-License-Identifier: MIT
// io.StringIO: text in memory with a position in code points.
#include "lib/io.h"
#include "lib/memory_file.h"
#include "lib/module_types.h"
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
#include "object/utf8.h"

#include <string.h>

// The text is UTF-8. The position is kept twice: `index` code points, `offset` bytes. Behind the end (index > length)
// the offset is that of the end. While size == length every character is ASCII, and both are the same.
struct string_io {
    struct object header;
    slot_value dict;
    char *bytes; // raw memory
    size_t size;
    size_t capacity;
    uint64_t length;
    uint64_t index;
    size_t offset;
    bool closed;
    bool translate;  // newline=None: \r\n and \r are stored as \n
    bool universal;  // newline=None or '': every kind ends a line
    char newline[3]; // what '\n' is stored as, and what ends a line; "": see above
    unsigned seen;   // kinds of newlines met while translating: 1 \r, 2 \n, 4 \r\n
};

static struct string_io *as_io(ref_value v)
{
    return (struct string_io *)as_object(v);
}

static bool check_open(struct ouro *rt, ref_value self)
{
    if (as_io(self)->closed) {
        error_raise(rt, TYPE_VALUE_ERROR, "I/O operation on closed file");
    }
    return !as_io(self)->closed;
}

// The same in the words of what all streams share.
static bool check_stream(struct ouro *rt, ref_value self)
{
    if (as_io(self)->closed) {
        error_raise(rt, TYPE_VALUE_ERROR, "I/O operation on closed file.");
    }
    return !as_io(self)->closed;
}

static bool reserve(struct ouro *rt, struct string_io *io, size_t size)
{
    if (size <= io->capacity) {
        return true;
    }
    if (size > CONTAINER_MOST) {
        error_no_memory(rt);
        return false;
    }
    size_t capacity = size + size / 2 + 16;
    char *bytes = heap_raw_resize(&rt->heap, io->bytes, io->capacity, capacity);
    if (bytes == NULL) {
        error_no_memory(rt);
        return false;
    }
    io->bytes = bytes;
    io->capacity = capacity;
    return true;
}

// Bytes that `count` characters from an offset on take; *taken: how many there were.
static size_t span(struct string_io const *io, size_t offset, uint64_t count, uint64_t *taken)
{
    if (io->size == io->length) {
        *taken = count < io->size - offset ? count : io->size - offset;
        return (size_t)*taken;
    }
    size_t at = offset;
    for (*taken = 0; *taken < count && at < io->size; ++*taken) {
        at += utf8_width(io->bytes[at]);
    }
    return at - offset;
}

static void move_to(struct string_io *io, uint64_t index)
{
    uint64_t taken;
    io->offset = span(io, 0, index, &taken);
    io->index = index;
}

// Writing -------------------------------------------------------------------------------------------------------------

// Fills the gap between the end and a position behind it.
static bool fill_gap(struct ouro *rt, struct string_io *io)
{
    if (io->index <= io->length) {
        return true;
    }
    uint64_t gap = io->index - io->length;
    if (gap > CONTAINER_MOST || !reserve(rt, io, io->size + gap)) {
        if (!error_pending(rt)) {
            error_no_memory(rt);
        }
        return false;
    }
    memset(io->bytes + io->size, 0, gap);
    io->size += gap;
    io->length += gap;
    io->offset = io->size;
    return true;
}

static bool put(struct ouro *rt, struct string_io *io, char const *text, size_t size, uint64_t length)
{
    if (!fill_gap(rt, io)) {
        return false;
    }
    uint64_t replaced;
    size_t old = span(io, io->offset, length, &replaced);
    if (!reserve(rt, io, io->size - old + size)) {
        return false;
    }
    memmove(io->bytes + io->offset + size, io->bytes + io->offset + old, io->size - io->offset - old);
    memcpy(io->bytes + io->offset, text, size);
    io->size = io->size - old + size;
    io->length = io->length - replaced + length;
    io->offset += size;
    io->index += length;
    return true;
}

// The text with its newlines as they are stored.
static own_value stored_form(struct ouro *rt, struct string_io *io, ref_value v)
{
    char const *bytes = str_bytes(as_str(v));
    size_t size = str_size(as_str(v));
    bool writes = io->newline[0] == '\r' && memchr(bytes, '\n', size) != NULL;
    bool reads = io->translate && memchr(bytes, '\r', size) != NULL;
    for (size_t i = 0; io->universal && !reads && i < size; i++) {
        bool pair = bytes[i] == '\r' && i + 1 < size && bytes[i + 1] == '\n';
        io->seen |= pair ? 4 : bytes[i] == '\r' ? 1 : bytes[i] == '\n' ? 2 : 0;
        i += pair;
    }
    if (!writes && !reads) {
        return retain(v);
    }
    struct str_builder b;
    str_builder_open(rt, &b);
    for (size_t i = 0; i < size; i++) {
        bool pair = bytes[i] == '\r' && i + 1 < size && bytes[i + 1] == '\n';
        if (writes && bytes[i] == '\n') {
            str_builder_add_text(&b, io->newline);
        } else if (reads && bytes[i] == '\r') {
            io->seen |= pair ? 4 : 1;
            str_builder_add_byte(&b, '\n');
            i += pair;
        } else {
            io->seen |= io->translate && bytes[i] == '\n' ? 2 : 0;
            str_builder_add_byte(&b, bytes[i]);
        }
    }
    return str_builder_finish(&b);
}

static bool write_text(struct ouro *rt, ref_value self, ref_value v)
{
    struct string_io *io = as_io(self);
    if (!is_str(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "string argument expected, got '%T'", v);
        return false;
    }
    own_value text = stored_form(rt, io, v);
    if (failed(text)) {
        return false;
    }
    struct str *s = as_str(lend(text));
    bool done = s->length == 0 || put(rt, io, str_bytes(s), str_size(s), s->length);
    release(rt, text);
    return done;
}

METHOD(string_io_write)
{
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "string argument expected, got '%T'", args[1]);
    }
    return check_open(rt, args[0]) && write_text(rt, args[0], args[1]) ? own_small_int(as_str(args[1])->length)
                                                                       : own_nothing;
}

METHOD(string_io_writelines)
{
    return check_open(rt, args[0]) ? io_write_lines(rt, args[0], args[1], string_io_write) : own_nothing;
}

// Making --------------------------------------------------------------------------------------------------------------

static own_value string_io_create(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)count, (void)kwnames;
    return object_create(rt, (struct type *)as_object(args[0]), 0);
}

static bool take_newline(struct ouro *rt, struct string_io *io, ref_value v)
{
    bool none = !is_nothing(v) && is_none(v);
    if (!none && !is_nothing(v) && !is_str(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "newline must be str or None, not %T", v);
        return false;
    }
    char const *text = none ? "" : is_nothing(v) ? "\n" : str_bytes(as_str(v));
    static char const *const kinds[] = {"", "\n", "\r", "\r\n"};
    bool known = false;
    for (size_t i = 0; i < 4; i++) {
        known = known || strcmp(text, kinds[i]) == 0;
    }
    if (!known || (!none && !is_nothing(v) && strlen(text) != str_size(as_str(v)))) {
        error_raise(rt, TYPE_VALUE_ERROR, "illegal newline value: %R", v);
        return false;
    }
    io->translate = none;
    io->universal = *text == '\0';
    strcpy(io->newline, text);
    return true;
}

static own_value string_io_initialize(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"initial_value", "newline"};
    static struct signature const signature = {"StringIO", names, 2, 0, 0, 2};
    ref_value given[2];
    struct string_io *io = as_io(args[0]);
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    bool has_text = !is_nothing(given[0]) && !is_none(given[0]);
    if (!take_newline(rt, io, given[1])) {
        return own_nothing;
    }
    if (has_text && !is_str(rt, given[0])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "initial_value must be str or None, not %T", given[0]);
    }
    io->closed = false;
    io->size = io->offset = 0;
    io->length = io->index = 0;
    io->seen = 0;
    if (has_text && !write_text(rt, args[0], given[0])) {
        return own_nothing;
    }
    move_to(io, 0);
    return own_none;
}

// Reading -------------------------------------------------------------------------------------------------------------

static own_value take(struct ouro *rt, struct string_io *io, size_t size, uint64_t length)
{
    own_value v = str_new(rt, size == 0 ? "" : io->bytes + io->offset, size);
    if (!failed(v)) {
        io->offset += size;
        io->index += length;
    }
    return v;
}

METHOD(string_io_read)
{
    int64_t count_wanted;
    if (!check_open(rt, args[0]) || !file_take_size(rt, args, count, &count_wanted) || !check_open(rt, args[0])) {
        return own_nothing;
    }
    struct string_io *io = as_io(args[0]);
    if (io->index >= io->length) {
        return str_from(rt, "");
    }
    uint64_t taken = io->length - io->index;
    if (count_wanted < 0 || (uint64_t)count_wanted >= taken) {
        return take(rt, io, io->size - io->offset, taken);
    }
    size_t size = span(io, io->offset, (uint64_t)count_wanted, &taken);
    return take(rt, io, size, taken);
}

// Bytes of the next line.
static size_t line_size(struct string_io const *io)
{
    char const *from = io->bytes + io->offset;
    size_t left = io->size - io->offset;
    char const *lf = memchr(from, '\n', left);
    if (!io->universal || io->translate) {
        char const *found = io->newline[0] == '\r' ? memchr(from, '\r', left) : lf;
        if (io->newline[0] == '\r' && io->newline[1] == '\n') {
            while (found != NULL && (found + 1 == from + left || found[1] != '\n')) {
                found = memchr(found + 1, '\r', (size_t)(from + left - found - 1));
            }
            return found == NULL ? left : (size_t)(found - from) + 2;
        }
        return found == NULL ? left : (size_t)(found - from) + 1;
    }
    char const *cr = memchr(from, '\r', lf == NULL ? left : (size_t)(lf - from));
    if (cr == NULL) {
        return lf == NULL ? left : (size_t)(lf - from) + 1;
    }
    return (size_t)(cr - from) + 1 + (cr + 1 < from + left && cr[1] == '\n');
}

static own_value read_line(struct ouro *rt, ref_value self, int64_t limit)
{
    struct string_io *io = as_io(self);
    if (!check_open(rt, self)) {
        return own_nothing;
    }
    if (io->index >= io->length || limit == 0) {
        return str_from(rt, "");
    }
    size_t size = line_size(io);
    uint64_t length = 0;
    if (io->size == io->length) {
        length = size;
    } else {
        for (size_t at = 0; at < size; length++) {
            at += utf8_width(io->bytes[io->offset + at]);
        }
    }
    if (limit >= 0 && (uint64_t)limit < length) {
        size = span(io, io->offset, (uint64_t)limit, &length);
    }
    return take(rt, io, size, length);
}

METHOD(string_io_readline)
{
    int64_t size;
    return check_open(rt, args[0]) && file_take_size(rt, args, count, &size) ? read_line(rt, args[0], size)
                                                                             : own_nothing;
}
METHOD(string_io_readlines)
{
    int64_t hint;
    return check_stream(rt, args[0]) && file_take_size(rt, args, count, &hint)
               ? file_lines(rt, args[0], hint, read_line)
               : own_nothing;
}

static own_value string_io_next(struct ouro *rt, ref_value self)
{
    own_value line = read_line(rt, self, -1);
    if (!failed(line) && as_str(lend(line))->length == 0) {
        release(rt, line);
        return own_stop;
    }
    return line;
}
static own_value string_io_iterate(struct ouro *rt, ref_value self)
{
    return check_stream(rt, self) ? retain(self) : own_nothing;
}

// Position ------------------------------------------------------------------------------------------------------------

METHOD(string_io_seek)
{
    int64_t position, whence = 0;
    if (!check_open(rt, args[0]) || !operation_index_int64(rt, args[1], &position, TYPE_OVERFLOW_ERROR) ||
        (count == 3 && !operation_index_int64(rt, args[2], &whence, TYPE_OVERFLOW_ERROR)) || !check_open(rt, args[0])) {
        return own_nothing;
    }
    struct string_io *io = as_io(args[0]);
    if (whence < 0 || whence > 2) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Invalid whence (%lld, should be 0, 1 or 2)", (long long)whence);
    }
    if (whence == 0 && position < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Negative seek position %lld", (long long)position);
    }
    if (whence != 0 && position != 0) {
        return error_raise(rt, TYPE_OS_ERROR, "Can't do nonzero cur-relative seeks");
    }
    uint64_t to = whence == 0 ? (uint64_t)position : whence == 1 ? io->index : io->length;
    if (to != io->index) {
        move_to(io, to);
    }
    return int_from_int64(rt, (int64_t)to);
}

METHOD(string_io_tell)
{
    return check_open(rt, args[0]) ? int_from_int64(rt, (int64_t)as_io(args[0])->index) : own_nothing;
}

METHOD(string_io_truncate)
{
    int64_t size = (int64_t)as_io(args[0])->index;
    if (!check_open(rt, args[0]) || (count == 2 && !is_none(args[1]) && !file_take_size(rt, args, count, &size)) ||
        !check_open(rt, args[0])) {
        return own_nothing;
    }
    struct string_io *io = as_io(args[0]);
    if (size < 0) {
        return error_raise(rt, TYPE_VALUE_ERROR, "Negative size value %lld", (long long)size);
    }
    if ((uint64_t)size < io->length) {
        uint64_t taken;
        io->size = span(io, 0, (uint64_t)size, &taken);
        io->length = taken;
        io->offset = io->offset < io->size ? io->offset : io->size;
    }
    return int_from_int64(rt, size);
}

METHOD(string_io_getvalue)
{
    struct string_io *io = as_io(args[0]);
    return check_open(rt, args[0]) ? str_new(rt, io->size == 0 ? "" : io->bytes, io->size) : own_nothing;
}

// (contents, newline, position, attributes or None)
METHOD(string_io_getstate)
{
    struct string_io *io = as_io(args[0]);
    own_value parts[4] = {string_io_getvalue(rt, args, 1, ref_nothing)};
    if (failed(parts[0])) {
        return own_nothing;
    }
    parts[1] = io->translate ? own_none : str_from(rt, io->newline);
    parts[2] = int_from_uint64(rt, io->index);
    parts[3] = file_attributes(rt, slot_get(io->dict));
    if (failed(parts[1]) || failed(parts[2]) || failed(parts[3])) {
        for (int i = 0; i < 4; i++) {
            release(rt, parts[i]);
        }
        return own_nothing;
    }
    return tuple_from_owned(rt, parts, 4);
}

METHOD(string_io_setstate)
{
    static char const *const words[] = {"third", "fourth"};
    if (!check_open(rt, args[0])) {
        return own_nothing;
    }
    if (!is_tuple(rt, args[1]) || as_tuple(args[1])->length < 4) {
        return error_raise(rt, TYPE_TYPE_ERROR, "%T.__setstate__ argument should be 4-tuple, got %T", args[0], args[1]);
    }
    own_value state = retain(args[1]);
    // Once as for a new object, to see which newlines there are. The contents have been translated: then they come in
    // as they are, before the newlines are set.
    ref_value const new_one[] = {args[0], tuple_item(lend(state), 0), tuple_item(lend(state), 1)};
    own_value result = string_io_initialize(rt, new_one, 3, ref_nothing);
    unsigned seen = as_io(args[0])->seen;
    own_value newline = failed(result) ? own_nothing : str_from(rt, "\n");
    ref_value const begin[] = {args[0], tuple_item(lend(state), 0), lend(newline)};
    result = failed(newline) ? own_nothing : string_io_initialize(rt, begin, 3, ref_nothing);
    as_io(args[0])->seen = seen;
    int64_t position;
    bool done = !failed(result) && take_newline(rt, as_io(args[0]), tuple_item(lend(state), 1)) &&
                file_take_state(rt, args[0], lend(state), 2, words, &position);
    if (done) {
        move_to(as_io(args[0]), (uint64_t)position);
    } else {
        release(rt, give(result));
    }
    release(rt, newline);
    release(rt, state);
    return result;
}

static void let_go(struct ouro *rt, struct string_io *io)
{
    heap_raw_free(&rt->heap, io->bytes, io->capacity);
    io->bytes = NULL;
    io->size = io->capacity = io->offset = 0;
    io->length = io->index = 0;
}

METHOD(string_io_close)
{
    as_io(args[0])->closed = true;
    let_go(rt, as_io(args[0]));
    return own_none;
}

METHOD(string_io_flush)
{
    (void)rt;
    return own_none;
}
METHOD(string_io_yes)
{
    return check_open(rt, args[0]) ? own_true : own_nothing;
}
METHOD(string_io_isatty)
{
    return check_stream(rt, args[0]) ? own_false : own_nothing;
}
METHOD(string_io_enter)
{
    return check_stream(rt, args[0]) ? retain(args[0]) : own_nothing;
}
METHOD(string_io_exit)
{
    return operation_call_method(rt, name_of(rt, NAME_close), args, 1, ref_nothing);
}
METHOD(string_io_fileno)
{
    return io_raise_unsupported(rt, "fileno");
}
METHOD(string_io_detach)
{
    return io_raise_unsupported(rt, "detach");
}

static own_value get_closed(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_bool(as_io(self)->closed);
}
static own_value get_none(struct ouro *rt, ref_value self)
{
    (void)rt, (void)self;
    return own_none;
}
static own_value get_line_buffering(struct ouro *rt, ref_value self)
{
    return check_open(rt, self) ? own_false : own_nothing;
}

// The kinds of newlines that were translated: None, one of them, or a tuple.
static own_value get_newlines(struct ouro *rt, ref_value self)
{
    static char const *const kinds[] = {"\r", "\n", "\r\n"};
    if (!check_open(rt, self)) {
        return own_nothing;
    }
    own_value found[3];
    uint64_t count = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (as_io(self)->seen >> i & 1) {
            found[count++] = str_from(rt, kinds[i]);
        }
    }
    return count == 0 ? own_none : count == 1 ? found[0] : tuple_from_owned(rt, found, count);
}

static own_value string_io_finish(struct ouro *rt, struct object *o)
{
    let_go(rt, (struct string_io *)o);
    return own_nothing;
}

FIELDS_FUNCTIONS(string_io, string_io, dict, 1)

struct type_definition const string_io_type_definition = {
    .name = "_io.StringIO",
    .doc = "Text I/O implementation using an in-memory buffer.",
    .number = TYPE_STRING_IO,
    .base = TYPE_OBJECT,
    .flags = TYPE_SUBCLASSABLE | TYPE_HAS_DICT | TYPE_WEAKLY_HELD,
    .size = sizeof(struct string_io),
    .dict_offset = offsetof(struct string_io, dict),
    .traverse = string_io_traverse,
    .drop_step = string_io_drop_step,
    .clear = string_io_clear,
    .finish = string_io_finish,
    .protocol = &(struct type_protocol const){.iterate = string_io_iterate,
                                              .next = string_io_next,
                                              .create = string_io_create,
                                              .initialize = string_io_initialize},
    .methods =
        (struct native_definition const[]){
            {"read", string_io_read, 0, 1, 0, "Read at most size characters, returned as a string."},
            {"readline", string_io_readline, 0, 1, 0, "Read until newline or EOF."},
            {"readlines", string_io_readlines, 0, 1, 0, "Return a list of lines from the stream."},
            {"write", string_io_write, 1, 1, 0, "Write string to file."},
            {"writelines", string_io_writelines, 1, 1, 0, "Write a list of lines to stream."},
            {"seek", string_io_seek, 1, 2, 0, "Change stream position."},
            {"tell", string_io_tell, 0, 0, 0, "Tell the current file position."},
            {"truncate", string_io_truncate, 0, 1, 0, "Truncate size to pos."},
            {"getvalue", string_io_getvalue, 0, 0, 0, "Retrieve the entire contents of the object."},
            {"__getstate__", string_io_getstate, 0, 0, 0, NULL},
            {"__setstate__", string_io_setstate, 1, 1, 0, NULL},
            {"close", string_io_close, 0, 0, 0, "Close the IO object."},
            {"flush", string_io_flush, 0, 0, 0, NULL},
            {"readable", string_io_yes, 0, 0, 0, NULL},
            {"writable", string_io_yes, 0, 0, 0, NULL},
            {"seekable", string_io_yes, 0, 0, 0, NULL},
            {"isatty", string_io_isatty, 0, 0, 0, NULL},
            {"fileno", string_io_fileno, 0, 0, 0, NULL},
            {"detach", string_io_detach, 0, 0, 0, NULL},
            {"__enter__", string_io_enter, 0, 0, 0, NULL},
            {"__exit__", string_io_exit, 0, -1, 0, NULL},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"closed", get_closed, NULL, NULL},
            {"encoding", get_none, NULL, NULL},
            {"errors", get_none, NULL, NULL},
            {"line_buffering", get_line_buffering, NULL, NULL},
            {"newlines", get_newlines, NULL, NULL},
            {"__dict__", instance_dict, NULL, NULL},
            {0},
        },
};
