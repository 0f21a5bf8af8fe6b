// SPDX-License-Identifier: MIT
// The calls that may be made to fail. Each wrapper asks the plan, then calls the system.
#include "faults.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fault *plan;

void fault_plan(struct fault *fault)
{
    plan = fault;
}

static bool fires(enum fault_kind kind)
{
    if (plan == NULL || plan->kind != kind) {
        return false;
    }
    plan->attempts++;
    return plan->at != 0 && (plan->attempts == plan->at || (plan->later_too && plan->attempts > plan->at));
}

// ---- Memory

static bool mapping_fails(void)
{
    bool fails = fires(FAULT_MAPPING);
    errno = fails ? ENOMEM : errno;
    return fails;
}

#define WRAPPED(type, name, parameters) \
    type __real_##name parameters;      \
    type __wrap_##name parameters;      \
    type __wrap_##name parameters

WRAPPED(void *, mmap, (void *at, size_t size, int protection, int flags, int descriptor, off_t offset))
{
    return mapping_fails() ? MAP_FAILED : __real_mmap(at, size, protection, flags, descriptor, offset);
}

void *__real_mremap(void *memory, size_t old_size, size_t size, int flags, ...);
void *__wrap_mremap(void *memory, size_t old_size, size_t size, int flags, ...);
void *__wrap_mremap(void *memory, size_t old_size, size_t size, int flags, ...)
{
    if (mapping_fails()) {
        return MAP_FAILED;
    }
    va_list rest;
    va_start(rest, flags);
    void *to = flags & MREMAP_FIXED ? va_arg(rest, void *) : NULL;
    va_end(rest);
    return __real_mremap(memory, old_size, size, flags, to);
}

WRAPPED(int, munmap, (void *at, size_t size))
{
    return mapping_fails() ? -1 : __real_munmap(at, size);
}

WRAPPED(int, madvise, (void *at, size_t size, int advice))
{
    return mapping_fails() ? -1 : __real_madvise(at, size, advice);
}

// ---- Files

// The call fails with errno set. `full`: the error that stands for a system that has run out of something; `waits`: may
// it be interrupted?
static bool file_fails(int full, bool waits)
{
    if (plan == NULL || (plan->error == FAULT_INTERRUPTED && !waits) || plan->error == FAULT_SHORT ||
        !fires(FAULT_FILE)) {
        return false;
    }
    errno = plan->error == FAULT_INTERRUPTED ? EINTR : plan->error == FAULT_FULL ? full : EIO;
    return true;
}

static size_t shortened(size_t size)
{
    return size > 1 && plan != NULL && plan->error == FAULT_SHORT && fires(FAULT_FILE) ? 1 : size;
}

int __real_open(char const *path, int flags, ...);
int __wrap_open(char const *path, int flags, ...);
int __wrap_open(char const *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return file_fails(EMFILE, true) ? -1 : __real_open(path, flags, mode);
}

WRAPPED(int, close, (int descriptor))
{
    // Linux closes the descriptor whatever it reports.
    int result = __real_close(descriptor);
    return file_fails(ENOSPC, true) ? -1 : result;
}

WRAPPED(ssize_t, read, (int descriptor, void *buffer, size_t size))
{
    return file_fails(EIO, true) ? -1 : __real_read(descriptor, buffer, shortened(size));
}

WRAPPED(ssize_t, write, (int descriptor, void const *buffer, size_t size))
{
    return file_fails(ENOSPC, true) ? -1 : __real_write(descriptor, buffer, shortened(size));
}

WRAPPED(int, poll, (struct pollfd * descriptors, nfds_t count, int wait))
{
    return file_fails(ENOMEM, true) ? -1 : __real_poll(descriptors, count, wait);
}

#define FAILING(type, name, parameters, arguments, full, waits, failure)      \
    WRAPPED(type, name, parameters)                                           \
    {                                                                         \
        return file_fails(full, waits) ? (failure) : __real_##name arguments; \
    }

FAILING(off_t, lseek, (int descriptor, off_t offset, int whence), (descriptor, offset, whence), EOVERFLOW, false, -1)
FAILING(int, ftruncate, (int descriptor, off_t size), (descriptor, size), EFBIG, true, -1)
FAILING(int, fstat, (int descriptor, struct stat *to), (descriptor, to), ENOMEM, false, -1)
FAILING(int, stat, (char const *path, struct stat *to), (path, to), ENOMEM, false, -1)
FAILING(int, lstat, (char const *path, struct stat *to), (path, to), ENOMEM, false, -1)
FAILING(int, fsync, (int descriptor), (descriptor), ENOSPC, true, -1)
FAILING(int, dup3, (int from, int to, int flags), (from, to, flags), EMFILE, true, -1)
FAILING(int, pipe2, (int ends[2], int flags), (ends, flags), EMFILE, false, -1)
FAILING(int, mkdir, (char const *path, mode_t mode), (path, mode), ENOSPC, false, -1)
FAILING(int, rmdir, (char const *path), (path), EBUSY, false, -1)
FAILING(int, unlink, (char const *path), (path), ENOMEM, false, -1)
FAILING(int, rename, (char const *from, char const *to), (from, to), ENOSPC, false, -1)
FAILING(int, symlink, (char const *from, char const *to), (from, to), ENOSPC, false, -1)
FAILING(ssize_t, readlink, (char const *path, char *to, size_t size), (path, to, size), ENOMEM, false, -1)
FAILING(DIR *, opendir, (char const *path), (path), EMFILE, false, NULL)
FAILING(DIR *, fdopendir, (int descriptor), (descriptor), ENOMEM, false, NULL)
FAILING(struct dirent *, readdir, (DIR * folder), (folder), ENOENT, false, NULL)
FAILING(char *, getcwd, (char *to, size_t size), (to, size), ENOMEM, false, NULL)
FAILING(char *, realpath, (char const *path, char *to), (path, to), ENOMEM, false, NULL)
