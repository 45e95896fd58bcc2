/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_BLUETOOTH: the bytes of each sockaddr against the structures
 * of libbluetooth, which Sockeye itself does without. */

#include "config.h"

#include "address-util.h"

#ifdef HAVE_LIBBLUETOOTH

#include <bluetooth/bluetooth.h>
#include <bluetooth/hci.h>
#include <bluetooth/l2cap.h>
#include <bluetooth/rfcomm.h>
#include <bluetooth/sco.h>

#define DEVICE "00:1A:7D:DA:71:13"

/* What libbluetooth's str2ba() makes of DEVICE, without linking to it. */
static const bdaddr_t device = { { 0x13, 0x71, 0xda, 0x7d, 0x1a, 0x00 } };

static void
check (int           protocol,
       const char   *host,
       const char   *port,
       gconstpointer expected,
       gsize         size,
       const char   *text,
       const char   *python,
       const char   *result)
{
  g_autoptr (SockeyeAddress) address =
    test_parse (AF_BLUETOOTH, protocol, host, port, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = sockeye_address_to_string (address);
  g_autofree char *as_argument = test_address_to_python (address, FALSE);
  g_autofree char *as_result = test_address_to_python (address, TRUE);
  socklen_t length;
  gconstpointer sockaddr = sockeye_address_get_sockaddr (address, &length);

  g_assert_cmpmem (sockaddr, length, expected, size);
  g_assert_cmpstr (shown, ==, text);
  g_assert_cmpstr (as_argument, ==, python);
  g_assert_cmpstr (as_result, ==, result);
  again = sockeye_address_parse_text (AF_BLUETOOTH, protocol, shown, SOCKEYE_USE_BIND, &error);
  g_assert_no_error (error);
  g_assert_true (sockeye_address_equal (address, again));
}

static void
test_l2cap (void)
{
  struct sockaddr_l2 l2;

  memset (&l2, 0, sizeof l2);
  l2.l2_family = AF_BLUETOOTH;
  check (BTPROTO_L2CAP, "", "", &l2, sizeof l2, "00:00:00:00:00:00:0x0",
         "('00:00:00:00:00:00', 0)", "('00:00:00:00:00:00', 0)");
  l2.l2_bdaddr = device;
  l2.l2_psm = htobs (0x1001);
  check (BTPROTO_L2CAP, DEVICE, "4097", &l2, sizeof l2, DEVICE ":0x1001", "('" DEVICE "', 4097)",
         "('" DEVICE "', 4097)");
  l2.l2_psm = 0;
  l2.l2_cid = htobs (4);
  l2.l2_bdaddr_type = BDADDR_LE_RANDOM;
  check (BTPROTO_L2CAP, "00:1a:7d:da:71:13", "0/4/le_random", &l2, sizeof l2,
         DEVICE ":0x0/0x4/LE_RANDOM", "('" DEVICE "', 0, 4, 2)", "('" DEVICE "', 0, 4, 2)");
  l2.l2_bdaddr_type = 77;
  check (BTPROTO_L2CAP, DEVICE, "0/4/77", &l2, sizeof l2, DEVICE ":0x0/0x4/77",
         "('" DEVICE "', 0, 4, 77)", "('" DEVICE "', 0, 4, 77)");
}

static void
test_rfcomm (void)
{
  struct sockaddr_rc rc;

  memset (&rc, 0, sizeof rc);
  rc.rc_family = AF_BLUETOOTH;
  rc.rc_bdaddr = device;
  rc.rc_channel = 30;
  check (BTPROTO_RFCOMM, DEVICE, "30", &rc, sizeof rc, DEVICE ":30", "('" DEVICE "', 30)",
         "('" DEVICE "', 30)");
  rc.rc_channel = 0;
  check (BTPROTO_RFCOMM, DEVICE, "0", &rc, sizeof rc, DEVICE ":0", "('" DEVICE "', 0)",
         "('" DEVICE "', 0)");
}

static void
test_sco (void)
{
  struct sockaddr_sco sco;

  memset (&sco, 0, sizeof sco);
  sco.sco_family = AF_BLUETOOTH;
  sco.sco_bdaddr = device;
  check (BTPROTO_SCO, DEVICE, "", &sco, sizeof sco, DEVICE, "b'" DEVICE "'", "'" DEVICE "'");
}

static void
test_hci (void)
{
  struct sockaddr_hci hci;

  memset (&hci, 0, sizeof hci);
  hci.hci_family = AF_BLUETOOTH;
  check (BTPROTO_HCI, "hci0", "", &hci, sizeof hci, "hci0:RAW", "(0,)", "0");
  hci.hci_dev = 7;
  hci.hci_channel = HCI_CHANNEL_USER;
  check (BTPROTO_HCI, "7", "HCI_CHANNEL_USER", &hci, sizeof hci, "hci7:USER", "(7, 1)", "(7, 1)");
  hci.hci_dev = HCI_DEV_NONE;
  hci.hci_channel = HCI_CHANNEL_CONTROL;
  check (BTPROTO_HCI, "", "control", &hci, sizeof hci, ":CONTROL", "(65535, 3)", "(65535, 3)");
  hci.hci_channel = 77;
  check (BTPROTO_HCI, "", "77", &hci, sizeof hci, ":77", "(65535, 77)", "(65535, 77)");
}

/* A protocol without an address of its own takes the bytes. */
static void
test_other (void)
{
  check (BTPROTO_BNEP, "0102", "", "\x1f\0\x01\x02", 4, "0102", "(31, b'\\x01\\x02')",
         "(31, b'\\x01\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00')");
}

#else

static void
test_without (void)
{
  g_test_skip ("libbluetooth-dev is not there");
}

#endif

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#ifdef HAVE_LIBBLUETOOTH
  g_test_add_func ("/sockeye/address/bluetooth/l2cap", test_l2cap);
  g_test_add_func ("/sockeye/address/bluetooth/rfcomm", test_rfcomm);
  g_test_add_func ("/sockeye/address/bluetooth/sco", test_sco);
  g_test_add_func ("/sockeye/address/bluetooth/hci", test_hci);
  g_test_add_func ("/sockeye/address/bluetooth/other", test_other);
#else
  g_test_add_func ("/sockeye/address/bluetooth/without", test_without);
#endif
  return g_test_run ();
}
