// SPDX-License-Identifier: MIT
// posix: listdir, scandir, and the types DirEntry and ScandirIterator.
#include "lib/posix.h"
#include "object/container.h"
#include "object/error.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operation.h"
#include "object/state.h"
#include "object/str.h"
#include "object/warning.h"

#include <errno.h>
#include <string.h>

#define FUNCTION(name) static POSIX_FUNCTION(name)
#define UNUSED (void)rt, (void)args, (void)count, (void)kwnames

struct dir_entry {
    struct object header;
    slot_value name;
    slot_value path;
    slot_value followed; // stat_result, or nothing
    slot_value itself;   // of the entry itself, when it is a link
    uint64_t inode;
    enum os_entry_kind kind;
};
struct scan {
    struct object header;
    slot_value path;          // what was given, as str or bytes
    struct os_folder *folder; // NULL: closed
    bool is_bytes;
};

static struct dir_entry *as_entry(ref_value v)
{
    return (struct dir_entry *)as_object(v);
}
static struct scan *as_scan(ref_value v)
{
    return (struct scan *)as_object(v);
}

static int open_folder(struct path_argument const *path, struct os_folder **folder)
{
    bool descriptor = failed(path->bytes) && !failed(path->value);
    return descriptor ? os_folder_open_descriptor(path->descriptor, folder) : os_folder_open(path->text, folder);
}

POSIX_FUNCTION(posix_listdir)
{
    static char const *const names[] = {"path"};
    static struct signature const signature = {"listdir", names, 1, 0, 0, 1};
    ref_value given[1];
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !path_take(rt, given[0], "listdir", "path", PATH_DESCRIPTOR | PATH_NONE, &path)) {
        return own_nothing;
    }
    struct os_folder *folder = NULL;
    own_value list = list_new(rt, 0);
    int error = failed(list) ? 0 : open_folder(&path, &folder);
    while (folder != NULL && error == 0 && !failed(list)) {
        char const *name;
        uint64_t inode;
        enum os_entry_kind kind;
        error = os_folder_next(folder, &name, &inode, &kind);
        if (error != 0 || name == NULL) {
            break;
        }
        own_value text = path_name(rt, name, path.is_bytes);
        if (failed(text) || !list_append(rt, as_list(lend(list)), text)) {
            release(rt, give(list));
        }
    }
    os_folder_close(folder);
    if (error != 0) {
        path_error(rt, error, &path);
        release(rt, give(list));
    }
    path_release(rt, &path);
    return list;
}

// Entries -------------------------------------------------------------------------------------------------------------

// The status of an entry, kept after the first call.
static own_value entry_status(struct ouro *rt, ref_value self, bool follow)
{
    struct dir_entry *e = as_entry(self);
    bool link = e->kind == OS_ENTRY_LINK || e->kind == OS_ENTRY_UNKNOWN;
    slot_value *kept = follow || !link ? &e->followed : &e->itself;
    if (!is_nothing(slot_get(*kept))) {
        return retain(slot_get(*kept));
    }
    struct path_argument path;
    struct os_status status;
    if (!path_take(rt, slot_get(e->path), "DirEntry", "path", 0, &path)) {
        return own_nothing;
    }
    int error = os_path_status(path.text, follow, &status);
    own_value result = error != 0 ? path_error(rt, error, &path) : posix_stat_result(rt, &status);
    path_release(rt, &path);
    if (!failed(result) && is_nothing(slot_get(*kept))) {
        slot_set(rt, e, kept, retain(lend(result)));
    }
    return result;
}

static bool take_follow(struct ouro *rt, char const *name, ref_value const *args, uint32_t count, ref_value kwnames,
                        bool *follow)
{
    static char const *const names[] = {"follow_symlinks"};
    struct signature const signature = {name, names, 1, 0, 0, 0};
    ref_value given[1];
    return arguments_bind(rt, &signature, args + 1, count - 1, kwnames, given) &&
           posix_truth(rt, given[0], true, follow);
}

FUNCTION(entry_stat)
{
    bool follow;
    return take_follow(rt, "stat", args, count, kwnames, &follow) ? entry_status(rt, args[0], follow) : own_nothing;
}

// Is the entry of this kind? A link is asked for what it points to; one that points nowhere is nothing.
static own_value is_of_kind(struct ouro *rt, ref_value self, bool follow, bool folder)
{
    struct dir_entry *e = as_entry(self);
    if (e->kind != OS_ENTRY_UNKNOWN && !(follow && e->kind == OS_ENTRY_LINK)) {
        return own_bool(e->kind == (folder ? OS_ENTRY_FOLDER : OS_ENTRY_FILE));
    }
    own_value status = entry_status(rt, self, follow);
    if (failed(status)) {
        if (error_matches(rt, TYPE_FILE_NOT_FOUND_ERROR)) {
            error_clear(rt);
            return own_false;
        }
        return own_nothing;
    }
    own_value zero = own_small_int(0);
    own_value mode = operation_get_item(rt, lend(status), lend(zero));
    int64_t bits = 0;
    bool done = !failed(mode) && int_to_int64(rt, lend(mode), &bits);
    release(rt, mode);
    release(rt, status);
    return !done ? own_nothing : own_bool(folder ? os_mode_is_folder((uint32_t)bits) : os_mode_is_file((uint32_t)bits));
}

