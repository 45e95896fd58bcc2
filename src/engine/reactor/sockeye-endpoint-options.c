/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* setsockopt() and getsockopt() on a socket; and its options for display,
 * beside those of a new socket of the same kind. */

#include "config.h"

#include "option/sockeye-option-private.h"
#include "sockeye-reactor-private.h"

#include <unistd.h>

/* --- calls ----------------------------------------------------------------------- */

/* What we ourselves must know of an option that was set. */
static void
sockeye_endpoint_note_option (SockeyeEndpoint *self,
                              SockeyeCall     *call)
{
  int level = sockeye_call_get_level (call);
  int value = sockeye_call_get_value (call);

  if (level == IPPROTO_IPV6 && sockeye_call_get_option (call) == 1 /* IPV6_ADDRFORM */)
    {
      self->state.family = value;
      _sockeye_endpoint_read_names (self, TRUE);
      return;
    }
  if (level != SOL_SOCKET)
    return;
  switch (sockeye_call_get_option (call))
    {
    case SO_REUSEADDR:
      self->state.reuse_address = value != 0;
      break;
    case SO_BROADCAST:
      self->state.broadcast = value != 0;
      break;
    default:
      break;
    }
}

/* What the kernel made of the value; NULL where it is the same, or reading it
 * says nothing: of a group joined, or the interface that IP_MULTICAST_IF reads
 * as an address. Not an own call of the row: no time is taken. */
static GBytes *
sockeye_endpoint_read_back (SockeyeEndpoint *self,
                            SockeyeCall     *call)
{
  const SockeyeOption *option =
    sockeye_option_find (sockeye_call_get_level (call), sockeye_call_get_option (call));
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *was_set = NULL;
  g_autofree char *is_now = NULL;
  int error;

  if (option == NULL || !(option->access & SOCKEYE_OPTION_READABLE)
      || option->access & (SOCKEYE_OPTION_CONSUMES | SOCKEYE_OPTION_ADDS)
      || option->shape == SOCKEYE_SHAPE_INTERFACE4)
    return NULL;
  bytes = _sockeye_option_read (self->fd, option, &error);
  if (bytes == NULL)
    return NULL;
  /* A switch that was set to 5 is on, and a name has NULs behind it. */
  was_set = sockeye_option_to_text (option, sockeye_call_get_bytes (call));
  is_now = sockeye_option_to_text (option, bytes);
  return g_str_equal (was_set, is_now) ? NULL : g_steal_pointer (&bytes);
}

static void
sockeye_endpoint_add_bytes (SockeyeEndpoint *self,
                            SockeyeExtraTag  tag,
                            GBytes          *bytes)
{
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &size);
  _sockeye_extra_add (self->reactor->extra, tag, data, size);
}

/* Takes op. */
void
_sockeye_endpoint_setsockopt (SockeyeEndpoint *self,
                              SockeyeOp       *op)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (sockeye_call_get_bytes (op->call), &size);
  g_autoptr (GBytes) read_back = NULL;
  SockeyeOutcome outcome;
  SockeyeRecord record;

  /* An empty value is one as well: SO_BINDTODEVICE takes it for "any". */
  outcome = _sockeye_syscall_setsockopt (self->fd, sockeye_call_get_level (op->call),
                                         sockeye_call_get_option (op->call),
                                         data != NULL ? data : "", (socklen_t) size);
  if (outcome.error == 0)
    {
      sockeye_endpoint_note_option (self, op->call);
      read_back = sockeye_endpoint_read_back (self, op->call);
    }
  record = _sockeye_reactor_begin_op (self->reactor, self, op, &outcome);
  sockeye_endpoint_add_bytes (self, SOCKEYE_EXTRA_OPTION, sockeye_call_get_bytes (op->call));
  sockeye_endpoint_add_bytes (self, SOCKEYE_EXTRA_READ_BACK, read_back);
  _sockeye_reactor_complete (self->reactor, op,
                             _sockeye_reactor_append (self->reactor, self, &record));
}

