// Part of loops.h: the way back to the weights, and with few filters to the image as well.

/// Where the sums lie that get a part of the gradient: for one filter, by place of the image.
typedef struct {
  const int32_t *places;
  const float *values;
  ptrdiff_t count;
} LEVEL(list);

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
