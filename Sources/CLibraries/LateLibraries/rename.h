// Included before a library's own headers: what they declare is then called late_NAME and lies in
// trampolines.S, and the program is not linked to the library.
#define LATE_PRAGMA(words) _Pragma(#words)
#define FUNCTION(library, name) LATE_PRAGMA(redefine_extname name late_##name)
#include "functions.h"
#undef FUNCTION
#undef LATE_PRAGMA
