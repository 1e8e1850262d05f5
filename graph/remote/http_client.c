// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/remote/http_client.h"

#include "graph/base/late_library.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { CONNECT_SECONDS = 30, MOST_REDIRECTIONS = 10 };

// The functions of libcurl that are called here.
typedef struct Curl {
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_perform) *easy_perform;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
} Curl;

static GestaStatus
load_library(Curl *library, GestaError *error)
{
  const GestaLateFunction functions[] = {
    {"curl_easy_cleanup", &library->easy_cleanup},
    {"curl_easy_getinfo", &library->easy_getinfo},
    {"curl_easy_init", &library->easy_init},
    {"curl_easy_perform", &library->easy_perform},
    {"curl_easy_setopt", &library->easy_setopt},
    {"curl_easy_strerror", &library->easy_strerror},
    {"curl_global_init", &library->global_init},
    {"curl_slist_append", &library->slist_append},
    {"curl_slist_free_all", &library->slist_free_all},
  };
  return gesta_late_library_load(GESTA_CURL_FILE, functions,
                                 sizeof functions / sizeof *functions, error);
}

// What the callbacks of libcurl need.
typedef struct Transfer {
  Curl library;
  const GestaHttpRequest *request;
  GestaTextBuffer *body;
  size_t start;       // of this answer in the body
  GestaStatus status; // of a callback
} Transfer;

static size_t
take_bytes(char *data, size_t size, size_t count, void *context)
{
  Transfer *const transfer = context;
  const GestaStringView bytes = {data, size * count};
  const size_t largest = transfer->request->largest;
  if (largest > 0
      && bytes.size > largest - (transfer->body->size - transfer->start)) {
    transfer->status = GESTA_ERR_TOO_LARGE;
    return 0;
  }
  transfer->status = gesta_text_buffer_append(transfer->body, bytes);
  return transfer->status ? 0 : bytes.size;
}

// Called some times a second, also while nothing comes.
static int
poll_cancel(void *context, curl_off_t to_come, curl_off_t come,
            curl_off_t to_send, curl_off_t sent)
{
  (void)to_come;
  (void)come;
  (void)to_send;
  (void)sent;
  Transfer *const transfer = context;
  if (gesta_cancelled(transfer->request->cancel)) {
    transfer->status = GESTA_ERR_CANCELLED;
    return 1;
  }
  return 0;
}

static bool
is_web(GestaStringView url)
{
  static const char *const schemes[] = {"http://", "https://"};
  for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; ++i) {
    const size_t size = strlen(schemes[i]);
    if (url.size > size && strncasecmp(url.data, schemes[i], size) == 0) {
      return true;
    }
  }
  return false;
}

// The body of a form with one field (HTML 4.01, section 17.13.4.1).
static GestaStatus
write_form(GestaStringView query, GestaTextBuffer *form)
{
  static const char hex[] = "0123456789ABCDEF";
  static const char safe[] = "-._~";
  GestaStatus status = gesta_text_buffer_append(form, GESTA_VIEW("query="));
  for (size_t i = 0; !status && i < query.size; ++i) {
    const char byte = query.data[i];
    const bool is_plain = (byte >= '0' && byte <= '9')
                          || (byte >= 'A' && byte <= 'Z')
                          || (byte >= 'a' && byte <= 'z')
                          || (byte && strchr(safe, byte));
    const unsigned char code = (unsigned char)byte;
    const char escaped[] = {'%', hex[code >> 4], hex[code & 15]};
    status = gesta_text_buffer_append(
      form, is_plain ? (GestaStringView){&query.data[i], 1}
                     : (GestaStringView){escaped, sizeof escaped});
  }
  return status;
}

static CURLcode
set_options(CURL *curl, Transfer *transfer, const char *url, const char *form)
{
  const Curl *const library = &transfer->library;
  const GestaHttpRequest *const request = transfer->request;
  CURLcode code = library->easy_setopt(curl, CURLOPT_URL, url);
  const struct {
    CURLoption option;
    long value;
  } numbers[] = {
    {CURLOPT_NOSIGNAL, 1},
    {CURLOPT_NOPROGRESS, 0},
    {CURLOPT_FOLLOWLOCATION, 1},
    {CURLOPT_MAXREDIRS, MOST_REDIRECTIONS},
    {CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS},
    {CURLOPT_TIMEOUT_MS, request->timeout < (uint64_t)INT32_MAX
                           ? (long)request->timeout
                           : INT32_MAX},
  };
  for (size_t i = 0; !code && i < sizeof numbers / sizeof numbers[0]; ++i) {
    code = library->easy_setopt(curl, numbers[i].option, numbers[i].value);
  }
  const struct {
    CURLoption option;
    const char *value;
  } texts[] = {
    {CURLOPT_PROTOCOLS_STR, "http,https"},
    {CURLOPT_REDIR_PROTOCOLS_STR, "http,https"},
    {CURLOPT_USERAGENT, "gesta/" GESTA_VERSION},
    {CURLOPT_ACCEPT_ENCODING, ""},
    {CURLOPT_POSTFIELDS, form},
  };
  for (size_t i = 0; !code && i < sizeof texts / sizeof texts[0]; ++i) {
    if (texts[i].value) {
      code = library->easy_setopt(curl, texts[i].option, texts[i].value);
    }
  }
  code = code ? code
              : library->easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
  code = code ? code : library->easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
  code = code
           ? code
           : library->easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, poll_cancel);
  return code ? code
              : library->easy_setopt(curl, CURLOPT_XFERINFODATA, transfer);
}

