# SPDX-License-Identifier: GPL-3.0-or-later
# Commands and the interactive shell.
shell_tests = \
  tests/shell/argument_kind_test \
  tests/shell/arguments_test \
  tests/shell/child_test \
  tests/shell/completion_test \
  tests/shell/label_index_test \
  tests/shell/ordered_work_test \
  tests/shell/pager_test \
  tests/shell/parameter_option_test \
  tests/shell/report_axis_test \
  tests/shell/report_options_test \
  tests/shell/report_parameters_test \
  tests/shell/report_template_test \
  tests/shell/report_text_test \
  tests/shell/row_list_test \
  tests/shell/seconds_test \
  tests/shell/sparql_position_test \
  tests/shell/statement_reader_test \
  tests/shell/style_test \
  tests/shell/suggestion_test \
  tests/shell/words_test
check_PROGRAMS += $(shell_tests)
tests_shell_argument_kind_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_arguments_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_child_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_completion_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_label_index_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_ordered_work_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_pager_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_parameter_option_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_report_axis_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_report_options_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_report_parameters_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_report_template_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_report_text_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_row_list_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_seconds_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_sparql_position_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_statement_reader_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_style_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_suggestion_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)
tests_shell_words_test_LDADD = libtest.a $(shell_libs) $(CMOCKA_LIBS)

dist_check_SCRIPTS += \
  tests/shell/bad_input_test.sh \
  tests/shell/commands_test.sh \
  tests/shell/completion_script_test.sh \
  tests/shell/exchange_test.sh \
  tests/shell/explain_test.sh \
  tests/shell/extraction_test.sh \
  tests/shell/graph_care_test.sh \
  tests/shell/lexicon_test.sh \
  tests/shell/limits_test.sh \
  tests/shell/long_text_test.sh \
  tests/shell/manual_test.sh \
  tests/shell/network_test.sh \
  tests/shell/parallel_test.sh \
  tests/shell/report_test.sh \
  tests/shell/same_event_test.sh \
  tests/shell/session_test.sh \
  tests/shell/terminal_test.sh \
  tests/shell/tour_test.sh
EXTRA_DIST += tests/support/tap.sh tests/support/transcripts.py tests/shell/README.md \
  tests/shell/explain/en.conllu tests/shell/explain/en.out \
  tests/shell/explain/fr.conllu tests/shell/explain/fr.out \
  tests/shell/network/gexf.rng tests/shell/network/graphml.rng \
  tests/shell/session/commands.in tests/shell/session/commands.out \
  tests/shell/session/errors.in tests/shell/session/errors.out \
  tests/shell/session/formats.in tests/shell/session/formats.out \
  tests/shell/session/news.ttl \
  tests/shell/session/news_events.in tests/shell/session/news_events.out \
  tests/shell/session/news_explore.in tests/shell/session/news_explore.out \
  tests/shell/session/news_output.in tests/shell/session/news_output.out \
  tests/shell/session/news_script.in tests/shell/session/news_script.out \
  tests/shell/session/news_write.in tests/shell/session/news_write.out \
  tests/shell/session/people.ttl \
  tests/shell/session/queries.in tests/shell/session/queries.out \
  tests/shell/session/warnings.in tests/shell/session/warnings.out
