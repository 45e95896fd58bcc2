/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What was typed for a control message, as its bytes. No socket call. */

#include "config.h"

#include "sockeye-control-private.h"

#include "option/sockeye-option.h"
#include "call/sockeye-payload.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* SCM_MAX_FD of the kernel (net/scm.h). */
#define SOCKEYE_MAX_RIGHTS 253

/* The kernel takes no more beside one message: net.core.optmem_max is 128 KiB
 * at most by default. */
#define SOCKEYE_MAX_CONTROL (64u << 10)

G_GNUC_PRINTF (2, 3)
static gboolean
sockeye_control_fail (GError    **error,
                      const char *format,
                      ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD, format, args);
  va_end (args);
  return FALSE;
}

/* Decimal, or hex with 0x; never octal. */
static gboolean
sockeye_control_read_number (const char *text,
                             gint64      minimum,
                             gint64      maximum,
                             gint64     *value)
{
  gboolean hex = g_ascii_strncasecmp (text, "0x", 2) == 0 && g_ascii_isxdigit (text[2]);
  char *end = NULL;

  if (!hex && !g_ascii_isdigit (text[0]) && !(text[0] == '-' && g_ascii_isdigit (text[1])))
    return FALSE;
  errno = 0;
  *value = g_ascii_strtoll (text, &end, hex ? 16 : 10);
  return errno == 0 && *end == '\0' && *value >= minimum && *value <= maximum;
}

static gboolean
sockeye_control_parse_number (const SockeyeControlField *field,
                              const char                *text,
                              gint64                    *value,
                              GError                   **error)
{
  if (*text == '\0')
    return sockeye_control_fail (error, _("%s is empty"), _(field->name));
  if (sockeye_control_read_number (text, field->minimum, field->maximum, value))
    return TRUE;
  return sockeye_control_fail (error,
                               /* Translators: "Time to live is a number from 1 to 255" */
                               _("%s is a number from %lld to %lld"),
                               _(field->name), (long long) field->minimum,
                               (long long) field->maximum);
}

static gboolean
sockeye_control_parse_interface (const char *text,
                                 guint      *index,
                                 GError    **error)
{
  *index = 0;
  if (*text == '\0' || g_str_equal (text, "0")
      || sockeye_option_parse_interface (text, index, NULL))
    return TRUE;
  return sockeye_control_fail (error, _("“%s” is not a network interface of this machine"), text);
}

static gboolean
sockeye_control_parse_host (int         family,
                            const char *text,
                            gpointer    bytes,
                            GError    **error)
{
  if (*text == '\0' || inet_pton (family, text, bytes) == 1)
    return TRUE;
  return sockeye_control_fail (error, family == AF_INET
                                 ? _("“%s” is not an IPv4 address; it must be numeric")
                                 : _("“%s” is not an IPv6 address; it must be numeric, without a "
                                     "scope"),
                               text);
}

/* --- a builder for each kind: appends to bytes, or says which field is wrong --- */

static gboolean
sockeye_control_build_number (const SockeyeControlKind *kind,
                              const char *const        *texts,
                              GByteArray               *bytes,
                              GError                  **error)
{
  gint64 value;
  gint32 whole;
  guint16 half;

  if (!sockeye_control_parse_number (&kind->fields[0], texts[0], &value, error))
    return FALSE;
  whole = (gint32) value;
  half = (guint16) value;
  if (kind->type == SOCKEYE_UDP_SEGMENT && kind->level == SOCKEYE_SOL_UDP)
    g_byte_array_append (bytes, (const guint8 *) &half, sizeof half);
  else
    g_byte_array_append (bytes, (const guint8 *) &whole, sizeof whole);
  return TRUE;
}

static gboolean
sockeye_control_build_pktinfo (const char *const *texts,
                               GByteArray        *bytes,
                               guint             *field,
                               GError           **error)
{
  struct in_pktinfo info = { 0 };
  guint index;

  if (!sockeye_control_parse_interface (texts[0], &index, error))
    return FALSE;
  *field = 1;
  if (!sockeye_control_parse_host (AF_INET, texts[1], &info.ipi_spec_dst, error))
    return FALSE;
  info.ipi_ifindex = (int) index;
  g_byte_array_append (bytes, (const guint8 *) &info, sizeof info);
  return TRUE;
}

