#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
static int (*add)(int);
static int (*sum)(void);
static void *thread(void *x) { int before = sum(); add(100); return (void *)(long)(before * 1000 + sum()); }
int main(int argc, char **argv) {
  void *library = dlopen(argv[1], RTLD_NOW);
  if (!library) { puts(dlerror()); return 2; }
  add = (int (*)(int))dlsym(library, "add");
  sum = (int (*)(void))dlsym(library, "sum");
  add(10);
  pthread_t other;
  void *result;
  pthread_create(&other, 0, thread, 0);
  pthread_join(other, &result);
  printf("%d %ld\n", sum(), (long)result);
  return 0;
}
