/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Paths and names of AF_UNIX. */

#include "config.h"

#include "address-util.h"

#include <glib/gstdio.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#define UNIX_HEADER offsetof (struct sockaddr_un, sun_path)

static void
check_unix (SockeyeAddress *address,
            const char     *name,
            gsize           size,
            const char     *shown,
            const char     *python)
{
  g_autofree char *to_string = sockeye_address_to_string (address);
  g_autofree char *as_python = test_address_to_python (address, FALSE);
  socklen_t length;
  const struct sockaddr_un *un;

  un = (gconstpointer) sockeye_address_get_sockaddr (address, &length);
  g_assert_cmpint (un->sun_family, ==, AF_UNIX);
  g_assert_cmpmem (un->sun_path, length - UNIX_HEADER, name, size);
  g_assert_cmpuint (sockeye_address_get_port (address), ==, 0);
  g_assert_cmpstr (to_string, ==, shown);
  g_assert_cmpstr (as_python, ==, python);
}

static void
test_address_unix (void)
{
  g_autoptr (SockeyeAddress) path = test_parse (AF_UNIX, 0, "/run/x", NULL, SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) odd = test_parse (AF_UNIX, 0, "a b:\xff", "", SOCKEYE_USE_SENDTO);
  g_autoptr (SockeyeAddress) abstract =
    test_parse (AF_UNIX, 0, "@name", "http", SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) empty_name = test_parse (AF_UNIX, 0, "@", NULL, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) autobind = test_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND);

  check_unix (path, "/run/x", 7, "/run/x", "'/run/x'");
  check_unix (odd, "a b:\xff", 6, "a b:\\xff", "'a b:\\udcff'");
  check_unix (abstract, "\0name", 5, "@name", "b'\\x00name'");
  check_unix (empty_name, "\0", 1, "@", "b'\\x00'");
  check_unix (autobind, "", 0, "unnamed", "''");
}

static void
test_address_unix_refused (void)
{
  g_autofree char *connect = test_parse_fails (AF_UNIX, 0, "", NULL, SOCKEYE_USE_CONNECT,
                                               SOCKEYE_ERROR_HOST);
  g_autofree char *sendto =
    test_parse_fails (AF_UNIX, 0, "", NULL, SOCKEYE_USE_SENDTO, SOCKEYE_ERROR_HOST);

  g_assert_cmpstr (connect, ==, "Path is empty: type the path of the socket to reach, or @ and an "
                                "abstract name");
  g_assert_cmpstr (sendto, ==, connect);
}

/* A path may fill sun_path to its last byte, without a NUL at its end. */
static void
test_address_unix_length (void)
{
  g_autofree char *longest = g_strnfill (108, 'x');
  g_autofree char *too_long = g_strnfill (109, 'x');
  g_autofree char *far_too_long = g_strnfill (100000, 'x');
  g_autofree char *name = g_strnfill (108, '@');
  g_autofree char *long_name = g_strconcat ("@", longest, NULL);
  g_autoptr (SockeyeAddress) path = test_parse (AF_UNIX, 0, longest, NULL, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) shorter = test_parse (AF_UNIX, 0, longest + 1, NULL, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) abstract = test_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND);
  g_autofree char *shown = sockeye_address_to_string (path);
  g_autofree char *message = test_parse_fails (AF_UNIX, 0, too_long, NULL, SOCKEYE_USE_BIND,
                                               SOCKEYE_ERROR_HOST);
  g_autofree char *far_message = test_parse_fails (AF_UNIX, 0, far_too_long, NULL, SOCKEYE_USE_BIND,
                                                   SOCKEYE_ERROR_HOST);
  g_autofree char *name_message = test_parse_fails (AF_UNIX, 0, long_name, NULL, SOCKEYE_USE_BIND,
                                                    SOCKEYE_ERROR_HOST);
  socklen_t length;
  const struct sockaddr_un *un = (gconstpointer) sockeye_address_get_sockaddr (path, &length);

  g_assert_cmpuint (length, ==, UNIX_HEADER + 108);
  g_assert_cmpmem (un->sun_path, sizeof un->sun_path, longest, 108);
  g_assert_cmpstr (shown, ==, longest);
  sockeye_address_get_sockaddr (shorter, &length);
  g_assert_cmpuint (length, ==, UNIX_HEADER + 108);
  sockeye_address_get_sockaddr (abstract, &length);
  g_assert_cmpuint (length, ==, UNIX_HEADER + 108);
  g_assert_cmpstr (message, ==, "The path has 109 bytes; at most 108 are possible");
  g_assert_cmpstr (far_message, ==, "The path has 100000 bytes; at most 108 are possible");
  g_assert_cmpstr (name_message, ==, "The abstract name has 108 bytes; at most 107 are possible");
}

/* The kernel takes a name of 108 bytes, and returns it with a NUL of its own
 * behind the structure. */
static void
test_address_unix_full (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sockeye-XXXXXX", NULL);
  g_autofree char *fill = g_strnfill (108 - strlen (folder) - 1, 'x');
  g_autofree char *path = g_strconcat (folder, "/", fill, NULL);
  g_autoptr (SockeyeAddress) address = test_parse (AF_UNIX, 0, path, NULL, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) asked = NULL;
  g_autofree char *shown = NULL;
  struct sockaddr_storage storage;
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (bind (fd, sockaddr, length), ==, 0);
  length = sizeof storage;
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &storage, &length), ==, 0);
  asked = sockeye_address_new ((struct sockaddr *) &storage, length, NULL);
  shown = sockeye_address_to_string (asked);
  g_assert_cmpstr (shown, ==, path);
  close (fd);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A NUL ends a path, to the kernel too; in an abstract name it is a byte. */
static void
test_address_unix_nul (void)
{
  struct sockaddr_un un = { .sun_family = AF_UNIX, .sun_path = "/a\0b" };
  g_autoptr (SockeyeAddress) path =
    sockeye_address_new ((struct sockaddr *) &un, UNIX_HEADER + 5, NULL);
  g_autoptr (SockeyeAddress) abstract = NULL;
  g_autofree char *shown = sockeye_address_to_string (path);
  g_autofree char *python = test_address_to_python (path, TRUE);
  g_autofree char *name_shown = NULL;
  g_autofree char *name_python = NULL;

  un.sun_path[0] = '\0';
  abstract = sockeye_address_new ((struct sockaddr *) &un, UNIX_HEADER + 4, NULL);
  name_shown = sockeye_address_to_string (abstract);
  name_python = test_address_to_python (abstract, TRUE);
  g_assert_cmpstr (shown, ==, "/a");
  g_assert_cmpstr (python, ==, "'/a'");
  g_assert_cmpstr (name_shown, ==, "@a\\x00b");
  g_assert_cmpstr (name_python, ==, "b'\\x00a\\x00b'");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/address/unix", test_address_unix);
  g_test_add_func ("/sockeye/address/unix-refused", test_address_unix_refused);
  g_test_add_func ("/sockeye/address/unix-length", test_address_unix_length);
  g_test_add_func ("/sockeye/address/unix-full", test_address_unix_full);
  g_test_add_func ("/sockeye/address/unix-nul", test_address_unix_nul);

  return g_test_run ();
}
