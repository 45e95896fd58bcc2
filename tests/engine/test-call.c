/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "call/sockeye-call.h"

#include <netinet/in.h>
#include <netdb.h>
#include <sys/socket.h>

#include "python-util.h"

#define SEED 20260104
#define S1   SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED)
#define C2   SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_ACCEPTED)

static SockeyeAddress *
address_new (int         family,
             const char *host,
             const char *port)
{
  g_autoptr (GError) error = NULL;
  SockeyeAddress *address =
    sockeye_address_parse (family, 0, host, port, SOCKEYE_USE_BIND, &error);

  g_assert_no_error (error);
  return address;
}

/* A call, its text, and what CPython sees when it runs the text: a verb and
 * its arguments. */
typedef struct
{
  SockeyeCall *call;
  const char  *text;
  const char  *seen;
} Sample;

static void
sample_clear (gpointer data)
{
  Sample *sample = data;

  sockeye_call_unref (sample->call);
}

static void
add (GArray      *samples,
     SockeyeCall *call,
     const char  *text,
     const char  *seen)
{
  Sample sample = { call, text, seen };

  g_array_append_val (samples, sample);
}

static void
add_plain (GArray *samples)
{
  add (samples, sockeye_call_new_gethostname (), "gethostname()", "gethostname ()");
  add (samples, sockeye_call_new_getaddrinfo (S1, "localhost", 12345, AF_INET, SOCK_STREAM, 0),
       "getaddrinfo('localhost', 12345, AF_INET, SOCK_STREAM)",
       "getaddrinfo ('localhost', 12345, 2, 1)");
  add (samples, sockeye_call_new_socket (AF_INET, SOCK_STREAM, 0),
       "socket(AF_INET, SOCK_STREAM, 0)", "socket (2, 1, 0)");
  add (samples, sockeye_call_new_socket (AF_INET6, SOCK_DGRAM, IPPROTO_UDP),
       "socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP)", "socket (10, 2, 17)");
  add (samples, sockeye_call_new_socket (999, 77, 66), "socket(999, 77, 66)", "socket (999, 77, 66)");
  add (samples, sockeye_call_new_setsockopt (S1, SOL_SOCKET, SO_REUSEADDR, 1),
       "s1.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)", "s1.setsockopt (1, 2, 1)");
  add (samples, sockeye_call_new_setsockopt (S1, 99, 98, -1), "s1.setsockopt(99, 98, -1)",
       "s1.setsockopt (99, 98, -1)");
  add (samples, sockeye_call_new_linger (S1, TRUE, 0),
       "s1.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 1, 0))",
       "s1.setsockopt (1, 13, b'\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00')");
  add (samples, sockeye_call_new_getaddrinfo (0, "x", 0, AF_UNSPEC, SOCK_DGRAM, AI_CANONNAME),
       "getaddrinfo('x', 0, AF_UNSPEC, SOCK_DGRAM, 0, AI_CANONNAME)",
       "getaddrinfo ('x', 0, 0, 2, 0, 2)");
  add (samples, sockeye_call_new_getservbyname (S1, "http", SOCK_STREAM),
       "getservbyname('http', 'tcp')", "getservbyname ('http', 'tcp')");
  add (samples, sockeye_call_new_getservbyname (S1, "ntp", SOCK_DGRAM),
       "getservbyname('ntp', 'udp')", "getservbyname ('ntp', 'udp')");
  add (samples, sockeye_call_new_getservbyname (S1, "ntp", 0), "getservbyname('ntp')",
       "getservbyname ('ntp',)");
  add (samples, sockeye_call_new_listen (S1, 5), "s1.listen(5)", "s1.listen (5,)");
  add (samples, sockeye_call_new_accept (S1), "s1.accept()", "s1.accept ()");
  add (samples, sockeye_call_new_shutdown (C2, SHUT_RD), "c2.shutdown(SHUT_RD)", "c2.shutdown (0,)");
  add (samples, sockeye_call_new_shutdown (C2, SHUT_WR), "c2.shutdown(SHUT_WR)", "c2.shutdown (1,)");
  add (samples, sockeye_call_new_shutdown (C2, SHUT_RDWR), "c2.shutdown(SHUT_RDWR)",
       "c2.shutdown (2,)");
  add (samples, sockeye_call_new_shutdown (C2, 9), "c2.shutdown(9)", "c2.shutdown (9,)");
  add (samples, sockeye_call_new_close (C2, FALSE), "c2.close()", "c2.close ()");
  add (samples, sockeye_call_new_close (C2, TRUE), "c2.close()", "c2.close ()");
}

