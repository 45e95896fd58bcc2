/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-runner.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>

/* The address of the cheat sheet's examples, but for the host. */
#define SOCKEYE_EXAMPLE_HOST "127.0.0.1"
#define SOCKEYE_EXAMPLE_PORT "12345"

/* The program's variables: a list of steps names a socket by one of these. */
typedef enum
{
  VARIABLE_NONE,
  VARIABLE_S,
  VARIABLE_C,
  N_VARIABLES
} SockeyeVariable;

typedef enum
{
  STEP_CALL,
  STEP_NOTE,      /* text */
  STEP_GO_TO,     /* number: the step to go on with */
  STEP_LISTENING, /* tells that clients may come */
  STEP_SERVED,
} SockeyeStepType;

typedef struct
{
  SockeyeStepType type;
  SockeyeVerb     verb;
  SockeyeVariable on;     /* the socket called on */
  SockeyeVariable into;   /* the socket that the call makes */
  const char     *text;
  int             number; /* backlog, size, or step */
} SockeyeStep;

static const SockeyeStep server_steps[] = {
  { STEP_CALL, SOCKEYE_VERB_SOCKET, .into = VARIABLE_S, .text = N_("example: greets and closes") },
  { STEP_CALL, SOCKEYE_VERB_GETHOSTNAME },
  { STEP_NOTE, .on = VARIABLE_S,
    .text = N_("The cheat sheet binds to that host name. This example binds to 127.0.0.1 instead, "
               "so that nobody outside can connect.") },
  { STEP_CALL, SOCKEYE_VERB_SETSOCKOPT, .on = VARIABLE_S },
  { STEP_CALL, SOCKEYE_VERB_BIND, .on = VARIABLE_S },
  { STEP_CALL, SOCKEYE_VERB_LISTEN, .on = VARIABLE_S, .number = 5 },
  { STEP_LISTENING },
  { STEP_CALL, SOCKEYE_VERB_ACCEPT, .on = VARIABLE_S, .into = VARIABLE_C },
  { STEP_CALL, SOCKEYE_VERB_SEND, .on = VARIABLE_C, .text = "Thank you for connecting" },
  { STEP_CALL, SOCKEYE_VERB_CLOSE, .on = VARIABLE_C },
  { STEP_SERVED },
  { STEP_GO_TO, .number = 7 },
};

static const SockeyeStep client_steps[] = {
  { STEP_CALL, SOCKEYE_VERB_SOCKET, .into = VARIABLE_S, .text = N_("example: receives a greeting") },
  { STEP_CALL, SOCKEYE_VERB_GETHOSTNAME },
  { STEP_NOTE, .on = VARIABLE_S,
    .text = N_("The cheat sheet connects to that host name. This example connects to 127.0.0.1, "
               "where Simple server listens.") },
  { STEP_CALL, SOCKEYE_VERB_CONNECT, .on = VARIABLE_S },
  { STEP_CALL, SOCKEYE_VERB_RECV, .on = VARIABLE_S, .number = 1024 },
  { STEP_CALL, SOCKEYE_VERB_CLOSE, .on = VARIABLE_S },
};

struct _SockeyeRunner
{
  GObject            parent_instance;

  SockeyeSession    *session;
  SockeyeExample     example;
  const SockeyeStep *steps;
  guint              n_steps;
  guint              step;
  SockeyeSocketId    variables[N_VARIABLES];
  gboolean           running;
  SockeyeRunner     *follower; /* starts when this one listens, or NULL */
};

G_DEFINE_FINAL_TYPE (SockeyeRunner, sockeye_runner, G_TYPE_OBJECT)

enum
{
  SIGNAL_SOCKET_CREATED,
  SIGNAL_LISTENING,
  SIGNAL_SERVED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void sockeye_runner_go_on (SockeyeRunner *self);

/* Gives up the reference that running holds. */
static void
sockeye_runner_finish (SockeyeRunner *self,
                       gboolean       ok)
{
  self->running = FALSE;
  /* Without a server there is nobody for the client to connect to. */
  if (self->follower != NULL)
    {
      g_autoptr (SockeyeRunner) follower = g_steal_pointer (&self->follower);

      g_signal_emit (follower, signals[SIGNAL_FINISHED], 0, FALSE);
    }
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, ok);
  g_object_unref (self);
}

