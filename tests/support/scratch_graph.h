// SPDX-License-Identifier: GPL-3.0-or-later
/// @file scratch_graph.h
/// A folder with room for one graph file, for the time of a test; and numbers
/// that are the same everywhere.

#ifndef GESTA_TESTS_SUPPORT_SCRATCH_GRAPH_H
#define GESTA_TESTS_SUPPORT_SCRATCH_GRAPH_H

#include <stddef.h>
#include <stdint.h>

/// Make a folder, and the path of a file `a.gesta` in it.
///
/// needs  room for 23 bytes in `directory`
void
scratch_graph_make(char *directory, char *path, size_t path_size);

/// Remove the file, if there is one, with its lock, and the folder.  Nothing
/// else may be left in it.
void
scratch_graph_remove(const char *directory, const char *path);

/// The next number of a pseudo-random sequence, less than `below`.
uint32_t
test_draw(uint64_t *state, uint32_t below);

#endif // GESTA_TESTS_SUPPORT_SCRATCH_GRAPH_H
