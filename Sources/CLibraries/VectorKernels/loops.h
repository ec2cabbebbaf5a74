// The loops themselves. kernels.c includes this file once for each level of processor, with
// LEVEL(name) naming the functions, PLACES and PLACES_OF_8 the sums of 16 and of 8 floats that
// registers hold beside a kernel, SUMS and SMALL those of 8 on the ways back, and the compiler told
// which instructions there are.

#define UNROLL _Pragma("clang loop unroll(full)")
#define INLINE static inline __attribute__((always_inline))

// MARK: - Correlation

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

// MARK: - The way back

/// Where the sums lie that get a part of the gradient: for one filter, by place of the image.
typedef struct {
  const int32_t *places;
  const float *values;
  ptrdiff_t count;
} LEVEL(list);

/// The gradient of `rows` x `vectors` x 8 neighbouring weights of one filter.
INLINE void LEVEL(gradient_tile)(
    LEVEL(list) list, const float *image, ptrdiff_t image_stride, float *gradients,
    ptrdiff_t length, const int rows, const int vectors) {
  float8 sums[SUMS];
  UNROLL for (int n = 0; n < rows * vectors; n++) sums[n] = (float8)(0);
  for (ptrdiff_t index = 0; index < list.count; index++) {
    const float *patch = image + list.places[index];
    const float8 value = (float8)(list.values[index]);
    UNROLL for (int y = 0; y < rows; y++)
      UNROLL for (int v = 0; v < vectors; v++)
        sums[y * vectors + v] += value * *(const float8 *)(patch + y * image_stride + v * 8);
  }
  UNROLL for (int y = 0; y < rows; y++)
    UNROLL for (int v = 0; v < vectors; v++)
      *(float8 *)(gradients + y * length + v * 8) += sums[y * vectors + v];
}

#define TILE(rows, vectors)                                                                       \
  case rows * 16 + vectors:                                                                       \
    LEVEL(gradient_tile)(list, image + offset, s->image_stride, target, length, rows, vectors);   \
    break;

static void LEVEL(gradient_of_filter)(
    const learn_convolution *s, LEVEL(list) list, const float *image, float *gradients) {
  const ptrdiff_t length = gradient_run(s), vectors = length / 8;
  const ptrdiff_t parts = (vectors + SUMS - 1) / SUMS;
  // Where kernel rows are short, some of them make up a tile.
  const ptrdiff_t rows_at_once = SUMS / vectors > 1 ? SUMS / vectors : 1;
  for (ptrdiff_t y = 0; y < s->kernel_height; y += rows_at_once) {
    const ptrdiff_t left = s->kernel_height - y;
    const ptrdiff_t rows = left < rows_at_once ? left : rows_at_once;
    for (ptrdiff_t part = 0; part < parts; part++) {
      const ptrdiff_t first = part * vectors / parts, last = (part + 1) * vectors / parts;
      const ptrdiff_t offset = y * s->image_stride + first * 8;
      float *target = gradients + y * length + first * 8;
      switch (rows * 16 + last - first) {
        TILE(1, 1) TILE(2, 1) TILE(3, 1) TILE(4, 1)
        TILE(1, 2) TILE(2, 2)
        TILE(1, 3)
        TILE(1, 4)
#if SUMS >= 8
        TILE(5, 1) TILE(6, 1) TILE(7, 1) TILE(8, 1)
        TILE(3, 2) TILE(4, 2)
        TILE(2, 3)
        TILE(2, 4)
        TILE(1, 5) TILE(1, 6) TILE(1, 7) TILE(1, 8)
#endif
        default:
          __builtin_trap();
      }
    }
  }
}
#undef TILE

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

/// The first `count` of 8 numbers, 0 for the others.
INLINE float8 LEVEL(some)(const float *numbers, ptrdiff_t count) {
  if (count >= 8) return *(const float8 *)numbers;
  float8 some = (float8)(0);
  for (ptrdiff_t lane = 0; lane < count; lane++) some[lane] = numbers[lane];
  return some;
}

/// Which of 8 numbers are set, a bit for each.
INLINE unsigned LEVEL(bits)(int8 isSet) {
  bool8 set = __builtin_convertvector(-isSet, bool8);
  unsigned char bits;
  __builtin_memcpy(&bits, &set, 1);
  return bits;
}

/// For each of 8 filters whether its sum at a place of the square gets a part of the gradient;
/// `left` filters are there.
INLINE unsigned LEVEL(listed)(
    const float *delta, const float *outputs, const float *winners, float place, int rectified,
    ptrdiff_t left) {
  if (left >= 8) {
    int8 set = *(const float8 *)delta != (float8)(0);
    if (rectified) set &= *(const float8 *)outputs > (float8)(0);
    if (winners) set &= *(const float8 *)winners == (float8)(place);
    return LEVEL(bits)(set);
  }
  unsigned bits = 0;
  for (ptrdiff_t f = 0; f < left; f++)
    if (delta[f] != 0 && (!rectified || outputs[f] > 0) && (!winners || winners[f] == place))
      bits |= 1u << f;
  return bits;
}

/// Adds value * weights to the patch under each listed place, all of one filter: the weights of one
/// row of its kernel stay in registers.
INLINE void LEVEL(spread_filter_tile)(
    LEVEL(list) list, const float *row, float *target, const int vectors) {
  float8 weights[SUMS];
  UNROLL for (int v = 0; v < vectors; v++) weights[v] = *(const float8 *)(row + v * 8);
  for (ptrdiff_t index = 0; index < list.count; index++) {
    float *patch = target + list.places[index];
    const float8 value = (float8)(list.values[index]);
    UNROLL for (int v = 0; v < vectors; v++) *(float8 *)(patch + v * 8) += value * weights[v];
  }
}