FUNCTION(entry_is_dir)
{
    bool follow;
    return take_follow(rt, "is_dir", args, count, kwnames, &follow) ? is_of_kind(rt, args[0], follow, true)
                                                                    : own_nothing;
}
FUNCTION(entry_is_file)
{
    bool follow;
    return take_follow(rt, "is_file", args, count, kwnames, &follow) ? is_of_kind(rt, args[0], follow, false)
                                                                     : own_nothing;
}
FUNCTION(entry_is_symlink)
{
    UNUSED;
    struct dir_entry *e = as_entry(args[0]);
    if (e->kind != OS_ENTRY_UNKNOWN) {
        return own_bool(e->kind == OS_ENTRY_LINK);
    }
    struct path_argument path;
    struct os_status status;
    if (!path_take(rt, slot_get(e->path), "DirEntry", "path", 0, &path)) {
        return own_nothing;
    }
    int error = os_path_status(path.text, false, &status);
    own_value result = error == 0        ? own_bool(os_mode_is_link(status.mode))
                       : error == ENOENT ? own_false
                                         : path_error(rt, error, &path);
    path_release(rt, &path);
    return result;
}
FUNCTION(entry_inode)
{
    UNUSED;
    return int_from_uint64(rt, as_entry(args[0])->inode);
}
FUNCTION(entry_fspath)
{
    UNUSED;
    return retain(slot_get(as_entry(args[0])->path));
}

static own_value entry_name(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_entry(self)->name));
}
static own_value entry_path(struct ouro *rt, ref_value self)
{
    (void)rt;
    return retain(slot_get(as_entry(self)->path));
}
static own_value entry_repr(struct ouro *rt, ref_value self)
{
    return str_format(rt, "<DirEntry %R>", slot_get(as_entry(self)->name));
}

FIELDS_FUNCTIONS(entry, dir_entry, name, 4)

static struct type_definition const entry_definition = {
    .name = "posix.DirEntry",
    .number = TYPE_DIR_ENTRY,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct dir_entry),
    .traverse = entry_traverse,
    .drop_step = entry_drop_step,
    .clear = entry_clear,
    .protocol = &(struct type_protocol const){.repr = entry_repr},
    .methods =
        (struct native_definition const[]){
            {"is_dir", entry_is_dir, 0, -1, NATIVE_KEYWORDS, "Return True if the entry is a directory."},
            {"is_file", entry_is_file, 0, -1, NATIVE_KEYWORDS, "Return True if the entry is a file."},
            {"is_symlink", entry_is_symlink, 0, 0, 0, "Return True if the entry is a symbolic link."},
            {"stat", entry_stat, 0, -1, NATIVE_KEYWORDS, "Return stat_result object for the entry."},
            {"inode", entry_inode, 0, 0, 0, "Return inode of the entry."},
            {"__fspath__", entry_fspath, 0, 0, 0, "Returns the path for the entry."},
            CONTAINER_CLASS_GETITEM,
            {0},
        },
    .attributes =
        (struct attribute_definition const[]){
            {"name", entry_name, NULL, "the entry's base filename, relative to scandir() \"path\" argument"},
            {"path", entry_path, NULL, "the entry's full path name; equivalent to os.path.join(scandir_path, name)"},
            {0},
        },
};

// Scanning ------------------------------------------------------------------------------------------------------------

static void scan_close(struct scan *s)
{
    os_folder_close(s->folder);
    s->folder = NULL;
}

static own_value join(struct ouro *rt, struct scan *s, char const *name)
{
    ref_value path = slot_get(s->path);
    if (is_nothing(path)) {
        return path_name(rt, name, s->is_bytes);
    }
    own_value tail = path_name(rt, name, s->is_bytes);
    own_value slash = failed(tail) ? own_nothing : path_name(rt, "/", s->is_bytes);
    own_value ends = own_nothing;
    if (!failed(slash)) {
        own_value method = str_from(rt, "endswith");
        ref_value const call[] = {path, lend(slash)};
        ends = failed(method) ? own_nothing : operation_call_method(rt, lend(method), call, 2, ref_nothing);
        release(rt, method);
    }
    own_value whole = own_nothing;
    if (!failed(ends)) {
        own_value front = same(lend(ends), ref_true) || operation_length(rt, path) == 0
                              ? retain(path)
                              : operation_binary(rt, BINARY_ADD, path, lend(slash));
        whole = failed(front) ? own_nothing : operation_binary(rt, BINARY_ADD, lend(front), lend(tail));
        release(rt, front);
    }
    release(rt, ends);
    release(rt, slash);
    release(rt, tail);
    return whole;
}

