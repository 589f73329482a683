"""A marked file of our own: names found and resolved, missed, invented, astray."""

from dateline.evaluate.marked.geo import measure

XML = """<articles><article docid="1"><text>Two guards fell in Baghdad on Monday, and one in Qorvash.</text>
<toponyms><toponym><start>19</start><end>26</end><phrase>Baghdad</phrase>
<gaztag><name>Baghdad</name><fcode>PPLC</fcode><lat>{lat}</lat><lon>44.4</lon></gaztag></toponym>
<toponym><start>49</start><end>56</end><phrase>Qorvash</phrase></toponym></toponyms></article></articles>"""


def measured(tmp_path, lat):
    (tmp_path / "a.xml").write_text(XML.format(lat=lat), "utf-8")
    return measure(tmp_path / "a.xml")


def test_a_name_near_its_coordinate_is_resolved(tmp_path):
    score = measured(tmp_path, "33.3")
    assert score.found + score.missed == 2
    assert (score.located, score.resolved, score.near) == (1, 1, 1.0)
    assert not score.astray


def test_a_name_far_from_its_coordinate_is_astray(tmp_path):
    score = measured(tmp_path, "51.0")
    assert (score.located, score.resolved, score.near) == (1, 0, 0.0)
    assert [name.split(" -> ")[0] for name in score.astray] == ["Baghdad"]


def test_nothing_read_has_no_score(tmp_path):
    (tmp_path / "a.xml").write_text("<articles/>")
    score = measure(tmp_path / "a.xml")
    assert (score.precision, score.recall, score.f1, score.near) == (0.0, 0.0, 0.0, 0.0)
