// SPDX-License-Identifier: MIT
// The module _io, and what builtins takes from it: open, print, input. The standard streams.
#include "lib/builtins.h"
#include "lib/file.h"
#include "lib/grants.h"
#include "lib/io.h"
#include "lib/memory_file.h"
#include "lib/module_types.h"
#include "lib/path_argument.h"
#include "lib/services.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "os/environment.h"
#include "os/file.h"

#include <errno.h>
#include <string.h>

// What this file keeps per runtime.
struct standard_streams {
    slot_value unsupported; // class UnsupportedOperation, or nothing
};

static void report_roots(struct ouro *rt, void *owner, struct visitor *visitor)
{
    (void)rt;
    visit(visitor, slot_get(((struct standard_streams *)owner)->unsupported));
}

// UnsupportedOperation ------------------------------------------------------------------------------------------------

static own_value make_unsupported(struct ouro *rt)
{
    ref_value const two[] = {ref_object(type_by_number(rt, TYPE_OS_ERROR)),
                             ref_object(type_by_number(rt, TYPE_VALUE_ERROR))};
    if (is_nothing(two[0]) || is_nothing(two[1])) {
        return own_nothing;
    }
    own_value name = str_from(rt, "UnsupportedOperation"), bases = tuple_from(rt, two, 2);
    own_value dict = dict_new(rt), module = str_from(rt, "io"), made = own_nothing;
    if (!failed(name) && !failed(bases) && !failed(dict) && !failed(module) &&
        dict_set(rt, lend(dict), name_of(rt, NAME_module), lend(module))) {
        made = type_make(rt, type_by_number(rt, TYPE_TYPE), lend(name), lend(bases), lend(dict), NULL, ref_nothing);
    }
    release(rt, name);
    release(rt, bases);
    release(rt, dict);
    release(rt, module);
    return made;
}

own_value io_unsupported_operation(struct ouro *rt)
{
    struct standard_streams *streams = rt->library->streams;
    if (is_nothing(slot_get(streams->unsupported))) {
        own_value made = make_unsupported(rt);
        if (failed(made)) {
            return made;
        }
        slot_set(rt, NULL, &streams->unsupported, made);
    }
    return retain(slot_get(streams->unsupported));
}

own_value io_raise_unsupported(struct ouro *rt, char const *message)
{
    own_value class = io_unsupported_operation(rt);
    own_value text = failed(class) ? own_nothing : str_from(rt, message);
    own_value exception = failed(text) ? own_nothing : operation_call_1(rt, lend(class), lend(text));
    release(rt, text);
    release(rt, class);
    return failed(exception) ? own_nothing : error_raise_object(rt, exception);
}

// open ----------------------------------------------------------------------------------------------------------------

struct open_mode {
    unsigned flags; // enum os_file_flags
    bool binary;
    char text[6]; // as the file's mode shows it
};

static bool refuse(struct ouro *rt, char const *message)
{
    error_raise(rt, TYPE_VALUE_ERROR, "%s", message);
    return false;
}

static bool parse_mode(struct ouro *rt, ref_value mode, struct open_mode *out)
{
    static char const letters[] = "xrwabt+";
    unsigned seen = 0;
    char const *text = str_bytes(as_str(mode));
    for (size_t i = 0; i < str_size(as_str(mode)); i++) {
        char const *found = text[i] == '\0' ? NULL : strchr(letters, text[i]);
        if (text[i] == '\0') {
            return refuse(rt, "embedded null character");
        }
        if (found == NULL || seen & 1u << (found - letters)) {
            error_raise(rt, TYPE_VALUE_ERROR, "invalid mode: '%U'", mode);
            return false;
        }
        seen |= 1u << (found - letters);
    }
    bool creating = seen & 1, reading = seen & 2, writing = seen & 4, appending = seen & 8;
    out->binary = seen & 16;
    if (out->binary && seen & 32) {
        return refuse(rt, "can't have text and binary mode at once");
    }
    int kinds = creating + reading + writing + appending;
    if (kinds != 1) {
        return refuse(rt, kinds > 1 ? "must have exactly one of create/read/write/append mode"
                                    : "Must have exactly one of create/read/write/append mode and at most one plus");
    }
    bool both = seen & 64;
    out->flags = (reading || both ? OS_FILE_READ : 0) | (!reading || both ? OS_FILE_WRITE : 0) |
                 (!reading ? OS_FILE_CREATE : 0) | (appending ? OS_FILE_APPEND : 0) | (writing ? OS_FILE_TRUNCATE : 0) |
                 (creating ? OS_FILE_EXCLUSIVE : 0);
    if (out->binary) {
        char const letter = creating ? 'x' : appending ? 'a' : reading || both ? 'r' : 'w';
        memcpy(out->text, (char[]){letter, 'b', both ? '+' : '\0', '\0'}, 4);
    } else {
        memcpy(out->text, text, str_size(as_str(mode)) + 1);
    }
    return true;
}

