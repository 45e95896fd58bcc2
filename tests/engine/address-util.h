/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of addresses. */

#pragma once

#include "address/sockeye-address.h"

G_BEGIN_DECLS

static inline SockeyeAddress *
test_parse (int         family,
            int         protocol,
            const char *host,
            const char *port,
            SockeyeUse  use)
{
  g_autoptr (GError) error = NULL;
  SockeyeAddress *address = sockeye_address_parse (family, protocol, host, port, use, &error);

  g_assert_no_error (error);
  g_assert_nonnull (address);
  g_assert_cmpint (sockeye_address_get_family (address), ==, family);
  return address;
}

/* Takes what is typed as an error: its message, (transfer full). */
static inline char *
test_parse_fails (int           family,
                  int           protocol,
                  const char   *host,
                  const char   *port,
                  SockeyeUse    use,
                  SockeyeError  code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeAddress) address =
    sockeye_address_parse (family, protocol, host, port, use, &error);

  g_assert_error (error, SOCKEYE_ERROR, (int) code);
  g_assert_null (address);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return g_strdup (error->message);
}

static inline char *
test_address_to_python (SockeyeAddress *address,
                        gboolean        result)
{
  GString *string = g_string_new (NULL);

  sockeye_address_append_python (address, result, string);
  return g_string_free (string, FALSE);
}

G_END_DECLS
