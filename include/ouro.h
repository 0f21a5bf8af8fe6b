/* SPDX-License-Identifier: MIT
 * Ouro, a Python 3.11 runtime built around its memory manager. This is the one installed header, and its manual.
 * docs/embedding.md leads through it with examples.
 *
 * Runtimes and threads. A runtime (`ouro *`) is one Python world. It shares nothing with others: any number may live in
 * one process. Each is used by one thread at a time; that may be another one from call to call, if the host sees to it
 * that calls do not overlap (a mutex, say). ouro_interrupt and ouro_stop alone may be called by any thread, and by
 * signal handlers, at any time between ouro_open and ouro_close. Callbacks come on the thread that made the call.
 *
 * Values. A value of the program is seen through a handle, `ouro_value`, which belongs to one runtime.
 *   own   Every function with a result of type ouro_value gives an own handle, unless it says "lent". It keeps the
 * value alive until ouro_release, or the end of the scope that it was made in (ouro_scope_begin), or ouro_close. lent
 * Good until the call ends that gave it to the host's function (arguments), or for as long as the runtime (ouro_none,
 * ouro_true, ouro_false). ouro_release does nothing to it; ouro_retain makes an own one of it. Functions borrow the
 * values they are given: none takes an own handle away. None keeps a pointer to memory of the host beyond the call
 * either, unless it says so. A value that was released or belongs to another runtime is refused with SystemError as
 * long as its memory was not used for another; do not rely on it.
 *
 * Errors. A function that fails gives NULL, false or -1 as it says, and leaves an error pending: a Python exception.
 * While one is pending all functions that could fail do nothing and fail; a NULL value given to a function makes it
 * fail, too (SystemError when nothing is pending). So a run of calls may be checked once, at its end. ouro_error_clear
 * or ouro_error_take ends it, as does a return to Python, which raises it there. What may be raised: any function may
 * raise MemoryError; those marked [runs] may run Python code, and so raise anything, an ended limit or an interrupt
 * included; what else is said with each.
 *
 * Depth. C may call Python, which calls C, and so on: deep nesting ends in RecursionError, never in a fault, as long as
 * a host's function takes no more than 100 KiB of the C stack for itself.
 */
#ifndef OURO_H
#define OURO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define OURO_EXPORT __attribute__((visibility("default")))
#define OURO_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define OURO_EXPORT
#define OURO_PRINTF(text, first)
#endif

#define OURO_VERSION "0.1.0"

typedef struct ouro ouro;
typedef struct ouro_handle *ouro_value;

/* Where a runtime's memory comes from, when the host wants to give it. A realloc that is told both sizes and an
 * alignment:
 *   memory NULL: take `size` bytes; size 0: give `old_size` bytes back, the result counts for nothing; else: change the
 * size, where moving is allowed. What it gives must begin at a multiple of `alignment` (a power of two, up to 4 MiB)
 * and read as zero beyond old_size. NULL: refused, and `memory` is as it was; the program then gets MemoryError.
 * Sizes are multiples of 4096, most of them 4 MiB. Each piece is given back as a whole; at ouro_close the last. It is
 * called by the thread that uses the runtime, and must not call it. */
typedef void *ouro_allocator(void *user, void *memory, size_t old_size, size_t size, size_t alignment);

/* What a runtime is made with. Zero it, set `size` to sizeof(ouro_config), then what matters. */
typedef struct ouro_config {
    size_t size;
    size_t memory_limit; /* bytes the runtime may hold, every one counted; 0: no limit */
    int argument_count;  /* sys.argv, the program's name first; may be 0 */
    char const *const *arguments;
    uint64_t step_limit;   /* see ouro_set_step_limit; 0: none */
    double time_limit;     /* see ouro_set_time_limit, from ouro_open on; 0: none */
    double pause_budget;   /* seconds that one step of the collector may take; 0: 1 ms */
    double release_budget; /* seconds that one step of releasing a large structure may take; 0: no limit, at once */
    /* What programs may touch; by default nothing. */
    int allow_files;       /* not 0: open files of the host */
    int allow_environment; /* not 0: read its environment variables */
    int allow_import;      /* not 0: import modules from disk */
    /* NULL: the system. Else all comes from it but a table of addresses (8 MiB of address space, of which a few pages
     * become resident), the thread of a time limit, and what ouro_print_statistics counts in. */
    ouro_allocator *allocator;
    void *allocator_user;
} ouro_config;

