#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Generate configure from a fresh checkout.
set -e
cd "$(dirname "$0")"
mkdir -p build-aux/m4
exec autoreconf --install --force --warnings=all
