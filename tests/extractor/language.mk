# SPDX-License-Identifier: GPL-3.0-or-later
# Text to trees.
check_PROGRAMS += \
  tests/extractor/evaluation_test \
  tests/extractor/text/article_test \
  tests/extractor/text/conllu_test \
  tests/extractor/text/segmenter_test \
  tests/extractor/text/treebank_test
