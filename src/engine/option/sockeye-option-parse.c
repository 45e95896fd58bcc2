/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Values of options from what was typed or edited. What is wrong is said here,
 * before any call. */

#include "config.h"

#include "sockeye-option-private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <net/if.h>
#include <string.h>
#include <sys/time.h>

static GBytes *
sockeye_option_fail (GError     **error,
                     const char  *format,
                     ...) G_GNUC_PRINTF (2, 3);

static GBytes *
sockeye_option_fail (GError     **error,
                     const char  *format,
                     ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION, message);
  return NULL;
}

/* --- the fields of an editor ----------------------------------------------------- */

static gboolean
sockeye_option_is_in_range (const SockeyeOption *self,
                            gint64               number,
                            GError             **error)
{
  gint64 minimum = self->minimum;
  gint64 maximum = self->maximum;

  if (minimum == 0 && maximum == 0)
    {
      minimum = self->size == 8 ? G_MININT64 : G_MININT;
      maximum = self->size == 8 ? G_MAXINT64 : G_MAXINT;
    }
  if (self->shape == SOCKEYE_SHAPE_FLAGS)
    {
      minimum = 0;
      maximum = G_MAXUINT32;
    }
  if (self->shape == SOCKEYE_SHAPE_SWITCH)
    {
      minimum = 0;
      maximum = 1;
    }
  if (number >= minimum && number <= maximum)
    return TRUE;
  if (minimum == maximum)
    sockeye_option_fail (error, _("%s takes %" PRId64 " only"), self->name, minimum);
  else
    sockeye_option_fail (error,
                         _("%s takes a number from %" PRId64 " to %" PRId64),
                         self->name, minimum, maximum);
  return FALSE;
}

/**
 * sockeye_option_new_number:
 *
 * Returns: (transfer full) (nullable): as many bytes as the option has, in its
 *   byte order; %NULL with error where out of range
 */
GBytes *
sockeye_option_new_number (const SockeyeOption *self,
                           gint64               number,
                           GError             **error)
{
  guint32 narrow;

  g_return_val_if_fail (self != NULL, NULL);

  if (!sockeye_option_is_in_range (self, number, error))
    return NULL;
  if (self->size == sizeof number)
    return g_bytes_new (&number, sizeof number);
  narrow = self->is_network_order ? htonl ((guint32) number) : (guint32) number;
  return g_bytes_new (&narrow, sizeof narrow);
}

/**
 * sockeye_option_new_time:
 * @time: µs
 *
 * Returns: (transfer full) (nullable): a struct timeval, or %NULL with error
 *   where negative
 */
GBytes *
sockeye_option_new_time (const SockeyeOption *self,
                         gint64               time,
                         GError             **error)
{
  struct timeval value = { .tv_sec = time / G_USEC_PER_SEC, .tv_usec = time % G_USEC_PER_SEC };

  g_return_val_if_fail (self != NULL, NULL);

  if (time < 0)
    return sockeye_option_fail (error, _("%s takes no negative time"), self->name);
  return g_bytes_new (&value, sizeof value);
}

/**
 * sockeye_option_new_linger:
 * @seconds: how long close waits at most, where it does
 *
 * Returns: (transfer full) (nullable): a struct linger, or %NULL with error
 *   where negative
 */
GBytes *
sockeye_option_new_linger (const SockeyeOption *self,
                           gboolean             on,
                           int                  seconds,
                           GError             **error)
{
  struct linger linger = { on, seconds };

  g_return_val_if_fail (self != NULL, NULL);

  if (seconds < 0)
    return sockeye_option_fail (error, _("%s takes no negative time"), self->name);
  return g_bytes_new (&linger, sizeof linger);
}

/**
 * sockeye_option_new_string:
 * @text: without a NUL behind it. Names of interfaces and algorithms have one in
 *   the kernel's 16 bytes: 15 are left
 *
 * Returns: (transfer full) (nullable): the text's bytes, or %NULL with error
 *   where it is too long, or no interface has this name
 */
GBytes *
sockeye_option_new_string (const SockeyeOption *self,
                           const char          *text,
                           GError             **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (strlen (text) >= self->size)
    return sockeye_option_fail (error, _("%s takes at most %u bytes of text"), self->name,
                                self->size - 1);
  if (self->level == SOL_SOCKET && self->number == SO_BINDTODEVICE && *text != '\0'
      && if_nametoindex (text) == 0)
    return sockeye_option_fail (error, _("“%s” is not a network interface of this machine"), text);
  return g_bytes_new (text, strlen (text));
}

/* --- text --------------------------------------------------------------------------- */

/* Decimal, or hexadecimal behind 0x. */
static gboolean
sockeye_option_parse_number (const char *text,
                             gint64     *number)
{
  const char *digits = text + (*text == '-' || *text == '+');
  gboolean is_hex = g_ascii_strncasecmp (digits, "0x", 2) == 0;
  char *end;

  if (!g_ascii_isdigit (*digits) || (is_hex && !g_ascii_isxdigit (digits[2])))
    return FALSE;
  errno = 0;
  *number = g_ascii_strtoll (text, &end, is_hex ? 16 : 10);
  return errno == 0 && *end == '\0';
}

