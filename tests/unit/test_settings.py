"""Complete and safe, or the program does not start."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from incubator.settings import PREFIX, Settings, SettingsError

GOOD = {
    "INCUBATOR_SECRET_KEY": "k" * 40,
    "DATABASE_URL": "postgresql://incubator@127.0.0.1/incubator",
    "INCUBATOR_DATA_FOLDER": "/srv/incubator",
    "INCUBATOR_BASE_URL": "https://incubator.example",
    "INCUBATOR_TRUSTED_HOSTS": "incubator.example, www.incubator.example",
    "INCUBATOR_MAIL_HOST": "mail.example",
    "PATH": "/usr/bin",
}


def test_a_whole_environment_is_taken():
    settings = Settings.from_env(GOOD | {"INCUBATOR_PROXIES": "1"})

    assert (settings.trusted_hosts, settings.proxies) == (("incubator.example", "www.incubator.example"), 1)
    assert settings.data_folder == Path("/srv/incubator")
    assert settings.is_secure


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"INCUBATOR_SECRET_KEY": ""}, "INCUBATOR_SECRET_KEY"),
        ({"INCUBATOR_SECRET_KEY": "short"}, "32 characters"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"INCUBATOR_DATA_FOLDER": ""}, "INCUBATOR_DATA_FOLDER"),
        ({"INCUBATOR_BASE_URL": ""}, "INCUBATOR_BASE_URL"),
        ({"INCUBATOR_BASE_URL": "http://incubator.example"}, "https://"),
        ({"INCUBATOR_TRUSTED_HOSTS": ""}, "INCUBATOR_TRUSTED_HOSTS"),
        ({"INCUBATOR_TRUSTED_HOSTS": "*"}, "INCUBATOR_TRUSTED_HOSTS"),
        ({"INCUBATOR_MAIL_HOST": ""}, "INCUBATOR_MAIL_HOST"),
        ({"INCUBATOR_TEST_CLOCK": "/tmp/clock"}, "test hook"),
        ({"INCUBATOR_TEST_CRASH_POINT": "before-commit"}, "test hook"),
        ({"INCUBATOR_MODE": "debug"}, "production, demo or test"),
        ({"INCUBATOR_PROXIES": "one"}, "whole number"),
        ({"INCUBATOR_SECRETKEY": "typo"}, "unknown settings: INCUBATOR_SECRETKEY"),
    ],
)
def test_a_missing_or_unsafe_setting_stops_the_start(change, says):
    with pytest.raises(SettingsError, match=says):
        Settings.from_env({key: value for key, value in (GOOD | change).items() if value})


def test_the_readme_names_every_setting():
    told = set(re.findall(r"`((?:INCUBATOR|DATABASE)_[A-Z_]+)`", (Path(__file__).parents[2] / "README.md").read_text()))

    assert told == {
        "DATABASE_URL" if each.name == "database_url" else f"{PREFIX}{each.name.upper()}" for each in fields(Settings)
    }
