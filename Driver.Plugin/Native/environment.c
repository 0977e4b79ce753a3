/* The variables of the process as they are. The .NET runtime's own list of them opens /dev/urandom (it hashes their names), and keeps it open: one file
   descriptor fewer for a linker that may have few. */
extern char **environ;

__attribute__((visibility("hidden"), used)) char **lto_par_environment(void)
{
    return environ;
}
