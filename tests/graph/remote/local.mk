# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/graph/remote/http_client_test
