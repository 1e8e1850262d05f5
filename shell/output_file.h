// SPDX-License-Identifier: GPL-3.0-or-later
/// @file output_file.h
/// Where a command's answer goes: standard output, or a file that appears only
/// when it is whole.

#ifndef GESTA_SHELL_OUTPUT_FILE_H
#define GESTA_SHELL_OUTPUT_FILE_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "shell/child.h"

#include <stdbool.h>
#include <stdio.h>

/// The caller's memory, because `output` refers to it: do not copy it.
typedef struct GestaOutputFile {
  GestaOutput output; ///< write here
  FILE *stream;
  const char *name; ///< for messages; borrowed
  char *path;       ///< where the file goes; NULL: written in place
  char *temporary;  ///< where it is until then
  GestaChild child; ///< that reads it, if is_pipe
  bool is_pipe;
  int failure; ///< errno of the first write that failed, or 0
  GestaAllocator *allocator;
} GestaOutputFile;

/// Open an output.  NULL and "-" are standard output.  A regular file is
/// written under another name beside it and renamed by
/// gesta_output_file_finish(); a device or a pipe is written in place.
///
/// gives    *file; release it with gesta_output_file_close()
/// borrows  allocator and path until then
/// errors   GESTA_ERR_FILE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_output_file_open(GestaAllocator *allocator, const char *path,
                       GestaOutputFile *file, GestaError *error);

/// Open an output that a program reads: `sh -c COMMAND`.
///
/// gives    *file; release it with gesta_output_file_close()
/// borrows  allocator and command until then
/// errors   GESTA_ERR_SYSTEM
GESTA_MUST_CHECK GestaStatus
gesta_output_file_pipe(GestaAllocator *allocator, const char *command,
                       GestaOutputFile *file, GestaError *error);

/// Make sure that everything is written and put the file in its place, or wait
/// for the end of the program that reads it.
///
/// errors  GESTA_ERR_FILE; GESTA_ERR_CANCELLED if the reader of a pipe has left
GESTA_MUST_CHECK GestaStatus
gesta_output_file_finish(GestaOutputFile *file, GestaError *error);

/// Release the output.  What was not finished leaves no trace on disk.
void
gesta_output_file_close(GestaOutputFile *file);

/// End a command: finish if `status` is GESTA_OK, tell what went wrong
/// otherwise (with the output if a write failed, else with `name`; NULL: the
/// message says it), and close.
///
/// returns  an exit status
int
gesta_output_file_end(GestaOutputFile *file, GestaStatus status,
                      const char *name, GestaError *error);

#endif // GESTA_SHELL_OUTPUT_FILE_H
