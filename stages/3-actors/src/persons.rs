//! Who are the persons, with the titles and appositions around their names? One mention for a name
//! with its title; a title without a name is a person too.

use std::collections::BTreeMap;

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

use crate::agents::Reach;
use crate::allegiance::{codes, located};
use crate::american;
use crate::bearers::{bearer, called_before, headed};
use crate::bodies::row;
use crate::draft::{Draft, blank};
use crate::identity::cluster;
use crate::incumbents;
use crate::names::{Name, NameKind};
use crate::phrase::{case_of, extent, is_noun, is_plural};
use crate::predicate::said_to_be;
use crate::reference::{Entry, Gender};
use crate::stretch::{after, before};
use crate::surroundings;
use crate::titles::{Title, is_title, read, read_with};

/// Title words that are other things as often, unless a country or body stands with them.
const EQUIVOCAL: &[&str] =
    &["captain", "chair", "chief", "deputy", "general", "head", "justice", "major", "member", "national"];

/// A name with what stands around it.
#[derive(Debug)]
struct Found {
    name: Name,
    head: u32,
    tokens: Span<Tok>,
    titles: Vec<Title>,
    gender: Option<Gender>,
    /// Sectors that a form of address tells.
    address: Vec<String>,
    country: Option<String>,
    /// What stands around the noun that the name is called by, where it is that of a group's member.
    around: Option<String>,
    /// The noun of a clause that says who it is: "Lara Quist is a Chilean diplomat".
    said: Option<u32>,
}

/// Adds named persons and persons known by their office alone.
pub(crate) fn add(d: &mut Draft<'_>) {
    let names: Vec<Name> = d.names.iter().filter(|n| n.kind == NameKind::Person).copied().collect();
    let found: Vec<Found> = names.into_iter().map(|n| around(d, n)).collect();
    let texts: Vec<&str> = found.iter().map(|f| d.text(f.name.tokens)).collect();
    let groups = cluster(&texts);
    let mut by_group: BTreeMap<usize, usize> = BTreeMap::new();
    let order = 0..groups.iter().max().map_or(0, |m| m + 1);
    for group in order {
        let of_group = || found.iter().zip(&groups).filter(|(_, g)| **g == group).map(|(f, _)| f);
        let at = person(d, &of_group().collect::<Vec<_>>());
        by_group.insert(group, at);
    }
    for (f, group) in found.iter().zip(&groups) {
        let actor = by_group.get(group).copied();
        // Where the parser made a body within the title the head of it all, the person is meant.
        d.mentions.remove(&f.head);
        d.titled.extend(f.tokens.iter());
        d.mention(f.head, f.tokens, MentionKind::Named, actor.into_iter().collect());
        if let Some(t) = f.said {
            let phrase = extent(d.a, t, &["of"]);
            d.titled.extend(phrase.iter());
            d.mention(t, phrase, MentionKind::Nominal, actor.into_iter().collect());
        }
    }
    incumbents::add(d);
    nameless(d);
}

