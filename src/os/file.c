// SPDX-License-Identifier: MIT
// Files by POSIX calls.
#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)
#define FIRST_ROOM ((size_t)8192)

int os_file_raw_flags(unsigned flags)
{
    int mode = O_CLOEXEC;
    if (flags & OS_FILE_WRITE) {
        mode |= flags & OS_FILE_READ ? O_RDWR : O_WRONLY;
        mode |= flags & OS_FILE_APPEND ? O_APPEND : 0;
        mode |= flags & OS_FILE_CREATE ? O_CREAT : 0;
        mode |= flags & OS_FILE_TRUNCATE ? O_TRUNC : 0;
        mode |= flags & OS_FILE_EXCLUSIVE ? O_EXCL : 0;
    } else {
        mode |= O_RDONLY;
    }
    return mode;
}

int os_file_open(char const *path, unsigned flags, int *descriptor)
{
    int opened;
    do {
        opened = open(path, os_file_raw_flags(flags), 0666);
    } while (opened < 0 && errno == EINTR);
    if (opened >= 0 && opened <= 2) {
        // A standard stream was closed: this file must not become it.
        int moved = fcntl(opened, F_DUPFD_CLOEXEC, 3);
        int code = errno;
        close(opened);
        errno = code;
        opened = moved;
    }
    if (opened < 0) {
        return errno;
    }
    *descriptor = opened;
    return 0;
}

int os_file_absolute(char const *path, bool resolved, char *buffer, size_t bytes)
{
    char place[PATH_MAX];
    int length;
    if (resolved) {
        if (realpath(path, place) == NULL) {
            return errno;
        }
        length = snprintf(buffer, bytes, "%s", place);
    } else if (path[0] == '/') {
        length = snprintf(buffer, bytes, "%s", path);
    } else {
        if (getcwd(place, sizeof place) == NULL) {
            return errno;
        }
        path += path[0] == '.' && path[1] == '/' ? 2 : 0;
        length = snprintf(buffer, bytes, "%s/%s", strcmp(place, "/") == 0 ? "" : place, path);
    }
    return length < 0 || (size_t)length >= bytes ? ENAMETOOLONG : 0;
}

int os_file_open_raw(char const *path, int flags, unsigned mode, int *descriptor)
{
    do {
        *descriptor = open(path, flags | O_CLOEXEC, (mode_t)mode);
    } while (*descriptor < 0 && errno == EINTR);
    return *descriptor < 0 ? errno : 0;
}

int os_file_duplicate(int descriptor, int *copy)
{
    *copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    return *copy < 0 ? errno : 0;
}

int os_file_duplicate_to(int descriptor, int to, bool inheritable)
{
    if (descriptor == to) {
        return fcntl(descriptor, F_GETFD) < 0 ? errno : 0;
    }
    return dup3(descriptor, to, inheritable ? 0 : O_CLOEXEC) < 0 ? errno : 0;
}

int os_file_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC) != 0 ? errno : 0;
}

int os_file_sync(int descriptor, bool data_only)
{
    return (data_only ? fdatasync(descriptor) : fsync(descriptor)) != 0 ? errno : 0;
}

int os_file_get_inheritable(int descriptor, bool *inheritable)
{
    int flags = fcntl(descriptor, F_GETFD);
    *inheritable = flags >= 0 && !(flags & FD_CLOEXEC);
    return flags < 0 ? errno : 0;
}

int os_file_set_inheritable(int descriptor, bool inheritable)
{
    int flags = fcntl(descriptor, F_GETFD);
    if (flags < 0) {
        return errno;
    }
    return fcntl(descriptor, F_SETFD, inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC) < 0 ? errno : 0;
}

int os_file_get_blocking(int descriptor, bool *blocking)
{
    int flags = fcntl(descriptor, F_GETFL);
    *blocking = flags >= 0 && !(flags & O_NONBLOCK);
    return flags < 0 ? errno : 0;
}

int os_file_set_blocking(int descriptor, bool blocking)
{
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) {
        return errno;
    }
    return fcntl(descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) < 0 ? errno : 0;
}

int os_file_close(int descriptor)
{
    return close(descriptor) == 0 || errno == EINTR ? 0 : errno;
}

int os_file_read(int descriptor, void *buffer, size_t bytes, size_t *got)
{
    *got = 0;
    struct pollfd waits = {.fd = descriptor, .events = POLLIN};
    int ready = poll(&waits, 1, OS_FILE_WAIT_MS);
    if (ready == 0 || (ready < 0 && errno == EINTR)) {
        return EINTR; // nothing to read yet; a time limit or a stop may have come
    }
    ssize_t count = read(descriptor, buffer, bytes < SSIZE_MAX ? bytes : SSIZE_MAX);
    *got = count < 0 ? 0 : (size_t)count;
    return count < 0 ? errno : 0;
}

