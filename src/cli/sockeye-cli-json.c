/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-cli-json.h"

struct _SockeyeCliJson
{
  GString *string;
  GString *open;     /* what closes each object and array that is open, innermost last */
  gboolean is_empty; /* nothing is in the innermost one yet */
};

SockeyeCliJson *
sockeye_cli_json_new (void)
{
  SockeyeCliJson *self = g_new0 (SockeyeCliJson, 1);

  self->string = g_string_new (NULL);
  self->open = g_string_new (NULL);
  self->is_empty = TRUE;
  return self;
}

static void
sockeye_cli_json_break (SockeyeCliJson *self)
{
  g_string_append_c (self->string, '\n');
  for (gsize i = 0; i < self->open->len; i++)
    g_string_append (self->string, "  ");
}

/* Quotation mark, reverse solidus and control characters must be escaped. */
static void
sockeye_cli_json_append_quoted (SockeyeCliJson *self,
                                const char     *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (self->string, '"');
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_printf (self->string, "\\%c", *c);
      else if (*c == '\n')
        g_string_append (self->string, "\\n");
      else if (*c == '\t')
        g_string_append (self->string, "\\t");
      else if ((guchar) *c < 0x20 || *c == 0x7f)
        g_string_append_printf (self->string, "\\u%04x", (guchar) *c);
      else
        g_string_append_c (self->string, *c);
    }
  g_string_append_c (self->string, '"');
}

/* What stands before a value. */
static void
sockeye_cli_json_begin (SockeyeCliJson *self,
                        const char     *name)
{
  if (!self->is_empty)
    g_string_append_c (self->string, ',');
  if (self->open->len > 0)
    sockeye_cli_json_break (self);
  self->is_empty = FALSE;
  if (name == NULL)
    return;
  sockeye_cli_json_append_quoted (self, name);
  g_string_append (self->string, ": ");
}

static void
sockeye_cli_json_open (SockeyeCliJson *self,
                       const char     *name,
                       char            begin,
                       char            end)
{
  sockeye_cli_json_begin (self, name);
  g_string_append_c (self->string, begin);
  g_string_append_c (self->open, end);
  self->is_empty = TRUE;
}

void
sockeye_cli_json_begin_object (SockeyeCliJson *self,
                               const char     *name)
{
  g_return_if_fail (self != NULL);

  sockeye_cli_json_open (self, name, '{', '}');
}

void
sockeye_cli_json_begin_array (SockeyeCliJson *self,
                              const char     *name)
{
  g_return_if_fail (self != NULL);

  sockeye_cli_json_open (self, name, '[', ']');
}

void
sockeye_cli_json_end (SockeyeCliJson *self)
{
  char end;

  g_return_if_fail (self != NULL && self->open->len > 0);

  end = self->open->str[self->open->len - 1];
  g_string_truncate (self->open, self->open->len - 1);
  if (!self->is_empty)
    sockeye_cli_json_break (self);
  g_string_append_c (self->string, end);
  self->is_empty = FALSE;
}

void
sockeye_cli_json_add_string (SockeyeCliJson *self,
                             const char     *name,
                             const char     *value)
{
  g_return_if_fail (self != NULL);

  if (value == NULL)
    {
      sockeye_cli_json_add_null (self, name);
      return;
    }
  sockeye_cli_json_begin (self, name);
  sockeye_cli_json_append_quoted (self, value);
}

void
sockeye_cli_json_add_number (SockeyeCliJson *self,
                             const char     *name,
                             gint64          value)
{
  g_return_if_fail (self != NULL);

  sockeye_cli_json_begin (self, name);
  g_string_append_printf (self->string, "%" G_GINT64_FORMAT, value);
}

void
sockeye_cli_json_add_boolean (SockeyeCliJson *self,
                              const char     *name,
                              gboolean        value)
{
  g_return_if_fail (self != NULL);

  sockeye_cli_json_begin (self, name);
  g_string_append (self->string, value ? "true" : "false");
}

void
sockeye_cli_json_add_null (SockeyeCliJson *self,
                           const char     *name)
{
  g_return_if_fail (self != NULL);

  sockeye_cli_json_begin (self, name);
  g_string_append (self->string, "null");
}

char *
sockeye_cli_json_free (SockeyeCliJson *self)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  while (self->open->len > 0)
    sockeye_cli_json_end (self);
  g_string_append_c (self->string, '\n');
  text = g_string_free (self->string, FALSE);
  g_string_free (self->open, TRUE);
  g_free (self);
  return text;
}
