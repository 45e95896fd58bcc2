/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Rows of AF_NETLINK: their bytes are messages, which are told in words. */

#include "config.h"

#include "sockeye-event-private.h"

#include <string.h>

#include "sockeye-netlink.h"

/* The bytes and the protocol of a row that moved a datagram of netlink. */
static GBytes *
sockeye_event_dup_datagram (SockeyeEvent *self,
                            gint32       *protocol)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_NETLINK, 0, &size);

  if (data == NULL || size != sizeof *protocol)
    return NULL;
  memcpy (protocol, data, size);
  return sockeye_event_dup_payload (self);
}

/* The first message in one line, and how many others there are; NULL where the
 * row is of another family, or its bytes are not kept. (transfer full) */
char *
_sockeye_event_dup_summary (SockeyeEvent *self)
{
  gint32 protocol;
  g_autoptr (GBytes) bytes = sockeye_event_dup_datagram (self, &protocol);
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return sockeye_netlink_summarize (protocol, data, size);
}

/* A line for each message, or NULL likewise. (transfer full) */
GPtrArray *
_sockeye_event_list_messages (SockeyeEvent *self)
{
  gint32 protocol;
  g_autoptr (GBytes) bytes = sockeye_event_dup_datagram (self, &protocol);
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return sockeye_netlink_describe (protocol, data, size);
}