static GBytes *
sockeye_option_parse_int (const SockeyeOption *self,
                          const char          *text,
                          GError             **error)
{
  gint64 number;

  if (!sockeye_option_parse_number (text, &number))
    return sockeye_option_fail (error, _("%s takes a number, and “%s” is none"), self->name, text);
  return sockeye_option_new_number (self, number, error);
}

static GBytes *
sockeye_option_parse_switch (const SockeyeOption *self,
                             const char          *text,
                             GError             **error)
{
  if (g_ascii_strcasecmp (text, "on") == 0 || g_str_equal (text, "1"))
    return sockeye_option_new_number (self, 1, error);
  if (g_ascii_strcasecmp (text, "off") == 0 || g_str_equal (text, "0"))
    return sockeye_option_new_number (self, 0, error);
  return sockeye_option_fail (error, _("%s is on (1) or off (0), and “%s” is neither"), self->name,
                              text);
}

static gboolean
sockeye_option_find_choice (const SockeyeOption *self,
                            const char          *name,
                            gint64              *number)
{
  for (const SockeyeOptionChoice *choice = self->choices;
       choice != NULL && choice->name != NULL; choice++)
    if (g_ascii_strcasecmp (choice->name, name) == 0)
      {
        *number = choice->number;
        return TRUE;
      }
  return sockeye_option_parse_number (name, number);
}

/* Any number is let through: a newer kernel may know more. */
static GBytes *
sockeye_option_parse_choice (const SockeyeOption *self,
                             const char          *text,
                             GError             **error)
{
  gint64 number;

  if (!sockeye_option_find_choice (self, text, &number))
    return sockeye_option_fail (error, _("%s has no value “%s”"), self->name, text);
  return sockeye_option_new_number (self, number, error);
}

static GBytes *
sockeye_option_parse_flags (const SockeyeOption *self,
                            const char          *text,
                            GError             **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  gint64 all = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 number;

      if (!sockeye_option_find_choice (self, g_strstrip (parts[i]), &number))
        return sockeye_option_fail (error, _("%s has no value “%s”"), self->name, parts[i]);
      all |= number;
    }
  return sockeye_option_new_number (self, all, error);
}

/* Seconds, with up to six digits behind the point. */
static GBytes *
sockeye_option_parse_time (const SockeyeOption *self,
                           const char          *text,
                           GError             **error)
{
  const char *point = strchr (text, '.');
  gsize n_digits = point != NULL ? strlen (point + 1) : 0;
  g_autofree char *whole = point != NULL ? g_strndup (text, point - text) : g_strdup (text);
  g_autofree char *part = g_strdup_printf ("%-6s", point != NULL ? point + 1 : "");
  gint64 seconds = 0, microseconds = 0;

  g_strdelimit (part, " ", '0');
  if (n_digits > 6 || (point != NULL && strspn (point + 1, "0123456789") != n_digits)
      || !g_ascii_isdigit (*part)
      || !sockeye_option_parse_number (whole, &seconds)
      || !sockeye_option_parse_number (part, &microseconds))
    return sockeye_option_fail (error, _("%s takes seconds, as in 1.5; “%s” is not a number of "
                                         "seconds"),
                                self->name, text);
  if (seconds > G_MAXINT)
    return sockeye_option_fail (error, _("%s takes at most %d seconds"), self->name, G_MAXINT);
  /* "-0.5" has a whole part that is not below 0. */
  return sockeye_option_new_time (self, *text == '-' ? -1 : seconds * G_USEC_PER_SEC + microseconds,
                                  error);
}

static GBytes *
sockeye_option_parse_linger (const SockeyeOption *self,
                             const char          *text,
                             GError             **error)
{
  gint64 seconds;

  if (g_ascii_strcasecmp (text, "off") == 0)
    return sockeye_option_new_linger (self, FALSE, 0, error);
  if (!sockeye_option_parse_number (text, &seconds) || seconds > G_MAXINT)
    return sockeye_option_fail (error, _("%s is off or a number of seconds, and “%s” is neither"),
                                self->name, text);
  return sockeye_option_new_linger (self, TRUE, (int) MAX (seconds, -1), error);
}

/**
 * sockeye_option_parse_interface:
 * @text: a name, or the number of an interface
 * @index: (out) (optional): its number
 *
 * Returns: whether this machine has it now
 */
gboolean
sockeye_option_parse_interface (const char *text,
                                guint      *index,
                                GError    **error)
{
  char name[IF_NAMESIZE];
  guint found;
  guint64 number;

  g_return_val_if_fail (text != NULL, FALSE);

  found = if_nametoindex (text);
  if (found == 0 && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL)
      && if_indextoname ((guint) number, name) != NULL)
    found = (guint) number;
  if (found == 0)
    {
      sockeye_option_fail (error, _("“%s” is not a network interface of this machine"), text);
      return FALSE;
    }
  if (index != NULL)
    *index = found;
  return TRUE;
}