/* Which limit ended a program. */
typedef enum ouro_limit { OURO_LIMIT_NONE, OURO_LIMIT_STEPS, OURO_LIMIT_TIME, OURO_LIMIT_STOP } ouro_limit;

/* Counts and bytes, exact at the moment of the call. */
typedef struct ouro_statistics {
    size_t size;         /* set by the caller to sizeof(ouro_statistics): what it may fill */
    uint64_t live_bytes; /* in blocks handed out */
    uint64_t peak_live_bytes;
    uint64_t reserved_bytes; /* taken from the system: what the limit is about */
    uint64_t peak_reserved_bytes;
    uint64_t objects_allocated; /* since the start */
    uint64_t objects_live;
    uint64_t freed_by_counting;
    uint64_t freed_by_collector;
    struct {
        uint64_t collections;
        uint64_t collected;
        uint64_t uncollectable;
        double total_seconds;
        double longest_seconds;
    } generation[3];
    /* What is reserved and in no block handed out: the largest part first in sys._debugmallocstats(). */
    uint64_t lost_bytes;       /* reserved_bytes - live_bytes, by reason: */
    uint64_t free_block_bytes; /* free blocks of pages in use */
    uint64_t page_tail_bytes;  /* behind the last block of a page or span */
    uint64_t arena_head_bytes; /* tables of the heap and the collector */
    uint64_t unmapping_bytes;  /* freed large blocks on their way back to the system */
    uint64_t empty_page_bytes; /* beside reserved_bytes: free pages that stay resident for a while */
    /* Steps of the collector between which the program ran. histogram[i]: shorter than 2^i microseconds (and not
     * counted before); the last one: all others. */
    uint64_t pauses;
    double pause_seconds;
    double longest_pause_seconds;
    uint64_t pause_histogram[16];
} ouro_statistics;

/* Collects for about so many seconds of the host's idle time; may run Python. Not 0: nothing is left to do. */
OURO_EXPORT int ouro_collect_step(ouro *runtime, double seconds);

/* Makes a runtime. config may be NULL. NULL: no memory (or the limit is too small to start in). */
OURO_EXPORT ouro *ouro_open(ouro_config const *config);

/* Ends the Python world: atexit functions run, modules are cleared, finalizers called, files flushed. What would run or
 * make something afterwards raises RuntimeError, but statistics can still be asked for. false: it was called from a
 * function that the runtime has called (a function of the host, a loader, an output, a drop, ...), and is refused,
 * since that is to return into the runtime; RuntimeError is pending where one may be. */
OURO_EXPORT bool ouro_finish(ouro *runtime);

/* Finishes, if that was not done, and gives all memory back; the runtime and its handles are no more. In check builds
 * it ends the process with a report when objects are left over. NULL is allowed. false: as ouro_finish; the runtime is
 * as it was. To end a program from within a function of the host, ouro_stop it, and close when the call has returned.
 */
OURO_EXPORT bool ouro_close(ouro *runtime);

/* Runs a program as module __main__.
 *   source, size: its text, UTF-8 or as its coding cookie says; filename: for tracebacks.
 * Result: the exit status that the `python3` program would have: 0, what SystemExit asked for, or 1 after an exception,
 * which has been printed to standard error; OURO_STATUS_INTERRUPTED after a KeyboardInterrupt that nobody caught. */
