/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Starts a program with a window, and tells when its window came: mapped, and
 * then drawn, which is when it has content and not one colour. For any toolkit,
 * and for a display without a window manager.
 *
 * benchmark-first-frame PROGRAM [ARGUMENT...]
 *
 * Prints one line of JSON, waits for the end of its standard input, and ends the
 * program. Times are nanoseconds since the program was started. */

#include "benchmark-util.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* What is smaller is no window of a program. */
#define LEAST_SIZE 200

/* So many pixels differ from their left neighbour where something is drawn. */
#define LEAST_EDGES 100

#define PATIENCE_MS 20000

extern char **environ;

static pid_t child;

static void
end_child (int number)
{
  if (child > 0)
    kill (child, SIGTERM);
  if (number != 0)
    _exit (1);
}

static _Noreturn void
give_up (const char *what)
{
  fprintf (stderr, "%s\n", what);
  end_child (0);
  exit (1);
}

/* The next event; gives up where none comes, or where the program ended. */
static void
next_event (Display *display,
            XEvent  *event,
            int64_t  begun)
{
  while (XPending (display) == 0)
    {
      struct pollfd poll_fd = { .fd = ConnectionNumber (display), .events = POLLIN };

      if (waitpid (child, NULL, WNOHANG) == child)
        {
          child = 0;
          give_up ("it ended before it had a window");
        }
      if (benchmark_now () - begun > (int64_t) PATIENCE_MS * 1000000)
        give_up ("it shows no window");
      poll (&poll_fd, 1, 100);
    }
  XNextEvent (display, event);
}

static Window
wait_for_window (Display *display,
                 int64_t  begun)
{
  while (true)
    {
      XWindowAttributes attributes;
      XEvent event;

      next_event (display, &event, begun);
      if (event.type == MapNotify && !event.xmap.override_redirect
          && XGetWindowAttributes (display, event.xmap.window, &attributes) != 0
          && attributes.width >= LEAST_SIZE && attributes.height >= LEAST_SIZE)
        return event.xmap.window;
    }
}

static bool
is_drawn (Display *display,
          Window   window)
{
  XWindowAttributes attributes;
  XImage *image;
  int edges = 0;

  if (XGetWindowAttributes (display, window, &attributes) == 0)
    give_up ("its window went away");
  image = XGetImage (display, window, 0, 0, (unsigned) attributes.width,
                     (unsigned) attributes.height, AllPlanes, ZPixmap);
  if (image == NULL || image->bits_per_pixel != 32)
    give_up ("its window cannot be read");
  for (int y = 0; y < image->height && edges < LEAST_EDGES; y++)
    {
      const char *line = image->data + (size_t) y * (size_t) image->bytes_per_line;

      for (int x = 1; x < image->width; x++)
        edges += memcmp (line + 4 * x, line + 4 * x - 4, 4) != 0;
    }
  XDestroyImage (image);
  return edges >= LEAST_EDGES;
}

/* When that was which drew it: the time of the look is not counted. */
static int64_t
wait_for_frame (Display *display,
                Window   window,
                int      damage_event,
                int64_t  begun)
{
  Damage damage = XDamageCreate (display, window, XDamageReportNonEmpty);
  int64_t time = benchmark_now ();

  while (!is_drawn (display, window))
    {
      XEvent event;

      do
        next_event (display, &event, begun);
      while (event.type != damage_event + XDamageNotify);
      time = benchmark_now ();
      XDamageSubtract (display, damage, None, None);
    }
  return time;
}

/* Processor time of the program so far, all threads. */
static int64_t
used_time (void)
{
  struct timespec used;
  clockid_t clock;

  if (clock_getcpuclockid (child, &clock) != 0 || clock_gettime (clock, &used) != 0)
    return 0;
  return (int64_t) used.tv_sec * 1000000000 + used.tv_nsec;
}

static void
start (char **argv)
{
  posix_spawn_file_actions_t actions;

  /* What it prints is not ours. */
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, 1, 2);
  errno = posix_spawnp (&child, argv[0], &actions, NULL, argv, environ);
  if (errno != 0)
    benchmark_fail (argv[0]);
  posix_spawn_file_actions_destroy (&actions);
}

static void
end (void)
{
  end_child (0);
  for (int i = 0; i < 500; i++)
    {
      if (waitpid (child, NULL, WNOHANG) == child)
        return;
      usleep (10000);
    }
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
}

int
main (int   argc,
      char *argv[])
{
  Display *display = XOpenDisplay (NULL);
  int damage_event, damage_error;
  int64_t begun, mapped, drawn, used;
  Window window;

  if (argc < 2)
    give_up ("benchmark-first-frame PROGRAM [ARGUMENT...]");
  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &damage_error))
    give_up ("no display with the extension DAMAGE");
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  signal (SIGTERM, end_child);
  signal (SIGINT, end_child);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  begun = benchmark_now ();
  start (argv + 1);
  window = wait_for_window (display, begun);
  mapped = benchmark_now ();
  drawn = wait_for_frame (display, window, damage_event, begun);
  used = used_time ();
  printf ("{\"pid\": %d, \"mapped\": %lld, \"frame\": %lld, \"cpu\": %lld}\n", child,
          (long long) (mapped - begun), (long long) (drawn - begun), (long long) used);
  fflush (stdout);

  while (getchar () != EOF)
    continue;
  end ();
  return 0;
}
