// Libraries that are opened when they are needed, not when the program starts:
// LIBRARY(identifier, group, file, Debian package), each after those that it needs itself, so that it
// is the missing one that is named. script/setup names the packages too.
LIBRARY(glib, DRAWING, "libglib-2.0.so.0", "libglib2.0-0")
LIBRARY(gobject, DRAWING, "libgobject-2.0.so.0", "libglib2.0-0")
LIBRARY(fontconfig, DRAWING, "libfontconfig.so.1", "libfontconfig1")
LIBRARY(cairo, DRAWING, "libcairo.so.2", "libcairo2")
LIBRARY(pango, DRAWING, "libpango-1.0.so.0", "libpango-1.0-0")
LIBRARY(pangoft2, DRAWING, "libpangoft2-1.0.so.0", "libpangoft2-1.0-0")
LIBRARY(pangocairo, DRAWING, "libpangocairo-1.0.so.0", "libpangocairo-1.0-0")
LIBRARY(deflate, DRAWING, "libdeflate.so.0", "libdeflate0")
LIBRARY(chafa, TERMINAL_PICTURES, "libchafa.so.0", "libchafa0")