#define OURO_STATUS_INTERRUPTED 130
OURO_EXPORT int ouro_run(ouro *runtime, char const *source, size_t size, char const *filename);

/* Fills statistics (statistics->size set by the caller). */
OURO_EXPORT void ouro_get_statistics(ouro *runtime, ouro_statistics *statistics);

/* Prints the statistics and the ten largest types by bytes as text. */
OURO_EXPORT void ouro_print_statistics(ouro *runtime, FILE *stream);

/* Limits. When one of steps or time is reached, or after ouro_stop, the program gets an exception that derives from
 * BaseException alone. It may clean up for a while (100,000 steps; with a time limit, a tenth of it, at least 50 ms);
 * then everything it runs raises again, and no `except`, `finally` or `with` of it is entered any more. The runtime
 * stays in order: once the limit is set anew, it can run programs again. docs/limits.md tells what each limit
 * guarantees. */

/* Bytes the runtime may hold from now on, 0: no limit. Lower than what it holds already is allowed: what it has stays,
 * new memory is refused. */
OURO_EXPORT void ouro_set_memory_limit(ouro *runtime, size_t bytes);

/* Steps from now on, 0: no limit. A step is a back edge of a loop, a call or a return, or a fixed amount of work inside
 * a built-in function; the same program takes the same number in each run. */
OURO_EXPORT void ouro_set_step_limit(ouro *runtime, uint64_t steps);

/* Seconds of real time from now on, 0: no limit. Takes a thread of the process until the limit is set anew or the
 * runtime is closed. Result: 0 when there was no thread to be had (or the number is none), the limit is off then;
 * else 1. */
OURO_EXPORT int ouro_set_time_limit(ouro *runtime, double seconds);

/* The limit that was reached since it was set, whether the program has ended on it or not. */
OURO_EXPORT ouro_limit ouro_limit_reached(ouro *runtime);

/* From any thread, or from a signal handler: the running program gets KeyboardInterrupt, which it may catch. */
OURO_EXPORT void ouro_interrupt(ouro *runtime);

/* From any thread, or from a signal handler: the running program ends as by a limit. The request stays until
 * ouro_allow_again, which the thread of the runtime calls. */
OURO_EXPORT void ouro_stop(ouro *runtime);
OURO_EXPORT void ouro_allow_again(ouro *runtime);

/* ---- Handles ------------------------------------------------------------------------------------------------------
 */

/* Gives an own handle up; the value may die, and its finalizer run. NULL and lent handles: nothing happens. [runs], but
 * raises nothing: also while an error is pending. */
OURO_EXPORT void ouro_release(ouro *runtime, ouro_value value);
/* One more own handle to the same value. */
OURO_EXPORT ouro_value ouro_retain(ouro *runtime, ouro_value value);
/* A scope: ouro_scope_end releases every own handle that was made since the ouro_scope_begin whose result it is given,
 * but for `keep` (may be NULL), which it returns. Scopes nest, in order. Both work while an error is pending. */
OURO_EXPORT uint64_t ouro_scope_begin(ouro *runtime);
OURO_EXPORT ouro_value ouro_scope_end(ouro *runtime, uint64_t scope, ouro_value keep);
/* Own handles there are now, for tests of a host's own bookkeeping. */
OURO_EXPORT size_t ouro_handle_count(ouro *runtime);

/* The pointer of the host that a runtime carries; NULL at first. */
OURO_EXPORT void ouro_set_user(ouro *runtime, void *user);
OURO_EXPORT void *ouro_user(ouro *runtime);

/* ---- Running and calling ------------------------------------------------------------------------------------------
 * Unlike ouro_run these leave an exception pending, and the module __main__ stays: names live on from call to call. */

typedef enum ouro_source_kind { OURO_STATEMENTS, OURO_EXPRESSION } ouro_source_kind;

