# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
#
# What build-aux/run and build-aux/test share; sourced by both.

top=$(cd "$(dirname "$0")/.." && pwd)

build_packages="gcc libc6-dev pkg-config meson ninja-build gettext libglib2.0-dev libgtk-4-dev
  libgtk-4-bin desktop-file-utils"
run_packages="adwaita-icon-theme librsvg2-common fonts-cantarell fonts-dejavu-core
  dconf-gsettings-backend"
test_packages="xvfb dbus at-spi2-core gir1.2-atspi-2.0 python3 python3-gi xdotool xclip appstream
  libxml2-utils libbluetooth-dev"

say () {
  printf '%s\n' "$*" >&2
}

# missing_packages PACKAGE...: those that are not installed, on one line
missing_packages () {
  missing=
  for package; do
    case $(dpkg-query -W -f='${db:Status-Status} ' "$package" 2>/dev/null) in
      'installed '* | *' installed '*) ;;
      *) missing="$missing $package" ;;
    esac
  done
  printf '%s' "${missing# }"
}

# The lists are fetched only where what is there does not do.
apt_install () {
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  set -- env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@"
  $as_root "$@" </dev/null >&2 2>/dev/null && return
  $as_root apt-get update </dev/null >&2 && $as_root "$@" </dev/null >&2
}

may_become_root () {
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || return
  sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

# need_packages PACKAGE...: installs those that are missing, and only those
need_packages () {
  command -v dpkg-query >/dev/null || {
    say "Not a Debian system; what Sockeye needs is called there:" "$@"
    return 0
  }
  wanted=$(missing_packages "$@")
  [ -n "$wanted" ] || return 0
  if may_become_root; then
    say "Installing: $wanted"
    # shellcheck disable=SC2086
    apt_install $wanted || {
      say "Could not install: $wanted"
      return 1
    }
  else
    say "These packages are missing. As root, run:"
    say "  apt-get install --no-install-recommends $wanted"
    return 1
  fi
}

# build_in FOLDER BUILDTYPE [TARGET...]: configures once, then builds what has
# changed
build_in () {
  folder=$1 buildtype=$2
  shift 2
  # A copied tree brings a folder that still points to where it came from.
  if [ -e "$folder/build.ninja" ] \
    && ! grep -qF "\"source\": \"$top\"" "$folder/meson-info/meson-info.json"
  then meson setup --wipe "$folder" "$top" >&2 || return
  fi
  [ -e "$folder/build.ninja" ] \
    || meson setup --buildtype="$buildtype" "$folder" "$top" >&2 || return
  ninja -C "$folder" "$@" >&2
}
