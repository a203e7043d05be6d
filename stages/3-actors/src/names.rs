//! Where are names, and which of them do the tables know? Entities of the analysis and matches of
//! the reference names over the tokens; a longer name wins over one within it.

use std::collections::BTreeMap;

use chancery_model::analysis::{Analysis, EntityKind, Token};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::called;
use crate::defined;
use crate::holders;
use crate::koreas;
use crate::namesakes::{called_body, is_governed, is_person, is_posting, is_state, is_town};
use crate::peoples;
use crate::portfolio;
use crate::reference::{Entry, Reference, key};
use crate::vessels;

/// How names that begin in lower case begin.
const LOWER_CASE: &[&str] = &["al", "coalition", "international", "janjaweed", "peshmerga", "shabiha"];

/// Words that end the names of regions for which ministers and envoys are named.
const REGIONS: &[&str] = &[
    "Africa",
    "America",
    "Americas",
    "Asia",
    "Balkans",
    "Caribbean",
    "Caucasus",
    "East",
    "Europe",
    "Gulf",
    "Levant",
    "Pacific",
    "Sahel",
    "Union",
];

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A human being.
    Person,
    /// A name that the tables know.
    Known(Entry),
    /// A body that the tables do not know.
    Body,
    /// A place that the tables do not know.
    Location,
    /// A people or community that is no state's by its name, with the state that it is of where the tables know it.
    People(Option<&'static str>),
    /// Both Koreas at once.
    Koreas,
    /// A warship, with the state of its navy.
    Vessel(Option<&'static str>),
}

/// One name in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    pub(crate) tokens: Span<Tok>,
    /// The token that heads it in the tree.
    pub(crate) head: u32,
    pub(crate) kind: NameKind,
}

/// All names in text order; one may lie within an unknown body's.
pub(crate) fn find(r: &Reference, a: &Analysis) -> Vec<Name> {
    let mut out = known(r, a);
    vessels::again(r, a, &mut out);
    koreas::add(r, a, &mut out);
    of_brazzaville(r, a, &mut out);
    without_namesakes(r, a, &mut out);
    let mut inside = vec![false; a.tokens().len()];
    for n in &out {
        inside[n.tokens.range()].fill(true);
    }
    let tabled = inside.clone();
    for (tokens, letters) in defined::long_names(a) {
        let end = tokens.end();
        let listed =
            |n: &Name| n.tokens.end() == end && matches!(n.kind, NameKind::Known(Entry::Organisation(_)));
        if out.iter().any(listed) {
            continue;
        }
        // The text's own letters come before those of a body that the tables know: "Lendu Patriotic Resistance (LPR)".
        out.retain(|n| n.tokens.len() > 1 || &*a.token(n.head).form != letters);
        let short = (0..).zip(a.tokens()).filter(|(_, x)| &*x.form == letters).map(|(t, _)| Span::one(t));
        for tokens in std::iter::once(tokens).chain(short) {
            let head = head_of(a, tokens);
            if out.iter().all(|n| n.head != head) {
                inside[tokens.range()].fill(true);
                out.push(Name { tokens, head, kind: NameKind::Body });
            }
        }
    }
    called::add(a, &mut out, &mut inside);
    for e in a.entities() {
        // "Nursultan Nazarbaev" taken for a place's name: the table of office-holders knows better.
        let holder = || e.tokens.len() > 1 && !holders::exact(&r.overlay, &words(a, e.tokens)).is_empty();
        let other = matches!(e.kind, EntityKind::Location | EntityKind::Organisation);
        let region = e.kind == EntityKind::Person && is_region(a, e.tokens);
        let person = e.kind == EntityKind::Person && !region || other && holder();
        let tokens =
            if person { without_titles(r, a, e.tokens, &inside) } else { without_edges(a, e.tokens) };
        let tokens = if person { with_nickname(a, tokens) } else { tokens };
        let called = || called_body(a, tokens).filter(|_| e.kind == EntityKind::Person);
        let owned =
            owned_party(a, tokens).or_else(called).filter(|_| !tokens.iter().any(|t| inside[t as usize]));
        let tokens = owned.unwrap_or(tokens);
        // A title alone is no name, and what is only small words is none.
        let titles = |t: u32| {
            let token = a.token(t);
            let small = matches!(token.upos, Upos::Punct | Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part);
            // "Foreign Ministry" before a spokesman's name, taken for a person's.
            let body = || r.body(&token.form, &[]).is_some_and(|b| b.of_state);
            small || r.offices.has_word(&token.form) || inside[t as usize] || body()
        };
        if tokens.is_empty() || person && tokens.iter().all(titles) {
            continue;
        }
        // "(Commander) of the National Order": the rest of a title is nobody's name.
        if person && a.token(tokens.start()).upos == Upos::Adp {
            continue;
        }
        let named = person || e.kind == EntityKind::Organisation;
        if named && portfolio::goes_on(r, a, tokens, person, &tabled) {
            continue;
        }
        let head = head_of(a, tokens);
        let kind = match e.kind {
            _ if owned.is_some() => NameKind::Body,
            _ if person && (is_governed(a, tokens) || is_state(r, a, tokens)) => NameKind::Location,
            _ if person && is_town(r, a, tokens, &out) => NameKind::Location,
            _ if person => NameKind::Person,
            EntityKind::Organisation => NameKind::Body,
            EntityKind::Location if is_party(a, tokens) || is_doer(a, tokens, head) => NameKind::Body,
            // A region that was taken for a person.
            EntityKind::Person | EntityKind::Location => NameKind::Location,
            EntityKind::Norp if is_language(a, head) => continue,
            EntityKind::Norp => NameKind::People(None),
            EntityKind::Event | EntityKind::Misc => continue,
        };
        if !inside[head as usize] {
            inside[tokens.range()].fill(true);
            out.push(Name { tokens, head, kind });
        }
    }
    unread_parties(a, &mut out, &mut inside);
    recover_surnames(a, &mut out, &inside);
    out.sort_by_key(|n| (n.tokens.start(), std::cmp::Reverse(n.tokens.end())));
    out
}

