// SPDX-License-Identifier: MIT
// The merge sort of sort.h.
#include "object/sort.h"

#include "core/poll.h"

#define FIRST_GALLOP 7
#define SHORT_RUN 64

static struct sort_slice slice_at(struct sort_slice s, uint64_t offset)
{
    return (struct sort_slice){s.keys + offset, s.values == NULL ? NULL : s.values + offset};
}

static void copy_one(struct sort_slice to, uint64_t i, struct sort_slice from, uint64_t j)
{
    to.keys[i] = from.keys[j];
    if (to.values != NULL) {
        to.values[i] = from.values[j];
    }
}

static void move_many(struct sort_slice to, struct sort_slice from, uint64_t count)
{
    memmove(to.keys, from.keys, count * sizeof *to.keys);
    if (to.values != NULL) {
        memmove(to.values, from.values, count * sizeof *to.values);
    }
}

static void reverse_words(uint64_t *words, uint64_t count)
{
    for (uint64_t low = 0, high = count; low + 1 < high; low++) {
        uint64_t w = words[--high];
        words[high] = words[low];
        words[low] = w;
    }
}

// Runs ---------------------------------------------------------------------------------------------------------------

// Length of the run at the start of s: rising (not falling) or strictly falling. 0: error.
static uint64_t find_run(struct sorter *sorter, struct sort_slice s, uint64_t length, bool *falling)
{
    *falling = false;
    if (length < 2) {
        return length;
    }
    int less = sorter->less(sorter, s.keys[1], s.keys[0]);
    *falling = less > 0;
    uint64_t n = 2;
    while (less >= 0 && n < length && (less = sorter->less(sorter, s.keys[n], s.keys[n - 1])) == (int)*falling) {
        n++;
    }
    return less < 0 ? 0 : n;
}

