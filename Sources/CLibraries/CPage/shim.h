// What a page does for the engine: it measures text with the fonts that it shows.
#include <stdint.h>

/// Measures one line of text.
///
/// text, count: UTF-8. face: 0 text, 1 formulas, 2 program text. size: points. weight: 400 to 700.
/// extents: written: advance width, ascent and descent of the font's line, and how far the glyphs
/// reach to the left, to the right, above and below the left end of the baseline.
__attribute__((import_module("page"), import_name("measure"))) void page_measure(
    const uint8_t *text, int32_t count, int32_t face, double size, int32_t weight, int32_t isItalic,
    double *extents);
