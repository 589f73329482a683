"""Pages are fetched politely and kept as they came."""

import pytest

from dateline.cli.fetching.web import Asked, fetch_pages, watch_feeds
from dateline.errors import SourceError
from dateline.fetch.get import Fetcher
from dateline.fetch.robots import robots
from dateline.fetch.watch import Due, Feed, Memory, feeds_of
from dateline.model.report import Report
from dateline.sources import read_sources


def paths(site):
    return [path for path, _ in site.asked]


def test_robots_are_asked_once_and_obeyed(site, fetcher, slept):
    assert fetcher.get(f"{site.base}/1")[-1].status == 200
    assert fetcher.get(f"{site.base}/packed")[-1].content.startswith(b"<html>")
    with pytest.raises(SourceError, match="asks robots not to"):
        fetcher.get(f"{site.base}/private/1")
    assert paths(site) == ["/robots.txt", "/1", "/packed"]
    assert 6 < sum(slept) <= 7, "the site asks for a longer pause than ours"
    assert site.asked[1][1]["User-Agent"] == "dateline/test"


@pytest.mark.parametrize(("status", "is_open"), [(404, True), (403, True), (500, False), (429, False)])
def test_robots_that_cannot_be_had(site, fetcher, status, is_open):
    site.pages["/robots.txt"] = (status, {}, b"")
    if is_open:
        assert fetcher.get(f"{site.base}/1")[-1].status == 200
    else:
        with pytest.raises(SourceError, match="taken for a no"):
            fetcher.get(f"{site.base}/1")


ROBOTS = """User-agent: other
Disallow: /
User-agent: Dateline
User-agent: third
Disallow: /a*b$ # note
Disallow: /news/
Allow: /news/open
Disallow:
Crawl-delay: 900
"""


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", True),
        ("/axxb", False),
        ("/axxbc", True),
        ("/ab", False),
        ("/news/1", False),
        ("/news/open/1", True),
        ("/%6Eews/1", False),
    ],
)
def test_longest_rule_decides(path, is_allowed):
    asked = robots(ROBOTS, "dateline")
    assert asked.allows(path) is is_allowed
    assert asked.delay == 60
    assert not robots(ROBOTS, "other").allows(path)
    assert robots(ROBOTS, "fourth").allows(path)


@pytest.mark.parametrize("text", ["Disallow: " + "*a" * 5000, "\x00\xff", "User-agent:\nDisallow: /"])
def test_odd_robots_do_no_harm(text):
    robots("User-agent: *\n" + text, "dateline").allows("/" + "a" * 5000)


def test_page_that_is_too_large_slow_or_goes_round(site, fetcher, monkeypatch):
    monkeypatch.setattr("dateline.fetch.get.BODY_LIMIT", 100)
    with pytest.raises(SourceError, match="larger than 100 bytes"):
        fetcher.get(f"{site.base}/1")
    monkeypatch.setattr("dateline.fetch.get.BODY_LIMIT", 10_000)
    with pytest.raises(SourceError, match="more than 5 redirects"):
        fetcher.get(f"{site.base}/round")
    ticks = iter(range(0, 100_000, 100))
    hurried = type(fetcher._manners)(
        "dateline/test", fetcher._manners.clock, 0.0, monotonic=lambda: next(ticks), sleep=lambda _: None
    )
    with (
        Fetcher(hurried, fetcher._guard) as slow,
        pytest.raises(SourceError, match="taken for a no|more than 60 seconds"),
    ):
        slow.get(f"{site.base}/1")


def test_server_that_is_not_there(fetcher):
    with pytest.raises(SourceError, match="taken for a no"):
        fetcher.get("http://127.0.0.1:9/")


def asked(tmp_path, guard):
    return Asked(tmp_path / "captures", guard=guard, delay=0.0, contact="ana@news.example.org")


def test_capture_is_read_as_it_came(site, tmp_path, guard, capsys):
    site.pages["/robots.txt"] = (404, {}, b"")
    urls = [f"{site.base}{path}" for path in ("/1", "/packed", "/pieces", "/moved", "/gone", "/1")]
    assert fetch_pages(urls, asked(tmp_path, guard)) == 1
    said = capsys.readouterr().err
    assert "asked 5 = fetched 4 + not changed 0 + failed 1" in said
    assert "/gone: the server answered 404" in said
    (capture,) = (tmp_path / "captures").glob("*.warc.gz")
    found = list(read_sources([capture]))
    reports = [one for one in found if isinstance(one, Report)]
    assert [r.text[:3] for r in reports] == ["Two", "Two", "Six", "Two"]
    assert reports[0].url == f"{site.base}/1"
    assert len(found) == 6, "and the page that is not there, and the redirect"
    assert [one.name for one in (tmp_path / "captures").glob(".*")] == [".fetched.json"], "and nothing half-written"
    assert "ana@news.example.org" in site.asked[0][1]["User-Agent"]


