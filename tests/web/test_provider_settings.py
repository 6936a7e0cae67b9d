"""The settings of providers: what they mean, and which part of which one is wrong."""

import pytest

from logbook.config import ConfigError
from logbook.config.providers import providers

OWN = "client=logbook secret='two words'"
TENANT = "01234567-89ab-cdef-0123-456789abcdef"


def test_a_provider_of_each_kind() -> None:
    known = providers(
        {
            "OIDC_1": f"kind=microsoft tenant={TENANT} domains=School.be,ander.be two_factors=1 {OWN}",
            "OIDC_2": f"kind=google {OWN}",
            "OIDC_4": f"kind=oidc name='Het net' issuer=https://id.example.be/ {OWN}",
            "OIDC_9": f"kind=smartschool platform=proef.smartschool.be {OWN}",
        }
    )
    assert [(each.key, each.kind, each.name) for each in known] == [
        ("1", "oidc", "Microsoft"),
        ("2", "oidc", "Google"),
        ("4", "oidc", "Het net"),
        ("9", "smartschool", "Smartschool"),
    ]
    microsoft, google, other, smartschool = known
    assert microsoft.issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert microsoft.domains == ("school.be", "ander.be") and microsoft.two_factors and not google.two_factors
    assert (microsoft.secret, other.issuer) == ("two words", "https://id.example.be")
    assert smartschool.issuer == "https://proef.smartschool.be"
    assert smartschool.endpoint == "https://oauth.smartschool.be"
    assert providers({"OIDC_1": ""}) == ()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("nonsense", "write kind="),
        ("kind=oidc 'open", "write kind="),
        ("kind=facebook", "kind is one of"),
        (f"kind=microsoft {OWN}", "tenant is missing"),
        (f"kind=microsoft tenant=common {OWN}", "own tenant"),
        ("kind=google client=x", "secret is missing"),
        (f"kind=google color=red {OWN}", "color is not known"),
        (f"kind=google two_factors=yes {OWN}", "two_factors is 0 or 1"),
        (f"kind=oidc name=x issuer=http://id.example.be {OWN}", "no https address"),
        (f"kind=oidc name=x issuer=https://id.example.be?a=b {OWN}", "no https address"),
        (f"kind=oidc name=x issuer=https://[ {OWN}", "no https address"),
    ],
)
def test_what_is_wrong_is_named(given: str, named: str) -> None:
    with pytest.raises(ConfigError, match="OIDC_3") as told:
        providers({"OIDC_3": given})
    assert named in str(told.value)
