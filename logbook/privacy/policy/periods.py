"""How long what is kept: classes of documents, their default periods, and the day before which one is over. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from logbook.core.texts import N_
from logbook.privacy.models import Unit

OWN_CHOICE = N_("Keuze van het logboek: niet langer dan nodig. De school bevestigt of wijzigt ze.")
CIRCULAR = "Omzendbrief SO/2003/02 (edulex 13366)"
READ_ON = date(2026, 11, 22)
"""When we read the sources below."""
LONGEST = {Unit.DAYS: 3650, Unit.MONTHS: 120, Unit.SCHOOL_YEARS: 10, Unit.YEARS: 50}


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept, on which ground, and when that ground was read."""

    amount: int
    unit: Unit
    source: str = OWN_CHOICE
    source_on: date = READ_ON

    def first_kept(self, today: date) -> date:
        """Return the first date whose documents are still kept on `today`; what is from before is over.

        A school year runs from 1 September: with 1 school year, what was made in 2025-2026 stays until 31 August 2027.
        """
        if self.unit is Unit.SCHOOL_YEARS:
            begun = today.year if today.month >= 9 else today.year - 1
            return date(begun - self.amount, 9, 1)
        if self.unit is Unit.DAYS:
            return today - timedelta(days=self.amount)
        return _months_before(today, self.amount * (12 if self.unit is Unit.YEARS else 1))


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the first of the next month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A class of documents: what it is called, what is in it, and how long it is kept unless the school says else."""

    id: str
    label: str
    about: str
    default: Period


DOCUMENTS = (
    Document(
        "entries",
        N_("Logboek"),
        N_("Dagen met foto's en opnames, beoordelingen, weken, opmerkingen, afspraken, bezoeken, uren."),
        Period(1, Unit.SCHOOL_YEARS),
    ),
    Document(
        "council",
        N_("Notulen van de klassenraad"),
        N_("Dossiers, standpunten, beslissingen, acties en wie erbij was. Daarna blijft alleen de vingerafdruk."),
        Period(5, Unit.YEARS, CIRCULAR),
    ),
    Document(
        "people",
        N_("Personen zonder rol"),
        N_("Naam, adres en aanmelding van wie geen rol meer heeft. Daarna staat er 'Gewiste persoon'."),
        Period(1, Unit.SCHOOL_YEARS),
    ),
    Document(
        "corrections",
        N_("Vragen om verbetering"),
        N_("De vraag en het antwoord, vanaf het antwoord."),
        Period(12, Unit.MONTHS),
    ),
    Document(
        "looks",
        N_("Wie wat bekeek en wie zich aanmeldde"),
        N_("Het beveiligingslogboek: inzages en aanmeldingen."),
        Period(12, Unit.MONTHS),
    ),
    Document(
        "sessions",
        N_("Afgelopen aanmeldingen"),
        N_("Toestel en tijdstip van aanmeldingen die voorbij zijn."),
        Period(12, Unit.MONTHS),
    ),
    Document(
        "rejected",
        N_("Geweigerde inzendingen"),
        N_("Wat een gsm stuurde en niet aangenomen kon worden."),
        Period(90, Unit.DAYS),
    ),
    Document(
        "events",
        N_("Wie wat deed"),
        N_("Wie indiende, goedkeurde of wijzigde, zonder tekst. De controleketting blijft, zonder inhoud."),
        Period(1, Unit.SCHOOL_YEARS),
    ),
)
BY_ID = {each.id: each for each in DOCUMENTS}

FIXED = (
    (N_("Codes om aan te melden"), N_("1 dag"), OWN_CHOICE),
    (N_("Verstuurde mails"), N_("30 dagen, zonder de inhoud"), OWN_CHOICE),
    (N_("Foto's die nergens bij horen"), N_("30 dagen"), OWN_CHOICE),
)
"""Periods of the installation, which no school changes: what, how long, why."""
ELSEWHERE = (
    (N_("Proces-verbaal van de klassenraad"), N_("50 jaar"), CIRCULAR),
    (N_("Aanwezigheidsregister van de school"), N_("5 jaar"), CIRCULAR),
    (N_("Bewijzen van afwezigheid"), N_("tot 31 augustus van het volgende jaar"), CIRCULAR),
)
"""What the school keeps outside the logbook under its own period: never erased here, because it is not here."""