/// The titles of a name: before it, after it in apposition, or as the head that it explains.
fn around(d: &mut Draft<'_>, name: Name) -> Found {
    let mut head = name.head;
    let mut tokens = extent(d.a, name.head, &[]).cover(name.tokens);
    let (mut titles, mut gender, mut address) = (Vec::new(), None, Vec::new());
    let mut beside: Vec<u32> = d.a.children(name.head).to_vec();
    // "Vice Adm. Ada Quist, commander of the fleet": the parser may make the rank the head of name and apposition,
    // or a second subject.
    let twin = name.tokens.start().checked_sub(1).filter(|&t| {
        let rank = d.r.offices.has_head(&d.a.token(t).form) && d.a.token(t).form.ends_with('.');
        rank && d.a.token(t).relation == Relation::Nsubj && d.a.head(t) == d.a.head(name.head)
    });
    let rank = d.a.head(name.head).filter(|_| d.a.token(name.head).relation == Relation::Flat).or(twin);
    beside.extend(rank.into_iter().flat_map(|r| d.a.by_relation(r, &[Relation::Appos])));
    for c in beside {
        if let Some(h) = d.r.honorific(&d.a.token(c).form) {
            gender = gender.or(h.gender);
            address.extend(h.sectors.iter().map(|&s| s.to_owned()));
        }
        let title = match d.a.token(c).relation {
            Relation::NmodDesc | Relation::Compound | Relation::Nmod | Relation::Flat if c < name.head => {
                read(d, c)
            }
            // "Quist, Kenyan counterpart": in a headline's list, somebody else.
            Relation::Appos => {
                read(d, c).filter(|t| t.office != "counterpart" && (titles.is_empty() || !is_anothers(d, t)))
            }
            _ => None,
        };
        if let Some(title) = title {
            tokens = tokens.cover(title.tokens);
            d.consumed.insert(c);
            titles.push(title);
        }
    }
    let governor = titled_governor(d, &name);
    let stretch = before(d, &name).filter(|s| governor.is_none_or(|g| s.title <= g));
    if let Some(stretch) = stretch {
        if let Some(title) = read_with(d, stretch.title, Some(&stretch)) {
            titles.retain(|t| !stretch.tokens.has(t.token));
            tokens = tokens.cover(title.tokens);
            d.consumed.insert(stretch.title);
            head = outermost(d, Span::new(stretch.tokens.start(), name.tokens.end()), name.head);
            titles.insert(0, title);
        }
    } else if let Some(governor) = governor
        && let Some(title) = read(d, governor)
    {
        head = governor;
        tokens = tokens.cover(title.tokens);
        d.consumed.insert(governor);
        titles.insert(0, title);
    }
    if titles.is_empty()
        && let Some(stretch) = after(d, &name)
        && let Some(title) = read_with(d, stretch.title, Some(&stretch))
    {
        tokens = tokens.cover(title.tokens);
        d.consumed.insert(stretch.title);
        titles.push(title);
    }
    for t in &titles {
        mark_ranks(d, t.token);
    }
    let called = if titles.is_empty() { calling(d, &name) } else { None };
    let said = if titles.is_empty() && called.is_none() { said_to_be(d, name.head) } else { None };
    if let Some(said) = &said {
        d.consumed.insert(said.noun);
        titles.extend(said.title.clone());
        address.extend(said.sectors.iter().map(|&s| s.to_owned()));
    }
    let said = said.map(|s| s.noun);
    if let Some(noun) = called {
        // "Kenyan runner Lara Quist", "Lara Quist, a farmer": no office, but who she is.
        let owned = d.a.child(noun, Relation::NmodPoss).is_some();
        let body = row(d, noun).filter(|b| b.reach == Reach::Any || !owned);
        address.extend(body.iter().flat_map(|b| &b.sectors).map(|&s| s.to_owned()));
        tokens = tokens.cover(extent(d.a, noun, &["of"]));
        d.consumed.insert(noun);
        head = outermost(d, tokens, head);
    }
    // An alliance or an armed group beside a name is not yet the person's own.
    let country = codes(d, name.head).into_iter().next().filter(|c| d.r.country(c).is_some());
    let by_noun = called.or(said).and_then(|t| codes(d, t).into_iter().find(|c| d.r.country(c).is_some()));
    let country = of_name(d, &name).or(country).or(by_noun);
    let around = called.filter(|_| country.is_none()).and_then(|t| {
        let body = row(d, t).filter(|b| b.reach == Reach::Any)?;
        surroundings::countries(d, t, Some(body), false).into_iter().next()
    });
    Found { name, head, tokens, titles, gender, address, country, around, said }
}

/// "At the invitation of President Tabai, the Prime Minister of Estonia, Lara Quist, paid a visit": a title that stands
/// between two names is the second one's where the first has its own and the second explains something before it.
fn is_anothers(d: &Draft<'_>, title: &Title) -> bool {
    let comma = title.tokens.end();
    let form = d.a.tokens().get(comma as usize).map(|t| &*t.form);
    let person = |n: &&Name| n.kind == NameKind::Person && n.tokens.start() == comma + 1;
    let next = d.name_of(comma + 1).filter(person).filter(|_| form == Some(","));
    next.is_some_and(|n| d.a.token(n.head).relation == Relation::Appos)
}