/// "slandered by the Patriotic Rally": words in capitals behind "the" that end like a party's name, which the analysis took for no name.
fn unread_parties(a: &Analysis, names: &mut Vec<Name>, inside: &mut [bool]) {
    let capital = |t: u32| {
        let token = a.token(t);
        matches!(token.upos, Upos::Propn | Upos::Adj | Upos::Noun)
            && token.form.starts_with(char::is_uppercase)
    };
    for (last, token) in (0..).zip(a.tokens()) {
        let party = PARTIES.contains(&&*token.form.to_lowercase());
        if !party || !capital(last) || inside[last as usize] {
            continue;
        }
        let start = (0..last).rev().take_while(|&t| capital(t) && !inside[t as usize]).last();
        let Some(start) = start.filter(|&s| s > 0 && &*a.token(s - 1).form == "the") else { continue };
        let tokens = Span::new(start, last + 1);
        inside[tokens.range()].fill(true);
        names.push(Name { tokens, head: head_of(a, tokens), kind: NameKind::Body });
    }
}

/// "were evicted by Red Hill Sugar": no place does a thing, if the tables know none of the name.
fn is_doer(a: &Analysis, tokens: Span<Tok>, head: u32) -> bool {
    tokens.len() > 2 && a.token(head).relation == Relation::OblAgent
}

/// Last words of names that are never a place's: "Kassala Front".
const PARTIES: &[&str] = &[
    "alliance",
    "army",
    "association",
    "brigade",
    "brigades",
    "coalition",
    "column",
    "congress",
    "council",
    "federation",
    "forces",
    "front",
    "league",
    "militia",
    "movement",
    "party",
    "rally",
    "resistance",
    "union",
    "vanguard",
];

/// "the Farmers' Front", of which only the farmers were taken for a name.
fn owned_party(a: &Analysis, tokens: Span<Tok>) -> Option<Span<Tok>> {
    let after = |k: u32| a.tokens().get((tokens.end() + k) as usize);
    let mark = after(0).is_some_and(|t| matches!(&*t.form, "'" | "’" | "'s" | "’s"));
    let capital = |t: &Token| t.upos == Upos::Propn && t.form.starts_with(char::is_uppercase);
    let party = after(1).is_some_and(|t| capital(t) && PARTIES.contains(&&*t.form.to_lowercase()));
    (mark && party).then(|| Span::new(tokens.start(), tokens.end() + 2))
}

