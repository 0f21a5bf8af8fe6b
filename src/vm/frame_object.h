// SPDX-License-Identifier: MIT
// Frame and traceback objects.
//
// A frame object is made when somebody asks for it. While its frame lives (a record, or a suspended generator) it reads
// from there and the frame holds one reference to it; when the frame ends and others hold it, the locals move in.
#ifndef OURO_VM_FRAME_OBJECT_H
#define OURO_VM_FRAME_OBJECT_H

#include "vm/frame.h"

struct frame_object {
    struct object header;
    struct frame *record;        // while it runs or waits for a callee; else NULL
    struct generator *generator; // while that is suspended; else NULL. Not counted: it holds this object
    slot_value code;
    slot_value globals;
    slot_value builtins;
    slot_value back;      // frame object, once the frame has ended; or nothing
    slot_value namespace; // of module and class bodies, or nothing
    slot_value dict;      // what f_locals handed out of a function's frame, or nothing
    slot_value trace;     // f_trace, kept for the programs that set it
    uint32_t unit;        // last instruction, once the frame has ended or is suspended
    uint32_t local_count; // registers in `locals`
    slot_value locals[];  // locals and cells, moved in when the frame ends
};
struct traceback {
    struct object header;
    slot_value next;
    slot_value frame;
    uint32_t unit;
    int32_t line;
};
extern struct type_definition const frame_type_definition;
extern struct type_definition const traceback_type_definition;

// The frame object of a running frame, made on demand; lent (the record holds it). Nothing: MemoryError.
ref_value frame_object_of(struct ouro *rt, struct frame *frame);
// Of a suspended generator; lent. Nothing: MemoryError.
ref_value frame_object_of_generator(struct ouro *rt, struct generator *generator);
// The frame ends: moves its locals in when somebody else holds the object, and gives the record's reference up.
void frame_object_detach(struct ouro *rt, struct frame *frame);
// f_locals, owned.
own_value frame_object_locals(struct ouro *rt, ref_value frame);
int32_t code_line_at(struct code const *code, uint32_t unit);

#endif
