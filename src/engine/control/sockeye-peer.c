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

/* --- names --------------------------------------------------------------------- */

/* A name may be far away, as with LDAP: the caller may be about to draw a frame,
 * and does not wait for it longer than this. */
#define SOCKEYE_NAMES_PATIENCE (50 * G_TIME_SPAN_MILLISECOND)

/* Each is looked up once. */
static GMutex names_lock;
static GCond names_found;
static GHashTable *names; /* key -> text, or "" while it is looked up */

static gint64
sockeye_names_key (gboolean is_group,
                   guint    id)
{
  return (gint64) id | (gint64) (is_group != FALSE) << 32;
}

static char *
sockeye_names_look_up (gboolean is_group,
                       guint    id)
{
  g_autofree char *room = g_malloc (SOCKEYE_NAMES_ROOM);
  struct passwd user, *found_user = NULL;
  struct group group, *found_group = NULL;
  const char *name = NULL;

  if (is_group && getgrgid_r (id, &group, room, SOCKEYE_NAMES_ROOM, &found_group) == 0
      && found_group != NULL)
    name = group.gr_name;
  if (!is_group && getpwuid_r (id, &user, room, SOCKEYE_NAMES_ROOM, &found_user) == 0
      && found_user != NULL)
    name = user.pw_name;
  if (name != NULL && g_utf8_validate (name, -1, NULL))
    return g_strdup_printf ("%u (%s)", id, name);
  return g_strdup_printf ("%u", id);
}

static gpointer
sockeye_names_thread (gpointer data)
{
  g_autofree gint64 *key = data;
  char *text = sockeye_names_look_up ((*key >> 32) != 0, (guint) (*key & G_MAXUINT32));

  g_mutex_lock (&names_lock);
  g_hash_table_insert (names, g_steal_pointer (&key), text);
  g_cond_broadcast (&names_found);
  g_mutex_unlock (&names_lock);
  return NULL;
}

/* The number alone where the name is not known in time. */
static char *
sockeye_names_find (gboolean is_group,
                    guint    id)
{
  gint64 key = sockeye_names_key (is_group, id);
  gint64 end = g_get_monotonic_time () + SOCKEYE_NAMES_PATIENCE;
  const char *text;
  char *copy;

  g_mutex_lock (&names_lock);
  if (names == NULL)
    names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  text = g_hash_table_lookup (names, &key);
  if (text == NULL)
    {
      g_hash_table_insert (names, g_memdup2 (&key, sizeof key), g_strdup (""));
      g_thread_unref (g_thread_new ("sockeye-names", sockeye_names_thread,
                                    g_memdup2 (&key, sizeof key)));
      while (*(text = g_hash_table_lookup (names, &key)) == '\0'
             && g_cond_wait_until (&names_found, &names_lock, end))
        ;
      text = g_hash_table_lookup (names, &key);
    }
  copy = *text != '\0' ? g_strdup (text) : g_strdup_printf ("%u", id);
  g_mutex_unlock (&names_lock);
  return copy;
}

/**
 * sockeye_user_to_string:
 *
 * May be called in any thread, and waits a blink at most: a name that takes
 * longer is there the next time.
 *
 * Returns: (transfer full): "1000 (anna)", the number alone where it has no name
 */
char *
sockeye_user_to_string (uid_t uid)
{
  return sockeye_names_find (FALSE, uid);
}

/**
 * sockeye_group_to_string:
 *
 * As sockeye_user_to_string().
 *
 * Returns: (transfer full): "1000 (users)", the number alone where it has no name
 */
char *
sockeye_group_to_string (gid_t gid)
{
  return sockeye_names_find (TRUE, gid);
}

/* --- the process ----------------------------------------------------------------- */

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
