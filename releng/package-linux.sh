#!/bin/sh
# Makes releng/target/mailmend-VERSION-linux-ARCH.tar.gz: Mailmend with a Java runtime of its own, for computers that have none.
set -eu
cd "$(dirname "$0")/.."
. releng/setup.sh
find_platform
JAVA_HOME=$(find_jdk)
export JAVA_HOME
if [ "$os" != linux ] || ! [ -x "$JAVA_HOME/bin/jpackage" ]; then
    say "This needs Linux and a full JDK, with jpackage and jmods."
    exit 1
fi
./run --version >/dev/null
read -r build <"$mailmend/cli/build"
version=${build%%-*}
work=$PWD/releng/target/package
rm -rf "$work"
mkdir -p "$work/in"
cp "$mailmend"/plugins/org.eclipse.equinox.launcher_*.jar "$work/in/launcher.jar"

# java.se, and what is found by name only: character sets of old Japanese mail, locales, certificates on tokens, accessibility, zip files.
"$JAVA_HOME/bin/jpackage" --type app-image --name mailmend --app-version "$(printf '%s' "$version" | cut -d. -f1-3)" --vendor Mailmend \
    --icon bundles/org.mailmend.workbench/icons/mailmend-256.png \
    --input "$work/in" --main-jar launcher.jar --main-class org.eclipse.equinox.launcher.Main --app-content "$mailmend" \
    --add-modules java.se,jdk.accessibility,jdk.charsets,jdk.crypto.cryptoki,jdk.localedata,jdk.net,jdk.unsupported,jdk.zipfs \
    --jlink-options '--strip-debug --no-header-files --no-man-pages --include-locales=en,ja --generate-cds-archive' --dest "$work"

# The launch script knows more than jpackage's: the command line, and the restart that the workbench asks for. It finds the runtime.
rm -r "$work/mailmend/bin/mailmend" "$work/mailmend/lib/app"
ln -s ../lib/mailmend/mailmend "$work/mailmend/bin/mailmend"
image=mailmend-$version-linux-$arch.tar.gz
tar -C "$work" -czf "releng/target/$image" mailmend
say "releng/target/$image: unpack it anywhere and start mailmend/bin/mailmend"
