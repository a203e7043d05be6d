//! Which phrases mean ministries, armies, governments, rebels? Unknown names of bodies, and common
//! nouns of `reference/agents.tsv`; each with the country that its phrase gives it.

use chancery_model::analysis::EntityKind;
use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

use crate::agents::Body;
use crate::allegiance::{by_order, codes};
use crate::draft::{Anchor, Draft, Sighting};
use crate::loaded::Neutral;
use crate::names::NameKind;
use crate::phrase::{MODIFIERS, case_of, extent, has_determiner, in_brackets, is_noun, is_plural, words};
use crate::reference::Entry;

/// Groups so general that only a country or a count makes them someone.
const VAGUE: &[&str] = &["official", "leader", "minister", "public", "intelligence", "state"];

/// How many mentions back "the army" is looked for.
const REACH: usize = 400;

/// Adds mentions of bodies that have a name or a country, in text order.
pub(crate) fn add_known(d: &mut Draft<'_>) {
    add(d, true);
}

/// Adds mentions of the other bodies and groups, in text order.
pub(crate) fn add_rest(d: &mut Draft<'_>) {
    add(d, false);
}

fn add(d: &mut Draft<'_>, known: bool) {
    for t in (0..).take(d.a.tokens().len()) {
        let named = d.name_at(t).is_some_and(|n| n.kind == NameKind::Body);
        let free = !d.consumed.contains(&t) && !d.mentions.contains_key(&t);
        let noun = is_noun(d.a, t) && !d.in_name(t);
        let organised = || named || row(d, t).is_some_and(|b| b.kind == ActorKind::Organisation);
        let told = || !codes(d, t).is_empty() || named && row(d, t).is_some();
        if free && (named || noun) && (!known || organised() && told()) {
            at(d, t, named);
        }
    }
}

/// Whether a token heads a body or group by its word.
pub(crate) fn is_body(d: &Draft<'_>, t: u32) -> bool {
    let named = d.name_at(t).is_some_and(|n| matches!(n.kind, NameKind::Body | NameKind::Known(Entry::Organisation(_))));
    named || is_noun(d.a, t) && d.r.body(&d.a.token(t).lemma, &[]).is_some()
}

/// The row of `agents.tsv` that a token heads.
fn row<'r>(d: &Draft<'r>, t: u32) -> Option<&'r Body> {
    let words = words(d.a, t, &|_| false);
    d.r.body(&d.a.token(t).lemma, &words)
}

