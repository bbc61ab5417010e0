"""Everything the installation decides, complete or the program does not start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PREFIX = "INCUBATOR_"
LEAST_KEY_LENGTH = 32
TEST_ONLY = ("test_clock", "test_crash_point")


class SettingsError(Exception):
    """The installation is not complete or not safe; the message says which setting and what to do."""


@dataclass(frozen=True)
class Settings:
    """One attribute for one `INCUBATOR_…` variable (and `DATABASE_URL`).

    `mode` is `production`, `demo` or `test`; only the last two take defaults for what a person would not know yet.
    """

    secret_key: str
    database_url: str
    data_folder: Path
    base_url: str
    mode: str = "production"
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    mail_sender: str = "no-reply@incubator.example"
    mail_folder: Path | None = None
    mail_host: str = ""
    mail_port: int = 25
    workers: int = 2
    threads: int = 4
    free_disk_mb: int = 200
    scanner: str = ""
    test_clock: str = ""
    test_crash_point: str = ""

    @property
    def is_secure(self) -> bool:
        """Whether people reach the program over HTTPS (cookies are marked Secure then)."""
        return self.base_url.startswith("https://")

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read and check the environment.  Raises SettingsError with the way out."""
        known = {PREFIX + f.name.upper() for f in fields(cls)}
        unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise SettingsError(f"unknown settings: {', '.join(unknown)}; known are {', '.join(sorted(known))}")
        settings = cls(**_values(environ))
        settings.check()
        return settings

    def check(self) -> None:
        """Refuse what is missing or unsafe."""
        if self.mode not in {"production", "demo", "test"}:
            raise SettingsError("INCUBATOR_MODE is production, demo or test")
        if len(self.secret_key) < LEAST_KEY_LENGTH:
            raise SettingsError(
                "INCUBATOR_SECRET_KEY needs 32 characters or more: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        if not self.is_production:
            return
        if any(getattr(self, name) for name in TEST_ONLY):
            raise SettingsError("a test hook is set: unset INCUBATOR_TEST_CLOCK and INCUBATOR_TEST_CRASH_POINT")
        if not self.is_secure:
            raise SettingsError("INCUBATOR_BASE_URL starts with https:// in production")
        if not self.trusted_hosts or "*" in self.trusted_hosts:
            raise SettingsError("INCUBATOR_TRUSTED_HOSTS names the host names people use, separated by commas")
        if not (self.mail_host or self.mail_folder):
            raise SettingsError("INCUBATOR_MAIL_HOST names the SMTP server")


def _values(environ: Mapping[str, str]) -> dict[str, Any]:
    def read(name: str) -> str:
        return environ.get(PREFIX + name, "")

    values: dict[str, Any] = {
        "secret_key": read("SECRET_KEY"),
        "database_url": _psycopg(environ.get("DATABASE_URL") or read("DATABASE_URL")),
        "data_folder": Path(read("DATA_FOLDER")).absolute() if read("DATA_FOLDER") else None,
        "base_url": read("BASE_URL").rstrip("/"),
    }
    for name, value in values.items():
        if not value:
            variable = "DATABASE_URL" if name == "database_url" else PREFIX + name.upper()
            raise SettingsError(f"{variable} is not set; see “Settings” in README.md")
    return values | _optional(read)


def _optional(read: Callable[[str], str]) -> dict[str, Any]:
    """The settings that may be left out, where they are not."""
    readers: dict[str, Callable[[str], Any]] = {
        "mode": str,
        "mail_sender": str,
        "mail_host": str,
        "test_clock": str,
        "test_crash_point": str,
        "proxies": _whole,
        "mail_port": _whole,
        "workers": _whole,
        "threads": _whole,
        "free_disk_mb": _whole,
        "scanner": str,
        "mail_folder": lambda raw: Path(raw).absolute(),
        "trusted_hosts": _listed,
    }
    return {name: reader(read(name.upper())) for name, reader in readers.items() if read(name.upper())}


def _listed(raw: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in raw.split(",") if item.strip())


def _whole(raw: str) -> int:
    if not raw.isdecimal():
        raise SettingsError(
            f"“{raw}” is not a whole number (INCUBATOR_PROXIES, _MAIL_PORT, _WORKERS, _THREADS, _FREE_DISK_MB)"
        )
    return int(raw)


def _psycopg(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url


def data_dir(name: str) -> Path:
    """`templates` or `migrations`: packed beside the package in a wheel, at the top of the repository otherwise."""
    packed = Path(__file__).parent / "_data" / name
    return packed if packed.exists() else Path(__file__).parent.parent / name


def environment() -> Mapping[str, str]:
    return os.environ
