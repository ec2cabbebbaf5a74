#include "../LateLibraries/rename.h"
#include <libdeflate.h>
