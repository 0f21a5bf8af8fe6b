// SPDX-License-Identifier: MIT
// What the file system does by path: status, folders, links, times. Functions return 0 or an errno code.
#ifndef OURO_OS_PATH_H
#define OURO_OS_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/assert.h"

struct os_status {
    uint32_t mode;
    uint64_t inode;
    uint64_t device;
    uint64_t links;
    uint32_t user;
    uint32_t group;
    int64_t size;
    int64_t accessed; // nanoseconds since 1970
    int64_t modified;
    int64_t changed;
    int64_t block_size;
    int64_t blocks;
    uint64_t special_device;
};

// `follow`: through symbolic links, here and below.
OURO_MUST_USE int os_path_status(char const *path, bool follow, struct os_status *status);
OURO_MUST_USE int os_descriptor_status(int descriptor, struct os_status *status);
OURO_MUST_USE int os_path_access(char const *path, int mode, bool effective, bool follow); // mode: F_OK, R_OK, ...
OURO_MUST_USE int os_path_make_folder(char const *path, unsigned mode);
OURO_MUST_USE int os_path_remove_folder(char const *path);
OURO_MUST_USE int os_path_remove(char const *path);
OURO_MUST_USE int os_path_rename(char const *from, char const *to);
OURO_MUST_USE int os_path_link(char const *from, char const *to, bool follow);
OURO_MUST_USE int os_path_symlink(char const *target, char const *path);
// The text of a link, terminated: ENAMETOOLONG when the buffer is too small.
OURO_MUST_USE int os_path_read_link(char const *path, char *buffer, size_t bytes);
OURO_MUST_USE int os_path_change_mode(char const *path, unsigned mode, bool follow);
OURO_MUST_USE int os_descriptor_change_mode(int descriptor, unsigned mode);
OURO_MUST_USE int os_path_change_owner(char const *path, int64_t user, int64_t group, bool follow);
// Times in nanoseconds; `now`: both are the present.
OURO_MUST_USE int os_path_set_times(char const *path, bool follow, bool now, int64_t accessed, int64_t modified);
OURO_MUST_USE int os_descriptor_set_times(int descriptor, bool now, int64_t accessed, int64_t modified);
OURO_MUST_USE int os_path_truncate(char const *path, int64_t size);
OURO_MUST_USE int os_path_change_folder(char const *path);
OURO_MUST_USE int os_descriptor_change_folder(int descriptor);
OURO_MUST_USE int os_path_working_folder(char *buffer, size_t bytes);

// Reading a folder. "." and ".." are left out.
struct os_folder;
enum os_entry_kind { OS_ENTRY_UNKNOWN, OS_ENTRY_FILE, OS_ENTRY_FOLDER, OS_ENTRY_LINK, OS_ENTRY_OTHER };
OURO_MUST_USE int os_folder_open(char const *path, struct os_folder **folder);
OURO_MUST_USE int os_folder_open_descriptor(int descriptor, struct os_folder **folder); // works on a copy of it
// The next entry; *name NULL at the end, else good until the next call.
OURO_MUST_USE int os_folder_next(struct os_folder *folder, char const **name, uint64_t *inode,
                                 enum os_entry_kind *kind);
void os_folder_close(struct os_folder *folder);

// What a mode says of a file's kind.
bool os_mode_is_folder(uint32_t mode);
bool os_mode_is_file(uint32_t mode);
bool os_mode_is_link(uint32_t mode);

// Numbers with the system's names: O_RDONLY, SEEK_SET, F_OK, EX_OK, ...; and errno's. A NULL name ends each table.
struct os_constant {
    char const *name;
    int64_t value;
};
extern struct os_constant const os_constants[];
extern struct os_constant const os_error_codes[];

#endif