static void
sockeye_runner_tell_listening (SockeyeRunner *self)
{
  g_autoptr (SockeyeRunner) follower = g_steal_pointer (&self->follower);

  g_signal_emit (self, signals[SIGNAL_LISTENING], 0);
  if (follower != NULL)
    sockeye_runner_start (follower);
}

static SockeyeCall *
sockeye_runner_make_call (SockeyeRunner     *self,
                          const SockeyeStep *step)
{
  SockeyeSocketId socket = self->variables[step->on];
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (GBytes) bytes = NULL;

  switch (step->verb)
    {
    case SOCKEYE_VERB_SOCKET:
      return sockeye_call_new_socket (AF_INET, SOCK_STREAM, 0);
    case SOCKEYE_VERB_GETHOSTNAME:
      return sockeye_call_new_gethostname ();
    case SOCKEYE_VERB_SETSOCKOPT:
      return sockeye_call_new_setsockopt (socket, SOL_SOCKET, SO_REUSEADDR, 1);
    case SOCKEYE_VERB_BIND:
      address = sockeye_address_parse (AF_INET, 0, SOCKEYE_EXAMPLE_HOST, SOCKEYE_EXAMPLE_PORT,
                                       SOCKEYE_USE_BIND, NULL);
      return sockeye_call_new_bind (socket, address);
    case SOCKEYE_VERB_CONNECT:
      address = sockeye_address_parse (AF_INET, 0, SOCKEYE_EXAMPLE_HOST, SOCKEYE_EXAMPLE_PORT,
                                       SOCKEYE_USE_CONNECT, NULL);
      return sockeye_call_new_connect (socket, address);
    case SOCKEYE_VERB_LISTEN:
      return sockeye_call_new_listen (socket, step->number);
    case SOCKEYE_VERB_ACCEPT:
      return sockeye_call_new_accept (socket);
    case SOCKEYE_VERB_SEND:
      bytes = g_bytes_new_static (step->text, strlen (step->text));
      return sockeye_call_new_send (socket, bytes, 0);
    case SOCKEYE_VERB_RECV:
      return sockeye_call_new_recv (socket, step->number, 0);
    case SOCKEYE_VERB_CLOSE:
      return sockeye_call_new_close (socket, FALSE);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A program makes its calls itself, so its sockets are by hand. */
static void
sockeye_runner_created (SockeyeRunner     *self,
                        const SockeyeStep *step,
                        SockeyeEvent      *event)
{
  SockeyeSocketId id;

  if (step->into == VARIABLE_NONE)
    return;
  id = sockeye_event_get_child (event);
  self->variables[step->into] = id;
  if (step->verb != SOCKEYE_VERB_SOCKET)
    return;
  sockeye_session_set_automatic (self->session, id, FALSE);
  sockeye_session_set_remark (self->session, id, _(step->text));
  g_signal_emit (self, signals[SIGNAL_SOCKET_CREATED], 0, sockeye_session_get_socket (self->session, id));
}

/* The row tells what failed; a note tells what to do about it. */
static void
sockeye_runner_tell_failure (SockeyeRunner *self,
                             SockeyeEvent  *event)
{
  SockeyeSocketId id = sockeye_event_get_socket (event);
  int error = sockeye_event_get_errno (event);
  g_autofree char *text = NULL;

  if (self->example == SOCKEYE_EXAMPLE_CLIENT && error == ECONNREFUSED)
    text = g_strdup (_("Nobody listens on 127.0.0.1:12345: start Simple server first."));
  else
    text = sockeye_session_explain (self->session, event);
  if (text == NULL)
    return;
  sockeye_session_note (self->session, id, text);
  if (error == ECONNREFUSED)
    sockeye_session_set_remark (self->session, id, _("example: start Simple server first"));
}

static void
sockeye_runner_called_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  SockeyeRunner *self = user_data;
  const SockeyeStep *step = &self->steps[self->step];
  g_autoptr (SockeyeEvent) event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, NULL);

  /* The session was closed, or the socket, which is how a server is stopped. */
  if (event == NULL || (sockeye_event_get_bits (event) & SOCKEYE_BIT_CANCELLED))
    {
      sockeye_runner_finish (self, TRUE);
      return;
    }
  if (sockeye_event_is_error (event))
    {
      /* One client that left early does not end the server. */
      if (step->on == VARIABLE_C && step->verb == SOCKEYE_VERB_SEND)
        {
          self->step++;
          sockeye_runner_go_on (self);
          return;
        }
      sockeye_runner_tell_failure (self, event);
      sockeye_runner_finish (self, FALSE);
      return;
    }
  sockeye_runner_created (self, step, event);
  self->step++;
  sockeye_runner_go_on (self);
}

