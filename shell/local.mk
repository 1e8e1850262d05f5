# SPDX-License-Identifier: GPL-3.0-or-later
# Commands and the interactive shell.
noinst_LTLIBRARIES += libshell.la
libshell_la_SOURCES = \
  shell/answer.c \
  shell/answer.h \
  shell/arguments.c \
  shell/arguments.h \
  shell/command.c \
  shell/command.h \
  shell/command_build.c \
  shell/command_check.c \
  shell/command_compact.c \
  shell/command_evaluate.c \
  shell/command_export.c \
  shell/command_extract.c \
  shell/command_help.c \
  shell/command_info.c \
  shell/command_lexicon.c \
  shell/command_load.c \
  shell/command_parse.c \
  shell/command_query.c \
  shell/command_shell.c \
  shell/command_train.c \
  shell/command_update.c \
  shell/commands.c \
  shell/commands.h \
  shell/completion.c \
  shell/completion.h \
  shell/completion_command.c \
  shell/completion_state.h \
  shell/completions.c \
  shell/completions.h \
  shell/data_directory.c \
  shell/data_directory.h \
  shell/dot_command.c \
  shell/dot_command.h \
  shell/dot_commands.c \
  shell/dot_commands.h \
  shell/dot_event.c \
  shell/dot_explore.c \
  shell/dot_extract.c \
  shell/dot_graph.c \
  shell/dot_output.c \
  shell/dot_path.c \
  shell/dot_script.c \
  shell/dot_why.c \
  shell/entity_name.c \
  shell/entity_name.h \
  shell/extraction.c \
  shell/extraction.h \
  shell/folder.c \
  shell/folder.h \
  shell/graph_facts.c \
  shell/graph_facts.h \
  shell/graph_file.c \
  shell/graph_file.h \
  shell/input_file.c \
  shell/input_file.h \
  shell/interrupt.c \
  shell/interrupt.h \
  shell/label_index.c \
  shell/label_index.h \
  shell/line_editor.c \
  shell/line_editor.h \
  shell/message.c \
  shell/message.h \
  shell/ordered_work.c \
  shell/ordered_work.h \
  shell/output_file.c \
  shell/output_file.h \
  shell/process_memory.c \
  shell/process_memory.h \
  shell/progress.c \
  shell/progress.h \
  shell/repl.c \
  shell/repl.h \
  shell/row_list.c \
  shell/row_list.h \
  shell/seconds.c \
  shell/seconds.h \
  shell/session.c \
  shell/session.h \
  shell/shell_request.c \
  shell/shell_request.h \
  shell/sparql_position.c \
  shell/sparql_position.h \
  shell/statement_reader.c \
  shell/statement_reader.h \
  shell/stored_query.c \
  shell/stored_query.h \
  shell/suggestion.c \
  shell/suggestion.h \
  shell/terminal.c \
  shell/terminal.h \
  shell/treebank_files.c \
  shell/treebank_files.h \
  shell/vocabulary.c \
  shell/vocabulary.h \
  shell/words.c \
  shell/words.h
libshell_la_LIBADD = libextractor.la libgraph.la $(READLINE_LIBS)

bin_PROGRAMS += gesta
gesta_SOURCES = shell/main.c
gesta_LDADD = libshell.la
