/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Values of options as text. The kernel's answers may have any length: what is
 * too short for its shape is shown as bytes. */

#include "config.h"

#include "sockeye-option-private.h"

#include "address/sockeye-address-private.h"
#include "explain/sockeye-explain.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/time.h>

/* So many bytes of a structure are shown; to_text() has all. */
#define MAX_SHOWN 48

gboolean
_sockeye_option_copy (GBytes   *bytes,
                      gpointer  structure,
                      gsize     size)
{
  gsize have;
  gconstpointer data = g_bytes_get_data (bytes, &have);

  if (have < size)
    return FALSE;
  memcpy (structure, data, size);
  return TRUE;
}

/* --- the fields of an editor ------------------------------------------------------- */

/* Whether four bytes are a number without a sign. */
static gboolean
sockeye_option_is_unsigned (const SockeyeOption *self)
{
  return self->shape == SOCKEYE_SHAPE_FLAGS || self->shape == SOCKEYE_SHAPE_INTERFACE
         || self->maximum > G_MAXINT;
}

/**
 * sockeye_option_get_number:
 * @number: (out): the value, of an interface its index
 *
 * Returns: FALSE where it is no number, or too short for one
 */
gboolean
sockeye_option_get_number (const SockeyeOption *self,
                           GBytes              *bytes,
                           gint64              *number)
{
  gint32 narrow;
  guint8 byte;

  g_return_val_if_fail (self != NULL && bytes != NULL && number != NULL, FALSE);

  if (self->shape > SOCKEYE_SHAPE_FLAGS && self->shape != SOCKEYE_SHAPE_INTERFACE)
    return FALSE;
  if (self->size == sizeof *number && _sockeye_option_copy (bytes, number, sizeof *number))
    return TRUE;
  if (_sockeye_option_copy (bytes, &narrow, sizeof narrow))
    {
      if (self->is_network_order)
        narrow = (gint32) ntohl ((guint32) narrow);
      *number = sockeye_option_is_unsigned (self) ? (gint64) (guint32) narrow : narrow;
      return TRUE;
    }
  /* The kernel gives one byte where it was given room for no more. */
  if (g_bytes_get_size (bytes) != 1 || !_sockeye_option_copy (bytes, &byte, 1))
    return FALSE;
  *number = byte;
  return TRUE;
}

/**
 * sockeye_option_get_time:
 * @time: (out): µs; the largest there are where the value is larger
 *
 * Returns: FALSE where it is no time, or too short for one
 */
gboolean
sockeye_option_get_time (const SockeyeOption *self,
                         GBytes              *bytes,
                         gint64              *time)
{
  const gint64 max = G_MAXINT64 / G_USEC_PER_SEC - 1;
  struct timeval value;

  g_return_val_if_fail (self != NULL && bytes != NULL && time != NULL, FALSE);

  if (self->shape != SOCKEYE_SHAPE_TIME || !_sockeye_option_copy (bytes, &value, sizeof value))
    return FALSE;
  /* The bytes may be any. */
  *time = CLAMP (value.tv_sec, -max, max) * G_USEC_PER_SEC
          + CLAMP (value.tv_usec, 0, G_USEC_PER_SEC - 1);
  return TRUE;
}

/**
 * sockeye_option_get_linger:
 * @on: (out) (optional): whether close waits
 * @seconds: (out) (optional): how long at most
 *
 * Returns: FALSE where it is no struct linger, or too short for one
 */
gboolean
sockeye_option_get_linger (const SockeyeOption *self,
                           GBytes              *bytes,
                           gboolean            *on,
                           int                 *seconds)
{
  struct linger linger;

  g_return_val_if_fail (self != NULL && bytes != NULL, FALSE);

  if (self->shape != SOCKEYE_SHAPE_LINGER || !_sockeye_option_copy (bytes, &linger, sizeof linger))
    return FALSE;
  if (on != NULL)
    *on = linger.l_onoff != 0;
  if (seconds != NULL)
    *seconds = linger.l_linger;
  return TRUE;
}

/**
 * sockeye_option_dup_string:
 *
 * Returns: (transfer full) (nullable): the text up to a NUL, made valid UTF-8
 */