static void
add_addressed (GArray *samples)
{
  g_autoptr (SockeyeAddress) inet = address_new (AF_INET, "127.0.0.1", "12345");
  g_autoptr (SockeyeAddress) any = address_new (AF_INET, "", "0");
  g_autoptr (SockeyeAddress) inet6 = address_new (AF_INET6, "::1", "80");
  g_autoptr (SockeyeAddress) path = address_new (AF_UNIX, "/run/it's", NULL);
  g_autoptr (SockeyeAddress) abstract = address_new (AF_UNIX, "@name", NULL);
  g_autoptr (SockeyeAddress) name = sockeye_address_new_name (AF_INET, "localhost", 80);

  add (samples, sockeye_call_new_bind (S1, inet), "s1.bind(('127.0.0.1', 12345))",
       "s1.bind (('127.0.0.1', 12345),)");
  add (samples, sockeye_call_new_bind (S1, any), "s1.bind(('', 0))", "s1.bind (('', 0),)");
  add (samples, sockeye_call_new_connect (S1, inet6), "s1.connect(('::1', 80))",
       "s1.connect (('::1', 80),)");
  add (samples, sockeye_call_new_connect (S1, name), "s1.connect(('localhost', 80))",
       "s1.connect (('localhost', 80),)");
  add (samples, sockeye_call_new_connect (S1, path), "s1.connect(\"/run/it's\")",
       "s1.connect (\"/run/it's\",)");
  add (samples, sockeye_call_new_bind (S1, abstract), "s1.bind(b'\\x00name')",
       "s1.bind (b'\\x00name',)");
}

static void
add_data (GArray *samples)
{
  g_autoptr (SockeyeAddress) inet = address_new (AF_INET, "127.0.0.1", "9");
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) hello = g_bytes_new_static ("hi\n\0\xff'", 6);

  add (samples, sockeye_call_new_send (C2, hello, 0), "c2.send(b\"hi\\n\\x00\\xff'\")",
       "c2.send (b\"hi\\n\\x00\\xff'\",)");
  add (samples, sockeye_call_new_send (C2, empty, MSG_OOB | MSG_NOSIGNAL), "c2.send(b'', MSG_OOB)",
       "c2.send (b'', 1)");
  add (samples, sockeye_call_new_sendto (S1, empty, MSG_NOSIGNAL, inet),
       "s1.sendto(b'', ('127.0.0.1', 9))", "s1.sendto (b'', ('127.0.0.1', 9))");
  add (samples, sockeye_call_new_sendto (S1, empty, MSG_DONTWAIT, inet),
       "s1.sendto(b'', MSG_DONTWAIT, ('127.0.0.1', 9))", "s1.sendto (b'', 64, ('127.0.0.1', 9))");
  add (samples, sockeye_call_new_recv (C2, 1024, 0), "c2.recv(1024)", "c2.recv (1024,)");
  add (samples, sockeye_call_new_recv (C2, 10, MSG_DONTWAIT | MSG_PEEK | 0x10),
       "c2.recv(10, MSG_PEEK | MSG_DONTWAIT | 0x10)", "c2.recv (10, 82)");
  add (samples, sockeye_call_new_recvfrom (S1, 65536, 0), "s1.recvfrom(65536)",
       "s1.recvfrom (65536,)");
}

