// What the compiler's runtime asks for and no library for the browser has.
#include <stdint.h>
#include <stdlib.h>

// Compiler-rt of Debian is built with stack protection.
uintptr_t __stack_chk_guard = (uintptr_t)0x57ac9d1e;
void __stack_chk_fail(void) { __builtin_trap(); }

// `Double("0.25")`: the end of the number, or nothing where the text does not begin with one; space
// before it is no part of a number.
const char *_swift_stdlib_strtod_clocale(const char *text, double *value) {
  if (*text == ' ' || (*text >= '\t' && *text <= '\r') || *text == 0) return 0;
  char *end;
  *value = strtod(text, &end);
  return end == text ? 0 : end;
}