/* Runs statements in __main__. SyntaxError. [runs] */
OURO_EXPORT bool ouro_execute(ouro *runtime, char const *source, size_t size, char const *filename);
/* The value of an expression (ends with NUL) in __main__. SyntaxError. [runs] */
OURO_EXPORT ouro_value ouro_evaluate(ouro *runtime, char const *expression);
/* Compiles without running: a code object. SyntaxError. */
OURO_EXPORT ouro_value ouro_compile(ouro *runtime, char const *source, size_t size, char const *filename,
                                    ouro_source_kind kind);
/* Runs a code object with a dict as globals and locals (NULL: those of __main__): the value of an expression, None for
 * statements. TypeError for what is no code or dict. [runs] */
OURO_EXPORT ouro_value ouro_run_code(ouro *runtime, ouro_value code, ouro_value globals);
/* Names of __main__. A name that is not there: NameError. */
OURO_EXPORT ouro_value ouro_get_global(ouro *runtime, char const *name);
OURO_EXPORT bool ouro_set_global(ouro *runtime, char const *name, ouro_value value);
/* A module by its name; "a.b" gives a.b. ImportError. [runs] */
OURO_EXPORT ouro_value ouro_import(ouro *runtime, char const *name);

/* Calls. ouro_call_named: names[i] = values[i] for i below named are keyword arguments. [runs] */
OURO_EXPORT ouro_value ouro_call(ouro *runtime, ouro_value callee, ouro_value const *arguments, size_t count);
OURO_EXPORT ouro_value ouro_call_named(ouro *runtime, ouro_value callee, ouro_value const *arguments, size_t count,
                                       char const *const *names, ouro_value const *values, size_t named);
OURO_EXPORT ouro_value ouro_call_method(ouro *runtime, ouro_value object, char const *name, ouro_value const *arguments,
                                        size_t count);

/* ---- Making and reading values ------------------------------------------------------------------------------------
 * Readers of a kind take instances of subclasses, too; TypeError for others. */

typedef enum ouro_kind {
    OURO_KIND_NONE,
    OURO_KIND_BOOL,
    OURO_KIND_INT,
    OURO_KIND_FLOAT,
    OURO_KIND_STR,
    OURO_KIND_BYTES,
    OURO_KIND_LIST,
    OURO_KIND_TUPLE,
    OURO_KIND_DICT,
    OURO_KIND_SET, /* and frozenset */
    OURO_KIND_TYPE,
    OURO_KIND_MODULE,
    OURO_KIND_OTHER
} ouro_kind;

/* What a value is, subclasses counted as their base. OURO_KIND_OTHER for NULL. Raises nothing. */
OURO_EXPORT ouro_kind ouro_kind_of(ouro *runtime, ouro_value value);
/* The name of its class, good while the class lives; "" for NULL. Raises nothing. */
OURO_EXPORT char const *ouro_type_name(ouro *runtime, ouro_value value);
OURO_EXPORT ouro_value ouro_type_of(ouro *runtime, ouro_value value);
/* 1 or 0, -1: error. classes: as isinstance takes them. [runs] */
OURO_EXPORT int ouro_is_instance(ouro *runtime, ouro_value value, ouro_value classes);
/* Python's `is`. Raises nothing; false when one is NULL. */
OURO_EXPORT bool ouro_is(ouro *runtime, ouro_value left, ouro_value right);
OURO_EXPORT bool ouro_is_none(ouro *runtime, ouro_value value);
OURO_EXPORT bool ouro_is_callable(ouro *runtime, ouro_value value);

/* Lent. Raise nothing. */
OURO_EXPORT ouro_value ouro_none(ouro *runtime);
OURO_EXPORT ouro_value ouro_true(ouro *runtime);
OURO_EXPORT ouro_value ouro_false(ouro *runtime);
OURO_EXPORT ouro_value ouro_bool(ouro *runtime, bool value);

