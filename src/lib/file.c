// SPDX-License-Identifier: MIT
// Buffers, decoding and encoding of files; the Python side is file_type.c.
#include "lib/file.h"

#include "lib/io.h"
#include "object/bytes.h"
#include "object/codec.h"
#include "object/error.h"
#include "object/state.h"
#include "object/str.h"
#include "object/utf8.h"
#include "os/file.h"
#include "vm/vm.h"

#include <errno.h>
#include <string.h>

#define CHUNK_BYTES ((size_t)65536)
#define OUT_BYTES ((size_t)8192)

// Room for `more` bytes behind the end. What was consumed is dropped first.
static bool reserve(struct ouro *rt, struct file_buffer *b, size_t more)
{
    if (b->start > 0) {
        memmove(b->bytes, b->bytes + b->start, b->end - b->start);
        b->end -= b->start;
        b->start = 0;
    }
    if (b->capacity - b->end >= more) {
        return true;
    }
    size_t capacity = b->end + more > b->capacity * 2 ? b->end + more : b->capacity * 2;
    char *bytes = heap_raw_resize(&rt->heap, b->bytes, b->capacity, capacity);
    if (bytes == NULL) {
        error_no_memory(rt);
        return false;
    }
    b->bytes = bytes;
    b->capacity = capacity;
    return true;
}

static bool append(struct ouro *rt, struct file_buffer *b, char const *bytes, size_t size)
{
    if (size == 0) {
        return true;
    }
    if (!reserve(rt, b, size)) {
        return false;
    }
    memcpy(b->bytes + b->end, bytes, size);
    b->end += size;
    return true;
}

static void free_buffer(struct ouro *rt, struct file_buffer *b)
{
    heap_raw_free(&rt->heap, b->bytes, b->capacity);
    *b = (struct file_buffer){0};
}

void file_free_buffers(struct ouro *rt, struct file *file)
{
    free_buffer(rt, &file->raw);
    free_buffer(rt, &file->text);
    free_buffer(rt, &file->out);
}

bool file_check_open(struct ouro *rt, struct file *file)
{
    return file_check_open_for(rt, file, NULL);
}

bool file_check_open_for(struct ouro *rt, struct file *file, char const *action)
{
    if (OURO_UNLIKELY(file->closed && file->descriptor < 0)) {
        error_raise(rt, TYPE_VALUE_ERROR,
                    file->binary ? "raw stream has been detached" : "underlying buffer has been detached");
        return false;
    }
    if (OURO_UNLIKELY(file->closed)) {
        error_raise(rt, TYPE_VALUE_ERROR, "%s closed file%s",
                    file->binary && action != NULL ? action : "I/O operation on",
                    file->binary && action != NULL ? "" : ".");
        return false;
    }
    if (OURO_UNLIKELY(file->busy)) {
        error_raise(rt, TYPE_RUNTIME_ERROR, "reentrant call inside %R", ref_object(file));
        return false;
    }
    return true;
}

// An error of a system call. true: it was interrupted, and not for us: try again.
static bool retry_or_raise(struct ouro *rt, struct file *file, int error)
{
    if (error == EINTR) {
        file->busy = true;
        bool again = vm_poll(rt);
        file->busy = false;
        return again;
    }
    error_raise_os(rt, error, ref_nothing, ref_nothing);
    return false;
}

static char const *text_of(slot_value s, char const *otherwise)
{
    ref_value v = slot_get(s);
    return is_nothing(v) || is_none(v) ? otherwise : str_bytes(as_str(v));
}

static void set_text(struct ouro *rt, slot_value *slot, char const *text, bool *done)
{
    own_value v = text == NULL ? own_none : str_intern(rt, text, strlen(text));
    *done = *done && !failed(v);
    slot_init(slot, v);
}

