/* Plays a linker to a plugin, where no installed linker does what must be tested:

     parallel   mold 2.42: claims on threads, in an order given by the seed; views are gone when the hook returns; the answer to the version
                question points to freed memory; get_wrap_symbols writes nothing; every added file's name is read at the end
     reader     ar and nm: message, register_claim_file and add_symbols alone; dlopen, onload, claim and dlclose once a file
     v2         a linker without get_symbols_v3, an API version or views
     old        without get_symbols_v2 either
     close      GNU ld: dlclose after the cleanup hook, and work goes on
     again      onload twice: the second session knows nothing of the first
     errors     gold: what hooks return does not count, messages do
     killed     dies by SIGKILL when it has been given the objects

   usage: host MODE SEED PLUGIN [-plugin-opt=OPTION]... FILE...
   A file defined first prevails. Prints a line for each thing that happens. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct tv { int tag; union { int number; const char *text; void *call; } u; };
struct input { const char *name; int fd; off_t offset, size; void *handle; };
struct symbol { char *name, *version; char def, type, section, unused; int visibility; uint64_t size; char *comdat; int resolution; };

enum { MAX = 64 };
static struct file { const char *path; void *view; off_t size; int fd, claimed, count; struct symbol *symbols; struct symbol copy[4096]; } files[MAX];
static int file_count, fatal, sessions;
static int (*claim_hook)(const struct input *, int *), (*read_hook)(void), (*cleanup_hook)(void);
static const char *added[MAX * 64];
static int added_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *mode;

static int is(const char *name) { return strcmp(mode, name) == 0; }

static int message(int level, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("message %d ", level);
    vprintf(format, arguments);
    puts("");
    va_end(arguments);
    fflush(stdout);
    fatal |= level >= 2;
    if (level == 3 && !is("errors")) exit(1);
    return 0;
}

static int register_claim(void *hook) { claim_hook = hook; return 0; }
static int register_read(void *hook) { read_hook = hook; return 0; }
static int register_cleanup(void *hook) { cleanup_hook = hook; return 0; }

static int add_symbols(void *handle, int count, const struct symbol *symbols)
{
    struct file *file = handle;
    if (count > 4096) abort();
    file->count = count;
    file->symbols = (struct symbol *)symbols; /* as gold does */
    memcpy(file->copy, symbols, count * sizeof *symbols);
    return 0;
}

static int resolve(void *handle, int count, struct symbol *symbols, int version)
{
    struct file *file = handle;
    if (symbols != file->symbols) { puts("another array"); return 2; }
    for (int i = 0; i < count; i++) {
        struct file *owner = 0;
        for (int f = 0; f < file_count && !owner; f++)
            for (int s = 0; s < files[f].count && !owner; s++)
                if (files[f].copy[s].def != 2 && files[f].copy[s].def != 3 && strcmp(files[f].copy[s].name, symbols[i].name) == 0) owner = &files[f];
        symbols[i].resolution = !owner ? 1 : owner == file ? (strcmp(symbols[i].name, "main") ? (version > 1 && !strncmp(symbols[i].name, "exp", 3) ? 9 : 3) : 2)
            : symbols[i].def == 2 || symbols[i].def == 3 ? 6 : 5;
    }
    return 0;
}

static int get_symbols(void *handle, int count, struct symbol *symbols) { puts("get_symbols v1"); return resolve(handle, count, symbols, 1); }
static int get_symbols_v2(void *handle, int count, struct symbol *symbols) { puts("get_symbols v2"); return resolve(handle, count, symbols, 2); }

static int get_symbols_v3(void *handle, int count, struct symbol *symbols)
{
    if (strstr(((struct file *)handle)->path, "unused")) return 1;
    return resolve(handle, count, symbols, 3);
}

static int get_view(void *handle, const void **view)
{
    struct file *file = handle;
    file->view = mmap(0, file->size, PROT_READ, MAP_PRIVATE, file->fd, 0);
    *view = file->view;
    return 0;
}

static int add_input_file(const char *path) { added[added_count++] = path; return 0; }
static int get_wrap_symbols(uint64_t *count, const char ***list) { (void)count; (void)list; return 0; }

static int get_api_version(const char *id, unsigned version, int least, int most, const char **linker, const char **linker_version)
{
    char *gone = malloc(4096);
    printf("version %s %u %d %d\n", id, version, least, most);
    *linker = "mold";
    *linker_version = gone;
    free(gone);
    return 1;
}

static void claim(struct file *file)
{
    struct stat status;
    file->fd = open(file->path, O_RDONLY | O_CLOEXEC);
    fstat(file->fd, &status);
    file->size = status.st_size;
    struct input input = { file->path, file->fd, 0, file->size, file };
    int rc = claim_hook(&input, &file->claimed);
    if (file->view) munmap(file->view, file->size);
    file->view = 0;
    close(file->fd);
    printf("claim %s %d %d %d\n", file->path, file->claimed, rc, file->count);
    fflush(stdout);
}

