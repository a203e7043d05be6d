"""Invented dispatches: short, all different, the same in every run. Countries are real; persons and happenings are not."""

from __future__ import annotations

from collections.abc import Iterator

_PERSONS = ["Ama Sessou", "Jonas Lindqvist", "Marta Velez", "Idris Camara", "Hana Ito", "Pavel Drozd", "Lucia Ferri"]
_OFFICES = ["foreign minister", "defence minister", "prime minister", "ambassador", "special envoy"]
_COUNTRIES = ["Togo", "Norway", "Chad", "Ghana", "France", "Kenya", "Peru", "Japan", "Serbia", "Jordan", "Nepal"]
_CITIES = ["Lomé", "Oslo", "Accra", "Nairobi", "Lima", "Amman", "Belgrade", "Kathmandu"]
_OUTLETS = ["Sahel Wire", "Nordlys Dispatch", "Gulf Ledger", None]
_DEEDS = [
    "met {other}'s {office} in {city} on {day} {month}.",
    "accused {other} of shelling a border post near {city}.",
    "signed an agreement with {other} on fishing rights in {city}.",
    "threatened to impose sanctions on {other}.",
    "sent 40 tonnes of food aid to {other}.",
    "condemned an attack on {other}'s embassy in {city}.",
    "rejected a proposal by {other} to reopen the crossing at {city}.",
    "urged {other} to withdraw its troops from {city}.",
]
_SAYINGS = [
    '"We expect an answer within a week," {person} said.',
    "{person} said that {other} had broken the truce.",
    "{person} denied that the two sides had met before.",
    "Officials in {city} did not comment.",
]
_MONTHS = ["January", "February", "March", "April", "May", "June"]


def invented(count: int, longer: int = 1) -> Iterator[dict[str, str | None]]:
    """So many dispatches, as fields; ``longer`` sets how many paragraphs each has."""
    for n in range(count):
        year, month, day = 2021 + n % 4, n // 7 % 6, n % 28 + 1
        paragraphs = []
        for p in range(longer):
            m = n + 13 * p
            words = {
                "person": _PERSONS[m % 7],
                "office": _OFFICES[m // 3 % 5],
                "other": _COUNTRIES[(m + 4) % 11],
                "city": _CITIES[m // 5 % 8],
                "day": day,
                "month": _MONTHS[month],
            }
            deed = _DEEDS[m % 8].format(**words)
            saying = _SAYINGS[m // 2 % 4].format(**words)
            paragraphs.append(f"{_COUNTRIES[m % 11]}'s {words['office']}, {words['person']}, {deed} {saying}")
        # Its number makes each text another one.
        paragraphs[0] += f" It was the {n + 1}th notice of the session."
        yield {
            "id": f"d{n}",
            "text": "\n\n".join(paragraphs),
            "date": f"{year}-{month + 1:02}-{day:02}",
            "outlet": _OUTLETS[n % 4],
        }
