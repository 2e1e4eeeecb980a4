#!/bin/sh
# Installs BuildKit as a service of systemd, or upgrades it without losing a build. Run it as root,
# again whenever you like: what is there stays, and a restart waits for the builds that run.
set -eu
umask 022

buildkit_version=v0.32.2
rootlesskit_version=v3.1.0

here=$(cd "$(dirname "$0")" && pwd)
library=/usr/local/lib/buildkit
settings=/etc/buildkit

usage() {
  cat <<'TEXT'
usage: install.sh [--certs DIRECTORY] [--rootful] [--version VERSION] [--from PLACE] [--checksums FILE]

  --certs      ca.crt, tls.crt and tls.key of this daemon, as certs makes them; needed the first time
  --rootful    run as root; docs/server-machine.md says when that is the better choice
  --version    another release of BuildKit, such as v0.33.1, to upgrade or to go back
  --from       a directory or URL that holds the release archives, in place of github.com
  --checksums  their SHA-256 sums, in place of the file beside this script
TEXT
}

main() {
  certs='' unit=buildkit.service from='' checksums=$here/checksums
  while [ $# -gt 0 ]; do
    case $1 in
      --certs) certs=${2:?--certs needs a directory}; shift ;;
      --rootful) unit=buildkit-rootful.service ;;
      --version) buildkit_version=v${2#v}; shift ;;
      --from) from=${2:?--from needs a directory or URL}; shift ;;
      --checksums) checksums=${2:?--checksums needs a file}; shift ;;
      -h | --help) usage; return ;;
      *) usage >&2; fail "$1 is no option" ;;
    esac
    shift
  done
  [ "$(id -u)" -eq 0 ] || fail 'run it as root, with sudo'
  [ -d /run/systemd/system ] || fail 'this machine does not run systemd'
  [ -n "$certs" ] || [ -f $settings/tls/tls.key ] || fail 'give --certs the first time: a directory with ca.crt, tls.crt and tls.key'
  # The files of one way to run it are of no use to the other.
  owner=$(stat -c %U /var/lib/buildkit 2>/dev/null || true)
  case $unit:$owner in
    buildkit.service:root | buildkit-rootful.service:buildkit)
      fail "/var/lib/buildkit is $owner's, from the other way to run BuildKit: stop the service and move it away first" ;;
  esac
  case $(uname -m) in
    x86_64) architecture=amd64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "there is no release for $(uname -m)" ;;
  esac
  # A path of its own for each combination, so that an upgrade is one switch, and so is the way back.
  release=$buildkit_version-$rootlesskit_version
  mkdir -p "$library"
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

install_packages() {
  missing=
  for each in newuidmap:uidmap:shadow-utils slirp4netns:slirp4netns:slirp4netns ip:iproute2:iproute \
    git:git:git openssl:openssl:openssl curl:curl:curl; do
    command -v "${each%%:*}" >/dev/null || missing="$missing ${each#*:}"
  done
  [ -n "$missing" ] || return 0
  # Words such as uidmap:shadow-utils, Debian's name and Fedora's.
  # shellcheck disable=SC2046,SC2086
  if command -v apt-get >/dev/null; then
    say "installing${missing}" | sed 's/:[a-z0-9-]*//g'
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends ca-certificates \
      $(printf '%s\n' $missing | cut -d : -f 1) >/dev/null
  elif command -v dnf >/dev/null; then
    dnf -q -y install $(printf '%s\n' $missing | cut -d : -f 2)
  else
    fail "install these first, by the name your system gives them:$missing"
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

# get REPOSITORY TAG FILE: fetches one file of a release and checks it
get() {
  sum=$(sed -n "s|^\([0-9a-f]\{64\}\)  $2/$3\$|\1|p" "$checksums")
  [ -n "$sum" ] || fail "$checksums has no line for $2/$3: add it, with the SHA-256 that https://github.com/$1/releases/tag/$2 shows"
  case $from in
    '') url=https://github.com/$1/releases/download/$2/$3 ;;
    *://*) url=${from%/}/$3 ;;
    *) url= ;;
  esac
  if [ -n "$url" ]; then
    say "fetching $url"
    curl -fsSL --retry 3 -o "$work/$3" "$url" || fail "could not fetch $url"
  else
    cp "$from/$3" "$work/$3" || fail "$from lacks $3"
  fi
  echo "$sum  $work/$3" | sha256sum -c --quiet - >&2 || fail "$3 is not the file that $checksums names; nothing was installed"
}

make_user() {
  getent passwd buildkit >/dev/null ||
    useradd --system --user-group --home-dir /var/lib/buildkit --shell /usr/sbin/nologin buildkit
  # A user for the system gets no such range by itself. It begins where all others have ended.
  touch /etc/subuid /etc/subgid
  first=$(awk -F : 'BEGIN { end = 100000 } $2 + $3 > end { end = $2 + $3 } END { print end }' /etc/subuid /etc/subgid)
  for file in /etc/subuid /etc/subgid; do
    grep -q '^buildkit:' "$file" || echo "buildkit:$first:65536" >>"$file"
  done
  # Ubuntu lets only programs that it knows make a user namespace.
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
    say "kept your $settings/buildkitd.toml; the one that came with this script is buildkitd.toml.new"
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
  # As root, BuildKit gives builds this machine's network, and so its loopback.
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
  # Kept: the one in use and the one before. A daemon that still drains has its files open.
  find "$library" -mindepth 1 -maxdepth 1 -type d ! -name '.*' ! -name "$release" -printf '%T@ %p\n' |
    sort -rn | tail -n +2 | cut -d ' ' -f 2- | while read -r old; do rm -rf "$old"; done
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

# Whole before anything runs, so that the script may be replaced while it does.
main "$@"
