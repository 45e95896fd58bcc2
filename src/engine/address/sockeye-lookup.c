/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-lookup-private.h"

#include "reactor/sockeye-syscall-private.h"

#include <errno.h>
#include <netdb.h>
#include <stdatomic.h>

/* At most this many at once; the others wait for their turn. */
#define SOCKEYE_LOOKUPS_THREADS 4

struct _SockeyeLookups
{
  GThreadPool       *pool;
  SockeyeLookupFunc  done;
};

typedef struct
{
  atomic_bool       ready; /* stored last: the thread sanitizer does not know GLib's queues */
  SockeyeLookupFunc done;
  guint64           ticket;
  SockeyeCall      *call;
  gpointer          user_data;
  GDestroyNotify    destroy;
} SockeyeLookup;

static void
sockeye_lookup_free (SockeyeLookup *lookup)
{
  if (lookup->destroy != NULL)
    lookup->destroy (lookup->user_data);
  sockeye_call_unref (lookup->call);
  g_free (lookup);
}

void
_sockeye_answer_clear (SockeyeAnswer *answer)
{
  g_clear_pointer (&answer->answers, g_ptr_array_unref);
  g_clear_pointer (&answer->canonical, g_free);
}

/* No AI_ADDRCONFIG: a machine without a route still has its loopback. */
static int
sockeye_lookup_ask (SockeyeLookup    *lookup,
                    int               family,
                    struct addrinfo **answers)
{
  struct addrinfo hints = {
    .ai_family = family,
    .ai_socktype = sockeye_call_get_socktype (lookup->call),
    .ai_flags = sockeye_call_get_flags (lookup->call),
  };
  char port[16];

  g_snprintf (port, sizeof port, "%u", sockeye_call_get_port (lookup->call));
  return getaddrinfo (sockeye_call_get_host (lookup->call), port, &hints, answers);
}

/* Whether the name exists in another family, so that the message can say
 * which socket to create. Not a row: our own question, and only where another
 * family can be the answer: a name server that is silent is not asked twice. */
static int
sockeye_lookup_find_other_family (SockeyeLookup *lookup,
                                  int            error)
{
  int wanted = sockeye_call_get_family (lookup->call);
  struct addrinfo *answers = NULL;
  int family = AF_UNSPEC;

  if (wanted == AF_UNSPEC
      || (error != EAI_NONAME && error != EAI_NODATA && error != EAI_ADDRFAMILY))
    return AF_UNSPEC;
  if (sockeye_lookup_ask (lookup, AF_UNSPEC, &answers) != 0)
    return AF_UNSPEC;
  if (answers != NULL && answers->ai_family != wanted)
    family = answers->ai_family;
  freeaddrinfo (answers);
  return family;
}

static void
sockeye_lookup_host (SockeyeLookup *lookup,
                     SockeyeAnswer *answer)
{
  struct addrinfo *answers = NULL;
  gint64 start = _sockeye_clock ();

  answer->error = sockeye_lookup_ask (lookup, sockeye_call_get_family (lookup->call), &answers);
  answer->system_error = answer->error == EAI_SYSTEM ? errno : 0;
  answer->time = _sockeye_clock ();
  answer->duration = answer->time - start;
  if (answer->error != 0)
    {
      answer->other_family = sockeye_lookup_find_other_family (lookup, answer->error);
      return;
    }
  answer->canonical = g_strdup (answers->ai_canonname);
  for (const struct addrinfo *a = answers; a != NULL; a = a->ai_next)
    g_ptr_array_add (answer->answers, sockeye_address_new (a->ai_addr, a->ai_addrlen, NULL));
  freeaddrinfo (answers);
}

/* getservbyname_r(3) tells an unknown service by no result and no error. */
static void
sockeye_lookup_service (SockeyeLookup *lookup,
                        SockeyeAnswer *answer)
{
  int type = sockeye_call_get_socktype (lookup->call);
  const char *protocol = type == SOCK_STREAM ? "tcp" : type == SOCK_DGRAM ? "udp" : NULL;
  struct servent service, *found = NULL;
  char buffer[4096];
  gint64 start = _sockeye_clock ();
  int error = getservbyname_r (sockeye_call_get_host (lookup->call), protocol, &service, buffer,
                               sizeof buffer, &found);

  answer->time = _sockeye_clock ();
  answer->duration = answer->time - start;
  if (found != NULL)
    answer->port = g_ntohs (found->s_port);
  else
    answer->error = error == 0 || error == ENOENT ? EAI_SERVICE : EAI_SYSTEM;
  answer->system_error = answer->error == EAI_SYSTEM ? error : 0;
}

static void
sockeye_lookup_run (gpointer data,
                    gpointer user_data)
{
  SockeyeLookup *lookup = data;
  SockeyeAnswer answer = { 0 };

  g_return_if_fail (atomic_load_explicit (&lookup->ready, memory_order_acquire));
  answer.ticket = lookup->ticket;
  answer.answers = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_address_unref);
  if (sockeye_call_get_verb (lookup->call) == SOCKEYE_VERB_GETSERVBYNAME)
    sockeye_lookup_service (lookup, &answer);
  else
    sockeye_lookup_host (lookup, &answer);
  lookup->done (&answer, lookup->user_data);
  _sockeye_answer_clear (&answer);
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

/* Makes call, a getaddrinfo() or getservbyname(). The callback gets user_data;
 * destroy is called with it once nobody will use it any more. */
void
_sockeye_lookups_start (SockeyeLookups *self,
                        guint64         ticket,
                        SockeyeCall    *call,
                        gpointer        user_data,
                        GDestroyNotify  destroy)
{
  SockeyeLookup *lookup = g_new0 (SockeyeLookup, 1);

  lookup->done = self->done;
  lookup->ticket = ticket;
  lookup->call = sockeye_call_ref (call);
  lookup->user_data = user_data;
  lookup->destroy = destroy;
  atomic_store_explicit (&lookup->ready, TRUE, memory_order_release);
  g_thread_pool_push (self->pool, lookup, NULL);
}
