"""Runs a command with a PostgreSQL server of its own: `python tests/postgresql.py pytest -n 2`.

The server lives in a temporary folder, listens on a socket in it and nowhere else, and is gone when the command has ended.
PostgreSQL refuses to run as root; root starts it as the user postgres or nobody.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing here outlives the run, so nothing needs to reach the disk.
SERVER_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


def main(command: list[str]) -> int:
    """Runs the command with DATABASE_URL set to a new server; its exit code."""
    if not command:
        return _fault("Name the command to run: python tests/postgresql.py COMMAND...", 2)
    programs = binaries()
    if programs is None:
        return _fault("PostgreSQL was not found. Install its server; on Debian: apt-get install postgresql", 1)
    try:
        with server(programs) as url:
            return run(command, url)
    except subprocess.CalledProcessError as error:
        return _fault(f"{error.cmd[0]} failed:\n{error.stdout}", 1)
    except KeyboardInterrupt:
        return _fault("Stopped.", 128 + signal.SIGINT)


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on PATH, in Debian's place for them (highest version), or where pg_config says."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(answer.stdout.strip()))
    whole = (folder for folder in candidates if (folder / "initdb").exists() and (folder / "pg_ctl").exists())
    return next(whole, None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """The address of a server that runs until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data, log = folder / "data", folder / "log"
    user = unprivileged()

    def call(program: str, *arguments: str) -> None:
        _call([str(programs / program), f"--pgdata={data}", *arguments], folder, user)

    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        call("initdb", "--username=tests", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        call("pg_ctl", "start", "--wait", f"--log={log}", f"--options={SERVER_OPTIONS} -k {folder}")
        yield f"postgres://tests@{quote(str(folder), safe='')}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            call("pg_ctl", "stop", "--mode=immediate", "--wait")
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged() -> pwd.struct_passwd | None:
    """The user that root runs the server as; none where the caller is not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def run(command: list[str], url: str) -> int:
    """The command's exit code; as a shell gives it where a signal ended it (128 + signal) or it was not found (127)."""
    try:
        code = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except FileNotFoundError:
        return _fault(f"{command[0]} was not found.", 127)
    return code if code >= 0 else 128 - code


def _call(command: list[str], folder: Path, user: pwd.struct_passwd | None) -> None:
    """Runs a program of PostgreSQL. Its output goes to a file: the server, which stays, would hold a pipe open."""
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    with tempfile.TemporaryFile("w+") as output:
        ended = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, check=False, **who)
        output.seek(0)
        if ended.returncode:
            log = folder / "log"
            said = output.read() + (log.read_text() if log.exists() else "")
            raise subprocess.CalledProcessError(ended.returncode, command, said)


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _fault(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code


if __name__ == "__main__":
    # Asked to end, it still stops the server and removes the folder.
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, lambda number, _frame: sys.exit(128 + number))
    sys.exit(main(sys.argv[1:]))