own_value file_new_raw(struct ouro *rt, int descriptor, ref_value name, char const *mode)
{
    own_value v = file_new(rt, descriptor, name, mode, NULL, NULL);
    if (!failed(v)) { // the same struct under another type
        as_object(lend(v))->kind = (as_object(lend(v))->kind & ~OBJECT_NUMBER_MASK) | TYPE_RAW_FILE;
        as_file(lend(v))->unbuffered = true;
    }
    return v;
}

own_value file_new(struct ouro *rt, int descriptor, ref_value name, char const *mode, char const *encoding,
                   char const *errors)
{
    struct codec codec = {.kind = CODEC_UTF_8};
    bool binary = encoding == NULL;
    if (!binary && !codec_find(rt, encoding, &codec)) {
        return own_nothing;
    }
    bool updates = strchr(mode, '+') != NULL;
    enum type_number number = !binary                     ? TYPE_TEXT_FILE
                              : updates                   ? TYPE_BUFFERED_RANDOM
                              : strchr(mode, 'r') != NULL ? TYPE_BINARY_FILE
                                                          : TYPE_BUFFERED_WRITER;
    if (!io_types(rt)) {
        return own_nothing;
    }
    struct file *file = object_allocate(rt, HEAP_TRACED, sizeof *file, number);
    if (file == NULL) {
        return error_no_memory(rt);
    }
    file->closed = true; // until it has its descriptor
    file->descriptor = -1;
    bool done = true;
    slot_init(&file->name, retain(name));
    set_text(rt, &file->mode, mode, &done);
    set_text(rt, &file->encoding, encoding, &done);
    set_text(rt, &file->errors, errors, &done);
    if (!done) {
        release(rt, own_object(file));
        return own_nothing;
    }
    bool both = strchr(mode, '+') != NULL;
    file->readable = both || strchr(mode, 'r') != NULL;
    file->writable = both || strchr(mode, 'r') == NULL;
    file->appending = strchr(mode, 'a') != NULL;
    file->binary = binary;
    file->utf8 = codec.kind == CODEC_UTF_8;
    file->translate = file->universal = !binary;
    file->descriptor = descriptor;
    file->owns_descriptor = true;
    file->closed = false;
    return own_object(file);
}

bool file_set_newline(struct ouro *rt, struct file *file, ref_value newline)
{
    if (is_none(newline)) {
        file->translate = file->universal = true;
        file->newline[0] = '\0';
        return true;
    }
    if (!is_str(rt, newline)) {
        error_raise(rt, TYPE_TYPE_ERROR, "open() argument 'newline' must be str or None, not %T", newline);
        return false;
    }
    struct str *s = as_str(newline);
    if (!str_equals(s, "") && !str_equals(s, "\n") && !str_equals(s, "\r") && !str_equals(s, "\r\n")) {
        error_raise(rt, TYPE_VALUE_ERROR, "illegal newline value: %U", newline);
        return false;
    }
    file->translate = false;
    file->universal = s->length == 0;
    memcpy(file->newline, str_bytes(s), str_size(s) + 1);
    return true;
}

// Writing -------------------------------------------------------------------------------------------------------------

static bool write_out(struct ouro *rt, struct file *file, char const *bytes, size_t size, size_t *written)
{
    *written = 0;
    while (*written < size) {
        size_t count = 0;
        int error = os_file_write(file->descriptor, bytes + *written, size - *written, &count);
        if (error != 0 && !retry_or_raise(rt, file, error)) {
            return false;
        }
        *written += error == 0 ? count : 0;
    }
    return true;
}

static bool flush_out(struct ouro *rt, struct file *file)
{
    struct file_buffer *out = &file->out;
    size_t written;
    bool done = write_out(rt, file, out->bytes + out->start, out->end - out->start, &written);
    out->start += written;
    if (out->start == out->end) {
        out->start = out->end = 0;
    }
    if (done && out->capacity > 2 * OUT_BYTES) {
        free_buffer(rt, out);
    }
    return done;
}

