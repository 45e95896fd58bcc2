/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <glib/gi18n-lib.h>

static void
sockeye_reactor_gethostname (SockeyeReactor *self,
                             SockeyeOp      *op)
{
  char name[256] = "";
  SockeyeOutcome outcome = _sockeye_syscall_gethostname (name, sizeof name - 1);
  SockeyeRecord record = _sockeye_reactor_begin (self, NULL, SOCKEYE_VERB_GETHOSTNAME, &outcome);

  if (outcome.error == 0)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, name, strlen (name));
  _sockeye_reactor_complete (self, op, _sockeye_reactor_append (self, NULL, &record));
}

static int
sockeye_reactor_read_back (int fd,
                           int option,
                           int asked)
{
  int made;
  socklen_t length = sizeof made;

  return getsockopt (fd, SOL_SOCKET, option, &made, &length) == 0 ? made : asked;
}

/* The kernel may make another socket than it was asked for: UNIX turns RAW into
 * DGRAM. A protocol of 0 says nothing: PACKET answers it whatever was asked. */
static gboolean
sockeye_reactor_read_made (int     fd,
                           gint32 *args)
{
  gint32 asked[] = { args[0], args[1], args[2] };
  int protocol = sockeye_reactor_read_back (fd, SO_PROTOCOL, asked[2]);

  args[0] = sockeye_reactor_read_back (fd, SO_DOMAIN, asked[0]);
  args[1] = sockeye_reactor_read_back (fd, SO_TYPE, asked[1]);
  if (protocol != 0)
    args[2] = protocol;
  return args[0] != asked[0] || args[1] != asked[1] || (asked[2] != 0 && args[2] != asked[2]);
}

static void
sockeye_reactor_socket (SockeyeReactor *self,
                        SockeyeOp      *op)
{
  gint32 args[] = {
    sockeye_call_get_family (op->call),
    sockeye_call_get_socktype (op->call),
    sockeye_call_get_protocol (op->call),
  };
  gint32 made[] = { args[0], args[1], args[2] };
  SockeyeOutcome outcome = _sockeye_syscall_socket (args[0], args[1], args[2]);
  SockeyeSocketId id = _sockeye_reactor_next_id (self, SOCKEYE_ORIGIN_CREATED);
  SockeyeEndpoint *endpoint = NULL;
  gboolean other = FALSE;
  SockeyeRecord record;

  if (outcome.error == 0)
    {
      other = sockeye_reactor_read_made (outcome.result, made);
      endpoint = _sockeye_endpoint_new (self, outcome.result, id, 0, made[0], made[1], made[2]);
      endpoint->state.automatic = self->start_automatic;
      _sockeye_reactor_add (self, endpoint);
    }
  record = _sockeye_reactor_begin (self, endpoint, SOCKEYE_VERB_SOCKET, &outcome);
  record.socket = id;
  /* The descriptor's number is ours, not an answer that Python would show. */
  record.result = MIN (record.result, 0);
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
  if (other)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_MADE, made, sizeof made);
  _sockeye_reactor_complete (self, op, _sockeye_reactor_append (self, endpoint, &record));
  if (endpoint != NULL)
    _sockeye_endpoint_arm (endpoint);
}

/* A look-up as a step of its own. */
static void
sockeye_reactor_ask (SockeyeReactor *self,
                     SockeyeOp      *op)
{
  g_hash_table_insert (self->asking, &op->ticket, op);
  _sockeye_reactor_look_up (self, op, NULL, op->call);
}

/* --- commands --------------------------------------------------------------- */

static char *
sockeye_reactor_dup_closed (SockeyeSocketId id)
{
  g_autofree char *name = sockeye_socket_id_to_string (id);

  return g_strdup_printf (_("%s is closed"), name);
}

/* For display: completes without a row. */
static void
sockeye_reactor_options (SockeyeReactor *self,
                         SockeyeCommand *command)
{
  gpointer key = GUINT_TO_POINTER (command->id);
  SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, key);
  SockeyeCompletion completion = { .ticket = command->ticket };

  if (endpoint != NULL && endpoint->fd >= 0)
    {
      completion.readings = _sockeye_endpoint_read_options (endpoint, command->level);
    }
  else
    {
      g_autofree char *message = sockeye_reactor_dup_closed (command->id);

      completion.error = g_error_new_literal (SOCKEYE_ERROR, SOCKEYE_ERROR_NO_SOCKET, message);
    }
  g_array_append_val (self->made.completions, completion);
}

