// Square roots of 16 numbers at once. Swift's own `squareRoot()` on vectors becomes one scalar
// instruction and one call into the mathematics library for each lane.
typedef float learn_float16 __attribute__((ext_vector_type(16)));
typedef double learn_double16 __attribute__((ext_vector_type(16)));

static inline __attribute__((always_inline)) learn_float16 learn_roots_float(learn_float16 x) {
  return __builtin_elementwise_sqrt(x);
}

static inline __attribute__((always_inline)) learn_double16 learn_roots_double(learn_double16 x) {
  return __builtin_elementwise_sqrt(x);
}