char *
sockeye_option_dup_string (const SockeyeOption *self,
                           GBytes              *bytes)
{
  gsize size;
  const char *data;

  g_return_val_if_fail (self != NULL && bytes != NULL, NULL);

  if (self->shape != SOCKEYE_SHAPE_STRING)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return data != NULL ? g_utf8_make_valid (data, (gssize) strnlen (data, size)) : g_strdup ("");
}

/* --- text ----------------------------------------------------------------------------- */

static char *
sockeye_option_dup_hex (GBytes *bytes,
                        gsize   limit)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GString *string = g_string_new (NULL);

  for (gsize i = 0; i < MIN (size, limit); i++)
    g_string_append_printf (string, "%s%02x", i > 0 ? " " : "", data[i]);
  if (size > limit)
    g_string_append (string, " …");
  return g_string_free (string, FALSE);
}

static const SockeyeOptionChoice *
sockeye_option_get_choice (const SockeyeOption *self,
                           gint64               number)
{
  for (const SockeyeOptionChoice *choice = self->choices;
       choice != NULL && choice->name != NULL; choice++)
    if (choice->number == number)
      return choice;
  return NULL;
}

static char *
sockeye_option_dup_flags (const SockeyeOption *self,
                          gint64               number)
{
  GString *string = g_string_new (NULL);

  for (const SockeyeOptionChoice *choice = self->choices;
       choice != NULL && choice->name != NULL; choice++)
    if (number & choice->number)
      {
        g_string_append_printf (string, "%s%s", string->len > 0 ? " | " : "", choice->name);
        number &= ~choice->number;
      }
  if (number != 0)
    g_string_append_printf (string, "%s0x%" G_GINT64_MODIFIER "x", string->len > 0 ? " | " : "",
                            number);
  if (string->len == 0)
    g_string_append_c (string, '0');
  return g_string_free (string, FALSE);
}

static char *
sockeye_option_dup_time (gint64 time)
{
  char *text;
  gsize length;

  if (time % G_USEC_PER_SEC == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, time / G_USEC_PER_SEC);
  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%06d", time / G_USEC_PER_SEC,
                          (int) (time % G_USEC_PER_SEC));
  for (length = strlen (text); text[length - 1] == '0'; length--)
    text[length - 1] = '\0';
  return text;
}

