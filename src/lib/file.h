// SPDX-License-Identifier: MIT
// File objects: text (TextIOWrapper) and binary ones over one descriptor, buffered both ways.
#ifndef OURO_LIB_FILE_H
#define OURO_LIB_FILE_H

#include "object/type.h"

// Reading: bytes from the descriptor wait in `raw` until they are decoded; decoded text (UTF-8, newlines as they came)
// waits in `text[start, end)` and is translated when it is handed out, so that its position in the file can be told. A
// binary file has bytes in `text` and no `raw`.
// Writing: encoded bytes wait in `out`. Reading and writing do not overlap: a file that reads has written out what
// waited, a file that writes has gone back over what it read ahead.
struct file_buffer {
    char *bytes; // raw memory of the heap
    size_t start;
    size_t end;
    size_t capacity;
};

#define FILE_SLOTS 6
struct file {
    struct object header;
    slot_value name;     // as given to open: str, bytes or int
    slot_value mode;     // str
    slot_value encoding; // str as given; None for binary files
    slot_value errors;   // str
    slot_value buffer;   // of a text file: the binary file over the same descriptor, made at the first request
    slot_value dict;     // attributes that programs set
    struct file_buffer raw;
    struct file_buffer text;
    struct file_buffer out;
    int descriptor;
    bool readable, writable, appending, binary;
    bool closed;
    bool busy;            // an interrupted system call lets Python run: nobody else may come in
    bool at_end;          // the descriptor gave 0 bytes
    bool line_buffered;   // written out at each newline
    bool unbuffered;      // written out at once
    bool owns_descriptor; // closed with the file
    bool closes;          // the raw stream of a file that owns the descriptor: its closefd
    bool utf8;            // the encoding is UTF-8 (others go through the codec)
    bool begun;           // something was written: no byte order mark again
    bool stepping;        // iteration has begun and not come to its end: tell() is refused
    bool translate;       // newline=None: \r\n and \r read as \n
    bool universal;       // newline=None or '': \r ends lines, too
    unsigned seen;        // kinds of newlines read: 1 \r, 2 \n, 4 \r\n
    char newline[3];      // as given to open: what '\n' is written as; "": as it is
};

// A file over an open descriptor; takes the descriptor only on success. encoding, errors: NULL for a binary file.
// Newlines are those of newline=None.
own_value file_new(struct ouro *rt, int descriptor, ref_value name, char const *mode, char const *encoding,
                   char const *errors);
// An unbuffered binary file.
own_value file_new_raw(struct ouro *rt, int descriptor, ref_value name, char const *mode);
// What open's newline asks for: None or '', '\n', '\r', '\r\n'. false: TypeError or ValueError pending.
OURO_MUST_USE bool file_set_newline(struct ouro *rt, struct file *file, ref_value newline);
// Writes a str (or bytes to a binary file). false: error pending.
OURO_MUST_USE bool file_write(struct ouro *rt, struct file *file, ref_value v);
OURO_MUST_USE bool file_flush(struct ouro *rt, struct file *file);
// Flushes and closes; harmless when closed already. false: error pending, the file is closed all the same.
OURO_MUST_USE bool file_close(struct ouro *rt, struct file *file);
// One line with its newline, at most `limit` code points or bytes (negative: no limit); empty at the end.
own_value file_read_line(struct ouro *rt, struct file *file, int64_t limit);
// `count` code points or bytes, or all that is left when it is negative.
own_value file_read(struct ouro *rt, struct file *file, int64_t count);
// What waits, at most `count` bytes; when nothing does, what one call of the system gives. Binary files.
own_value file_read_once(struct ouro *rt, struct file *file, int64_t count);
own_value file_peek(struct ouro *rt, struct file *file);
// The raw file under a binary one, sharing its descriptor: made at the first request. Owned.
own_value file_raw(struct ouro *rt, struct file *file);
// `to` owns the descriptor from now on, and the file is closed for good.
void file_hand_over(struct ouro *rt, struct file *file, struct file *to);
// The position of the next byte to be read or written.
OURO_MUST_USE bool file_tell(struct ouro *rt, struct file *file, int64_t *position);
// Lets what was read ahead go and moves; whence as in enum os_file_whence.
OURO_MUST_USE bool file_seek(struct ouro *rt, struct file *file, int64_t offset, int whence, int64_t *position);
OURO_MUST_USE bool file_truncate(struct ouro *rt, struct file *file, int64_t size);
// The end of a file object that nobody holds: writes what waits and closes, without a word about errors. Runs no
// Python.
void file_abandon(struct ouro *rt, struct file *file);
// Gives the buffers back; what waits to be written is lost.
void file_free_buffers(struct ouro *rt, struct file *file);
// ValueError pending when the file is closed.
OURO_MUST_USE bool file_check_open(struct ouro *rt, struct file *file);
// For binary files the message says what was tried: "read of", "write to".
OURO_MUST_USE bool file_check_open_for(struct ouro *rt, struct file *file, char const *action);
OURO_INLINE struct file *as_file(ref_value v)
{
    return (struct file *)as_object(v);
}

#endif
