/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Loaded into CPython: connect() prints the bytes that it is given instead of
 * passing them on, and getpeername() answers with those of SOCKEYE_PEER. So
 * the addresses of a family can be compared that the kernel lacks. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int
connect (int                    fd,
         const struct sockaddr *address,
         socklen_t              length)
{
  const unsigned char *bytes = (const unsigned char *) address;

  for (socklen_t i = 0; i < length; i++)
    dprintf (STDOUT_FILENO, "%02x", bytes[i]);
  dprintf (STDOUT_FILENO, "\n");
  return 0;
}

int
getpeername (int              fd,
             struct sockaddr *address,
             socklen_t       *length)
{
  const char *hex = getenv ("SOCKEYE_PEER");
  unsigned char *bytes = (unsigned char *) address;
  socklen_t n = 0;

  for (; hex != NULL && hex[0] != '\0' && n < *length; hex += 2, n++)
    {
      char digits[3] = { hex[0], hex[1], '\0' };

      bytes[n] = (unsigned char) strtoul (digits, NULL, 16);
    }
  *length = n;
  return 0;
}
