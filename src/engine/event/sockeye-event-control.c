/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What of a row are control messages, passed descriptors and late errors. */

#include "config.h"

#include "sockeye-event-private.h"

#include "control/sockeye-control-private.h"
#include "control/sockeye-passed-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* So many passed descriptors are named in one line. */
#define MAX_NAMED 8

/**
 * sockeye_event_dup_passed:
 * @self: an event
 *
 * Returns: (transfer full) (element-type SockeyePassed): the descriptors that
 *   came with a message, in order: of the row of the message, and of that of
 *   %SOCKEYE_NEWS_PASSED behind it; empty for other rows
 */
GPtrArray *
sockeye_event_dup_passed (SockeyeEvent *self)
{
  GPtrArray *list = _sockeye_passed_new_list ();
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), list);

  for (guint i = 0;
       (data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_PASSED, i, &size)) != NULL; i++)
    {
      guint32 id;

      memcpy (&id, data, sizeof id);
      _sockeye_passed_add (list, id, g_utf8_make_valid ((const char *) data + sizeof id,
                                                        (gssize) (size - sizeof id)));
    }
  return list;
}

static gboolean
sockeye_event_is_rights (SockeyeControl *control)
{
  return sockeye_control_get_level (control) == SOL_SOCKET
         && sockeye_control_get_control_type (control) == SCM_RIGHTS;
}

/* As sent: ids stand in place of descriptors. */
static SockeyeControl *
sockeye_event_to_rights (SockeyeControl *control)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (sockeye_control_get_bytes (control), &size);
  g_autofree SockeyeSocketId *ids = g_memdup2 (data, size);

  return sockeye_control_new_rights (ids, (guint) (size / sizeof *ids));
}

/* As received: what became of each. SCM_PIDFD brings one as well. */
static void
sockeye_event_give_passed (SockeyeControl *control,
                           GPtrArray      *passed,
                           guint          *next)
{
  gsize n = g_bytes_get_size (sockeye_control_get_bytes (control)) / sizeof (int);
  g_autoptr (GPtrArray) list = _sockeye_passed_new_list ();

  for (gsize i = 0; i < n && *next < passed->len; i++)
    {
      const SockeyePassed *one = g_ptr_array_index (passed, (*next)++);

      _sockeye_passed_add (list, one->id, g_strdup (one->what));
    }
  if (list->len > 0)
    _sockeye_control_set_passed (control, list);
}

/**
 * sockeye_event_dup_controls:
 * @self: an event
 *
 * Returns: (transfer full) (element-type SockeyeControl): the control messages
 *   that were sent or received with this row, in order; empty for none
 */
GPtrArray *
sockeye_event_dup_controls (SockeyeEvent *self)
{
  g_autoptr (GPtrArray) passed = NULL;
  GPtrArray *controls;
  const guint8 *data;
  gsize size;
  guint next = 0;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_CONTROL, 0, &size);
  controls = sockeye_control_parse (data, data != NULL ? size : 0);
  passed = sockeye_event_dup_passed (self);
  for (guint i = 0; i < controls->len; i++)
    {
      SockeyeControl *control = g_ptr_array_index (controls, i);
      gboolean pidfd = sockeye_control_get_level (control) == SOL_SOCKET
                       && sockeye_control_get_control_type (control) == SOCKEYE_SCM_PIDFD;

      if (sockeye_event_get_verb (self) == SOCKEYE_VERB_SENDMSG
          && sockeye_event_is_rights (control))
        {
          controls->pdata[i] = sockeye_event_to_rights (control);
          sockeye_control_unref (control);
        }
      else if (sockeye_event_is_rights (control) || pidfd)
        {
          sockeye_event_give_passed (control, passed, &next);
        }
    }
  return controls;
}

/* The bytes for control messages that a recvmsg() of Python needs to get what
 * this row shows; 0 where recv() gives all of it. */