bool file_flush(struct ouro *rt, struct file *file)
{
    file->stepping = false;
    if (file->out.start < file->out.end && !flush_out(rt, file)) {
        return false;
    }
    ref_value buffer = slot_get(file->buffer);
    if (OURO_LIKELY(is_nothing(buffer)) || as_file(buffer)->closed) {
        return true;
    }
    return file_check_open(rt, as_file(buffer)) && flush_out(rt, as_file(buffer));
}

// `stable`: the bytes stay where they are even when Python runs.
static bool put(struct ouro *rt, struct file *file, char const *bytes, size_t size, bool stable)
{
    size_t waiting = file->out.end - file->out.start;
    if (stable && waiting + size > OUT_BYTES) {
        if (!flush_out(rt, file)) {
            return false;
        }
        if (size >= OUT_BYTES) {
            size_t written;
            return write_out(rt, file, bytes, size, &written);
        }
    }
    if (!append(rt, &file->out, bytes, size)) {
        return false;
    }
    bool done = file->unbuffered || (file->line_buffered && (memchr(bytes, '\n', size) != NULL ||
                                                             (!file->binary && memchr(bytes, '\r', size) != NULL)));
    return (!done && file->out.end - file->out.start < OUT_BYTES) || flush_out(rt, file);
}

// What has been read ahead and not been handed out: bytes in the file.
static int64_t read_ahead(struct ouro *rt, struct file const *file)
{
    int64_t ahead = (int64_t)(file->raw.end - file->raw.start);
    char const *text = file->text.bytes + file->text.start;
    size_t size = file->text.end - file->text.start;
    if (file->binary || size == 0) {
        return ahead + (int64_t)size;
    }
    struct codec codec;
    if (file->utf8 || !codec_find(rt, text_of(file->encoding, "utf-8"), &codec)) {
        codec.kind = CODEC_UTF_8; // it was found before
    }
    for (size_t at = 0; at < size;) {
        uint32_t c;
        unsigned width = utf8_decode(text + at, &c);
        at += width;
        switch (codec.kind) {
        case CODEC_UTF_8:
        case CODEC_UTF_8_SIGNED:
            ahead += c >= 0xdc80 && c <= 0xdcff ? 1 : (int64_t)width; // an escaped byte
            break;
        case CODEC_UTF_16:
            ahead += c > 0xffff ? 4 : 2;
            break;
        case CODEC_UTF_32:
            ahead += 4;
            break;
        default:
            ahead++;
        }
    }
    return ahead;
}

static void drop_read_ahead(struct file *file)
{
    file->raw.start = file->raw.end = 0;
    file->text.start = file->text.end = 0;
    file->at_end = false;
}

// Before writing: back to where the program thinks it is. What cannot seek has two ends that do not know each other.
// Text is written behind what was read ahead, as CPython has it.
static void end_reading(struct ouro *rt, struct file *file)
{
    if (OURO_LIKELY(file->raw.start == file->raw.end && file->text.start == file->text.end)) {
        return;
    }
    int64_t position;
    if (!file->binary) {
        drop_read_ahead(file);
        return;
    }
    if (os_file_seek(file->descriptor, -read_ahead(rt, file), OS_FILE_CURRENT, &position) == 0) {
        drop_read_ahead(file);
    }
}

// The text with each \n as file->newline.
static own_value with_newlines(struct ouro *rt, struct file const *file, ref_value v)
{
    char const *bytes = str_bytes(as_str(v)), *end = bytes + str_size(as_str(v));
    struct str_builder b;
    str_builder_open(rt, &b);
    while (bytes < end) {
        char const *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        if (newline == NULL) {
            str_builder_add(&b, bytes, (size_t)(end - bytes));
            break;
        }
        str_builder_add(&b, bytes, (size_t)(newline - bytes));
        str_builder_add_text(&b, file->newline);
        bytes = newline + 1;
    }
    return str_builder_finish(&b);
}