OURO_EXPORT ouro_value ouro_int(ouro *runtime, int64_t number);
OURO_EXPORT ouro_value ouro_unsigned(ouro *runtime, uint64_t number);
/* Of any size, as text with `base` 2 to 36, or 0 for Python's prefixes. ValueError. */
OURO_EXPORT ouro_value ouro_int_from_text(ouro *runtime, char const *text, size_t size, int base);
OURO_EXPORT ouro_value ouro_float(ouro *runtime, double number);
/* UTF-8; ValueError (UnicodeDecodeError) when it is none. ouro_text: ends with NUL. */
OURO_EXPORT ouro_value ouro_str(ouro *runtime, char const *utf8, size_t size);
OURO_EXPORT ouro_value ouro_text(ouro *runtime, char const *utf8);
OURO_EXPORT ouro_value ouro_format(ouro *runtime, char const *format, ...) OURO_PRINTF(2, 3);
OURO_EXPORT ouro_value ouro_bytes(ouro *runtime, void const *data, size_t size);

/* An int (a bool is one) as a number; OverflowError when it does not fit. ouro_get_float takes ints, too. */
OURO_EXPORT bool ouro_get_int(ouro *runtime, ouro_value value, int64_t *number);
OURO_EXPORT bool ouro_get_unsigned(ouro *runtime, ouro_value value, uint64_t *number);
OURO_EXPORT bool ouro_get_float(ouro *runtime, ouro_value value, double *number);
/* The text of a str in UTF-8, with a NUL behind it; *size (may be NULL): bytes without that. Good as long as the value
 * lives. UnicodeEncodeError when there are lone surrogates in it. */
OURO_EXPORT char const *ouro_get_str(ouro *runtime, ouro_value value, size_t *size);
/* The data of bytes, good as long as the value lives. */
OURO_EXPORT void const *ouro_get_bytes(ouro *runtime, ouro_value value, size_t *size);

/* str(), repr() as values. An int of any size comes out through them as decimal text. [runs] */
OURO_EXPORT ouro_value ouro_str_of(ouro *runtime, ouro_value value);
OURO_EXPORT ouro_value ouro_repr_of(ouro *runtime, ouro_value value);
/* 1 or 0, -1: error. [runs] */
OURO_EXPORT int ouro_truth(ouro *runtime, ouro_value value);
typedef enum ouro_comparison { OURO_LT, OURO_LE, OURO_EQ, OURO_NE, OURO_GT, OURO_GE } ouro_comparison;
OURO_EXPORT int ouro_compare(ouro *runtime, ouro_comparison comparison, ouro_value left, ouro_value right);
/* Unhashable: TypeError. [runs] */
OURO_EXPORT bool ouro_hash(ouro *runtime, ouro_value value, int64_t *hash);

/* ---- Attributes, items, containers --------------------------------------------------------------------------------
 */

/* AttributeError. A NULL value to set has no meaning: the ones that delete have names of their own. [runs] */
OURO_EXPORT ouro_value ouro_get_attribute(ouro *runtime, ouro_value object, char const *name);
OURO_EXPORT bool ouro_set_attribute(ouro *runtime, ouro_value object, char const *name, ouro_value value);
OURO_EXPORT bool ouro_delete_attribute(ouro *runtime, ouro_value object, char const *name);
/* 1 or 0, -1: error (other than AttributeError). [runs] */
OURO_EXPORT int ouro_has_attribute(ouro *runtime, ouro_value object, char const *name);

