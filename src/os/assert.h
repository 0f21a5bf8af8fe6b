// SPDX-License-Identifier: MIT
// Assertions at three levels, chosen at build: 0 none (release), 1 misuse and own state in O(1), 2 whole pages and
// heaps.
#ifndef OURO_OS_ASSERT_H
#define OURO_OS_ASSERT_H

#ifndef OURO_CHECK
#define OURO_CHECK 0
#endif

// Ends the process with a message; for broken invariants of our own only, never for bad input.
_Noreturn void os_fatal(char const *file, int line, char const *what);

#if OURO_CHECK >= 1
#define OURO_ASSERT(e) ((e) ? (void)0 : os_fatal(__FILE__, __LINE__, #e))
#else
#define OURO_ASSERT(e) ((void)sizeof((e) ? 1 : 0))
#endif

#if OURO_CHECK >= 2
#define OURO_ASSERT_HEAP(e) OURO_ASSERT(e)
#else
#define OURO_ASSERT_HEAP(e) ((void)sizeof((e) ? 1 : 0))
#endif

// Holds in every build: a broken count or a wild mark must stop here, before it frees a live object.
#define OURO_MUST(e) (__builtin_expect(!!(e), 1) ? (void)0 : os_fatal(__FILE__, __LINE__, #e))

#define OURO_LIKELY(e) __builtin_expect(!!(e), 1)
#define OURO_UNLIKELY(e) __builtin_expect(!!(e), 0)
#define OURO_MUST_USE __attribute__((warn_unused_result))
#define OURO_COLD __attribute__((cold, noinline))
#define OURO_INLINE static inline __attribute__((always_inline))

#endif