static void *claim_on_thread(void *file)
{
    pthread_mutex_lock(&lock); /* as mold does */
    claim(file);
    pthread_mutex_unlock(&lock);
    return 0;
}

static void *load(const char *plugin, int argc, char **argv)
{
    void *library = dlopen(plugin, RTLD_NOW | RTLD_LOCAL);
    if (!library) { puts(dlerror()); exit(2); }
    int (*onload)(struct tv *) = (int (*)(struct tv *))dlsym(library, "onload");
    struct tv values[64];
    int n = 0;
#define CALL(TAG, FUNCTION) values[n].tag = TAG, values[n++].u.call = FUNCTION
    CALL(11, message);
    CALL(5, register_claim);
    CALL(8, add_symbols);
    for (int i = 0; i < argc; i++)
        if (!strncmp(argv[i], "-plugin-opt=", 12)) values[n].tag = 4, values[n++].u.text = argv[i] + 12;
    if (!is("reader")) {
        values[n].tag = 3, values[n++].u.number = 3;
        values[n].tag = 15, values[n++].u.text = "host.out";
        CALL(6, register_read);
        CALL(7, register_cleanup);
        CALL(9, get_symbols);
        CALL(10, add_input_file);
        if (!is("old")) CALL(25, get_symbols_v2);
        if (is("v2") || is("old") || is("close") || is("again")) values[n].tag = 1, values[n++].u.number = 1;
        if (is("close") || is("again")) values[n].tag = 17, values[n++].u.number = 240;
        if (is("errors")) values[n].tag = 2, values[n++].u.number = 116;
        if (is("parallel") || is("errors")) { CALL(28, get_symbols_v3); CALL(18, get_view); CALL(33, add_symbols); CALL(32, get_wrap_symbols); }
        if (is("parallel")) CALL(34, get_api_version);
    }
    values[n].tag = 0;
    printf("onload %d\n", onload(values));
    sessions++;
    return library;
}

static void print_signals(void)
{
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, status))
        if (!strncmp(line, "SigCgt", 6) || !strncmp(line, "SigIgn", 6) || !strncmp(line, "SigBlk", 6)) fputs(line, stdout);
    fclose(status);
}

static int thread_count(void)
{
    int count = 0;
    DIR *threads = opendir("/proc/self/task");
    for (struct dirent *thread; (thread = readdir(threads));) count += thread->d_name[0] != '.';
    closedir(threads);
    return count;
}

int main(int argc, char **argv)
{
    mode = argv[1];
    unsigned seed = (unsigned)atoi(argv[2]);
    setvbuf(stdout, 0, _IOLBF, 0);
    for (int i = 4; i < argc; i++)
        if (argv[i][0] != '-') files[file_count++].path = argv[i];
    if (is("reader")) {
        for (int i = 0; i < file_count; i++) {
            void *library = load(argv[3], argc, argv);
            claim(&files[i]);
            for (int s = 0; s < files[i].count; s++) printf("symbol %s %d\n", files[i].copy[s].name, files[i].copy[s].def);
            dlclose(library);
        }
        return fatal;
    }
    void *library = load(argv[3], argc, argv);
    if (is("again")) {
        for (int i = 0; i < file_count; i++) claim(&files[i]);
        load(argv[3], argc, argv);
        printf("read %d\n", read_hook());
        printf("added %d\n", added_count);
        for (int i = 0; i < file_count; i++) files[i].count = 0;
    }
    if (is("parallel")) {
        pthread_t threads[MAX];
        pthread_attr_t small;
        pthread_attr_init(&small);
        pthread_attr_setstacksize(&small, 128 << 10); /* a plugin must not count on the main thread's stack */
        int order[MAX];
        for (int i = 0; i < file_count; i++) order[i] = i;
        for (int i = file_count - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            int k = (int)(seed >> 16) % (i + 1), t = order[i];
            order[i] = order[k], order[k] = t;
        }
        for (int i = 0; i < file_count; i++) {
            pthread_create(&threads[i], &small, claim_on_thread, &files[order[i]]);
            pthread_join(threads[i], 0);
        }
    } else {
        for (int i = 0; i < file_count; i++) claim(&files[i]);
    }
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &blocked, 0);
    print_signals();
    printf("read %d\n", read_hook());
    for (int i = 0; i < file_count; i++)
        for (int s = 0; s < files[i].count; s++)
            if (files[i].symbols[s].name != files[i].copy[s].name || !strlen(files[i].copy[s].name)) puts("memory changed");
    for (int i = 0; i < added_count; i++) printf("add %s %s\n", added[i], access(added[i], R_OK) ? "missing" : "there");
    if (is("killed")) raise(SIGKILL);
    printf("cleanup %d\n", cleanup_hook());
    if (is("close")) {
        dlclose(library);
        for (int i = 0; i < 1000; i++) free(malloc(1 << 16));
        /* A thread that the plugin has started runs on: its code must still be there. */
        if (thread_count() > 1 && !dlopen(argv[3], RTLD_NOW | RTLD_NOLOAD)) puts("no code for threads of the plugin");
    }
    printf("end %d\n", fatal);
    return fatal;
}