/// The token of a span that the rest of the sentence governs; nearest to the root of several.
fn outermost(d: &Draft<'_>, span: Span<Tok>, otherwise: u32) -> u32 {
    let depth = |t: u32| std::iter::successors(Some(t), |&t| d.a.head(t)).count();
    let out = |&t: &u32| is_noun(d.a, t) && d.a.head(t).is_none_or(|h| !span.has(h));
    span.iter().filter(out).min_by_key(|&t| depth(t)).unwrap_or(otherwise)
}

/// "Ioane Tabai of Kiribati", however the parser hung the state.
fn of_name(d: &Draft<'_>, name: &Name) -> Option<String> {
    let end = name.tokens.end();
    let form = |t: u32| d.a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let state = end + 1 + u32::from(form(end + 1) == "the");
    match d.name_of(state).filter(|_| form(end) == "of")?.kind {
        NameKind::Known(e @ Entry::State(_)) => Some(d.r.code(e).to_owned()),
        _ => None,
    }
}

/// Ranks and titles within a title are part of it: "Army Lt. Gen.".
fn mark_ranks(d: &mut Draft<'_>, title: u32) {
    let inner: Vec<u32> =
        d.a.by_relation(title, &[Relation::Compound, Relation::Flat, Relation::NmodDesc, Relation::Amod])
            .collect();
    for c in inner {
        if is_title(d, c) {
            d.consumed.insert(c);
        }
    }
}

/// The title noun that a name explains: "Lesotho's envoy to Chad, Teboho Lerato". Where the parser
/// hung the name on the title's last noun, the title is found above it; after a comma the name
/// belongs to the outer of two titles: "aide of the minister, NAME".
fn titled_governor(d: &Draft<'_>, name: &Name) -> Option<u32> {
    let token = d.a.token(name.head);
    // "its ambassador in Lima, Lara Quist": an apposition that the parser holds for one more in a list.
    let place = |g: u32| {
        matches!(d.known_at(g), Some(Entry::Place { .. } | Entry::State(_))) || located(d, g).is_some()
    };
    let listed = token.relation == Relation::Conj
        && d.a.child(name.head, Relation::Cc).is_none()
        && d.a.head(name.head).is_some_and(place);
    let loose = matches!(token.relation, Relation::Appos | Relation::Flat | Relation::Dep | Relation::List)
        || listed
        || token.relation == Relation::Nmod && case_of(d.a, name.head).is_none();
    let mut at = d.a.head(name.head).filter(|&g| loose && g < name.head)?;
    let comma = name.tokens.start() > 0 && &*d.a.token(name.tokens.start() - 1).form == ",";
    let nested = |t: u32| d.a.token(t).relation == Relation::Nmod;
    for _ in 0..4 {
        if d.name_at(at).is_some_and(|n| n.kind == NameKind::Person) {
            return None;
        }
        let outer = d.a.head(at).filter(|&o| nested(at) && o < at);
        if is_title(d, at) && !is_plural(d.a, at) {
            let farther = outer.filter(|&o| comma && is_title(d, o) && !is_plural(d.a, o));
            return Some(farther.unwrap_or(at)).filter(|t| !d.consumed.contains(t));
        }
        at = outer?;
    }
    None
}

/// The noun of `agents.tsv` that a name without a title is called by, right before it or in apposition.
fn calling(d: &Draft<'_>, name: &Name) -> Option<u32> {
    let human = |t: u32| {
        let group = row(d, t).is_some_and(|b| b.kind == ActorKind::Group);
        group
            && d.a.token(t).upos == Upos::Noun
            && !is_plural(d.a, t)
            && !d.in_name(t)
            && !d.consumed.contains(&t)
    };
    let start = name.tokens.start();
    let beside = d.a.children(name.head).iter().copied().find(|&c| match d.a.token(c).relation {
        Relation::NmodDesc | Relation::Compound | Relation::Flat => c + 1 == start && human(c),
        Relation::Appos => c > name.head && human(c),
        _ => false,
    });
    let above = || {
        let relation = d.a.token(name.head).relation;
        let loose = matches!(relation, Relation::Appos | Relation::Flat | Relation::NmodDesc);
        let comma = |g: u32| g + 2 == start && &*d.a.token(g + 1).form == ",";
        let governor = d.a.head(name.head).filter(|_| loose)?;
        if human(governor) && (governor + 1 == start || comma(governor)) {
            return Some(governor);
        }
        // "a physician from Arlun, Zahid Rawi": the name explains the noun, and not the town before it.
        let place = Some(governor).filter(|&g| comma(g) && d.a.token(g).relation == Relation::Nmod)?;
        d.a.head(place).filter(|&g| g < place && human(g) && case_of(d.a, place).as_deref() == Some("from"))
    };
    beside.or_else(above)
}