gsize
_sockeye_event_get_room (SockeyeEvent *self)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_ROOM, 0, &size);
  guint32 room = 0;

  if (data != NULL && size == sizeof room)
    memcpy (&room, data, size);
  if (room > 0)
    return room;
  if (_sockeye_event_find_extra (self, SOCKEYE_EXTRA_CONTROL, 0, &size) != NULL
      || (sockeye_event_get_flags (self) & MSG_ERRQUEUE)
      || (sockeye_event_get_msg_flags (self) & MSG_CTRUNC))
    return SOCKEYE_CONTROL_ROOM;
  return 0;
}

/* --- late errors --------------------------------------------------------------- */

static gboolean
sockeye_event_read_late (SockeyeEvent     *self,
                         SockeyeLateError *late)
{
  g_autoptr (GPtrArray) controls = NULL;

  if (!(sockeye_event_get_msg_flags (self) & MSG_ERRQUEUE))
    return FALSE;
  controls = sockeye_event_dup_controls (self);
  for (guint i = 0; i < controls->len; i++)
    {
      SockeyeControl *control = g_ptr_array_index (controls, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (sockeye_control_get_bytes (control), &size);

      if (_sockeye_control_is_late (sockeye_control_get_level (control),
                                    sockeye_control_get_control_type (control))
          && _sockeye_late_error_parse (late, data, size))
        return TRUE;
    }
  return FALSE;
}

/**
 * sockeye_event_dup_late_error:
 * @self: an event
 *
 * Of a receive from the error queue: what became of the earlier send, which
 * sockeye_event_get_cause() names where it is known.
 *
 * Returns: (transfer full) (nullable): "127.0.0.1:9 refused: port unreachable
 *   (ICMP type 3 code 3, from 127.0.0.1)"; a timestamp and the like as what they
 *   are; %NULL for other rows
 */
char *
sockeye_event_dup_late_error (SockeyeEvent *self)
{
  g_autoptr (SockeyeAddress) address = NULL;
  g_autofree char *what = NULL;
  g_autofree char *to = NULL;
  SockeyeLateError late;
  gboolean is_error, refused;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  if (!sockeye_event_read_late (self, &late))
    return NULL;
  what = _sockeye_late_error_to_string (&late);
  is_error = _sockeye_late_error_is_error (&late);
  refused = late.error == ECONNREFUSED;
  _sockeye_late_error_clear (&late);
  address = is_error ? sockeye_event_dup_address (self) : NULL;
  if (address == NULL)
    return g_steal_pointer (&what);
  to = sockeye_address_to_string (address);
  if (*to == '\0')
    return g_steal_pointer (&what);
  if (refused)
    return g_strdup_printf (_("%s refused: %s"), to, what);
  return g_strdup_printf (_("not delivered to %s: %s"), to, what);
}

/* Whether it tells of something that went wrong, and not of a time. */
gboolean
_sockeye_event_is_late_error (SockeyeEvent *self)
{
  SockeyeLateError late;
  gboolean is_error;

  if (!sockeye_event_read_late (self, &late))
    return FALSE;
  is_error = _sockeye_late_error_is_error (&late);
  _sockeye_late_error_clear (&late);
  return is_error;
}

/* --- in one line --------------------------------------------------------------- */

/* "d5, d6 and 3 others" of those that became sockets, or what was closed. */
static char *
sockeye_event_join_passed (GPtrArray *passed,
                           gboolean   sockets,
                           guint     *n)
{
  GString *string = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < passed->len; i++)
    {
      const SockeyePassed *one = g_ptr_array_index (passed, i);
      g_autofree char *name = sockeye_socket_id_to_string (one->id);

      if ((one->id != 0) != sockets)
        continue;
      if ((*n)++ < MAX_NAMED)
        g_string_append_printf (string, "%s%s", *n > 1 ? ", " : "", sockets ? name : one->what);
    }
  if (*n > MAX_NAMED)
    g_string_append (string, ", …");
  return g_string_free (string, FALSE);
}

