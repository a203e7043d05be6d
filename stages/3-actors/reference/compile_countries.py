#!/usr/bin/env python3
"""Writes countries.tsv: code, name, other names, demonyms.

Sources (folder given as the argument): rigour_territories.jsonl (MIT) for states with code, name
and full name; factbook_demonyms.tsv (public domain) for nationality nouns and adjectives. What
they lack or have wrong for news English is stated below as facts.

Usage: compile_countries.py FOLDER > countries.tsv
"""

import json
import re
import sys

# Dependencies are folded into their states by the codebook; historical states are left out.
LEFT_OUT = set(
    "aia abw ala bmu cck cok csk scg cuw cxr ddr esh fro flk ggy gib grl sgs imn iot jey cym msr "
    "nfk niu pcn shn sun sxm vgb wlf yug zar asc taa cpt dga asm gum mnp pri vir umi hmd bvt atf "
    "sjm tkl ncl pyf spm blm maf glp mtq reu myt guf bes ata mac tca".split()
)

# Code -> name in news English, where the source's name is another.
NAMES = {
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "TUR": "Turkey",
    "NRU": "Nauru", "CPV": "Cape Verde", "TWN": "Taiwan", "VAT": "Holy See", "CIV": "Ivory Coast",
    "PSE": "Palestine", "KOS": "Kosovo", "HKG": "Hong Kong", "MMR": "Myanmar",
}

# Code -> further names.
MORE = {
    "USA": "US|U.S.|U.S|USA|U.S.A.|United States of America|America",
    "GBR": "UK|U.K.|U.K|Britain|Great Britain|England|Scotland|Wales|Northern Ireland",
    "RUS": "Russian Federation", "IRN": "Islamic Republic of Iran",
    "SYR": "Syrian Arab Republic", "KOR": "South Korea|Republic of Korea|ROK|S. Korea",
    "PRK": "North Korea|DPRK|Democratic People's Republic of Korea|N. Korea",
    "CHN": "People's Republic of China|PRC|Mainland China", "TWN": "Republic of China",
    "TUR": "Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye", "ARE": "UAE|U.A.E.|Emirates",
    "SAU": "KSA|Kingdom of Saudi Arabia", "PSE": "State of Palestine|Palestinian Territories|"
    "Palestinian territories|Occupied Palestinian Territory",
    "COD": "DR Congo|DRC|Congo|Congo-Kinshasa|Democratic Republic of Congo|DRCongo",
    "COG": "Congo-Brazzaville|Republic of Congo", "CIV": "Côte d'Ivoire|Cote d'Ivoire",
    "MMR": "Burma", "CZE": "Czech Republic|Czechia", "MKD": "Macedonia|Republic of North Macedonia",
    "TLS": "East Timor|Timor-Leste", "CPV": "Cabo Verde", "SWZ": "Swaziland|Eswatini",
    "VAT": "Vatican|Vatican City", "BIH": "Bosnia|Bosnia-Herzegovina|BiH", "LAO": "Lao PDR|Laos",
    "NLD": "Holland|The Netherlands", "PHL": "The Philippines", "GMB": "The Gambia",
    "BHS": "The Bahamas", "DOM": "Dominican Republic", "KGZ": "Kyrgyz Republic|Kirghizia",
    "PNG": "Papua", "TTO": "Trinidad", "ATG": "Antigua", "KNA": "St. Kitts and Nevis|St Kitts",
    "LCA": "St. Lucia|St Lucia", "VCT": "St. Vincent|Saint Vincent",
    "STP": "Sao Tome and Principe|Sao Tome|São Tomé", "HKG": "Hong Kong SAR|HKSAR", "KOS": "Republic of Kosovo",
    "ISR": "State of Israel", "VNM": "Viet Nam", "MDA": "Moldavia", "UKR": "the Ukraine",
    "FSM": "Federated States of Micronesia", "CAF": "Central African Republic",
    "PLW": "Republic of Palau", "ESH": "", "GNB": "Guinea Bissau", "SSD": "Republic of South Sudan",
}

# Code -> demonyms, in place of the source's.
DEMONYMS = {
    "USA": "American", "KOR": "South Korean", "PRK": "North Korean",
    "GBR": "British|Briton|Scottish|Welsh", "SAU": "Saudi|Saudi Arabian", "YEM": "Yemeni",
    "TWN": "Taiwanese", "HKG": "Hong Konger|Hongkonger", "PSE": "Palestinian", "KOS": "Kosovar|Kosovan",
    "RUS": "Russian", "SVK": "Slovak|Slovakian", "SVN": "Slovene|Slovenian", "PHL": "Filipino|Philippine",
    "ESP": "Spanish|Spaniard", "TUR": "Turkish|Turk", "POL": "Polish|Pole", "DNK": "Danish|Dane",
    "SWE": "Swedish|Swede", "FIN": "Finnish|Finn", "HRV": "Croatian|Croat", "SRB": "Serbian|Serb",
    "NLD": "Dutch|Dutchman|Dutchwoman", "FRA": "French|Frenchman|Frenchwoman",
    "IRL": "Irish|Irishman|Irishwoman", "CHE": "Swiss", "NZL": "New Zealander", "PNG": "Papuan",
    "ARE": "Emirati", "MMR": "Burmese|Myanma", "COD": "Congolese", "COG": "Brazzaville Congolese",
    "DMA": "", "DOM": "Dominican", "GIN": "Guinean", "GNB": "Bissau-Guinean", "LAO": "Lao|Laotian",
    "ARG": "Argentine|Argentinian|Argentinean", "BIH": "Bosnian|Herzegovinian", "MKD": "Macedonian",
    "VAT": "Vatican", "MNE": "Montenegrin", "KAZ": "Kazakhstani|Kazakh|Kazakstani", "AFG": "Afghan",
    "FSM": "Micronesian", "GEO": "Georgian", "BGD": "Bangladeshi", "SGP": "Singaporean",
    "IRQ": "Iraqi", "TKM": "Turkmen|Turkmenistani", "KNA": "Kittitian", "BDI": "Burundian",
    "SYC": "Seychellois", "NIC": "Nicaraguan", "SSD": "South Sudanese", "LIE": "Liechtensteiner",
}


