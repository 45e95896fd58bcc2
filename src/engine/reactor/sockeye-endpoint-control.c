/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Control messages that a send takes along, and the sockets that it passes on. */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <glib/gi18n-lib.h>

/* Puts the descriptor of each socket in the place of its id. FALSE where one of
 * them is closed. */
static gboolean
sockeye_endpoint_fill_rights (SockeyeEndpoint *self,
                              SockeyeControl  *control,
                              guint8          *data,
                              char           **why)
{
  guint n;
  const SockeyeSocketId *ids = sockeye_control_get_sockets (control, &n);

  for (guint i = 0; i < n; i++)
    {
      gpointer key = GUINT_TO_POINTER (ids[i]);
      SockeyeEndpoint *other = g_hash_table_lookup (self->reactor->endpoints, key);
      g_autofree char *name = sockeye_socket_id_to_string (ids[i]);

      if (other == NULL || other->fd < 0)
        {
          *why = g_strdup_printf (_("there is no socket %s that could be passed on: it is closed, "
                                    "or never was"),
                                  name);
          return FALSE;
        }
      memcpy (data + i * sizeof other->fd, &other->fd, sizeof other->fd);
    }
  return TRUE;
}

/* The messages of op as sendmsg(2) takes them: NULL where there are none, or
 * where an earlier part of the same send has taken them along. FALSE where a
 * socket cannot be passed on: why is (transfer full). */
gboolean
_sockeye_endpoint_pack_controls (SockeyeEndpoint  *self,
                                 SockeyeOp        *op,
                                 GByteArray      **bytes,
                                 char            **why)
{
  GPtrArray *controls = sockeye_call_get_controls (op->call);
  g_autoptr (GByteArray) array = NULL;
  gsize at = 0;

  if (controls == NULL || controls->len == 0 || op->sent > 0)
    return TRUE;
  array = sockeye_control_pack (controls);
  for (guint i = 0; i < controls->len; i++)
    {
      SockeyeControl *control = g_ptr_array_index (controls, i);
      gsize size = g_bytes_get_size (sockeye_control_get_bytes (control));
      guint n;

      sockeye_control_get_sockets (control, &n);
      /* A number of ours says nothing to the user: sockets have names. */
      if (n == 0 && sockeye_control_get_level (control) == SOL_SOCKET
          && sockeye_control_get_control_type (control) == SCM_RIGHTS)
        {
          *why = g_strdup (_("SCM_RIGHTS passes on sockets by their names, not bytes"));
          return FALSE;
        }
      if (!sockeye_endpoint_fill_rights (self, control, array->data + at + CMSG_LEN (0), why))
        return FALSE;
      at += CMSG_SPACE (n > 0 ? n * sizeof (int) : size);
    }
  if (bytes != NULL)
    *bytes = g_steal_pointer (&array);
  return TRUE;
}

/* To the row that is being written: with the ids of sockets, as a descriptor's
 * number would soon be another's. */
void
_sockeye_endpoint_note_controls (SockeyeEndpoint *self,
                                 SockeyeOp       *op)
{
  GPtrArray *controls = sockeye_call_get_controls (op->call);
  g_autoptr (GByteArray) array = NULL;

  if (controls == NULL || op->sent > 0)
    return;
  array = sockeye_control_pack (controls);
  _sockeye_extra_add (self->reactor->extra, SOCKEYE_EXTRA_CONTROL, array->data, array->len);
}
