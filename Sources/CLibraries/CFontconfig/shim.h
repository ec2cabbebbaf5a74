#include "../LateLibraries/rename.h"
#include <fontconfig/fontconfig.h>
