#!/bin/sh
# Installs BuildKit as a systemd service, or upgrades it without losing a build. Run it as root. You can run
# it again: it keeps settings and cache, and a restart waits for the running builds.
set -eu
umask 022
# RHEL's sudo leaves out /usr/local, and `su` the directories of the system's programs.
export PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin"

buildkit_version=v0.33.1
rootlesskit_version=v3.1.0

here=$(cd "$(dirname "$0")" && pwd)
library=/usr/local/lib/buildkit
settings=/etc/buildkit

usage() {
  cat <<'TEXT'
usage: install.sh [--certs DIRECTORY] [--rootful] [--version VERSION] [--from PLACE] [--checksums FILE]

  --certs      directory with ca.crt, tls.crt and tls.key from certs; required the first time
  --rootful    run the daemon as root (see docs/server-machine.md); repeat it for an upgrade
  --version    another release of BuildKit, such as v0.34.2, to upgrade or to go back
  --from       directory or URL with the release archives, instead of github.com
  --checksums  file with their SHA-256 sums, instead of the one beside this script
TEXT
}

main() {
  certs='' unit=buildkit.service version='' from='' checksums=$here/checksums
  while [ $# -gt 0 ]; do
    case $1 in
      --certs) certs=${2:?--certs needs a directory}; shift ;;
      --rootful) unit=buildkit-rootful.service ;;
      --version) version=${2:?--version needs a release}; version=v${version#v}; shift ;;
      --from) from=${2:?--from needs a directory or URL}; shift ;;
      --checksums) checksums=${2:?--checksums needs a file}; shift ;;
      -h | --help) usage; return ;;
      *) usage >&2; fail "unknown option $1" ;;
    esac
    shift
  done
  [ "$(id -u)" -eq 0 ] || fail 'run this script as root, with sudo'
  [ -d /run/systemd/system ] || fail 'this machine does not run systemd'
  [ -n "$certs" ] || [ -f $settings/tls/tls.key ] || fail 'the first time, --certs is required: a directory with ca.crt, tls.crt and tls.key'
  # A rootless daemon can't use a rootful one's cache, nor the other way round.
  owner=$(stat -c %U /var/lib/buildkit 2>/dev/null || true)
  switch='To switch, stop the service and move the directory away first'
  case $unit:$owner in
    buildkit.service:root) fail "/var/lib/buildkit belongs to root: add --rootful to upgrade. $switch" ;;
    buildkit-rootful.service:buildkit) fail "/var/lib/buildkit belongs to buildkit: omit --rootful to upgrade. $switch" ;;
  esac
  case $(uname -m) in
    x86_64) architecture=amd64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "BuildKit has no release for $(uname -m)" ;;
  esac
  mkdir -p "$library"
  choose_release
  work=$(mktemp -d "$library/.work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' HUP INT TERM

  install_packages
  [ -d "$library/$release" ] || install_release
  make_user
  install_settings
  install_units
  start
}

# Each combination of BuildKit and rootlesskit has its own path, so that an upgrade or a downgrade is one switch.
choose_release() {
  installed=
  if [ -n "$version" ] && [ "$version" != "$buildkit_version" ]; then
    buildkit_version=$version
    # The way back needs no download and no checksum, even if these files have a newer rootlesskit.
    installed=$(find "$library" -mindepth 1 -maxdepth 1 -type d -name "$version-v*" -printf '%f\n' | sort -V | tail -n 1)
  fi
  release=${installed:-$buildkit_version-$rootlesskit_version}
}

install_packages() {
  missing=
  for each in newuidmap:uidmap:shadow-utils slirp4netns:slirp4netns:slirp4netns ip:iproute2:iproute \
    git:git:git openssl:openssl:openssl curl:curl:curl; do
    command -v "${each%%:*}" >/dev/null || missing="$missing ${each#*:}"
  done
  [ -n "$missing" ] || return 0
  # Each word has a package's name in Debian and in Fedora, such as uidmap:shadow-utils.
  # shellcheck disable=SC2046,SC2086
  if command -v apt-get >/dev/null; then
    say "installing${missing}" | sed 's/:[a-z0-9-]*//g'
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends ca-certificates \
      $(printf '%s\n' $missing | cut -d : -f 1) >/dev/null
  elif command -v dnf >/dev/null; then
    dnf -q -y install $(printf '%s\n' $missing | cut -d : -f 2)
  else
    fail "install these first, under the names of your system:$missing"
  fi
}

