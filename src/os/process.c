// SPDX-License-Identifier: MIT
// Facts about the process from getrusage and /proc.
#include "os/process.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "os/file.h"

int64_t os_process_id(void)
{
    return (int64_t)getpid();
}

size_t os_process_peak_bytes(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss * 1024 : 0;
}

size_t os_process_resident_bytes(void)
{
    int descriptor;
    char text[128];
    size_t got = 0;
    if (os_file_open("/proc/self/statm", OS_FILE_READ, &descriptor) != 0) {
        return 0;
    }
    if (os_file_read(descriptor, text, sizeof text - 1, &got) != 0) {
        got = 0;
    }
    if (os_file_close(descriptor) != 0) {
        return 0;
    }
    text[got] = '\0';
    char *end = text;
    (void)strtoul(text, &end, 10);
    return (size_t)strtoul(end, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}
