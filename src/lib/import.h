// SPDX-License-Identifier: MIT
// Imports, as the files of this floor share them: finding (import_find.c), loading (import_load.c), names and
// __import__ (import.c), the main program (main_program.c).
//
// Where a module comes from, in this order: sys.modules; modules in C; embedded Python halves that CPython has frozen;
// the directories of sys.path (of the package's __path__); the other embedded halves. That is what the three finders of
// sys.meta_path stand for. sys.meta_path, sys.path_hooks and sys.path_importer_cache are made when somebody asks for
// them; from then on they are looked at, and finders that are not ours are called.
#ifndef OURO_LIB_IMPORT_H
#define OURO_LIB_IMPORT_H

#include "lib/library.h"

enum found_kind { FOUND_NONE, FOUND_BUILT_IN, FOUND_EMBEDDED, FOUND_FILE, FOUND_NAMESPACE, FOUND_SPEC, FOUND_HOST };

struct found_module {
    enum found_kind kind;
    size_t index;        // BUILT_IN, EMBEDDED: its row
    own_value file;      // FILE, HOST: the source's path
    own_value directory; // FILE, HOST: of a package, else nothing
    own_value value;     // NAMESPACE: list of directories; SPEC: what a finder gave; HOST: the source, bytes
};

// Searches `path` (a package's __path__), or sys.path when it is nothing. false: an error is pending.
OURO_MUST_USE bool import_find(struct ouro *rt, ref_value name, ref_value path, struct found_module *found);
// One directory: DIRECTORY/NAME/__init__.py, DIRECTORY/NAME.py. When only the folder is there, *portion is its path.
OURO_MUST_USE bool import_find_in(struct ouro *rt, ref_value directory, char const *tail, struct found_module *found,
                                  own_value *portion);
void found_release(struct ouro *rt, struct found_module *found);
// The rows of modules in C and of embedded ones: -1 when there is none of this name.
int64_t import_built_in(ref_value name);
int64_t import_embedded(ref_value name);
char const *import_built_in_name(size_t index); // NULL behind the last one

// Makes the module that was found, puts it into sys.modules and runs its body. Owned or nothing.
own_value import_load(struct ouro *rt, ref_value name, struct found_module const *found);
// The code object of a FILE or EMBEDDED module.
own_value import_code(struct ouro *rt, struct found_module const *found);
own_value import_spec(struct ouro *rt, ref_value name, struct found_module const *found); // of those, too
// Sets what a loaded module's namespace begins with: __spec__, __loader__, __package__, __path__, __file__, __cached__.
OURO_MUST_USE bool import_set_attributes(struct ouro *rt, ref_value dict, ref_value spec, bool with_name);

// Is the body of PACKAGE.NAME running? For the message about a missing attribute.
bool import_is_loading(struct ouro *rt, ref_value package, ref_value name);
// A module by its dotted name, as importlib.import_module gives it. Owned or nothing.
own_value import_module(struct ouro *rt, char const *name);
own_value import_absolute(struct ouro *rt, ref_value name);
// An attribute of importlib._bootstrap, which is imported if need be. Owned or nothing.
own_value import_bootstrap(struct ouro *rt, char const *attribute);
own_value import_parent_name(struct ouro *rt, ref_value name); // before the last dot; "" without one
// Raises ModuleNotFoundError with its name; takes the message (nothing: an error is pending already).
own_value import_not_found(struct ouro *rt, ref_value name, own_value message);

#endif
