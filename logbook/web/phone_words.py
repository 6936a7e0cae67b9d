"""The words that scripts on the phone say, in the page's language; served as `js/words-<language>.js`."""

import json

from logbook.core.texts import N_

from .language import LANGUAGES, catalogue_of

WORDS: dict[str, str] = {
    # where something is
    "on_phone": N_("Bewaard op deze telefoon"),
    "sending": N_("Wordt verstuurd"),
    "received": N_("Ontvangen door de school {time} · {code}"),
    "needs_you": N_("Dit heeft jou nodig"),
    "draft": N_("Begonnen, nog niet ingediend"),
    "saved_at": N_("Bewaard {time}"),
    "blocked_none": N_("Het vertrekt zo dadelijk."),
    "blocked_offline": N_("Je hebt geen verbinding. Het vertrekt vanzelf zodra die er is."),
    "blocked_signed_out": N_("Je bent niet meer aangemeld. Meld je aan, dan vertrekt het."),
    "blocked_prove": N_("Je was hier een tijd niet. Toon nog eens dat jij het bent, dan vertrekt het."),
    "blocked_other_person": N_("Iemand anders is aangemeld op deze telefoon. Het vertrekt als jij je weer aanmeldt."),
    "blocked_update": N_("Je app is te oud. Sluit ze en open ze opnieuw, dan vertrekt het."),
    "verdict_kept_as_conflict": N_("Er was al een nieuwere versie. Beide zijn bewaard: kies bij dit blad welke telt."),
    "verdict_late_addition": N_("Dit was al goedgekeurd. Je mentor kiest of je aanvulling erbij komt."),
    "verdict_approved": N_("De week is goedgekeurd."),
    "verdict_held": N_("Op die dag had je geen werkplek. De school kijkt na waar dit hoort."),
    "ended_replaced": N_("Vervangen door wat je daarna indiende"),
    "ended_erased": N_("De school heeft dit gewist. Daarom is het ook hier weg."),
    # what needs the person
    "problem_invalid": N_("De school kan dit zo niet aannemen. Kijk na wat er niet klopt."),
    "problem_stale": N_("Deze week is veranderd sinds je ze opende. Kijk wat nieuw is en keur ze dan goed."),
    "problem_photo_missing": N_("Een foto of opname raakte kwijt. Voeg ze opnieuw toe, of dien in zonder."),
    "problem_op_reused": N_("De school kreeg dit al, met een andere inhoud. Kijk na wat de school heeft."),
    "problem_wrong_state": N_("Dit kan niet meer: er is intussen iets veranderd. Kijk hoe het nu is."),
    "problem_not_found": N_("De school vindt niet meer waar dit bij hoort. Vraag raad op school."),
    "problem_too_large": N_("Dit is te groot om te versturen. Haal iets weg en dien opnieuw in."),
    "problem_wrong_type": N_("De school kan een foto of opname niet openen. Haal ze weg of kies een andere."),
    "problem_corrupt": N_("Dit komt telkens beschadigd toe bij de school. Probeer een andere verbinding."),
    "problem_other": N_("De school kan dit zo niet aannemen. Vraag raad op school."),
    "wrong_one": N_("Eén ding klopt nog niet"),
    "wrong_many": N_("{n} dingen kloppen nog niet"),
    # in the header
    "chip_all": N_("alles bij de school"),
    "chip_lost": N_("iets verloren"),
    "chip_offline": N_("geen internet"),
    "chip_sending": N_("vertrekt nu"),
    "chip_sign_in": N_("meld je aan"),
    "chip_prove": N_("ben jij het nog?"),
    "chip_waiting_one": N_("1 op telefoon"),
    "chip_waiting_many": N_("{n} op telefoon"),
    "chip_needs_one": N_("1 heeft je nodig"),
    "chip_needs_many": N_("{n} hebben je nodig"),
    # after handing in
    "to_today": N_("Naar Vandaag"),
    "to_inbox": N_("Wat wacht nog op jou?"),
    "to_visits": N_("Naar je bezoeken"),
    "look": N_("Bekijken"),
    "look_again": N_("Nog eens nakijken"),
    "not_saved": N_("Dit is nog niet bewaard. Wat je invulde, staat nog op het scherm."),
    "no_room": N_("Er is geen plaats meer op deze telefoon"),
    "no_store": N_("Bewaren lukt nu niet op deze telefoon"),
    "photo_gone": N_("Een foto staat niet meer op deze telefoon"),
    "save_without_photos": N_("Indienen zonder foto's"),
    "download": N_("Alles downloaden"),
    # what is on this phone
    "screen_title": N_("Op deze telefoon"),
    "waiting_title": N_("Nog te versturen"),
    "received_title": N_("Laatst ontvangen door de school"),
    "all_there": N_("Alles is bij de school"),
    "nothing_waits": N_("Er wacht niets op deze telefoon."),
    "send_now": N_("Nu versturen"),
    "sign_in": N_("Aanmelden"),
    "prove": N_("Tonen dat jij het bent"),
    "go_on": N_("Verder invullen"),
    "correct": N_("Verbeteren"),
    "see_changes": N_("Bekijken wat nieuw is"),
    "send_as_is": N_("Nog eens versturen"),
    "delete": N_("Verwijderen"),
    "delete_title": N_("Verwijderen van deze telefoon?"),
    "delete_text": N_("De school heeft dit niet. Als je het verwijdert, is het voor altijd weg."),
    "stay": N_("Laten staan"),
    "promised": N_("Je telefoon belooft dit te bewaren tot het verstuurd is."),
    "not_promised": N_("Je telefoon kan dit wissen als er weinig plaats is. Zet de app op je beginscherm: dat helpt."),
    "used": N_("Gebruikt: {used} MB van {room} MB."),
    "lost_title": N_("Er ging iets verloren"),
    "lost_one": N_("Je telefoon wiste 1 ding dat de school nog niet had. Vul het opnieuw in of vraag raad."),
    "lost_many": N_("Je telefoon wiste {n} dingen die de school nog niet had. Vul ze opnieuw in of vraag raad."),
    "locked": N_("Je bent afgemeld op deze telefoon. Meld je aan om te lezen en te versturen wat hier wacht."),
    "closed": N_("Je telefoon vraagt je PIN voor je dit kan lezen. Wat hier wacht, vertrekt ook zonder."),
    "understood": N_("Begrepen"),
    # signing out
    "leave_title_one": N_("Er wacht nog 1 ding op deze telefoon"),
    "leave_title_many": N_("Er wachten nog {n} dingen op deze telefoon"),
    "leave_text": N_("De school heeft dat nog niet. Wie zich hierna aanmeldt, kan het niet zien of versturen."),
    "leave_send": N_("Nu versturen en afmelden"),
    "leave_lock": N_("Afmelden en hier laten wachten"),
    "leave_stay": N_("Aangemeld blijven"),
    # the app itself
    "new_version": N_("Er is een nieuwe versie van het logboek."),
    "refresh": N_("Vernieuwen"),
    # photos
    "photo_added": N_("Staat er iemand op? Haal de foto dan weg."),
    "photo_twice": N_("Die foto staat er al."),
    "photo_most": N_("Meer dan twaalf foto's kan niet. Haal er eerst één weg."),
    "photo_not": N_("Dit is geen foto die we kunnen openen. Kies een andere."),
    "photo_heic": N_("Deze browser kan geen HEIC openen. Neem de foto met de knop Foto, of kies op je toestel JPEG."),
    "photo_big": N_("Deze foto is te groot. Neem ze opnieuw met de knop Foto."),
    "photo_unkept": N_("Deze telefoon kon de foto niet bewaren. Maak plaats vrij en probeer opnieuw."),
    "photo_n": N_("Foto {n}"),
    "photo_of": N_("Foto {n}: {criterion}"),
    "take_away": N_("Haal weg: {what}"),
    "view_photos": N_("Foto's bekijken"),
    "view_close": N_("Sluiten"),
    "view_back": N_("Vorige foto"),
    "view_next": N_("Volgende foto"),
    "view_in": N_("Dichterbij"),
    "view_out": N_("Verder weg"),
    "view_count": N_("{n} van {all}"),
    "view_missing": N_("Deze foto kan nu niet getoond worden."),
    "view_mark": N_("Iets aanduiden"),
    "view_canvas": N_("Foto om op te tekenen"),
    "view_arrow": N_("Pijl"),
    "view_circle": N_("Cirkel"),
    "view_undo": N_("Laatste wissen"),
    "view_done": N_("Klaar"),
    "mark_help": N_(
        "Sleep of tik op de foto. Met toetsen: pijltjes verplaatsen, Shift en pijltjes maken groter of kleiner."
    ),
    # spoken notes and dictation
    "spoken_stop": N_("Stop"),
    "spoken_most": N_("Meer dan drie opnames kan niet. Haal er eerst één weg."),
    "spoken_unkept": N_("De opname lukte niet. Probeer opnieuw."),
    "spoken_n": N_("Opname {n}"),
    "listen": N_("Beluister: {what}"),
    "microphone_refused": N_("De microfoon mag niet gebruikt worden. Sta dat toe in de instellingen van je browser."),
    "microphone_none": N_("We vinden geen microfoon die vrij is."),
    "dictate_told": N_(
        "De maker van je browser zet je stem om in tekst en krijgt ze daarvoor te horen. Tik nog eens om te beginnen."
    ),
    "dictate_listening": N_("We luisteren. Tik nog eens om te stoppen."),
    "dictate_offline": N_("Zonder verbinding lukt dit niet. Typ het, of maak een opname."),
    "dictate_not_here": N_("Deze telefoon kan dit niet. Typ het, of maak een opname."),
    "dictate_nothing": N_("We hoorden niets. Probeer opnieuw."),
}
"""Key of a script to the Dutch text; `{name}` is a blank that the script fills."""


def word_files() -> dict[str, bytes]:
    """Return a module for each language, by its path among the static files."""
    return {f"js/words-{language}.js": _module(language) for language in LANGUAGES}


def _module(language: str) -> bytes:
    spoken = catalogue_of(language)
    words = {key: str(spoken.gettext(text)) for key, text in WORDS.items()}
    return f"export default {json.dumps(words, ensure_ascii=False, separators=(',', ':'))};\n".encode()
