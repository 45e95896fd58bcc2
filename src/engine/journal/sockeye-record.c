/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-journal-private.h"

#include <string.h>

#define PADDING(size) (-(size) & 7)

typedef struct
{
  guint32 tag;
  guint32 size;
} SockeyeExtraHeader;

/*
 * Appends an entry to what belongs to a row. Entries keep their order; a tag
 * may stand several times. Data is copied, at an offset that is a multiple of
 * 8, so that a sockaddr can be read in place.
 */
void
_sockeye_extra_add (GByteArray      *extra,
                    SockeyeExtraTag  tag,
                    gconstpointer    data,
                    gsize            size)
{
  static const guint8 padding[8];
  const SockeyeExtraHeader header = { tag, (guint32) size };

  g_return_if_fail (size <= G_MAXINT32);

  g_byte_array_append (extra, (const guint8 *) &header, sizeof header);
  if (size > 0)
    g_byte_array_append (extra, data, size);
  g_byte_array_append (extra, padding, PADDING (size));
}

const guint8 *
_sockeye_extra_find (const guint8    *extra,
                     gsize            extra_size,
                     SockeyeExtraTag  tag,
                     guint            nth,
                     gsize           *size)
{
  SockeyeExtraHeader header;
  gsize offset = 0;

  *size = 0;
  while (extra_size - offset >= sizeof header)
    {
      memcpy (&header, extra + offset, sizeof header);
      offset += sizeof header;
      if (header.tag == tag && nth-- == 0)
        {
          *size = header.size;
          return extra + offset;
        }
      offset += header.size + PADDING ((gsize) header.size);
    }
  return NULL;
}
