// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/store/compaction.h"
#include "shell/commands.h"
#include "shell/message.h"

#include <inttypes.h>
#include <stdio.h>

static const GestaOption options[] = {
  {"output", 'o', "FILE", "leave GRAPH as it is and make a new graph"},
  GESTA_OPTIONS_END,
};

static int
run_compact(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel; // there is no half of it
  const char *const path = arguments->operands[0];
  const char *const target = gesta_arguments_value(arguments, "output");
  GestaError error = {0};
  uint64_t before = 0;
  uint64_t after = 0;
  if (gesta_store_compact(path, target, &before, &after, &error)) {
    gesta_tell_error(path, &error);
    return GESTA_EXIT_FAILED;
  }
  (void)printf("%s: %" PRIu64 " bytes, of %" PRIu64 "\n",
               target ? target : path, after, before);
  return GESTA_EXIT_DONE;
}

const GestaCommand gesta_compact_command = {
  .name = "compact",
  .summary = "give the disk space back that a graph does not use",
  .usage = "GRAPH",
  .details =
    "Removed quads leave space in the file, which later ones use; this gives\n"
    "it back to the disk.  The graph is copied and replaced in one step, "
    "which\n"
    "needs as much space again for a while, and that nobody else has it open.\n"
    "With --output others may go on reading and writing.\n",
  .options = options,
  .least = 1,
  .most = 1,
  .run = run_compact,
};