/* object[key] of anything. KeyError, IndexError, TypeError. [runs] */
OURO_EXPORT ouro_value ouro_get_item(ouro *runtime, ouro_value object, ouro_value key);
OURO_EXPORT bool ouro_set_item(ouro *runtime, ouro_value object, ouro_value key, ouro_value value);
OURO_EXPORT bool ouro_delete_item(ouro *runtime, ouro_value object, ouro_value key);
/* The same with a number, and with a text. [runs] */
OURO_EXPORT ouro_value ouro_get_index(ouro *runtime, ouro_value object, int64_t index);
OURO_EXPORT bool ouro_set_index(ouro *runtime, ouro_value object, int64_t index, ouro_value value);
OURO_EXPORT ouro_value ouro_get_key(ouro *runtime, ouro_value object, char const *key);
OURO_EXPORT bool ouro_set_key(ouro *runtime, ouro_value object, char const *key, ouro_value value);
/* len(), -1: error. 1 or 0, -1: error for `item in container`. [runs] */
OURO_EXPORT int64_t ouro_length(ouro *runtime, ouro_value object);
OURO_EXPORT int ouro_contains(ouro *runtime, ouro_value container, ouro_value item);

/* New containers. items may be NULL when count is 0. ouro_dict: empty. */
OURO_EXPORT ouro_value ouro_list(ouro *runtime, ouro_value const *items, size_t count);
OURO_EXPORT ouro_value ouro_tuple(ouro *runtime, ouro_value const *items, size_t count);
OURO_EXPORT ouro_value ouro_dict(ouro *runtime);
/* TypeError for what is no list. [runs] */
OURO_EXPORT bool ouro_append(ouro *runtime, ouro_value list, ouro_value item);

/* iter(object), and the next item of an iterator: NULL at its end without an error, too (ouro_error_pending tells). An
 * iterator that is not given by ouro_iterate: TypeError. [runs] */
OURO_EXPORT ouro_value ouro_iterate(ouro *runtime, ouro_value object);
OURO_EXPORT ouro_value ouro_next(ouro *runtime, ouro_value iterator);
/* Walks a dict in its order: *position is 0 at first, *key and *item get own handles. false at the end, or with an
 * error pending. The dict may change meanwhile; entries may then be missed. */
OURO_EXPORT bool ouro_dict_next(ouro *runtime, ouro_value dict, size_t *position, ouro_value *key, ouro_value *item);

/* ---- Errors -------------------------------------------------------------------------------------------------------
 * All of these work while an error is pending. */

OURO_EXPORT bool ouro_error_pending(ouro *runtime);
/* Is it an instance of this class ("KeyError", "module.Class" of a module that is imported)? */
OURO_EXPORT bool ouro_error_is(ouro *runtime, char const *class_name);
OURO_EXPORT void ouro_error_clear(ouro *runtime);
/* What is known of the pending error: the name of its class; str() of it; the file and line of the innermost call of
 * Python (of a SyntaxError: of its place); the whole report as the interpreter would print it. Texts are UTF-8, good
 * until the next call of the same function, and "" when nothing is pending. The error stays pending. [runs] */
OURO_EXPORT char const *ouro_error_type(ouro *runtime);
OURO_EXPORT char const *ouro_error_text(ouro *runtime);
OURO_EXPORT char const *ouro_error_file(ouro *runtime);
OURO_EXPORT int ouro_error_line(ouro *runtime);
OURO_EXPORT char const *ouro_error_traceback(ouro *runtime);
/* The exception itself; none is pending afterwards. NULL: none was. */
OURO_EXPORT ouro_value ouro_error_take(ouro *runtime);
/* Prints the report to the program's sys.stderr and clears; SystemExit is no exception to that. [runs] */
OURO_EXPORT void ouro_error_print(ouro *runtime);

/* Raises an instance of a class (as ouro_error_is names it) with a text in the manner of printf, at most 1,000 bytes.
 * NULL, so that `return ouro_raise(...)` ends a function of the host. A name that is none: SystemError. */
OURO_EXPORT ouro_value ouro_raise(ouro *runtime, char const *class_name, char const *format, ...) OURO_PRINTF(3, 4);
/* Raises an exception, or an instance of an exception class; TypeError for others. NULL. [runs] */
OURO_EXPORT ouro_value ouro_raise_value(ouro *runtime, ouro_value exception);

