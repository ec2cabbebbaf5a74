// Part of loops.h: the way back to the weights of small kernels.

/// Gradients of `rows` x `taps` neighbouring weights of 8 filters. Small kernels have too little to
/// do for each listed number; here the filters go side by side instead, those that get nothing with
/// them.
INLINE void LEVEL(small_gradients)(
    const learn_convolution *s, const float *image, const float *delta, const float *outputs,
    const float *winners, int rectified, float *gradients, float *bias, ptrdiff_t left,
    const int rows, const int taps) {
  const ptrdiff_t size = s->size, length = gradient_run(s);
  float8 sums[SMALL], total = (float8)(0);
  UNROLL for (int n = 0; n < rows * taps; n++) sums[n] = (float8)(0);
  for (ptrdiff_t i = 0; i < s->height / size; i++) {
    for (ptrdiff_t j = 0; j < s->width / size; j++) {
      float8 value = LEVEL(some)(delta, left);
      if (rectified) value = LEVEL(some)(outputs, left) > (float8)(0) ? value : (float8)(0);
      const float8 winner = winners ? LEVEL(some)(winners, left) : (float8)(0);
      total += value;
      float place = 0;
      for (ptrdiff_t y = 0; y < size; y++) {
        const float *patch = image + (i * size + y) * s->image_stride + j * size * s->channels;
        for (ptrdiff_t x = 0; x < size; x++, place++) {
          const float8 part = winner == (float8)(place) ? value : (float8)(0);
          UNROLL for (int row = 0; row < rows; row++)
            UNROLL for (int t = 0; t < taps; t++)
              sums[row * taps + t] += part * patch[row * s->image_stride + t];
          patch += s->channels;
        }
      }
      delta += s->filters;
      outputs += s->filters;
      if (winners) winners += s->filters;
    }
  }
  for (ptrdiff_t lane = 0; lane < left; lane++) {
    if (bias) bias[lane] += total[lane];
    float *target = gradients + lane * s->kernel_height * length;
    UNROLL for (int row = 0; row < rows; row++)
      UNROLL for (int t = 0; t < taps; t++) target[row * length + t] += sums[row * taps + t][lane];
  }
}

#define TILE(rows, taps)                                                                          \
  case rows * 8 + taps:                                                                           \
    LEVEL(small_gradients)(                                                                       \
        s, image + y * s->image_stride, delta + first, outputs + first,                           \
        winners ? winners + first : NULL, rectified, target, y == 0 ? bias + first : NULL, left,  \
        rows, taps);                                                                              \
    break;

/// Gradients by the weights of kernels whose rows hold at most 7 numbers.
static void LEVEL(gradients_of_small_kernels)(
    const learn_convolution *s, const float *image, const float *delta, const float *outputs,
    const float *winners, int rectified, float *gradients, float *bias) {
  const ptrdiff_t length = gradient_run(s), run = s->kernel_width * s->channels;
  const ptrdiff_t fitting = SMALL / run, most = fitting < 5 ? fitting : 5;
  const ptrdiff_t parts = (s->kernel_height + most - 1) / most;
  for (ptrdiff_t first = 0; first < s->filters; first += 8) {
    const ptrdiff_t left = s->filters - first < 8 ? s->filters - first : 8;
    for (ptrdiff_t part = 0; part < parts; part++) {
      const ptrdiff_t y = part * s->kernel_height / parts;
      const ptrdiff_t rows = (part + 1) * s->kernel_height / parts - y;
      float *target = gradients + (first * s->kernel_height + y) * length;
      switch (rows * 8 + run) {
        TILE(1, 1) TILE(1, 2) TILE(1, 3) TILE(1, 4) TILE(1, 5) TILE(1, 6) TILE(1, 7)
        TILE(2, 1) TILE(2, 2) TILE(2, 3)
        TILE(3, 1) TILE(3, 2) TILE(4, 1) TILE(5, 1)
#if SMALL >= 12
        TILE(2, 4) TILE(2, 5) TILE(2, 6)
        TILE(3, 3) TILE(3, 4) TILE(4, 2) TILE(4, 3) TILE(5, 2)
#endif
#if SMALL >= 28
        TILE(2, 7)
        TILE(3, 5) TILE(3, 6) TILE(3, 7)
        TILE(4, 4) TILE(4, 5) TILE(4, 6) TILE(4, 7)
        TILE(5, 3) TILE(5, 4) TILE(5, 5)
#endif
        default:
          __builtin_trap();
      }
    }
  }
}
#undef TILE