/// Whether a name of several words taken for a place's is that of a party or armed group.
fn is_party(a: &Analysis, tokens: Span<Tok>) -> bool {
    let last = a.token(tokens.end() - 1);
    tokens.len() > 1 && last.upos == Upos::Propn && PARTIES.contains(&&*last.form.to_lowercase())
}

/// "Congo" alone is the one of Kinshasa, as agencies write it, but in a text that names Brazzaville.
fn of_brazzaville(r: &Reference, a: &Analysis, names: &mut [Name]) {
    let Some(other) = r.name(&key("Congo-Brazzaville")).map(NameKind::Known) else { return };
    if !a.tokens().iter().any(|t| &*t.form == "Brazzaville") {
        return;
    }
    for n in names.iter_mut().filter(|n| words(a, n.tokens) == "Congo") {
        n.kind = other;
    }
}

/// "The House of Representatives" in a text that does not speak of the state whose body the tables know by that name, or speaks of
/// another more, may be another's.
fn without_namesakes(r: &Reference, a: &Analysis, names: &mut Vec<Name>) {
    let code = |n: &Name| match n.kind {
        NameKind::Known(e) => Some(r.code(e)).filter(|c| r.country(c).is_some()),
        _ => None,
    };
    let organisation = |n: &Name| match n.kind {
        NameKind::Known(Entry::Organisation(i)) => Some(&r.organisations[i]),
        _ => None,
    };
    let shared = |n: &Name| organisation(n).is_some_and(|o| o.shared.contains(&&*words(a, n.tokens)));
    let states: Vec<&str> = names.iter().filter(|n| !shared(n)).filter_map(code).collect();
    names.retain(|n| organisation(n).is_none_or(|o| !o.is_anothers(&words(a, n.tokens), &states)));
}

/// "(Arabic: …)": the language of what follows, and nobody.
fn is_language(a: &Analysis, t: u32) -> bool {
    let form = |t: Option<u32>| t.and_then(|t| a.tokens().get(t as usize)).map_or("", |x| &*x.form);
    form(Some(t + 1)) == ":" && matches!(form(t.checked_sub(1)), "(" | "[" | ";")
}

/// The words of some tokens with spaces between.
pub(crate) fn words(a: &Analysis, tokens: Span<Tok>) -> String {
    tokens.iter().map(|t| &*a.token(t).form).collect::<Vec<_>>().join(" ")
}

/// Matches of the tables' names, longest first at each token.
fn known(r: &Reference, a: &Analysis) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for s in a.sentences() {
        let mut t = s.tokens.start();
        while t < s.tokens.end() {
            if let Some((tokens, country)) = vessels::at(r, a, t, s.tokens.end()) {
                out.push(Name { tokens, head: head_of(a, tokens), kind: NameKind::Vessel(country) });
                t = tokens.end();
            } else if is_language(a, t) {
                t += 1;
            } else if let Some((end, kind)) = longest_at(r, a, t, s.tokens.end()) {
                let tokens = Span::new(t, end);
                out.push(Name { tokens, head: head_of(a, tokens), kind });
                t = end;
            } else {
                t += 1;
            }
        }
    }
    out
}

fn longest_at(r: &Reference, a: &Analysis, start: u32, limit: u32) -> Option<(u32, NameKind)> {
    let first = a.token(start);
    let name_like = matches!(first.upos, Upos::Propn | Upos::Adj | Upos::Noun | Upos::X | Upos::Verb);
    let upper = first.form.chars().next().is_some_and(char::is_uppercase);
    let small = LOWER_CASE.iter().any(|w| first.form.starts_with(w));
    if !name_like || !(upper || small) {
        return None;
    }
    let mut joined = String::new();
    let mut best = None;
    for t in start..limit {
        joined.push_str(&key(&a.token(t).form));
        if joined.len() > r.longest() + 1 {
            break;
        }
        let hit = r.name(&joined).or_else(|| in_capitals(r, &joined)).or_else(|| {
            let singular = joined.strip_suffix('s').filter(|_| a.token(t).has(Feature::NumberPlur))?;
            r.name(singular).filter(|e| matches!(e, Entry::Demonym(_)))
        });
        let span = Span::new(start, t + 1);
        let hit = hit.filter(|_| is_posting(r, a, start) || !is_person(r, a, span));
        let hit = hit.filter(|&e| !is_anothers(r, a, span, e)).map(NameKind::Known);
        best = hit.or_else(|| peoples::of(r, a, span, &joined)).map(|kind| (t + 1, kind)).or(best);
    }
    best
}

