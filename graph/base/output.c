// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/output.h"

#include <assert.h>
#include <stdarg.h>

static GestaStatus
write_to_stream(GestaOutput *self, GestaStringView bytes)
{
  const size_t written = fwrite(bytes.data, 1, bytes.size, self->target);
  return written == bytes.size ? GESTA_OK : GESTA_ERR_FILE;
}

static GestaStatus
write_to_buffer(GestaOutput *self, GestaStringView bytes)
{
  return gesta_text_buffer_append(self->target, bytes);
}

GestaOutput
gesta_output_to_stream(FILE *stream)
{
  assert(stream);
  return (GestaOutput){write_to_stream, stream};
}

GestaOutput
gesta_output_to_buffer(GestaTextBuffer *buffer)
{
  assert(buffer);
  return (GestaOutput){write_to_buffer, buffer};
}

GestaStatus
gesta_output_write(GestaOutput *output, GestaStringView bytes)
{
  return bytes.size == 0 ? GESTA_OK : output->write(output, bytes);
}

GestaStatus
gesta_output_print(GestaOutput *output, const char *format, ...)
{
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length >= sizeof text) {
    return GESTA_ERR_TOO_LARGE;
  }
  return gesta_output_write(output, (GestaStringView){text, (size_t)length});
}