// The encoding for what follows the first write: without another byte order mark.
static char const *running_encoding(struct file const *file)
{
    char const *encoding = text_of(file->encoding, "utf-8");
    if (!file->begun || strncmp(encoding, "utf", 3) != 0) {
        return encoding;
    }
    return strcmp(encoding, "utf-16") == 0      ? "utf-16-le"
           : strcmp(encoding, "utf-32") == 0    ? "utf-32-le"
           : strcmp(encoding, "utf-8-sig") == 0 ? "utf-8"
                                                : encoding;
}

static bool write_text(struct ouro *rt, struct file *file, ref_value v)
{
    struct str *s = as_str(v);
    size_t size = str_size(s);
    if (file->utf8 && (str_is_ascii(s) || utf8_find_surrogate(str_bytes(s), size) == size)) {
        return put(rt, file, str_bytes(s), size, true);
    }
    file->busy = true; // an error handler may be Python
    own_value encoded = codec_encode(rt, v, running_encoding(file), text_of(file->errors, "strict"));
    file->busy = false;
    struct bytes *b = failed(encoded) ? NULL : as_bytes(lend(encoded));
    bool done = b != NULL && put(rt, file, (char const *)b->data, b->size, true);
    file->begun = file->begun || (done && size > 0);
    release(rt, encoded);
    return done;
}

bool file_write(struct ouro *rt, struct file *file, ref_value v)
{
    if (OURO_UNLIKELY(!file->writable && (file->binary || !file->closed))) {
        (void)io_raise_unsupported(rt, file->binary ? "write" : "not writable");
        return false;
    }
    if (!file_check_open_for(rt, file, "write to")) {
        return false;
    }
    if (file->binary) {
        uint8_t const *data;
        size_t size;
        if (is_str(rt, v)) {
            error_raise(rt, TYPE_TYPE_ERROR, "a bytes-like object is required, not 'str'");
            return false;
        }
        if (!bytes_view(rt, v, &data, &size)) {
            return false;
        }
        end_reading(rt, file);
        return put(rt, file, (char const *)data, size, is_bytes(rt, v));
    }
    if (OURO_UNLIKELY(!is_str(rt, v))) {
        error_raise(rt, TYPE_TYPE_ERROR, "write() argument must be str, not %T", v);
        return false;
    }
    end_reading(rt, file);
    if (OURO_LIKELY(file->newline[0] == '\0' || file->newline[0] == '\n')) {
        return write_text(rt, file, v);
    }
    own_value text = with_newlines(rt, file, v);
    bool done = !failed(text) && write_text(rt, file, lend(text));
    release(rt, text);
    return done;
}

