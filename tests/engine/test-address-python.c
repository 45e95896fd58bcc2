/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses as CPython takes and returns them: each text is run by CPython and
 * must mean the same to the kernel as our sockaddr does. */

#include "config.h"

#include "address/sockeye-address.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stddef.h>
#include <sys/un.h>
#include <unistd.h>

#include "python-util.h"

static SockeyeAddress *
parse (int         family,
       const char *host,
       const char *port,
       SockeyeUse  use)
{
  g_autoptr (GError) error = NULL;
  SockeyeAddress *address = sockeye_address_parse (family, 0, host, port, use, &error);

  g_assert_no_error (error);
  return address;
}

static char *
to_python (SockeyeAddress *address,
           gboolean        result)
{
  GString *string = g_string_new (NULL);

  sockeye_address_append_python (address, result, string);
  return g_string_free (string, FALSE);
}

/* Connects a UDP socket to an address, and gives the peer as CPython prints
 * it; the name of the errno where the machine has no way there. */
static char *
connect_and_ask (SockeyeAddress *address)
{
  int fd = socket (sockeye_address_get_family (address), SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct sockaddr_storage peer;
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);
  g_autoptr (SockeyeAddress) asked = NULL;

  if (fd < 0)
    return g_strdup (strerrorname_np (errno));
  setsockopt (fd, SOL_SOCKET, SO_BROADCAST, &(int) { 1 }, sizeof (int));
  if (connect (fd, sockaddr, length) != 0)
    {
      int error = errno;

      close (fd);
      return g_strdup (strerrorname_np (error));
    }
  length = sizeof peer;
  g_assert_cmpint (getpeername (fd, (struct sockaddr *) &peer, &length), ==, 0);
  close (fd);
  asked = sockeye_address_new ((struct sockaddr *) &peer, length, NULL);
  return to_python (asked, TRUE);
}

static const char connect_program[] =
  "import sys, errno\n"
  "from socket import *\n"
  "for line in sys.stdin:\n"
  "  family, text = line.split(' ', 1)\n"
  "  try:\n"
  "    s = socket(int(family), SOCK_DGRAM)\n"
  "    s.setsockopt(SOL_SOCKET, SO_BROADCAST, 1)\n"
  "    s.connect(eval(text))\n"
  "    print(repr(s.getpeername()))\n"
  "  except OSError as e:\n"
  "    print(errno.errorcode[e.errno])\n";

static void
test_inet (void)
{
  static const struct
  {
    int         family;
    const char *host;
  } table[] = {
    { AF_INET, "127.0.0.1" }, { AF_INET, "" }, { AF_INET, "0" }, { AF_INET, "2130706433" },
    { AF_INET, "0x7f000001" }, { AF_INET, "0X7F000002" }, { AF_INET, "<broadcast>" },
    { AF_INET, "127.255.255.255" }, { AF_INET6, "::1" }, { AF_INET6, "" },
    { AF_INET6, "0:0::0001" }, { AF_INET6, "::ffff:127.0.0.1" }, { AF_INET6, "::1%1" },
    { AF_INET6, "fe80::1%1" }, { AF_INET6, "ff02::1%1" },
  };
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (SockeyeAddress) address =
        parse (table[i].family, table[i].host, "12345", SOCKEYE_USE_CONNECT);
      g_autofree char *python = to_python (address, FALSE);

      g_string_append_printf (input, "%d %s\n", table[i].family, python);
      g_ptr_array_add (expected, connect_and_ask (address));
    }
  lines = test_python_run (connect_program, input);
  for (guint i = 0; i < expected->len; i++)
    g_assert_cmpstr (lines[i], ==, expected->pdata[i]);
}

/* Binds, asks for the own address, and closes; a path is removed again. */
static char *
bind_and_ask (SockeyeAddress *address)
{
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct sockaddr_un local = { 0 };
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);
  g_autoptr (SockeyeAddress) asked = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (bind (fd, sockaddr, length), ==, 0);
  length = sizeof local;
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &local, &length), ==, 0);
  asked = sockeye_address_new ((struct sockaddr *) &local, length, NULL);
  close (fd);
  if (local.sun_path[0] != '\0')
    g_unlink (local.sun_path);
  return to_python (asked, TRUE);
}

static const char bind_program[] =
  "import sys, os\n"
  "from socket import *\n"
  "for line in sys.stdin:\n"
  "  s = socket(AF_UNIX, SOCK_DGRAM)\n"
  "  s.bind(eval(line))\n"
  "  print(repr(s.getsockname()))\n"
  "  s.close()\n"
  "  if isinstance(eval(line), str): os.unlink(eval(line))\n";

/* Paths and abstract names, of any bytes. */
static void
test_unix (void)
{
  static const char *const names[] = { "plain", "it's \"x\"", "caf\xc3\xa9", "\xff\xfe", "a\nb" };
  g_autofree char *folder = NULL;
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  folder = g_dir_make_tmp ("sockeye-XXXXXX", NULL);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i / 2];
      g_autofree char *path = i % 2 == 0 ? g_build_filename (folder, name, NULL)
                                         : g_strdup_printf ("@sockeye-%d-%s", getpid (), name);
      g_autoptr (SockeyeAddress) address = parse (AF_UNIX, path, NULL, SOCKEYE_USE_BIND);
      g_autofree char *python = to_python (address, FALSE);

      g_string_append_printf (input, "%s\n", python);
      g_ptr_array_add (expected, bind_and_ask (address));
      g_assert_cmpstr (expected->pdata[i], ==, python);
    }
  lines = test_python_run (bind_program, input);
  for (guint i = 0; i < expected->len; i++)
    g_assert_cmpstr (lines[i], ==, expected->pdata[i]);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Autobind gives an abstract name of the kernel's. */
static void
test_autobind (void)
{
  g_autoptr (SockeyeAddress) address = parse (AF_UNIX, "", NULL, SOCKEYE_USE_BIND);
  g_autofree char *text = bind_and_ask (address);

  g_assert_true (g_str_has_prefix (text, "b'\\x00"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/address/python/inet", test_inet);
  g_test_add_func ("/sockeye/address/python/unix", test_unix);
  g_test_add_func ("/sockeye/address/python/autobind", test_autobind);
  return g_test_run ();
}
