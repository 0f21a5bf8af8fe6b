// SPDX-License-Identifier: MIT
// The sizes and thresholds that a test build shrinks (-DOURO_SHRUNKEN), so that every growth path, page change and
// give-back runs all the time. Each tunable is written once, with its shipped and its shrunken value; higher floors add
// theirs below.
#ifndef OURO_OS_TUNING_H
#define OURO_OS_TUNING_H

#ifdef OURO_SHRUNKEN
#define OURO_TUNE(shipped, shrunken) (shrunken)
#else
#define OURO_TUNE(shipped, shrunken) (shipped)
#endif

// Heap
// ------------------------------------------------------------------------------------------------------------------
// Most blocks in one page (a page holds at most 16384 / 16).
#define HEAP_TUNE_PAGE_BLOCKS OURO_TUNE(1024u, 4u)
// Largest block, in bytes, that is a span of pages inside an arena; above it a block gets a mapping of its own.
#define HEAP_TUNE_SPAN_BYTES OURO_TUNE(1024u * 1024u, 96u * 1024u)
// Raw blocks that grow beyond this go to a mapping of their own: from there on growing copies nothing.
#define HEAP_TUNE_GROWN_BYTES OURO_TUNE(256u * 1024u, 48u * 1024u)
// Free pages that stay resident at least, before the oldest are given back.
#define HEAP_TUNE_DIRTY_PAGES OURO_TUNE(32u, 2u)
// Most pages given back in one go (bounds the time of a step).
#define HEAP_TUNE_PURGE_PAGES OURO_TUNE(64u, 4u)
// Most bytes of a large mapping that are given back in one go, when it is freed and by heap_give_back.
#define HEAP_TUNE_UNMAP_BYTES OURO_TUNE(2u << 20, 1u << 20)
// Page changes between two looks at what can be given back.
#define HEAP_TUNE_TICK OURO_TUNE(256u, 4u)
// Empty arenas kept mapped.
#define HEAP_TUNE_EMPTY_ARENAS OURO_TUNE(1u, 0u)
// A full page is used again when 1/n of its blocks (at least one) are free.
#define HEAP_TUNE_REUSE_DIVISOR OURO_TUNE(32u, 4u)
// Bytes that a class without a page takes from pages of larger classes before it gets one (255 blocks at most).
#define HEAP_TUNE_BORROWED_BYTES OURO_TUNE(4000u, 100u)
// While fewer pages than these are in use, classes without a page share those of powers of two.
#define HEAP_TUNE_COARSE_PAGES OURO_TUNE(40u, 4u)
// Freed blocks held back from re-use in builds with AddressSanitizer.
#define HEAP_TUNE_QUARANTINE OURO_TUNE(256u, 32u)
// First-attempt-fails build: blocks that an emergency collection may look at for each allocation, on average.
#define HEAP_TUNE_RECLAIM_RATE 64u

#endif