def test_page_is_asked_for_again_only_if_it_changed(site, tmp_path, guard, capsys):
    site.pages["/robots.txt"] = (404, {}, b"")
    assert fetch_pages([f"{site.base}/1"], asked(tmp_path, guard)) == 0
    (first,) = (tmp_path / "captures").glob("*.warc.gz")
    assert fetch_pages([f"{site.base}/1"], asked(tmp_path, guard)) == 0
    assert "fetched 0 + not changed 1" in capsys.readouterr().err
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    (second,) = (p for p in (tmp_path / "captures").glob("*.warc.gz") if p != first)
    (refused,) = read_sources([second])
    assert "had not changed since" in refused.why


FEED = """<rss><channel><title>T</title><item><title>A</title><link>{0}/1</link><description>Short.</description></item>
<item><title>B</title><link>{0}/pieces</link></item><item><title>C</title><link>{0}/private/1</link></item></channel></rss>"""


def test_feed_is_watched_and_its_articles_are_fetched_once(site, tmp_path, guard, capsys):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/\n")
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, FEED.format(site.base).encode())
    site.pages["/items"] = (200, {"Content-Type": "application/rss+xml"}, FEED.format(site.base).encode())
    listed = tmp_path / "feeds.toml"
    listed.write_text(f'[[feed]]\nurl = "{site.base}/feed"\n[[feed]]\nurl = "{site.base}/items"\narticles = false\n')
    assert watch_feeds(listed, asked(tmp_path, guard), once=True) == 1
    assert "asked 5 = fetched 4 + not changed 0 + failed 1" in capsys.readouterr().err
    assert sorted(p.name.split("-")[0] for p in (tmp_path / "captures").glob("*.warc.gz")) == [
        "articles",
        "feeds",
        "items",
    ]
    (articles,) = (tmp_path / "captures").glob("articles-*")
    assert [r.text[:3] for r in read_sources([articles])] == ["Two", "Six"]
    for _ in range(4):
        watch_feeds(listed, asked(tmp_path, guard), once=True)
    assert paths(site).count("/1") == 1
    assert len(list((tmp_path / "captures").glob("articles-*"))) == 1
    assert len(list((tmp_path / "captures").glob("items-*"))) == 5, "also within one second each has its own name"
    assert capsys.readouterr().err.count("asks robots not to fetch") == 2, "three tries in all, then no more"


@pytest.mark.parametrize(
    "text",
    ["", "x", "[[feed]]\n", '[[feed]]\nurl = 5\n',
     '[[feed]]\nurl = "u"\nevery_minutes = 1\n', '[[feed]]\nurl = "u"\nodd = 1\n',
     '[feed]\nurl = "u"\n', '[[feed]]\nurl = "u"\nevery_minutes = true\n', '[[feed]]\nurl = "u"\n[other]\n'],
)  # fmt: skip
def test_bad_list_of_feeds_is_refused(tmp_path, text):
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(SourceError) as refused:
        feeds_of(path)
    assert str(path) in refused.value.where
    with pytest.raises(SourceError):
        feeds_of(tmp_path / "gone.toml")


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}'])
def test_damaged_memory_is_told(tmp_path, text):
    (tmp_path / ".fetched.json").write_text(text)
    with pytest.raises(SourceError, match="damaged"):
        Memory.of(tmp_path)


def test_memory_is_no_report_of_its_folder(tmp_path):
    (tmp_path / "fetched.json").write_text('{"https://a.example/": {"digest": "x"}}')
    memory = Memory.of(tmp_path)
    memory.save()
    assert not memory.is_wanted("https://a.example/")
    assert Memory.of(tmp_path).pages == memory.pages
    assert all("there is no file in this folder" in one.why for one in read_sources([tmp_path]))


def test_feeds_are_asked_when_they_are_due():
    due = Due((Feed("a", 10), Feed("b", 20)))
    assert [f.url for f in due.now(0)] == ["a", "b"]
    assert due.wait(0) == 600
    assert [f.url for f in due.now(600)] == ["a"]
    assert [f.url for f in due.now(1200)] == ["a", "b"]