static gboolean
sockeye_control_build_pktinfo6 (const char *const *texts,
                                GByteArray        *bytes,
                                guint             *field,
                                GError           **error)
{
  struct in6_pktinfo info = { 0 };
  guint index;

  if (!sockeye_control_parse_interface (texts[0], &index, error))
    return FALSE;
  *field = 1;
  if (!sockeye_control_parse_host (AF_INET6, texts[1], &info.ipi6_addr, error))
    return FALSE;
  info.ipi6_ifindex = index;
  g_byte_array_append (bytes, (const guint8 *) &info, sizeof info);
  return TRUE;
}

static gboolean
sockeye_control_find_user (const char *name,
                           guint32    *id)
{
  char room[16384];
  struct passwd entry, *found = NULL;

  if (getpwnam_r (name, &entry, room, sizeof room, &found) != 0 || found == NULL)
    return FALSE;
  *id = entry.pw_uid;
  return TRUE;
}

static gboolean
sockeye_control_find_group (const char *name,
                            guint32    *id)
{
  char room[16384];
  struct group entry, *found = NULL;

  if (getgrnam_r (name, &entry, room, sizeof room, &found) != 0 || found == NULL)
    return FALSE;
  *id = entry.gr_gid;
  return TRUE;
}

/* A number or a name; own where there is none. */
static gboolean
sockeye_control_parse_id (const char *text,
                          guint32     own,
                          gboolean    (*find) (const char *name, guint32 *id),
                          guint32    *id)
{
  gint64 value;

  *id = own;
  if (*text == '\0')
    return TRUE;
  if (!sockeye_control_read_number (text, 0, G_MAXUINT32, &value))
    return find (text, id);
  *id = (guint32) value;
  return TRUE;
}

static gboolean
sockeye_control_build_credentials (const char *const *texts,
                                   GByteArray        *bytes,
                                   guint             *field,
                                   GError           **error)
{
  struct
  {
    gint32  pid;
    guint32 uid;
    guint32 gid;
  } who = { getpid (), 0, 0 };
  gint64 pid;

  if (*texts[0] != '\0')
    {
      if (!sockeye_control_read_number (texts[0], 1, G_MAXINT32, &pid))
        return sockeye_control_fail (error, _("“%s” is not the number of a process"), texts[0]);
      who.pid = (gint32) pid;
    }
  *field = 1;
  if (!sockeye_control_parse_id (texts[1], geteuid (), sockeye_control_find_user, &who.uid))
    return sockeye_control_fail (error, _("There is no user “%s” here"), texts[1]);
  *field = 2;
  if (!sockeye_control_parse_id (texts[2], getegid (), sockeye_control_find_group, &who.gid))
    return sockeye_control_fail (error, _("There is no group “%s” here"), texts[2]);
  g_byte_array_append (bytes, (const guint8 *) &who, sizeof who);
  return TRUE;
}

/* --- sockets ------------------------------------------------------------------- */

/* "c3" */
static gboolean
sockeye_control_parse_socket (const char      *text,
                              SockeyeSocketId *id)
{
  static const char prefixes[] = "scd";
  const char *prefix = *text != '\0' ? strchr (prefixes, *text) : NULL;
  gint64 number;

  if (prefix == NULL || !g_ascii_isdigit (text[1])
      || !sockeye_control_read_number (text + 1, 1, 0x3fffffff, &number))
    return FALSE;
  *id = SOCKEYE_SOCKET_ID ((guint32) number, prefix - prefixes);
  return TRUE;
}

