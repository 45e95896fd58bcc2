/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include "catalog/sockeye-catalog.h"

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
_sockeye_reactor_answer_cb (SockeyeAnswer *answer,
                            gpointer       user_data)
{
  SockeyeAsker *asker = user_data;
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_ANSWER);

  command->id = asker->id;
  command->answer = *answer;
  memset (answer, 0, sizeof *answer);
  _sockeye_reactor_push (asker->reactor, command);
}

/* Starts the look-up that op waits for: call, shown as what waits. The caller
 * keeps op where it can be found by its ticket. */
void
_sockeye_reactor_look_up (SockeyeReactor  *self,
                          SockeyeOp       *op,
                          SockeyeEndpoint *endpoint,
                          SockeyeCall     *call)
{
  SockeyeAsker *asker = g_new0 (SockeyeAsker, 1);

  g_atomic_ref_count_inc (&self->ref_count);
  asker->reactor = self;
  asker->id = endpoint != NULL ? endpoint->state.id : 0;
  _sockeye_reactor_wait (self, op, call);
  _sockeye_lookups_start (self->lookups, op->ticket, call, asker, sockeye_asker_free);
}

static void
sockeye_reactor_answer_row_error (SockeyeReactor      *self,
                                  const SockeyeAnswer *answer,
                                  SockeyeRecord       *record)
{
  const SockeyeFamily *other = sockeye_catalog_find_family (answer->other_family);

  record->kind = SOCKEYE_KIND_ERROR;
  if (answer->system_error != 0)
    {
      record->result = -answer->system_error;
    }
  else
    {
      record->result = answer->error;
      record->bits |= SOCKEYE_BIT_EAI;
    }
  if (answer->other_family != AF_UNSPEC && other != NULL)
    {
      g_autofree char *remark = NULL;

      remark = g_strdup_printf (_("The name has %s addresses only: create an %s socket."),
                                _(other->constant.word), other->constant.name);
      _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, remark, strlen (remark));
    }
}

static guint64
sockeye_reactor_answer_row (SockeyeReactor      *self,
                            SockeyeEndpoint     *endpoint,
                            const SockeyeAnswer *answer,
                            SockeyeCall         *call)
{
  SockeyeOutcome outcome = { .time = answer->time, .duration = answer->duration };
  SockeyeVerb verb = sockeye_call_get_verb (call);
  SockeyeRecord record = _sockeye_reactor_begin (self, endpoint, verb, &outcome);
  const char *host = sockeye_call_get_host (call);
  guint32 port = sockeye_call_get_port (call);
  gint32 args[] = {
    sockeye_call_get_family (call),
    sockeye_call_get_socktype (call),
    sockeye_call_get_flags (call),
  };

  record.socket = sockeye_call_get_socket (call);
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_HOST, host, strlen (host));
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_PORT, &port, sizeof port);
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
  if (answer->error != 0)
    sockeye_reactor_answer_row_error (self, answer, &record);
  else if (verb == SOCKEYE_VERB_GETSERVBYNAME)
    record.result = answer->port;
  else
    record.result = answer->answers->len;
  if (answer->canonical != NULL)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_CANONICAL, answer->canonical, strlen (answer->canonical));
  for (guint i = 0; i < answer->answers->len && i < 64; i++)
    _sockeye_reactor_extra_address (self, SOCKEYE_EXTRA_ANSWER, g_ptr_array_index (answer->answers, i));
  return _sockeye_reactor_append (self, endpoint, &record);
}

static void
sockeye_reactor_answer_alone (SockeyeReactor *self,
                              SockeyeAnswer  *answer)
{
  SockeyeOp *op = g_hash_table_lookup (self->asking, &answer->ticket);

  if (op == NULL)
    return;
  g_hash_table_steal (self->asking, &answer->ticket);
  _sockeye_reactor_complete (self, op, sockeye_reactor_answer_row (self, NULL, answer, op->call));
}

/* The look-up before a call: makes the call with the first answer. */
static void
sockeye_reactor_answer_endpoint (SockeyeReactor  *self,
                                 SockeyeEndpoint *endpoint,
                                 SockeyeAnswer   *answer)
{
  SockeyeOp *op = g_steal_pointer (&endpoint->connecting);
  g_autoptr (SockeyeCall) call = NULL;
  guint64 row;

  call = sockeye_call_new_getaddrinfo (endpoint->state.id, sockeye_address_get_host (op->address),
                                       sockeye_address_get_port (op->address),
                                       endpoint->state.family, endpoint->state.type, 0);
  endpoint->state.waiting_out = SOCKEYE_VERB_NONE;
  row = sockeye_reactor_answer_row (self, endpoint, answer, call);
  if (answer->answers->len == 0)
    {
      _sockeye_reactor_complete (self, op, row);
      return;
    }
  sockeye_address_unref (op->address);
  op->address = sockeye_address_ref (g_ptr_array_index (answer->answers, 0));
  op->started = _sockeye_clock ();
  _sockeye_endpoint_call (endpoint, op);
}

void
_sockeye_reactor_answer (SockeyeReactor *self,
                         SockeyeCommand *command)
{
  SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));

  if (command->id == 0)
    sockeye_reactor_answer_alone (self, &command->answer);
  /* Cancelled or closed meanwhile: the answer is abandoned. */
  else if (endpoint != NULL && endpoint->connecting != NULL
           && endpoint->connecting->ticket == command->answer.ticket)
    sockeye_reactor_answer_endpoint (self, endpoint, &command->answer);
}
