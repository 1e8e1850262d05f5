# SPDX-License-Identifier: GPL-3.0-or-later
# Commands and the interactive shell.
noinst_LIBRARIES += libshell.a
libshell_a_SOURCES = \
  shell/answer.c \
  shell/answer.h \
  shell/argument_kind.c \
  shell/argument_kind.h \
  shell/arguments.c \
  shell/arguments.h \
  shell/bash_script.c \
  shell/child.c \
  shell/child.h \
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
  shell/command_report.c \
  shell/command_shell.c \
  shell/command_train.c \
  shell/command_update.c \
  shell/commands.c \
  shell/commands.h \
  shell/completion.c \
  shell/completion.h \
  shell/completion_command.c \
  shell/completion_state.h \
  shell/completion_script.h \
  shell/completions.c \
  shell/completions.h \
  shell/constructed_graph.c \
  shell/constructed_graph.h \
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
  shell/fish_script.c \
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
  shell/manual_page.c \
  shell/manual_page.h \
  shell/message.c \
  shell/message.h \
  shell/network_export.c \
  shell/network_export.h \
  shell/ordered_work.c \
  shell/ordered_work.h \
  shell/output_file.c \
  shell/output_file.h \
  shell/pager.c \
  shell/pager.h \
  shell/parameter_option.c \
  shell/parameter_option.h \
  shell/process_memory.c \
  shell/process_memory.h \
  shell/progress.c \
  shell/progress.h \
  shell/repl.c \
  shell/repl.h \
  shell/report.c \
  shell/report.h \
  shell/report_axis.c \
  shell/report_axis.h \
  shell/report_bars.c \
  shell/report_bars.h \
  shell/report_chart.c \
  shell/report_chart.h \
  shell/report_drawing.c \
  shell/report_drawing.h \
  shell/report_header.c \
  shell/report_header.h \
  shell/report_library.c \
  shell/report_library.h \
  shell/report_lines.c \
  shell/report_lines.h \
  shell/report_network.c \
  shell/report_network.h \
  shell/report_options.c \
  shell/report_options.h \
  shell/report_page.c \
  shell/report_page.h \
  shell/report_parameters.c \
  shell/report_parameters.h \
  shell/report_svg.c \
  shell/report_svg.h \
  shell/report_template.c \
  shell/report_template.h \
  shell/report_text.c \
  shell/report_text.h \
  shell/report_timeline.c \
  shell/report_timeline.h \
  shell/report_words.c \
  shell/report_words.h \
  shell/row_list.c \
  shell/row_list.h \
  shell/saved_query.c \
  shell/saved_query.h \
  shell/seconds.c \
  shell/seconds.h \
  shell/session.c \
  shell/session.h \
  shell/session_values.c \
  shell/shell_request.c \
  shell/shell_request.h \
  shell/sparql_position.c \
  shell/sparql_position.h \
  shell/statement_reader.c \
  shell/statement_reader.h \
  shell/stored_query.c \
  shell/stored_query.h \
  shell/style.c \
  shell/style.h \
  shell/suggestion.c \
  shell/suggestion.h \
  shell/terminal.c \
  shell/terminal.h \
  shell/treebank_files.c \
  shell/treebank_files.h \
  shell/user_file.c \
  shell/user_file.h \
  shell/vocabulary.c \
  shell/vocabulary.h \
  shell/words.c \
  shell/words.h \
  shell/zsh_script.c
shell_libs = libshell.a $(extractor_libs) $(READLINE_LIBS) $(ZLIB_LIBS) \
  $(CMARK_LIBS) $(LIBYAML_LIBS)

bin_PROGRAMS += gesta
gesta_SOURCES = shell/main.c
gesta_LDADD = $(shell_libs)

# Scripts by which other shells complete command lines of the program, made by it.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = shell/complete/bash/gesta
nodist_zshcompletion_DATA = shell/complete/zsh/_gesta
nodist_fishcompletion_DATA = shell/complete/fish/gesta.fish
completion_scripts = $(nodist_bashcompletion_DATA) \
  $(nodist_zshcompletion_DATA) $(nodist_fishcompletion_DATA)
$(completion_scripts): gesta$(EXEEXT)
	$(AM_V_GEN)folder=`dirname $@` && $(MKDIR_P) "$$folder" && \
	  ./gesta$(EXEEXT) help --format `basename "$$folder"` >$@-t && mv $@-t $@
CLEANFILES += $(completion_scripts)
