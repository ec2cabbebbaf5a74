// Each function of functions.h as late_NAME, which jumps to where learn_late_slots says that it
// lies. What a caller has put into registers and on the stack stays as it is: so these few lines
// serve every function, whatever its arguments.

.text
.set late_index, 0

#if defined(__x86_64__)

.macro late_function name
  .p2align 4
  .globl late_\name
  .hidden late_\name
  .type late_\name, @function
late_\name:
  movq learn_late_slots + 8 * late_index(%rip), %r11
  testq %r11, %r11
  jz 1f
  jmpq *%r11
1:
  leaq learn_late_slots + 8 * late_index(%rip), %rdi
  jmp learn_late_unopened
  .size late_\name, . - late_\name
  .set late_index, late_index + 1
.endm

#elif defined(__aarch64__)

.macro late_function name
  .p2align 4
  .globl late_\name
  .hidden late_\name
  .type late_\name, %function
late_\name:
  adrp x16, learn_late_slots + 8 * late_index
  add x16, x16, :lo12:learn_late_slots + 8 * late_index
  ldar x17, [x16]
  cbz x17, 1f
  br x17
1:
  mov x0, x16
  b learn_late_unopened
  .size late_\name, . - late_\name
  .set late_index, late_index + 1
.endm

#else
#error "Write the few lines of trampolines.S for this processor."
#endif

#define FUNCTION(library, name) late_function name
#include "functions.h"

// Nothing here wants a stack that can be run.
.section .note.GNU-stack, "", %progbits