static bool is_given(ref_value v)
{
    return !is_nothing(v) && !is_none(v);
}

// os.fspath, but for ints: str, bytes or int. Owned.
static own_value path_of(struct ouro *rt, ref_value file)
{
    return is_int(rt, file) ? retain(file) : path_protocol(rt, file);
}

static bool open_path(struct ouro *rt, ref_value path, struct open_mode const *mode, int *descriptor)
{
    own_value bytes = is_bytes(rt, path) ? retain(path) : codec_encode(rt, path, "utf-8", "surrogateescape");
    if (failed(bytes)) {
        return false;
    }
    char const *text = (char const *)as_bytes(lend(bytes))->data;
    bool whole = strlen(text) == as_bytes(lend(bytes))->size;
    int error = whole ? os_file_open(text, mode->flags, descriptor) : 0;
    release(rt, bytes);
    if (!whole) {
        return refuse(rt, "embedded null byte");
    }
    if (error != 0) {
        error_raise_os(rt, error, path, ref_nothing);
    }
    return error == 0;
}

// A descriptor from opener(path, flags).
static bool ask_opener(struct ouro *rt, ref_value opener, ref_value path, struct open_mode const *mode, int *descriptor)
{
    own_value flags = own_small_int(os_file_raw_flags(mode->flags));
    ref_value const args[] = {path, lend(flags)};
    own_value given = operation_call(rt, opener, args, 2, ref_nothing);
    int64_t number = -1;
    bool done = !failed(given);
    if (done && !is_int(rt, lend(given))) {
        error_raise(rt, TYPE_TYPE_ERROR, "expected integer from opener");
        done = false;
    } else if (done && (!int_to_int64(rt, lend(given), &number) || number > INT32_MAX || number < 0)) {
        error_raise(rt, TYPE_VALUE_ERROR, "opener returned %lld", (long long)number);
        done = false;
    }
    release(rt, given);
    *descriptor = (int)number;
    return done;
}

// A descriptor from what open was given. *opened: it is ours.
static bool take_descriptor(struct ouro *rt, ref_value path, ref_value opener, struct open_mode const *mode,
                            int *descriptor, bool *opened)
{
    struct os_file_status status;
    *opened = !is_int(rt, path);
    if (!grant_files(rt, *opened ? path : ref_nothing)) {
        return false;
    }
    if (*opened && is_given(opener)) {
        if (!ask_opener(rt, opener, path, mode, descriptor)) {
            return false;
        }
    } else if (*opened) {
        if (!open_path(rt, path, mode, descriptor)) {
            return false;
        }
    } else {
        int64_t number;
        if (!int_to_int64(rt, path, &number) || number > INT32_MAX || number < INT32_MIN) {
            error_raise(rt, TYPE_TYPE_ERROR, "expected str, bytes or os.PathLike object, not int");
            return false;
        }
        if (number < 0) {
            return refuse(rt, "negative file descriptor");
        }
        *descriptor = (int)number;
    }
    int error = os_file_status(*descriptor, &status);
    if (error == 0 && status.kind == OS_FILE_DIRECTORY) {
        error = EISDIR;
    }
    if (error != 0) {
        if (*opened && os_file_close(*descriptor) != 0) {
            // The first error is the one to tell.
        }
        error_raise_os(rt, error, *opened ? path : ref_nothing, ref_nothing);
    }
    return error == 0;
}

enum open_argument {
    OPEN_FILE,
    OPEN_MODE,
    OPEN_BUFFERING,
    OPEN_ENCODING,
    OPEN_ERRORS,
    OPEN_NEWLINE,
    OPEN_CLOSEFD,
    OPEN_OPENER,
    OPEN_COUNT
};

