/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "explain/sockeye-explain.h"
#include "catalog/sockeye-probe.h"

#include <errno.h>
#include <netinet/in.h>
#include <unistd.h>

#define NOBODY 65534

static gboolean
test_probe_timeout_cb (gpointer data)
{
  g_error ("the probe did not answer within its deadline");
  return G_SOURCE_REMOVE;
}

static SockeyeProbe *
test_probe_run (void)
{
  SockeyeProbe *probe = sockeye_probe_new ();
  guint deadline = g_timeout_add_seconds (60, test_probe_timeout_cb, NULL);

  g_assert_cmpint (sockeye_probe_get_verdict (probe, AF_INET, SOCK_STREAM, 0), ==,
                   SOCKEYE_VERDICT_UNKNOWN);
  sockeye_probe_start (probe);
  while (!sockeye_probe_is_done (probe))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  return probe;
}

/* Each answer is what socket(2) answers here and now. */
static void
test_probe_truth (void)
{
  g_autoptr (SockeyeProbe) probe = test_probe_run ();
  guint n_families, n_types, n_protocols;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n_families);
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);
  guint n_tried = 0;

  for (guint i = 0; i < n_families; i++)
    for (guint j = 0; j < n_types; j++)
      {
        int family = families[i].constant.number;
        const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n_protocols);

        for (guint k = 0; k < n_protocols; k++)
          {
            int fd = socket (family, types[j].number, protocols[k].number);

            g_assert_cmpint (sockeye_probe_get_errno (probe, family, types[j].number,
                                                      protocols[k].number),
                             ==, fd < 0 ? errno : 0);
            if (fd >= 0)
              close (fd);
            n_tried++;
          }
      }
  g_test_message ("%u combinations of %u families", n_tried, n_families);
  g_assert_cmpuint (n_tried, >, 500);
}

static void
test_probe_words (void)
{
  g_autoptr (SockeyeProbe) probe = test_probe_run ();
  g_autofree char *tcp = sockeye_probe_dup_words (probe, AF_INET, SOCK_STREAM, 0);
  g_autofree char *crossed = sockeye_probe_dup_words (probe, AF_INET, SOCK_STREAM, IPPROTO_UDP);
  g_autofree char *family = sockeye_probe_dup_words (probe, AF_UNIX, SOCKEYE_PROBE_ANY,
                                                     SOCKEYE_PROBE_ANY);
  g_autofree char *number = sockeye_probe_dup_words (probe, AF_INET, SOCK_RAW, 253);
  g_autofree char *ipx = sockeye_probe_dup_words (probe, AF_IPX, SOCKEYE_PROBE_ANY,
                                                  SOCKEYE_PROBE_ANY);

  g_assert_cmpstr (tcp, ==, "available");
  g_assert_cmpstr (crossed, ==, "this kernel lacks it: EPROTONOSUPPORT");
  g_assert_cmpstr (family, ==, "available");
  /* IPX went with Linux 4.18. */
  g_assert_cmpstr (ipx, ==, "this kernel lacks it: EAFNOSUPPORT");
  g_assert_cmpstr (number, ==, "");
  g_assert_cmpint (sockeye_probe_get_verdict (probe, AF_INET, SOCKEYE_PROBE_ANY, SOCKEYE_PROBE_ANY),
                   ==, SOCKEYE_VERDICT_AVAILABLE);
  g_assert_cmpint (sockeye_probe_get_verdict (probe, AF_UNIX, SOCK_RDM, SOCKEYE_PROBE_ANY), ==,
                   SOCKEYE_VERDICT_LACKING);
}

static void
test_probe_done_cb (SockeyeProbe *probe,
                    GParamSpec   *pspec,
                    gboolean     *told)
{
  *told = TRUE;
}

/* A number that no header names: asked for when somebody types it. */
static void
test_probe_number (void)
{
  g_autoptr (SockeyeProbe) probe = test_probe_run ();
  guint deadline = g_timeout_add_seconds (60, test_probe_timeout_cb, NULL);
  gboolean told = FALSE;
  int fd = socket (AF_INET, SOCK_RAW, 253);
  int error = fd < 0 ? errno : 0;

  g_assert_cmpint (sockeye_probe_get_errno (probe, AF_INET, SOCK_RAW, 253), ==, -1);
  g_signal_connect (probe, "notify::done", G_CALLBACK (test_probe_done_cb), &told);
  sockeye_probe_try_number (probe, AF_INET, 253);
  sockeye_probe_try_number (probe, AF_INET, G_MAXINT);
  while (!told)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sockeye_probe_get_errno (probe, AF_INET, SOCK_RAW, 253), ==, error);
  g_assert_cmpint (sockeye_probe_get_errno (probe, AF_INET, SOCK_STREAM, 253), ==,
                   EPROTONOSUPPORT);
  g_assert_cmpint (sockeye_probe_get_errno (probe, AF_INET, SOCK_RAW, G_MAXINT), ==, -1);
  if (fd >= 0)
    close (fd);
  g_source_remove (deadline);
}

/* What needs a privilege is told with its name, and is not called lacking. */
static void
test_probe_privilege (void)
{
  g_autoptr (SockeyeProbe) probe = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *packet = NULL;
  uid_t user = geteuid ();

  /* Without the effective capabilities that root has. */
  if (user == 0 && seteuid (NOBODY) != 0)
    {
      g_test_skip ("cannot become another user");
      return;
    }
  probe = test_probe_run ();
  if (user == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
  if (sockeye_probe_get_errno (probe, AF_INET, SOCK_RAW, IPPROTO_ICMP) == 0)
    {
      g_test_skip ("this user has CAP_NET_RAW");
      return;
    }
  raw = sockeye_probe_dup_words (probe, AF_INET, SOCK_RAW, IPPROTO_ICMP);
  packet = sockeye_probe_dup_words (probe, AF_PACKET, SOCKEYE_PROBE_ANY, SOCKEYE_PROBE_ANY);
  g_assert_cmpstr (raw, ==, "needs CAP_NET_RAW");
  if (sockeye_probe_get_verdict (probe, AF_PACKET, SOCK_RAW, 0) != SOCKEYE_VERDICT_LACKING)
    g_assert_cmpstr (packet, ==, "needs CAP_NET_RAW");
  g_assert_cmpint (sockeye_probe_get_verdict (probe, AF_INET, SOCK_STREAM, 0), ==,
                   SOCKEYE_VERDICT_AVAILABLE);
  g_assert_cmpstr (sockeye_probe_get_privilege (AF_INET, EACCES), ==, "ping_group_range");
}

static gboolean
test_probe_tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Nobody waits for it: it must not outlive a stop by more than one call. */
static void
test_probe_stop (void)
{
  SockeyeProbe *probe = sockeye_probe_new ();
  guint deadline = g_timeout_add_seconds (60, test_probe_timeout_cb, NULL);
  /* The last reference may be dropped in the thread, which wakes nobody. */
  guint tick = g_timeout_add (10, test_probe_tick_cb, NULL);

  g_object_add_weak_pointer (G_OBJECT (probe), (gpointer *) &probe);
  sockeye_probe_start (probe);
  sockeye_probe_stop (probe);
  g_object_unref (probe);
  while (probe != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (deadline);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/probe/truth", test_probe_truth);
  g_test_add_func ("/sockeye/probe/words", test_probe_words);
  g_test_add_func ("/sockeye/probe/number", test_probe_number);
  g_test_add_func ("/sockeye/probe/privilege", test_probe_privilege);
  g_test_add_func ("/sockeye/probe/stop", test_probe_stop);

  return g_test_run ();
}
