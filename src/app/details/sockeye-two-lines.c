/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-two-lines.h"

#define SPACING 6

struct _SockeyeTwoLines
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SockeyeTwoLines, sockeye_two_lines, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *first;
  GtkWidget *second;
  int        minimum[2];
  int        natural[2];
} SockeyeTwoLinesSizes;

static void
sockeye_two_lines_get_sizes (GtkWidget            *widget,
                             SockeyeTwoLinesSizes *sizes)
{
  sizes->first = gtk_widget_get_first_child (widget);
  sizes->second = gtk_widget_get_next_sibling (sizes->first);
  gtk_widget_measure (sizes->first, GTK_ORIENTATION_HORIZONTAL, -1,
                      &sizes->minimum[0], &sizes->natural[0], NULL, NULL);
  gtk_widget_measure (sizes->second, GTK_ORIENTATION_HORIZONTAL, -1,
                      &sizes->minimum[1], &sizes->natural[1], NULL, NULL);
}

static gboolean
sockeye_two_lines_fit (SockeyeTwoLinesSizes *sizes,
                       int                   width)
{
  return width >= sizes->natural[0] + SPACING + sizes->natural[1];
}

static GtkSizeRequestMode
sockeye_two_lines_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
sockeye_two_lines_height (GtkWidget *child)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static void
sockeye_two_lines_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  SockeyeTwoLinesSizes sizes;

  sockeye_two_lines_get_sizes (widget, &sizes);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (sizes.minimum[0], sizes.minimum[1]);
      *natural = sizes.natural[0] + SPACING + sizes.natural[1];
      return;
    }

  if (for_size < 0 || sockeye_two_lines_fit (&sizes, for_size))
    *minimum = MAX (sockeye_two_lines_height (sizes.first),
                    sockeye_two_lines_height (sizes.second));
  else
    *minimum = sockeye_two_lines_height (sizes.first) + SPACING
               + sockeye_two_lines_height (sizes.second);
  *natural = *minimum;
}

static void
sockeye_two_lines_place (GtkWidget *child,
                         gboolean   mirrored,
                         int        total,
                         int        x,
                         int        y,
                         int        width,
                         int        height)
{
  GtkAllocation place = { mirrored ? total - x - width : x, y, width, height };

  gtk_widget_size_allocate (child, &place, -1);
}

static void
sockeye_two_lines_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  SockeyeTwoLinesSizes sizes;
  int first;

  sockeye_two_lines_get_sizes (widget, &sizes);
  if (sockeye_two_lines_fit (&sizes, width))
    {
      sockeye_two_lines_place (sizes.first, mirrored, width, 0, 0, sizes.natural[0], height);
      sockeye_two_lines_place (sizes.second, mirrored, width, sizes.natural[0] + SPACING, 0,
                               sizes.natural[1], height);
      return;
    }

  first = sockeye_two_lines_height (sizes.first);
  sockeye_two_lines_place (sizes.first, mirrored, width, 0, 0,
                           MAX (sizes.minimum[0], MIN (width, sizes.natural[0])), first);
  sockeye_two_lines_place (sizes.second, mirrored, width, 0, first + SPACING,
                           MAX (sizes.minimum[1], MIN (width, sizes.natural[1])),
                           MAX (height - first - SPACING, 0));
}

static void
sockeye_two_lines_class_init (SockeyeTwoLinesClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = sockeye_two_lines_get_request_mode;
  manager_class->measure = sockeye_two_lines_measure;
  manager_class->allocate = sockeye_two_lines_allocate;
}

static void
sockeye_two_lines_init (SockeyeTwoLines *self)
{
}
