#!/bin/sh
# Puts the launcher beside the jar of a build and makes its archive of loaded classes.
# The archive is of the Java that makes it; another Java does without.
set -eu
to=$1
cp "$(dirname "$0")/blackout" "$to/blackout"
chmod 755 "$to/blackout"
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
rm -f "$to/blackout.jsa"
"$java" -XX:ArchiveClassesAtExit="$to/blackout.jsa" -Xlog:disable -XX:+UseSerialGC \
  -jar "$to/blackout.jar" estimate --memory 1GiB --dirty-rate 10MiB/s --link 1Gbit/s --hypervisor qemu \
  --json /dev/null >/dev/null 2>&1 || echo "no archive of classes was made; the launcher runs without" >&2
