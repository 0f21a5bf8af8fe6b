// SPDX-License-Identifier: MIT
// The types of file objects: io.TextIOWrapper and one type for all binary files. What they do is in file.c.
#include "lib/file.h"

#include "lib/io.h"
#include "object/buffer.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "os/file.h"

#include <string.h>

#define METHOD(name)                                                                      \
    static own_value name(struct ouro *rt, ref_value const *args __attribute__((unused)), \
                          uint32_t count __attribute__((unused)), ref_value kwnames __attribute__((unused)))

// Reading -------------------------------------------------------------------------------------------------------------

// An optional size; None and absent are -1.
static bool take_size(struct ouro *rt, ref_value const *args, uint32_t count, int64_t *size)
{
    *size = -1;
    if (count < 2 || is_none(args[1])) {
        return true;
    }
    struct type *t = type_of(rt, args[1]);
    if (!is_int(rt, args[1]) && t->protocol->index == NULL && !type_overrides(t, NAME_index)) {
        error_raise(rt, TYPE_TYPE_ERROR, "argument should be integer or None, not '%T'", args[1]);
        return false;
    }
    return operation_index_int64(rt, args[1], size, TYPE_OVERFLOW_ERROR);
}

METHOD(method_read)
{
    int64_t size;
    return take_size(rt, args, count, &size) ? file_read(rt, as_file(args[0]), size) : own_nothing;
}

METHOD(method_readline)
{
    int64_t size = -1;
    if (count == 2 && !(as_file(args[0])->binary && is_none(args[1])) &&
        !operation_index_int64(rt, args[1], &size, TYPE_OVERFLOW_ERROR)) {
        return own_nothing;
    }
    return file_read_line(rt, as_file(args[0]), size);
}

static uint64_t units_of(struct ouro *rt, ref_value v)
{
    return is_str(rt, v) ? as_str(v)->length : as_bytes(v)->size;
}