/* "received d5: TCP 127.0.0.1:80, listening" */
char *
_sockeye_event_dup_passed_words (SockeyeEvent *self)
{
  g_autoptr (GPtrArray) passed = sockeye_event_dup_passed (self);
  const SockeyePassed *first = passed->len > 0 ? g_ptr_array_index (passed, 0) : NULL;
  g_autofree char *sockets = NULL;
  g_autofree char *others = NULL;
  guint n_sockets, n_others;

  sockets = sockeye_event_join_passed (passed, TRUE, &n_sockets);
  others = sockeye_event_join_passed (passed, FALSE, &n_others);
  if (n_sockets == 1 && n_others == 0)
    return g_strdup_printf (_("received %s: %s"), sockets, first->what);
  if (n_others == 0)
    return g_strdup_printf (ngettext ("received %u socket: %s", "received %u sockets: %s",
                                      n_sockets),
                            n_sockets, sockets);
  if (n_sockets == 0)
    return g_strdup_printf (ngettext ("received %u descriptor and closed it: %s",
                                      "received %u descriptors and closed them: %s", n_others),
                            n_others, others);
  return g_strdup_printf (ngettext ("received %s; %u descriptor was closed: %s",
                                    "received %s; %u descriptors were closed: %s", n_others),
                          sockets, n_others, others);
}

/* What the Result column says of it, or NULL where nothing stands out. */
char *
_sockeye_event_dup_control_result (SockeyeEvent *self)
{
  gboolean cut = (sockeye_event_get_msg_flags (self) & MSG_CTRUNC) != 0;
  g_autofree char *late = sockeye_event_dup_late_error (self);
  g_autoptr (GPtrArray) passed = NULL;
  guint n;

  if (late != NULL)
    return g_steal_pointer (&late);
  passed = sockeye_event_dup_passed (self);
  n = passed->len;
  if (n > 0 && cut)
    return g_strdup_printf (ngettext ("with %u descriptor, others lost: MSG_CTRUNC",
                                      "with %u descriptors, others lost: MSG_CTRUNC", n),
                            n);
  if (cut)
    return g_strdup (_("control messages cut short: MSG_CTRUNC"));
  if (n > 0)
    return g_strdup_printf (ngettext ("with %u descriptor", "with %u descriptors", n), n);
  return NULL;
}

/* --- as code ------------------------------------------------------------------- */

/* A receive that brought sockets, so that lines after it know them: NULL where
 * it brought none. text: the call. One line, since lines before a row's own are
 * copied only once. */
char *
_sockeye_event_dup_passed_code (SockeyeEvent *self,
                                const char   *text)
{
  g_autoptr (GPtrArray) controls = NULL;
  g_autoptr (GPtrArray) passed = NULL;
  GString *string;
  guint next = 0;
  gboolean any = FALSE;

  if (_sockeye_event_find_extra (self, SOCKEYE_EXTRA_PASSED, 0, &(gsize) { 0 }) == NULL
      || sockeye_event_get_verb (self) == SOCKEYE_VERB_NONE)
    return NULL;
  passed = sockeye_event_dup_passed (self);
  controls = sockeye_event_dup_controls (self);
  string = g_string_new (NULL);
  g_string_append_printf (string, "controls = %s[1]", text);
  for (guint i = 0; i < controls->len; i++)
    {
      SockeyeControl *control = g_ptr_array_index (controls, i);
      gsize n = g_bytes_get_size (sockeye_control_get_bytes (control)) / sizeof (int);

      if (!sockeye_event_is_rights (control))
        continue;
      for (gsize k = 0; k < n && next < passed->len; k++, next++)
        {
          const SockeyePassed *one = g_ptr_array_index (passed, next);
          g_autofree char *name = sockeye_socket_id_to_string (one->id);

          if (one->id == 0)
            continue;
          any = TRUE;
          g_string_append_printf (string, "; %s = socket(fileno=unpack_from('i', controls[%u][2], "
                                          "%u)[0])",
                                  name, i, (guint) (k * sizeof (int)));
        }
    }
  if (any)
    return g_string_free (string, FALSE);
  g_string_free (string, TRUE);
  return NULL;
}
