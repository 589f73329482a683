"""Both databases for every test of the ledger: files in a folder, and a PostgreSQL server started for the session.

DATELINE_REQUIRE_POSTGRES=1 turns the skip of a machine without PostgreSQL into a failure; CI sets it.
"""

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg
import pysqlite3
import pytest
from sqlalchemy import NullPool, create_engine, make_url

SERVER = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -k "
NUMBERS = count()


def binaries():
    """The newest PostgreSQL server on this machine, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    found = [*([Path(on_path).resolve()] if on_path else []), *installed]
    return found[-1].parent if found else None


def run(*command):
    """Run a command of PostgreSQL, which refuses to run as root."""
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if is_root() else {}
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", check=False, **who)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def is_root():
    return os.name == "posix" and os.geteuid() == 0


@pytest.fixture(scope="session")
def cluster():
    """The address of a fresh server, without the name of a database."""
    found = binaries()
    if found is None:
        said = "no PostgreSQL server on this machine (Debian, Ubuntu: apt install postgresql)"
        if os.environ.get("DATELINE_REQUIRE_POSTGRES") == "1":
            pytest.fail(said)
        pytest.skip(said)
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    if is_root():
        shutil.chown(folder, "postgres", "postgres")
    run(found / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
    # The log is a file: a pipe would stay open in the server, and waiting for its end would never end.
    control = [found / "pg_ctl", "-D", folder / "data", "-w", "-s"]
    run(*control, "-l", folder / "log", "-o", SERVER + str(folder), "start")
    yield f"postgresql://postgres@/{{}}?host={folder}"
    run(*control, "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def administrator(cluster):
    """A connection that makes databases."""
    with psycopg.connect(cluster.format("postgres"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgres_at(cluster, administrator):
    """Makes addresses of empty databases."""
    made = []

    def make(name="l"):
        made.append(f"{name}_{next(NUMBERS)}")
        # Built from template0 and never in use: so a test that kills a writer disturbs no other.
        administrator.execute(f"CREATE DATABASE {made[-1]} TEMPLATE template0")
        return cluster.format(made[-1])

    yield make
    for name in made:
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_at(request, tmp_path):
    """Makes paths or addresses at which no ledger is yet, in each database in turn."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_at")
    return lambda name="l": str(tmp_path / f"{name}.db")


def raw(path):
    """A connection to a ledger past Dateline, which commits at once."""
    how = {"poolclass": NullPool, "isolation_level": "AUTOCOMMIT"}
    if "://" in path:
        return create_engine(make_url(path).set(drivername="postgresql+psycopg"), **how).connect()
    engine = create_engine("sqlite://", creator=lambda: pysqlite3.connect(path), module=pysqlite3, **how)
    connection = engine.connect()
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    return connection


@pytest.fixture
def connect():
    """Opens connections past Dateline."""
    opened = []

    def open_(path):
        opened.append(raw(str(path)))
        return opened[-1].execution_options(no_parameters=True)

    yield open_
    for connection in opened:
        connection.close()
