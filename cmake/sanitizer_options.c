// SPDX-License-Identifier: MIT
// The sanitizers' defaults for every program of the sanitize build; ASAN_OPTIONS and UBSAN_OPTIONS still override them.
// Fake stacks are off because the collector looks at the real one.

__attribute__((visibility("default"))) char const *__asan_default_options(void);
__attribute__((visibility("default"))) char const *__ubsan_default_options(void);

char const *__asan_default_options(void)
{
    return "detect_stack_use_after_return=0:allocator_may_return_null=1:exitcode=71";
}

char const *__ubsan_default_options(void)
{
    return "print_stacktrace=1";
}