static GArray *
make_samples (void)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (Sample));

  g_array_set_clear_func (samples, sample_clear);
  add_plain (samples);
  add_addressed (samples);
  add_data (samples);
  return samples;
}

static void
test_text (void)
{
  g_autoptr (GArray) samples = make_samples ();

  for (guint i = 0; i < samples->len; i++)
    {
      Sample *sample = &g_array_index (samples, Sample, i);
      g_autofree char *text = sockeye_call_to_python (sample->call, 0);

      g_assert_cmpstr (text, ==, sample->text);
    }
}

/* Stands for sockets and functions, and says what was called with what. */
#define RECORDER                                                             \
  "import sys, socket\n"                                                     \
  "class Recorder:\n"                                                        \
  "  def __init__(self, name): self.name = name\n"                           \
  "  def __getattr__(self, verb): return Recorder(self.name + '.' + verb)\n" \
  "  def __call__(self, *args):\n"                                           \
  "    def plain(a): return int(a) if isinstance(a, int) else a\n"           \
  "    return self.name + ' ' + repr(tuple(plain(a) for a in args))\n"       \
  "import struct\n"                                                          \
  "names = dict(vars(socket), pack=struct.pack)\n"                           \
  "for n in ('s1', 'c2', 'socket', 'getaddrinfo', 'gethostname', 'getservbyname'):\n" \
  "  names[n] = Recorder(n)\n"                                               \
  "for line in sys.stdin: print(eval(line, names))\n"

static void
test_cpython (void)
{
  g_autoptr (GArray) samples = make_samples ();
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  for (guint i = 0; i < samples->len; i++)
    {
      g_autofree char *text =
        sockeye_call_to_python (g_array_index (samples, Sample, i).call, 0);

      g_string_append_printf (input, "%s\n", text);
    }
  lines = test_python_run (RECORDER, input);
  for (guint i = 0; i < samples->len; i++)
    g_assert_cmpstr (lines[i], ==, g_array_index (samples, Sample, i).seen);
}

/* Random payloads arrive in CPython byte for byte. */
static void
test_cpython_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) hex = g_string_new (NULL);
      guint8 data[48];
      gsize size = g_rand_int_range (rand, 0, sizeof data);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SockeyeCall) call = NULL;
      g_autofree char *text = NULL;

      for (gsize j = 0; j < size; j++)
        data[j] = g_rand_int_range (rand, 0, 256);
      test_append_hex (hex, data, size);
      g_ptr_array_add (expected, g_string_free (g_steal_pointer (&hex), FALSE));
      bytes = g_bytes_new (data, size);
      call = sockeye_call_new_send (C2, bytes, 0);
      text = sockeye_call_to_python (call, 0);
      g_string_append_printf (input, "%s\n", text);
    }
  lines = test_python_run ("import sys\n"
                           "class c2:\n"
                           "  send = bytes.hex\n"
                           "for line in sys.stdin: print(eval(line))\n"
                           "print('end')\n", input);
  for (guint i = 0; i < expected->len; i++)
    g_assert_cmpstr (lines[i], ==, expected->pdata[i]);
}