METHOD(method_readlines)
{
    int64_t hint;
    own_value lines =
        take_size(rt, args, count, &hint) && file_check_open(rt, as_file(args[0])) ? list_new(rt, 0) : own_nothing;
    uint64_t total = 0;
    while (!failed(lines) && (hint <= 0 || total < (uint64_t)hint)) {
        own_value line = file_read_line(rt, as_file(args[0]), -1);
        uint64_t units = failed(line) ? 0 : units_of(rt, lend(line));
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

// readinto(buffer): for whatever shows its memory for writing. The export keeps it in place while the file is read.
METHOD(method_readinto)
{
    struct buffer buffer;
    if (!is_buffer(rt, args[1]) || !buffer_is_writable(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "readinto() argument must be read-write bytes-like object, not %T",
                           args[1]);
    }
    if (!buffer_open(rt, args[1], true, &buffer)) {
        return own_nothing;
    }
    own_value data = file_read(rt, as_file(args[0]), (int64_t)buffer.size);
    uint64_t size = 0;
    if (!failed(data)) {
        struct bytes *b = as_bytes(lend(data));
        size = b->size < buffer.size ? b->size : buffer.size;
        if (size > 0) {
            memcpy(buffer.data, b->data, size);
        }
    }
    buffer_close(rt, &buffer);
    bool good = !failed(data);
    release(rt, data);
    return good ? own_small_int((int64_t)size) : own_nothing;
}

static own_value iterate(struct ouro *rt, ref_value self)
{
    return file_check_open(rt, as_file(self)) ? retain(self) : own_nothing;
}

static own_value next_line(struct ouro *rt, ref_value self)
{
    struct file *file = as_file(self);
    file->stepping = true;
    own_value line = file_read_line(rt, file, -1);
    if (!failed(line) && units_of(rt, lend(line)) == 0) {
        file->stepping = false;
        release(rt, line);
        return own_stop;
    }
    return line;
}

// Writing -------------------------------------------------------------------------------------------------------------

METHOD(method_write)
{
    if (!file_write(rt, as_file(args[0]), args[1])) {
        return own_nothing;
    }
    if (is_str(rt, args[1])) {
        return own_small_int(as_str(args[1])->length);
    }
    uint8_t const *data;
    size_t size;
    return bytes_view(rt, args[1], &data, &size) ? own_small_int((int64_t)size) : own_nothing;
}

METHOD(method_writelines)
{
    own_value iterator = file_check_open(rt, as_file(args[0])) ? operation_iterate(rt, args[1]) : own_nothing;
    if (failed(iterator)) {
        return own_nothing;
    }
    own_value line;
    bool done = true;
    while (done && !failed(line = operation_next(rt, lend(iterator))) && !is_stop(lend(line))) {
        done = file_write(rt, as_file(args[0]), lend(line));
        release(rt, line);
    }
    done = done && !failed(line);
    release(rt, iterator);
    return done ? own_none : own_nothing;
}

METHOD(method_flush)
{
    struct file *file = as_file(args[0]);
    return file_check_open_for(rt, file, file->writable ? "flush of" : NULL) && file_flush(rt, file) ? own_none
                                                                                                     : own_nothing;
}

METHOD(method_close)
{
    return file_close(rt, as_file(args[0])) ? own_none : own_nothing;
}

METHOD(method_truncate)
{
    struct file *file = as_file(args[0]);
    int64_t size;
    if (!file_check_open_for(rt, file, "truncate of") || !file_flush(rt, file)) {
        return own_nothing;
    }
    if (!file->writable) {
        return io_raise_unsupported(rt, "truncate");
    }
    if (count == 2 && !is_none(args[1])) {
        if (!operation_index_int64(rt, args[1], &size, TYPE_OVERFLOW_ERROR)) {
            return own_nothing;
        }
    } else if (!file_tell(rt, file, &size)) {
        return own_nothing;
    }
    return file_check_open(rt, file) && file_truncate(rt, file, size) ? int_from_int64(rt, size) : own_nothing;
}

// Position ------------------------------------------------------------------------------------------------------------

static bool can_seek(struct file const *file)
{
    int64_t position;
    return os_file_seek(file->descriptor, 0, OS_FILE_CURRENT, &position) == 0;
}

static bool check_seekable(struct ouro *rt, struct file *file, char const *action)
{
    if (!file_check_open_for(rt, file, action)) {
        return false;
    }
    if (!can_seek(file)) {
        (void)io_raise_unsupported(rt, file->binary ? "File or stream is not seekable."
                                                    : "underlying stream is not seekable");
        return false;
    }
    return true;
}

METHOD(method_tell)
{
    struct file *file = as_file(args[0]);
    if (!check_seekable(rt, file, "I/O operation on")) {
        return own_nothing;
    }
    if (file->stepping && !file->binary) {
        return error_raise(rt, TYPE_OS_ERROR, "telling position disabled by next() call");
    }
    int64_t position;
    return file_flush(rt, file) && file_tell(rt, file, &position) ? int_from_int64(rt, position) : own_nothing;
}

// Text is sought only to where tell() said, to the beginning and to the end.
static bool check_text_seek(struct ouro *rt, int64_t offset, int64_t whence, ref_value given)
{
    if (whence == OS_FILE_CURRENT && offset != 0) {
        (void)io_raise_unsupported(rt, "can't do nonzero cur-relative seeks");
    } else if (whence == OS_FILE_END && offset != 0) {
        (void)io_raise_unsupported(rt, "can't do nonzero end-relative seeks");
    } else if (whence < OS_FILE_START || whence > OS_FILE_END) {
        error_raise(rt, TYPE_VALUE_ERROR, "invalid whence (%lld, should be 0, 1 or 2)", (long long)whence);
    } else if (offset < 0) {
        error_raise(rt, TYPE_VALUE_ERROR, "negative seek position %R", given);
    } else {
        return true;
    }
    return false;
}

METHOD(method_seek)
{
    struct file *file = as_file(args[0]);
    int64_t offset, whence = OS_FILE_START;
    if (!operation_index_int64(rt, args[1], &offset, TYPE_OVERFLOW_ERROR) ||
        (count == 3 && !operation_index_int64(rt, args[2], &whence, TYPE_OVERFLOW_ERROR)) ||
        !check_seekable(rt, file, "seek of")) {
        return own_nothing;
    }
    if (!file->binary && !check_text_seek(rt, offset, whence, args[1])) {
        return own_nothing;
    }
    if (whence < OS_FILE_START || whence > OS_FILE_END) {
        return error_raise(rt, TYPE_VALUE_ERROR, "whence value %lld unsupported", (long long)whence);
    }
    int64_t position;
    return file_seek(rt, file, offset, (int)whence, &position) ? int_from_int64(rt, position) : own_nothing;
}

// Questions -----------------------------------------------------------------------------------------------------------

static bool check_raw(struct ouro *rt, struct file *file)
{
    if (file->closed) {
        error_raise(rt, TYPE_VALUE_ERROR, "I/O operation on closed file");
    }
    return !file->closed;
}

#define QUESTION(name, answer)                                       \
    METHOD(method_##name)                                            \
    {                                                                \
        struct file *file = as_file(args[0]);                        \
        return check_raw(rt, file) ? own_bool(answer) : own_nothing; \
    }
QUESTION(seekable, can_seek(file))
QUESTION(isatty, os_file_is_terminal(file->descriptor))

METHOD(method_readable)
{
    struct file *file = as_file(args[0]);
    return !file->readable ? own_false : check_raw(rt, file) ? own_true : own_nothing;
}

METHOD(method_writable)
{
    struct file *file = as_file(args[0]);
    return !file->writable ? own_false : check_raw(rt, file) ? own_true : own_nothing;
}

METHOD(method_fileno)
{
    struct file *file = as_file(args[0]);
    return check_raw(rt, file) ? own_small_int(file->descriptor) : own_nothing;
}

METHOD(method_enter)
{
    return file_check_open(rt, as_file(args[0])) ? retain(args[0]) : own_nothing;
}

METHOD(method_detach)
{
    return io_raise_unsupported(rt, "detach");
}

// A truth that may be None: keep. false: error pending.
static bool take_switch(struct ouro *rt, ref_value v, bool *out)
{
    int truth = is_nothing(v) || is_none(v) ? *out : operation_truth(rt, v);
    *out = truth > 0;
    return truth >= 0;
}

static bool set_encoding(struct ouro *rt, struct file *file, ref_value encoding, ref_value errors)
{
    char const *name = NULL, *handler = NULL;
    struct codec codec;
    if (!is_none(encoding) && (!codec_name(rt, encoding, "reconfigure", "encoding", NULL, &name) ||
                               (name != NULL && !codec_find(rt, name, &codec)))) {
        return false;
    }
    if (!is_none(errors) && !codec_name(rt, errors, "reconfigure", "errors", NULL, &handler)) {
        return false;
    }
    if (name != NULL) {
        slot_set(rt, file, &file->encoding, retain(encoding));
        file->utf8 = codec.kind == CODEC_UTF_8;
    }
    if (handler != NULL || name != NULL) {
        slot_set(rt, file, &file->errors, handler != NULL ? retain(errors) : retain(name_of(rt, NAME_strict)));
    }
    return true;
}

METHOD(method_reconfigure)
{
    static char const *const names[] = {"encoding", "errors", "newline", "line_buffering", "write_through"};
    static struct signature const signature = {"reconfigure", names, 5, 0, 0, 0};
    ref_value given[5];
    struct file *file = as_file(args[0]);
    if (!arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given)) {
        return own_nothing;
    }
    bool lines = file->line_buffered, through = file->unbuffered;
    if (!take_switch(rt, given[3], &lines) || !take_switch(rt, given[4], &through)) {
        return own_nothing;
    }
    bool encodes = (!is_nothing(given[0]) && !is_none(given[0])) || (!is_nothing(given[1]) && !is_none(given[1])) ||
                   !is_nothing(given[2]);
    if (encodes && file->text.start != file->text.end) {
        return io_raise_unsupported(rt,
                                    "It is not possible to set the encoding or newline of stream after the first read");
    }
    if (!file_check_open(rt, file) || !file_flush(rt, file) ||
        !set_encoding(rt, file, is_nothing(given[0]) ? ref_none : given[0],
                      is_nothing(given[1]) ? ref_none : given[1]) ||
        (!is_nothing(given[2]) && !file_set_newline(rt, file, given[2]))) {
        return own_nothing;
    }
    file->line_buffered = lines;
    file->unbuffered = through;
    return own_none;
}

// Attributes ----------------------------------------------------------------------------------------------------------

static own_value get_slot(slot_value s)
{
    return is_nothing(slot_get(s)) ? own_none : retain(slot_get(s));
}

#define GETTER(name, answer)                                     \
    static own_value get_##name(struct ouro *rt, ref_value self) \
    {                                                            \
        struct file *file = as_file(self);                       \
        (void)rt, (void)file;                                    \
        return answer;                                           \
    }
GETTER(name, get_slot(file->name))
GETTER(mode, get_slot(file->mode))
GETTER(encoding, get_slot(file->encoding))
GETTER(errors, get_slot(file->errors))
GETTER(closed, own_bool(file->closed))
GETTER(line_buffering, own_bool(file->line_buffered))
GETTER(write_through, own_bool(file->unbuffered))
GETTER(newlines, own_none)

static own_value get_buffer(struct ouro *rt, ref_value self)
{
    struct file *file = as_file(self);
    if (is_nothing(slot_get(file->buffer))) {
        char mode[4] = {file->readable && !file->writable ? 'r'
                        : file->appending                 ? 'a'
                                                          : 'w',
                        'b', file->readable && file->writable ? '+' : '\0', '\0'};
        own_value made = file_new(rt, file->descriptor, slot_get(file->name), mode, NULL, NULL);
        if (failed(made)) {
            return made;
        }
        as_file(lend(made))->owns_descriptor = false;
        as_file(lend(made))->closed = file->closed;
        slot_init(&file->buffer, made);
    }
    return retain(slot_get(file->buffer));
}

static own_value repr(struct ouro *rt, ref_value self)
{
    struct file *file = as_file(self);
    ref_value name = slot_get(file->name), mode = slot_get(file->mode), encoding = slot_get(file->encoding);
    if (is_nothing(name) || is_nothing(mode) || is_nothing(encoding)) {
        return str_from(rt, file->binary ? "<_io.BufferedReader>" : "<_io.TextIOWrapper>");
    }
    if (file->binary) {
        char const *kind = !file->writable ? "Reader" : file->readable ? "Random" : "Writer";
        return str_format(rt, "<_io.Buffered%s name=%R>", kind, name);
    }
    return str_format(rt, "<_io.TextIOWrapper name=%R mode=%R encoding=%R>", name, mode, encoding);
}

// The types -----------------------------------------------------------------------------------------------------------

// The binary file of a text file ends with it, and before the descriptor is closed.
static void abandon_both(struct ouro *rt, struct file *file)
{
    ref_value buffer = slot_get(file->buffer);
    if (!file->closed && is_object(buffer)) {
        file_abandon(rt, as_file(buffer));
    }
    file_abandon(rt, file);
}

static uint64_t traverse(struct ouro *rt, struct object *o, uint64_t from, uint64_t budget, struct visitor *visitor)
{
    (void)rt, (void)from, (void)budget;
    fields_visit(&((struct file *)o)->name, FILE_SLOTS, visitor);
    return 0;
}

static slot_value *drop_step(struct ouro *rt, struct object *o, uint32_t *cursor)
{
    if (*cursor == 0) {
        abandon_both(rt, (struct file *)o); // harmless a second time
    }
    return fields_drop(&((struct file *)o)->name, FILE_SLOTS, 0, cursor);
}

static void clear(struct ouro *rt, struct object *o)
{
    abandon_both(rt, (struct file *)o);
    fields_clear(rt, o, &((struct file *)o)->name, FILE_SLOTS);
}

static own_value finish(struct ouro *rt, struct object *o)
{
    file_abandon(rt, (struct file *)o);
    return own_nothing;
}

#define COMMON_METHODS                                                                           \
    {"read", method_read, 0, 1, 0, "Read at most so many characters or bytes, or all of them."}, \
        {"readline", method_readline, 0, 1, 0, "Read until newline or end of file."},            \
        {"readlines", method_readlines, 0, 1, 0, "Return a list of lines from the stream."},     \
        {"write", method_write, 1, 1, 0, "Write to the stream; return how much was written."},   \
        {"writelines", method_writelines, 1, 1, 0, "Write a list of lines to stream."},          \
        {"flush", method_flush, 0, 0, 0, "Flush write buffers, if applicable."},                 \
        {"close", method_close, 0, 0, 0, "Flush and close the IO object."},                      \
        {"truncate", method_truncate, 0, 1, 0, "Truncate file to size bytes."},                  \
        {"tell", method_tell, 0, 0, 0, "Return current stream position."},                       \
        {"seek", method_seek, 1, 2, 0, "Change the stream position."},                           \
        {"readable", method_readable, 0, 0, 0, "Return whether object was opened for reading."}, \
        {"writable", method_writable, 0, 0, 0, "Return whether object was opened for writing."}, \
        {"seekable", method_seekable, 0, 0, 0, "Return whether object supports random access."}, \
        {"isatty", method_isatty, 0, 0, 0, "Return whether this is an 'interactive' stream."},   \
        {"fileno", method_fileno, 0, 0, 0, "Returns underlying file descriptor if one exists."}, \
        {"detach", method_detach, 0, 0, 0, NULL}, {"__enter__", method_enter, 0, 0, 0, NULL},    \
    {                                                                                            \
        "__exit__", method_close, 0, -1, 0, NULL                                                 \
    }

#define COMMON_ATTRIBUTES                                                                               \
    {"name", get_name, NULL, NULL}, {"mode", get_mode, NULL, NULL}, {"closed", get_closed, NULL, NULL}, \
    {                                                                                                   \
        "__dict__", instance_dict, NULL, NULL                                                           \
    }

static struct type_protocol const protocol = {.repr = repr, .iterate = iterate, .next = next_line};

struct type_definition const text_file_type_definition = {
    .name = "_io.TextIOWrapper",
    .doc = "Character and line based layer over a file.",
    .number = TYPE_TEXT_FILE,
    .base = TYPE_OBJECT,
    .flags = TYPE_HAS_DICT | TYPE_WEAKLY_HELD | TYPE_NO_CREATE,
    .size = sizeof(struct file),
    .dict_offset = offsetof(struct file, dict),
    .traverse = traverse,
    .drop_step = drop_step,
    .finish = finish,
    .clear = clear,
    .protocol = &protocol,
    .methods =
        (struct native_definition const[]){
            COMMON_METHODS,
            {"reconfigure", method_reconfigure, 0, 0, NATIVE_KEYWORDS,
             "Reconfigure the text stream with new parameters."},
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            COMMON_ATTRIBUTES,
            {"encoding", get_encoding, NULL, NULL},
            {"errors", get_errors, NULL, NULL},
            {"newlines", get_newlines, NULL, NULL},
            {"line_buffering", get_line_buffering, NULL, NULL},
            {"write_through", get_write_through, NULL, NULL},
            {"buffer", get_buffer, NULL, NULL},
            {0},
        },
};

struct type_definition const binary_file_type_definition = {
    .name = "_io.BufferedReader",
    .doc = "Bytes of a file, buffered.",
    .number = TYPE_BINARY_FILE,
    .base = TYPE_OBJECT,
    .flags = TYPE_HAS_DICT | TYPE_WEAKLY_HELD | TYPE_NO_CREATE,
    .size = sizeof(struct file),
    .dict_offset = offsetof(struct file, dict),
    .traverse = traverse,
    .drop_step = drop_step,
    .finish = finish,
    .clear = clear,
    .protocol = &protocol,
    .methods =
        (struct native_definition const[]){
            COMMON_METHODS,
            {"read1", method_read, 0, 1, 0, "Read and return up to so many bytes."},
            {"readinto", method_readinto, 1, 1, 0, "Read bytes into a writable object."},
            {0},
        },
    .attributes = (struct attribute_definition const[]){COMMON_ATTRIBUTES, {0}},
};
