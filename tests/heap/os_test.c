// SPDX-License-Identifier: MIT
// The operating system's floor: memory, files, clocks, stack, environment.
#include "heap_test.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "os/clock.h"
#include "os/entropy.h"
#include "os/environment.h"
#include "os/file.h"
#include "os/memory.h"
#include "os/process.h"
#include "os/stack.h"

#define MB ((size_t)1 << 20)

static void memory_is_aligned_and_zero(void **state)
{
    (void)state;
    for (size_t alignment = OS_PAGE_BYTES; alignment <= 16 * MB; alignment *= 8) {
        char *memory = os_memory_map(3 * OS_PAGE_BYTES, alignment);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignment, 0);
        assert_int_equal(os_memory_resident(memory, 3 * OS_PAGE_BYTES), 0);
        memset(memory, 1, 3 * OS_PAGE_BYTES);
        assert_int_equal(os_memory_resident(memory, 3 * OS_PAGE_BYTES), 3 * OS_PAGE_BYTES);
        assert_true(os_memory_discard(memory + OS_PAGE_BYTES, OS_PAGE_BYTES));
        assert_int_equal(os_memory_resident(memory, 3 * OS_PAGE_BYTES), 2 * OS_PAGE_BYTES);
        assert_int_equal(memory[OS_PAGE_BYTES], 0);
        assert_int_equal(memory[2 * OS_PAGE_BYTES], 1);
        os_memory_unmap(memory, 3 * OS_PAGE_BYTES);
    }
    assert_null(os_memory_map(SIZE_MAX, OS_PAGE_BYTES));
    assert_null(os_memory_map((size_t)1 << 50, 4 * MB));
}

static void memory_grows_with_its_contents(void **state)
{
    (void)state;
    size_t bytes = 4 * MB;
    char *memory = os_memory_map(bytes, 4 * MB);
    assert_non_null(memory);
    memory[bytes - 1] = 9;
    void *neighbours[8];
    for (int i = 0; i < 8; i++) {
        neighbours[i] = os_memory_map(MB, 4 * MB);
        memory = os_memory_resize(memory, bytes, bytes + 7 * MB, 4 * MB);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % (4 * MB), 0);
        bytes += 7 * MB;
        assert_int_equal(memory[4 * MB - 1], 9);
        assert_int_equal(memory[bytes - 1], 0);
    }
    assert_null(os_memory_resize(memory, bytes, SIZE_MAX / 2, 4 * MB));
    assert_ptr_equal(os_memory_resize(memory, bytes, 4 * MB, 4 * MB), memory);
    assert_int_equal(memory[4 * MB - 1], 9);
    for (int i = 0; i < 8; i++) {
        os_memory_unmap(neighbours[i], MB);
    }
    os_memory_unmap(memory, 4 * MB);
}

static void *grow(void *to, void *buffer, size_t old_bytes, size_t bytes)
{
    (void)old_bytes;
    size_t *most = to;
    return bytes > *most ? NULL : realloc(buffer, bytes);
}

