#!/bin/sh
# Makes releng/target/mailmend-VERSION-linux-ARCH.tar.gz: Mailmend with a Java runtime of its own, for computers that have none; and, where
# there is dpkg-deb, a package for Debian and Ubuntu with the same, a desktop entry, an icon and a man page.
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

command -v dpkg-deb >/dev/null || exit 0
debian=$work/debian
mkdir -p "$debian/DEBIAN" "$debian/opt" "$debian/usr/bin" "$debian/usr/share/applications" "$debian/usr/share/man/man1" \
    "$debian/usr/share/doc/mailmend"
cp -a "$work/mailmend" "$debian/opt/mailmend"
ln -s /opt/mailmend/bin/mailmend "$debian/usr/bin/mailmend"
cp releng/linux/mailmend.desktop "$debian/usr/share/applications/"
gzip -9n <releng/linux/mailmend.1 >"$debian/usr/share/man/man1/mailmend.1.gz"
for size in 16 32 48 64 128 256; do
    icons=$debian/usr/share/icons/hicolor/${size}x$size/apps
    mkdir -p "$icons"
    cp "bundles/org.mailmend.workbench/icons/mailmend-$size.png" "$icons/mailmend.png"
done
cp NOTICE "$debian/usr/share/doc/mailmend/NOTICE"
cp LICENSE "$debian/usr/share/doc/mailmend/copyright"
case $arch in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
    *) machine=$arch ;;
esac
cat >"$debian/DEBIAN/control" <<EOF
Package: mailmend
Version: $version
Architecture: $machine
Maintainer: Mailmend <mailmend@localhost>
Installed-Size: $(du -sk "$debian" | cut -f 1)
Depends: libgtk-3-0 | libgtk-3-0t64, libc6
Recommends: libwebkit2gtk-4.1-0, fonts-noto-cjk, libsecret-1-0
Section: mail
Priority: optional
Description: finds out why mail cannot be sent, and puts it right
 Mailmend is the workbench of those who answer "my mail can't be sent any more":
 a connection tester for SMTP, IMAP and POP3, an assistant that explains error
 texts, a knowledge base of mail clients and devices, sign-in with OAuth, and
 practice servers. In English and Japanese.
EOF
chmod -R u+w,go-w,a+rX "$debian"
dpkg-deb --root-owner-group -Zxz --build "$debian" "releng/target/mailmend_${version}_$machine.deb" >/dev/null
say "releng/target/mailmend_${version}_$machine.deb: install it with apt install"
