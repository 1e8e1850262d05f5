# SPDX-License-Identifier: GPL-3.0-or-later
# Text to trees.
check_PROGRAMS += \
  tests/extractor/language_guesser_test \
  tests/extractor/language_test \
  tests/extractor/lexicon/letter_profile_test \
  tests/extractor/lexicon/word_shape_test \
  tests/extractor/model/adam_test \
  tests/extractor/model/learner_test \
  tests/extractor/model/matrix_test \
  tests/extractor/model/model_file_test \
  tests/extractor/model/weight_table_test \
  tests/extractor/parser/network_gradient_test \
  tests/extractor/parser/parser_training_test \
  tests/extractor/parser/spanning_tree_test \
  tests/extractor/tagger/edit_script_test \
  tests/extractor/tagger/lemma_hints_test \
  tests/extractor/tagger/tagger_training_test \
  tests/extractor/evaluation_test \
  tests/extractor/treebank_test \
  tests/extractor/text/address_test \
  tests/extractor/text/article_test \
  tests/extractor/text/characters_test \
  tests/extractor/text/conllu_test \
  tests/extractor/text/multiword_model_test \
  tests/extractor/text/segment_cases_test \
  tests/extractor/text/segmentation_rules_test \
  tests/extractor/text/segmenter_test \
  tests/extractor/text/sentence_splitter_test \
  tests/extractor/text/sentence_test \
  tests/extractor/text/treebank_test \
  tests/extractor/text/word_table_test

# Cases of segmentation: a folder a language, a pair of files a case.
EXTRA_DIST += tests/extractor/text/segment
