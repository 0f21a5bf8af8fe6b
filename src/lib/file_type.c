// SPDX-License-Identifier: MIT
// The types of file objects: io.TextIOWrapper and one type for all binary files. What they do is in file.c.
#include "lib/file.h"

#include "lib/io.h"
#include "lib/memory_file.h"
#include "lib/module_types.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/warning.h"
#include "os/file.h"

#include <string.h>

// Reading -------------------------------------------------------------------------------------------------------------

METHOD(method_read)
{
    int64_t size;
    return file_take_size(rt, args, count, &size) ? file_read(rt, as_file(args[0]), size) : own_nothing;
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

static own_value any_line(struct ouro *rt, ref_value self, int64_t limit)
{
    return file_read_line(rt, as_file(self), limit);
}

METHOD(method_readlines)
{
    int64_t hint;
    return file_take_size(rt, args, count, &hint) && file_check_open(rt, as_file(args[0]))
               ? file_lines(rt, args[0], hint, any_line)
               : own_nothing;
}

METHOD(method_readinto)
{
    return io_fill_buffer(rt, args[1], args[0], method_read);
}

// read1(n): what waits, else what one call of the system gives.
METHOD(method_read1)
{
    int64_t size;
    return file_take_size(rt, args, count, &size) ? file_read_once(rt, as_file(args[0]), size < 0 ? 8192 : size)
                                                  : own_nothing;
}

METHOD(method_peek)
{
    return file_peek(rt, as_file(args[0]));
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
    return file_check_open(rt, as_file(args[0])) ? io_write_lines(rt, args[0], args[1], method_write) : own_nothing;
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

static own_value get_buffer(struct ouro *rt, ref_value self);

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

// The buffer of a text file goes on alone; a binary file has no stream under it that could.
METHOD(method_detach)
{
    struct file *file = as_file(args[0]);
    if (file->binary) {
        own_value raw = file_check_open(rt, file) && file_flush(rt, file) ? file_raw(rt, file) : own_nothing;
        if (!failed(raw)) {
            file_hand_over(rt, file, as_file(lend(raw)));
        }
        return raw;
    }
    own_value buffer = file_check_open(rt, file) && file_flush(rt, file) ? get_buffer(rt, args[0]) : own_nothing;
    if (!failed(buffer)) {
        file_hand_over(rt, file, as_file(lend(buffer)));
    }
    return buffer;
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

static own_value get_mode(struct ouro *rt, ref_value self)
{
    ref_value mode = slot_get(as_file(self)->mode);
    return is_nothing(mode) || is_none(mode)
               ? error_raise(rt, TYPE_ATTRIBUTE_ERROR, "'%T' object has no attribute 'mode'", self)
               : retain(mode);
}
GETTER(encoding, get_slot(file->encoding))
GETTER(errors, get_slot(file->errors))
GETTER(closed, own_bool(file->closed))
GETTER(line_buffering, own_bool(file->line_buffered))
GETTER(write_through, own_bool(file->unbuffered))
GETTER(closefd, own_bool(file->owns_descriptor || file->closes))
GETTER(raw, file_raw(rt, file))

static own_value get_newlines(struct ouro *rt, ref_value self)
{
    static char const *const kinds[] = {"\r", "\n", "\r\n"};
    own_value found[3];
    uint64_t count = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (as_file(self)->seen >> i & 1) {
            found[count++] = str_from(rt, kinds[i]);
        }
    }
    return count == 0 ? own_none : count == 1 ? found[0] : tuple_from_owned(rt, found, count);
}

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
        as_file(lend(made))->closes = file->owns_descriptor;
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
    return is_none(mode) ? str_format(rt, "<_io.TextIOWrapper name=%R encoding=%R>", name, encoding)
                         : str_format(rt, "<_io.TextIOWrapper name=%R mode=%R encoding=%R>", name, mode, encoding);
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

static bool needs_finalize(struct ouro *rt, struct object *o)
{
    struct file const *file = (struct file *)o;
    (void)rt;
    return !file->closed && file->owns_descriptor;
}

// The stream that holds the descriptor, which CPython names when the warning cannot be raised. Owned or nothing.
static own_value raw_under(struct ouro *rt, ref_value self)
{
    if (is_exact(self, TYPE_RAW_FILE)) {
        return retain(self);
    }
    own_value binary = as_file(self)->binary ? retain(self) : get_buffer(rt, self);
    own_value raw = failed(binary) ? own_nothing : file_raw(rt, as_file(lend(binary)));
    release(rt, binary);
    if (failed(raw)) {
        error_clear(rt);
        return retain(self);
    }
    return raw;
}

// A file that nobody has closed: a warning, and what waits is written.
static void finalize(struct ouro *rt, struct object *o)
{
    own_value pending = error_take(rt);
    if (!warning_unclosed(rt, "unclosed file", ref_object(o))) {
        own_value error = error_take(rt), raw = raw_under(rt, ref_object(o));
        error_restore(rt, error);
        error_unraisable(rt, lend(raw));
        release(rt, raw);
    }
    if (!file_close(rt, (struct file *)o)) {
        error_clear(rt);
    }
    error_restore(rt, pending);
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
    .finalize = finalize,
    .needs_finalize = needs_finalize,
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

// Raw files: each call is one of the system's -------------------------------------------------------------------------

static bool raw_begin(struct ouro *rt, struct file *file, bool reads)
{
    if (file->closed) {
        error_raise(rt, TYPE_VALUE_ERROR, "I/O operation on closed file");
        return false;
    }
    if (!(reads ? file->readable : file->writable)) {
        (void)io_raise_unsupported(rt, reads ? "File not open for reading" : "File not open for writing");
        return false;
    }
    return true;
}

METHOD(raw_read)
{
    int64_t size;
    struct file *file = as_file(args[0]);
    if (!file_take_size(rt, args, count, &size) || !raw_begin(rt, file, true)) {
        return own_nothing;
    }
    return size < 0 ? file_read(rt, file, -1) : file_read_once(rt, file, size);
}

METHOD(raw_readall)
{
    return raw_begin(rt, as_file(args[0]), true) ? file_read(rt, as_file(args[0]), -1) : own_nothing;
}

METHOD(raw_readinto)
{
    return raw_begin(rt, as_file(args[0]), true) ? io_fill_buffer(rt, args[1], args[0], raw_read) : own_nothing;
}

METHOD(raw_write)
{
    return raw_begin(rt, as_file(args[0]), false) ? method_write(rt, args, count, kwnames) : own_nothing;
}

static own_value raw_repr(struct ouro *rt, ref_value self)
{
    struct file *file = as_file(self);
    return file->closed ? str_from(rt, "<_io.FileIO [closed]>")
                        : str_format(rt, "<_io.FileIO name=%R mode=%R closefd=%s>", slot_get(file->name),
                                     slot_get(file->mode), file->owns_descriptor || file->closes ? "True" : "False");
}

static struct type_protocol const raw_protocol = {.repr = raw_repr, .iterate = iterate, .next = next_line};

#define BINARY_TYPE(identifier, python_name, NUMBER, documentation) \
    struct type_definition const identifier##_type_definition = {   \
        .name = "_io." python_name,                                 \
        .doc = documentation,                                       \
        .number = NUMBER,                                           \
        .base = TYPE_OBJECT,                                        \
        .flags = TYPE_HAS_DICT | TYPE_WEAKLY_HELD | TYPE_NO_CREATE, \
        .size = sizeof(struct file),                                \
        .dict_offset = offsetof(struct file, dict),                 \
        .traverse = traverse,                                       \
        .drop_step = drop_step,                                     \
        .finish = finish,                                           \
        .finalize = finalize,                                       \
        .needs_finalize = needs_finalize,                           \
        .clear = clear,                                             \
        .protocol = &protocol,                                      \
        .methods = binary_methods,                                  \
        .attributes = binary_attributes,                            \
    }

static struct native_definition const binary_methods[] = {
    COMMON_METHODS,
    {"read1", method_read1, 0, 1, 0, "Read and return up to so many bytes, with at most one call of the system."},
    {"readinto", method_readinto, 1, 1, 0, "Read bytes into a writable object."},
    {"readinto1", method_readinto, 1, 1, 0, "Read bytes into a writable object."},
    {"peek", method_peek, 0, 1, 0, "Return what waits to be read, without moving."},
    {0},
};
static struct attribute_definition const binary_attributes[] = {COMMON_ATTRIBUTES, {"raw", get_raw, NULL, NULL}, {0}};

BINARY_TYPE(binary_file, "BufferedReader", TYPE_BINARY_FILE, "Bytes of a file, read ahead.");
BINARY_TYPE(buffered_writer, "BufferedWriter", TYPE_BUFFERED_WRITER, "Bytes of a file, gathered to be written.");
BINARY_TYPE(buffered_random, "BufferedRandom", TYPE_BUFFERED_RANDOM, "Bytes of a file that is read and written.");

struct type_definition const raw_file_type_definition = {
    .name = "_io.FileIO",
    .doc = "A file without buffer.",
    .number = TYPE_RAW_FILE,
    .base = TYPE_OBJECT,
    .flags = TYPE_HAS_DICT | TYPE_WEAKLY_HELD | TYPE_NO_CREATE,
    .size = sizeof(struct file),
    .dict_offset = offsetof(struct file, dict),
    .traverse = traverse,
    .drop_step = drop_step,
    .finish = finish,
    .finalize = finalize,
    .needs_finalize = needs_finalize,
    .clear = clear,
    .protocol = &raw_protocol,
    .methods =
        (struct native_definition const[]){
            {"read", raw_read, 0, 1, 0, "Read at most so many bytes, with one call of the system."},
            {"readall", raw_readall, 0, 0, 0, "Read all data from the file, returned as bytes."},
            {"readinto", raw_readinto, 1, 1, 0, "Read bytes into a writable object."},
            {"write", raw_write, 1, 1, 0, "Write bytes; return how many were written."},
            {"readline", method_readline, 0, 1, 0, "Read until newline or end of file."},
            {"readlines", method_readlines, 0, 1, 0, "Return a list of lines from the stream."},
            {"writelines", method_writelines, 1, 1, 0, "Write a list of lines to stream."},
            {"flush", method_flush, 0, 0, 0, NULL},
            {"close", method_close, 0, 0, 0, "Close the file."},
            {"truncate", method_truncate, 0, 1, 0, "Truncate file to size bytes."},
            {"tell", method_tell, 0, 0, 0, "Current file position."},
            {"seek", method_seek, 1, 2, 0, "Move to new file position and return the file position."},
            {"readable", method_readable, 0, 0, 0, NULL},
            {"writable", method_writable, 0, 0, 0, NULL},
            {"seekable", method_seekable, 0, 0, 0, NULL},
            {"isatty", method_isatty, 0, 0, 0, NULL},
            {"fileno", method_fileno, 0, 0, 0, NULL},
            {"__enter__", method_enter, 0, 0, 0, NULL},
            {"__exit__", method_close, 0, -1, 0, NULL},
            {0},
        },
    .attributes = (struct attribute_definition const[]){COMMON_ATTRIBUTES, {"closefd", get_closefd, NULL, NULL}, {0}},
};
