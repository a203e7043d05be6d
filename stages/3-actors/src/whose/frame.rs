//! Where does the frame of a dispatch belie what the head finds? News in brief, reports written elsewhere, and what forces abroad say of
//! those whom they fight.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::arguments::is_first_person;
use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::names::NameKind;
use crate::phrase::case_of;
use crate::setting;
use crate::whose::Question;

/// Sectors of states and of their officers.
const OFFICIAL: &[&str] = &["COP", "GOV", "JUD", "LEG", "MIL", "SPY"];

/// Sectors of those who fight no state's war.
const ARMED: &[&str] = &["CRM", "PRM", "REB", "UAF"];

/// Sentences of title and lead.
const LEAD: u32 = 2;

/// Nouns for rulers of whom nobody speaks so at home.
const REGIMES: &[&str] = &["junta", "regime"];

/// What the dispatch as a whole says of whose anybody is.
pub(super) struct Frame {
    /// The state of each item of news in brief, by paragraph.
    items: BTreeMap<u32, String>,
    /// The state in whose name a statement speaks.
    voice: Option<String>,
    /// Of which state the headline of a text that says "I" or "we" tells as a place.
    place: Option<String>,
    /// The dateline's state where the text tells of another and never names it.
    desk: Option<String>,
    /// The state that speaks, where its text tells of no place in it.
    speaks: Option<String>,
    /// The state whose forces are told of, from its capital, where the text tells of places elsewhere only.
    abroad: Option<String>,
}

impl Frame {
    pub(super) fn of(d: &Draft<'_>) -> Self {
        let home = setting::dateline(d).map(str::to_owned);
        let places = |code: &str| {
            d.members
                .iter()
                .any(|m| m.actor.kind == ActorKind::Place && m.actor.country.as_deref() == Some(code))
        };
        let forces = |code: &str| {
            d.members.iter().any(|m| {
                let a = &m.actor;
                let told = a.basis != Basis::Context && a.country.as_deref() == Some(code);
                told && a.sectors.first().is_some_and(|s| s == "MIL")
            })
        };
        let away = |code: &String| !places(code);
        let voice = setting::voice(d);
        let place = setting::headline_place(d).filter(|_| setting::speaks_itself(d)).map(str::to_owned);
        let speaks = voice.clone().or_else(|| setting::publisher(d)).or_else(|| home.clone());
        let abroad = home.filter(|code| away(code) && forces(code));
        Self {
            items: setting::items(d),
            voice,
            place,
            desk: setting::desk(d),
            speaks: speaks.filter(away),
            abroad,
        }
    }

    /// The state of the minister whose statement it is: of the first person named, in title or lead, whom no word gives another state,
    /// that in whose name the text speaks.
    pub(super) fn maker(&self, d: &Draft<'_>, q: &Question) -> Option<String> {
        let actor = &d.members[q.at].actor;
        let minister = actor.kind == ActorKind::Person && actor.sectors.first().is_some_and(|s| s == "GOV");
        let lead = d.a.sentence_of(q.head) < LEAD;
        let first = || !d.mentions.range(..q.head).any(|(&t, _)| d.person_at(t).is_some_and(|p| p != q.at));
        if !(minister && lead && first()) {
            return None;
        }
        match &self.voice {
            Some(voice) => Some(voice.clone()).filter(|_| q.told.is_none() || q.told == self.voice),
            None => self.beside(d, q.head),
        }
    }

    /// "The minister told the House of the violence in Chad, and what Norway does": the only other state that his sentence names than the
    /// one of which the headline tells, where the text itself says "I" or "we".
    fn beside(&self, d: &Draft<'_>, t: u32) -> Option<String> {
        let place = self.place.as_ref()?;
        let sentence = d.a.sentence_of(t);
        let mut codes = setting::states_named(d, |n| d.a.sentence_of(n.head) == sentence);
        codes.remove(place.as_str());
        codes.first().filter(|_| codes.len() == 1).map(|c| (*c).to_owned())
    }

