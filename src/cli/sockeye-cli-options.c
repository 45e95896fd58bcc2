/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sockeye-cli options: every socket option that is known, and what a new
 * socket of one kind has for it on this machine. */

#include "config.h"

#include "sockeye-cli-options.h"

#include "catalog/sockeye-catalog.h"
#include "sockeye-cli-json.h"
#include "explain/sockeye-explain.h"
#include "call/sockeye-python-names.h"
#include "session/sockeye-session.h"

#include <errno.h>
#include <netinet/in.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  gboolean    json;
  int         family;
  int         type;
  int         protocol;
  char       *kind;     /* "AF_INET, SOCK_STREAM, 0" */
  GHashTable *readings; /* SockeyeOption -> SockeyeOptionReading */
  GPtrArray  *list;     /* what owns them, or NULL */
  int         error;    /* why there is no such socket, or 0 */
} SockeyeCliOptions;

/* --- the socket -------------------------------------------------------------------- */

typedef struct
{
  gboolean      done;
  SockeyeEvent *event;
  GPtrArray    *list;
} SockeyeCliAnswer;

static void
sockeye_cli_called_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  SockeyeCliAnswer *answer = user_data;

  answer->event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, NULL);
  answer->done = TRUE;
}

static void
sockeye_cli_read_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  SockeyeCliAnswer *answer = user_data;

  answer->list = sockeye_session_read_options_finish (SOCKEYE_SESSION (object), result, NULL);
  answer->done = TRUE;
}

static void
sockeye_cli_wait (SockeyeCliAnswer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
  answer->done = FALSE;
}

/* Makes a socket and reads its options; what the kernel refuses is in error. */
static void
sockeye_cli_options_read (SockeyeCliOptions *self)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeCall) call =
    sockeye_call_new_socket (self->family, self->type, self->protocol);
  SockeyeCliAnswer answer = { 0 };

  self->readings = g_hash_table_new (NULL, NULL);
  sockeye_session_call_async (session, call, NULL, sockeye_cli_called_cb, &answer);
  sockeye_cli_wait (&answer);
  self->error = answer.event != NULL ? sockeye_event_get_errno (answer.event) : EIO;
  if (self->error == 0)
    {
      sockeye_session_read_options_async (session, sockeye_event_get_socket (answer.event), -1,
                                          NULL, sockeye_cli_read_cb, &answer);
      sockeye_cli_wait (&answer);
      self->list = answer.list;
    }
  for (guint i = 0; self->list != NULL && i < self->list->len; i++)
    {
      SockeyeOptionReading *reading = g_ptr_array_index (self->list, i);

      g_hash_table_insert (self->readings, (gpointer) reading->option, reading);
    }
  g_clear_object (&answer.event);
  sockeye_session_close (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* By name, as in AF_INET or NETLINK_ROUTE, or by number. */
static gboolean
sockeye_cli_parse_constant (const char *text,
                            int        *number)
{
  guint n_families, n_types, n_protocols;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n_families);
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);
  const SockeyeConstant *protocols;
  gint64 value;

  for (guint i = 0; i < n_families; i++)
    if (g_ascii_strcasecmp (families[i].constant.name, text) == 0)
      return (*number = families[i].constant.number, TRUE);
  for (guint i = 0; i < n_types; i++)
    if (g_ascii_strcasecmp (types[i].name, text) == 0)
      return (*number = types[i].number, TRUE);
  for (guint i = 0; i < n_families; i++)
    {
      protocols = sockeye_catalog_list_protocols (families[i].constant.number, &n_protocols);
      for (guint j = 0; j < n_protocols; j++)
        if (g_ascii_strcasecmp (protocols[j].name, text) == 0)
          return (*number = protocols[j].number, TRUE);
    }
  if (sockeye_python_find_name (text, number))
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXUINT16, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* "AF_INET,SOCK_STREAM" or with a protocol behind. */
static gboolean
sockeye_cli_options_parse_socket (SockeyeCliOptions *self,
                                  const char        *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint n = g_strv_length (parts);
  int *numbers[] = { &self->family, &self->type, &self->protocol };

  if (n < 2 || n > 3)
    return FALSE;
  self->protocol = 0;
  for (guint i = 0; i < n; i++)
    if (!sockeye_cli_parse_constant (g_strstrip (parts[i]), numbers[i]))
      return FALSE;
  g_free (self->kind);
  self->kind = g_strjoinv (", ", parts);
  return TRUE;
}

/* --- output -------------------------------------------------------------------------- */

/* "rw", "r", "w", or "-" for what neither is. */
static const char *
sockeye_cli_options_get_access (const SockeyeOption *option)
{
  gboolean readable = (option->access & SOCKEYE_OPTION_READABLE) != 0;
  gboolean writable = (option->access & SOCKEYE_OPTION_WRITABLE) != 0;

  if (readable && writable)
    return "rw";
  if (readable)
    return "r";
  return writable ? "w" : "-";
}

/* "" where the socket does not have the option, or it is not to be read. */
static char *
sockeye_cli_options_dup_default (SockeyeCliOptions   *self,
                                 const SockeyeOption *option)
{
  SockeyeOptionReading *reading = g_hash_table_lookup (self->readings, option);

  if (reading == NULL)
    return g_strdup ("");
  if (reading->bytes != NULL)
    return sockeye_option_format (option, reading->bytes);
  return g_strdup (reading->error != 0 ? sockeye_errno_to_name (reading->error) : "");
}

