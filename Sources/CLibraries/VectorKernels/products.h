// Part of loops.h: the matrix product.
//
// As in Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008: a panel
// of the second factor is copied together once and stays in the nearest cache, while tiles of the
// result stay in registers. The first factor is read where it lies. These products are small, and
// one thread computes each; the panel fits the stack.

/// One tile: `rows` x `vectors` sums over `count` terms, each in the order of the terms.
INLINE void LEVEL(product_tile)(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_column, const float *panel, ptrdiff_t count,
    int adding, float *c, ptrdiff_t c_stride, const int rows, const int vectors) {
  enum { width = sizeof(VECTOR) / sizeof(float) };
  VECTOR sums[TILE_ROWS * 2];
  UNROLL for (int n = 0; n < rows * vectors; n++) sums[n] = (VECTOR)(0);
  for (ptrdiff_t k = 0; k < count; k++) {
    VECTOR b[2];
    UNROLL for (int v = 0; v < vectors; v++) b[v] = *(const VECTOR *)(panel + v * width);
    UNROLL for (int i = 0; i < rows; i++) {
      const float factor = a[i * a_row];
      UNROLL for (int v = 0; v < vectors; v++) sums[i * vectors + v] += b[v] * factor;
    }
    a += a_column;
    panel += vectors * width;
  }
  UNROLL for (int i = 0; i < rows; i++)
    UNROLL for (int v = 0; v < vectors; v++) {
      VECTOR *target = (VECTOR *)(c + i * c_stride + v * width);
      if (adding) sums[i * vectors + v] += *target;
      *target = sums[i * vectors + v];
    }
}

/// Takes the first columns of a tile that reaches over the edge of the result.
static void LEVEL(product_edge)(
    const float *tile, ptrdiff_t length, ptrdiff_t rows, ptrdiff_t columns, int adding, float *c,
    ptrdiff_t c_stride) {
  for (ptrdiff_t i = 0; i < rows; i++, tile += length, c += c_stride) {
    ptrdiff_t j = 0;
    for (; j + 4 <= columns; j += 4) {
      const float4 sums = *(const float4 *)(tile + j);
      *(float4 *)(c + j) = adding ? *(float4 *)(c + j) + sums : sums;
    }
    for (; j < columns; j++) c[j] = adding ? c[j] + tile[j] : tile[j];
  }
}

/// Copies `count` rows of some columns together, with zeros in place of those that are missing.
static void LEVEL(product_panel)(
    const float *b, ptrdiff_t b_row, ptrdiff_t b_column, ptrdiff_t count, ptrdiff_t columns,
    ptrdiff_t length, float *panel) {
  enum { width = sizeof(VECTOR) / sizeof(float) };
  // Written out, since the compiler would call the library to copy each row.
  if (b_column == 1 && columns == 2 * width) {
    for (ptrdiff_t k = 0; k < count; k++, b += b_row, panel += 2 * width) {
      const VECTOR left = *(const VECTOR *)b, right = *(const VECTOR *)(b + width);
      *(VECTOR *)panel = left;
      *(VECTOR *)(panel + width) = right;
    }
    return;
  }
  if (b_column == 1 && columns == width && length == width) {
    for (ptrdiff_t k = 0; k < count; k++, b += b_row, panel += width)
      *(VECTOR *)panel = *(const VECTOR *)b;
    return;
  }
  for (ptrdiff_t k = 0; k < count; k++) {
    ptrdiff_t j = 0;
    if (b_column == 1)
      for (; j + 4 <= columns; j += 4)
        *(float4 *)(panel + k * length + j) = *(const float4 *)(b + k * b_row + j);
    for (; j < columns; j++) panel[k * length + j] = b[k * b_row + j * b_column];
    for (; j < length; j++) panel[k * length + j] = 0;
  }
}

// The compiler is told which step is 1, so that the other one alone needs a register.
#define TILE(rows)                                                                                \
  case rows * 4 + 0:                                                                              \
    LEVEL(product_tile)(first, 1, a_column, panel, terms, add, target, stride, rows, 1);          \
    break;                                                                                        \
  case rows * 4 + 1:                                                                              \
    LEVEL(product_tile)(first, a_row, 1, panel, terms, add, target, stride, rows, 1);             \
    break;                                                                                        \
  case rows * 4 + 2:                                                                              \
    LEVEL(product_tile)(first, 1, a_column, panel, terms, add, target, stride, rows, 2);          \
    break;                                                                                        \
  case rows * 4 + 3:                                                                              \
    LEVEL(product_tile)(first, a_row, 1, panel, terms, add, target, stride, rows, 2);             \
    break;

static void LEVEL(multiply)(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
    const float *b, ptrdiff_t b_row, ptrdiff_t b_column, int adding, float *c,
    ptrdiff_t c_stride) {
  enum { width = sizeof(VECTOR) / sizeof(float) };
  float panel[LEARN_PRODUCT_BLOCK * 2 * width] __attribute__((aligned(64)));
  const ptrdiff_t parts = (m + TILE_ROWS - 1) / TILE_ROWS;
  float edge[TILE_ROWS * 2 * width] __attribute__((aligned(64)));
  for (ptrdiff_t block = 0; block < k || block == 0; block += LEARN_PRODUCT_BLOCK) {
    const ptrdiff_t left = k - block;
    const ptrdiff_t terms = left < LEARN_PRODUCT_BLOCK ? left : LEARN_PRODUCT_BLOCK;
    for (ptrdiff_t j = 0; j < n;) {
      const ptrdiff_t length = n - j > width ? 2 * width : width;
      const int is_edge = n - j < length;
      const ptrdiff_t columns = is_edge ? n - j : length, stride = is_edge ? length : c_stride;
      const int adds = adding || block > 0, add = adds && !is_edge;
      LEVEL(product_panel)(
          b + block * b_row + j * b_column, b_row, b_column, terms, columns, length, panel);
      for (ptrdiff_t part = 0; part < parts; part++) {
        const ptrdiff_t i = part * m / parts, rows = (part + 1) * m / parts - i;
        const float *first = a + i * a_row + block * a_column;
        float *target = is_edge ? edge : c + i * c_stride + j;
        switch (rows * 4 + (length > width) * 2 + (a_column == 1)) {
          TILE(1) TILE(2) TILE(3) TILE(4)
#if TILE_ROWS >= 6
          TILE(5) TILE(6)
#endif
#if TILE_ROWS >= 14
          TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14)
#endif
          default:
            __builtin_trap();
        }
        if (is_edge)
          LEVEL(product_edge)(edge, length, rows, columns, adds, c + i * c_stride + j, c_stride);
      }
      j += columns;
    }
  }
}
#undef TILE
