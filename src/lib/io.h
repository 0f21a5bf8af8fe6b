// SPDX-License-Identifier: MIT
// Files as the runtime itself uses them.
#ifndef OURO_LIB_IO_H
#define OURO_LIB_IO_H

#include "object/type.h"

// Makes sys.stdin, sys.stdout, sys.stderr (and their __x__ twins) over descriptors 0, 1, 2. false: error pending.
OURO_MUST_USE bool io_open_standard(struct ouro *rt);
// Lets their buffers go; nothing is written.
void io_close_standard(struct ouro *rt);

// The class io.UnsupportedOperation, made at its first use. Owned or nothing.
own_value io_unsupported_operation(struct ouro *rt);
// Raises it. Returns nothing.
own_value io_raise_unsupported(struct ouro *rt, char const *message);

// readinto of anything that `read` reads: fills a writable buffer. Owned int or nothing.
own_value io_fill_buffer(struct ouro *rt, ref_value buffer, ref_value self, native_fn *read);
// writelines by `write`. None or nothing.
own_value io_write_lines(struct ouro *rt, ref_value self, ref_value lines, native_fn *write);
// The types beyond text files, which are entered at the start. false: no memory.
OURO_MUST_USE bool io_types(struct ouro *rt);

extern struct type_definition const text_file_type_definition;
extern struct type_definition const binary_file_type_definition;
extern struct type_definition const buffered_writer_type_definition;
extern struct type_definition const buffered_random_type_definition;
extern struct type_definition const raw_file_type_definition;

#endif