/* ---- Functions of the host ----------------------------------------------------------------------------------------
 * arguments: lent; of a method, self is arguments[0], an instance of the type. named: lent dict of the keyword
 * arguments, or NULL when there are none. Result: an own handle, which Ouro takes, or a lent one; NULL with an error
 * pending. A result given while an error is pending is let go, and the error raised. Handles that the function made and
 * has not released stay its own: a scope is the simplest way to leave none behind.
 */
typedef ouro_value ouro_function(ouro *runtime, void *user, ouro_value const *arguments, size_t count,
                                 ouro_value named);

enum { OURO_ANY_COUNT = -1 };
/* One row of a table; the table ends with a row whose name is NULL. Texts are copied. `least` and `most` positional
 * arguments are taken, self not counted; others: TypeError. */
typedef struct ouro_definition {
    char const *name;
    ouro_function *function;
    int least;
    int most;         /* or OURO_ANY_COUNT */
    bool takes_named; /* else keyword arguments: TypeError */
    char const *doc;  /* or NULL */
} ouro_definition;

/* A function as a value. `user` is given to it at each call; the host keeps it alive as long as the runtime. */
OURO_EXPORT ouro_value ouro_function_new(ouro *runtime, ouro_definition const *definition, void *user);

/* A module of the host, for programs to import; functions: a table, or NULL. Dotted names need their package to be
 * there. Values are added to it by ouro_set_attribute. One of the same name is replaced. */
OURO_EXPORT ouro_value ouro_module_new(ouro *runtime, char const *name, ouro_definition const *functions, void *user);

/* What a loader says of a module. The pointers must stay good until `done` is called (if it is not NULL), else for as
 * long as the runtime. */
typedef struct ouro_source {
    char const *text;
    size_t size;
    char const *filename; /* for tracebacks and __file__; NULL: "<NAME>" */
    bool is_package;
    void (*done)(void *user, struct ouro_source *source);
} ouro_source;
/* Asked for each module that is neither built in nor loaded, by its full name, before folders of sys.path.
 * 1: *source is filled; 0: not known; -1: an error is pending. */
typedef int ouro_loader(ouro *runtime, void *user, char const *name, ouro_source *source);
/* NULL ends it. */
OURO_EXPORT void ouro_set_loader(ouro *runtime, ouro_loader *loader, void *user);

/* Gets what the program writes to sys.stdout (stream 1) and sys.stderr (2): UTF-8, in the pieces that are written, not
 * ended by NUL. It may call no function of the runtime but ouro_interrupt and ouro_stop. */
typedef void ouro_output(void *user, int stream, char const *utf8, size_t size);
/* Puts objects that call `output` in place of both streams. */
OURO_EXPORT bool ouro_set_output(ouro *runtime, ouro_output *output, void *user);

/* Is asked for standard input: puts up to `size` bytes of UTF-8 into buffer. Result: how many, 0 at the end, -1 with an
 * error pending. May call the runtime, but not read its standard input. */
typedef int64_t ouro_input(ouro *runtime, void *user, char *buffer, size_t size);
/* Puts an object that asks `input` in place of sys.stdin: read, readline, readlines, iteration, input(). NULL, once it
 * is there: nothing more comes. Until then sys.stdin is the process's. */
OURO_EXPORT bool ouro_set_input(ouro *runtime, ouro_input *input, void *user);

/* ---- Types of the host --------------------------------------------------------------------------------------------
 * An instance carries `size` bytes of the host's own, zeroed at first, which stay where they are as long as it lives.
 * References to values lie in them as slots. */

typedef struct ouro_slot {
    uint64_t opaque; /* 0: empty */
} ouro_slot;
typedef struct ouro_visitor ouro_visitor;

