"""Changing a draft row by row: saving, two people at once, moving, copying, removing, retiring."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from logbook.core.ids import new_id
from tests.authoring.sheets import a_copy, content_of, published, row_url, save, typed
from tests.factories import Cast
from tests.pages import PageClient

Clients = Callable[..., PageClient]
CRACKS = ("criteria", "crack_free")


def _names(draft_id: object, *path: str) -> list[str]:
    found = content_of(draft_id)
    for key in path:
        found = found[key]
    return [row["id"] for row in found]


def _cracks(draft_id: object) -> dict[str, Any]:
    return next(row for row in content_of(draft_id)["evaluation"]["criteria"] if row["id"] == "crack_free")


def test_a_row_is_saved_in_three_languages(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    page = save(client, draft_id, *CRACKS, text__nl="  Geen\n barst ", text__fr="Sans fissure", text__en="")
    row = _cracks(draft_id)
    assert row["text"] == {"nl": "Geen barst", "fr": "Sans fissure"}
    assert row["iso6520"] and row["drawing"] == "crack", "what the form does not ask stays"
    assert "Eén vertaling ontbreekt" in client.get(f"/sheet-drafts/{draft_id}/rows/criteria").text
    assert page.location.endswith("#row-crack_free")


def test_a_script_saves_at_each_change_and_gets_the_new_fingerprint(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    url = row_url(draft_id, *CRACKS)
    form = typed(client.get(url), "#row-form")
    script = {"X-Autosave": "1"}
    first = client.post(url, form | {"text.nl": "Een"}, status=200, headers=script).response.json
    second = client.post(url, form | {"text.nl": "Twee", "was": first["was"]}, status=200, headers=script).response.json
    assert second["was"] != first["was"] and _cracks(draft_id)["text"]["nl"] == "Twee"
    client.post(url, form | {"text.nl": "Drie"}, status=409, headers=script)
    client.post(url, form | {"text.nl": "x" * 101}, status=422, headers=script)


def test_two_people_in_two_rows_both_keep_what_they_wrote(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, first, second = a_copy(cast), client_for(cast.teacher), client_for(cast.counsellor)
    one, two = row_url(draft_id, *CRACKS), row_url(draft_id, "part", "about")
    of_first, of_second = typed(first.get(one), "#row-form"), typed(second.get(two), "#row-form")
    first.post(one, of_first | {"text.nl": "Van Tess"})
    second.post(two, of_second | {"title.nl": "Van Cas"})
    content = content_of(draft_id)
    assert content["title"]["nl"] == "Van Cas" and _cracks(draft_id)["text"]["nl"] == "Van Tess"


def test_two_people_in_one_row_see_both_texts_and_choose(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, first, second = a_copy(cast), client_for(cast.teacher), client_for(cast.counsellor)
    url = row_url(draft_id, *CRACKS)
    of_first, of_second = typed(first.get(url), "#row-form"), typed(second.get(url), "#row-form")
    first.post(url, of_first | {"text.nl": "Van Tess"})
    first.post(url, of_first | {"text.nl": "Van Tess"})  # the same again is no conflict
    page = second.post(url, of_second | {"text.nl": "Van Cas"}, status=409)
    assert "Van Tess" in page.one(".theirs").get_text() and page.one("[name='text.nl']")["value"] == "Van Cas"
    assert _cracks(draft_id)["text"]["nl"] == "Van Tess"
    second.post(url, typed(page, "#row-form"))
    assert _cracks(draft_id)["text"]["nl"] == "Van Cas"


def test_words_for_a_row_that_somebody_removed_come_back_with_the_button(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id, first, second = a_copy(cast), client_for(cast.teacher), client_for(cast.counsellor)
    url = row_url(draft_id, *CRACKS)
    form = typed(second.get(url), "#row-form")
    first.post(f"/sheet-drafts/{draft_id}/rows/criteria", {"do": "remove:crack_free"})
    page = second.post(url, form | {"text.nl": "Van Cas"}, status=409)
    assert "haalde dit intussen weg" in page.text
    second.post(url, typed(page, "#row-form"))
    assert _cracks(draft_id)["text"]["nl"] == "Van Cas"


def test_a_new_row_comes_with_its_first_words_and_once(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    before = len(_names(draft_id, "steps"))
    form = client.get(f"/sheet-drafts/{draft_id}/rows/steps/new")
    assert len(_names(draft_id, "steps")) == before
    url, said = form.one("#row-form")["action"], typed(form, "#row-form") | {"text.nl": "Stap erbij"}
    more = client.post(url, said | {"next": "new"})
    client.post(url, said)
    assert len(_names(draft_id, "steps")) == before + 1 and more.location.endswith("/rows/steps/new")


def test_rows_move_are_copied_and_removed(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    url = f"/sheet-drafts/{draft_id}/rows/criteria"
    first, second, *rest = _names(draft_id, "evaluation", "criteria")
    page = client.follow(client.post(url, {"do": f"down:{first}"}))
    assert _names(draft_id, "evaluation", "criteria") == [second, first, *rest]
    assert page.one("button[autofocus]")["value"] == f"down:{first}"
    client.post(url, {"do": f"up:{first}"})
    client.post(url, {"do": f"up:{first}"})
    assert _names(draft_id, "evaluation", "criteria") == [first, second, *rest]
    for _twice in range(2):
        client.post(url, {"do": f"copy:{first}", "copy_id": "c_0a0a0a"})
    assert _names(draft_id, "evaluation", "criteria") == [first, "c_0a0a0a", second, *rest]
    for _twice in range(2):
        client.post(url, {"do": f"remove:{second}"})
    assert second not in _names(draft_id, "evaluation", "criteria")
    for odd in ({"do": "explode:x"}, {}, {"do": "up"} | {"copy_id": "Zo Niet"}):
        client.post(url, odd, status=404)


def test_a_row_is_put_above_another_or_last(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    url = f"/sheet-drafts/{draft_id}/rows/criteria"
    first, second, *rest = _names(draft_id, "evaluation", "criteria")
    last = rest[-1]
    for _twice in range(2):
        client.post(url, {"do": f"put:{last}", "before": second})
        assert _names(draft_id, "evaluation", "criteria") == [first, last, second, *rest[:-1]]
    for _twice in range(2):
        client.post(url, {"do": f"put:{first}", "before": ""})
        assert _names(draft_id, "evaluation", "criteria") == [last, second, *rest[:-1], first]
    client.post(url, {"do": "put:c_gone", "before": first})
    for elsewhere in ("c_gone", first):
        page = client.post(url, {"do": f"put:{first}", "before": elsewhere}, status=422)
        assert "intussen iets veranderd" in page.text
    client.post(url, {"do": f"put:{first}", "before": "x" * 61}, status=404)
    assert _names(draft_id, "evaluation", "criteria") == [last, second, *rest[:-1], first]


def test_a_row_stays_in_its_group_wherever_it_is_put(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    client.post(row_url(draft_id, "groups", "g_000001"), {"title.nl": "Uitzicht"})
    first, second, third, *rest = _names(draft_id, "evaluation", "criteria")
    for name in (first, third):
        save(client, draft_id, "criteria", name, group="g_000001")
    url = f"/sheet-drafts/{draft_id}/rows/criteria"
    client.post(url, {"do": f"put:{first}", "before": second}, status=422)
    client.post(url, {"do": f"put:{first}", "before": ""})
    assert _names(draft_id, "evaluation", "criteria") == [second, third, first, *rest]


def test_criteria_stand_in_groups(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    for name, words in (("g_000001", "Uitzicht"), ("g_000002", "Maten")):
        client.post(row_url(draft_id, "groups", name), {"title.nl": words})
    save(client, draft_id, *CRACKS, group="g_000002")
    page = client.get(f"/sheet-drafts/{draft_id}/rows/criteria")
    assert [each.get_text() for each in page.all("form h2")] == ["Uitzicht", "Maten"]
    phone = client.get(f"/sheet-drafts/{draft_id}/preview/phone")
    assert "Maten" in phone.text and "Uitzicht" not in phone.text
    client.post(row_url(draft_id, *CRACKS), {"text.nl": "x", "group": "g_none"}, status=422)
    client.post(f"/sheet-drafts/{draft_id}/rows/groups", {"do": "remove:g_000002"})
    assert "group" not in _cracks(draft_id)


def test_what_was_published_is_retired_and_can_come_back(library: Flask, cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.teacher)
    slug = published(cast, client)
    draft_id = client.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}).location.rsplit("/", 1)[-1]
    url = f"/sheet-drafts/{draft_id}/rows/criteria"
    assert "Niet meer gebruiken" in client.get(row_url(draft_id, *CRACKS)).text
    assert "kan niet" in client.post(url, {"do": "remove:crack_free"}, status=422).text
    client.post(url, {"do": "retire:crack_free"})
    assert "Niet meer in gebruik" in client.get(url).text
    assert "Weer gebruiken" in client.get(row_url(draft_id, *CRACKS)).text
    client.post(url, {"do": "bring_back:crack_free"})
    client.post(row_url(draft_id, "criteria", "c_111111"), {"text.nl": "Nieuw"})
    client.post(url, {"do": "remove:c_111111"})


def test_a_scale_is_chosen_or_made(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    client.post(row_url(draft_id, "part", "evaluation"), {"title.nl": "x", "scale": "no_such"}, status=422)
    save(client, draft_id, "part", "evaluation", scale="yes_no")
    assert content_of(draft_id)["evaluation"]["scale"] == "yes_no"
    levels = client.follow(client.post(f"/sheet-drafts/{draft_id}/scales", {"name": "own_1"}))
    assert "Niveaus" in levels.h1
    for number, word in enumerate(("nog niet", "bijna", "ja"), start=1):
        url = row_url(draft_id, "scale.own_1", f"level_{number}")
        client.post(url, typed(client.get(url), "#row-form") | {"symbol.nl": word[0], "label.nl": word})
    client.post(f"/sheet-drafts/{draft_id}/rows/scale.own_1", {"do": "remove:level_2"})
    save(client, draft_id, "part", "evaluation", scale="own_1")
    scale = content_of(draft_id)["scales"]["own_1"]
    assert [(level["order"], level["print_order"], level["counts_as_met"]) for level in scale] == [
        (1, 2, False),
        (2, 1, True),
    ]
    assert "Alles is in orde" in client.get(f"/sheet-drafts/{draft_id}").text
    client.get(f"/sheet-drafts/{draft_id}/rows/scale.reached", status=404)
    client.post(f"/sheet-drafts/{draft_id}/rows/scale.yes_no", {"do": "remove:done"}, status=404)


def test_markup_in_a_text_is_only_text(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    svg = "<svg onload=alert(1)><script>alert(2)</script></svg> %(what)s"
    save(client, draft_id, *CRACKS, text__nl=svg, look_for__nl=svg)
    for path in ("rows/criteria", "rows/criteria/crack_free", "preview/phone", "preview/phone/crack_free", "check"):
        page = client.get(f"/sheet-drafts/{draft_id}/{path}")
        assert not page.all("svg[onload]") and not [each for each in page.all("script") if "alert" in each.get_text()]


def test_a_body_of_5_mb_is_refused(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    page = client.post(row_url(draft_id, *CRACKS), {"text.nl": "x" * (5 * 1024 * 1024)}, status=413)
    assert "te groot" in page.text


def test_lists_and_rows_that_are_not_there(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    for path in (
        "sections",
        "nothing",
        "part",
        "points.x",
        "scale.x",
        "criteria.x",
        "steps/none",
        "part/x",
        "part/new",
    ):
        client.get(f"/sheet-drafts/{draft_id}/rows/{path}", status=404)
    client.post(row_url(draft_id, "sections", "s_1"), {"title.nl": "x"}, status=404)
    client.get(row_url(new_id(), *CRACKS), status=404)


def test_a_theme_has_parts_with_points(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast, "emt-smeren"), client_for(cast.teacher)
    section = content_of(draft_id)["sections"][0]["id"]
    points = f"/sheet-drafts/{draft_id}/rows/points.{section}"
    before = len(client.get(points).all("li.shelf-row"))
    client.post(f"{points}/p_123456", {"text.nl": "Nieuw punt"})
    assert len(client.get(points).all("li.shelf-row")) == before + 1
    client.post(row_url(draft_id, "sections", "s_123456"), {"title.nl": "Nieuw deel"})
    check = client.get(f"/sheet-drafts/{draft_id}/check")
    assert "Nieuw deel" in check.text and "minstens 1" in check.text


def test_a_criterion_without_a_drawing_is_opened_again(cast: Cast, client_for: Clients) -> None:
    teacher, draft_id = client_for(cast.teacher), a_copy(cast)
    form = typed(teacher.get(f"/sheet-drafts/{draft_id}/rows/criteria/new"), "#row-form")
    url = row_url(draft_id, "criteria", "c_000001")
    teacher.post(url, form | {"text.nl": "Zonder tekening", "drawing": ""})
    assert "Zonder tekening" in teacher.get(url).html
    teacher.post(url, typed(teacher.get(url), "#row-form") | {"iso6520": "1" * 61}, 422)