static void
sockeye_cli_options_print_table (SockeyeCliOptions *self)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  printf (_("Defaults of a new socket: %s"), self->kind);
  putchar ('\n');
  if (self->error != 0)
    printf ("%s: %s\n", sockeye_errno_to_name (self->error),
            sockeye_errno_to_meaning (self->error));
  for (guint i = 0; i < n_options; i++)
    {
      const SockeyeOption *option = options[i];
      g_autofree char *shape = sockeye_option_describe (option);
      g_autofree char *value = sockeye_cli_options_dup_default (self, option);

      printf ("%-15s %-29s %3d %-2s %s\n", option->level_name, option->name, option->number,
              sockeye_cli_options_get_access (option), shape);
      if (*value != '\0')
        {
          printf ("    ");
          printf (_("Default: %s"), value);
          putchar ('\n');
        }
      printf ("    %s (%s)", _(option->words), option->page);
      if (option->capability != NULL && option->capability_when != NULL)
        printf (" %s, %s", option->capability, _(option->capability_when));
      else if (option->capability != NULL)
        printf (" %s", option->capability);
      putchar ('\n');
    }
}

static void
sockeye_cli_options_add_choices (SockeyeCliJson      *json,
                                 const SockeyeOption *option)
{
  if (option->choices == NULL)
    return;
  sockeye_cli_json_begin_array (json, "choices");
  for (const SockeyeOptionChoice *choice = option->choices; choice->name != NULL; choice++)
    {
      sockeye_cli_json_begin_object (json, NULL);
      sockeye_cli_json_add_string (json, "name", choice->name);
      sockeye_cli_json_add_number (json, "number", choice->number);
      sockeye_cli_json_add_string (json, "words", choice->words != NULL ? _(choice->words) : NULL);
      sockeye_cli_json_end (json);
    }
  sockeye_cli_json_end (json);
}

static void
sockeye_cli_options_add (SockeyeCliOptions   *self,
                         SockeyeCliJson      *json,
                         const SockeyeOption *option)
{
  SockeyeOptionReading *reading = g_hash_table_lookup (self->readings, option);
  g_autofree char *shape = sockeye_option_describe (option);

  sockeye_cli_json_begin_object (json, NULL);
  sockeye_cli_json_add_string (json, "level", option->level_name);
  sockeye_cli_json_add_number (json, "level_number", option->level);
  sockeye_cli_json_add_string (json, "name", option->name);
  sockeye_cli_json_add_number (json, "number", option->number);
  sockeye_cli_json_add_string (json, "shape", shape);
  sockeye_cli_json_add_number (json, "size", option->size);
  sockeye_cli_json_add_boolean (json, "readable", (option->access & SOCKEYE_OPTION_READABLE) != 0);
  sockeye_cli_json_add_boolean (json, "writable", (option->access & SOCKEYE_OPTION_WRITABLE) != 0);
  sockeye_cli_json_add_string (json, "unit", option->unit != NULL ? _(option->unit) : NULL);
  sockeye_cli_json_add_string (json, "capability", option->capability);
  sockeye_cli_json_add_string (json, "words", _(option->words));
  sockeye_cli_json_add_string (json, "page", option->page);
  sockeye_cli_json_add_boolean (json, "applies",
                                sockeye_option_applies (option, self->family, self->type,
                                                        self->protocol));
  sockeye_cli_options_add_choices (json, option);
  if (reading != NULL && reading->bytes != NULL)
    {
      g_autofree char *text = sockeye_option_to_text (option, reading->bytes);

      sockeye_cli_json_add_string (json, "default", text);
    }
  else
    {
      sockeye_cli_json_add_null (json, "default");
    }
  sockeye_cli_json_add_string (json, "error", reading != NULL && reading->error != 0
                                                ? sockeye_errno_to_name (reading->error) : NULL);
  sockeye_cli_json_end (json);
}

static void
sockeye_cli_options_print_json (SockeyeCliOptions *self)
{
  SockeyeCliJson *json = sockeye_cli_json_new ();
  g_autofree char *text = NULL;
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  sockeye_cli_json_begin_object (json, NULL);
  sockeye_cli_json_add_string (json, "socket", self->kind);
  sockeye_cli_json_add_string (json, "error",
                               self->error != 0 ? sockeye_errno_to_name (self->error) : NULL);
  sockeye_cli_json_begin_array (json, "options");
  for (guint i = 0; i < n_options; i++)
    sockeye_cli_options_add (self, json, options[i]);
  text = sockeye_cli_json_free (json);
  fputs (text, stdout);
}

/**
 * sockeye_cli_options:
 * @arguments: --format=json, --format=text, --socket=FAMILY,TYPE[,PROTOCOL]
 *
 * Prints the table of options with the defaults of a new socket, of TCP where
 * none is named. Where the kernel makes no such socket, the table says so and
 * has no defaults.
 *
 * Returns: FALSE where the arguments are not right
 */
gboolean
sockeye_cli_options (int    n_arguments,
                     char **arguments)
{
  SockeyeCliOptions self = { .family = AF_INET, .type = SOCK_STREAM };
  gboolean is_right = TRUE;

  self.kind = g_strdup ("AF_INET, SOCK_STREAM");
  for (int i = 0; is_right && i < n_arguments; i++)
    {
      if (g_str_equal (arguments[i], "--format=json"))
        self.json = TRUE;
      else if (g_str_equal (arguments[i], "--format=text"))
        self.json = FALSE;
      else if (g_str_has_prefix (arguments[i], "--socket="))
        is_right = sockeye_cli_options_parse_socket (&self, arguments[i] + strlen ("--socket="));
      else
        is_right = FALSE;
    }
  if (is_right)
    {
      sockeye_cli_options_read (&self);
      if (self.json)
        sockeye_cli_options_print_json (&self);
      else
        sockeye_cli_options_print_table (&self);
    }
  g_clear_pointer (&self.readings, g_hash_table_unref);
  g_clear_pointer (&self.list, g_ptr_array_unref);
  g_free (self.kind);
  return is_right;
}
