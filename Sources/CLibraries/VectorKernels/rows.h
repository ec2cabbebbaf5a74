// Part of loops.h: rows of numbers, pooling and optimisers.

/// The compiler makes vectors of the plain loops below by itself.
static void LEVEL(sum_columns)(
    const float *values, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, float *sums) {
  ptrdiff_t column = 0;
  for (; column + 8 <= columns; column += 8) {
    float8 sum = *(const float8 *)(sums + column);
    for (ptrdiff_t row = 0; row < rows; row++)
      sum += *(const float8 *)(values + row * stride + column);
    *(float8 *)(sums + column) = sum;
  }
  for (; column < columns; column++) {
    float sum = sums[column];
    for (ptrdiff_t row = 0; row < rows; row++) sum += values[row * stride + column];
    sums[column] = sum;
  }
}

static void LEVEL(add_bias)(
    float *values, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride,
    const float *restrict bias, int rectified) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    float *v = values + row * stride;
    if (rectified) {
      for (ptrdiff_t c = 0; c < columns; c++) {
        const float sum = v[c] + bias[c];
        v[c] = sum <= 0 ? 0 : sum;
      }
    } else {
      for (ptrdiff_t c = 0; c < columns; c++) v[c] += bias[c];
    }
  }
}

static void LEVEL(convert)(
    const uint8_t *restrict pixels, float scale, float *restrict values, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) values[i] = (float)pixels[i] * scale;
}

static void LEVEL(convert_columns)(
    const uint8_t *restrict pixels, const float *restrict scales, ptrdiff_t rows,
    ptrdiff_t columns, float *restrict values) {
  for (ptrdiff_t row = 0; row < rows; row++)
    for (ptrdiff_t c = 0; c < columns; c++)
      values[row * columns + c] = (float)pixels[row * columns + c] * scales[c];
}

static void LEVEL(apply_mask)(
    const uint8_t *restrict mask, float scale, const float *restrict x, float *restrict output,
    ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) output[i] = mask[i] ? x[i] * scale : 0;
}

static void LEVEL(rectify)(float *restrict delta, const float *restrict output, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) delta[i] = output[i] <= 0 ? 0 : delta[i];
}

static void LEVEL(add)(const float *restrict values, float *restrict sum, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) sum[i] += values[i];
}

// MARK: - Pooling

static void LEVEL(pool)(
    const learn_convolution *s, const float *restrict sums, const float *restrict bias,
    int rectified, float *restrict output, float *restrict winners) {
  const ptrdiff_t size = s->size, channels = s->filters, stride = s->width * channels;
  for (ptrdiff_t i = 0; i < s->height / size; i++) {
    for (ptrdiff_t j = 0; j < s->width / size; j++) {
      const float *corner = sums + i * size * stride + j * size * channels;
      for (ptrdiff_t c = 0; c < channels;) {
        const int is_block = c + 8 <= channels;
        if (is_block) {
          float8 best = *(const float8 *)(corner + c);
          float8 winner = (float8)(0);
          float place = 0;
          for (ptrdiff_t y = 0; y < size; y++)
            for (ptrdiff_t x = 0; x < size; x++, place++) {
              const float8 v = *(const float8 *)(corner + y * stride + x * channels + c);
              const int8 is_larger = v > best;
              best = is_larger ? v : best;
              winner = is_larger ? (float8)(place) : winner;
            }
          best += *(const float8 *)(bias + c);
          if (rectified) best = best <= (float8)(0) ? (float8)(0) : best;
          *(float8 *)(output + c) = best;
          *(float8 *)(winners + c) = winner;
          c += 8;
        } else {
          float best = corner[c], winner = 0;
          float place = 0;
          for (ptrdiff_t y = 0; y < size; y++)
            for (ptrdiff_t x = 0; x < size; x++, place++) {
              const float v = corner[y * stride + x * channels + c];
              if (v > best) {
                best = v;
                winner = place;
              }
            }
          best += bias[c];
          output[c] = rectified && best <= 0 ? 0 : best;
          winners[c] = winner;
          c += 1;
        }
      }
      output += channels;
      winners += channels;
    }
  }
}

// MARK: - Optimisers

/// What an optimiser keeps of a number that fades: nothing below 10⁻³⁰. Its memory of a weight
/// without gradients, as at an image's edge, would otherwise come down to numbers so small that
/// processors take fourteen times as long with them.
INLINE float LEVEL(remembered)(float value) {
  return __builtin_fabsf(value) < 1e-30f ? 0 : value;
}

static void LEVEL(adam)(
    float *restrict w, const float *restrict g, float *restrict m, float *restrict v,
    ptrdiff_t count, float rate, float decay1, float decay2, float epsilon) {
  for (ptrdiff_t i = 0; i < count; i++) {
    const float mean = LEVEL(remembered)(m[i] + (g[i] - m[i]) * decay1);
    const float square = LEVEL(remembered)(v[i] + (g[i] * g[i] - v[i]) * decay2);
    m[i] = mean;
    v[i] = square;
    w[i] -= mean * rate / (__builtin_elementwise_sqrt(square) + epsilon);
  }
}

static void LEVEL(rmsprop)(
    float *restrict w, const float *restrict g, float *restrict s, ptrdiff_t count, float rate,
    float rho, float epsilon) {
  for (ptrdiff_t i = 0; i < count; i++) {
    const float square = LEVEL(remembered)(s[i] * rho + g[i] * g[i] * (1 - rho));
    s[i] = square;
    w[i] -= g[i] * rate / __builtin_elementwise_sqrt(square + epsilon);
  }
}
