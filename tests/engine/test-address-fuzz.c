/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Garbage, from the kernel and typed. */

#include "config.h"

#include "address-util.h"

#include <string.h>

#define N_RANDOM 20000

/* Whatever it is, it can be shown: valid UTF-8 in one line. */
static void
check_shown (SockeyeAddress *address)
{
  g_autofree char *shown = sockeye_address_to_string (address);
  g_autofree char *given = test_address_to_python (address, FALSE);
  g_autofree char *result = test_address_to_python (address, TRUE);

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_null (strpbrk (shown, "\n\r\x1b"));
  g_assert_true (g_utf8_validate (given, -1, NULL));
  g_assert_true (g_utf8_validate (result, -1, NULL));
  g_assert_cmpuint (sockeye_address_get_port (address), <=, G_MAXUINT16);
}

/* Garbage of each length, of each family; in memory of just that size, for the
 * address sanitizer to see what is read beyond. */
static void
test_address_garbage (void)
{
  static const sa_family_t families[] = {
    AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_VSOCK, AF_X25, AF_CAN,
    AF_BLUETOOTH, AF_TIPC, 0xffff,
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260105);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      socklen_t length = g_rand_int_range (rand, 0, 200);
      g_autofree guint8 *data = g_malloc (MAX (length, 1));
      sa_family_t family = families[g_rand_int_range (rand, 0, G_N_ELEMENTS (families))];
      g_autoptr (SockeyeAddress) address = NULL;

      for (guint j = 0; j < length; j++)
        data[j] = g_rand_boolean (rand) ? g_rand_int (rand) : 0;
      if (length >= sizeof family && i % 8 != 0)
        memcpy (data, &family, sizeof family);
      address = sockeye_address_new ((struct sockaddr *) (gpointer) data, length, NULL);
      check_shown (address);
      g_assert_true (sockeye_address_equal (address, address));
    }
}

static char *
random_text (GRand *rand)
{
  static const char *const pieces[] = {
    ":", "::", "%", "[", "]", "@", ".", "-", "0", "255", "300", "0x", "ffff", "127.0.0.1", "fe80",
    "lo", "<broadcast>", " ", "\n", "localhost", "é", "\xff", "\xe2\x80\xae", "%s%n", "65536",
    "/", ",", "|", ";flow=", "*", "ETH_P_ALL", "RTMGRP_LINK", "any", "service", "range", "hci0",
    "00:11:22:33:44:55",
  };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    if (g_rand_int_range (rand, 0, 4) == 0)
      g_string_append_c (text, g_rand_int_range (rand, 1, 256));
    else
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* Either an address that can be shown, or an error with a message for it. */
static void
check_outcome (SockeyeAddress *address,
               GError         *error)
{
  g_assert_true ((address == NULL) == (error != NULL));
  if (address != NULL)
    {
      check_shown (address);
      return;
    }
  g_assert_true (g_error_matches (error, SOCKEYE_ERROR, SOCKEYE_ERROR_HOST)
                 || g_error_matches (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PORT));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strpbrk (error->message, "\n\r\x1b"));
}

static void
test_address_fuzz (void)
{
  static const int families[] = {
    AF_INET, AF_INET6, AF_UNIX, AF_UNSPEC, AF_NETLINK, AF_PACKET, AF_VSOCK, AF_X25, AF_CAN,
    AF_BLUETOOTH, AF_TIPC, 77,
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260106);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      int family = families[g_rand_int_range (rand, 0, G_N_ELEMENTS (families))];
      int protocol = g_rand_int_range (rand, 0, 9);
      SockeyeUse use = g_rand_int_range (rand, SOCKEYE_USE_BIND, SOCKEYE_USE_SENDTO + 1);
      g_autofree char *host = random_text (rand);
      g_autofree char *port = g_rand_boolean (rand) ? random_text (rand) : g_strdup ("80");
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) text_error = NULL;
      g_autoptr (SockeyeAddress) address =
        sockeye_address_parse (family, protocol, host, port, use, &error);
      g_autoptr (SockeyeAddress) text_address =
        sockeye_address_parse_text (family, protocol, host, use, &text_error);

      check_outcome (address, error);
      check_outcome (text_address, text_error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/address/garbage", test_address_garbage);
  g_test_add_func ("/sockeye/address/fuzz", test_address_fuzz);

  return g_test_run ();
}
