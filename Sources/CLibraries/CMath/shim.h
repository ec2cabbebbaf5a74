// The functions of elementary mathematics, the same for the program and for the browser.
#include <math.h>