/* Takes op. */
void
_sockeye_endpoint_getsockopt (SockeyeEndpoint *self,
                              SockeyeOp       *op)
{
  SockeyeOutcome outcome;
  g_autoptr (GBytes) bytes =
    _sockeye_option_take (self->fd, sockeye_call_get_level (op->call),
                          sockeye_call_get_option (op->call), sockeye_call_get_size (op->call),
                          &outcome);
  SockeyeRecord record = _sockeye_reactor_begin_op (self->reactor, self, op, &outcome);

  sockeye_endpoint_add_bytes (self, SOCKEYE_EXTRA_OPTION, bytes);
  _sockeye_reactor_complete (self->reactor, op,
                             _sockeye_reactor_append (self->reactor, self, &record));
}

/* --- for display -------------------------------------------------------------------- */

static gboolean
sockeye_option_is_shown (const SockeyeOption *option)
{
  return (option->access & SOCKEYE_OPTION_READABLE) && !(option->access & SOCKEYE_OPTION_CONSUMES);
}

/* What the kernel made, which may be another type than was asked for. */
static int
sockeye_endpoint_ask (SockeyeEndpoint *self,
                      int              number,
                      int              otherwise)
{
  int value;
  socklen_t length = sizeof value;

  return getsockopt (self->fd, SOL_SOCKET, number, &value, &length) == 0 ? value : otherwise;
}

static void
sockeye_bytes_clear (gpointer data)
{
  if (data != NULL)
    g_bytes_unref (data);
}

/* The values of a socket of the same kind that nobody has touched, one for each
 * row of the table, NULL where there is none. Made, read and closed once for
 * each kind; NULL, and tried again, where none can be made now. */
static GPtrArray *
sockeye_endpoint_get_fresh (SockeyeEndpoint *self)
{
  SockeyeReactor *reactor = self->reactor;
  const SockeyeState *state = &self->state;
  /* With a protocol, a socket of packets would begin to take some. */
  int protocol = state->family != AF_PACKET ? state->protocol : 0;
  g_autofree char *key = g_strdup_printf ("%d %d %d", state->family, state->type, protocol);
  GPtrArray *fresh = NULL;
  const SockeyeOption *const *options;
  guint n_options;
  int fd, error;

  if (reactor->fresh == NULL)
    reactor->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
  fresh = g_hash_table_lookup (reactor->fresh, key);
  if (fresh != NULL)
    return fresh;
  fd = socket (state->family, state->type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
  if (fd < 0)
    return NULL;
  fresh = g_ptr_array_new_with_free_func (sockeye_bytes_clear);
  options = sockeye_option_list (&n_options);
  for (guint i = 0; i < n_options; i++)
    g_ptr_array_add (fresh, sockeye_option_is_shown (options[i])
                              ? _sockeye_option_read (fd, options[i], &error) : NULL);
  close (fd);
  g_hash_table_insert (reactor->fresh, g_steal_pointer (&key), fresh);
  return fresh;
}

/* Level -1: all. */
GPtrArray *
_sockeye_endpoint_read_options (SockeyeEndpoint *self,
                                int              level)
{
  GPtrArray *readings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_option_reading_free);
  GPtrArray *fresh = sockeye_endpoint_get_fresh (self);
  int family = sockeye_endpoint_ask (self, SO_DOMAIN, self->state.family);
  int type = sockeye_endpoint_ask (self, SO_TYPE, self->state.type);
  int protocol = sockeye_endpoint_ask (self, SO_PROTOCOL, self->state.protocol);
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  for (guint i = 0; i < n_options; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      int error = 0;

      if ((level != -1 && options[i]->level != level)
          || !sockeye_option_applies (options[i], family, type, protocol))
        continue;
      if (sockeye_option_is_shown (options[i]))
        bytes = _sockeye_option_read (self->fd, options[i], &error);
      g_ptr_array_add (readings,
                       sockeye_option_reading_new (options[i], bytes,
                                                   fresh != NULL ? fresh->pdata[i] : NULL, error));
    }
  return readings;
}
