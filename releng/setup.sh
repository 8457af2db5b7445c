# What ./run and ./test have in common; read by both, with the source tree as current folder.

# Everything said here goes to standard error: standard output belongs to Mailmend.
say() {
    printf '%s\n' "$*" >&2
}

# Prints the home of a JDK >= 21: JAVA_HOME, the PATH, the usual places.
find_jdk() {
    on_path=$(command -v javac) || on_path=
    while [ -L "$on_path" ]; do
        link=$(readlink "$on_path")
        case $link in
            /*) on_path=$link ;;
            *) on_path=${on_path%/*}/$link ;;
        esac
    done
    for home in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "${HOME:-}"/.sdkman/candidates/java/current "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
        if [ -x "$home/bin/javac" ] && [ -r "$home/release" ]; then
            major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
            if [ "${major:-0}" -ge 21 ]; then
                printf '%s\n' "$home"
                return
            fi
        fi
    done
    say "Mailmend is built with a JDK >= 21, and none was found: not in JAVA_HOME, not on the PATH, not in the usual places such as" \
        "/usr/lib/jvm. Install one (Eclipse Temurin 21 or 25, for example) and try again."
    return 1
}

# Sets os, ws and arch to Eclipse's names for this platform, and mailmend to the folder that its launch script is built in.
find_platform() {
    case $(uname -sm) in
        Darwin\ arm64) os=macosx ws=cocoa arch=aarch64 ;;
        Darwin*) os=macosx ws=cocoa arch=x86_64 ;;
        *\ aarch64) os=linux ws=gtk arch=aarch64 ;;
        *) os=linux ws=gtk arch=x86_64 ;;
    esac
    mailmend=$PWD/product/target/products/mailmend/$os/$ws/$arch/mailmend
    if [ $os = macosx ]; then mailmend=${mailmend%/*}/Mailmend.app/Contents/MacOS; fi
}

# Installs Debian's packages $@ where that is possible, else says how. Fails if they are not there afterwards.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "Please install what this system calls: $*"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "Some system packages are missing. Please run:" "  sudo apt-get update && sudo apt-get install --no-install-recommends $*"
        return 1
    fi
    say "Installing system packages: $*"
    # Mail servers are wanted as programs for tests, not as services of this computer.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' >$policy
        chmod +x $policy
        own_policy=1
    else
        own_policy=
    fi
    (
        export DEBIAN_FRONTEND=noninteractive
        echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections 2>/dev/null
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"
    ) </dev/null >"${log:=/dev/null}" 2>&1
    installed=$?
    [ -z "$own_policy" ] || rm -f $policy
    [ $installed -eq 0 ] || say "The packages could not be installed; $log says why. You can try: apt-get install $*"
    return $installed
}

has_library() {
    for library in /usr/lib/*/"$1" /usr/lib/"$1" /usr/lib64/"$1" /usr/local/lib/"$1"; do
        [ ! -e "$library" ] || return 0
    done
    return 1
}