static GestaStatus
describe_failure(const Transfer *transfer, CURLcode code, GestaError *error)
{
  const GestaStringView url = transfer->request->url;
  const int size = (int)(url.size < 200 ? url.size : 200);
  if (transfer->status) {
    return gesta_error_set(error, transfer->status, "%.*s: %s", size, url.data,
                           transfer->status == GESTA_ERR_TOO_LARGE
                             ? "the answer is too large"
                             : gesta_status_text(transfer->status));
  }
  if (code == CURLE_OUT_OF_MEMORY) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  return gesta_error_set(error, GESTA_ERR_FILE, "%.*s: %s", size, url.data,
                         transfer->library.easy_strerror(code));
}

static void
copy_media_type(const Curl *library, CURL *curl,
                char media_type[GESTA_MEDIA_TYPE_SIZE])
{
  const char *type = NULL;
  media_type[0] = '\0';
  if (library->easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) || !type) {
    return;
  }
  size_t size = 0;
  for (; type[size] && !strchr("; \t", type[size])
         && size + 1 < GESTA_MEDIA_TYPE_SIZE;
       ++size) {
    const char byte = type[size];
    media_type[size] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
  }
  media_type[size] = '\0';
}

// Send it and look at the status of the answer.
static GestaStatus
perform(CURL *curl, Transfer *transfer, const char *url, const char *form,
        GestaError *error)
{
  const Curl *const library = &transfer->library;
  char accept[GESTA_MEDIA_TYPE_SIZE * 4];
  (void)snprintf(accept, sizeof accept, "Accept: %s",
                 transfer->request->accept);
  struct curl_slist *const headers = library->slist_append(NULL, accept);
  CURLcode code = headers ? set_options(curl, transfer, url, form)
                          : CURLE_OUT_OF_MEMORY;
  code = code ? code : library->easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  code = code ? code : library->easy_perform(curl);
  long http_status = 0;
  code = code
           ? code
           : library->easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &http_status);
  library->slist_free_all(headers);
  if (code) {
    return describe_failure(transfer, code, error);
  }
  if (http_status < 200 || http_status > 299) {
    const GestaStringView address = transfer->request->url;
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%.*s: the server answered with HTTP status %ld",
                           (int)(address.size < 200 ? address.size : 200),
                           address.data, http_status);
  }
  return GESTA_OK;
}

GestaStatus
gesta_http_fetch(const GestaHttpRequest *request, GestaTextBuffer *body,
                 char media_type[GESTA_MEDIA_TYPE_SIZE], GestaError *error)
{
  assert(request && body && media_type);

  const GestaStringView address = request->url;
  if (!is_web(address) || memchr(address.data, '\0', address.size)) {
    return gesta_error_set(
      error, GESTA_ERR_INPUT, "<%.*s> is no http: or https: address",
      (int)(address.size < 200 ? address.size : 200), address.data);
  }
  Transfer transfer = {.request = request, .body = body, .start = body->size};
  GestaStatus status = load_library(&transfer.library, error);
  if (status) {
    return status;
  }
  GestaTextBuffer url;
  GestaTextBuffer form;
  gesta_text_buffer_init(&url, request->allocator);
  gesta_text_buffer_init(&form, request->allocator);
  CURL *curl = NULL;
  status = gesta_text_buffer_append(&url, address);
  if (!status && request->query.size > 0) {
    status = write_form(request->query, &form);
  }
  if (status) {
    (void)gesta_error_set(error, status, "out of memory");
    goto done;
  }
  curl = transfer.library.global_init(CURL_GLOBAL_DEFAULT)
           ? NULL
           : transfer.library.easy_init();
  if (!curl) {
    status = gesta_error_set(error, GESTA_ERR_SYSTEM, "libcurl cannot start");
    goto done;
  }
  status = perform(curl, &transfer, url.data,
                   request->query.size > 0 ? form.data : NULL, error);
  if (!status) {
    copy_media_type(&transfer.library, curl, media_type);
  }

done:
  if (curl) {
    transfer.library.easy_cleanup(curl);
  }
  gesta_text_buffer_clear(&url);
  gesta_text_buffer_clear(&form);
  return status;
}
