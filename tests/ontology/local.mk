# SPDX-License-Identifier: GPL-3.0-or-later
# The data files.
dist_check_SCRIPTS += tests/ontology/ontology_test.sh \
  tests/ontology/queries_test.sh tests/ontology/reports_test.sh
EXTRA_DIST += tests/ontology/news.ttl
