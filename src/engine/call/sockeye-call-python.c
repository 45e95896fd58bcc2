/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A call as the text of a Python program. */

#include "config.h"

#include "sockeye-call.h"

#include <netdb.h>
#include <string.h>

#include "catalog/sockeye-catalog.h"
#include "option/sockeye-option.h"
#include "sockeye-python.h"

/* The fewest characters of a payload: `b'…'`. */
#define SOCKEYE_PAYLOAD_MIN 4

/* The most of the bytes of each control message, where the call is cut: an int
 * is whole. */
#define SOCKEYE_CONTROL_LIMIT 24

static void
sockeye_call_append_family (SockeyeCall *self,
                            GString     *string)
{
  int family = sockeye_call_get_family (self);
  const SockeyeFamily *row = sockeye_catalog_find_family (family);
  const char *name = family == AF_UNSPEC ? "AF_UNSPEC" : NULL;

  sockeye_python_append_constant (string, row != NULL ? row->constant.name : name, family);
}

static void
sockeye_call_append_type (SockeyeCall *self,
                          GString     *string)
{
  int type = sockeye_call_get_socktype (self);
  const SockeyeConstant *row = sockeye_catalog_find_type (type);

  sockeye_python_append_constant (string, row != NULL ? row->name : NULL, type);
}

static void
sockeye_call_append_socket_args (SockeyeCall *self,
                                 GString     *string)
{
  g_autofree char *protocol =
    sockeye_catalog_dup_protocol_name (sockeye_call_get_family (self),
                                       sockeye_call_get_protocol (self));

  sockeye_call_append_family (self, string);
  g_string_append (string, ", ");
  sockeye_call_append_type (self, string);
  g_string_append_printf (string, ", %s", protocol);
}

static void
sockeye_call_append_option_args (SockeyeCall *self,
                                 GString     *string)
{
  int level = sockeye_call_get_level (self);
  int number = sockeye_call_get_option (self);
  const SockeyeOption *option = sockeye_option_find (level, number);

  sockeye_python_append_constant (string, sockeye_option_get_level_name (level), level);
  g_string_append (string, ", ");
  sockeye_python_append_constant (string, option != NULL ? option->name : NULL, number);
  if (sockeye_call_get_verb (self) == SOCKEYE_VERB_SETSOCKOPT)
    {
      g_string_append (string, ", ");
      sockeye_option_append_python (option, sockeye_call_get_bytes (self), string);
    }
  /* Without a size, Python's getsockopt() returns an int. */
  else if (sockeye_call_get_size (self) != sizeof (int))
    {
      g_string_append_printf (string, ", %" G_GSIZE_FORMAT, sockeye_call_get_size (self));
    }
}

static void
sockeye_call_append_look_up_args (SockeyeCall *self,
                                  GString     *string)
{
  sockeye_python_append_str (string, sockeye_call_get_host (self), 0);
  g_string_append_printf (string, ", %u, ", sockeye_call_get_port (self));
  sockeye_call_append_family (self, string);
  g_string_append (string, ", ");
  sockeye_call_append_type (self, string);
  if (sockeye_call_get_flags (self) == 0)
    return;
  g_string_append (string, ", 0, ");
  sockeye_python_append_constant (string,
                                  sockeye_call_get_flags (self) == AI_CANONNAME ? "AI_CANONNAME"
                                                                                : NULL,
                                  sockeye_call_get_flags (self));
}

static void
sockeye_call_append_service_args (SockeyeCall *self,
                                  GString     *string)
{
  sockeye_python_append_str (string, sockeye_call_get_host (self), 0);
  if (sockeye_call_get_socktype (self) == SOCK_STREAM)
    g_string_append (string, ", 'tcp'");
  else if (sockeye_call_get_socktype (self) == SOCK_DGRAM)
    g_string_append (string, ", 'udp'");
}

static void
sockeye_call_append_how (SockeyeCall *self,
                         GString     *string)
{
  static const char *const names[] = {
    [SHUT_RD] = "SHUT_RD", [SHUT_WR] = "SHUT_WR", [SHUT_RDWR] = "SHUT_RDWR"
  };
  int how = sockeye_call_get_how (self);
  gboolean known = how >= 0 && how < (int) G_N_ELEMENTS (names);

  sockeye_python_append_constant (string, known ? names[how] : NULL, how);
}

/* MSG_NOSIGNAL is always added by us, and Python ignores SIGPIPE anyway. */
static void
sockeye_call_append_flags (SockeyeCall *self,
                           GString     *string)
{
  int flags = sockeye_call_get_flags (self) & ~MSG_NOSIGNAL;

  if (flags == 0)
    return;
  g_string_append (string, ", ");
  sockeye_python_append_flags (string, flags);
}

/* [(SOL_SOCKET, SCM_RIGHTS, pack('i', s2.fileno()))] */
static void
sockeye_call_append_controls (SockeyeCall *self,
                              GString     *string,
                              gsize        limit)
{
  GPtrArray *controls = sockeye_call_get_controls (self);

  g_string_append_c (string, '[');
  for (guint i = 0; i < controls->len; i++)
    {
      g_autofree char *text = sockeye_control_to_python (g_ptr_array_index (controls, i), limit);

      g_string_append_printf (string, "%s%s", i > 0 ? ", " : "", text);
    }
  g_string_append_c (string, ']');
}

