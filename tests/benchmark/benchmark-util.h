/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the programs of the benchmark agree on. A receiver prints a line of JSON
 * with its port, serves until its standard input ends and all is quiet, and
 * prints a line of JSON with what it has received. */

#pragma once

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Datagrams and messages of peers; the first eight bytes are a running number
 * or the time of sending. */
#define BENCHMARK_MESSAGE 64

/* The stream's byte at offset n is n modulo this, a prime, so that a shift by
 * any size of buffer shows. */
#define BENCHMARK_PERIOD 251

/* Quiet for this long, ms: nothing more will come. */
#define BENCHMARK_QUIET 100

/* Nothing here runs longer, seconds. */
#define BENCHMARK_PATIENCE 90

static inline int64_t
benchmark_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A storm is for a queue that is as short as many servers have it. */
static inline int
benchmark_get_backlog (const char *mode)
{
  return strcmp (mode, "storm") == 0 ? 5 : 4096;
}

static inline _Noreturn void
benchmark_fail (const char *what)
{
  fprintf (stderr, "%s: %s\n", what, strerror (errno));
  exit (1);
}

static inline int
benchmark_compare (const void *a,
                   const void *b)
{
  int64_t first = *(const int64_t *) a;
  int64_t second = *(const int64_t *) b;

  return (first > second) - (first < second);
}

/* A share of 0.5 is the median; sorts the values. */
static inline double
benchmark_quantile (int64_t *values,
                    size_t   n,
                    double   share)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, benchmark_compare);
  return (double) values[(size_t) ((n - 1) * share)];
}