static GBytes *
sockeye_option_parse_index (const SockeyeOption *self,
                            const char          *text,
                            GError             **error)
{
  guint index = 0;

  if (*text != '\0' && !g_str_equal (text, "0")
      && !sockeye_option_parse_interface (text, &index, error))
    return NULL;
  return sockeye_option_new_number (self, index, error);
}

/* IP_MULTICAST_IF: an address of the interface, or the interface. */
static GBytes *
sockeye_option_parse_interface4 (const char *text,
                                 GError    **error)
{
  struct ip_mreqn request = { 0 };
  guint index = 0;

  if (inet_pton (AF_INET, text, &request.imr_address) == 1)
    return g_bytes_new (&request.imr_address, sizeof request.imr_address);
  if (*text != '\0' && !g_str_equal (text, "0")
      && !sockeye_option_parse_interface (text, &index, error))
    return NULL;
  request.imr_ifindex = (int) index;
  return g_bytes_new (&request, sizeof request);
}

static GBytes *
sockeye_option_parse_hex (const SockeyeOption *self,
                          const char          *text,
                          GError             **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint minimum = self->maximum > 0 ? (guint) self->minimum : 0;
  guint maximum = self->maximum > 0 ? (guint) self->maximum : self->size;

  for (const char *c = text; *c != '\0'; c++)
    {
      guint8 byte;

      if (g_ascii_isspace (*c))
        continue;
      if (!g_ascii_isxdigit (c[0]) || !g_ascii_isxdigit (c[1]))
        return sockeye_option_fail (error, _("%s takes bytes in hex, two digits each"), self->name);
      byte = (guint8) (g_ascii_xdigit_value (c[0]) << 4 | g_ascii_xdigit_value (c[1]));
      g_byte_array_append (bytes, &byte, 1);
      c++;
    }
  if (bytes->len < minimum || bytes->len > maximum)
    {
      if (minimum == maximum)
        return sockeye_option_fail (error, _("%s takes %u bytes, and these are %u"), self->name,
                                    maximum, bytes->len);
      return sockeye_option_fail (error, _("%s takes %u to %u bytes, and these are %u"),
                                  self->name, minimum, maximum, bytes->len);
    }
  return g_bytes_new (bytes->data, bytes->len);
}

/**
 * sockeye_option_parse:
 * @text: as described in the header, by shape; spaces around it do not count
 *
 * Returns: (transfer full) (nullable): the bytes to set, or %NULL with error
 */
GBytes *
sockeye_option_parse (const SockeyeOption *self,
                      const char          *text,
                      GError             **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (self->access & SOCKEYE_OPTION_POINTER)
    return sockeye_option_fail (error, _("%s takes an address in memory or a descriptor, which "
                                         "cannot be typed"),
                                self->name);
  if (!(self->access & SOCKEYE_OPTION_WRITABLE))
    return sockeye_option_fail (error, _("%s can only be read"), self->name);

  stripped = g_strstrip (g_strdup (text));
  switch (self->shape)
    {
    case SOCKEYE_SHAPE_SWITCH:
      return sockeye_option_parse_switch (self, stripped, error);
    case SOCKEYE_SHAPE_NUMBER:
      return sockeye_option_parse_int (self, stripped, error);
    case SOCKEYE_SHAPE_CHOICE:
      return sockeye_option_parse_choice (self, stripped, error);
    case SOCKEYE_SHAPE_FLAGS:
      return sockeye_option_parse_flags (self, stripped, error);
    case SOCKEYE_SHAPE_TIME:
      return sockeye_option_parse_time (self, stripped, error);
    case SOCKEYE_SHAPE_LINGER:
      return sockeye_option_parse_linger (self, stripped, error);
    case SOCKEYE_SHAPE_INTERFACE:
      return sockeye_option_parse_index (self, stripped, error);
    case SOCKEYE_SHAPE_INTERFACE4:
      return sockeye_option_parse_interface4 (stripped, error);
    case SOCKEYE_SHAPE_STRING:
      return sockeye_option_new_string (self, stripped, error);
    case SOCKEYE_SHAPE_CREDENTIALS:
    case SOCKEYE_SHAPE_BYTES:
      return sockeye_option_parse_hex (self, stripped, error);
    case SOCKEYE_SHAPE_MEMBERSHIP:
    case SOCKEYE_SHAPE_MEMBERSHIP6:
    case SOCKEYE_SHAPE_SOURCE:
    case SOCKEYE_SHAPE_GROUP:
    case SOCKEYE_SHAPE_GROUP_SOURCE:
    case SOCKEYE_SHAPE_LINK_GROUP:
    default:
      return _sockeye_option_parse_membership (self, stripped, error);
    }
}