/* What follows the payload: `, MSG_MORE, ('127.0.0.1', 9)`, and of sendmsg()
 * `], [], 0, ('127.0.0.1', 9)`: its flags stand even where there are none. */
static void
sockeye_call_append_send_tail (SockeyeCall *self,
                               GString     *tail,
                               gsize        limit)
{
  SockeyeAddress *address = sockeye_call_get_address (self);
  gboolean controls = sockeye_call_get_controls (self) != NULL;

  if (controls)
    {
      g_string_append (tail, "], ");
      sockeye_call_append_controls (self, tail, limit > 0 ? SOCKEYE_CONTROL_LIMIT : 0);
    }
  sockeye_call_append_flags (self, tail);
  if (address == NULL)
    return;
  if (controls && (sockeye_call_get_flags (self) & ~MSG_NOSIGNAL) == 0)
    g_string_append (tail, ", 0");
  g_string_append (tail, ", ");
  sockeye_address_append_python (address, FALSE, tail);
}

/* What follows the payload is written first, so that the payload alone is cut
 * and the call still closes. */
static void
sockeye_call_append_send_args (SockeyeCall *self,
                               GString     *string,
                               gsize        limit)
{
  g_autoptr (GString) tail = g_string_new (NULL);
  gsize size, used;
  const guint8 *data = g_bytes_get_data (sockeye_call_get_bytes (self), &size);

  if (sockeye_call_get_controls (self) != NULL)
    g_string_append_c (string, '[');
  sockeye_call_append_send_tail (self, tail, limit);
  used = g_utf8_strlen (string->str, -1) + g_utf8_strlen (tail->str, -1) + strlen (")");
  if (limit > 0)
    limit = MAX (limit, used + SOCKEYE_PAYLOAD_MIN) - used;
  sockeye_python_append_bytes (string, data, size, limit);
  g_string_append (string, tail->str);
}

static void
sockeye_call_append_args (SockeyeCall *self,
                          GString     *string,
                          gsize        limit)
{
  switch (sockeye_call_get_verb (self))
    {
    case SOCKEYE_VERB_GETADDRINFO:
      sockeye_call_append_look_up_args (self, string);
      break;
    case SOCKEYE_VERB_GETSERVBYNAME:
      sockeye_call_append_service_args (self, string);
      break;
    case SOCKEYE_VERB_SOCKET:
      sockeye_call_append_socket_args (self, string);
      break;
    case SOCKEYE_VERB_SETSOCKOPT:
    case SOCKEYE_VERB_GETSOCKOPT:
      sockeye_call_append_option_args (self, string);
      break;
    case SOCKEYE_VERB_BIND:
    case SOCKEYE_VERB_CONNECT:
      sockeye_address_append_python (sockeye_call_get_address (self), FALSE, string);
      break;
    case SOCKEYE_VERB_LISTEN:
      g_string_append_printf (string, "%d", sockeye_call_get_backlog (self));
      break;
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      sockeye_call_append_send_args (self, string, limit);
      break;
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      g_string_append_printf (string, "%" G_GSIZE_FORMAT, sockeye_call_get_size (self));
      if (sockeye_call_get_room (self) > 0)
        g_string_append_printf (string, ", %" G_GSIZE_FORMAT, sockeye_call_get_room (self));
      sockeye_call_append_flags (self, string);
      break;
    case SOCKEYE_VERB_SHUTDOWN:
      sockeye_call_append_how (self, string);
      break;
    default:
      break;
    }
}

/* A name or a path may be long as well: what is still too long is cut. */
static void
sockeye_call_cut (GString *string,
                  gsize    limit)
{
  gsize length = g_utf8_strlen (string->str, -1);

  if (limit < 2 || length <= limit)
    return;
  g_string_truncate (string, g_utf8_offset_to_pointer (string->str, limit - 2) - string->str);
  g_string_append (string, "…)");
}

/**
 * sockeye_call_to_python:
 * @self: a call
 * @limit: the most characters, or 0 for all of it. A payload is cut first, so
 *   that what follows it stays: `c2.send(b'abc…')`
 *
 * The call as Python 3 under `from socket import *`, without a left side:
 * `s1.bind(('127.0.0.1', 12345))`. A host that needs no look-up is printed as
 * typed. Uncut, it can be run.
 *
 * Returns: (transfer full): one line
 */
char *
sockeye_call_to_python (SockeyeCall *self,
                        gsize        limit)
{
  GString *string;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_string_new (NULL);
  /* A look-up has a socket that it is for, but is no method of it. */
  if (sockeye_call_get_socket (self) != 0
      && sockeye_call_get_verb (self) != SOCKEYE_VERB_GETADDRINFO
      && sockeye_call_get_verb (self) != SOCKEYE_VERB_GETSERVBYNAME)
    {
      g_autofree char *name = sockeye_socket_id_to_string (sockeye_call_get_socket (self));

      g_string_append_printf (string, "%s.", name);
    }
  /* Only recvmsg() of Python gives control messages. */
  g_string_append_printf (string, "%s(", sockeye_call_get_room (self) > 0
                                           ? "recvmsg"
                                           : sockeye_verb_to_string (sockeye_call_get_verb (self)));
  sockeye_call_append_args (self, string, limit);
  g_string_append_c (string, ')');
  sockeye_call_cut (string, limit);
  return g_string_free (string, FALSE);
}
