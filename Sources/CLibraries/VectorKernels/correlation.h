// Part of loops.h: the way forward through a convolution.

/// `places` neighbouring places of one row, for a block of `width` filters: the sums stay in
/// registers while the kernel goes by.
#define CORRELATE_PLACES(vector)                                                                  \
  INLINE void LEVEL(correlate_##vector)(                                                          \
      const learn_convolution *s, const float *image, const float *kernel, float *output,         \
      const int places, ptrdiff_t count) {                                                        \
    enum { width = sizeof(vector) / sizeof(float) };                                              \
    const ptrdiff_t run = s->kernel_width * s->channels, step = s->channels;                      \
    vector sums[PLACES_OF_8];                                                                     \
    UNROLL for (int p = 0; p < places; p++) sums[p] = (vector)(0);    \
    for (ptrdiff_t y = 0; y < s->kernel_height; y++) {                                            \
      const float *row = image + y * s->image_stride;                                             \
      const float *k = kernel + y * run * width;                                                  \
      for (ptrdiff_t t = 0; t < run; t++) {                                                       \
        const vector weights = *(const vector *)(k + t * width);                                  \
        UNROLL for (int p = 0; p < places; p++)                       \
            sums[p] += weights * row[p * step + t];                                               \
      }                                                                                           \
    }                                                                                             \
    UNROLL for (int p = 0; p < places; p++) {                         \
      float *target = output + p * s->filters;                                                    \
      if (count == width) {                                                                       \
        *(vector *)target = sums[p];                                                              \
      } else {                                                                                    \
        for (ptrdiff_t f = 0; f < count; f++) target[f] = sums[p][f];                             \
      }                                                                                           \
    }                                                                                             \
  }
CORRELATE_PLACES(float16)
CORRELATE_PLACES(float8)
#undef CORRELATE_PLACES

#define PLACES_CASE(vector, n)                                                                    \
  case n:                                                                                         \
    LEVEL(correlate_##vector)(s, row, kernel, target, n, count);                                  \
    break;

static void LEVEL(correlate)(
    const learn_convolution *s, const float *image, const float *packed, float *sums) {
  const ptrdiff_t taps = s->kernel_height * s->kernel_width * s->channels;
  const float *kernel = packed;
  for (ptrdiff_t f = 0; f < s->filters;) {
    const ptrdiff_t left = s->filters - f;
    const int is_wide = left > 8;
    const ptrdiff_t count = is_wide ? (left < 16 ? left : 16) : left;
    const ptrdiff_t most = is_wide ? PLACES : PLACES_OF_8;
    for (ptrdiff_t i = 0; i < s->height; i++) {
      const float *image_row = image + i * s->image_stride;
      float *output_row = sums + i * s->width * s->filters + f;
      // Parts of about equal size: 13 places go as 7 and 6, not as 12 and 1.
      const ptrdiff_t parts = (s->width + most - 1) / most;
      for (ptrdiff_t part = 0; part < parts; part++) {
        const ptrdiff_t j = part * s->width / parts;
        const ptrdiff_t places = (part + 1) * s->width / parts - j;
        const float *row = image_row + j * s->channels;
        float *target = output_row + j * s->filters;
        if (is_wide) {
          switch (places) {
            PLACES_CASE(float16, 1) PLACES_CASE(float16, 2) PLACES_CASE(float16, 3)
#if PLACES >= 6
            PLACES_CASE(float16, 4) PLACES_CASE(float16, 5) PLACES_CASE(float16, 6)
#endif
#if PLACES >= 14
            PLACES_CASE(float16, 7) PLACES_CASE(float16, 8) PLACES_CASE(float16, 9)
            PLACES_CASE(float16, 10) PLACES_CASE(float16, 11) PLACES_CASE(float16, 12)
            PLACES_CASE(float16, 13) PLACES_CASE(float16, 14)
#endif
            default:
              __builtin_trap();
          }
        } else {
          switch (places) {
            PLACES_CASE(float8, 1) PLACES_CASE(float8, 2) PLACES_CASE(float8, 3)
            PLACES_CASE(float8, 4) PLACES_CASE(float8, 5) PLACES_CASE(float8, 6)
#if PLACES_OF_8 >= 12
            PLACES_CASE(float8, 7) PLACES_CASE(float8, 8) PLACES_CASE(float8, 9)
            PLACES_CASE(float8, 10) PLACES_CASE(float8, 11) PLACES_CASE(float8, 12)
#endif
#if PLACES_OF_8 >= 14
            PLACES_CASE(float8, 13) PLACES_CASE(float8, 14)
#endif
            default:
              __builtin_trap();
          }
        }
      }
    }
    kernel += taps * (is_wide ? 16 : 8);
    f += count;
  }
}
#undef PLACES_CASE
