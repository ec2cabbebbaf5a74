// The loops themselves. kernels.c includes this file once for each level of processor, with
// LEVEL(name) naming the functions, PLACES and PLACES_OF_8 the sums of 16 and of 8 floats that
// registers hold beside a kernel, SUMS and SMALL those of 8 on the ways back, VECTOR as many floats
// as one register holds and TILE_ROWS x 2 such sums of a matrix product, and the compiler told which
// instructions there are.

#define UNROLL _Pragma("clang loop unroll(full)")
#define INLINE static inline __attribute__((always_inline))

#include "correlation.h"
#include "weight_gradients.h"
#include "small_gradients.h"
#include "image_gradients.h"
#include "rows.h"
#include "products.h"

static const learn_kernels LEVEL(kernels) = {
    .level = LEVEL_NAME,
    .multiply = LEVEL(multiply),
    .correlate = LEVEL(correlate),
    .correlate_backward = LEVEL(correlate_backward),
    .add_bias = LEVEL(add_bias),
    .pool = LEVEL(pool),
    .convert = LEVEL(convert),
    .convert_columns = LEVEL(convert_columns),
    .apply_mask = LEVEL(apply_mask),
    .rectify = LEVEL(rectify),
    .sum_columns = LEVEL(sum_columns),
    .add = LEVEL(add),
    .adam = LEVEL(adam),
    .rmsprop = LEVEL(rmsprop),
};

#undef INLINE
#undef UNROLL
#undef SUMS
#undef SMALL
#undef VECTOR
#undef TILE_ROWS
#undef LEVEL
#undef LEVEL_NAME
#undef PLACES
#undef PLACES_OF_8