fn at(d: &mut Draft<'_>, t: u32, named: bool) {
    let r = d.r;
    let token = d.a.token(t);
    let body = row(d, t);
    let before = d.a.children(t).iter().copied().rfind(|&c| c < t && MODIFIERS.contains(&d.a.token(c).relation));
    let loaded = r.loaded.find(before.map(|c| &*d.a.token(c).form), &token.lemma);
    if body.is_none() && loaded.is_none() && !named {
        return;
    }
    // A word of an event's or a work's name is no one; a single title noun is for `persons`.
    let within_name = d.a.entity_of(t).is_some_and(|e| matches!(e.kind, EntityKind::Event | EntityKind::Misc));
    let title = d.r.offices.has_head(&token.lemma) && !is_plural(d.a, t);
    let in_proper = token.upos == Upos::Propn
        && token.relation == Relation::Nmod
        && d.a.head(t).is_some_and(|h| d.a.token(h).upos == Upos::Propn)
        && codes(d, t).is_empty();
    let group = body.is_some_and(|b| b.kind == ActorKind::Group);
    if !named && (within_name || group && in_proper || title && body.is_some_and(|b| b.kind == ActorKind::Group)) {
        return;
    }
    let modifies = matches!(token.relation, Relation::Compound | Relation::Amod | Relation::Flat | Relation::NmodDesc);
    let phrase = extent(d.a, t, &["of"]);
    let tokens = d.name_at(t).map_or(phrase, |n| phrase.cover(n.tokens));
    let span = d.a.chars(tokens);
    let mut countries = codes(d, t);
    if countries.is_empty() && body.is_some() {
        countries.extend(by_order(d, t));
    }
    if countries.is_empty() {
        // "the government and people of Iraq": the last one's of-phrase is everyone's.
        let last = d.a.by_relation(t, &[Relation::Conj]).last();
        let shared = last.and_then(|l| d.a.by_relation(l, &[Relation::Nmod]).find_map(|c| d.known_at(c)));
        let territory = shared.filter(|e| matches!(e, Entry::State(_)));
        countries.extend(territory.map(|e| d.r.code(e).to_owned()));
    }
    match loaded {
        Some(Neutral::State(code)) => {
            let state = d.state(code);
            state.into_iter().for_each(|s| d.flag(s, span));
            return d.mention(t, tokens, MentionKind::Named, state.into_iter().collect());
        }
        Some(Neutral::Government) if !countries.is_empty() => {
            let states: Vec<usize> = countries.iter().filter_map(|c| d.state(c)).collect();
            if !states.is_empty() {
                states.iter().for_each(|&s| d.flag(s, span));
                anchor(d, t, &countries, body);
                return d.mention(t, tokens, MentionKind::Named, states);
            }
        }
        _ => {}
    }
    if named && abbreviates(d, t, tokens) {
        return;
    }
    let organised = named || body.is_some_and(|b| b.kind == ActorKind::Organisation);
    if modifies && !(organised && (named || !countries.is_empty())) {
        return;
    }
    let mut basis = Basis::Text;
    let titled = d.titled.contains(&t);
    if named && titled && countries.is_empty() && body.is_none() {
        return;
    }
    if countries.is_empty() && !named {
        if let Some(earlier) = antecedent(d, t) {
            if loaded.is_some() {
                earlier.iter().for_each(|&e| d.flag(e, span));
            }
            return d.mention(t, tokens, MentionKind::Nominal, earlier);
        }
        countries = of_place(d, t);
        if !countries.is_empty() {
            basis = Basis::Context;
        }
        if titled {
            return;
        }
        let has_sector = body.is_some_and(|b| !b.sectors.is_empty());
        if countries.is_empty() && has_sector && !foreign(d, t) {
            countries.extend(d.setting.clone());
            basis = if countries.is_empty() { Basis::Text } else { Basis::Context };
        }
    }
    let vague = VAGUE.contains(&&*token.lemma.to_lowercase());
    if vague && !is_plural(d.a, t) && !named && (countries.is_empty() || d.r.offices.has_head(&token.lemma)) {
        return;
    }
    anchor(d, t, &countries, body);
    let kind = if named { MentionKind::Named } else { MentionKind::Nominal };
    let of_one = |code: Option<&String>| name_of(d, t, tokens, code, countries.len());
    let made: Vec<(Option<String>, String)> = if countries.is_empty() {
        vec![(None, of_one(None))]
    } else {
        countries.iter().map(|c| (Some(c.clone()), of_one(Some(c)))).collect()
    };
    let kind_of = if named { ActorKind::Organisation } else { body.map_or(ActorKind::Group, |b| b.kind) };
    let own = body.map(|b| b.sectors.clone()).filter(|s| !s.is_empty());
    let sectors: Vec<String> =
        own.or_else(|| of_owner(d, t)).unwrap_or_default().into_iter().map(str::to_owned).collect();
    let mut actors = Vec::new();
    for (country, name) in made {
        let at = d.named(kind_of, &name, country.as_deref(), |actor| {
            actor.sectors.clone_from(&sectors);
            actor.basis = basis;
        });
        if loaded.is_some() {
            d.flag(at, span);
        }
        actors.push(at);
    }
    d.mention(t, tokens, kind, actors);
}

/// The name of a body: the text's words; of coordinated modifiers, the country's own word with the
/// head: "British government" in "the British and French governments".
fn name_of(d: &Draft<'_>, t: u32, tokens: Span<Tok>, code: Option<&String>, of: usize) -> String {
    let word = code.filter(|_| of > 1).and_then(|code| {
        let mut known = tokens.iter().filter_map(|t| d.name_of(t));
        let said = known.find(|n| matches!(n.kind, NameKind::Known(e) if d.r.code(e) == code));
        said.map(|n| d.text(n.tokens))
    });
    match word {
        Some(word) => format!("{word} {}", d.a.token(t).lemma),
        None => d.bare_text(tokens),
    }
}

/// The sectors of the known body that a part of it belongs to: "the foreign office's Asia branch".
fn of_owner<'r>(d: &Draft<'r>, t: u32) -> Option<Vec<&'r str>> {
    let owners = d.a.children(t).iter().filter(|&&c| c < t);
    let mut known = owners.filter_map(|&c| d.known_at(c));
    known.find_map(|e| match e {
        Entry::Organisation(i) => Some(d.r.organisations[i].sectors.clone()),
        _ => None,
    })
}

