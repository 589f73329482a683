"""Whatever a report holds stays text: no element, no attribute and no address comes of it."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from dateline.cli.selftest.browser.hostile import everywhere
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction
from dateline.model.report import Report

XSS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "jAvAsCrIpT&colon;alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "<svg/onload=alert(1)>",
    "</title></style></textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '<IMG """><SCRIPT>alert("XSS")</SCRIPT>">',
    "<a href=\"javascript:alert('x')\">x</a>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<body onload=alert(1)>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "\u202e<b>turned\u202c",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<template><script>alert(1)</script></template>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
"""What a page might be made to run. Source: OWASP XSS Filter Evasion Cheat Sheet."""
ATTRIBUTES = {"href", "src", "action"}


class Reader(HTMLParser):
    """Gathers elements, event attributes and addresses of a page as a browser finds them."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.handlers, self.text = set(), [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ATTRIBUTES]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name in ("style", "srcdoc")]
        assert tag != "script" or dict(attrs)["src"].startswith("/static/")

    def handle_data(self, data):
        self.text += data


@pytest.fixture(params=range(len(XSS)))
def attacked(request, tmp_path):
    """A ledger with one attack in every field, and the attack."""
    bad = XSS[request.param]
    return ledger_of(tmp_path / "l.db", [bad]), bad


def ledger_of(path, attacks):
    with Ledger.open(path) as ledger:
        for n, bad in enumerate(attacks):
            ledger.add(everywhere(bad, f"h{n}{bad}", 0))
        first = next(iter(ledger.extractions())).events[0].id
        value = Estimate.exactly(4)
        ledger.decide(Decision(first, "killed", value, attacks[0], attacks[0], attacks[0], "2021-05-08T10:00"))
    return path


def addresses(path):
    with Ledger.open(path) as ledger:
        ids = ledger.merged().ids()
        reports = [report.id for report in ledger.reports()]
    shown = [f"/event/{i}" for i in ids] + [f"/chain/{i}" for i in ids]
    return [*shown, *(f"/report/{quote(r, safe='')}?on=0-3" for r in reports), "/reports"]


def test_it_stays_text(attacked, client_of):
    path, bad = attacked
    client = client_of(path)
    asked = [*addresses(path), f"/reports?q={quote(bad)}", f"/event/{quote(bad, safe='')}", f"/report/no{quote(bad)}"]
    asked += [f"/event/x?as_of={quote(bad)}", f"/event/x?policy={quote(bad)}"]
    for address in asked:
        answer = client.get(address)
        assert answer.status_code in (200, 400, 404), address
        reader = Reader()
        reader.feed(answer.text)
        assert not reader.handlers, address
        assert not reader.tags & {"iframe", "img", "object", "math", "template", "style", "base"}, address
        for found in reader.addresses:
            assert found.startswith(("/", "#", "?")) and not found.startswith("//"), found
    reader = Reader()
    reader.feed(client.get(addresses(path)[0]).text)
    assert " ".join(bad.split()) in " ".join(reader.text.split())


def test_only_addresses_of_the_web_become_links(tmp_path, client_of):
    urls = [
        "https://a.example/?b=1&c=%22",
        "http://b.example/",
        "ftp://c.example/",
        "JAVASCRIPT:alert(1)",
        "vbscript:x",
    ]
    with Ledger.open(tmp_path / "l.db") as ledger:
        for n, url in enumerate(urls):
            ledger.add(Extraction(Report.of("Nothing.", id=f"u{n}", url=url)))
    client = client_of(tmp_path / "l.db")
    for n, url in enumerate(urls):
        reader = Reader()
        reader.feed(client.get(f"/report/u{n}").text)
        assert (url in reader.addresses) == url.startswith("http") and url in reader.text


def test_a_browser_runs_none_of_it(tmp_path, opened):
    path = ledger_of(tmp_path / "l.db", XSS)
    page = opened("/reports", path)
    for address in addresses(path)[:: max(1, len(XSS) // 6)]:
        page.goto(page.home + address)
        if page.locator("a[data-words]").count():
            page.locator("a.value[data-words], a.words[data-words], a.on-arrow").first.click()
            page.wait_for_selector(".panel.open mark.on", state="attached")
    assert page.seen.wrong == []


FILTERS = ("q", "from", "to", "kind", "actor", "country", "place", "status", "responsibility", "outlet", "unresolved")


def test_no_attack_in_a_search_or_a_filter_is_run(tmp_path, opened):
    page = opened("/", ledger_of(tmp_path / "l.db", XSS))
    for n, bad in enumerate(XSS):
        name = FILTERS[n % len(FILTERS)]
        page.goto(f"/?{name}={quote(bad)}&outlet={quote(bad)}&lanes={quote(bad)}&map={quote(bad)}&sort={quote(bad)}")
        page.wait_for_selector("#told .sums", state="attached")
    page.goto("/")
    page.locator("[name=q]").press_sequentially(XSS[2])
    page.wait_for_url("**q=**")
    page.wait_for_selector("#overview:not([aria-busy])")
    page.goto(f"/?outlet={quote(XSS[0])}")
    assert page.locator("#list tbody tr").count() == 2
    page.goto(f"/reports?q={quote(XSS[2])}")
    assert page.locator(".list li").count() >= 1


def test_no_attack_in_a_reason_is_run_in_the_review_or_after(tmp_path, opened):
    path = ledger_of(tmp_path / "l.db", XSS[:6])
    page = opened("/review", path)
    page.wait_for_selector("#entry")
    for _ in range(min(12, page.locator("#queue li").count() - 1)):
        page.keyboard.press("j")
    with Ledger.open(path) as ledger:
        event = ledger.merged().ids()[0]
    page.goto(f"/event/{event}")
    for slot, value in (("where", XSS[2]), ("perpetrator", XSS[0]), ("killed", "3")):
        page.keyboard.press("c")
        page.wait_for_selector("dialog[open]")
        page.select_option("dialog [name=slot]", slot)
        page.fill("dialog [name=value]", value)
        page.fill("dialog [name=why]", XSS[10])
        with page.expect_navigation(wait_until="load"):
            page.locator("dialog[open] button.main").click()
    for address in (f"/event/{event}", "/review", "/", f"/?place={quote(XSS[2])}", f"/chain/{event}"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    with Ledger.open(path) as ledger:
        assert {one.why for one in ledger.decisions()} >= {XSS[10]}
