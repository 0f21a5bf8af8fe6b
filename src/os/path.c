// SPDX-License-Identifier: MIT
// The file system by path, by POSIX calls.
#include "os/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

static int result_of(int returned)
{
    return returned == 0 ? 0 : errno;
}

static int64_t nanoseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * SECOND + (int64_t)t.tv_nsec;
}

static struct timespec timespec_of(int64_t t)
{
    int64_t rest = t % SECOND;
    int64_t seconds = t / SECOND - (rest < 0);
    return (struct timespec){.tv_sec = (time_t)seconds, .tv_nsec = (long)(rest < 0 ? rest + SECOND : rest)};
}

static void take_status(struct stat const *from, struct os_status *to)
{
    *to = (struct os_status){
        .mode = (uint32_t)from->st_mode,
        .inode = (uint64_t)from->st_ino,
        .device = (uint64_t)from->st_dev,
        .links = (uint64_t)from->st_nlink,
        .user = (uint32_t)from->st_uid,
        .group = (uint32_t)from->st_gid,
        .size = (int64_t)from->st_size,
        .accessed = nanoseconds(from->st_atim),
        .modified = nanoseconds(from->st_mtim),
        .changed = nanoseconds(from->st_ctim),
        .block_size = (int64_t)from->st_blksize,
        .blocks = (int64_t)from->st_blocks,
        .special_device = (uint64_t)from->st_rdev,
    };
}

int os_path_status(char const *path, bool follow, struct os_status *status)
{
    struct stat raw;
    if ((follow ? stat(path, &raw) : lstat(path, &raw)) != 0) {
        return errno;
    }
    take_status(&raw, status);
    return 0;
}

int os_descriptor_status(int descriptor, struct os_status *status)
{
    struct stat raw;
    if (fstat(descriptor, &raw) != 0) {
        return errno;
    }
    take_status(&raw, status);
    return 0;
}

int os_path_access(char const *path, int mode, bool effective, bool follow)
{
    return result_of(
        faccessat(AT_FDCWD, path, mode, (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW)));
}

int os_path_make_folder(char const *path, unsigned mode)
{
    return result_of(mkdir(path, (mode_t)mode));
}

int os_path_remove_folder(char const *path)
{
    return result_of(rmdir(path));
}

int os_path_remove(char const *path)
{
    return result_of(unlink(path));
}

int os_path_rename(char const *from, char const *to)
{
    return result_of(rename(from, to));
}

int os_path_link(char const *from, char const *to, bool follow)
{
    return result_of(linkat(AT_FDCWD, from, AT_FDCWD, to, follow ? AT_SYMLINK_FOLLOW : 0));
}

int os_path_symlink(char const *target, char const *path)
{
    return result_of(symlink(target, path));
}

int os_path_read_link(char const *path, char *buffer, size_t bytes)
{
    ssize_t size = readlink(path, buffer, bytes);
    if (size < 0) {
        return errno;
    }
    if ((size_t)size >= bytes) {
        return ENAMETOOLONG;
    }
    buffer[size] = '\0';
    return 0;
}

int os_path_change_mode(char const *path, unsigned mode, bool follow)
{
    return result_of(fchmodat(AT_FDCWD, path, (mode_t)mode, follow ? 0 : AT_SYMLINK_NOFOLLOW));
}

int os_descriptor_change_mode(int descriptor, unsigned mode)
{
    return result_of(fchmod(descriptor, (mode_t)mode));
}

int os_path_change_owner(char const *path, int64_t user, int64_t group, bool follow)
{
    return result_of(fchownat(AT_FDCWD, path, (uid_t)user, (gid_t)group, follow ? 0 : AT_SYMLINK_NOFOLLOW));
}

int os_path_set_times(char const *path, bool follow, bool now, int64_t accessed, int64_t modified)
{
    struct timespec const times[] = {timespec_of(accessed), timespec_of(modified)};
    return result_of(utimensat(AT_FDCWD, path, now ? NULL : times, follow ? 0 : AT_SYMLINK_NOFOLLOW));
}

int os_descriptor_set_times(int descriptor, bool now, int64_t accessed, int64_t modified)
{
    struct timespec const times[] = {timespec_of(accessed), timespec_of(modified)};
    return result_of(futimens(descriptor, now ? NULL : times));
}

int os_path_truncate(char const *path, int64_t size)
{
    int result;
    do {
        result = truncate(path, (off_t)size);
    } while (result != 0 && errno == EINTR);
    return result_of(result);
}

int os_path_change_folder(char const *path)
{
    return result_of(chdir(path));
}

int os_descriptor_change_folder(int descriptor)
{
    return result_of(fchdir(descriptor));
}

int os_path_working_folder(char *buffer, size_t bytes)
{
    return getcwd(buffer, bytes) == NULL ? errno : 0;
}

// Folders -------------------------------------------------------------------------------------------------------------

static int take_folder(DIR *opened, struct os_folder **folder)
{
    *folder = (struct os_folder *)opened; // the system's object under our name
    return opened == NULL ? errno : 0;
}

int os_folder_open(char const *path, struct os_folder **folder)
{
    return take_folder(opendir(path), folder);
}

int os_folder_open_descriptor(int descriptor, struct os_folder **folder)
{
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) {
        return errno;
    }
    int error = take_folder(fdopendir(copy), folder);
    if (error != 0) {
        close(copy);
    } else {
        rewinddir((DIR *)*folder);
    }
    return error;
}

int os_folder_next(struct os_folder *folder, char const **name, uint64_t *inode, enum os_entry_kind *kind)
{
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir((DIR *)folder);
        if (entry == NULL) {
            *name = NULL;
            return errno;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        *name = entry->d_name;
        *inode = (uint64_t)entry->d_ino;
        *kind = entry->d_type == DT_REG       ? OS_ENTRY_FILE
                : entry->d_type == DT_DIR     ? OS_ENTRY_FOLDER
                : entry->d_type == DT_LNK     ? OS_ENTRY_LINK
                : entry->d_type == DT_UNKNOWN ? OS_ENTRY_UNKNOWN
                                              : OS_ENTRY_OTHER;
        return 0;
    }
}

void os_folder_close(struct os_folder *folder)
{
    if (folder != NULL) {
        closedir((DIR *)folder);
    }
}

bool os_mode_is_folder(uint32_t mode)
{
    return S_ISDIR(mode);
}

bool os_mode_is_file(uint32_t mode)
{
    return S_ISREG(mode);
}

bool os_mode_is_link(uint32_t mode)
{
    return S_ISLNK(mode);
}