static void
test_limit (void)
{
  g_autoptr (GArray) samples = make_samples ();
  g_autoptr (SockeyeAddress) address = address_new (AF_INET, "127.0.0.1", "9");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abcdefghijklmnopqrstuvwxyz", 26);
  g_autoptr (SockeyeCall) send = sockeye_call_new_send (C2, bytes, 0);
  g_autoptr (SockeyeCall) sendto = sockeye_call_new_sendto (S1, bytes, MSG_OOB, address);
  g_autofree char *whole = sockeye_call_to_python (send, 38);
  g_autofree char *cut = sockeye_call_to_python (send, 20);
  g_autofree char *with_tail = sockeye_call_to_python (sendto, 50);
  g_autofree char *too_short = sockeye_call_to_python (sendto, 20);

  g_assert_cmpstr (whole, ==, "c2.send(b'abcdefghijklmnopqrstuvwxyz')");
  g_assert_cmpstr (cut, ==, "c2.send(b'abcdefg…')");
  g_assert_cmpstr (with_tail, ==, "s1.sendto(b'abcdefgh…', MSG_OOB, ('127.0.0.1', 9))");
  g_assert_cmpstr (too_short, ==, "s1.sendto(b'…', MS…)");

  for (guint i = 0; i < samples->len; i++)
    for (gsize limit = 2; limit < 60; limit++)
      {
        g_autofree char *text =
          sockeye_call_to_python (g_array_index (samples, Sample, i).call, limit);

        g_assert_cmpint (g_utf8_strlen (text, -1), <=, limit);
      }
}

/* Each accessor gives what the constructor got. */
static void
test_accessors (void)
{
  g_autoptr (SockeyeAddress) address = address_new (AF_INET, "127.0.0.1", "9");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SockeyeCall) sendto = sockeye_call_new_sendto (S1, bytes, MSG_OOB, address);
  g_autoptr (SockeyeCall) option = sockeye_call_new_setsockopt (C2, 1, 2, 3);
  g_autoptr (SockeyeCall) made = sockeye_call_new_socket (4, 5, 6);
  g_autoptr (SockeyeCall) recv = sockeye_call_new_recv (C2, 7, MSG_PEEK);
  g_autoptr (SockeyeCall) lookup = sockeye_call_new_getaddrinfo (S1, "host", 8, 9, 10, 0);
  g_autoptr (SockeyeCall) close_now = sockeye_call_new_close (S1, TRUE);
  SockeyeCall *copy = g_boxed_copy (SOCKEYE_TYPE_CALL, sendto);

  g_assert_true (copy == sendto);
  g_boxed_free (SOCKEYE_TYPE_CALL, copy);
  g_assert_cmpint (sockeye_call_get_verb (sendto), ==, SOCKEYE_VERB_SENDTO);
  g_assert_cmpuint (sockeye_call_get_socket (sendto), ==, S1);
  g_assert_true (sockeye_call_get_bytes (sendto) == bytes);
  g_assert_true (sockeye_call_get_address (sendto) == address);
  g_assert_cmpint (sockeye_call_get_flags (sendto), ==, MSG_OOB);
  g_assert_cmpint (sockeye_call_get_level (option), ==, 1);
  g_assert_cmpint (sockeye_call_get_option (option), ==, 2);
  g_assert_cmpint (sockeye_call_get_value (option), ==, 3);
  g_assert_cmpint (sockeye_call_get_family (made), ==, 4);
  g_assert_cmpint (sockeye_call_get_socktype (made), ==, 5);
  g_assert_cmpint (sockeye_call_get_protocol (made), ==, 6);
  g_assert_cmpuint (sockeye_call_get_size (recv), ==, 7);
  g_assert_null (sockeye_call_get_bytes (recv));
  g_assert_null (sockeye_call_get_address (recv));
  g_assert_cmpstr (sockeye_call_get_host (lookup), ==, "host");
  g_assert_cmpuint (sockeye_call_get_port (lookup), ==, 8);
  g_assert_cmpint (sockeye_call_get_family (lookup), ==, 9);
  g_assert_cmpint (sockeye_call_get_socktype (lookup), ==, 10);
  g_assert_true (sockeye_call_get_now (close_now));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/call/text", test_text);
  g_test_add_func ("/sockeye/call/cpython", test_cpython);
  g_test_add_func ("/sockeye/call/cpython/random", test_cpython_random);
  g_test_add_func ("/sockeye/call/limit", test_limit);
  g_test_add_func ("/sockeye/call/accessors", test_accessors);
  return g_test_run ();
}