static bool check_open_types(struct ouro *rt, ref_value const *given)
{
    if (!is_nothing(given[OPEN_MODE]) && !is_str(rt, given[OPEN_MODE])) {
        error_raise(rt, TYPE_TYPE_ERROR, "open() argument 'mode' must be str, not %T", given[OPEN_MODE]);
        return false;
    }
    static char const *const names[] = {
        [OPEN_ENCODING] = "encoding", [OPEN_ERRORS] = "errors", [OPEN_NEWLINE] = "newline"};
    for (int i = OPEN_ENCODING; i <= OPEN_NEWLINE; i++) {
        if (is_given(given[i]) && !is_str(rt, given[i])) {
            error_raise(rt, TYPE_TYPE_ERROR, "open() argument '%s' must be str or None, not %T", names[i], given[i]);
            return false;
        }
    }
    return true;
}

// What may not be asked for together.
static bool check_open_values(struct ouro *rt, ref_value const *given, struct open_mode const *mode)
{
    static char const *const refusals[] = {[OPEN_ENCODING] = "binary mode doesn't take an encoding argument",
                                           [OPEN_ERRORS] = "binary mode doesn't take an errors argument",
                                           [OPEN_NEWLINE] = "binary mode doesn't take a newline argument"};
    for (int i = OPEN_ENCODING; mode->binary && i <= OPEN_NEWLINE; i++) {
        if (is_given(given[i])) {
            return refuse(rt, refusals[i]);
        }
    }
    return true;
}

static bool check_buffering(struct ouro *rt, struct open_mode const *mode, int64_t buffering)
{
    if (buffering < -1) {
        return refuse(rt, "invalid buffering size");
    }
    if (buffering == 0 && !mode->binary) {
        return refuse(rt, "can't have unbuffered text I/O");
    }
    return true;
}

static own_value make_file(struct ouro *rt, ref_value path, ref_value const *given, struct open_mode const *mode,
                           int64_t buffering)
{
    char const *encoding = NULL, *errors = NULL;
    if (!mode->binary && (!codec_name(rt, is_given(given[OPEN_ENCODING]) ? given[OPEN_ENCODING] : ref_nothing, "open",
                                      "encoding", "UTF-8", &encoding) ||
                          !codec_name(rt, is_given(given[OPEN_ERRORS]) ? given[OPEN_ERRORS] : ref_nothing, "open",
                                      "errors", "strict", &errors))) {
        return own_nothing;
    }
    int descriptor;
    bool opened;
    if (!take_descriptor(rt, path, given[OPEN_OPENER], mode, &descriptor, &opened)) {
        return own_nothing;
    }
    own_value v = !check_buffering(rt, mode, buffering) ? own_nothing
                  : buffering == 0                      ? file_new_raw(rt, descriptor, path, mode->text)
                                                        : file_new(rt, descriptor, path, mode->text, encoding, errors);
    if (failed(v)) {
        if (opened && os_file_close(descriptor) != 0) {
            // The first error is the one to tell.
        }
        return v;
    }
    struct file *file = as_file(lend(v));
    int64_t position;
    file->line_buffered = buffering == 1 || (buffering < 0 && os_file_is_terminal(descriptor));
    file->unbuffered = buffering == 0;
    file->readable = mode->flags & OS_FILE_READ;
    file->writable = mode->flags & OS_FILE_WRITE;
    if (file->appending && os_file_seek(descriptor, 0, OS_FILE_END, &position) == 0) {
        file->begun = position > 0;
    }
    return v;
}

own_value builtin_open(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"file",   "mode",    "buffering", "encoding",
                                        "errors", "newline", "closefd",   "opener"};
    static struct signature const signature = {"open", names, OPEN_COUNT, 1, 0, OPEN_COUNT};
    ref_value given[OPEN_COUNT];
    int64_t buffering = -1;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) || !check_open_types(rt, given) ||
        (!is_nothing(given[OPEN_BUFFERING]) &&
         !operation_index_int64(rt, given[OPEN_BUFFERING], &buffering, TYPE_OVERFLOW_ERROR))) {
        return own_nothing;
    }
    int closes = is_nothing(given[OPEN_CLOSEFD]) ? 1 : operation_truth(rt, given[OPEN_CLOSEFD]);
    own_value path = closes < 0 ? own_nothing : path_of(rt, given[OPEN_FILE]);
    struct open_mode mode = {.flags = OS_FILE_READ, .text = "r"};
    own_value file = own_nothing;
    if (failed(path) || (!is_nothing(given[OPEN_MODE]) && !parse_mode(rt, given[OPEN_MODE], &mode)) ||
        !check_open_values(rt, given, &mode)) {
        // raised
    } else if (!closes && !is_int(rt, lend(path))) {
        refuse(rt, "Cannot use closefd=False with file name");
    } else {
        file = make_file(rt, lend(path), given, &mode, buffering);
    }
    release(rt, path);
    if (!failed(file)) {
        struct file *f = as_file(lend(file));
        f->owns_descriptor = closes;
        if (is_given(given[OPEN_NEWLINE]) && !file_set_newline(rt, f, given[OPEN_NEWLINE])) {
            release(rt, give(file));
        }
    }
    return file;
}

