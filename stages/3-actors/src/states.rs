//! Which names are states, which are places, which are known bodies? And when does a capital stand
//! for its government?

use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::{Anchor, Draft};
use crate::koreas;
use crate::names::{Name, NameKind};
use crate::phrase::{case_of, extent, is_plural};
use crate::places;
use crate::reference::Entry;
use crate::titles::serves_abroad;
use crate::vessels;

/// Verbs whose subject undergoes rather than acts: "Damascus saw heavy rain".
const UNDERGO: &[&str] = &[
    "be",
    "become",
    "experience",
    "face",
    "fall",
    "have",
    "lie",
    "remain",
    "see",
    "suffer",
    "wake",
    "witness",
];

/// Verbs whose object is spoken to or of: no town but its government.
const ADDRESS: &[&str] = &[
    "accuse",
    "antagonise",
    "antagonize",
    "appease",
    "ask",
    "assure",
    "beg",
    "blame",
    "castigate",
    "caution",
    "chastise",
    "chide",
    "commend",
    "condemn",
    "congratulate",
    "court",
    "criticise",
    "criticize",
    "defy",
    "denounce",
    "implore",
    "inform",
    "isolate",
    "lambast",
    "lambaste",
    "lobby",
    "notify",
    "persuade",
    "placate",
    "praise",
    "press",
    "pressure",
    "pressurise",
    "provoke",
    "punish",
    "reassure",
    "rebuke",
    "remind",
    "reproach",
    "sanction",
    "scold",
    "slam",
    "tell",
    "thank",
    "threaten",
    "urge",
    "warn",
    "woo",
];

/// Verbs and nouns of what is said "to" somebody: "appealed to Lima", "an ultimatum to Lima".
const SAID_TO: &[&str] = &[
    "apologise",
    "apologize",
    "apology",
    "appeal",
    "assurance",
    "complain",
    "complaint",
    "concession",
    "demand",
    "letter",
    "message",
    "offer",
    "plea",
    "pledge",
    "promise",
    "proposal",
    "protest",
    "reply",
    "request",
    "respond",
    "response",
    "signal",
    "threat",
    "ultimatum",
    "warning",
];

/// What a government has or does, and no town: "Lima's decision". Its walls, mayor and plans are a town's.
const OF_GOVERNMENTS: &[&str] = &[
    "accusation",
    "aggression",
    "ally",
    "ambassador",
    "anger",
    "appeal",
    "approval",
    "assertion",
    "assurance",
    "attempt",
    "backing",
    "call",
    "claim",
    "commitment",
    "complaint",
    "concern",
    "condemnation",
    "counter-proposal",
    "criticism",
    "decision",
    "demand",
    "denial",
    "diplomat",
    "displeasure",
    "effort",
    "envoy",
    "hostility",
    "insistence",
    "intervention",
    "invasion",
    "invitation",
    "objection",
    "offer",
    "opposition",
    "plea",
    "pledge",
    "policy",
    "position",
    "pressure",
    "promise",
    "proposal",
    "recognition",
    "refusal",
    "rejection",
    "reluctance",
    "request",
    "response",
    "retaliation",
    "sanction",
    "stance",
    "support",
    "threat",
    "ultimatum",
    "unwillingness",
    "veto",
    "warning",
    "willingness",
    "withdrawal",
];

/// What comes "from" a government, and from no town: "criticism from Lima".
const FROM_GOVERNMENTS: &[&str] = &[
    "accusation",
    "appeal",
    "approval",
    "assurance",
    "backing",
    "commitment",
    "complaint",
    "condemnation",
    "criticism",
    "demand",
    "denial",
    "guarantee",
    "objection",
    "offer",
    "opposition",
    "plea",
    "pledge",
    "praise",
    "pressure",
    "promise",
    "proposal",
    "rebuke",
    "recognition",
    "refusal",
    "reproach",
    "request",
    "retaliation",
    "sanction",
    "support",
    "threat",
    "ultimatum",
    "warning",
];

/// Words for what is brought on a government.
const PRESSED: &[&str] = &["call", "embargo", "pressure", "sanction", "tariff"];

/// Adds mentions of states, places and known bodies.
pub(crate) fn add(d: &mut Draft<'_>) {
    for name in d.names.clone() {
        match name.kind {
            NameKind::Known(entry) => known(d, name, entry),
            NameKind::Location => place(d, name, None),
            NameKind::People(code) => people(d, name, code),
            NameKind::Koreas => koreas::mention(d, name),
            NameKind::Vessel(country) => vessels::add(d, name, country),
            NameKind::Person | NameKind::Body => {}
        }
    }
}