install_release() {
  mkdir "$work/release"
  machine=$(uname -m)
  get moby/buildkit "$buildkit_version" "buildkit-$buildkit_version.linux-$architecture.tar.gz"
  get rootless-containers/rootlesskit "$rootlesskit_version" "rootlesskit-$machine.tar.gz"
  tar -xzf "$work/buildkit-$buildkit_version.linux-$architecture.tar.gz" -C "$work/release" --no-same-owner
  tar -xzf "$work/rootlesskit-$machine.tar.gz" -C "$work/release/bin" --no-same-owner
  chmod -R u=rwX,go=rX "$work/release"
  "$work/release/bin/buildkitd" --version >/dev/null || fail 'the unpacked buildkitd does not run on this machine'
  mv "$work/release" "$library/$release"
}

# get REPOSITORY TAG FILE: downloads one file of a release and checks it
get() {
  sum=$(sed -n "s|^\([0-9a-f]\{64\}\)  $2/$3\$|\1|p" "$checksums")
  [ -n "$sum" ] || fail "$checksums has no line for $2/$3: add one with the SHA-256 from https://github.com/$1/releases/tag/$2"
  case $from in
    '') url=https://github.com/$1/releases/download/$2/$3 ;;
    *://*) url=${from%/}/$3 ;;
    *) url= ;;
  esac
  if [ -n "$url" ]; then
    say "downloading $url"
    curl -fsSL --retry 3 -o "$work/$3" "$url" || fail "could not download $url"
  else
    cp "$from/$3" "$work/$3" || fail "$from has no $3"
  fi
  echo "$sum  $work/$3" | sha256sum -c --quiet - >&2 || fail "the SHA-256 of $3 differs from the one in $checksums; nothing was installed"
}

make_user() {
  getent passwd buildkit >/dev/null ||
    useradd --system --user-group --home-dir /var/lib/buildkit --shell /usr/sbin/nologin buildkit
  # useradd gives a system user no range of subordinate IDs. This one begins after the last.
  touch /etc/subuid /etc/subgid
  first=$(awk -F : 'BEGIN { end = 100000 } $2 + $3 > end { end = $2 + $3 } END { print end }' /etc/subuid /etc/subgid)
  for file in /etc/subuid /etc/subgid; do
    grep -q '^buildkit:' "$file" || echo "buildkit:$first:65536" >>"$file"
  done
  # Ubuntu lets only programs with an AppArmor profile make user namespaces.
  if [ -e /proc/sys/kernel/apparmor_restrict_unprivileged_userns ] && [ ! -e /etc/apparmor.d/buildkit-rootlesskit ]; then
    cp "$here/apparmor" /etc/apparmor.d/buildkit-rootlesskit
    apparmor_parser -r /etc/apparmor.d/buildkit-rootlesskit
  fi
}

install_settings() {
  mkdir -p $settings
  if [ ! -e $settings/buildkitd.toml ]; then
    install -m 644 "$here/../buildkitd.toml" $settings/buildkitd.toml
  elif ! cmp -s "$here/../buildkitd.toml" $settings/buildkitd.toml; then
    install -m 644 "$here/../buildkitd.toml" $settings/buildkitd.toml.new
    say "kept your $settings/buildkitd.toml; this release's settings are in buildkitd.toml.new"
  fi
}

install_units() {
  install -m 644 "$here/$unit" /etc/systemd/system/buildkit.service
  install -m 644 "$here/buildkit-metrics.socket" "$here/buildkit-metrics.service" /etc/systemd/system/
  install -m 755 "$here/buildkit-restart" /usr/local/sbin/buildkit-restart
  ln -sfn "$library/current/bin/buildctl" /usr/local/bin/buildctl
  systemctl daemon-reload
}

start() {
  before=$(readlink "$library/current" || true)
  switch_to "$release"
  systemctl enable --quiet buildkit.service
  # A rootful BuildKit gives builds this machine's network, and with it the loopback.
  if [ "$unit" = buildkit.service ]; then
    systemctl enable --quiet --now buildkit-metrics.socket
  else
    systemctl disable --quiet --now buildkit-metrics.socket
  fi
  if ! buildkit-restart ${certs:+--certs "$certs"}; then
    [ -n "$before" ] && [ "$before" != "$release" ] || exit 1
    switch_to "$before"
    buildkit-restart
    fail "$release did not start; $before runs again"
  fi
  # Keep the release in use and the one that was in use before. Another call for the same release doesn't know the one
  # before, and removes nothing. A daemon that is still draining has its files open.
  if [ -n "$before" ] && [ "$before" != "$release" ]; then
    find "$library" -mindepth 1 -maxdepth 1 -type d ! -name '.*' ! -name "$release" ! -name "$before" -exec rm -rf {} +
  fi
}

switch_to() {
  ln -sfn "$1" "$library/.current"
  mv -T "$library/.current" "$library/current"
}

say() {
  echo "$*"
}

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

# The shell has read the whole script before it runs, so an upgrade may replace the file meanwhile.
main "$@"