// print ---------------------------------------------------------------------------------------------------------------

struct print_options {
    ref_value separator; // str or nothing
    ref_value end;
    ref_value file;
    bool flush;
};

static bool take_text_option(struct ouro *rt, char const *name, ref_value v, ref_value *out)
{
    if (!is_none(v) && !is_str(rt, v)) {
        error_raise(rt, TYPE_TYPE_ERROR, "%s must be None or a string, not %T", name, v);
        return false;
    }
    *out = is_none(v) ? ref_nothing : v;
    return true;
}

static bool take_print_options(struct ouro *rt, ref_value const *values, ref_value kwnames, struct print_options *out)
{
    ref_value separator = ref_none, end = ref_none;
    for (uint64_t i = 0; !is_nothing(kwnames) && i < as_tuple(kwnames)->length; i++) {
        struct str *name = as_str(tuple_item(kwnames, i));
        if (str_equals(name, "sep")) {
            separator = values[i];
        } else if (str_equals(name, "end")) {
            end = values[i];
        } else if (str_equals(name, "file")) {
            out->file = is_none(values[i]) ? ref_nothing : values[i];
        } else if (str_equals(name, "flush")) {
            int truth = operation_truth(rt, values[i]);
            if (truth < 0) {
                return false;
            }
            out->flush = truth;
        } else {
            error_raise(rt, TYPE_TYPE_ERROR, "'%U' is an invalid keyword argument for print()", tuple_item(kwnames, i));
            return false;
        }
    }
    return take_text_option(rt, "sep", separator, &out->separator) && take_text_option(rt, "end", end, &out->end);
}

// Writes a str, straight into a file of ours.
static bool write_text(struct ouro *rt, ref_value file, ref_value text)
{
    if (OURO_LIKELY(is_exact(file, TYPE_TEXT_FILE))) {
        return file_write(rt, as_file(file), text);
    }
    ref_value const args[] = {file, text};
    own_value result = operation_call_method(rt, name_of(rt, NAME_write), args, 2, ref_nothing);
    release(rt, result);
    return !failed(result);
}

static bool write_value(struct ouro *rt, ref_value file, ref_value v)
{
    if (OURO_LIKELY(is_exact(v, TYPE_STR))) {
        return write_text(rt, file, v);
    }
    own_value text = operation_str(rt, v);
    bool done = !failed(text) && write_text(rt, file, lend(text));
    release(rt, text);
    return done;
}

// Writes what was given, or one character.
static bool write_option(struct ouro *rt, ref_value file, ref_value given, char const *otherwise)
{
    if (!is_nothing(given)) {
        return write_value(rt, file, given);
    }
    own_value text = str_intern(rt, otherwise, 1);
    bool done = !failed(text) && write_text(rt, file, lend(text));
    release(rt, text);
    return done;
}

static bool flush_file(struct ouro *rt, ref_value file)
{
    own_value result = operation_call_method(rt, name_of(rt, NAME_flush), &file, 1, ref_nothing);
    release(rt, result);
    return !failed(result);
}

own_value builtin_print(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    struct print_options options = {ref_nothing, ref_nothing, ref_nothing, false};
    if (!is_nothing(kwnames) && !take_print_options(rt, args + count, kwnames, &options)) {
        return own_nothing;
    }
    if (is_nothing(options.file)) {
        options.file = sys_find(rt, "stdout");
        if (is_nothing(options.file)) {
            return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_RUNTIME_ERROR, "lost sys.stdout");
        }
        if (is_none(options.file)) {
            return own_none;
        }
    }
    own_value file = retain(options.file);
    bool done = true;
    for (uint32_t i = 0; done && i < count; i++) {
        done = (i == 0 || write_option(rt, lend(file), options.separator, " ")) && write_value(rt, lend(file), args[i]);
    }
    done = done && write_option(rt, lend(file), options.end, "\n") && (!options.flush || flush_file(rt, lend(file)));
    release(rt, file);
    return done ? own_none : own_nothing;
}

