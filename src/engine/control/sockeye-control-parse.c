/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-control-private.h"

#include <string.h>
#include <sys/socket.h>

/**
 * sockeye_control_parse:
 * @data: (array length=size): what recvmsg(2) wrote to msg_control
 * @size: msg_controllen
 *
 * Takes any bytes: a length that cannot be is not followed, and what holds no
 * message is an item of level -1, so that nothing is dropped.
 *
 * Returns: (transfer full) (element-type SockeyeControl): the messages in order
 */
GPtrArray *
sockeye_control_parse (const guint8 *data,
                       gsize         size)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  gsize at = 0;

  while (at < size)
    {
      struct cmsghdr header;
      gsize left = size - at;
      gsize length;

      /* CMSG_FIRSTHDR of the C library would trust the lengths. */
      if (left < sizeof header)
        break;
      memcpy (&header, data + at, sizeof header);
      if (header.cmsg_len < sizeof header)
        break;
      length = MIN (header.cmsg_len, left);
      g_ptr_array_add (list, _sockeye_control_new (header.cmsg_level, header.cmsg_type,
                                                   data + at + sizeof header,
                                                   length - sizeof header,
                                                   header.cmsg_len > left));
      at += MIN (CMSG_ALIGN (length), left);
    }
  if (at < size)
    g_ptr_array_add (list, _sockeye_control_new (-1, -1, data + at, size - at, TRUE));
  return list;
}