#define TILE(vectors)                                                                             \
  case vectors:                                                                                   \
    LEVEL(spread_filter_tile)(list, row + first * 8, target + first * 8, vectors);                \
    break;

static void LEVEL(spread_filter)(
    const learn_convolution *s, LEVEL(list) list, const float *weights, float *image_delta) {
  const ptrdiff_t run = s->kernel_width * s->channels, vectors = run / 8;
  const ptrdiff_t parts = (vectors + SUMS - 1) / SUMS;
  for (ptrdiff_t y = 0; y < s->kernel_height; y++) {
    const float *row = weights + y * run;
    float *target = image_delta + y * s->image_stride;
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
    for (ptrdiff_t t = vectors * 8; t < run; t++)
      for (ptrdiff_t index = 0; index < list.count; index++)
        target[list.places[index] + t] += list.values[index] * row[t];
  }
}
#undef TILE

/// Gradients by the weights and, where `image_delta` is there, by the image. The image is gone
/// through in bands that stay in the cache while all filters pass over them.
static void LEVEL(weight_gradients)(
    const learn_convolution *s, const float *image, const float *delta, const float *outputs,
    const float *winners, int rectified, const float *transposed, float *gradients, float *bias,
    float *image_delta, int32_t *places, float *values) {
  const ptrdiff_t taps = s->kernel_height * s->kernel_width * s->channels;
  const ptrdiff_t filters = s->filters, size = s->size;
  const ptrdiff_t rows = s->height / size, columns = s->width / size;
  const ptrdiff_t count = s->kernel_height * gradient_run(s);
  const ptrdiff_t fitting = (6144 / s->image_stride - s->kernel_height + 1) / size;
  const ptrdiff_t band = fitting < 1 ? 1 : fitting > rows ? rows : fitting;
  const ptrdiff_t capacity = band * columns;
  ptrdiff_t counts[8];
  int32_t offsets[LEARN_LARGEST_SIZE * LEARN_LARGEST_SIZE];
  for (ptrdiff_t y = 0; y < size; y++)
    for (ptrdiff_t x = 0; x < size; x++)
      offsets[y * size + x] = (int32_t)(y * s->image_stride + x * s->channels);
  for (ptrdiff_t top = 0; top < rows; top += band) {
    const ptrdiff_t bottom = top + band < rows ? top + band : rows;
    for (ptrdiff_t first = 0; first < filters; first += 8) {
      const ptrdiff_t left = filters - first < 8 ? filters - first : 8;
      for (int lane = 0; lane < 8; lane++) counts[lane] = 0;
      for (ptrdiff_t i = top; i < bottom; i++) {
        for (ptrdiff_t j = 0; j < columns; j++) {
          const ptrdiff_t square = (i * columns + j) * filters + first;
          const ptrdiff_t corner = i * size * s->image_stride + j * size * s->channels;
          unsigned bits =
              LEVEL(listed)(delta + square, outputs + square, NULL, 0, rectified, left);
          for (; bits; bits &= bits - 1) {
            const int lane = __builtin_ctz(bits);
            const ptrdiff_t entry = lane * capacity + counts[lane]++;
            const ptrdiff_t winner = winners ? (ptrdiff_t)winners[square + lane] : 0;
            places[entry] = (int32_t)corner + offsets[winner];
            values[entry] = delta[square + lane];
          }
        }
      }
      for (ptrdiff_t lane = 0; lane < left; lane++) {
        LEVEL(list) list = {places + lane * capacity, values + lane * capacity, counts[lane]};
        float sum = 0;
        for (ptrdiff_t index = 0; index < list.count; index++) sum += list.values[index];
        bias[first + lane] += sum;
        LEVEL(gradient_of_filter)(s, list, image, gradients + (first + lane) * count);
        if (image_delta)
          LEVEL(spread_filter)(s, list, transposed + (first + lane) * taps, image_delta);
      }
    }
  }
}

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

// MARK: - Rows of numbers

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

static void LEVEL(adam)(
    float *restrict w, const float *restrict g, float *restrict m, float *restrict v,
    ptrdiff_t count, float rate, float decay1, float decay2, float epsilon) {
  for (ptrdiff_t i = 0; i < count; i++) {
    const float mean = m[i] + (g[i] - m[i]) * decay1;
    const float square = v[i] + (g[i] * g[i] - v[i]) * decay2;
    m[i] = mean;
    v[i] = square;
    w[i] -= mean * rate / (__builtin_elementwise_sqrt(square) + epsilon);
  }
}

static void LEVEL(rmsprop)(
    float *restrict w, const float *restrict g, float *restrict s, ptrdiff_t count, float rate,
    float rho, float epsilon) {
  for (ptrdiff_t i = 0; i < count; i++) {
    const float square = s[i] * rho + g[i] * g[i] * (1 - rho);
    s[i] = square;
    w[i] -= g[i] * rate / __builtin_elementwise_sqrt(square + epsilon);
  }
}

static const learn_kernels LEVEL(kernels) = {
    .level = LEVEL_NAME,
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
#undef LEVEL
#undef LEVEL_NAME
#undef PLACES
#undef PLACES_OF_8