// input ---------------------------------------------------------------------------------------------------------------

// A standard stream, owned; RuntimeError when it is gone.
static own_value need_stream(struct ouro *rt, char const *name)
{
    ref_value stream = sys_find(rt, name);
    if (is_nothing(stream) || is_none(stream)) {
        return error_pending(rt) ? own_nothing : error_raise(rt, TYPE_RUNTIME_ERROR, "input(): lost sys.%s", name);
    }
    return retain(stream);
}

// One line of any file object without its newline; EOFError at the end.
static own_value line_from(struct ouro *rt, ref_value file)
{
    own_value line = operation_call_method(rt, name_of(rt, NAME_readline), &file, 1, ref_nothing);
    if (failed(line)) {
        return line;
    }
    if (!is_str(rt, lend(line))) {
        release(rt, line);
        return error_raise(rt, TYPE_TYPE_ERROR, "object.readline() returned non-string");
    }
    struct str *s = as_str(lend(line));
    if (s->length == 0) {
        release(rt, line);
        return error_raise(rt, TYPE_EOF_ERROR, "EOF when reading a line");
    }
    if (str_bytes(s)[str_size(s) - 1] != '\n') {
        return line;
    }
    own_value text = str_substring(rt, lend(line), 0, s->length - 1);
    release(rt, line);
    return text;
}

own_value builtin_input(struct ouro *rt, ref_value const *args, uint32_t count, ref_value kwnames)
{
    (void)kwnames;
    own_value in = need_stream(rt, "stdin");
    own_value out = failed(in) ? own_nothing : need_stream(rt, "stdout");
    own_value complaints = failed(out) ? own_nothing : need_stream(rt, "stderr");
    own_value line = own_nothing;
    if (!failed(complaints)) {
        if (!flush_file(rt, lend(complaints))) {
            error_clear(rt);
        }
        bool done = count == 0 || write_value(rt, lend(out), args[0]);
        if (done && !flush_file(rt, lend(out))) {
            error_clear(rt);
        }
        line = done ? line_from(rt, lend(in)) : own_nothing;
    }
    release(rt, complaints);
    release(rt, out);
    release(rt, in);
    return line;
}

// The standard streams ------------------------------------------------------------------------------------------------

// As CPython has it: the locale of plain C promises nothing about bytes, so they are kept.
static char const *standard_errors(struct ouro *rt)
{
    static char const *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    static char const *const plain[] = {"C", "POSIX", "C.UTF-8", "C.utf8"};
    char const *locale = NULL;
    for (size_t i = 0; i < sizeof variables / sizeof *variables && (locale == NULL || *locale == '\0'); i++) {
        locale = grant_variable(rt, variables[i]);
    }
    bool is_plain = locale == NULL || *locale == '\0';
    for (size_t i = 0; i < sizeof plain / sizeof *plain && !is_plain; i++) {
        is_plain = strcmp(locale, plain[i]) == 0;
    }
    return is_plain ? "surrogateescape" : "strict";
}

static own_value open_standard(struct ouro *rt, int descriptor)
{
    static char const *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
    struct os_file_status status;
    int error = os_file_status(descriptor, &status);
    if (error == EBADF) {
        return own_none; // it is closed
    }
    own_value name = str_from(rt, names[descriptor]);
    own_value v = failed(name) ? own_nothing
                               : file_new(rt, descriptor, lend(name), descriptor == 0 ? "r" : "w", "utf-8",
                                          descriptor == 2 ? "backslashreplace" : standard_errors(rt));
    release(rt, name);
    if (!failed(v)) {
        as_file(lend(v))->owns_descriptor = false;
        as_file(lend(v))->translate = as_file(lend(v))->universal = false;
        as_file(lend(v))->line_buffered = descriptor == 2 || (error == 0 && status.kind == OS_FILE_TERMINAL);
    }
    return v;
}

bool io_open_standard(struct ouro *rt)
{
    struct standard_streams *streams = heap_raw_allocate_zeroed(&rt->heap, sizeof *streams);
    if (streams == NULL) {
        error_no_memory(rt);
        return false;
    }
    rt->library->streams = streams;
    runtime_add_root(rt, report_roots, streams);
    return true;
}

