/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-probe.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "explain/sockeye-explain.h"
#include "reactor/sockeye-syscall-private.h"

struct _SockeyeProbe
{
  GObject       parent_instance;

  GCancellable *cancellable;
  GHashTable   *errors; /* key -> errno */
  gboolean      started;
  gboolean      done;
};

G_DEFINE_FINAL_TYPE (SockeyeProbe, sockeye_probe, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Ethertypes are the largest protocols. */
#define SOCKEYE_PROBE_MAX_PROTOCOL 0xffff

/* Families and types are smaller than 256 and 16: AF_MAX, SOCK_MAX. */
#define SOCKEYE_PROBE_MAX_FAMILY 0xff
#define SOCKEYE_PROBE_MAX_TYPE   0xf

/* The user may type any number: not every one has a key. */
static gboolean
sockeye_probe_has_key (int family,
                       int type,
                       int protocol)
{
  return family >= 0 && family <= SOCKEYE_PROBE_MAX_FAMILY && type >= 0
         && type <= SOCKEYE_PROBE_MAX_TYPE && protocol >= 0
         && protocol <= SOCKEYE_PROBE_MAX_PROTOCOL;
}

static gpointer
sockeye_probe_key (int family,
                   int type,
                   int protocol)
{
  g_assert (sockeye_probe_has_key (family, type, protocol));

  return GUINT_TO_POINTER ((guint) family << 24 | (guint) type << 20 | (guint) protocol);
}

/* --- the thread -------------------------------------------------------------- */

/* The errno of one socket(2), 0 for a socket. */
static int
sockeye_probe_try (int family,
                   int type,
                   int protocol)
{
  SockeyeOutcome outcome = _sockeye_syscall_socket (family, type, protocol);

  if (outcome.error != 0)
    return outcome.error;
  close ((int) outcome.result);
  return 0;
}

/* The kernel looks at the family first, and to ask for one that it lacks may
 * start modprobe(8): so it is asked once. */
static void
sockeye_probe_try_family (GHashTable   *errors,
                          int           family,
                          GCancellable *cancellable)
{
  guint n_types, n_protocols;
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n_protocols);
  int family_error = 0;

  for (guint i = 0; i < n_types; i++)
    for (guint j = 0; j < n_protocols; j++)
      {
        int error = family_error;

        if (g_cancellable_is_cancelled (cancellable))
          return;
        if (error == 0)
          error = sockeye_probe_try (family, types[i].number, protocols[j].number);
        if (error == EAFNOSUPPORT)
          family_error = error;
        g_hash_table_insert (errors,
                             sockeye_probe_key (family, types[i].number, protocols[j].number),
                             GINT_TO_POINTER (error));
      }
}

/* One number of one family, with every type. */
static void
sockeye_probe_number_thread (GTask        *task,
                             gpointer      source,
                             gpointer      task_data,
                             GCancellable *cancellable)
{
  const int *asked = task_data;
  GHashTable *errors = g_hash_table_new (NULL, NULL);
  guint n_types;
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);

  for (guint i = 0; i < n_types && !g_cancellable_is_cancelled (cancellable); i++)
    g_hash_table_insert (errors, sockeye_probe_key (asked[0], types[i].number, asked[1]),
                         GINT_TO_POINTER (sockeye_probe_try (asked[0], types[i].number, asked[1])));
  g_task_return_pointer (task, errors, (GDestroyNotify) g_hash_table_unref);
}

static void
sockeye_probe_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  GHashTable *errors = g_hash_table_new (NULL, NULL);
  guint n;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n);

  for (guint i = 0; i < n; i++)
    sockeye_probe_try_family (errors, families[i].constant.number, cancellable);
  g_task_return_pointer (task, errors, (GDestroyNotify) g_hash_table_unref);
}

/* --- the object ---------------------------------------------------------------- */

static void
sockeye_probe_done_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  SockeyeProbe *self = SOCKEYE_PROBE (object);
  g_autoptr (GHashTable) errors = g_task_propagate_pointer (G_TASK (result), NULL);
  GHashTableIter iter;
  gpointer key, value;

  if (errors == NULL)
    return;
  g_hash_table_iter_init (&iter, errors);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (self->errors, key, value);
  if (g_task_get_source_tag (G_TASK (result)) == sockeye_probe_start)
    self->done = TRUE;
  if (self->done)
    g_object_notify_by_pspec (object, properties[PROP_DONE]);
}

