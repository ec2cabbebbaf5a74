#include "../LateLibraries/rename.h"
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