own_value io_standard(struct ouro *rt, int descriptor)
{
    return type_define(rt, &text_file_type_definition) ? open_standard(rt, descriptor) : own_nothing;
}

void io_close_standard(struct ouro *rt)
{
    struct standard_streams *streams = rt->library->streams;
    if (streams != NULL) {
        release(rt, slot_take(rt, NULL, &streams->unsupported));
    }
}

// Shared by the types -------------------------------------------------------------------------------------------------

// The export keeps the memory in place while the file is read.
own_value io_fill_buffer(struct ouro *rt, ref_value v, ref_value self, native_fn *read)
{
    struct buffer buffer;
    if (!is_buffer(rt, v) || !buffer_is_writable(rt, v)) {
        return error_raise(rt, TYPE_TYPE_ERROR, "readinto() argument must be read-write bytes-like object, not %T", v);
    }
    if (!buffer_open(rt, v, true, &buffer)) {
        return own_nothing;
    }
    own_value wanted = int_from_int64(rt, (int64_t)buffer.size);
    ref_value const args[] = {self, lend(wanted)};
    own_value data = failed(wanted) ? own_nothing : read(rt, args, 2, ref_nothing);
    release(rt, wanted);
    bool good = !failed(data) && !is_none(lend(data));
    uint64_t size = 0;
    if (good) {
        struct bytes *b = as_bytes(lend(data));
        size = b->size < buffer.size ? b->size : buffer.size;
        if (size > 0) {
            memcpy(buffer.data, b->data, size);
        }
    }
    buffer_close(rt, &buffer);
    if (!good) {
        return data;
    }
    release(rt, data);
    return own_small_int((int64_t)size);
}

own_value io_write_lines(struct ouro *rt, ref_value self, ref_value lines, native_fn *write)
{
    own_value iterator = operation_iterate(rt, lines), line = own_nothing;
    bool done = !failed(iterator);
    while (done && !failed(line = operation_next(rt, lend(iterator))) && !is_stop(lend(line))) {
        ref_value const args[] = {self, lend(line)};
        own_value written = write(rt, args, 2, ref_nothing);
        done = !failed(written);
        release(rt, written);
        release(rt, line);
    }
    done = done && !failed(line);
    release(rt, iterator);
    return done ? own_none : own_nothing;
}

bool io_types(struct ouro *rt)
{
    static struct type_definition const *const definitions[] = {
        &text_file_type_definition, &binary_file_type_definition, &buffered_writer_type_definition,
        &buffered_random_type_definition, &raw_file_type_definition};
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        if (!type_define(rt, definitions[i])) {
            return false;
        }
    }
    return true;
}

// What the Python half asks for ---------------------------------------------------------------------------------------

// _open_raw(file, mode, closefd, opener): FileIO.
METHOD(open_raw)
{
    if (!is_str(rt, args[1])) {
        return error_raise(rt, TYPE_TYPE_ERROR, "FileIO() argument 'mode' must be str, not %T", args[1]);
    }
    for (size_t i = 0; i < str_size(as_str(args[1])); i++) {
        char letter = str_bytes(as_str(args[1]))[i];
        if (letter == '\0' || strchr("rwxab+", letter) == NULL) {
            return error_raise(rt, TYPE_VALUE_ERROR, "invalid mode: %U", args[1]);
        }
    }
    bool binary = memchr(str_bytes(as_str(args[1])), 'b', str_size(as_str(args[1]))) != NULL;
    own_value mode = binary ? retain(args[1]) : str_format(rt, "%Ub", args[1]);
    own_value zero = own_small_int(0);
    ref_value const all[] = {args[0], lend(mode), lend(zero), ref_none, ref_none, ref_none, args[2], args[3]};
    own_value file = failed(mode) ? own_nothing : builtin_open(rt, all, OPEN_COUNT, ref_nothing);
    release(rt, mode);
    return file;
}

