#!/bin/sh
# Simulates a package manager: it fetches what its cache directory doesn't have yet.
set -eu
mkdir -p packages
while read -r package; do
  cached=/var/cache/packages/$package
  if [ -e "$cached" ]; then
    echo "$package: in the cache mount"
  else
    echo "$package: fetching"
    sleep 1
    echo "echo 'using $package'" >"$cached"
  fi
  cp "$cached" packages/
done <dependencies.txt
