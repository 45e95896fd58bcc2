/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The addresses of AF_BLUETOOTH as the kernel has them (its
 * include/net/bluetooth/): it exports no header for them, and libbluetooth is
 * not needed for their sake. What has more than one byte is little-endian. */

#pragma once

#include <glib.h>
#include <sys/socket.h>

G_BEGIN_DECLS

#define SOCKEYE_BTPROTO_L2CAP  0
#define SOCKEYE_BTPROTO_HCI    1
#define SOCKEYE_BTPROTO_SCO    2
#define SOCKEYE_BTPROTO_RFCOMM 3

#define SOCKEYE_HCI_DEV_NONE 0xffff

/* Six bytes, the last of the text first. */
typedef struct
{
  guint8 b[6];
} SockeyeBdaddr;

typedef struct
{
  sa_family_t   family;
  guint16       psm;
  SockeyeBdaddr bdaddr;
  guint16       cid;
  guint8        bdaddr_type;
} SockeyeL2capAddress;

typedef struct
{
  sa_family_t   family;
  SockeyeBdaddr bdaddr;
  guint8        channel;
} SockeyeRfcommAddress;

typedef struct
{
  sa_family_t   family;
  SockeyeBdaddr bdaddr;
} SockeyeScoAddress;

typedef struct
{
  sa_family_t family;
  guint16     device;
  guint16     channel;
} SockeyeHciAddress;

/* By their lengths the kernel's answers are told apart. */
G_STATIC_ASSERT (sizeof (SockeyeL2capAddress) == 14);
G_STATIC_ASSERT (sizeof (SockeyeRfcommAddress) == 10);
G_STATIC_ASSERT (sizeof (SockeyeScoAddress) == 8);
G_STATIC_ASSERT (sizeof (SockeyeHciAddress) == 6);

G_END_DECLS