// Sorts s, whose first `sorted` words are in order, by inserting the others where binary search says.
static bool insert_rest(struct sorter *sorter, struct sort_slice s, uint64_t length, uint64_t sorted)
{
    for (uint64_t i = sorted; i < length; i++) {
        uint64_t pivot = s.keys[i];
        uint64_t low = 0;
        uint64_t high = i;
        while (low < high) {
            uint64_t middle = low + (high - low) / 2;
            int less = sorter->less(sorter, pivot, s.keys[middle]);
            if (less < 0) {
                return false;
            }
            if (less > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        memmove(s.keys + low + 1, s.keys + low, (i - low) * sizeof *s.keys);
        s.keys[low] = pivot;
        if (s.values != NULL) {
            uint64_t value = s.values[i];
            memmove(s.values + low + 1, s.values + low, (i - low) * sizeof *s.values);
            s.values[low] = value;
        }
    }
    return true;
}

// The least length of a run: 32 to 64, so that the number of runs is a power of two or a little less.
static uint64_t least_run(uint64_t n)
{
    uint64_t odd = 0;
    while (n >= SHORT_RUN) {
        odd |= n & 1;
        n >>= 1;
    }
    return n + odd;
}

// Galloping ----------------------------------------------------------------------------------------------------------

// In both: where does key belong in the sorted `words`? Looks near `hint` first, in steps that double.
// Left: the first position whose word is not less than key. -1: error.
// Right: the first position whose word is greater than key.
static int64_t gallop(struct sorter *sorter, uint64_t key, uint64_t const *words, int64_t count, int64_t hint,
                      bool right)
{
    // before(i): does words[i] come before the place of key?
#define BEFORE(i) (right ? sorter->less(sorter, key, words[i]) : sorter->less(sorter, words[i], key))
    int less = BEFORE(hint);
    if (less < 0) {
        return -1;
    }
    bool forward = right ? less == 0 : less > 0;
    int64_t most = forward ? count - hint : hint + 1;
    int64_t last = 0;
    int64_t step = 1;
    while (step < most) {
        less = BEFORE(forward ? hint + step : hint - step);
        if (less < 0) {
            return -1;
        }
        if ((right ? less == 0 : less > 0) != forward) {
            break;
        }
        last = step;
        step = step * 2 + 1;
    }
    step = step > most ? most : step;
    // Known: the place is after `low` words and not after `high`.
    int64_t low = forward ? hint + last + 1 : hint - step + 1;
    int64_t high = forward ? hint + step : hint - last;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        less = BEFORE(middle);
        if (less < 0) {
            return -1;
        }
        if (right ? less == 0 : less > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
#undef BEFORE
}

// Merging ------------------------------------------------------------------------------------------------------------

static void spare_free(struct sorter *sorter)
{
    struct heap *heap = &sorter->rt->heap;
    size_t size = sorter->spare_capacity * sizeof(uint64_t);
    heap_raw_free(heap, sorter->spare.keys, size * (sorter->base.values == NULL ? 1 : 2));
    sorter->spare = (struct sort_slice){0};
    sorter->spare_capacity = 0;
}

static bool spare_reserve(struct sorter *sorter, uint64_t count)
{
    if (count <= sorter->spare_capacity) {
        return true;
    }
    spare_free(sorter);
    bool pairs = sorter->base.values != NULL;
    uint64_t *words = heap_raw_allocate(&sorter->rt->heap, count * (pairs ? 2 : 1) * sizeof *words);
    if (words == NULL) {
        sorter->no_memory = true;
        return false;
    }
    sorter->spare = (struct sort_slice){words, pairs ? words + count : NULL};
    sorter->spare_capacity = count;
    return true;
}

// A merge under way. Of the two runs one lies in the spare room, and the hole it left in the array is always as long
// as what is left of it there: on an error it is copied back.
struct merge {
    struct sort_slice a; // next of the left run; merging down: its first word
    struct sort_slice b; // of the right run
    uint64_t a_left;
    uint64_t b_left;
    struct sort_slice to; // where the next word goes (merging down: one above)
};

// Merges upwards while one word at a time pays. 1: a side is finished (or nearly); 0: gallop now; -1: error.
static int merge_up_single(struct sorter *sorter, struct merge *m)
{
    uint64_t a_wins = 0;
    uint64_t b_wins = 0;
    for (;;) {
        int less = sorter->less(sorter, m->b.keys[0], m->a.keys[0]);
        if (less < 0) {
            return -1;
        }
        if (less > 0) {
            copy_one(m->to, 0, m->b, 0);
            m->to = slice_at(m->to, 1);
            m->b = slice_at(m->b, 1);
            b_wins++;
            a_wins = 0;
            if (--m->b_left == 0) {
                return 1;
            }
        } else {
            copy_one(m->to, 0, m->a, 0);
            m->to = slice_at(m->to, 1);
            m->a = slice_at(m->a, 1);
            a_wins++;
            b_wins = 0;
            if (--m->a_left == 1) {
                return 1;
            }
        }
        if (a_wins >= sorter->least_gallop || b_wins >= sorter->least_gallop) {
            return 0;
        }
    }
}

static void take_up(struct merge *m, bool from_a, uint64_t count)
{
    struct sort_slice *from = from_a ? &m->a : &m->b;
    move_many(m->to, *from, count);
    m->to = slice_at(m->to, count);
    *from = slice_at(*from, count);
    *(from_a ? &m->a_left : &m->b_left) -= count;
}

static int merge_up_gallop(struct sorter *sorter, struct merge *m)
{
    int64_t a_count, b_count;
    sorter->least_gallop++;
    do {
        sorter->least_gallop -= sorter->least_gallop > 1;
        a_count = gallop(sorter, m->b.keys[0], m->a.keys, (int64_t)m->a_left, 0, true);
        if (a_count < 0) {
            return -1;
        }
        take_up(m, true, (uint64_t)a_count);
        if (m->a_left <= 1) { // 0 only when the order is inconsistent
            return 1;
        }
        take_up(m, false, 1);
        if (m->b_left == 0) {
            return 1;
        }
        b_count = gallop(sorter, m->a.keys[0], m->b.keys, (int64_t)m->b_left, 0, false);
        if (b_count < 0) {
            return -1;
        }
        take_up(m, false, (uint64_t)b_count);
        if (m->b_left == 0) {
            return 1;
        }
        take_up(m, true, 1);
        if (m->a_left == 1) {
            return 1;
        }
    } while (a_count >= FIRST_GALLOP || b_count >= FIRST_GALLOP);
    sorter->least_gallop++;
    return 0;
}

// Merges a (the shorter, copied to the spare room) and b, from the low end. a[0] > b[0], and a's last word > all of b.
static bool merge_up(struct sorter *sorter, struct sort_slice a, uint64_t a_length, struct sort_slice b,
                     uint64_t b_length)
{
    if (!spare_reserve(sorter, a_length)) {
        return false;
    }
    move_many(sorter->spare, a, a_length);
    struct merge m = {sorter->spare, b, a_length, b_length, a};
    take_up(&m, false, 1);
    int state = m.b_left == 0 || m.a_left == 1 ? 1 : 0;
    while (state == 0) {
        state = merge_up_single(sorter, &m);
        if (state == 0) {
            state = merge_up_gallop(sorter, &m);
        }
    }
    if (state > 0 && m.a_left == 1) {
        take_up(&m, false, m.b_left); // the last word of a belongs behind b
    }
    move_many(m.to, m.a, m.a_left);
    return state > 0;
}

static void take_down(struct merge *m, bool from_a, uint64_t count)
{
    struct sort_slice from = from_a ? m->a : m->b;
    uint64_t *left = from_a ? &m->a_left : &m->b_left;
    *left -= count;
    m->to = (struct sort_slice){m->to.keys - count, m->to.values == NULL ? NULL : m->to.values - count};
    move_many(m->to, slice_at(from, *left), count);
}

// 1: a side is finished (or nearly); 0: gallop now; -1: error.
static int merge_down_single(struct sorter *sorter, struct merge *m)
{
    uint64_t a_wins = 0;
    uint64_t b_wins = 0;
    for (;;) {
        int less = sorter->less(sorter, m->b.keys[m->b_left - 1], m->a.keys[m->a_left - 1]);
        if (less < 0) {
            return -1;
        }
        if (less > 0) {
            take_down(m, true, 1);
            a_wins++;
            b_wins = 0;
            if (m->a_left == 0) {
                return 1;
            }
        } else {
            take_down(m, false, 1);
            b_wins++;
            a_wins = 0;
            if (m->b_left == 1) {
                return 1;
            }
        }
        if (a_wins >= sorter->least_gallop || b_wins >= sorter->least_gallop) {
            return 0;
        }
    }
}

static int merge_down_gallop(struct sorter *sorter, struct merge *m)
{
    int64_t a_count, b_count;
    sorter->least_gallop++;
    do {
        sorter->least_gallop -= sorter->least_gallop > 1;
        int64_t length = (int64_t)m->a_left;
        int64_t at = gallop(sorter, m->b.keys[m->b_left - 1], m->a.keys, length, length - 1, true);
        if (at < 0) {
            return -1;
        }
        a_count = length - at;
        take_down(m, true, (uint64_t)a_count);
        if (m->a_left == 0) {
            return 1;
        }
        take_down(m, false, 1);
        if (m->b_left == 1) {
            return 1;
        }
        length = (int64_t)m->b_left;
        at = gallop(sorter, m->a.keys[m->a_left - 1], m->b.keys, length, length - 1, false);
        if (at < 0) {
            return -1;
        }
        b_count = length - at;
        take_down(m, false, (uint64_t)b_count);
        if (m->b_left <= 1) { // 0 only when the order is inconsistent
            return 1;
        }
        take_down(m, true, 1);
        if (m->a_left == 0) {
            return 1;
        }
    } while (a_count >= FIRST_GALLOP || b_count >= FIRST_GALLOP);
    sorter->least_gallop++;
    return 0;
}

// Merges a and b (the shorter, copied to the spare room), from the high end.
static bool merge_down(struct sorter *sorter, struct sort_slice a, uint64_t a_length, struct sort_slice b,
                       uint64_t b_length)
{
    if (!spare_reserve(sorter, b_length)) {
        return false;
    }
    move_many(sorter->spare, b, b_length);
    struct merge m = {a, sorter->spare, a_length, b_length, slice_at(b, b_length)};
    take_down(&m, true, 1);
    int state = m.a_left == 0 || m.b_left == 1 ? 1 : 0;
    while (state == 0) {
        state = merge_down_single(sorter, &m);
        if (state == 0) {
            state = merge_down_gallop(sorter, &m);
        }
    }
    if (state > 0 && m.b_left == 1) {
        take_down(&m, true, m.a_left); // the first word of b belongs before a
    }
    take_down(&m, false, m.b_left);
    return state > 0;
}

// Merges runs i and i + 1.
static bool merge_runs(struct sorter *sorter, uint32_t i)
{
    struct sort_run *first = &sorter->runs[i];
    struct sort_slice a = first[0].at;
    struct sort_slice b = first[1].at;
    uint64_t a_length = first[0].length;
    uint64_t b_length = first[1].length;
    first[0].length += b_length;
    OURO_ASSERT(i + 2 == sorter->run_count);
    sorter->run_count--;
    // What of a lies before b's first word is in place, and so is what of b lies behind a's last.
    int64_t skip = gallop(sorter, b.keys[0], a.keys, (int64_t)a_length, 0, true);
    if (skip < 0) {
        return false;
    }
    a = slice_at(a, (uint64_t)skip);
    a_length -= (uint64_t)skip;
    if (a_length == 0) {
        return true;
    }
    int64_t keep = gallop(sorter, a.keys[a_length - 1], b.keys, (int64_t)b_length, (int64_t)b_length - 1, false);
    if (keep <= 0) {
        return keep == 0;
    }
    b_length = (uint64_t)keep;
    if (!poll_native(sorter->rt, a_length + b_length)) {
        return false;
    }
    return a_length <= b_length ? merge_up(sorter, a, a_length, b, b_length)
                                : merge_down(sorter, a, a_length, b, b_length);
}

// Depth, in the ideal merge tree over all n words, of the boundary between the run of n1 words at s and the next of n2:
// the first binary digit in which the two midpoints, as fractions of n, differ.
static int boundary_power(uint64_t s, uint64_t n1, uint64_t n2, uint64_t n)
{
    int power = 0;
    uint64_t a = 2 * s + n1;
    uint64_t b = a + n1 + n2;
    for (;;) {
        power++;
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

static bool push_run(struct sorter *sorter, struct sort_slice at, uint64_t length)
{
    if (sorter->run_count > 0) {
        struct sort_run *top = &sorter->runs[sorter->run_count - 1];
        uint64_t start = (uint64_t)(top->at.keys - sorter->base.keys);
        int power = boundary_power(start, top->length, length, sorter->length);
        while (sorter->run_count > 1 && sorter->runs[sorter->run_count - 2].power > power) {
            if (!merge_runs(sorter, sorter->run_count - 2)) {
                return false;
            }
        }
        sorter->runs[sorter->run_count - 1].power = power;
    }
    OURO_ASSERT(sorter->run_count < SORT_RUNS_MOST);
    sorter->runs[sorter->run_count++] = (struct sort_run){at, length, 0};
    return true;
}

bool sort_words(struct sorter *sorter, struct sort_slice base, uint64_t length)
{
    sorter->base = base;
    sorter->length = length;
    sorter->least_gallop = FIRST_GALLOP;
    sorter->spare = (struct sort_slice){0};
    sorter->spare_capacity = 0;
    sorter->run_count = 0;
    uint64_t least = least_run(length);
    bool good = true;
    for (uint64_t done = 0; good && done < length;) {
        struct sort_slice at = slice_at(base, done);
        bool falling;
        uint64_t run = find_run(sorter, at, length - done, &falling);
        if (run == 0) {
            good = false;
            break;
        }
        if (falling) {
            reverse_words(at.keys, run);
            if (at.values != NULL) {
                reverse_words(at.values, run);
            }
        }
        if (run < least) {
            uint64_t forced = length - done < least ? length - done : least;
            good = insert_rest(sorter, at, forced, run);
            run = forced;
        }
        good = good && poll_native(sorter->rt, run) && push_run(sorter, at, run);
        done += run;
    }
    while (good && sorter->run_count > 1) {
        good = merge_runs(sorter, sorter->run_count - 2);
    }
    spare_free(sorter);
    return good;
}
