#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command of the tour, docs/tour.md, prints what stands there.
# To renew it: RENEW=--renew tests/shell/tour_test.sh, then look at the changes.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
command -v python3 >/dev/null || skip_all "python3 is needed"
GESTA_DATA=${GESTA_DATA:-$srcdir/ontology}
PATH=$(dirname "$gesta"):$PATH
LC_ALL=C.UTF-8
XDG_STATE_HOME=$work/state
XDG_DATA_HOME=$work/data
export GESTA_DATA PATH LC_ALL XDG_STATE_HOME XDG_DATA_HOME
mkdir "$work/here" && cd "$work/here" || exit 99
ln -s "$srcdir/examples" "$srcdir/ontology" .
# Without quotes: an empty word would be a second file.
# shellcheck disable=SC2086
python3 -B "$srcdir/tests/support/transcripts.py" "$srcdir/docs/tour.md" $RENEW
