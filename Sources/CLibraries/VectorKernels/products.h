// Part of loops.h: the matrix product.
//
// As in Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008: a panel
// of the second factor is copied together once and stays in the nearest cache, while tiles of the
// result stay in registers. The first factor is read where it lies. These products are small, and
// one thread computes each; the panel fits the stack.

/// Adds some terms to the sums of one tile, and fetches rows of a panel that is needed later: where
/// `copying`, it copies one at each term; otherwise it asks for one to be brought near. The units
/// that multiply are busy all the while, so that neither takes time of its own.
INLINE void LEVEL(product_terms)(
    VECTOR *sums, const float *a, ptrdiff_t a_row, ptrdiff_t a_column, const float *panel,
    ptrdiff_t first, ptrdiff_t end, const float *next, ptrdiff_t next_row, float *copy,
    const int copying, const int rows, const int vectors) {
  enum { width = sizeof(VECTOR) / sizeof(float) };
  a += first * a_column;
  panel += first * vectors * width;
  for (ptrdiff_t k = first; k < end; k++) {
    VECTOR b[2];
    UNROLL for (int v = 0; v < vectors; v++) b[v] = *(const VECTOR *)(panel + v * width);
    if (copying) {
      const VECTOR left = *(const VECTOR *)next, right = *(const VECTOR *)(next + width);
      *(VECTOR *)copy = left;
      *(VECTOR *)(copy + width) = right;
      next += next_row;
      copy += 2 * width;
    } else {
      __builtin_prefetch(next, 0, 2);
      next += next_row;
    }
    UNROLL for (int i = 0; i < rows; i++) {
      const float factor = a[i * a_row];
      UNROLL for (int v = 0; v < vectors; v++) sums[i * vectors + v] += b[v] * factor;
    }
    a += a_column;
    panel += vectors * width;
  }
}

/// One tile: `rows` x `vectors` sums over `count` terms, each in the order of the terms. On the way
/// `copied` rows of the next panel are copied; at the other terms rows from `ahead` on are asked
/// for.
INLINE void LEVEL(product_tile)(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_column, const float *panel, ptrdiff_t count,
    const float *next, ptrdiff_t next_row, ptrdiff_t copied, float *copy, const float *ahead,
    ptrdiff_t ahead_row, int adding, float *c, ptrdiff_t c_stride, const int rows,
    const int vectors) {
  enum { width = sizeof(VECTOR) / sizeof(float) };
  VECTOR sums[TILE_ROWS * 2];
  UNROLL for (int n = 0; n < rows * vectors; n++) sums[n] = (VECTOR)(0);
  LEVEL(product_terms)(
      sums, a, a_row, a_column, panel, 0, copied, next, next_row, copy, 1, rows, vectors);
  LEVEL(product_terms)(
      sums, a, a_row, a_column, panel, copied, count, ahead, ahead_row, copy, 0, rows, vectors);
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
#define TILE_CASE(rows, n, a_row, a_column, vectors)                                              \
  case rows * 4 + n:                                                                              \
    LEVEL(product_tile)(                                                                          \
        first, a_row, a_column, panel, terms, next, b_row, copied, copy, ahead, ahead_row, add,   \
        target, stride, rows, vectors);                                                           \
    break;
#define TILE(rows)                                                                                \
  TILE_CASE(rows, 0, 1, a_column, 1)                                                              \
  TILE_CASE(rows, 1, a_row, 1, 1)                                                                 \
  TILE_CASE(rows, 2, 1, a_column, 2)                                                              \
  TILE_CASE(rows, 3, a_row, 1, 2)

static void LEVEL(multiply)(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
    const float *b, ptrdiff_t b_row, ptrdiff_t b_column, int adding, float *c,
    ptrdiff_t c_stride) {
  enum { width = sizeof(VECTOR) / sizeof(float), size = LEARN_PRODUCT_BLOCK * 2 * width };
  // The panel that is computed with, and the next one.
  float panels[2 * size] __attribute__((aligned(64)));
  float *panel = panels, *copy = panels + size;
  const ptrdiff_t parts = (m + TILE_ROWS - 1) / TILE_ROWS;
  float edge[TILE_ROWS * 2 * width] __attribute__((aligned(64)));
  int is_copied = 0;
  for (ptrdiff_t block = 0; block < k || block == 0; block += LEARN_PRODUCT_BLOCK) {
    const ptrdiff_t left = k - block;
    const ptrdiff_t terms = left < LEARN_PRODUCT_BLOCK ? left : LEARN_PRODUCT_BLOCK;
    for (ptrdiff_t j = 0; j < n;) {
      const ptrdiff_t length = n - j > width ? 2 * width : width;
      const int is_edge = n - j < length;
      const ptrdiff_t columns = is_edge ? n - j : length, stride = is_edge ? length : c_stride;
      const int adds = adding || block > 0, add = adds && !is_edge;
      if (!is_copied)
        LEVEL(product_panel)(
            b + block * b_row + j * b_column, b_row, b_column, terms, columns, length, panel);
      // The next panel: to the right, or the first of the next block, which has no more terms.
      const ptrdiff_t next_j = j + columns < n ? j + columns : 0;
      const ptrdiff_t next_block = next_j ? block : block + LEARN_PRODUCT_BLOCK;
      const float *next = b + next_block * b_row + next_j;
      ptrdiff_t copied = 0;
      if (b_column == 1 && next_block < k && n - next_j >= 2 * width)
        copied = k - next_block < terms ? k - next_block : terms;
      is_copied = copied > 0 && m > 0;
      // The panel after it, as long as it is as high: brought near while this one is computed with.
      const ptrdiff_t after_j = next_j + 2 * width < n ? next_j + 2 * width : 0;
      const ptrdiff_t after_block = after_j ? next_block : next_block + LEARN_PRODUCT_BLOCK;
      const int is_asked = is_copied && after_block + terms <= k;
      const float *after = is_asked ? b + after_block * b_row + after_j : panel;
      for (ptrdiff_t part = 0; part < parts; part++) {
        const ptrdiff_t i = part * m / parts, rows = (part + 1) * m / parts - i;
        // The first tile copies, the second asks for the left half of the rows, the third for
        // the other.
        const int asks = is_asked && (part == 1 || part == 2);
        const float *ahead = asks ? after + (part - 1) * width : panel;
        const ptrdiff_t ahead_row = asks ? b_row : 0;
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
        copied = 0;
        if (is_edge)
          LEVEL(product_edge)(edge, length, rows, columns, adds, c + i * c_stride + j, c_stride);
      }
      if (is_copied) {
        float *done = panel;
        panel = copy;
        copy = done;
      }
      j += columns;
    }
  }
}
#undef TILE
#undef TILE_CASE
