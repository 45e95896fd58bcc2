/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What would keep the kernel from dropping: a larger receive buffer, socket(7). */

#include "config.h"

#include "sockeye-remedy.h"

#include "event/sockeye-event-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* The kernel grants twice what is asked for, in an int. */
#define SOCKEYE_REMEDY_MAX (G_MAXINT / 2)

/* linux/capability.h */
#define SOCKEYE_CAP_NET_ADMIN 12

/* The largest that SO_RCVBUF is granted; 0 where it cannot be read. */
static guint
sockeye_remedy_read_limit (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/sys/net/core/rmem_max", &text, NULL, NULL))
    return 0;
  return (guint) MIN (g_ascii_strtoull (text, NULL, 10), SOCKEYE_REMEDY_MAX);
}

/* Whether SO_RCVBUFFORCE may go beyond it. */
static gboolean
sockeye_remedy_is_privileged (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return FALSE;
  line = strstr (text, "\nCapEff:");
  if (line == NULL)
    return FALSE;
  line += strlen ("\nCapEff:");
  while (*line == '\t' || *line == ' ')
    line++;
  return (g_ascii_strtoull (line, NULL, 16) >> SOCKEYE_CAP_NET_ADMIN) & 1;
}

/* The buffer as it is now, or was when the row was written. */
static guint
sockeye_remedy_get_buffer (SockeyeEvent  *event,
                           SockeyeSocket *socket)
{
  const SockeyeFacts *facts = socket != NULL ? sockeye_socket_get_facts (socket) : NULL;
  gint32 then = 0;

  _sockeye_event_get_args (event, &then, 1);
  if (facts != NULL && facts->time > sockeye_event_get_time (event) && facts->has_memory)
    return facts->memory[SK_MEMINFO_RCVBUF];
  return (guint) MAX (then, 0);
}

/* What to ask for, of which twice as much is granted, and by which option; 0
 * where nothing larger can be had. */
static guint
sockeye_remedy_choose (guint  buffer,
                       guint  limit,
                       int   *option)
{
  guint wanted = MIN (buffer, (guint) SOCKEYE_REMEDY_MAX);

  *option = SO_RCVBUF;
  if (wanted <= buffer / 2)
    return 0;
  if (limit == 0 || wanted <= limit)
    return wanted;
  if (sockeye_remedy_is_privileged ())
    {
      *option = SO_RCVBUFFORCE;
      return wanted;
    }
  return limit > buffer / 2 ? limit : 0;
}

static char *
sockeye_remedy_format (guint64 size)
{
  return g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);
}

SockeyeCall *
sockeye_remedy_for_drops (SockeyeEvent  *event,
                          SockeyeSocket *socket,
                          char         **text)
{
  guint limit = sockeye_remedy_read_limit ();
  g_autofree char *has = NULL;
  g_autofree char *most = NULL;
  guint buffer, wanted;
  int option;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);
  g_return_val_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  *text = NULL;
  if (sockeye_event_get_news (event) != SOCKEYE_NEWS_DROPPED)
    return NULL;
  if (socket != NULL && sockeye_socket_is_closed (socket))
    {
      *text = g_strdup (_("The socket is closed."));
      return NULL;
    }
  buffer = sockeye_remedy_get_buffer (event, socket);
  if (buffer == 0)
    {
      *text = g_strdup (_("The kernel does not tell how large the receive buffer is."));
      return NULL;
    }
  wanted = sockeye_remedy_choose (buffer, limit, &option);
  has = sockeye_remedy_format (buffer);
  most = sockeye_remedy_format (2 * (guint64) limit);
  if (wanted == 0)
    {
      *text = g_strdup_printf (_("The receive buffer has %s, and net.core.rmem_max allows no more "
                                 "without a privilege (CAP_NET_ADMIN)."),
                               has);
      return NULL;
    }
  if (option == SO_RCVBUFFORCE)
    *text = g_strdup_printf (_("The receive buffer has %s. SO_RCVBUFFORCE goes beyond the %s that "
                               "net.core.rmem_max allows; the kernel grants twice what is asked "
                               "for."),
                             has, most);
  else
    *text = g_strdup_printf (_("The receive buffer has %s. The kernel grants twice what is asked "
                               "for, up to %s here (net.core.rmem_max)."),
                             has, most);
  return sockeye_call_new_setsockopt (sockeye_event_get_socket (event), SOL_SOCKET, option,
                                      (int) wanted);
}