fn known(d: &mut Draft<'_>, name: Name, entry: Entry) {
    let code = d.r.code(entry);
    match entry {
        Entry::Demonym(_) if stands_for_people(d, name.head) => people(d, name, Some(code)),
        Entry::State(_) | Entry::Demonym(_) => {
            let state = d.state(code);
            if let Some(at) = state {
                d.why(at, Some(name.tokens), "a name of countries.tsv");
            }
            d.mention(name.head, name.tokens, MentionKind::Named, state.into_iter().collect());
        }
        Entry::Place { .. } if places::namesake(d, &name, code).is_some() => {
            let country = places::namesake(d, &name, code);
            place(d, name, country);
        }
        Entry::Place { capital, .. } => {
            let state = if capital && acts(d, name.head) { d.state(code) } else { None };
            match state {
                Some(state) => {
                    d.why(state, Some(name.tokens), "a capital that acts for its government");
                    d.mention(name.head, name.tokens, MentionKind::Named, vec![state]);
                }
                None => place(d, name, Some(code)),
            }
        }
        Entry::Organisation(i) => {
            let row = &d.r.organisations[i];
            let text = d.bare_text(name.tokens);
            let at = d.named(ActorKind::Organisation, row.name, Some(row.code), |actor| {
                actor.name.clone_from(&text);
                actor.sectors = row.sectors.iter().map(|&s| s.to_owned()).collect();
                actor.reference = Some(row.name.to_owned());
                actor.basis = Basis::Reference;
            });
            d.why(at, Some(name.tokens), format!("the row {} of organisations.tsv", row.name));
            let fullest = &mut d.members[at].actor.name;
            if text.len() > fullest.len() {
                *fullest = text;
            }
            if row.sectors.iter().any(|s| matches!(*s, "GOV" | "LEG" | "MIL")) && d.r.country(code).is_some()
            {
                d.anchors.push(Anchor { token: name.head, code: code.to_owned(), office: None, known: true });
            }
            let head = called(d, &name).unwrap_or(name.head);
            let tokens = extent(d.a, head, &[]).cover(name.tokens);
            d.mention(head, tokens, MentionKind::Named, vec![at]);
        }
    }
}

/// "the Hezbollah group", "the Mercosur bloc": the noun right after the name that says what bears it.
fn called(d: &Draft<'_>, name: &Name) -> Option<u32> {
    const WORDS: &[&str] = &[
        "alliance",
        "bloc",
        "faction",
        "group",
        "grouping",
        "movement",
        "organisation",
        "organization",
        "party",
    ];
    let noun = d.a.head(name.head).filter(|_| d.a.token(name.head).relation == Relation::Compound)?;
    let bare = d.a.by_relation(noun, &[Relation::Nummod]).next().is_none() && !is_plural(d.a, noun);
    (noun == name.tokens.end() && bare && WORDS.contains(&&*d.a.token(noun).lemma)).then_some(noun)
}

/// "Syrians", "the Turks", "a Syrian": a demonym that heads its phrase and is no adjective.
fn stands_for_people(d: &Draft<'_>, head: u32) -> bool {
    let token = d.a.token(head);
    let modifies = matches!(
        token.relation,
        Relation::Amod | Relation::Compound | Relation::Flat | Relation::NmodDesc | Relation::Conj
    );
    let noun = matches!(token.upos, Upos::Noun | Upos::Propn);
    noun && (is_plural(d.a, head) || !modifies)
}

fn people(d: &mut Draft<'_>, name: Name, code: Option<&str>) {
    let text = d.bare_text(name.tokens);
    let modifies = matches!(d.a.token(name.head).relation, Relation::Amod | Relation::Compound);
    if modifies && (code.is_none() || !is_plural(d.a, name.head)) {
        return;
    }
    let at = d.named(ActorKind::Group, &text, code, |actor| actor.sectors = vec!["CVL".to_owned()]);
    let tokens = extent(d.a, name.head, &[]).cover(name.tokens);
    d.mention(name.head, tokens, MentionKind::Named, vec![at]);
}

fn place(d: &mut Draft<'_>, name: Name, code: Option<&str>) {
    let text = d.bare_text(name.tokens);
    let town = match code {
        Some(code) => places::within(&text, code),
        None => places::locate(d, &name),
    };
    let region = if town.is_none() { places::region(&text) } else { None };
    let code = code.or(town.map(|t| t.country)).or(region.and_then(|r| r.country));
    let at = d.named(ActorKind::Place, &text, code, |actor| {
        if code.is_some() {
            actor.basis = Basis::Reference;
        }
        actor.site = town.map(places::Town::site).or(region.map(places::Region::site));
        let number = actor.site.as_ref().and_then(|s| s.geonameid);
        actor.reference = number.map(|n| format!("geonames:{n}"));
    });
    if town.is_some() {
        d.why(at, Some(name.tokens), "a town of places.tsv");
    } else if region.is_some() {
        d.why(at, Some(name.tokens), "a region of regions.tsv");
    }
    d.mention(name.head, name.tokens, MentionKind::Named, vec![at]);
}

