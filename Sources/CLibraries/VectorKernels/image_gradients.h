// Part of loops.h: the way back to the image, and the whole way back.

/// Adds value * weights of all listed filters to `vectors` x 8 neighbouring numbers.
INLINE void LEVEL(spread_tile)(
    LEVEL(list) filters, const float *weights, float *target, const int vectors) {
  float8 sums[SUMS];
  UNROLL for (int v = 0; v < vectors; v++) sums[v] = *(const float8 *)(target + v * 8);
  for (ptrdiff_t index = 0; index < filters.count; index++) {
    const float *row = weights + filters.places[index];
    const float8 value = (float8)(filters.values[index]);
    UNROLL for (int v = 0; v < vectors; v++) sums[v] += value * *(const float8 *)(row + v * 8);
  }
  UNROLL for (int v = 0; v < vectors; v++) *(float8 *)(target + v * 8) = sums[v];
}

#define TILE(vectors)                                                                             \
  case vectors:                                                                                   \
    LEVEL(spread_tile)(filters, row + first * 8, target + first * 8, vectors);                    \
    break;

/// Adds what the listed filters have to say of one row of the patch under a place.
INLINE void LEVEL(spread)(
    LEVEL(list) filters, const float *row, float *target, ptrdiff_t run, ptrdiff_t parts) {
  const ptrdiff_t vectors = run / 8;
  for (ptrdiff_t part = 0; part < parts; part++) {
    const ptrdiff_t first = part * vectors / parts, last = (part + 1) * vectors / parts;
    switch (last - first) {
      TILE(1) TILE(2) TILE(3) TILE(4)
#if SUMS >= 8
      TILE(5) TILE(6) TILE(7) TILE(8)
#endif
      default:
        __builtin_trap();
    }
  }
  for (ptrdiff_t t = vectors * 8; t < run; t++) {
    float sum = target[t];
    for (ptrdiff_t index = 0; index < filters.count; index++)
      sum += filters.values[index] * row[filters.places[index] + t];
    target[t] = sum;
  }
}
#undef TILE

/// Gradients by the image: row after row of the kernel, so that all filters' weights of that row
/// stay in the cache.
static void LEVEL(image_gradients)(
    const learn_convolution *s, const float *delta, const float *outputs, const float *winners,
    int rectified, const float *transposed, float *image_delta, int32_t *places, float *values) {
  const ptrdiff_t filters = s->filters, size = s->size, columns = s->width / size;
  const ptrdiff_t run = s->kernel_width * s->channels, taps = s->kernel_height * run;
  const ptrdiff_t parts = (run / 8 + SUMS - 1) / SUMS;
  for (ptrdiff_t i = 0; i < s->height; i++) {
    // Lists of all places of this row, one behind the other.
    int32_t *starts = places + s->width * filters;
    ptrdiff_t count = 0;
    for (ptrdiff_t j = 0; j < s->width; j++) {
      starts[j] = (int32_t)count;
      const ptrdiff_t square = (i / size * columns + j / size) * filters;
      const float place = (float)(i % size * size + j % size);
      for (ptrdiff_t f = 0; f < filters; f += 8) {
        unsigned bits = LEVEL(listed)(
            delta + square + f, outputs + square + f, winners ? winners + square + f : NULL,
            place, rectified, filters - f);
        for (; bits; bits &= bits - 1) {
          const ptrdiff_t filter = f + __builtin_ctz(bits);
          places[count] = (int32_t)(filter * taps);
          values[count++] = delta[square + filter];
        }
      }
    }
    starts[s->width] = (int32_t)count;
    for (ptrdiff_t y = 0; y < s->kernel_height; y++) {
      float *row = image_delta + (i + y) * s->image_stride;
      for (ptrdiff_t j = 0; j < s->width; j++) {
        LEVEL(list) list = {places + starts[j], values + starts[j], starts[j + 1] - starts[j]};
        if (list.count > 0)
          LEVEL(spread)(list, transposed + y * run, row + j * s->channels, run, parts);
      }
    }
  }
}

static void LEVEL(correlate_backward)(
    const learn_convolution *s, const float *image, const float *delta, const float *outputs,
    const float *winners, int rectified, const float *transposed, float *gradients, float *bias,
    float *image_delta, int32_t *places, float *values) {
  // With few filters a place, going through the filters one by one has longer lists.
  const int is_by_filter =
      s->kernel_width * s->channels >= 8 && s->filters <= 4 * s->size * s->size;
  if (s->kernel_width * s->channels < 8)
    LEVEL(gradients_of_small_kernels)(
        s, image, delta, outputs, winners, rectified, gradients, bias);
  else
    LEVEL(weight_gradients)(
        s, image, delta, outputs, winners, rectified, transposed, gradients, bias,
        is_by_filter ? image_delta : NULL, places, values);
  if (image_delta && !is_by_filter)
    LEVEL(image_gradients)(
        s, delta, outputs, winners, rectified, transposed, image_delta, places, values);
}