/* Runs up to the next call, whose row calls back. */
static void
sockeye_runner_go_on (SockeyeRunner *self)
{
  while (self->step < self->n_steps)
    {
      const SockeyeStep *step = &self->steps[self->step];

      if (step->type == STEP_CALL)
        {
          g_autoptr (SockeyeCall) call = sockeye_runner_make_call (self, step);

          sockeye_session_call_async (self->session, call, NULL, sockeye_runner_called_cb, self);
          return;
        }
      if (step->type == STEP_GO_TO)
        {
          self->step = step->number;
          continue;
        }
      if (step->type == STEP_NOTE)
        sockeye_session_note (self->session, self->variables[step->on], _(step->text));
      else if (step->type == STEP_LISTENING)
        sockeye_runner_tell_listening (self);
      else
        g_signal_emit (self, signals[SIGNAL_SERVED], 0);
      self->step++;
    }
  sockeye_runner_finish (self, TRUE);
}

static void
sockeye_runner_finalize (GObject *object)
{
  SockeyeRunner *self = SOCKEYE_RUNNER (object);

  g_clear_object (&self->follower);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_runner_parent_class)->finalize (object);
}

static void
sockeye_runner_class_init (SockeyeRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sockeye_runner_finalize;

  signals[SIGNAL_SOCKET_CREATED] =
      g_signal_new ("socket-created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);
  signals[SIGNAL_LISTENING] =
      g_signal_new ("listening", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SERVED] =
      g_signal_new ("served", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] =
      g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
sockeye_runner_init (SockeyeRunner *self)
{
}

/**
 * sockeye_runner_new:
 *
 * Returns: (transfer full): a program of the cheat sheet, not started
 */
SockeyeRunner *
sockeye_runner_new (SockeyeSession *session,
                    SockeyeExample  example)
{
  SockeyeRunner *self;

  g_return_val_if_fail (SOCKEYE_IS_SESSION (session), NULL);

  self = g_object_new (SOCKEYE_TYPE_RUNNER, NULL);
  self->session = g_object_ref (session);
  self->example = example;
  self->steps = example == SOCKEYE_EXAMPLE_SERVER ? server_steps : client_steps;
  self->n_steps = example == SOCKEYE_EXAMPLE_SERVER ? G_N_ELEMENTS (server_steps) : G_N_ELEMENTS (client_steps);
  return self;
}

/**
 * sockeye_runner_start:
 *
 * Runs the program. It keeps itself alive until "finished": the client ends by
 * itself, the server when its socket is closed.
 */
void
sockeye_runner_start (SockeyeRunner *self)
{
  g_return_if_fail (SOCKEYE_IS_RUNNER (self));
  g_return_if_fail (!self->running);

  self->running = TRUE;
  self->step = 0;
  g_object_ref (self);
  sockeye_runner_go_on (self);
}

/**
 * sockeye_runner_start_both:
 * @server: (out) (optional) (transfer full):
 * @client: (out) (optional) (transfer full):
 *
 * Starts the server, and the client once the server listens. Where the server
 * fails, the client finishes without having run.
 */
void
sockeye_runner_start_both (SockeyeSession  *session,
                           SockeyeRunner  **server,
                           SockeyeRunner  **client)
{
  g_autoptr (SockeyeRunner) first = sockeye_runner_new (session, SOCKEYE_EXAMPLE_SERVER);
  g_autoptr (SockeyeRunner) second = sockeye_runner_new (session, SOCKEYE_EXAMPLE_CLIENT);

  first->follower = g_object_ref (second);
  sockeye_runner_start (first);
  if (server != NULL)
    *server = g_object_ref (first);
  if (client != NULL)
    *client = g_object_ref (second);
}