static own_value entry_new(struct ouro *rt, struct scan *s, char const *name, uint64_t inode, enum os_entry_kind kind)
{
    own_value path = join(rt, s, name);
    own_value text = failed(path) ? own_nothing : path_name(rt, name, s->is_bytes);
    struct dir_entry *e = failed(text) ? NULL : object_allocate(rt, HEAP_TRACED, sizeof *e, TYPE_DIR_ENTRY);
    if (e == NULL) {
        release(rt, text);
        release(rt, path);
        return error_pending(rt) ? own_nothing : error_no_memory(rt);
    }
    slot_init(&e->name, text);
    slot_init(&e->path, path);
    e->inode = inode;
    e->kind = kind;
    return own_object(e);
}

static own_value scan_next(struct ouro *rt, ref_value self)
{
    struct scan *s = as_scan(self);
    if (s->folder == NULL) {
        return own_stop;
    }
    char const *name;
    uint64_t inode;
    enum os_entry_kind kind;
    int error = os_folder_next(s->folder, &name, &inode, &kind);
    if (error == 0 && name != NULL) {
        own_value entry = entry_new(rt, s, name, inode, kind);
        if (failed(entry)) {
            scan_close(s);
        }
        return entry;
    }
    scan_close(s);
    return error == 0 ? own_stop : error_raise_os(rt, error, slot_get(s->path), ref_nothing);
}

FUNCTION(scan_close_method)
{
    UNUSED;
    scan_close(as_scan(args[0]));
    return own_none;
}
FUNCTION(scan_enter)
{
    UNUSED;
    return retain(args[0]);
}

static own_value scan_finish(struct ouro *rt, struct object *o)
{
    (void)rt;
    scan_close((struct scan *)o);
    return own_nothing;
}

static bool scan_needs_finalize(struct ouro *rt, struct object *o)
{
    (void)rt;
    return ((struct scan *)o)->folder != NULL;
}

static void scan_finalize(struct ouro *rt, struct object *o)
{
    own_value pending = error_take(rt);
    scan_close((struct scan *)o);
    if (!warning_unclosed(rt, "unclosed scandir iterator", ref_object(o))) {
        error_unraisable(rt, ref_object(o));
    }
    error_restore(rt, pending);
}

FIELDS_FUNCTIONS(scan, scan, path, 1)

static struct type_definition const scan_definition = {
    .name = "posix.ScandirIterator",
    .number = TYPE_SCANDIR_ITERATOR,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE,
    .size = sizeof(struct scan),
    .traverse = scan_traverse,
    .drop_step = scan_drop_step,
    .clear = scan_clear,
    .finish = scan_finish,
    .finalize = scan_finalize,
    .needs_finalize = scan_needs_finalize,
    .protocol = &(struct type_protocol const){.iterate = iterator_self, .next = scan_next},
    .methods =
        (struct native_definition const[]){
            {"close", scan_close_method, 0, 0, 0, NULL},
            {"__enter__", scan_enter, 0, 0, 0, NULL},
            {"__exit__", scan_close_method, 0, -1, 0, NULL},
            {0},
        },
};

POSIX_FUNCTION(posix_scandir)
{
    static char const *const names[] = {"path"};
    static struct signature const signature = {"scandir", names, 1, 0, 0, 1};
    ref_value given[1];
    struct path_argument path;
    if (!arguments_bind(rt, &signature, args, count, kwnames, given) ||
        !path_take(rt, given[0], "scandir", "path", PATH_DESCRIPTOR | PATH_NONE, &path)) {
        return own_nothing;
    }
    struct scan *s = object_allocate(rt, HEAP_TRACED, sizeof *s, TYPE_SCANDIR_ITERATOR);
    if (s == NULL) {
        path_release(rt, &path);
        return error_no_memory(rt);
    }
    own_value result = own_object(s);
    int error = open_folder(&path, &s->folder);
    s->is_bytes = path.is_bytes;
    if (error != 0) {
        path_error(rt, error, &path);
        release(rt, give(result));
    } else if (!failed(path.bytes)) {
        slot_init(&s->path, retain(lend(path.value)));
    } else if (failed(path.value)) {
        slot_init(&s->path, path_name(rt, ".", false));
    }
    path_release(rt, &path);
    return result;
}

bool posix_folder_types(struct ouro *rt)
{
    return type_define(rt, &entry_definition) && type_define(rt, &scan_definition);
}