/// "Dawn Shura Council": a longer name that ends like that of a known body of one state is another body's; "South American" is
/// of a continent.
fn is_anothers(r: &Reference, a: &Analysis, span: Span<Tok>, entry: Entry) -> bool {
    let part =
        |t: u32| matches!(&*a.token(t).form, "Central" | "Inter" | "Latin" | "North" | "Pan" | "South");
    let continent = |t: u32| part(t) || &*a.token(t).form == "-" && t > 0 && part(t - 1);
    if matches!(entry, Entry::Demonym(_)) && &*a.token(span.start()).form == "American" {
        return span.start().checked_sub(1).is_some_and(continent);
    }
    let Entry::Organisation(i) = entry else { return false };
    let of_state = r.country(r.organisations[i].code).is_some();
    let Some(before) = span.start().checked_sub(1).filter(|_| of_state && span.len() > 1) else {
        return false;
    };
    let word = a.token(before);
    // The state's own name, a known body that it is part of, an arm of the forces or a title tells nothing against it.
    let armed = r.body(&word.form, &[]).is_some_and(|b| b.sectors.contains(&"REB"));
    let tells = r.name(&key(&word.form)).is_none()
        && r.body(&word.lemma, &[]).is_none()
        && !r.offices.has_word(&word.form);
    let longer = a.entity_of(before).is_some_and(|e| {
        e.kind == EntityKind::Organisation && e.tokens.contains(span) && e.tokens.has(before)
    });
    word.upos == Upos::Propn && (tells && longer || armed)
}

/// A headline's "IRAN" is looked up as "Iran"; short words may be acronyms and are not.
fn in_capitals(r: &Reference, joined: &str) -> Option<Entry> {
    if joined.len() < 4 || !joined.chars().all(char::is_uppercase) {
        return None;
    }
    let mut chars = joined.chars();
    let title: String = chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect();
    r.name(&title)
}

/// A person's entity without the titles and forms of address that it begins with: all words up to
/// the last title noun, as long as they are of the kind that titles are made of.
fn without_titles(r: &Reference, a: &Analysis, entity: Span<Tok>, inside: &[bool]) -> Span<Tok> {
    let mut start = entity.start();
    if is_posting(r, a, start) && r.name(&key(&a.token(start).form)).is_some() && entity.len() > 1 {
        // "ambassador to Norway Lara Quist": the state is no part of the name.
        start += 1;
    }
    if let Some(region) = region_end(a, entity) {
        start = region;
    }
    // Whether the words after the title noun still belong to it: "Secretary of State", or "Minister of" before "Defence Kaarel Rebane".
    let mut goes_on = start >= 2
        && matches!(&*a.token(start - 1).form, "of" | "for")
        && r.offices.has_head(&a.token(start - 2).form);
    for t in Span::<Tok>::new(start, entity.end() - 1).iter() {
        let token = a.token(t);
        let of_title = r.offices.has_word(&token.form) || inside[t as usize];
        // "Rear Adm. Keller"
        let rear = &*token.form == "Rear" && r.offices.has_head(&a.token(t + 1).form);
        if rear || r.honorific(&token.form).is_some() || r.offices.has_head(&token.form) {
            start = t + 1;
            goes_on = false;
        } else if &*token.form == "of" && start == t {
            goes_on = true;
        } else if of_title && goes_on {
            start = t + 1;
        } else if !of_title && !matches!(token.upos, Upos::Adj | Upos::Punct) {
            break;
        }
    }
    // "Ioane Tabai of Kiribati": the name ends before the preposition.
    let of = (start + 1..entity.end()).find(|&t| &*a.token(t).form == "of");
    let entity = Span::<Tok>::new(entity.start(), of.unwrap_or(entity.end()));
    let last = entity.end() - 1;
    let genitive = matches!(&*a.token(last).form, "'s" | "’s" | "'" | "’");
    Span::new(start, if genitive && last > start { last } else { entity.end() })
}

