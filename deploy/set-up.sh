#!/bin/sh
# Sees to the system's own packages. `make` calls it; Python's and npm's packages are the Makefile's business.
#
#   deploy/set-up.sh report   what the site and its PDF need
#   deploy/set-up.sh test     that, and what the tests need: Chromium and PostgreSQL's server programs; and LibreOffice,
#                             which opens the report's Word file, where it can be had: without it one test is skipped
#
# What is missing is found out by trying it, not by asking the package manager: a library may come from anywhere.
# As root on Debian and its like, installs what is missing, after saying so. Elsewhere, says what to install and stops.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
packages=""      # Debian's names of what is missing
descriptions=""  # the same in words, for machines that call it something else
wishes=""        # Debian's names of what is missing and can be done without

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

need() {  # PACKAGE WORDS
    packages="$packages $1"
    descriptions="$descriptions
  - $2"
}

wish() {  # PACKAGE
    wishes="$wishes $1"
}

check_python() {
    if ! command -v "$python" >/dev/null; then
        [ "$python" = python3 ] || stop "There is no $python on this machine."
        need python3 "Python 3.11 or newer"
        need python3-venv "Python's venv module"
        return
    fi
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "Strategy Tracker needs Python 3.11 or newer, and $python is Python $version." \
            "If this machine has a newer one, name it: make demo PYTHON=python3.12"
    # Debian ships Python without the part that puts pip into a virtual environment.
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        need "python$version-venv" "Python's venv and ensurepip modules"
}

has_library() {  # NAME, or another system's name for it
    for library; do
        "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$library" 2>/dev/null && return
    done
    return 1
}

check_report() {
    check_python
    # PangoFT2 is linked to Pango, HarfBuzz, fontconfig and GObject, the other libraries that WeasyPrint loads:
    # where it loads, they do. No fonts are asked for: the report brings its own, and renders where there are no others.
    has_library libpangoft2-1.0.so.0 libpangoft2-1.0.dylib || need libpangoft2-1.0-0 "Pango with PangoFT2"
    # Without it WeasyPrint cuts fonts down in Python, slowly, and warns that it will soon refuse to.
    has_library libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib ||
        need libharfbuzz-subset0 "HarfBuzz's subset library"
}

has_postgresql() {  # where the tests look for it
    PYTHONPATH=tests "$python" -B -c 'import sys, postgresql; sys.exit(postgresql.binaries() is None)' 2>/dev/null
}

check_test() {
    check_report
    command -v chromium >/dev/null || need chromium "Chromium, as the command chromium"
    # Playwright drives Chromium with a Node.js of its own, which is linked to it.
    [ "$(uname)" != Linux ] || has_library libatomic.so.1 || need libatomic1 "libatomic"
    has_postgresql || need postgresql "PostgreSQL's server programs (initdb, pg_ctl)"
    command -v soffice >/dev/null || wish "libreoffice-writer-nogui fonts-liberation"
}

check() {
    packages="" descriptions="" wishes=""
    "check_$part"
}

includes_postgresql() {
    case $packages in *" postgresql"*) ;; *) return 1 ;; esac
}

# What somebody without the right to install can do, or can ask for.
ask_for_packages() {
    command -v apt-get >/dev/null ||
        stop "Strategy Tracker needs these, and this machine lacks them:$descriptions" \
            "Install them, then run make again."
    printf '%s\n' "Strategy Tracker needs system packages that this machine lacks. Run this line, then make again:" \
        "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends$packages" >&2
    ! includes_postgresql ||
        stop "Debian's postgresql starts a server, which the tests don't use: sudo deploy/set-up.sh $part leaves that out."
    exit 1
}

# Debian's postgresql package creates a database cluster and starts a server. The tests make and start their own, and a
# machine should not end up with a server that nobody asked for: this setting, there for the installation only, says so.
install_packages() {
    without_cluster=/etc/postgresql-common/createcluster.d/strategy-tracker.conf
    if includes_postgresql; then
        mkdir -p "${without_cluster%/*}"
        trap 'rm -f "$without_cluster"' EXIT
        trap 'exit 130' INT TERM
        echo "create_main_cluster = false" >"$without_cluster"
    fi
    apt_install $packages || stop "apt-get could not install them: see its message above."
}

apt_install() {  # PACKAGE...
    export DEBIAN_FRONTEND=noninteractive
    # A machine just started may still be busy with its own updates: wait for them instead of failing.
    apt-get update -qq &&
        apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
            "$@" </dev/null >/dev/null
}

can_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

# What can be done without is installed where that is possible, and never stops anybody.
grant_wishes() {
    [ -n "$wishes" ] || return 0
    if can_install; then
        echo "Installing system packages with apt-get, for tests that are skipped without:$wishes"
        apt_install $wishes || echo "They could not be installed: those tests are skipped."
    else
        echo "Not on this machine, so the tests that need it are skipped:$wishes"
    fi
}

case ${1:-} in
report | test) part=$1 ;;
*) stop "Usage: deploy/set-up.sh report|test" ;;
esac

check
if [ -n "$packages" ]; then
    can_install || ask_for_packages
    echo "Installing system packages with apt-get:$packages"
    install_packages
    check
    [ -z "$packages" ] || stop "The packages are installed, and yet $python finds these missing:$descriptions"
fi
grant_wishes