static char *
sockeye_option_number_to_text (const SockeyeOption *self,
                               gint64               number)
{
  const SockeyeOptionChoice *choice = sockeye_option_get_choice (self, number);

  switch (self->shape)
    {
    case SOCKEYE_SHAPE_SWITCH:
      if (number == 0 || number == 1)
        return g_strdup (number == 1 ? "on" : "off");
      break;
    case SOCKEYE_SHAPE_CHOICE:
      if (choice != NULL)
        return g_strdup (choice->name);
      break;
    case SOCKEYE_SHAPE_FLAGS:
      return sockeye_option_dup_flags (self, number);
    case SOCKEYE_SHAPE_INTERFACE:
      return number != 0 ? _sockeye_address_dup_interface ((guint) number) : g_strdup ("0");
    default:
      break;
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* An address where the kernel gave one, otherwise the interface. */
static char *
sockeye_option_interface4_to_text (GBytes *bytes)
{
  struct ip_mreqn request = { 0 };
  char text[INET_ADDRSTRLEN];

  if (_sockeye_option_copy (bytes, &request, sizeof request))
    {
      if (request.imr_ifindex != 0)
        return _sockeye_address_dup_interface ((guint) request.imr_ifindex);
    }
  else if (!_sockeye_option_copy (bytes, &request.imr_address, sizeof request.imr_address))
    {
      return NULL;
    }
  return g_strdup (inet_ntop (AF_INET, &request.imr_address, text, sizeof text));
}

static char *
sockeye_option_credentials_to_text (GBytes *bytes)
{
  gint32 fields[3];

  if (!_sockeye_option_copy (bytes, fields, sizeof fields))
    return NULL;
  return g_strdup_printf ("pid %d, uid %u, gid %u", fields[0], (guint) fields[1],
                          (guint) fields[2]);
}

/* NULL where the bytes are no such value. */
static char *
sockeye_option_shape_to_text (const SockeyeOption *self,
                              GBytes              *bytes)
{
  gint64 number;
  gboolean on;
  int seconds;

  switch (self->shape)
    {
    case SOCKEYE_SHAPE_TIME:
      return sockeye_option_get_time (self, bytes, &number) ? sockeye_option_dup_time (number)
                                                            : NULL;
    case SOCKEYE_SHAPE_LINGER:
      if (!sockeye_option_get_linger (self, bytes, &on, &seconds))
        return NULL;
      return on ? g_strdup_printf ("%d", seconds) : g_strdup ("off");
    case SOCKEYE_SHAPE_INTERFACE4:
      return sockeye_option_interface4_to_text (bytes);
    case SOCKEYE_SHAPE_STRING:
      return sockeye_option_dup_string (self, bytes);
    case SOCKEYE_SHAPE_CREDENTIALS:
      return sockeye_option_credentials_to_text (bytes);
    case SOCKEYE_SHAPE_BYTES:
      return NULL;
    default:
      break;
    }
  if (_sockeye_option_is_membership (self))
    return _sockeye_option_format_membership (self, bytes);
  return sockeye_option_get_number (self, bytes, &number)
           ? sockeye_option_number_to_text (self, number) : NULL;
}

/**
 * sockeye_option_to_text:
 *
 * Returns: (transfer full): the value as sockeye_option_parse() takes it
 */
char *
sockeye_option_to_text (const SockeyeOption *self,
                        GBytes              *bytes)
{
  char *text;

  g_return_val_if_fail (self != NULL && bytes != NULL, NULL);

  text = sockeye_option_shape_to_text (self, bytes);
  return text != NULL ? text : sockeye_option_dup_hex (bytes, G_MAXSIZE);
}

/* "18 bytes: 01 02 …" */
static char *
sockeye_option_format_bytes (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *hex = sockeye_option_dup_hex (bytes, MAX_SHOWN);

  if (size == 0)
    return g_strdup (_("0 bytes"));
  return g_strdup_printf (ngettext ("%u byte: %s", "%u bytes: %s", (gulong) size), (guint) size,
                          hex);
}

static char *
sockeye_option_format_number (const SockeyeOption *self,
                              gint64               number,
                              const char          *text)
{
  const SockeyeOptionChoice *choice =
    self->shape != SOCKEYE_SHAPE_FLAGS ? sockeye_option_get_choice (self, number) : NULL;

  if (self->level == SOL_SOCKET && self->number == SO_ERROR && number > 0 && number <= G_MAXINT)
    return g_strdup_printf ("%s: %s", sockeye_errno_to_name ((int) number),
                            sockeye_errno_to_meaning ((int) number));
  if (self->shape == SOCKEYE_SHAPE_SWITCH && (number == 0 || number == 1))
    return g_strdup (number == 1 ? _("on") : _("off"));
  if (self->shape == SOCKEYE_SHAPE_INTERFACE && number == 0)
    return g_strdup (_("none"));
  if (choice != NULL && choice->words != NULL)
    return g_strdup_printf ("%s (%s)", text, _(choice->words));
  if (self->unit != NULL)
    return g_strdup_printf ("%s %s", text, _(self->unit));
  return g_strdup (text);
}

/**
 * sockeye_option_format:
 *
 * Returns: (transfer full): the value for display, translated
 */
char *
sockeye_option_format (const SockeyeOption *self,
                       GBytes              *bytes)
{
  g_autofree char *text = NULL;
  gint64 number;
  gboolean on;
  int seconds;

  g_return_val_if_fail (self != NULL && bytes != NULL, NULL);

  text = sockeye_option_shape_to_text (self, bytes);
  if (text == NULL)
    return sockeye_option_format_bytes (bytes);
  if (sockeye_option_get_number (self, bytes, &number))
    return sockeye_option_format_number (self, number, text);
  if (self->shape == SOCKEYE_SHAPE_TIME)
    return g_strdup_printf (_("%s s"), text);
  if (sockeye_option_get_linger (self, bytes, &on, &seconds))
    return on ? g_strdup_printf (_("on, %d s"), seconds) : g_strdup (_("off"));
  if (self->shape == SOCKEYE_SHAPE_STRING && *text == '\0')
    return g_strdup (_("none"));
  return g_steal_pointer (&text);
}