/// The actor of all mentions of one person: the fullest name; office and country from the first
/// title that the text gives them in, before those that rest on reference or context.
fn person(d: &mut Draft<'_>, found: &[&Found]) -> usize {
    let longest =
        found.iter().max_by_key(|f| (f.name.tokens.len(), std::cmp::Reverse(f.name.tokens.start())));
    let name = longest.map(|f| d.text(f.name.tokens).split_whitespace().collect::<Vec<_>>().join(" "));
    let mut actor = blank(ActorKind::Person, name.unwrap_or_default());
    let rank = |b: Basis| match b {
        Basis::Text => 0,
        Basis::Reference => 1,
        Basis::Context => 2,
    };
    let titles = || found.iter().flat_map(|f| &f.titles);
    let specific = |t: &Title| t.one || t.office.contains(" of ") || t.office.contains(' ');
    if let Some(title) = titles().min_by_key(|t| (t.office.starts_with("former "), !specific(t))) {
        actor.office = Some(title.office.clone());
        actor.office_text = Some(office_text(d, title, found));
        actor.sectors.clone_from(&title.sectors);
    }
    for title in titles() {
        for sector in &title.sectors {
            let former = actor.sectors.first().is_some_and(|s| s == "ELI");
            if !actor.sectors.contains(sector) && !former && sector != "ELI" {
                actor.sectors.push(sector.clone());
            }
        }
    }
    if actor.sectors.is_empty() {
        actor.sectors = found.iter().flat_map(|f| f.address.clone()).take(1).collect();
    }
    let plain = found.iter().find_map(|f| f.country.clone());
    let told = titles().filter(|t| t.country.is_some()).min_by_key(|t| rank(t.basis));
    match (told, plain) {
        (Some(t), plain) if t.basis != Basis::Context || plain.is_none() => {
            actor.country.clone_from(&t.country);
            actor.basis = t.basis;
        }
        (_, plain) => actor.country = plain,
    }
    if actor.country.is_none() {
        actor.country = found.iter().find_map(|f| f.around.clone());
        actor.basis = if actor.country.is_some() { Basis::Context } else { actor.basis };
    }
    // Which task force of several states he serves in does not make an officer theirs.
    let own =
        actor.country.as_ref().is_some_and(|c| actor.basis != Basis::Context && d.r.country(c).is_some());
    if !own
        && found.iter().any(|f| american::officer(d, &f.name, &f.titles) || american::legislator(d, &f.name))
    {
        (actor.country, actor.basis) = (Some("USA".to_owned()), Basis::Text);
    }
    if actor.country.is_none()
        && let Some(t) = titles().find(|t| t.national)
    {
        let span = d.a.chars(t.tokens);
        let text = format!("The text does not say which country {} serves.", actor.name);
        d.remark("actors/unknown-country", span, text);
    }
    let reasons: Vec<(Span<Tok>, String)> = titles().map(|t| (t.tokens, reason(t))).collect();
    let own: Vec<Span<Tok>> =
        found.iter().filter(|f| f.country.is_some()).map(|f| f.tokens).take(1).collect();
    let one = titles().any(|t| t.one && t.country.is_some() && Some(&t.office) == actor.office.as_ref());
    let gender = found.iter().find_map(|f| f.gender);
    let at = d.add(actor);
    for (tokens, text) in reasons {
        d.why(at, Some(tokens), text);
    }
    for tokens in own {
        d.why(at, Some(tokens), "country by the words around the name");
    }
    let body = titles().find_map(|t| t.body);
    let member = &mut d.members[at];
    (member.one, member.gender, member.body) = (one, gender, body);
    at
}

