#include "../LateLibraries/rename.h"
#include <chafa.h>
