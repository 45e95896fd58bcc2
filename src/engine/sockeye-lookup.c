/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-lookup-private.h"

#include "sockeye-syscall-private.h"

#include <errno.h>
#include <netdb.h>

/* At most this many at once; the others wait for their turn. */
#define SOCKEYE_LOOKUPS_THREADS 4

struct _SockeyeLookups
{
  GThreadPool       *pool;
  SockeyeLookupFunc  done;
};

typedef struct
{
  SockeyeLookupFunc done;
  guint64           ticket;
  char             *host;
  guint             port;
  int               family;
  int               type;
  gpointer          user_data;
  GDestroyNotify    destroy;
} SockeyeLookup;

static void
sockeye_lookup_free (SockeyeLookup *lookup)
{
  if (lookup->destroy != NULL)
    lookup->destroy (lookup->user_data);
  g_free (lookup->host);
  g_free (lookup);
}

/* No AI_ADDRCONFIG: a machine without a route still has its loopback. */
static int
sockeye_lookup_ask (SockeyeLookup    *lookup,
                    int               family,
                    struct addrinfo **answers)
{
  struct addrinfo hints = { .ai_family = family, .ai_socktype = lookup->type };
  char port[16];

  g_snprintf (port, sizeof port, "%u", lookup->port);
  return getaddrinfo (lookup->host, port, &hints, answers);
}

/* Whether the name exists in another family, so that the message can say
 * which socket to create. Not a row: our own question. */
static int
sockeye_lookup_find_other_family (SockeyeLookup *lookup)
{
  struct addrinfo *answers = NULL;
  int family = AF_UNSPEC;

  if (sockeye_lookup_ask (lookup, AF_UNSPEC, &answers) != 0)
    return AF_UNSPEC;
  if (answers != NULL && answers->ai_family != lookup->family)
    family = answers->ai_family;
  freeaddrinfo (answers);
  return family;
}

static void
sockeye_lookup_run (gpointer data,
                    gpointer user_data)
{
  SockeyeLookup *lookup = data;
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_address_unref);
  struct addrinfo *answers = NULL;
  int other_family = AF_UNSPEC;
  int system_error;
  gint64 start, end;
  int error;

  start = _sockeye_clock ();
  error = sockeye_lookup_ask (lookup, lookup->family, &answers);
  system_error = error == EAI_SYSTEM ? errno : 0;
  end = _sockeye_clock ();

  if (error == 0)
    {
      for (const struct addrinfo *a = answers; a != NULL; a = a->ai_next)
        g_ptr_array_add (list, sockeye_address_new (a->ai_addr, a->ai_addrlen, NULL));
      freeaddrinfo (answers);
    }
  else
    {
      other_family = sockeye_lookup_find_other_family (lookup);
    }

  lookup->done (lookup->ticket, list, error, system_error, other_family, end, end - start,
                lookup->user_data);
  sockeye_lookup_free (lookup);
}

SockeyeLookups *
_sockeye_lookups_new (SockeyeLookupFunc done)
{
  SockeyeLookups *self = g_new0 (SockeyeLookups, 1);

  self->done = done;
  self->pool = g_thread_pool_new_full (sockeye_lookup_run, NULL, (GDestroyNotify) sockeye_lookup_free,
                                       SOCKEYE_LOOKUPS_THREADS, FALSE, NULL);
  return self;
}

/* Does not wait: a look-up that hangs is abandoned with its thread. */
void
_sockeye_lookups_free (SockeyeLookups *self)
{
  g_thread_pool_free (self->pool, TRUE, FALSE);
  g_free (self);
}

/* Looks host up for a socket of this family and type. The callback gets
 * user_data; destroy is called with it once nobody will use it any more. */
void
_sockeye_lookups_start (SockeyeLookups *self,
                        guint64         ticket,
                        const char     *host,
                        guint           port,
                        int             family,
                        int             type,
                        gpointer        user_data,
                        GDestroyNotify  destroy)
{
  SockeyeLookup *lookup = g_new0 (SockeyeLookup, 1);

  lookup->done = self->done;
  lookup->ticket = ticket;
  lookup->host = g_strdup (host);
  lookup->port = port;
  lookup->family = family;
  lookup->type = type;
  lookup->user_data = user_data;
  lookup->destroy = destroy;
  g_thread_pool_push (self->pool, lookup, NULL);
}