static void files_are_read_whole(void **state)
{
    (void)state;
    char path[] = "/tmp/ouro_os_test_XXXXXX";
    int made = mkstemp(path);
    assert_true(made >= 0);
    assert_int_equal(os_file_close(made), 0);
    int file;
    assert_int_equal(os_file_open(path, OS_FILE_WRITE | OS_FILE_CREATE | OS_FILE_EXCLUSIVE, &file), EEXIST);
    assert_int_equal(os_file_open(path, OS_FILE_READ | OS_FILE_WRITE | OS_FILE_TRUNCATE, &file), 0);
    char block[10000];
    memset(block, 'x', sizeof block);
    assert_int_equal(os_file_write_all(file, block, sizeof block), 0);
    int64_t position = -1;
    assert_int_equal(os_file_seek(file, 0, OS_FILE_START, &position), 0);
    assert_int_equal(position, 0);
    struct os_file_status status;
    assert_int_equal(os_file_status(file, &status), 0);
    assert_int_equal(status.kind, OS_FILE_REGULAR);
    assert_int_equal(status.size, sizeof block);
    void *buffer = NULL;
    size_t room = 0;
    size_t length = 0;
    size_t most = SIZE_MAX;
    assert_int_equal(os_file_read_all(file, grow, &most, &buffer, &room, &length), 0);
    assert_int_equal(length, sizeof block);
    assert_int_equal(room, sizeof block + 1);
    assert_memory_equal(buffer, block, sizeof block);
    free(buffer);
    assert_int_equal(os_file_seek(file, 0, OS_FILE_START, &position), 0);
    buffer = NULL;
    room = 0;
    most = 100;
    assert_int_equal(os_file_read_all(file, grow, &most, &buffer, &room, &length), ENOMEM);
    free(buffer);
    assert_false(os_file_is_terminal(file));
    assert_int_equal(os_file_close(file), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(os_file_open(path, OS_FILE_READ, &file), ENOENT);
    assert_int_equal(os_file_status_path("/tmp", &status), 0);
    assert_int_equal(status.kind, OS_FILE_DIRECTORY);
    char text[64];
    os_error_text(ENOENT, text, sizeof text);
    assert_string_equal(text, "No such file or directory");
    os_error_text(ENOENT, text, 8);
    assert_int_equal(strlen(text) < 8, 1);
}

static void clocks_go_forward(void **state)
{
    (void)state;
    int64_t monotonic = os_clock_monotonic();
    int64_t thread = os_clock_thread();
    int64_t process = os_clock_process();
    assert_int_equal(os_clock_sleep(3000000), 0);
    assert_int_equal(os_clock_sleep(-1), 0);
    assert_true(os_clock_monotonic() - monotonic >= 3000000);
    assert_true(os_clock_thread() >= thread && os_clock_process() >= process);
    assert_true(os_clock_wall() > INT64_C(1600000000) * 1000000000);
}

static void *check_stack(void *good)
{
    struct os_stack stack;
    char local = 0;
    if (!os_stack_bounds(&stack) || (uintptr_t)&local <= stack.low || (uintptr_t)&local >= stack.high) {
        return NULL;
    }
    size_t left = os_stack_left(&stack);
    return left > 0 && left < stack.high - stack.low ? good : NULL;
}

static void stacks_are_known(void **state)
{
    int good = 0;
    (void)state;
    assert_non_null(check_stack(&good));
    pthread_attr_t attributes;
    pthread_t thread;
    void *result = NULL;
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
    assert_int_equal(pthread_create(&thread, &attributes, check_stack, &good), 0);
    assert_int_equal(pthread_join(thread, &result), 0);
    assert_int_equal(pthread_attr_destroy(&attributes), 0);
    assert_non_null(result);
}

static void process_and_environment(void **state)
{
    (void)state;
    assert_int_equal(os_process_id(), getpid());
    assert_true(os_process_peak_bytes() > 100000 && os_process_resident_bytes() > 100000);
    assert_int_equal(setenv("OURO_OS_TEST", "yes", 1), 0);
    assert_string_equal(os_environment_get("OURO_OS_TEST"), "yes");
    assert_null(os_environment_get("OURO_OS_TEST_NOT_THERE"));
    bool seen = false;
    for (size_t i = 0; os_environment_at(i) != NULL; i++) {
        seen |= strcmp(os_environment_at(i), "OURO_OS_TEST=yes") == 0;
    }
    assert_true(seen);
    unsigned char one[40] = {0};
    unsigned char two[40] = {0};
    assert_true(os_entropy(one, sizeof one) && os_entropy(two, sizeof two));
    assert_memory_not_equal(one, two, sizeof one);
}

int main(void)
{
    struct CMUnitTest const tests[] = {
        cmocka_unit_test(memory_is_aligned_and_zero), cmocka_unit_test(memory_grows_with_its_contents),
        cmocka_unit_test(files_are_read_whole),       cmocka_unit_test(clocks_go_forward),
        cmocka_unit_test(stacks_are_known),           cmocka_unit_test(process_and_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