int os_file_write(int descriptor, void const *buffer, size_t bytes, size_t *written)
{
    ssize_t count = write(descriptor, buffer, bytes < SSIZE_MAX ? bytes : SSIZE_MAX);
    *written = count < 0 ? 0 : (size_t)count;
    return count < 0 ? errno : 0;
}

int os_file_write_all(int descriptor, void const *buffer, size_t bytes)
{
    char const *from = buffer;
    while (bytes != 0) {
        size_t written = 0;
        int code = os_file_write(descriptor, from, bytes, &written);
        if (code != 0 && code != EINTR) {
            return code;
        }
        from += written;
        bytes -= written;
    }
    return 0;
}

int os_file_seek(int descriptor, int64_t offset, enum os_file_whence whence, int64_t *position)
{
    int from = whence == OS_FILE_START ? SEEK_SET : whence == OS_FILE_CURRENT ? SEEK_CUR : SEEK_END;
    off_t at = lseek(descriptor, (off_t)offset, from);
    if (at < 0) {
        return errno;
    }
    *position = (int64_t)at;
    return 0;
}

int os_file_truncate(int descriptor, int64_t size)
{
    int result;
    do {
        result = ftruncate(descriptor, (off_t)size);
    } while (result != 0 && errno == EINTR);
    return result == 0 ? 0 : errno;
}

bool os_file_is_terminal(int descriptor)
{
    return isatty(descriptor) == 1;
}

static void take_status(struct stat const *from, struct os_file_status *status)
{
    status->kind = S_ISREG(from->st_mode)   ? OS_FILE_REGULAR
                   : S_ISDIR(from->st_mode) ? OS_FILE_DIRECTORY
                                            : OS_FILE_OTHER;
    status->size = S_ISREG(from->st_mode) ? (int64_t)from->st_size : 0;
    status->modified = (int64_t)from->st_mtim.tv_sec * SECOND + (int64_t)from->st_mtim.tv_nsec;
}

int os_file_status(int descriptor, struct os_file_status *status)
{
    struct stat raw;
    if (fstat(descriptor, &raw) != 0) {
        return errno;
    }
    take_status(&raw, status);
    if (status->kind == OS_FILE_OTHER && os_file_is_terminal(descriptor)) {
        status->kind = OS_FILE_TERMINAL;
    }
    return 0;
}

int os_file_status_path(char const *path, struct os_file_status *status)
{
    struct stat raw;
    if (stat(path, &raw) != 0) {
        return errno;
    }
    take_status(&raw, status);
    return 0;
}

// Room for what a regular file says is left, plus one byte, so that its end is seen without growing.
static size_t first_room(int descriptor)
{
    struct os_file_status status;
    int64_t position = 0;
    if (os_file_status(descriptor, &status) != 0 || status.kind != OS_FILE_REGULAR ||
        os_file_seek(descriptor, 0, OS_FILE_CURRENT, &position) != 0 || status.size <= position) {
        return FIRST_ROOM;
    }
    return (size_t)(status.size - position) + 1;
}

int os_file_read_all(int descriptor, os_file_room *grow, void *to, void **buffer, size_t *room, size_t *length)
{
    *length = 0;
    for (;;) {
        if (*length == *room) {
            if (*room > SIZE_MAX / 2) {
                return ENOMEM;
            }
            size_t wanted = *room == 0 ? first_room(descriptor) : *room + *room / 2 + FIRST_ROOM;
            void *grown = grow(to, *buffer, *room, wanted);
            if (grown == NULL) {
                return ENOMEM;
            }
            *buffer = grown;
            *room = wanted;
        }
        size_t got = 0;
        int code = os_file_read(descriptor, (char *)*buffer + *length, *room - *length, &got);
        if (code != 0 && code != EINTR) {
            return code;
        }
        if (code == 0 && got == 0) {
            return 0;
        }
        *length += got;
    }
}

void os_error_text(int code, char *buffer, size_t bytes)
{
    if (bytes == 0) {
        return;
    }
    char const *text = strerror_r(code, buffer, bytes);
    if (text != buffer) {
        size_t length = strlen(text) < bytes - 1 ? strlen(text) : bytes - 1;
        memcpy(buffer, text, length);
        buffer[length] = '\0';
    }
}
