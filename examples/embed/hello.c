// SPDX-License-Identifier: MIT
// cc hello.c $(pkg-config --cflags --libs ouro)
#include <ouro.h>

int main(void)
{
    ouro *runtime = ouro_open(NULL);
    int status = runtime == NULL ? 1 : ouro_run(runtime, "print('hello')", 14, "hello.py");
    ouro_close(runtime);
    return status;
}