static void
sockeye_reactor_call (SockeyeReactor *self,
                      SockeyeCommand *command)
{
  SockeyeOp *op = _sockeye_op_new (command->ticket, command->call);
  SockeyeSocketId id = sockeye_call_get_socket (op->call);
  SockeyeEndpoint *endpoint;

  switch (sockeye_call_get_verb (op->call))
    {
    case SOCKEYE_VERB_GETHOSTNAME:
      sockeye_reactor_gethostname (self, op);
      return;
    case SOCKEYE_VERB_SOCKET:
      sockeye_reactor_socket (self, op);
      return;
    case SOCKEYE_VERB_GETADDRINFO:
    case SOCKEYE_VERB_GETSERVBYNAME:
      sockeye_reactor_ask (self, op);
      return;
    default:
      break;
    }

  endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (id));
  if (endpoint == NULL)
    {
      g_autofree char *message = sockeye_reactor_dup_closed (id);

      _sockeye_reactor_refuse (self, op, SOCKEYE_ERROR_NO_SOCKET, message);
      return;
    }
  _sockeye_endpoint_call (endpoint, op);
}

static void
sockeye_reactor_cancel (SockeyeReactor *self,
                        guint64         ticket)
{
  GHashTableIter iter;
  gpointer value;
  SockeyeOp *op = g_hash_table_lookup (self->asking, &ticket);

  if (op != NULL)
    {
      g_hash_table_steal (self->asking, &ticket);
      _sockeye_reactor_cancelled (self, NULL, op);
      return;
    }
  g_hash_table_iter_init (&iter, self->endpoints);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (_sockeye_endpoint_cancel (value, ticket))
      return;
}

static void
sockeye_reactor_write_note (SockeyeReactor  *self,
                            SockeyeSocketId  id,
                            const char      *text)
{
  SockeyeRecord record = _sockeye_reactor_begin (self, NULL, SOCKEYE_VERB_NONE, NULL);

  record.kind = SOCKEYE_KIND_NOTE;
  record.socket = id;
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, text, strlen (text));
  _sockeye_reactor_append (self, NULL, &record);
}

void
_sockeye_reactor_obey (SockeyeReactor *self,
                      SockeyeCommand *command)
{
  SockeyeEndpoint *endpoint;

  switch (command->type)
    {
    case SOCKEYE_COMMAND_CALL:
      sockeye_reactor_call (self, command);
      break;
    case SOCKEYE_COMMAND_CANCEL:
      sockeye_reactor_cancel (self, command->ticket);
      break;
    case SOCKEYE_COMMAND_AUTOMATIC:
      endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
      if (endpoint != NULL)
        _sockeye_endpoint_set_automatic (endpoint, command->automatic);
      break;
    case SOCKEYE_COMMAND_ECHO:
      endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
      if (endpoint != NULL)
        _sockeye_endpoint_set_echo (endpoint, command->automatic);
      break;
    case SOCKEYE_COMMAND_LOOK:
      endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
      if (endpoint != NULL)
        _sockeye_endpoint_look (endpoint);
      break;
    case SOCKEYE_COMMAND_START_AUTOMATIC:
      self->start_automatic = command->automatic;
      break;
    case SOCKEYE_COMMAND_CLOSE_WITH_PEER:
      self->close_with_peer = command->automatic;
      break;
    case SOCKEYE_COMMAND_NOTE:
      sockeye_reactor_write_note (self, command->id, command->text);
      break;
    case SOCKEYE_COMMAND_OPTIONS:
      sockeye_reactor_options (self, command);
      break;
    case SOCKEYE_COMMAND_CLOSED:
      endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
      if (endpoint != NULL)
        _sockeye_endpoint_closed (endpoint, &command->outcome);
      break;
    case SOCKEYE_COMMAND_ANSWER:
      _sockeye_reactor_answer (self, command);
      break;
    default:
      g_assert_not_reached ();
    }
}
