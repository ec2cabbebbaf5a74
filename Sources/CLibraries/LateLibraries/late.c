#include "LateLibraries.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
#define LIBRARY(identifier, group, file, package) LIBRARY_##identifier,
#include "libraries.h"
#undef LIBRARY
  LIBRARY_COUNT
};

static const learn_late_library libraries[] = {
#define LIBRARY(identifier, group, file, package) {file, package},
#include "libraries.h"
#undef LIBRARY
};

static const learn_late_group groups[] = {
#define LIBRARY(identifier, group, file, package) LEARN_LATE_##group,
#include "libraries.h"
#undef LIBRARY
};

static const struct {
  const char *name;
  int library;
} functions[] = {
#define FUNCTION(library, name) {#name, LIBRARY_##library},
#include "functions.h"
#undef FUNCTION
};

enum { FUNCTION_COUNT = sizeof(functions) / sizeof(functions[0]) };

/// Where each function lies; NULL until its library is open. trampolines.S jumps through it.
__attribute__((visibility("hidden"))) void *learn_late_slots[FUNCTION_COUNT];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_open[LIBRARY_COUNT];

/// Finds all that is called of a library, so that one that is too old is known at once.
static bool open_library(int library, const char **reason) {
  if (is_open[library]) return true;
  // A library stays open to the end: what it has made may live as long.
  void *handle = dlopen(libraries[library].file, RTLD_LAZY | RTLD_LOCAL);
  for (size_t index = 0; handle && index < FUNCTION_COUNT; index++) {
    if (functions[index].library != library) continue;
    void *function = dlsym(handle, functions[index].name);
    if (!function) handle = NULL;
    __atomic_store_n(&learn_late_slots[index], function, __ATOMIC_RELEASE);
  }
  is_open[library] = handle != NULL;
  if (!handle) {
    const char *words = dlerror();
    char *kept = words ? strdup(words) : NULL;
    *reason = kept ? kept : "it cannot be opened";
  }
  return is_open[library];
}

bool learn_late_open(learn_late_group group, learn_late_library *library, const char **reason) {
  bool is_good = true;
  pthread_mutex_lock(&lock);
  for (int index = 0; is_good && index < LIBRARY_COUNT; index++) {
    if (groups[index] != group && groups[index] != LEARN_LATE_DRAWING) continue;
    is_good = open_library(index, reason);
    if (!is_good) *library = libraries[index];
  }
  pthread_mutex_unlock(&lock);
  return is_good;
}

const learn_late_library *learn_late_library_at(int index) {
  return index >= 0 && index < LIBRARY_COUNT ? &libraries[index] : NULL;
}

/// What a function does that is called before its group was opened, which is a fault of the program.
/// trampolines.S calls this with the function's slot.
__attribute__((visibility("hidden"), noreturn)) void learn_late_unopened(void **slot) {
  fprintf(
      stderr, "Error: %s was called before its library was opened.\n",
      functions[slot - learn_late_slots].name);
  abort();
}
