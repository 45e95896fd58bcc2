/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-cli-explain.h"
#include "sockeye-cli-families.h"
#include "sockeye-cli-options.h"
#include "session/sockeye-runner.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

enum
{
  EXIT_DONE = 0,
  EXIT_CALL_FAILED = 1,
  EXIT_USAGE = 2,
};

typedef struct
{
  GMainLoop     *loop;
  SockeyeRunner *server;
  SockeyeRunner *client;
  gboolean       served;
  gboolean       client_done;
  gboolean       failed;
  gboolean       unwritten; /* standard output is gone */
} SockeyeCli;

/* 10:41:07.128 402 s1 s1.listen(5) -> ok */
static void
sockeye_cli_print_event (SockeyeCli   *self,
                         SockeyeEvent *event)
{
  g_autofree char *time = sockeye_event_dup_time_text (event);
  g_autofree char *socket = sockeye_socket_id_to_string (sockeye_event_get_socket (event));
  g_autofree char *call = sockeye_event_dup_call_text (event, 0);
  g_autofree char *result = sockeye_event_dup_result_text (event);
  g_autofree char *data = sockeye_event_dup_data_text (event, 0);
  const char *shown = *result != '\0' ? result : data;
  int written;

  if (*shown != '\0')
    written = printf ("%s %-2s %s -> %s\n", time, socket, call, shown);
  else
    written = printf ("%s %-2s %s\n", time, socket, call);
  if (written < 0 || fflush (stdout) != 0)
    self->unwritten = TRUE;
}

static void
sockeye_cli_rows_cb (GListModel *journal,
                     guint       position,
                     guint       removed,
                     guint       added,
                     SockeyeCli *self)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, position + i);

      sockeye_cli_print_event (self, event);
    }
  if (self->unwritten)
    g_main_loop_quit (self->loop);
}

static void
sockeye_cli_check_done (SockeyeCli *self)
{
  if (self->failed || ((self->server == NULL || self->served) && (self->client == NULL || self->client_done)))
    g_main_loop_quit (self->loop);
}

static void
sockeye_cli_served_cb (SockeyeRunner *runner,
                       SockeyeCli    *self)
{
  self->served = TRUE;
  sockeye_cli_check_done (self);
}

static void
sockeye_cli_finished_cb (SockeyeRunner *runner,
                         gboolean       ok,
                         SockeyeCli    *self)
{
  if (!ok)
    self->failed = TRUE;
  if (runner == self->client)
    self->client_done = TRUE;
  sockeye_cli_check_done (self);
}

static gboolean
sockeye_cli_start (SockeyeCli     *self,
                   SockeyeSession *session,
                   const char     *which)
{
  if (g_str_equal (which, "server"))
    self->server = sockeye_runner_new (session, SOCKEYE_EXAMPLE_SERVER);
  else if (g_str_equal (which, "client"))
    self->client = sockeye_runner_new (session, SOCKEYE_EXAMPLE_CLIENT);
  else if (g_str_equal (which, "both"))
    sockeye_runner_start_both (session, &self->server, &self->client);
  else
    return FALSE;

  if (self->server != NULL)
    {
      g_signal_connect (self->server, "served", G_CALLBACK (sockeye_cli_served_cb), self);
      g_signal_connect (self->server, "finished", G_CALLBACK (sockeye_cli_finished_cb), self);
    }
  if (self->client != NULL)
    g_signal_connect (self->client, "finished", G_CALLBACK (sockeye_cli_finished_cb), self);
  if (self->client == NULL)
    sockeye_runner_start (self->server);
  else if (self->server == NULL)
    sockeye_runner_start (self->client);
  return TRUE;
}

static int
sockeye_cli_usage (FILE *stream,
                   int   status)
{
  fprintf (stream, "%s\n%s\n%s\n%s\n",
           _("Usage: sockeye-cli example [server|client|both]"),
           _("       sockeye-cli explain [NAME [CALL]], as in: explain ECONNREFUSED connect"),
           _("       sockeye-cli families [--format=json]"),
           _("       sockeye-cli options [--format=json] [--socket=FAMILY,TYPE[,PROTOCOL]]"));
  return status;
}

static int
sockeye_cli_example (const char *which)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeCli self = { .loop = loop };
  gboolean known;

  g_signal_connect (sockeye_session_get_journal (session), "items-changed",
                    G_CALLBACK (sockeye_cli_rows_cb), &self);
  known = sockeye_cli_start (&self, session, which);
  if (known)
    g_main_loop_run (loop);

  /* Rows that were written by the last call of a program but not yet shown. */
  sockeye_session_settle (session, G_USEC_PER_SEC);
  g_signal_handlers_disconnect_by_data (sockeye_session_get_journal (session), &self);
  if (self.server != NULL)
    g_signal_handlers_disconnect_by_data (self.server, &self);
  if (self.client != NULL)
    g_signal_handlers_disconnect_by_data (self.client, &self);
  sockeye_session_close (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self.server);
  g_clear_object (&self.client);
  if (!known)
    return sockeye_cli_usage (stderr, EXIT_USAGE);
  return self.failed || self.unwritten ? EXIT_CALL_FAILED : EXIT_DONE;
}

int
main (int    argc,
      char **argv)
{
  const char *localedir = g_getenv ("SOCKEYE_LOCALE_DIR"); /* of a build not installed */

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      printf ("sockeye-cli %s\n", SOCKEYE_VERSION);
      return EXIT_DONE;
    }
  if (argc == 2 && g_str_equal (argv[1], "--help"))
    return sockeye_cli_usage (stdout, EXIT_DONE);
  if (argc >= 2 && argc <= 4 && g_str_equal (argv[1], "explain"))
    {
      if (!sockeye_cli_explain (argc > 2 ? argv[2] : NULL, argc > 3 ? argv[3] : NULL))
        return EXIT_USAGE;
      return fflush (stdout) == 0 ? EXIT_DONE : EXIT_CALL_FAILED;
    }
  if (argc >= 2 && g_str_equal (argv[1], "families"))
    {
      if (!sockeye_cli_families (argc - 2, argv + 2))
        return sockeye_cli_usage (stderr, EXIT_USAGE);
      return fflush (stdout) == 0 ? EXIT_DONE : EXIT_CALL_FAILED;
    }
  if (argc >= 2 && g_str_equal (argv[1], "options"))
    {
      if (!sockeye_cli_options (argc - 2, argv + 2))
        return sockeye_cli_usage (stderr, EXIT_USAGE);
      return fflush (stdout) == 0 ? EXIT_DONE : EXIT_CALL_FAILED;
    }
  if (argc < 2 || argc > 3 || !g_str_equal (argv[1], "example"))
    return sockeye_cli_usage (stderr, EXIT_USAGE);
  return sockeye_cli_example (argc == 3 ? argv[2] : "both");
}