/// What a title gives, and what its country rests on.
fn reason(title: &Title) -> String {
    let country = match (&title.country, title.basis) {
        (None, _) => "says no country".to_owned(),
        (Some(code), Basis::Text) => format!("says {code}"),
        (Some(code), Basis::Reference) => format!("is an office of {code} alone"),
        (Some(code), Basis::Context) => format!("says no country; the text around it gives {code}"),
    };
    format!("title: {}; {country}", title.office)
}

/// The words of a title without the name and the article.
fn office_text(d: &Draft<'_>, title: &Title, found: &[&Found]) -> String {
    let mut end = title.tokens.end();
    for f in found {
        let name = f.name.tokens;
        if title.tokens.has(name.start()) && title.token < name.start() {
            end = end.min(name.start());
        }
    }
    d.bare_text(Span::new(title.tokens.start(), end.max(title.token + 1)))
        .trim_end_matches([',', ' ', '('])
        .to_owned()
}

/// Titles without a name: "the Nepalese foreign minister", "the minister".
fn nameless(d: &mut Draft<'_>) {
    for t in (0..).take(d.a.tokens().len()) {
        let token = d.a.token(t);
        let modifies = matches!(
            token.relation,
            Relation::Compound | Relation::Amod | Relation::Flat | Relation::NmodDesc | Relation::Fixed
        );
        let predicate = d.a.child(t, Relation::Cop).is_some() || case_of(d.a, t).as_deref() == Some("as");
        let free = is_noun(d.a, t) && !d.consumed.contains(&t) && !d.mentions.contains_key(&t);
        if !free || modifies || predicate || is_plural(d.a, t) {
            continue;
        }
        if let Some(one) = called_before(d, t) {
            d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, vec![one]);
            continue;
        }
        let Some(title) = read(d, t) else { continue };
        let body = title.basis == Basis::Text && title.country.is_some() || title.office.contains(" of ");
        // "the High Representative": an office of several words is one in capitals too.
        let noun = token.upos == Upos::Noun || title.office.contains(' ');
        // "The Minister thanked the Ambassador": a bare title in capitals is whoever bore it before, or nobody.
        let again = || has_determiner(d.a, t, &["the"]) && bearer(d, t, &title).is_some();
        let headline = headed(d, t, &title).is_some();
        let titular = !EQUIVOCAL.contains(&&*token.lemma) && !title.sectors.is_empty();
        let common = titular && (noun || headline || again());
        let owned = d.a.child(t, Relation::NmodPoss).is_some();
        let said =
            owned || headline || title.one || has_determiner(d.a, t, &["the", "a", "an", "this", "that"]);
        if body || common && said || title.one && title.country.is_some() {
            unnamed(d, t, &title);
        }
    }
}

fn unnamed(d: &mut Draft<'_>, t: u32, title: &Title) {
    let definite = has_determiner(d.a, t, &["the", "this", "that"]) || title.tokens.start() == t;
    // The holder of an office that has one is the same person anywhere in the text.
    let holder = d.members.iter().position(|m| {
        m.one
            && title.one
            && m.actor.office.as_ref() == Some(&title.office)
            && m.actor.country == title.country
    });
    let known = headed(d, t, title).or(holder);
    let known = known.or_else(|| if definite { bearer(d, t, title) } else { None });
    // "The Foreign Secretary" in a text that names one person who held the office, without saying so.
    let held = || incumbents::holder(d, &title.office, title.country.as_deref());
    let held = if known.is_none() && definite && title.one { held() } else { None };
    if let Some(at) = held {
        let actor = &mut d.members[at].actor;
        actor.office = Some(title.office.clone());
        actor.sectors.clone_from(&title.sectors);
        d.why(at, Some(title.tokens), reason(title));
    }
    let known = known.or(held);
    let at = known.unwrap_or_else(|| {
        let mut actor = blank(ActorKind::Person, d.bare_text(title.tokens));
        actor.office_text = Some(actor.name.clone());
        actor.office = Some(title.office.clone());
        actor.sectors.clone_from(&title.sectors);
        actor.country.clone_from(&title.country);
        actor.basis = title.basis;
        let at = d.add(actor);
        d.members[at].one = title.one && title.country.is_some();
        d.members[at].body = title.body;
        d.why(at, Some(title.tokens), reason(title));
        at
    });
    d.titled.extend(title.tokens.iter());
    d.mention(t, title.tokens, MentionKind::Nominal, vec![at]);
}
