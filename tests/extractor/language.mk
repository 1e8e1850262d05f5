# SPDX-License-Identifier: GPL-3.0-or-later
# Text to trees.
check_PROGRAMS += \
  tests/extractor/language_test \
  tests/extractor/model/learner_test \
  tests/extractor/model/model_file_test \
  tests/extractor/model/weight_table_test \
  tests/extractor/parser/arc_oracle_test \
  tests/extractor/tagger/edit_script_test \
  tests/extractor/evaluation_test \
  tests/extractor/text/article_test \
  tests/extractor/text/conllu_test \
  tests/extractor/text/segmenter_test \
  tests/extractor/text/treebank_test