bool file_close(struct ouro *rt, struct file *file)
{
    if (file->closed) {
        return true;
    }
    if (!file_check_open(rt, file)) {
        return false;
    }
    bool done = file_flush(rt, file);
    file->closed = true;
    file_free_buffers(rt, file);
    ref_value buffer = slot_get(file->buffer);
    if (!is_nothing(buffer)) {
        as_file(buffer)->closed = true;
        file_free_buffers(rt, as_file(buffer));
    }
    int error = file->owns_descriptor ? os_file_close(file->descriptor) : 0;
    if (error != 0 && done) {
        error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    return done && error == 0;
}

void file_abandon(struct ouro *rt, struct file *file)
{
    if (!file->closed && file->out.start < file->out.end &&
        os_file_write_all(file->descriptor, file->out.bytes + file->out.start, file->out.end - file->out.start) != 0) {
        // Nobody is left to be told.
    }
    if (!file->closed && file->owns_descriptor && os_file_close(file->descriptor) != 0) {
        // The same.
    }
    file->closed = true;
    file_free_buffers(rt, file);
}

// Reading -------------------------------------------------------------------------------------------------------------

// exactly: no more than `most` bytes are asked for.
static bool read_some(struct ouro *rt, struct file *file, struct file_buffer *to, bool exactly, int64_t most)
{
    // Text that is written, too, goes on behind the chunk, so its size shows.
    size_t chunk = exactly ? (size_t)most : file->writable && !file->binary ? OUT_BYTES : CHUNK_BYTES;
    for (;;) {
        if (!reserve(rt, to, chunk)) {
            return false;
        }
        size_t got;
        int error = os_file_read(file->descriptor, to->bytes + to->end, chunk, &got);
        if (error == 0) {
            to->end += got;
            file->at_end = got == 0;
            return true;
        }
        if (!retry_or_raise(rt, file, error)) {
            return false;
        }
    }
}

static bool read_chunk(struct ouro *rt, struct file *file, struct file_buffer *to)
{
    return read_some(rt, file, to, false, 0);
}

// How many of the waiting bytes can be decoded now: not the beginning of a character whose rest is still to come.
static size_t decodable(struct file const *file, char const *bytes, size_t size)
{
    if (file->at_end) {
        return size;
    }
    if (!file->utf8) {
        // One byte a character, or a code that is decoded as a whole.
        return strncmp(text_of(file->encoding, "utf"), "utf", 3) == 0 ? 0 : size;
    }
    size_t back = 0;
    while (back < 3 && back < size && utf8_is_continuation(bytes[size - 1 - back])) {
        back++;
    }
    if (back < size && (bytes[size - 1 - back] & 0x80) != 0 && !utf8_is_continuation(bytes[size - 1 - back]) &&
        utf8_width(bytes[size - 1 - back]) > back + 1) {
        size -= back + 1;
    }
    return size;
}

// Decodes what can be decoded of the raw bytes into the text buffer.
static bool decode(struct ouro *rt, struct file *file)
{
    struct file_buffer *raw = &file->raw;
    char const *bytes = raw->bytes + raw->start;
    size_t size = decodable(file, bytes, raw->end - raw->start);
    if (size == 0) {
        return true;
    }
    bool done;
    if (file->utf8 && utf8_validate(bytes, size).error == UTF8_VALID) {
        done = append(rt, &file->text, bytes, size);
    } else {
        file->busy = true; // an error handler may be Python
        own_value text =
            codec_decode(rt, bytes, size, text_of(file->encoding, "utf-8"), text_of(file->errors, "strict"));
        file->busy = false;
        struct str *s = failed(text) ? NULL : as_str(lend(text));
        done = s != NULL && append(rt, &file->text, str_bytes(s), str_size(s));
        release(rt, text);
    }
    raw->start += size; // what cannot be decoded is gone, too
    return done;
}

// More text, or at_end. false: error pending.
static bool fill(struct ouro *rt, struct file *file)
{
    if (file->binary) {
        return read_chunk(rt, file, &file->text);
    }
    return read_chunk(rt, file, &file->raw) && decode(rt, file);
}

static bool begin_reading(struct ouro *rt, struct file *file, char const *action)
{
    if (!file->readable && (file->binary || !file->closed)) {
        (void)io_raise_unsupported(rt, file->binary ? "read" : "not readable");
        return false;
    }
    if (!file_check_open_for(rt, file, action)) {
        return false;
    }
    file->at_end = false; // a terminal or a growing file may have more
    return file->out.start == file->out.end || flush_out(rt, file);
}

// Text with \r\n and \r as \n.
static own_value translated(struct ouro *rt, char const *from, size_t size)
{
    struct str_builder b;
    str_builder_open(rt, &b);
    char *to = str_builder_room(&b, size);
    if (to == NULL) {
        return str_builder_finish(&b);
    }
    size_t out = 0;
    for (size_t in = 0; in < size; in++) {
        to[out++] = from[in] == '\r' ? '\n' : from[in];
        in += from[in] == '\r' && in + 1 < size && from[in + 1] == '\n';
    }
    b.size += out;
    return str_builder_finish(&b);
}

// Remembers which kinds of newlines were read.
static void note_newlines(struct file *file, char const *from, size_t size)
{
    if (OURO_LIKELY(file->seen == 2 && memchr(from, '\r', size) == NULL)) {
        return;
    }
    for (size_t i = 0; i < size && file->seen != 7; i++) {
        if (from[i] == '\r') {
            bool pair = i + 1 < size && from[i + 1] == '\n';
            file->seen |= pair ? 4 : 1;
            i += pair;
        } else if (from[i] == '\n') {
            file->seen |= 2;
        }
    }
}

// Takes `size` bytes out of the text buffer.
static own_value take(struct ouro *rt, struct file *file, size_t size)
{
    char const *from = file->text.bytes + file->text.start;
    own_value v;
    if (file->universal && size > 0) {
        note_newlines(file, from, size);
    }
    if (file->binary) {
        v = bytes_new(rt, size == 0 ? "" : from, size);
    } else if (file->translate && size > 0 && memchr(from, '\r', size) != NULL) {
        v = translated(rt, from, size);
    } else {
        v = str_new(rt, size == 0 ? "" : from, size);
    }
    if (!failed(v)) {
        file->text.start += size;
        if (file->text.start == file->text.end) {
            file->text.start = file->text.end = 0;
            if (file->text.capacity > 4 * CHUNK_BYTES) {
                free_buffer(rt, &file->text);
            }
        }
    }
    return v;
}

// Bytes that `count` units (bytes or code points as handed out) take, or all there are when they are fewer (*enough
// false: more is needed, or the last one is a \r that may be half of a newline).
static size_t measure(struct file const *file, uint64_t count, bool *enough)
{
    char const *from = file->text.bytes + file->text.start;
    size_t size = file->text.end - file->text.start;
    *enough = true;
    if (file->binary) {
        *enough = size >= count;
        return *enough ? (size_t)count : size;
    }
    size_t at = 0;
    for (uint64_t i = 0; i < count; i++) {
        if (at >= size) {
            *enough = false;
            return size;
        }
        if (from[at] == '\r' && file->translate) {
            if (at + 1 == size && !file->at_end) {
                *enough = false;
                return size;
            }
            at += at + 1 < size && from[at + 1] == '\n';
        }
        at += utf8_width(from[at]);
    }
    return at;
}

own_value file_read(struct ouro *rt, struct file *file, int64_t count)
{
    if (!begin_reading(rt, file, "read of")) {
        return own_nothing;
    }
    size_t size = 0;
    bool enough = false;
    for (;;) {
        if (count >= 0) {
            size = measure(file, (uint64_t)count, &enough);
        }
        if (enough || file->at_end) {
            break;
        }
        if (!fill(rt, file)) {
            return own_nothing;
        }
    }
    return take(rt, file, count < 0 ? file->text.end - file->text.start : size);
}

own_value file_read_once(struct ouro *rt, struct file *file, int64_t count)
{
    if (!begin_reading(rt, file, "read of")) {
        return own_nothing;
    }
    if (count > 0 && file->text.start == file->text.end && !read_some(rt, file, &file->text, file->unbuffered, count)) {
        return own_nothing;
    }
    uint64_t waiting = file->text.end - file->text.start;
    return take(rt, file, waiting < (uint64_t)count ? waiting : (size_t)count);
}

own_value file_peek(struct ouro *rt, struct file *file)
{
    if (!begin_reading(rt, file, "peek of") ||
        (file->text.start == file->text.end && !read_chunk(rt, file, &file->text))) {
        return own_nothing;
    }
    size_t waiting = file->text.end - file->text.start;
    return bytes_new(rt, waiting == 0 ? "" : file->text.bytes + file->text.start, waiting);
}

own_value file_raw(struct ouro *rt, struct file *file)
{
    if (is_nothing(slot_get(file->buffer))) {
        own_value raw = file_new_raw(rt, file->descriptor, slot_get(file->name), text_of(file->mode, "rb"));
        if (failed(raw)) {
            return raw;
        }
        struct file *r = as_file(lend(raw));
        r->owns_descriptor = false;
        r->closes = file->owns_descriptor || file->closes;
        r->closed = file->closed;
        slot_init(&file->buffer, raw);
    }
    return retain(slot_get(file->buffer));
}

void file_hand_over(struct ouro *rt, struct file *file, struct file *to)
{
    to->owns_descriptor = file->owns_descriptor;
    file->owns_descriptor = false;
    file->closed = true;
    file->descriptor = -1;
    release(rt, slot_take(rt, file, &file->buffer));
    file_free_buffers(rt, file);
}

// The end of the line that begins `size` bytes: offset behind its newline, or 0 when it is not there yet.
static size_t line_end(struct file const *file, char const *from, size_t size)
{
    if (file->universal) {
        char const *newline = memchr(from, '\n', size);
        size_t end = newline == NULL ? 0 : (size_t)(newline - from) + 1;
        char const *cr = memchr(from, '\r', end == 0 ? size : end);
        if (OURO_LIKELY(cr == NULL) || (cr + 1 == from + size && !file->at_end)) {
            return end;
        }
        return (size_t)(cr - from) + 1 + (cr + 1 < from + size && cr[1] == '\n');
    }
    bool wide = file->newline[0] == '\r' && file->newline[1] == '\n';
    char const *found = memchr(from, file->newline[0] == '\r' ? '\r' : '\n', size);
    while (wide && found != NULL && (found + 1 == from + size || found[1] != '\n')) {
        found = memchr(found + 1, '\r', (size_t)(from + size - found - 1));
    }
    return found == NULL ? 0 : (size_t)(found - from) + 1 + wide;
}

own_value file_read_line(struct ouro *rt, struct file *file, int64_t limit)
{
    if (!begin_reading(rt, file, "readline of")) {
        return own_nothing;
    }
    size_t end;
    size_t searched = 0; // bytes known to hold no newline
    for (;;) {
        char const *from = file->text.bytes + file->text.start;
        size_t size = file->text.end - file->text.start;
        size_t found = size > searched ? line_end(file, from + searched, size - searched) : 0;
        end = found == 0 ? size : searched + found;
        if (found != 0) {
            break;
        }
        if (limit >= 0 && !file->binary && size >= 4 * (uint64_t)limit + 2) {
            break;
        }
        if (file->at_end || (limit >= 0 && file->binary && size >= (uint64_t)limit)) {
            break;
        }
        searched = size > 0 && from[size - 1] == '\r' ? size - 1 : size;
        if (!fill(rt, file)) {
            return own_nothing;
        }
        if (file->at_end) {
            searched = 0; // a last \r counts now
        }
    }
    if (limit >= 0) {
        bool enough;
        size_t most = measure(file, (uint64_t)limit, &enough);
        end = most < end ? most : end;
    }
    return take(rt, file, end);
}

// Position ------------------------------------------------------------------------------------------------------------

bool file_tell(struct ouro *rt, struct file *file, int64_t *position)
{
    int error = os_file_seek(file->descriptor, 0, OS_FILE_CURRENT, position);
    if (error != 0) {
        error_raise_os(rt, error, ref_nothing, ref_nothing);
        return false;
    }
    *position += (int64_t)(file->out.end - file->out.start) - read_ahead(rt, file);
    return true;
}

bool file_seek(struct ouro *rt, struct file *file, int64_t offset, int whence, int64_t *position)
{
    if (!file_flush(rt, file)) {
        return false;
    }
    if (whence == OS_FILE_CURRENT) {
        offset -= read_ahead(rt, file);
    }
    int error = os_file_seek(file->descriptor, offset, (enum os_file_whence)whence, position);
    if (error != 0) {
        error_raise_os(rt, error, ref_nothing, ref_nothing);
        return false;
    }
    drop_read_ahead(file);
    file->begun = *position != 0;
    return true;
}

bool file_truncate(struct ouro *rt, struct file *file, int64_t size)
{
    int error = os_file_truncate(file->descriptor, size);
    if (error != 0) {
        error_raise_os(rt, error, ref_nothing, ref_nothing);
    }
    return error == 0;
}