    /// The state of an actor of whom the head has found one.
    pub(super) fn mend(&self, d: &Draft<'_>, at: usize, heads: &[u32], found: String) -> Option<String> {
        let first = *heads.first()?;
        if let Some(own) = self.item(d, heads, &found) {
            return Some(own);
        }
        let found = Some(found);
        // "(Bangkok) Myanmar: …": where it was written says nothing of whose soldiers it tells of.
        if found == self.desk {
            let plain = d.mentions.get(&first).is_some_and(|m| m.kind == MentionKind::Nominal);
            return d.scene_at(first).filter(|_| plain);
        }
        let actor = &d.members[at].actor;
        // "I conveyed my condolences to Prime Minister Lara Quist": whoever speaks for a state speaks to another's.
        if actor.kind == ActorKind::Person && found == self.voice && is_addressed(d, first) {
            return setting::elsewhere(d, found.as_deref().unwrap_or_default())
                .filter(|c| d.scene_at(first).as_ref() == Some(c));
        }
        // An army or a court is no charity's, whoever else is spoken of.
        let official = actor.sectors.first().is_some_and(|s| OFFICIAL.contains(&s.as_str()));
        if official && matches!(found.as_deref(), Some("MNC" | "NGO")) {
            return None;
        }
        // "The Minister returned from her visit to Chile": a guest is not his host's.
        if actor.kind == ActorKind::Person
            && found.as_ref().is_some_and(|code| visited(d, heads).contains(code))
        {
            return self.voice.clone().filter(|voice| Some(voice) != found.as_ref());
        }
        let armed = actor.sectors.first().is_some_and(|s| ARMED.contains(&s.as_str()));
        let rulers = REGIMES.contains(&&*d.a.token(first).lemma.to_lowercase());
        if armed && found == self.abroad || rulers && found == self.speaks {
            return setting::elsewhere(d, found.as_deref().unwrap_or_default());
        }
        found
    }

    /// In news in brief, the state of the only item that tells of an actor, where that item does not name the one found.
    fn item(&self, d: &Draft<'_>, heads: &[u32], found: &str) -> Option<String> {
        let paragraphs: BTreeSet<u32> = heads.iter().map(|&t| d.a.paragraph_of(t)).collect();
        let paragraph = paragraphs.first().filter(|_| paragraphs.len() == 1)?;
        let own = self.items.get(paragraph).filter(|own| *own != found)?;
        let named = d.names.iter().filter(|n| d.a.paragraph_of(n.head) == *paragraph);
        let here = |n: &crate::names::Name| matches!(n.kind, NameKind::Known(e) if d.r.code(e) == found);
        (!named.into_iter().any(here)).then(|| own.clone())
    }
}

/// Whether something is said or done to somebody by "I" or "we".
fn is_addressed(d: &Draft<'_>, t: u32) -> bool {
    let reached = [Relation::Obj, Relation::Iobj, Relation::Obl, Relation::Nmod];
    let verb =
        std::iter::successors(Some(t), |&c| d.a.head(c).filter(|_| reached.contains(&d.a.token(c).relation)))
            .find(|&c| d.a.token(c).upos == Upos::Verb);
    let speaks = |v: u32| d.a.by_relation(v, &[Relation::Nsubj]).any(|s| is_first_person(d.a, s));
    verb.is_some_and(speaks)
}

/// The states that somebody is told to visit, or to come back from.
fn visited(d: &Draft<'_>, heads: &[u32]) -> BTreeSet<String> {
    const VISITS: &[&str] = &["tour", "trip", "visit"];
    const GOES: &[&str] = &["arrive", "fly", "go", "return", "travel", "visit"];
    let mut out = BTreeSet::new();
    let mut at = |t: u32| {
        for c in std::iter::once(t).chain(d.a.by_relation(t, &[Relation::Conj])) {
            out.extend(d.actors_at(c).iter().filter_map(|&i| d.members[i].actor.country.clone()));
        }
    };
    let to = |t: u32| case_of(d.a, t).is_some_and(|w| matches!(&*w, "to" | "in" | "from"));
    let visit = |noun: u32, at: &mut dyn FnMut(u32)| {
        let places = d.a.by_relation(noun, &[Relation::Nmod]);
        places.filter(|&c| VISITS.contains(&&*d.a.token(noun).lemma) && to(c)).for_each(at);
    };
    for &t in heads {
        let Some(above) = d.a.head(t) else { continue };
        match d.a.token(t).relation {
            Relation::NmodPoss => visit(above, &mut at),
            Relation::Nsubj => {
                let goes = GOES.contains(&&*d.a.token(above).lemma);
                for c in d.a.children(above).iter().copied() {
                    match d.a.token(c).relation {
                        Relation::Obj if d.a.token(above).is("visit") => at(c),
                        Relation::Obj => visit(c, &mut at),
                        Relation::Obl if goes && to(c) => {
                            at(c);
                            visit(c, &mut at);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    out
}