# Code -> names of states that have ended or are called otherwise now; those that broke up go to the state that took their
# place in the United Nations, or to the largest part.
FORMER = {
    "RUS": "Soviet Union|USSR|U.S.S.R.", "DEU": "West Germany|East Germany|Federal Republic of Germany|German Democratic Republic",
    "SRB": "Yugoslavia", "CZE": "Czechoslovakia", "COD": "Zaire", "ZWE": "Rhodesia|Southern Rhodesia", "ZMB": "Northern Rhodesia",
    "LKA": "Ceylon", "BFA": "Upper Volta", "BEN": "Dahomey", "KHM": "Kampuchea", "ETH": "Abyssinia", "THA": "Siam",
    "VNM": "North Vietnam|South Vietnam|North Viet Nam|South Viet Nam", "JOR": "Transjordan", "TZA": "Tanganyika",
    "YEM": "North Yemen|South Yemen", "BWA": "Bechuanaland", "LSO": "Basutoland", "MWI": "Nyasaland", "BGD": "East Pakistan",
    "BLZ": "British Honduras", "EGY": "United Arab Republic",
}

# The same for their people.
FORMER_DEMONYMS = {
    "RUS": "Soviet", "DEU": "West German|East German", "SRB": "Yugoslav|Yugoslavian", "CZE": "Czechoslovak|Czechoslovakian",
    "COD": "Zairean|Zairian", "ZWE": "Rhodesian", "LKA": "Ceylonese", "VNM": "North Vietnamese|South Vietnamese",
    "KHM": "Kampuchean", "ETH": "Abyssinian", "BEN": "Dahomean", "YEM": "North Yemeni|South Yemeni",
}

# Code -> other spellings of its people that newspapers have.
SPELLINGS = {
    "AFG": "Afghani", "AUS": "Aussie", "BEN": "Beninois", "BFA": "Burkinabè", "BLR": "Belarusan|Belarussian|Byelorussian",
    "BWA": "Botswanan", "COM": "Comorian", "ECU": "Ecuadorean|Ecuadoran", "GHA": "Ghanian", "GNB": "Guinea-Bissauan",
    "LKA": "Lankan", "LUX": "Luxembourgish", "MDA": "Moldavian", "NZL": "Kiwi", "PNG": "Papua New Guinean", "ROU": "Rumanian",
    "SLV": "Salvadorean|Salvadorian", "SOM": "Somalian", "STP": "Santomean|São Toméan",
}


def main(folder):
    demonyms = {}
    with open(f"{folder}/factbook_demonyms.tsv", encoding="utf-8") as rows:
        next(rows)
        for row in rows:
            iso2, _, nouns, adjectives = (row.rstrip("\n").split("\t") + ["", ""])[:4]
            words = [w.replace(" (sing", "") for w in (nouns + "|" + adjectives).split("|")]
            demonyms.setdefault(iso2, []).extend(w for w in words if re.fullmatch(r"[A-Z][\w' -]+", w))
    out = []
    with open(f"{folder}/rigour_territories.jsonl", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            alpha3 = row.get("alpha3", "")
            wanted = row.get("is_country") or row.get("code") in ("hk", "ps", "tw")
            if not wanted or alpha3 in LEFT_OUT or len(alpha3) != 3:
                continue
            code = {"XKX": "KOS"}.get(alpha3.upper(), alpha3.upper())
            name = NAMES.get(code, row["name"])
            names = [row["name"], re.sub(r" \(.*\)|^The ", "", row.get("full_name", ""))]
            names += MORE.get(code, "").split("|") + FORMER.get(code, "").split("|")
            names = sorted({n for n in names if n and n != name})
            people = DEMONYMS[code].split("|") if code in DEMONYMS else demonyms.get(row["code"].upper(), [])
            people = people + SPELLINGS.get(code, "").split("|") + FORMER_DEMONYMS.get(code, "").split("|")
            people = sorted({d for d in people if d and d not in names and d != name})
            out.append((code, name, "|".join(names), "|".join(people)))
    print("# code\tname\tother names\tdemonyms")
    for row in sorted(out):
        print("\t".join(row))


main(sys.argv[1])