static SockeyeControl *
sockeye_control_build_rights (const char *text,
                              GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (SockeyeSocketId));
  g_auto (GStrv) words = g_strsplit_set (text, ", ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      SockeyeSocketId id;

      if (*words[i] == '\0')
        continue;
      if (!sockeye_control_parse_socket (words[i], &id))
        {
          sockeye_control_fail (error, _("“%s” is not the name of a socket, as in s2 or c3"),
                                words[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    {
      sockeye_control_fail (error, _("Name a socket to pass on"));
      return NULL;
    }
  if (ids->len > SOCKEYE_MAX_RIGHTS)
    {
      sockeye_control_fail (error, _("One message passes on %d descriptors at most"),
                            SOCKEYE_MAX_RIGHTS);
      return NULL;
    }
  return sockeye_control_new_rights ((const SockeyeSocketId *) ids->data, ids->len);
}

/* --- by level and type --------------------------------------------------------- */

static SockeyeControl *
sockeye_control_build_other (const char *const *texts,
                             guint             *field,
                             GError           **error)
{
  g_autoptr (GBytes) bytes = NULL;
  SockeyeSpan mistake;
  gint64 number;
  int level, type;

  if (!_sockeye_control_find_level (texts[0], &level))
    {
      if (!sockeye_control_read_number (texts[0], G_MININT32, G_MAXINT32, &number))
        {
          sockeye_control_fail (error, _("“%s” is neither the name nor the number of a level"),
                                texts[0]);
          return NULL;
        }
      level = (int) number;
    }
  *field = 1;
  if (!_sockeye_control_find_type (level, texts[1], &type))
    {
      if (!sockeye_control_read_number (texts[1], G_MININT32, G_MAXINT32, &number))
        {
          sockeye_control_fail (error,
                                _("“%s” is neither the name nor the number of a type of this "
                                  "level"),
                                texts[1]);
          return NULL;
        }
      type = (int) number;
    }
  *field = 2;
  if (level == SOL_SOCKET && type == SCM_RIGHTS)
    {
      sockeye_control_fail (error, _("Descriptors are passed on by the choice SCM_RIGHTS, which "
                                     "knows the sockets"));
      return NULL;
    }
  bytes = sockeye_payload_parse (texts[2], SOCKEYE_FORMAT_HEX, SOCKEYE_ENDING_NONE, &mistake,
                                 error);
  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) > SOCKEYE_MAX_CONTROL)
    {
      sockeye_control_fail (error, _("No kernel takes more than 64 KiB beside a message"));
      return NULL;
    }
  return sockeye_control_new (level, type, bytes);
}

static gboolean
sockeye_control_build_bytes (const SockeyeControlKind *kind,
                             const char *const        *texts,
                             GByteArray               *bytes,
                             guint                    *field,
                             GError                  **error)
{
  if (kind->fields[0].input == SOCKEYE_CONTROL_INPUT_NUMBER)
    return sockeye_control_build_number (kind, texts, bytes, error);
  if (kind->level == IPPROTO_IP)
    return sockeye_control_build_pktinfo (texts, bytes, field, error);
  if (kind->level == IPPROTO_IPV6)
    return sockeye_control_build_pktinfo6 (texts, bytes, field, error);
  return sockeye_control_build_credentials (texts, bytes, field, error);
}

/**
 * sockeye_control_build:
 * @kind: of what kind
 * @texts: (array): what was typed, one for each of its fields; surrounding
 *   space does not count
 * @bad_field: (out) (optional): of an error, the number of the field
 * @error: return location for a #GError, SOCKEYE_ERROR_PAYLOAD
 *
 * Whether a socket that is named exists is seen when the message is sent.
 *
 * Returns: (transfer full) (nullable): the control message
 */
SockeyeControl *
sockeye_control_build (const SockeyeControlKind *kind,
                       const char *const        *texts,
                       guint                    *bad_field,
                       GError                  **error)
{
  char *stripped[SOCKEYE_CONTROL_MAX_FIELDS] = { NULL };
  const char *const *fields = (const char *const *) stripped;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  SockeyeControl *self = NULL;
  guint field = 0;

  g_return_val_if_fail (kind != NULL && texts != NULL, NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    stripped[i] = g_strstrip (g_strdup (texts[i]));
  if (kind->level == -1)
    self = sockeye_control_build_other (fields, &field, error);
  else if (kind->fields[0].input == SOCKEYE_CONTROL_INPUT_SOCKETS)
    self = sockeye_control_build_rights (stripped[0], error);
  else if (sockeye_control_build_bytes (kind, fields, array, &field, error))
    self = _sockeye_control_new (kind->level, kind->type, array->data, array->len, FALSE);
  if (bad_field != NULL)
    *bad_field = field;
  for (guint i = 0; i < kind->n_fields; i++)
    g_free (stripped[i]);
  return self;
}
