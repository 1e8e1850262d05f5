// SPDX-License-Identifier: GPL-3.0-or-later
/// @file http_client.h
/// One HTTP request and its answer, by libcurl.  Nothing else of the program
/// touches the network.
///
/// threads  several may ask at the same time

#ifndef GESTA_REMOTE_HTTP_CLIENT_H
#define GESTA_REMOTE_HTTP_CLIENT_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdint.h>

enum { GESTA_MEDIA_TYPE_SIZE = 128 }; ///< bytes, with the NUL

typedef struct GestaHttpRequest {
  GestaStringView url;   ///< http: or https:
  const char *accept;    ///< media types for the header Accept
  GestaStringView query; ///< SPARQL: sent as the parameter `query` of a form by
                         ///< POST; empty: GET
  uint64_t timeout;      ///< milliseconds for everything; 0: none
  size_t largest;        ///< bytes of the answer that are accepted; 0: any
  GestaAllocator *allocator;
  GestaCancel *cancel; ///< or NULL
} GestaHttpRequest;

/// Send a request and read its answer.  Redirections are followed, to http: and
/// https: only; environment variables such as https_proxy count.
///
/// returns  GESTA_OK, the body appended to *body and its media type, in small
///          letters and without parameters
/// errors   GESTA_ERR_FILE (no connection, no such host, a status that is not
///          2xx: the message says which), GESTA_ERR_INPUT (not an http: IRI),
///          GESTA_ERR_TOO_LARGE, GESTA_ERR_CANCELLED, GESTA_ERR_MEMORY,
///          GESTA_ERR_SYSTEM (libcurl cannot start)
GESTA_MUST_CHECK GestaStatus
gesta_http_fetch(const GestaHttpRequest *request, GestaTextBuffer *body,
                 char media_type[GESTA_MEDIA_TYPE_SIZE], GestaError *error);

#endif // GESTA_REMOTE_HTTP_CLIENT_H
