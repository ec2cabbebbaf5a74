#ifndef LEARN_VECTOR_KERNELS_H
#define LEARN_VECTOR_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// The loops that training in Float spends its time in, compiled once for each level of processor
// from one source; the program chooses among them when it runs. Swift compiles a function for one
// processor only, and the oldest would set the pace for all.
//
// Images lie row by row, column by column, channel by channel. Lengths and strides count floats.

/// The largest side of a pooling square.
#define LEARN_LARGEST_SIZE 8

/// Terms of a matrix product that are summed up at once; see `multiply`.
#define LEARN_PRODUCT_BLOCK 256

/// A convolution with stride 1 as the loops see it, with max pooling size x size behind it or, for
/// size 1, without. Padding stands in the memory around the image.
typedef struct {
  /// Floats from one row of the image to the next.
  ptrdiff_t image_stride;
  ptrdiff_t channels;
  ptrdiff_t kernel_height, kernel_width;
  ptrdiff_t filters;
  /// Places that the kernel is laid on: whole squares of the pooling only.
  ptrdiff_t height, width;
  /// The side of the pooling's squares.
  ptrdiff_t size;
} learn_convolution;

/// Floats that a packed kernel takes: blocks of 16 or, where so few are left, of 8 filters.
ptrdiff_t learn_packed_count(const learn_convolution *shape);
/// Lays a kernel (height x width x channels x filters) out block by block, as `correlate` reads it.
void learn_pack(const learn_convolution *shape, const float *kernel, float *packed);

/// Floats that `correlate_backward` adds its gradients to: for each filter the rows of its kernel,
/// each with some floats of no meaning behind it.
ptrdiff_t learn_gradient_count(const learn_convolution *shape);
/// Adds these to a gradient laid out as the kernel is.
void learn_collect(const learn_convolution *shape, const float *gradients, float *kernel);

/// Function pointers to constants of the program: any thread may call them.
typedef struct __attribute__((swift_attr("@Sendable"))) {
  /// "x86-64", "x86-64-v3", "x86-64-v4", or "generic" on other processors.
  const char *level;

  /// c[i, j] = sum over k of a[i, k] * b[k, j], m x n sums over k terms, added to c where `adding`.
  /// Each sum runs over its terms in their order, in blocks of LEARN_PRODUCT_BLOCK whose sums are
  /// added in theirs. Of the first factor, one step is 1: from row to row or from column to column.
  void (*multiply)(
      ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
      const float *b, ptrdiff_t b_row, ptrdiff_t b_column, int adding, float *c,
      ptrdiff_t c_stride);

  /// sums[i, j, f] = sum over y, x, c of image[i + y, j + x, c] * kernel[y, x, c, f]
  void (*correlate)(
      const learn_convolution *shape, const float *image, const float *packed, float *sums);
  /// The way back through activation, pooling and convolution.
  ///
  /// Most numbers of the gradient by the sums are 0: ReLU lets nothing through where it put out 0,
  /// and max pooling only to the winner. So the others are listed, and only they are computed with.
  ///
  /// delta: by the output; outputs: those of the pooling, read where `rectified`; winners: NULL
  /// for size 1; transposed: filters x (height x width x channels) of the kernel; gradients, bias,
  /// image_delta (NULL where nobody asks): added to; places, values: room for height x width x
  /// (filters + 8) numbers. Up to 7 floats behind the image are read, and have no influence.
  void (*correlate_backward)(
      const learn_convolution *shape, const float *image, const float *delta,
      const float *outputs, const float *winners, int rectified, const float *transposed,
      float *gradients, float *bias, float *image_delta, int32_t *places, float *values);

  /// Adds the bias to each row, and max(., 0) where `rectified`.
  void (*add_bias)(
      float *values, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, const float *bias,
      int rectified);
  /// Max pooling of the sums, then bias and, where `rectified`, max(., 0).
  /// `winners`: the number of the first largest place of each square, row by row.
  void (*pool)(
      const learn_convolution *shape, const float *sums, const float *bias, int rectified,
      float *output, float *winners);

  /// values = pixels * scale.
  void (*convert)(const uint8_t *pixels, float scale, float *values, ptrdiff_t count);
  /// values = pixels * scale, for each of `rows` the same `columns` scales.
  void (*convert_columns)(
      const uint8_t *pixels, const float *scales, ptrdiff_t rows, ptrdiff_t columns,
      float *values);
  /// output = x * scale where the mask is set, else 0.
  void (*apply_mask)(
      const uint8_t *mask, float scale, const float *x, float *output, ptrdiff_t count);
  /// delta = 0 where output <= 0.
  void (*rectify)(float *delta, const float *output, ptrdiff_t count);
  /// sums[c] += sum over the rows.
  void (*sum_columns)(
      const float *values, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, float *sums);
  /// sum += values.
  void (*add)(const float *values, float *sum, ptrdiff_t count);

  void (*adam)(
      float *w, const float *g, float *m, float *v, ptrdiff_t count, float rate, float decay1,
      float decay2, float epsilon);
  void (*rmsprop)(
      float *w, const float *g, float *s, ptrdiff_t count, float rate, float rho, float epsilon);
} learn_kernels;

/// The kernels of level 0 (oldest), 1, 2 ...; NULL where this processor, or this build, has none.
const learn_kernels *learn_kernels_of_level(int level);

#endif