typedef enum ouro_field_kind {
    OURO_FIELD_INT32,
    OURO_FIELD_INT64,
    OURO_FIELD_UINT32,
    OURO_FIELD_DOUBLE,
    OURO_FIELD_BOOL, /* bool of C */
    OURO_FIELD_SLOT  /* any value; empty reads as None */
} ouro_field_kind;
/* A part of the host's bytes that programs see as an attribute. Tables end with a NULL name. */
typedef struct ouro_field {
    char const *name;
    ouro_field_kind kind;
    size_t offset;
    bool read_only;
} ouro_field;
/* A computed attribute: `get` is called with self, `set` (NULL: read-only) with self and the value; its result counts
 * for nothing but failure. */
typedef struct ouro_property {
    char const *name;
    ouro_function *get;
    ouro_function *set;
    char const *doc;
} ouro_property;

typedef struct ouro_type {
    size_t struct_size; /* sizeof(ouro_type) */
    char const *name;   /* "module.Name" */
    char const *doc;    /* or NULL */
    size_t size;
    void *user;                      /* for methods, getters and setters, and the callbacks below; kept */
    ouro_definition const *methods;  /* special methods (__init__, __len__, __add__, ...) are among them; or NULL */
    ouro_field const *fields;        /* or NULL */
    ouro_property const *properties; /* or NULL */
    bool no_create;                  /* programs cannot make instances: TypeError */
    bool takes_any;                  /* instances take any attribute */
    bool no_subclasses;              /* classes cannot derive from it: TypeError */
    /* Slots at [slot_offset, + slot_count): the simple way. Others are reported by traverse, which calls ouro_visit for
     * every run of slots that the instance holds, always in the same order, and does nothing else: it is called at any
     * moment, also on a fresh instance, and must not call other functions of the runtime. A slot that is not reported
     * keeps its value alive for ever. Fields of kind OURO_FIELD_SLOT must be among those reported. */
    size_t slot_offset;
    size_t slot_count;
    void (*traverse)(void *data, void *user, ouro_visitor *visitor);
    /* The collector is about to empty all slots of an instance that belongs to a dead cycle. The instance may still be
     * seen by a finalizer of another one. NULL: nothing to be done. Must not call the runtime. */
    void (*clear)(void *data, void *user);
    /* The end of an instance: its slots are empty, its bytes go after this. At ouro_close at the latest. Must not call
     * the runtime. NULL: nothing to be done. */
    void (*drop)(void *data, void *user);
} ouro_type;

/* Makes a class; it lives as long as the runtime. Tables and texts are copied. To let programs see it, set it as an
 * attribute of a module. ValueError for fields or slots that do not lie within size. */
OURO_EXPORT ouro_value ouro_type_new(ouro *runtime, ouro_type const *type);
/* A new instance, also of classes with no_create; no __init__ is called. *data: its bytes. */
OURO_EXPORT ouro_value ouro_instance_new(ouro *runtime, ouro_value type, void **data);
/* The bytes of an instance of the class or of one derived from it (type NULL: of any type of the host). NULL:
 * TypeError.
 */
OURO_EXPORT void *ouro_instance_data(ouro *runtime, ouro_value instance, ouro_value type);

/* What a slot of the instance holds; NULL without an error when it is empty. */
OURO_EXPORT ouro_value ouro_slot_get(ouro *runtime, ouro_slot const *slot);
/* Fills or (value NULL) empties a slot of the instance. The old value may die, and its finalizer run. */
OURO_EXPORT bool ouro_slot_set(ouro *runtime, ouro_value instance, ouro_slot *slot, ouro_value value);
/* To be called after slots that traverse reports were moved, in memory or in order, by other means than ouro_slot_set:
 * between the moving and this call nothing else of the runtime may be called. */
OURO_EXPORT void ouro_slots_moved(ouro *runtime, ouro_value instance);
/* For traverse alone. */
OURO_EXPORT void ouro_visit(ouro_visitor *visitor, ouro_slot const *slots, size_t count);

/* The version as text: "0.1.0". */
OURO_EXPORT char const *ouro_version(void);

#ifdef __cplusplus
}
#endif

#endif
