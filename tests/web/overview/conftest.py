"""A served ledger of invented reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Ledger

REPORTS = (
    ("Harbour Post", "2031-03-11",
     "BAGHDAD, March 11, 2031 - Three soldiers were killed and 12 wounded when rockets struck Camp Taji, Iraq, on "
     "Tuesday, military officials said."),
    ("Delta Courier", "2031-03-11",
     "BAGHDAD, March 11, 2031 - Rockets struck Camp Taji, Iraq, on Tuesday. Five soldiers were killed, the Iraqi "
     "military said."),
    ("Delta Courier", "2031-03-14",
     "WASHINGTON, March 14, 2031 - U.S. jets bombed a militia depot in Erbil on Friday in retaliation for the rocket "
     "attack on Camp Taji on Tuesday that killed three soldiers, the Pentagon said."),
    ("Delta Courier", "2031-03-22",
     "KABUL, March 22, 2031 - A roadside bomb killed between 4 and 9 people in Kandahar on Saturday, police said. The "
     "Taliban claimed responsibility."),
    ("Harbour Post", "2031-04-02",
     "DAMASCUS, April 2, 2031 - Shelling wounded 6 people about 20 km east of Aleppo on Wednesday, a monitor said."),
    ("Harbour Post", "2031-04-03",
     "DAMASCUS, April 3, 2031 - Two people were killed by an air strike in Syria in January, a monitor said."),
    ("<b>Gulf</b> \"Daily\"", "2031-04-05",
     "BASRA, April 5, 2031 - Gunmen of the <img src=x onerror=alert(1)> Front shot dead 2 policemen in Basra on "
     "Saturday, police said."),
)  # fmt: skip


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of seven invented reports."""
    from datetime import date

    from dateline.model.report import Report
    from dateline.pipeline import extract

    path = tmp_path_factory.mktemp("overview") / "small.db"
    with Ledger.open(str(path)) as ledger:
        for outlet, day, text in REPORTS:
            ledger.add(extract(Report.of(text, published=date.fromisoformat(day), outlet=outlet)))
    return path


@pytest.fixture
def opened(serve: Callable[..., Any], browse: Callable[..., Any], small: Path) -> Callable[..., Any]:
    """Opens a page of the site; what nobody should see fails the test at its end."""
    site = serve(small)

    def open_(path: str = "/", **how: Any) -> Any:
        page = browse(site, path, **how)
        if how.get("java_script_enabled", True):
            page.wait_for_selector("#plot > *")
            page.wait_for_selector("#map .land", state="attached")
        return page

    return open_