static bool take_text_arguments(struct ouro *rt, ref_value const *three, char const **encoding, char const **errors)
{
    bool locale = is_str(rt, three[0]) && str_equals(as_str(three[0]), "locale");
    struct codec codec;
    struct file probe = {.binary = false};
    if (!is_none(three[0]) && !is_str(rt, three[0])) {
        error_raise(rt, TYPE_TYPE_ERROR, "TextIOWrapper() argument 'encoding' must be str or None, not %T", three[0]);
        return false;
    }
    if (!is_none(three[1]) && !is_str(rt, three[1])) {
        error_raise(rt, TYPE_TYPE_ERROR, "TextIOWrapper() argument 'errors' must be str or None, not %T", three[1]);
        return false;
    }
    return codec_name(rt, is_given(three[0]) && !locale ? three[0] : ref_nothing, "TextIOWrapper", "encoding", "utf-8",
                      encoding) &&
           codec_name(rt, is_given(three[1]) ? three[1] : ref_nothing, "TextIOWrapper", "errors", "strict", errors) &&
           codec_find(rt, *encoding, &codec) && file_set_newline(rt, &probe, three[2]);
}

METHOD(check_text_arguments)
{
    char const *encoding, *errors;
    return take_text_arguments(rt, args, &encoding, &errors) ? own_none : own_nothing;
}

// _wrap_text(buffer, encoding, errors, newline, line_buffering, write_through): a text file over a binary one of ours
// that has nothing read ahead; None over anything else.
METHOD(wrap_text)
{
    bool ours = is_exact(args[0], TYPE_BINARY_FILE) || is_exact(args[0], TYPE_BUFFERED_WRITER) ||
                is_exact(args[0], TYPE_BUFFERED_RANDOM);
    char const *encoding, *errors;
    int lines = operation_truth(rt, args[4]), through = lines < 0 ? -1 : operation_truth(rt, args[5]);
    if (through < 0 || !take_text_arguments(rt, args + 1, &encoding, &errors)) {
        return own_nothing;
    }
    struct file *buffer = ours ? as_file(args[0]) : NULL;
    if (!ours || buffer->closed || buffer->text.start != buffer->text.end) {
        return own_none;
    }
    char mode[4] = {buffer->readable    ? 'r'
                    : buffer->appending ? 'a'
                                        : 'w',
                    buffer->readable && buffer->writable ? '+' : '\0', '\0', '\0'};
    own_value v = file_flush(rt, buffer)
                      ? file_new(rt, buffer->descriptor, slot_get(buffer->name), mode, encoding, errors)
                      : own_nothing;
    if (failed(v)) {
        return v;
    }
    struct file *file = as_file(lend(v));
    slot_set(rt, file, &file->mode, own_none); // a wrapper has none of its own
    slot_init(&file->buffer, retain(args[0]));
    file->owns_descriptor = buffer->owns_descriptor;
    buffer->owns_descriptor = false;
    file->line_buffered = lines;
    file->unbuffered = through;
    if (!file_set_newline(rt, file, args[3])) {
        release(rt, v);
        return own_nothing;
    }
    return v;
}

// The module ----------------------------------------------------------------------------------------------------------

static struct native_definition const functions[] = {
    {"_open_raw", open_raw, 4, 4, 0, NULL},
    {"_wrap_text", wrap_text, 6, 6, 0, NULL},
    {"_check_text_arguments", check_text_arguments, 3, 3, 0, NULL},
    {0},
};

own_value io_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {"TextIOWrapper", &text_file_type_definition},
        {"BufferedReader", &binary_file_type_definition},
        {"BufferedWriter", &buffered_writer_type_definition},
        {"BufferedRandom", &buffered_random_type_definition},
        {"FileIO", &raw_file_type_definition},
        {"BytesIO", &bytes_io_type_definition},
        {"StringIO", &string_io_type_definition},
    };
    own_value module = module_make(rt, "_io", "The C half of io: files over descriptors and in memory.", functions);
    own_value name = failed(module) ? own_nothing : str_from(rt, "open");
    own_value open =
        failed(name) ? own_nothing : operation_get_attribute(rt, slot_get(rt->library->builtins), lend(name));
    release(rt, name);
    bool done = !failed(open) && module_set(rt, lend(module), "open", open) &&
                module_add_types(rt, lend(module), types, sizeof types / sizeof *types) &&
                module_set(rt, lend(module), "BlockingIOError",
                           retain(ref_object(type_by_number(rt, TYPE_BLOCKING_IO_ERROR)))) &&
                module_set(rt, lend(module), "UnsupportedOperation", io_unsupported_operation(rt)) &&
                module_set(rt, lend(module), "DEFAULT_BUFFER_SIZE", own_small_int(8192));
    if (!done) {
        release(rt, give(module));
    }
    return module;
}
