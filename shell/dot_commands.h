// SPDX-License-Identifier: GPL-3.0-or-later
/// @file dot_commands.h
/// The table of the shell's commands, and the functions in its rows, each a
/// `run` of GestaDotCommand.

#ifndef GESTA_SHELL_DOT_COMMANDS_H
#define GESTA_SHELL_DOT_COMMANDS_H

#include "shell/dot_command.h"

extern const GestaDotCommand gesta_dot_commands[];
extern const size_t gesta_dot_command_count;

#define GESTA_DOT_RUN(name)                                                    \
  GestaStatus gesta_dot_##name(GestaSession *session,                          \
                               GestaStringView argument, GestaError *error)

// dot_command.c
GESTA_DOT_RUN(help);

// dot_graph.c: the file and what goes in and out
GESTA_DOT_RUN(open);
GESTA_DOT_RUN(create);
GESTA_DOT_RUN(load);
GESTA_DOT_RUN(build);
GESTA_DOT_RUN(extract);
GESTA_DOT_RUN(export);
GESTA_DOT_RUN(backup);
GESTA_DOT_RUN(check);
GESTA_DOT_RUN(stats);
GESTA_DOT_RUN(prefix);

// dot_explore.c: what is in any graph
GESTA_DOT_RUN(classes);
GESTA_DOT_RUN(predicates);
GESTA_DOT_RUN(graphs);
GESTA_DOT_RUN(describe);
GESTA_DOT_RUN(find);
GESTA_DOT_RUN(neighbours);
GESTA_DOT_RUN(path);

// dot_event.c: who did what to whom, and who says so
GESTA_DOT_RUN(timeline);
GESTA_DOT_RUN(dyads);
GESTA_DOT_RUN(why);

// dot_output.c: how answers look
GESTA_DOT_RUN(format);
GESTA_DOT_RUN(expanded);
GESTA_DOT_RUN(labels);
GESTA_DOT_RUN(bars);
GESTA_DOT_RUN(limit);
GESTA_DOT_RUN(timeout);
GESTA_DOT_RUN(timing);
GESTA_DOT_RUN(width);
GESTA_DOT_RUN(wrap);
GESTA_DOT_RUN(pager);
GESTA_DOT_RUN(colour);
GESTA_DOT_RUN(output);
GESTA_DOT_RUN(once);
GESTA_DOT_RUN(show);

// dot_script.c: variables, saved queries, scripts, the session itself
GESTA_DOT_RUN(set);
GESTA_DOT_RUN(unset);
GESTA_DOT_RUN(explain);
GESTA_DOT_RUN(save);
GESTA_DOT_RUN(run);
GESTA_DOT_RUN(queries);
GESTA_DOT_RUN(read);
GESTA_DOT_RUN(on_error);
GESTA_DOT_RUN(print);
GESTA_DOT_RUN(edit);
GESTA_DOT_RUN(history);
GESTA_DOT_RUN(quit);

#undef GESTA_DOT_RUN

#endif // GESTA_SHELL_DOT_COMMANDS_H