static void
sockeye_probe_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SockeyeProbe *self = SOCKEYE_PROBE (object);

  switch (prop_id)
    {
    case PROP_DONE:
      g_value_set_boolean (value, sockeye_probe_is_done (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_probe_finalize (GObject *object)
{
  SockeyeProbe *self = SOCKEYE_PROBE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->errors, g_hash_table_unref);

  G_OBJECT_CLASS (sockeye_probe_parent_class)->finalize (object);
}

static void
sockeye_probe_class_init (SockeyeProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sockeye_probe_finalize;
  object_class->get_property = sockeye_probe_get_property;

  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_probe_init (SockeyeProbe *self)
{
  self->cancellable = g_cancellable_new ();
  self->errors = g_hash_table_new (NULL, NULL);
}

SockeyeProbe *
sockeye_probe_new (void)
{
  return g_object_new (SOCKEYE_TYPE_PROBE, NULL);
}

/**
 * sockeye_probe_start:
 *
 * Begins to try, once. "done" notifies when all was tried: within some
 * milliseconds, or seconds where the kernel has to look for modules.
 */
void
sockeye_probe_start (SockeyeProbe *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SOCKEYE_IS_PROBE (self));

  if (self->started)
    return;
  self->started = TRUE;
  task = g_task_new (self, self->cancellable, sockeye_probe_done_cb, NULL);
  g_task_set_source_tag (task, sockeye_probe_start);
  g_task_run_in_thread (task, sockeye_probe_thread);
}

/**
 * sockeye_probe_try_number:
 * @protocol: one that the catalog does not list
 *
 * Tries it with every type of the family, in a thread as well; "done" notifies
 * again.
 */
void
sockeye_probe_try_number (SockeyeProbe *self,
                          int           family,
                          int           protocol)
{
  g_autoptr (GTask) task = NULL;
  int *asked;

  g_return_if_fail (SOCKEYE_IS_PROBE (self));

  if (!sockeye_probe_has_key (family, 0, protocol))
    return;
  asked = g_new (int, 2);
  asked[0] = family;
  asked[1] = protocol;
  task = g_task_new (self, self->cancellable, sockeye_probe_done_cb, NULL);
  g_task_set_source_tag (task, sockeye_probe_try_number);
  g_task_set_task_data (task, asked, g_free);
  g_task_run_in_thread (task, sockeye_probe_number_thread);
}

/**
 * sockeye_probe_stop:
 *
 * Gives up: nobody wants to know any more.
 */
void
sockeye_probe_stop (SockeyeProbe *self)
{
  g_return_if_fail (SOCKEYE_IS_PROBE (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * sockeye_probe_is_done:
 *
 * Returns: whether every combination of the catalog was tried
 */
gboolean
sockeye_probe_is_done (SockeyeProbe *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PROBE (self), FALSE);

  return self->done;
}

static SockeyeVerdict
sockeye_verdict_from_errno (int error)
{
  if (error < 0)
    return SOCKEYE_VERDICT_UNKNOWN;
  if (error == 0)
    return SOCKEYE_VERDICT_AVAILABLE;
  return error == EPERM || error == EACCES ? SOCKEYE_VERDICT_PRIVILEGE : SOCKEYE_VERDICT_LACKING;
}

/* The better of two answers: a socket, then a privilege that would give one,
 * then the reason that says most: no family at all is told by all alike. */
static int
sockeye_probe_better (int one,
                      int other)
{
  static const int rank[] = {
    [SOCKEYE_VERDICT_UNKNOWN] = 0, [SOCKEYE_VERDICT_LACKING] = 1,
    [SOCKEYE_VERDICT_PRIVILEGE] = 2, [SOCKEYE_VERDICT_AVAILABLE] = 3,
  };

  return rank[sockeye_verdict_from_errno (other)] > rank[sockeye_verdict_from_errno (one)] ? other
                                                                                        : one;
}

static int
sockeye_probe_find (SockeyeProbe *self,
                    int           family,
                    int           type,
                    int           protocol)
{
  gpointer value;

  /* What has no key of its own was not tried. */
  if (!sockeye_probe_has_key (family, type, protocol)
      || !g_hash_table_lookup_extended (self->errors, sockeye_probe_key (family, type, protocol),
                                        NULL, &value))
    return -1;
  return GPOINTER_TO_INT (value);
}

/**
 * sockeye_probe_get_errno:
 * @type: SOCK_STREAM and the like, or %SOCKEYE_PROBE_ANY
 * @protocol: 0 and the like, or %SOCKEYE_PROBE_ANY
 *
 * Returns: what socket(2) failed with; 0 for a socket; -1 where it was not
 *   tried. Of several, the best answer that one of them got
 */
int
sockeye_probe_get_errno (SockeyeProbe *self,
                         int           family,
                         int           type,
                         int           protocol)
{
  guint n_types, n_protocols;
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n_protocols);
  int error = -1;

  g_return_val_if_fail (SOCKEYE_IS_PROBE (self), -1);

  if (type != SOCKEYE_PROBE_ANY && protocol != SOCKEYE_PROBE_ANY)
    return sockeye_probe_find (self, family, type, protocol);
  for (guint i = 0; i < n_types; i++)
    for (guint j = 0; j < n_protocols; j++)
      if ((type == SOCKEYE_PROBE_ANY || types[i].number == type)
          && (protocol == SOCKEYE_PROBE_ANY || protocols[j].number == protocol))
        error = sockeye_probe_better (error, sockeye_probe_find (self, family, types[i].number,
                                                                 protocols[j].number));
  return error;
}

/**
 * sockeye_probe_get_verdict:
 * @type: SOCK_STREAM and the like, or %SOCKEYE_PROBE_ANY
 * @protocol: 0 and the like, or %SOCKEYE_PROBE_ANY
 *
 * Returns: what the errno of sockeye_probe_get_errno() says
 */
SockeyeVerdict
sockeye_probe_get_verdict (SockeyeProbe *self,
                           int           family,
                           int           type,
                           int           protocol)
{
  return sockeye_verdict_from_errno (sockeye_probe_get_errno (self, family, type, protocol));
}

/**
 * sockeye_probe_get_privilege:
 * @family: AF_INET and the like
 * @error: EPERM or EACCES
 *
 * Returns: what the caller of socket(2) lacks, untranslated: a capability of
 *   capabilities(7), or the setting that lets groups make ping sockets
 *   (icmp(7)). EACCES comes only of the latter
 */
const char *
sockeye_probe_get_privilege (int family,
                             int error)
{
  if (error == EACCES && (family == AF_INET || family == AF_INET6))
    return "ping_group_range";
  switch (family)
    {
    case AF_KEY: /* net/key/af_key.c */
      return "CAP_NET_ADMIN";
    case AF_CAIF:   /* net/caif/caif_socket.c */
    case AF_PHONET: /* net/phonet/af_phonet.c */
      return "CAP_SYS_ADMIN";
    default:
      return "CAP_NET_RAW";
    }
}

/**
 * sockeye_probe_dup_words:
 * @type: SOCK_STREAM and the like, or %SOCKEYE_PROBE_ANY
 * @protocol: 0 and the like, or %SOCKEYE_PROBE_ANY
 *
 * Returns: (transfer full): the verdict in words: "available",
 *   "needs CAP_NET_RAW", "this kernel lacks it: EAFNOSUPPORT"; "" where there
 *   is none yet
 */
char *
sockeye_probe_dup_words (SockeyeProbe *self,
                         int           family,
                         int           type,
                         int           protocol)
{
  int error = sockeye_probe_get_errno (self, family, type, protocol);

  switch (sockeye_verdict_from_errno (error))
    {
    case SOCKEYE_VERDICT_AVAILABLE:
      return g_strdup (_("available"));
    case SOCKEYE_VERDICT_PRIVILEGE:
      /* Translators: a privilege, as in "needs CAP_NET_RAW". */
      return g_strdup_printf (_("needs %s"), sockeye_probe_get_privilege (family, error));
    case SOCKEYE_VERDICT_LACKING:
      /* Translators: the name of an errno. */
      return g_strdup_printf (_("this kernel lacks it: %s"), sockeye_errno_to_name (error));
    case SOCKEYE_VERDICT_UNKNOWN:
    default:
      return g_strdup ("");
    }
}

/**
 * sockeye_verdict_to_nick:
 *
 * Returns: (transfer none): a stable lower-case word for style classes and for
 *   other programs: "available", "privilege", "lacking", "unknown"
 */
const char *
sockeye_verdict_to_nick (SockeyeVerdict verdict)
{
  switch (verdict)
    {
    case SOCKEYE_VERDICT_AVAILABLE:
      return "available";
    case SOCKEYE_VERDICT_PRIVILEGE:
      return "privilege";
    case SOCKEYE_VERDICT_LACKING:
      return "lacking";
    case SOCKEYE_VERDICT_UNKNOWN:
    default:
      return "unknown";
    }
}
