/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-control-private.h"

#include "event/sockeye-event.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/socket.h>

struct _SockeyeControl
{
  gatomicrefcount  ref_count;
  int              level;
  int              type;
  gboolean         cut;
  GBytes          *bytes;
  SockeyeSocketId *sockets;
  guint            n_sockets;
  GPtrArray       *passed; /* of SockeyePassed: what the descriptors were; or NULL */
};

G_DEFINE_BOXED_TYPE (SockeyeControl, sockeye_control, sockeye_control_ref, sockeye_control_unref)

/* cut: the message says that it is longer than what came of it. */
SockeyeControl *
_sockeye_control_new (int           level,
                      int           type,
                      gconstpointer data,
                      gsize         size,
                      gboolean      cut)
{
  SockeyeControl *self = g_new0 (SockeyeControl, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->level = level;
  self->type = type;
  self->cut = cut;
  self->bytes = g_bytes_new (data, size);
  return self;
}

/**
 * sockeye_control_new:
 * @level: SOL_SOCKET, IPPROTO_IP and the like
 * @type: SCM_RIGHTS, IP_TTL and the like
 * @bytes: its data
 *
 * Returns: (transfer full): a control message
 */
SockeyeControl *
sockeye_control_new (int     level,
                     int     type,
                     GBytes *bytes)
{
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  return _sockeye_control_new (level, type, data, size, FALSE);
}

/**
 * sockeye_control_new_rights:
 * @sockets: (array length=n_sockets): those to pass on
 *
 * Returns: (transfer full): SCM_RIGHTS; its descriptors are looked up when it
 *   is sent
 */
SockeyeControl *
sockeye_control_new_rights (const SockeyeSocketId *sockets,
                            guint                  n_sockets)
{
  SockeyeControl *self = _sockeye_control_new (SOL_SOCKET, SCM_RIGHTS, NULL, 0, FALSE);

  self->sockets = g_memdup2 (sockets, n_sockets * sizeof *sockets);
  self->n_sockets = n_sockets;
  return self;
}

SockeyeControl *
sockeye_control_ref (SockeyeControl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sockeye_control_unref (SockeyeControl *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self->sockets);
  g_clear_pointer (&self->passed, g_ptr_array_unref);
  g_free (self);
}

/**
 * sockeye_control_get_level:
 * @self: a control message
 *
 * Returns: cmsg_level; -1 for the rest of a buffer that holds no message
 */
int
sockeye_control_get_level (SockeyeControl *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->level;
}

/**
 * sockeye_control_get_control_type:
 * @self: a control message
 *
 * Returns: cmsg_type; -1 for the rest of a buffer that holds no message
 */
int
sockeye_control_get_control_type (SockeyeControl *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->type;
}

/**
 * sockeye_control_get_bytes:
 * @self: a control message
 *
 * Returns: (transfer none): its data, without the header
 */
GBytes *
sockeye_control_get_bytes (SockeyeControl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * sockeye_control_is_cut:
 * @self: a control message
 *
 * Returns: whether it says that it is longer than what came of it
 */
gboolean
sockeye_control_is_cut (SockeyeControl *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->cut;
}

/**
 * sockeye_control_get_sockets:
 * @self: a control message
 * @n_sockets: (out): how many
 *
 * Returns: (transfer none) (nullable): of one to be sent, the sockets that it
 *   passes on
 */
const SockeyeSocketId *
sockeye_control_get_sockets (SockeyeControl *self,
                             guint          *n_sockets)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_sockets != NULL, NULL);

  *n_sockets = self->n_sockets;
  return self->sockets;
}

/* Before anybody else has it: what the descriptors that it passed were. The
 * numbers that the bytes hold say nothing any more. */
void
_sockeye_control_set_passed (SockeyeControl *self,
                             GPtrArray      *passed)
{
  self->passed = g_ptr_array_ref (passed);
}

void
_sockeye_control_list_passed (SockeyeControl *self,
                              GPtrArray      *facts)
{
  for (guint i = 0; self->passed != NULL && i < self->passed->len; i++)
    {
      const SockeyePassed *passed = g_ptr_array_index (self->passed, i);
      g_autofree char *name = sockeye_socket_id_to_string (passed->id);

      if (passed->id != 0)
        _sockeye_control_add_fact (facts, _("Became a socket"),
                                   g_strdup_printf ("%s: %s", name, passed->what));
      else
        _sockeye_control_add_fact (facts, _("Closed at once"), g_strdup (passed->what));
    }
}

/**
 * sockeye_control_pack:
 * @controls: (element-type SockeyeControl): in order
 *
 * Returns: (transfer full): them as sendmsg(2) takes them; where sockets are to
 *   be passed on, their ids stand in place of descriptors
 */
GByteArray *
sockeye_control_pack (GPtrArray *controls)
{
  GByteArray *array = g_byte_array_new ();

  g_return_val_if_fail (controls != NULL, array);

  for (guint i = 0; i < controls->len; i++)
    {
      SockeyeControl *self = g_ptr_array_index (controls, i);
      gsize size;
      gconstpointer data = g_bytes_get_data (self->bytes, &size);
      struct cmsghdr header = { .cmsg_level = self->level, .cmsg_type = self->type };
      gsize at = array->len;

      if (self->n_sockets > 0)
        {
          data = self->sockets;
          size = self->n_sockets * sizeof (int);
        }
      header.cmsg_len = CMSG_LEN (size);
      g_byte_array_set_size (array, at + CMSG_SPACE (size));
      memset (array->data + at, 0, CMSG_SPACE (size));
      memcpy (array->data + at, &header, sizeof header);
      if (size > 0)
        memcpy (array->data + at + CMSG_LEN (0), data, size);
    }
  return array;
}