/// "Tod “T.J.” Wexler": a given name goes on after a nickname in quotation marks.
fn with_nickname(a: &Analysis, name: Span<Tok>) -> Span<Tok> {
    let form = |t: u32| a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let mark = |t: u32| matches!(form(t), "“" | "”" | "\"" | "''" | "``");
    // The analysis may hold the opening mark and the nickname for part of the name.
    let open = name.iter().skip(1).find(|&t| mark(t)).unwrap_or(name.end());
    if !mark(open) {
        return name;
    }
    let close = (open + 2..open + 4).find(|&t| mark(t)).filter(|&t| !(open + 1..t).any(|u| form(u) == ","));
    let surname = close.map(|t| t + 1).filter(|&t| {
        a.tokens()
            .get(t as usize)
            .is_some_and(|x| x.upos == Upos::Propn && x.form.starts_with(char::is_uppercase))
    });
    surname.map_or(name, |t| Span::new(name.start(), t + 1))
}

/// "Minister for Central Asia" where the entity takes the region for a person.
fn is_region(a: &Analysis, entity: Span<Tok>) -> bool {
    let form = |t: u32| a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let before = entity.start().checked_sub(1).map_or("", form);
    entity.len() > 1 && matches!(before, "for" | "in" | "the") && REGIONS.contains(&form(entity.end() - 1))
}

/// "Minister for the Middle East Lara Quist": where the region ends that the entity wrongly begins with.
fn region_end(a: &Analysis, entity: Span<Tok>) -> Option<u32> {
    let form = |t: u32| a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let before = entity.start().checked_sub(1)?;
    let before = if form(before) == "the" { before.checked_sub(1)? } else { before };
    let last = entity.iter().rfind(|&t| REGIONS.contains(&form(t)))?;
    (form(before) == "for" && last + 1 < entity.end()).then_some(last + 1)
}

/// An entity without prepositions, articles and marks at its edges.
pub(crate) fn without_edges(a: &Analysis, entity: Span<Tok>) -> Span<Tok> {
    let small =
        |t: u32| matches!(a.token(t).upos, Upos::Adp | Upos::Punct | Upos::Cconj | Upos::Part | Upos::Det);
    let start = entity.iter().find(|&t| !small(t)).unwrap_or(entity.end());
    let end = entity.iter().rfind(|&t| !small(t)).map_or(start, |t| t + 1);
    Span::new(start, end)
}

/// Later bare surnames that the analysis took for something else or for nothing.
fn recover_surnames(a: &Analysis, names: &mut Vec<Name>, inside: &[bool]) {
    let mut surnames: BTreeMap<&str, u32> = BTreeMap::new();
    for n in names.iter().filter(|n| n.kind == NameKind::Person && n.tokens.len() > 1) {
        *surnames.entry(&a.token(n.tokens.end() - 1).form).or_default() += 1;
    }
    surnames.retain(|s, _| s.chars().count() > 2);
    for n in names.iter_mut() {
        let unknown = matches!(n.kind, NameKind::Body | NameKind::Location | NameKind::People(_));
        if unknown && n.tokens.len() == 1 && surnames.contains_key(&*a.token(n.head).form) {
            n.kind = NameKind::Person;
        }
    }
    for t in (0..).take(a.tokens().len()) {
        let token = a.token(t);
        let known = token.upos == Upos::Propn && surnames.contains_key(&*token.form);
        if known && !inside[t as usize] {
            names.push(Name { tokens: Span::one(t), head: t, kind: NameKind::Person });
        }
    }
}

/// The token of a span whose own head lies outside it.
pub(crate) fn head_of(a: &Analysis, span: Span<Tok>) -> u32 {
    let out = |t: u32| a.head(t).is_none_or(|h| !span.has(h));
    span.iter().find(|&t| out(t) && a.token(t).upos != Upos::Punct).unwrap_or(span.start())
}
