#ifndef LATE_LIBRARIES_H
#define LATE_LIBRARIES_H

#include <stdbool.h>

/// Libraries that serve one purpose, and are opened together.
typedef enum {
  /// Cairo, Pango, Fontconfig and what they need: pictures and pages.
  LEARN_LATE_DRAWING,
  /// Chafa: pictures in the terminal.
  LEARN_LATE_TERMINAL_PICTURES,
} learn_late_group;

/// A library that is opened when it is needed.
typedef struct {
  /// `libcairo.so.2`
  const char *file;
  /// The Debian package that brings it: `libcairo2`.
  const char *package;
} learn_late_library;

/// Opens a group's libraries, and those of drawing for the pictures of terminals; does nothing where
/// they are open. May be called from any thread. A function of a group that is not open ends the
/// program.
///
/// Where that fails, `library` and `reason` say which one it was and why, in words that last.
bool learn_late_open(learn_late_group group, learn_late_library *library, const char **reason);

/// The library at `index`, counted from 0; NULL after the last one.
const learn_late_library *learn_late_library_at(int index);

#endif
