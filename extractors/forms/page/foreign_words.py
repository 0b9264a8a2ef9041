"""Words with which forms name in other languages what they ask for in German.

None of them is a German word too ("Name", "Person"): such a word tells nothing.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from contracts.values import fold

_ENGLISH: Final = """
    abroad account address after and applicant are area armed arrival as at authority away before birth
    brother building business by car cell cents child children church citizenship city civil company
    complete confession contact cost costs country county current custody date daughter daughters day days
    dd declaration degree denomination details disability district diverse divorced document dwelling each
    education employed employer employment entry expiry family father female first flat floor following
    for forename forenames former from full gender given have health holder home house household how
    husband identification identity if income insurance is issue issued issuing keep landlady landlord
    last lease licence license living maiden main male many marital married member members middle month
    months moth mother move moving names nationality never new no number occupation of office official only or
    other owner parent parents partnership passport payment period permit personal phone place plate
    please postal postcode previous profession profit property reason register registered registering
    registrar registration relation relationship religious rent rental requested residence room rooms
    second secondary self separated serial sex sibling signature signed signer since single size sole son
    sons spouse state street surname tax telephone tenant the title to total town trade type unemployed
    use valid validity vehicle what when where which who widowed with yes you your yyyy zip
"""

_FRENCH: Final = """
    ancienne appartement autre autres celibataire chez commune compte conjoint courriel date demandeur
    demeure depuis divorce divorcee domicile employeur enfant enfants epouse epoux et etage etat famille
    feminin femme homme la le les lieu logement loyer mariee masculin mere mois naissance nationalite nom
    non nouvelle numero ou oui pays pere prenom prenoms profession rue sexe signature veuf veuve ville vos
    votre
"""

_TURKISH: Final = """
    adi adiniz adres adresi bekar bosanmis cadde cinsiyet cinsiyeti cocuk dini dogum dul durumu eski evet
    evli hali hayir imza imzasi kadin kapi kizlik kodu medeni meslek no numara numarasi posta sehir sokak
    soyadi soyadiniz tarih tarihi uyrugu uyruk ve veya yeni yer yeri
"""

_ITALIAN_SPANISH: Final = """
    apellido apellidos calle casado celibe cittadinanza ciudad codigo cognome comune data domicilio fecha
    femenino femminile figli figlio hijo hijos indirizzo lugar luogo maschile masculino nacimiento
    nacionalidad nascita nombre nome numero residenza sesso sexo soltero stato telefono vedovo
"""

_POLISH: Final = """
    adres data dziecko imie imiona kobieta kod kraj mezczyzna miasto miejsce miejscowosc nazwisko numer
    obywatelstwo oraz plec pocztowy podpis rodowe stan tak ulica urodzenia wyznanie zamieszkania
"""


def _plain(text: str) -> str:
    """Return a word in the form in which it is compared; OCR does not know a Turkish "i" without a dot."""
    return fold(text).replace("ı", "i").replace("ł", "l")


_WORDS: Final = frozenset(
    _plain(word)
    for language in (_ENGLISH, _FRENCH, _TURKISH, _ITALIAN_SPANISH, _POLISH)
    for word in language.split()
)


def is_foreign(word: str) -> bool:
    """Whether a word is one of another language, or written in another script than the Latin one."""
    letters = [sign for sign in word if sign.isalpha()]
    in_script = bool(letters) and not any(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    return in_script or _plain(word) in _WORDS
