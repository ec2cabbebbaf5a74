#include "VectorKernels.h"

// Vectors of the compiler's own kind: it makes one, two or four instructions of each operation, as
// the processor has them. They may start at any float.
typedef float float16 __attribute__((ext_vector_type(16), aligned(4)));
typedef float float4 __attribute__((ext_vector_type(4), aligned(4)));
typedef float float8 __attribute__((ext_vector_type(8), aligned(4)));
typedef int int8 __attribute__((ext_vector_type(8)));
typedef _Bool bool8 __attribute__((ext_vector_type(8)));

/// Floats of one kernel row as gradients hold it.
static ptrdiff_t gradient_run(const learn_convolution *s) {
  return (s->kernel_width * s->channels + 7) / 8 * 8;
}

#if defined(__x86_64__)

#define LEVEL(name) name##_v1
#define LEVEL_NAME "x86-64"
#define PLACES 3
#define PLACES_OF_8 6
#define SUMS 4
#define SMALL 7
#define VECTOR float4
#define TILE_ROWS 4
#include "loops.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LEVEL(name) name##_v3
#define LEVEL_NAME "x86-64-v3"
#define PLACES 6
#define PLACES_OF_8 12
#define SUMS 8
#define SMALL 12
#define VECTOR float8
#define TILE_ROWS 6
#include "loops.h"
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512vl,avx512dq,avx512bw"))), apply_to = function)
#define LEVEL(name) name##_v4
#define LEVEL_NAME "x86-64-v4"
#define PLACES 14
#define PLACES_OF_8 14
#define SUMS 8
#define SMALL 28
#define VECTOR float16
#define TILE_ROWS 14
#include "loops.h"
#pragma clang attribute pop

const learn_kernels *learn_kernels_of_level(int level) {
  __builtin_cpu_init();
  switch (level) {
    case 0:
      return &kernels_v1;
    case 1:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels_v3 : NULL;
    case 2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
              && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
              && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
          ? &kernels_v4
          : NULL;
    default:
      return NULL;
  }
}

#else

#define LEVEL(name) name##_generic
#define LEVEL_NAME "generic"
#define PLACES 6
#define PLACES_OF_8 12
#define SUMS 8
#define SMALL 12
#define VECTOR float4
#define TILE_ROWS 6
#include "loops.h"

const learn_kernels *learn_kernels_of_level(int level) {
  return level == 0 ? &kernels_generic : NULL;
}

#endif

static ptrdiff_t block_width(ptrdiff_t left) { return left > 8 ? 16 : 8; }

ptrdiff_t learn_packed_count(const learn_convolution *s) {
  ptrdiff_t lanes = 0;
  for (ptrdiff_t f = 0; f < s->filters; f += block_width(s->filters - f))
    lanes += block_width(s->filters - f);
  return lanes * s->kernel_height * s->kernel_width * s->channels;
}

void learn_pack(const learn_convolution *s, const float *kernel, float *packed) {
  const ptrdiff_t taps = s->kernel_height * s->kernel_width * s->channels;
  for (ptrdiff_t f = 0; f < s->filters;) {
    const ptrdiff_t width = block_width(s->filters - f);
    for (ptrdiff_t t = 0; t < taps; t++)
      for (ptrdiff_t lane = 0; lane < width; lane++)
        *packed++ = f + lane < s->filters ? kernel[t * s->filters + f + lane] : 0;
    f += width;
  }
}

ptrdiff_t learn_gradient_count(const learn_convolution *s) {
  return s->filters * s->kernel_height * gradient_run(s);
}

void learn_collect(const learn_convolution *s, const float *gradients, float *kernel) {
  const ptrdiff_t run = s->kernel_width * s->channels, length = gradient_run(s);
  const ptrdiff_t count = s->kernel_height * length;
  for (ptrdiff_t y = 0; y < s->kernel_height; y++)
    for (ptrdiff_t t = 0; t < run; t++) {
      float *target = kernel + (y * run + t) * s->filters;
      const float *source = gradients + y * length + t;
      for (ptrdiff_t f = 0; f < s->filters; f++) target[f] += source[f * count];
    }
}