/// Notes a body of state as an anchor for bare titles.
fn anchor(d: &mut Draft<'_>, t: u32, countries: &[String], body: Option<&Body>) {
    let [code] = countries else { return };
    if !body.is_some_and(|b| b.of_state) || d.r.country(code).is_none() {
        return;
    }
    let ministry = d.a.token(t).lemma.eq_ignore_ascii_case("ministry");
    let topic = words(d.a, t, &|_| false);
    let office = d.r.offices.find("minister", &topic).filter(|o| ministry && o.one);
    let office = office.map(|o| o.name.to_owned());
    d.anchors.push(Anchor { token: t, code: code.clone(), office });
}

/// "(SNSC)" after "Supreme National Security Council": the same body, and so is its later "SNSC".
fn abbreviates(d: &mut Draft<'_>, t: u32, tokens: Span<Tok>) -> bool {
    let form = d.bare_text(Span::one(t));
    if !in_brackets(d.a, t) {
        return false;
    }
    let full = d.a.head(t).filter(|_| d.a.token(t).relation == Relation::Appos);
    let full = full.filter(|f| d.mentions.contains_key(f)).or_else(|| {
        let ends = |m: &Sighting| m.tokens.end() + 1 == t || m.tokens.has(t);
        let mut heads = d.mentions.iter().filter(|(_, m)| ends(m) && initials(d.text(m.tokens)).contains(&form));
        heads.next().map(|(&h, _)| h)
    });
    let Some(actors) = full.map(|f| d.actors_at(f).to_vec()) else { return false };
    d.mention(t, tokens, MentionKind::Named, actors.clone());
    let later: Vec<Span<Tok>> = d.names.iter().filter(|n| n.head > t && d.text(n.tokens) == form).map(|n| n.tokens).collect();
    for span in later {
        let head = crate::names::head_of(d.a, span);
        d.mention(head, span, MentionKind::Named, actors.clone());
    }
    true
}

/// The capital initials of a name's words.
fn initials(text: &str) -> String {
    text.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// "the army", "the ministry": the last body before it with the same head word, if its phrase adds
/// nothing new.
fn antecedent(d: &Draft<'_>, t: u32) -> Option<Vec<usize>> {
    let definite = has_determiner(d.a, t, &["the", "this", "that", "these", "those"]);
    if !definite {
        return None;
    }
    let lemma = &d.a.token(t).lemma;
    let own = words(d.a, t, &|_| false);
    let earlier = d.mentions.range(..t).rev().take(REACH).find(|(h, m)| {
        let same = d.a.token(**h).lemma.eq_ignore_ascii_case(lemma) && m.kind != MentionKind::Pronoun;
        let theirs = words(d.a, **h, &|_| false);
        let plural = is_plural(d.a, **h) == is_plural(d.a, t);
        same && plural && own.iter().all(|w| theirs.contains(w))
    });
    earlier.map(|(_, m)| m.actors.clone())
}

/// Whether the phrase itself says that its body is not of the place: "foreign troops".
fn foreign(d: &Draft<'_>, t: u32) -> bool {
    let words = words(d.a, t, &|_| false);
    let abroad = ["foreign", "international", "other", "western", "regional", "world", "global", "arab", "european"];
    words.iter().any(|w| abroad.contains(&w.as_str()))
}

/// "police in Ankara": the country of the place where a group is said to be.
fn of_place(d: &Draft<'_>, t: u32) -> Vec<String> {
    let place = d.a.by_relation(t, &[Relation::Nmod]).find(|&c| {
        matches!(case_of(d.a, c).as_deref(), Some("in" | "across"))
            && matches!(d.known_at(c), Some(Entry::State(_) | Entry::Place { .. }))
    });
    place.and_then(|c| d.known_at(c)).map(|e| d.r.code(e).to_owned()).into_iter().collect()
}

/// Fills in the countries of bodies whose possessor became known later: "his ministry".
pub(crate) fn of_possessors(d: &mut Draft<'_>) {
    let heads: Vec<u32> = d.mentions.keys().copied().collect();
    for t in heads {
        let [one] = *d.actors_at(t) else { continue };
        let body = matches!(
            d.members[one].actor.kind,
            ActorKind::Organisation | ActorKind::Group | ActorKind::Person
        );
        if !body || d.members[one].actor.country.is_some() {
            continue;
        }
        let Some(owner) = d.a.child(t, Relation::NmodPoss) else { continue };
        let pronoun = d.a.token(owner).upos == Upos::Pron;
        let country = match d.actors_at(owner) {
            [p] => d.members[*p].actor.country.clone(),
            _ => None,
        };
        if country.is_some() {
            let actor = &mut d.members[one].actor;
            actor.country = country;
            actor.basis = if pronoun { Basis::Context } else { Basis::Text };
        }
    }
}
