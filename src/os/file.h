// SPDX-License-Identifier: MIT
// Files by descriptor. Functions return 0 or an errno code; interrupted calls are repeated unless said otherwise.
#ifndef OURO_OS_FILE_H
#define OURO_OS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/assert.h"

enum os_file_flags {
    OS_FILE_READ = 1,
    OS_FILE_WRITE = 2,
    OS_FILE_APPEND = 4,    // with WRITE
    OS_FILE_CREATE = 8,    // with WRITE: made if missing
    OS_FILE_TRUNCATE = 16, // with WRITE: emptied
    OS_FILE_EXCLUSIVE = 32 // with CREATE: must not exist
};

enum os_file_kind { OS_FILE_REGULAR, OS_FILE_DIRECTORY, OS_FILE_TERMINAL, OS_FILE_OTHER };

enum os_file_whence { OS_FILE_START, OS_FILE_CURRENT, OS_FILE_END };

struct os_file_status {
    enum os_file_kind kind;
    int64_t size;     // of a regular file, else 0
    int64_t modified; // nanoseconds since 1970
};

// On success *descriptor is open, not inherited by programs started, and never 0, 1 or 2 by accident of a closed one.
OURO_MUST_USE int os_file_open(char const *path, unsigned flags, int *descriptor);
// With the system's own flags (O_RDONLY, ...; see os_constants) and mode; not inherited.
OURO_MUST_USE int os_file_open_raw(char const *path, int flags, unsigned mode, int *descriptor);
int os_file_raw_flags(unsigned flags); // the system's, for our flags
OURO_MUST_USE int os_file_close(int descriptor);
OURO_MUST_USE int os_file_duplicate(int descriptor, int *copy);
OURO_MUST_USE int os_file_duplicate_to(int descriptor, int to, bool inheritable);
OURO_MUST_USE int os_file_pipe(int ends[2]); // read, write
OURO_MUST_USE int os_file_sync(int descriptor, bool data_only);
OURO_MUST_USE int os_file_get_inheritable(int descriptor, bool *inheritable);
OURO_MUST_USE int os_file_set_inheritable(int descriptor, bool inheritable);
OURO_MUST_USE int os_file_get_blocking(int descriptor, bool *blocking);
OURO_MUST_USE int os_file_set_blocking(int descriptor, bool blocking);
// Reads at most `bytes`; *got 0 is the end of the file. EINTR is returned, so that the caller can look at its interrupt
// flag; also after OS_FILE_WAIT_MS milliseconds without anything to read.
#define OS_FILE_WAIT_MS 50
OURO_MUST_USE int os_file_read(int descriptor, void *buffer, size_t bytes, size_t *got);
// Writes at most `bytes`; *written may be less. EINTR is returned.
OURO_MUST_USE int os_file_write(int descriptor, void const *buffer, size_t bytes, size_t *written);
// Writes all of it, repeating when interrupted.
OURO_MUST_USE int os_file_write_all(int descriptor, void const *buffer, size_t bytes);
OURO_MUST_USE int os_file_seek(int descriptor, int64_t offset, enum os_file_whence whence, int64_t *position);
OURO_MUST_USE int os_file_truncate(int descriptor, int64_t size);
bool os_file_is_terminal(int descriptor);
OURO_MUST_USE int os_file_status(int descriptor, struct os_file_status *status);
OURO_MUST_USE int os_file_status_path(char const *path, struct os_file_status *status);

// Memory for os_file_read_all: returns the buffer with room for `bytes` (contents kept), NULL: none.
typedef void *os_file_room(void *to, void *buffer, size_t old_bytes, size_t bytes);

// Reads a whole file (any kind that can be read). *buffer begins as NULL or as memory of *room bytes that `grow` can
// resize; on return, success or not, it is what grow last gave, *room its size, *length the bytes read. ENOMEM when
// grow returns NULL.
OURO_MUST_USE int os_file_read_all(int descriptor, os_file_room *grow, void *to, void **buffer, size_t *room,
                                   size_t *length);

// The path seen from the root, into the buffer, always terminated. `resolved`: without symbolic links, "." and "..", of
// a file that exists; otherwise the working directory is put before it.
OURO_MUST_USE int os_file_absolute(char const *path, bool resolved, char *buffer, size_t bytes);

// A message for an errno code, into the buffer; always terminated.
void os_error_text(int code, char *buffer, size_t bytes);

#endif
