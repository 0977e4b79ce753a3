/* What the process did about SIGPIPE before the .NET runtime started in it. The runtime ignores SIGPIPE from its first instruction on, and
   nothing managed runs earlier; a constructor of the library does. Without it a linker in `ld ... | head` would no longer end by SIGPIPE. */
#include <signal.h>

static int ignored;

__attribute__((constructor, used)) static void remember(void)
{
    struct sigaction action;
    ignored = sigaction(SIGPIPE, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}

__attribute__((visibility("hidden"), used)) int lto_par_sigpipe_was_ignored(void)
{
    return ignored;
}
