/* Stands before libLLVM, and makes it fail where a test wants it to: while code is generated for a module that defines a function of a certain name.
   Build: clang -shared -fPIC planted.c -o libLLVM-planted.so -l:libLLVM.so.22.1; then LTO_PAR_LIBLLVM=libLLVM-planted.so.

   plant_abort, plant_segv, plant_kill, plant_hang   what happens
   PLANT_ONCE=DIR     it happens once for each name: DIR gets a file of that name, and where that is there already all goes well
   PLANT_LOG=FILE     a byte for each partition when its code is generated, '+', and when that is done, '-'; in between some time passes
   PLANT_SLOW=SECONDS the time that passes, with PLANT_LOG */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *LLVMGetNamedFunction(void *module, const char *name);
extern int LLVMIsDeclaration(void *value);

static int planted(void *module, const char *name) {
    void *function = LLVMGetNamedFunction(module, name);
    const char *once = getenv("PLANT_ONCE");
    char path[4096];
    if (!function || LLVMIsDeclaration(function))
        return 0;
    if (!once)
        return 1;
    snprintf(path, sizeof path, "%s/%s", once, name);
    return open(path, O_CREAT | O_EXCL | O_CLOEXEC, 0600) >= 0;
}

static void note(const char *byte) {
    const char *log = getenv("PLANT_LOG");
    int file = log ? open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (file >= 0) {
        if (write(file, byte, 1) != 1)
            abort();
        close(file);
    }
}

int LLVMTargetMachineEmitToMemoryBuffer(void *machine, void *module, int type, char **message, void **buffer) {
    int (*emit)(void *, void *, int, char **, void **) = dlsym(RTLD_NEXT, "LLVMTargetMachineEmitToMemoryBuffer");
    int failed;
    note("+");
    if (planted(module, "plant_abort"))
        abort();
    if (planted(module, "plant_segv"))
        *(volatile int *)8 = 1;
    if (planted(module, "plant_kill"))
        kill(getpid(), SIGKILL);
    if (planted(module, "plant_hang"))
        for (;;)
            pause();
    if (getenv("PLANT_LOG")) /* work that takes this long: no test waits for it */
        poll(NULL, 0, getenv("PLANT_SLOW") ? 1000 * atoi(getenv("PLANT_SLOW")) : 20);
    failed = emit(machine, module, type, message, buffer);
    note("-");
    return failed;
}