/// Whether the tree has a capital act: subject of an active verb that is no mere undergoing, agent
/// of a passive, spoken to, or a party: "between Ankara and Athens", "talks with Baku", "its ambassador to Lima", "Lima's refusal".
fn acts(d: &Draft<'_>, head: u32) -> bool {
    let token = d.a.token(head);
    let governor = d.a.head(head);
    match token.relation {
        Relation::Nsubj => governor.is_some_and(|g| {
            let verb = d.a.token(g);
            verb.upos == Upos::Verb && (!UNDERGO.contains(&&*verb.lemma) || faces_stance(d, g))
        }),
        Relation::OblAgent => true,
        Relation::Obj | Relation::Iobj | Relation::NsubjPass => {
            governor.is_some_and(|g| ADDRESS.contains(&&*d.a.token(g).lemma))
        }
        Relation::Conj => governor.is_some_and(|g| acts(d, g)),
        Relation::NmodPoss => governor.is_some_and(|g| OF_GOVERNMENTS.contains(&&*d.a.token(g).lemma)),
        Relation::Nmod | Relation::Obl => {
            let pair = d.a.by_relation(head, &[Relation::Conj]).next().is_some();
            match case_of(d.a, head).as_deref() {
                Some("with" | "against") => true,
                Some("between") => pair,
                Some("to") => said_to(d, head) || is_turned_to(d, head),
                Some("from") => is_posting(d, head) || comes_from(d, head),
                Some("in") => is_posting(d, head),
                // "stood by Lima", "rallied behind Lima"
                Some("by" | "behind") => {
                    governor.is_some_and(|g| matches!(&*d.a.token(g).lemma, "rally" | "stand" | "unite"))
                }
                // "called on Lima to withdraw", "sanctions on Lima"; an attack on it is one on the place
                Some("on" | "upon") => governor.is_some_and(|g| PRESSED.contains(&&*d.a.token(g).lemma)),
                _ => false,
            }
        }
        _ => false,
    }
}

/// "recalled its ambassador from Lima": where an envoy is called home from.
fn is_posting(d: &Draft<'_>, head: u32) -> bool {
    let Some(noun) = head.checked_sub(2) else { return false };
    let lemma = d.a.token(noun).lemma.to_lowercase();
    let called = d.a.head(noun).is_some_and(|v| matches!(&*d.a.token(v).lemma, "recall" | "withdraw"));
    called && d.r.offices.find(&lemma, &[]).is_some_and(serves_abroad)
}

/// "its ambassador to Lima", "a warning to Lima": whether a capital is where an envoy is sent, or is told something, however
/// the parser hung it.
fn said_to(d: &Draft<'_>, head: u32) -> bool {
    let Some(noun) = head.checked_sub(2).filter(|_| &*d.a.token(head - 1).form == "to") else { return false };
    let lemma = d.a.token(noun).lemma.to_lowercase();
    SAID_TO.contains(&&*lemma) || d.r.offices.find(&lemma, &[]).is_some_and(serves_abroad)
}

/// "turned to Lima for help".
fn is_turned_to(d: &Draft<'_>, head: u32) -> bool {
    let Some(verb) = d.a.head(head).filter(|&v| matches!(&*d.a.token(v).lemma, "look" | "turn")) else {
        return false;
    };
    d.a.by_relation(verb, &[Relation::Obl]).any(|o| case_of(d.a, o).as_deref() == Some("for"))
}

/// "criticism from Lima", "received assurances from Lima on Monday".
fn comes_from(d: &Draft<'_>, head: u32) -> bool {
    let Some(governor) = d.a.head(head) else { return false };
    let stance = |t: u32| FROM_GOVERNMENTS.contains(&&*d.a.token(t).lemma);
    match d.a.token(governor).upos {
        Upos::Noun => stance(governor),
        Upos::Verb => d.a.by_relation(governor, &[Relation::Obj]).any(stance),
        _ => false,
    }
}

/// "Lima has faced threats from Quito".
fn faces_stance(d: &Draft<'_>, verb: u32) -> bool {
    let stance = |o: u32| {
        let lemma = &*d.a.token(o).lemma;
        FROM_GOVERNMENTS.contains(&lemma) || PRESSED.contains(&lemma)
    };
    d.a.token(verb).is("face") && d.a.by_relation(verb, &[Relation::Obj]).any(stance)
}
