/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-peer-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SOCKEYE_NAMES_ROOM 16384

/* Reads /proc/pid/comm into name, as valid UTF-8 in one line; "" where there
 * is none. */
static void
sockeye_peer_read_program (pid_t  pid,
                           char  *name,
                           gsize  size)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/comm", (int) pid);
  g_autofree char *valid = NULL;
  char text[32];
  gssize length;
  int fd;

  name[0] = '\0';
  if (pid <= 0)
    return;
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return;
  length = read (fd, text, sizeof text);
  close (fd);
  if (length <= 0)
    return;
  if (text[length - 1] == '\n')
    length--;
  /* A program chooses its name freely: control characters must not be shown. */
  for (gssize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]))
      text[i] = '?';
  valid = g_utf8_make_valid (text, length);
  /* U+FFFD takes three bytes: never cut in the middle of it. */
  while (strlen (valid) >= size)
    *g_utf8_find_prev_char (valid, valid + strlen (valid)) = '\0';
  g_strlcpy (name, valid, size);
}

/* Asks who is at the other end; known is FALSE where the kernel does not say. */
void
_sockeye_peer_read (SockeyePeer *self,
                    int          fd)
{
  struct
  {
    gint32  pid;
    guint32 uid;
    guint32 gid;
  } who;
  socklen_t length = sizeof who;

  memset (self, 0, sizeof *self);
  if (getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &who, &length) != 0 || length != sizeof who)
    return;
  /* What no process has set: an unconnected socket (unix(7)). */
  if (who.pid == 0 && who.uid == G_MAXUINT32 && who.gid == G_MAXUINT32)
    return;
  self->known = TRUE;
  self->pid = who.pid;
  self->uid = who.uid;
  self->gid = who.gid;
  sockeye_peer_read_program (who.pid, self->program, sizeof self->program);
}

/**
 * sockeye_user_to_string:
 *
 * Returns: (transfer full): "1000 (anna)", the number alone where it has no name
 */
char *
sockeye_user_to_string (uid_t uid)
{
  g_autofree char *room = g_malloc (SOCKEYE_NAMES_ROOM);
  struct passwd entry, *found = NULL;

  if (getpwuid_r (uid, &entry, room, SOCKEYE_NAMES_ROOM, &found) == 0 && found != NULL
      && g_utf8_validate (entry.pw_name, -1, NULL))
    return g_strdup_printf ("%u (%s)", (guint) uid, entry.pw_name);
  return g_strdup_printf ("%u", (guint) uid);
}

/**
 * sockeye_group_to_string:
 *
 * Returns: (transfer full): "1000 (users)", the number alone where it has no name
 */
char *
sockeye_group_to_string (gid_t gid)
{
  g_autofree char *room = g_malloc (SOCKEYE_NAMES_ROOM);
  struct group entry, *found = NULL;

  if (getgrgid_r (gid, &entry, room, SOCKEYE_NAMES_ROOM, &found) == 0 && found != NULL
      && g_utf8_validate (entry.gr_name, -1, NULL))
    return g_strdup_printf ("%u (%s)", (guint) gid, entry.gr_name);
  return g_strdup_printf ("%u", (guint) gid);
}

static char *
sockeye_process_with_program (pid_t       pid,
                              const char *program)
{
  if (pid <= 0)
    return g_strdup (_("not visible here"));
  if (*program == '\0')
    return g_strdup_printf ("%d", (int) pid);
  return g_strdup_printf ("%d (%s)", (int) pid, program);
}

/**
 * sockeye_process_to_string:
 * @pid: a process as a message named it
 *
 * Returns: (transfer full): "4711 (ncat)", the number alone where it has ended;
 *   the program is that which has the number now
 */
char *
sockeye_process_to_string (pid_t pid)
{
  char program[sizeof ((SockeyePeer *) NULL)->program];

  sockeye_peer_read_program (pid, program, sizeof program);
  return sockeye_process_with_program (pid, program);
}

/**
 * sockeye_peer_dup_process:
 * @self: a peer that is known
 *
 * Returns: (transfer full): as sockeye_process_to_string(), with the program of
 *   then
 */
char *
sockeye_peer_dup_process (const SockeyePeer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sockeye_process_with_program (self->pid, self->program);
}
