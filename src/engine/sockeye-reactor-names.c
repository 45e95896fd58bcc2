/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include "sockeye-catalog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SockeyeReactor  *reactor;
  SockeyeSocketId  id;
} SockeyeAsker;

static void
sockeye_asker_free (gpointer data)
{
  SockeyeAsker *asker = data;

  _sockeye_reactor_unref (asker->reactor);
  g_free (asker);
}

/* In a worker thread. */
void
_sockeye_reactor_answer_cb (guint64    ticket,
                           GPtrArray *answers,
                           int        error,
                           int        system_error,
                           int        other_family,
                           gint64     time,
                           gint64     duration,
                           gpointer   user_data)
{
  SockeyeAsker *asker = user_data;
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_ANSWER);

  command->ticket = ticket;
  command->id = asker->id;
  command->answers = answers;
  command->error = error;
  command->system_error = system_error;
  command->other_family = other_family;
  command->outcome.time = time;
  command->outcome.duration = duration;
  _sockeye_reactor_push (asker->reactor, command);
}

/* Starts the look-up that op waits for. The caller keeps op where it can be
 * found by its ticket. */
void
_sockeye_reactor_look_up (SockeyeReactor  *self,
                          SockeyeOp       *op,
                          SockeyeEndpoint *endpoint,
                          const char      *host,
                          guint            port,
                          int              family,
                          int              type)
{
  SockeyeAsker *asker = g_new0 (SockeyeAsker, 1);
  SockeyeSocketId id = endpoint != NULL ? endpoint->state.id : 0;
  g_autoptr (SockeyeCall) call = sockeye_call_new_getaddrinfo (id, host, port, family, type);

  g_atomic_ref_count_inc (&self->ref_count);
  asker->reactor = self;
  asker->id = id;
  _sockeye_reactor_wait (self, op, call);
  _sockeye_lookups_start (self->lookups, op->ticket, host, port, family, type, asker, sockeye_asker_free);
}

static void
sockeye_reactor_answer_row_error (SockeyeReactor *self,
                                  SockeyeCommand *command,
                                  SockeyeRecord  *record)
{
  const SockeyeFamily *other = sockeye_catalog_find_family (command->other_family);

  record->kind = SOCKEYE_KIND_ERROR;
  if (command->system_error != 0)
    {
      record->result = -command->system_error;
    }
  else
    {
      record->result = command->error;
      record->bits |= SOCKEYE_BIT_EAI;
    }
  if (command->other_family != AF_UNSPEC && other != NULL)
    {
      g_autofree char *remark = NULL;

      remark = g_strdup_printf (_("The name has %s addresses only: create an %s socket."),
                                _(other->constant.word), other->constant.name);
      _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, remark, strlen (remark));
    }
}

static guint64
sockeye_reactor_answer_row (SockeyeReactor  *self,
                            SockeyeEndpoint *endpoint,
                            SockeyeCommand  *command,
                            const char      *host,
                            guint32          port,
                            int              family,
                            int              type)
{
  SockeyeRecord record = _sockeye_reactor_begin (self, endpoint, SOCKEYE_VERB_GETADDRINFO, &command->outcome);
  gint32 args[] = { family, type };

  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_HOST, host, strlen (host));
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_PORT, &port, sizeof port);
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
  if (command->error != 0)
    sockeye_reactor_answer_row_error (self, command, &record);
  else
    record.result = command->answers->len;
  for (guint i = 0; i < command->answers->len && i < 64; i++)
    _sockeye_reactor_extra_address (self, SOCKEYE_EXTRA_ANSWER, g_ptr_array_index (command->answers, i));
  return _sockeye_reactor_append (self, endpoint, &record);
}

static void
sockeye_reactor_answer_alone (SockeyeReactor *self,
                              SockeyeCommand *command)
{
  SockeyeOp *op = g_hash_table_lookup (self->asking, &command->ticket);
  guint64 row;

  if (op == NULL)
    return;
  g_hash_table_steal (self->asking, &command->ticket);
  row = sockeye_reactor_answer_row (self, NULL, command,
                                    sockeye_call_get_host (op->call), sockeye_call_get_port (op->call),
                                    sockeye_call_get_family (op->call), sockeye_call_get_socktype (op->call));
  _sockeye_reactor_complete (self, op, row);
}

void
_sockeye_reactor_answer (SockeyeReactor *self,
                        SockeyeCommand *command)
{
  SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
  SockeyeOp *op;
  guint64 row;

  if (command->id == 0)
    {
      sockeye_reactor_answer_alone (self, command);
      return;
    }
  /* Cancelled or closed meanwhile: the answer is abandoned. */
  if (endpoint == NULL || endpoint->connecting == NULL || endpoint->connecting->ticket != command->ticket)
    return;

  op = g_steal_pointer (&endpoint->connecting);
  endpoint->state.waiting_out = SOCKEYE_VERB_NONE;
  row = sockeye_reactor_answer_row (self, endpoint, command,
                                    sockeye_address_get_host (op->address), sockeye_address_get_port (op->address),
                                    endpoint->state.family, endpoint->state.type);
  if (command->answers->len == 0)
    {
      _sockeye_reactor_complete (self, op, row);
      return;
    }
  sockeye_address_unref (op->address);
  op->address = sockeye_address_ref (g_ptr_array_index (command->answers, 0));
  op->started = _sockeye_clock ();
  _sockeye_endpoint_call (endpoint, op);
}
