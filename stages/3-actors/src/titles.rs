//! What does a title say? Office in its normal form, sectors, and the country that its words give.

use chancery_model::arguments::has_determiner;
use chancery_model::cast::Basis;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::Relation;

use crate::again;
use crate::allegiance::{codes, located};
use crate::bodies::is_body;
use crate::draft::Draft;
use crate::offices::Office;
use crate::phrase::{case_of, extent, is_noun, words};
use crate::reference::{Entry, plain};
use crate::setting::{self, publisher};
use crate::stretch::Stretch;
use crate::surroundings;
use crate::united_nations;

/// A title read.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// The token that heads it.
    pub(crate) token: u32,
    pub(crate) tokens: Span<Tok>,
    pub(crate) office: String,
    pub(crate) sectors: Vec<String>,
    pub(crate) country: Option<String>,
    pub(crate) basis: Basis,
    /// The token of the body that it is held in: "FRE spokesman".
    pub(crate) body: Option<u32>,
    /// One holder a state at a time.
    pub(crate) one: bool,
    /// Whether the country ought to be known: offices of state.
    pub(crate) national: bool,
}

/// Words that make a title another, and what it becomes.
const PREFIXES: &[(&str, &str)] = &[
    ("former", "former "),
    ("ex", "former "),
    ("acting", "acting "),
    ("interim", "acting "),
    ("caretaker", "acting "),
    ("deputy", "deputy "),
    ("vice", "deputy "),
    ("assistant", "deputy "),
    ("shadow", "shadow "),
];

/// Offices of towns and provinces.
const LOCAL: &[&str] = &["governor", "mayor"];

/// The office that a token heads.
fn office_at<'r>(d: &Draft<'r>, t: u32) -> Option<(&'r Office, Vec<String>)> {
    office_with(d, t, Vec::new())
}

/// The office that a token heads, with more words than the tree hangs on it.
fn office_with<'r>(d: &Draft<'r>, t: u32, more: Vec<String>) -> Option<(&'r Office, Vec<String>)> {
    if !is_noun(d.a, t) || d.in_name(t) {
        return None;
    }
    let token = d.a.token(t);
    let mut words = words(d.a, t, &|c| is_body(d, c));
    words.extend(more);
    // "the Kenyan charge d'affaires": whatever the tree makes of the French.
    let next = d.a.tokens().get(t as usize + 1).map(|n| n.form.to_lowercase().replace('’', "'"));
    words.extend(next.filter(|n| n == "d'affaires"));
    // "ex-prime minister"
    let former: Vec<String> = words.iter().filter_map(|w| w.strip_prefix("ex-")).map(str::to_owned).collect();
    if !former.is_empty() {
        words.extend(former);
        words.push("ex".to_owned());
    }
    let office = d.r.offices.find(&token.lemma, &words).or_else(|| d.r.offices.find(&token.form, &words));
    office.map(|o| (o, words))
}

/// Whether a token heads a title.
pub(crate) fn is_title(d: &Draft<'_>, t: u32) -> bool {
    office_at(d, t).is_some()
}

/// Reads the title that a token heads.
pub(crate) fn read(d: &Draft<'_>, t: u32) -> Option<Title> {
    read_with(d, t, None)
}

/// Reads the title that a token heads, with the words that stand around it before a name.
pub(crate) fn read_with(d: &Draft<'_>, t: u32, stretch: Option<&Stretch>) -> Option<Title> {
    let (office, words) = office_with(d, t, stretch.map(|s| s.words(d)).unwrap_or_default())?;
    let body = body_of(d, t);
    let body_sectors = body.map(|b| sectors_of(d, b)).unwrap_or_default();
    let mut name = match (office.of_body, body) {
        (Some(pattern), Some(b)) => pattern.replace("{body}", &body_name(d, b)),
        (Some(pattern), None) => match stretch.and_then(|s| s.body(d)) {
            Some(body) => pattern.replace("{body}", &body),
            None => office.name.to_owned(),
        },
        _ => office.name.to_owned(),
    };
    let mut sectors: Vec<String> = office.sectors.iter().map(|&s| s.to_owned()).collect();
    if office.of_body.is_some() && !body_sectors.is_empty() {
        sectors = body_sectors;
    }
    let said = stretch.and_then(|s| s.country_before(d)).or_else(|| codes(d, t).into_iter().next());
    let own = said.or_else(|| stretch.and_then(|s| s.country_after(d)));
    // An alliance's or a group's name gives an office only to those who can hold one in a body.
    let own = own.filter(|c| office.of_body.is_some() || d.r.country(c).is_some());
    let of_state = own.as_ref().is_some_and(|c| d.r.country(c).is_some());
    if sectors.is_empty() && of_state && office.of_body.is_some() {
        sectors = vec!["GOV".to_owned()];
    }
    let national = office.sectors.iter().any(|s| matches!(*s, "GOV" | "LEG" | "MIL"));
    let mut one = office.one;
    for (word, prefix) in PREFIXES.iter().rev() {
        let said = words.iter().any(|w| w == word);
        if said && !name.starts_with(word) {
            name.insert_str(0, prefix);
            one = false;
            match *prefix {
                "former " => sectors = vec!["ELI".to_owned()],
                "shadow " => sectors = vec!["OPP".to_owned(), "LEG".to_owned()],
                _ => {}
            }
        }
    }
    let mut title = Title {
        token: t,
        tokens: stretch.map_or_else(|| extent(d.a, t, &["of", "for", "to"]), |s| s.tokens),
        office: name,
        sectors,
        country: own,
        basis: Basis::Text,
        body,
        one,
        national,
    };
    if title.country.is_none() && office.country.is_some() {
        title.country = office.country.map(str::to_owned);
        title.basis = Basis::Reference;
    }
    // For whatever country he coordinates.
    if title.office.ends_with("humanitarian coordinator") {
        (title.country, title.basis) = (Some("UNO".to_owned()), Basis::Reference);
    }
    let bare = body.is_none() && title.office.ends_with("secretary-general");
    if title.country.is_none() && (of_united_nations(&title.office) || bare && united_nations::speak(d)) {
        title.country = Some("UNO".to_owned());
        title.basis = if bare { Basis::Context } else { Basis::Text };
    }
    // "their commander": of whom he is, and not of the state that is spoken of.
    let theirs = surroundings::somebodys(d, t);
    if title.country.is_none() && national && !theirs && !surroundings::stranger(d, t) {
        title.country = in_context(d, t, office);
        title.basis = Basis::Context;
    }
    // A judge, a mayor and a farmer do not travel: whose they are is told as it is of policemen and villagers.
    let local = |s: &str| matches!(s, "COP" | "JUD" | "AGR" | "LAB" | "MED");
    let at_home = title.sectors.iter().any(|s| local(s)) || LOCAL.contains(&office.name);
    if title.country.is_none() && at_home && !surroundings::abroad(d, t) {
        title.country = d.scene_at(t);
        title.basis = Basis::Context;
    }
    if title.country.is_none() && office.sectors.is_empty() {
        let sentence = d.a.sentence_of(t);
        let near = d.anchors.iter().rfind(|x| x.token < t && d.a.sentence_of(x.token) == sentence);
        title.country = near.map(|x| x.code.clone());
        title.basis = Basis::Context;
    }
    Some(title)
}

/// "special representative of the secretary-general": without another organisation's name, the United
/// Nations' form.
fn of_united_nations(office: &str) -> bool {
    let sent = ["special representative", "special envoy", "envoy", "personal envoy", "special adviser"];
    office.strip_suffix(" of the secretary-general").is_some_and(|o| sent.contains(&o))
}

/// The body that a title belongs to: "spokesman for the ministry", "Hamas leader".
fn body_of(d: &Draft<'_>, t: u32) -> Option<u32> {
    let within = |c: u32| {
        let before = c < t
            && matches!(
                d.a.token(c).relation,
                Relation::Compound | Relation::Amod | Relation::NmodPoss | Relation::NmodDesc
            );
        let after = d.a.token(c).relation == Relation::Nmod
            && matches!(case_of(d.a, c).as_deref(), Some("of" | "for" | "at" | "with"));
        before || after
    };
    let holder = |c: u32| {
        let titled = office_at(d, c).is_some() && d.a.token(c).relation == Relation::Nmod;
        // "the group's spokesman": whichever was named before
        let again = d.a.token(c).relation == Relation::NmodPoss && again::is_group(d, c);
        titled || again || is_body(d, c) && !matches!(d.known_at(c), Some(Entry::Place { .. }))
    };
    d.a.children(t).iter().copied().find(|&c| within(c) && holder(c))
}

fn sectors_of(d: &Draft<'_>, body: u32) -> Vec<String> {
    let rows: Vec<&'static str> = if let Some(Entry::Organisation(i)) = d.known_at(body) {
        d.r.organisations[i].sectors.clone()
    } else {
        let words = words(d.a, body, &|_| false);
        d.r.body(&d.a.token(body).lemma, &words).map(|b| b.sectors.clone()).unwrap_or_default()
    };
    rows.into_iter().map(str::to_owned).collect()
}

/// A body's name inside an office, without the country that the actor has anyway.
fn body_name(d: &Draft<'_>, body: u32) -> String {
    if let Some((office, _)) = office_at(d, body) {
        return format!("the {}", office.name);
    }
    let span = d.name_at(body).map_or_else(|| extent(d.a, body, &["of", "for"]), |n| n.tokens);
    let known_country = |t: u32| t != body && d.in_country(t);
    let owner: Vec<u32> = d.a.by_relation(body, &[Relation::NmodPoss]).flat_map(|c| d.a.subtree(c)).collect();
    let mut kept = Vec::new();
    for t in span.iter() {
        let token = d.a.token(t);
        if &*token.form == "(" {
            break;
        }
        if token.relation != Relation::Det && !known_country(t) && !owner.contains(&t) {
            kept.push(t);
        }
    }
    let words: Vec<String> = kept
        .iter()
        .map(|&t| {
            let token = d.a.token(t);
            let common = token.form.chars().all(char::is_lowercase);
            if common { plain(&token.form) } else { token.form.to_string() }
        })
        .collect();
    let article = has_determiner(d.a, body, &["the"]) || !owner.is_empty();
    let common = d.name_at(body).is_none();
    let text = words.join(" ").replace(" - ", "-");
    if article || common { format!("the {text}") } else { text }
}

/// Whether whoever holds an office is sent to somebody else's country.
pub(crate) fn serves_abroad(office: &Office) -> bool {
    let envoys = ["ambassador", "envoy", "diplomat", "consul", "attaché", "coordinator"];
    envoys.contains(&office.name) || office.name.ends_with("representative")
}

/// The country of a bare title: of the ministry that it heads, of the office that it is coordinated
/// with, of the last body of state in the sentence or the paragraph, of the state in which the
/// dispatch plays. Envoys serve abroad: for them only a publisher's state
/// counts.
fn in_context(d: &Draft<'_>, t: u32, office: &Office) -> Option<String> {
    let abroad = serves_abroad(office);
    if !abroad {
        // "Ecuador's Foreign Ministry" further down, in a report from Honduras, says nothing of the minister who expels its envoy.
        let filed = setting::dateline(d);
        let told = |x: &crate::draft::Anchor| x.token < t || filed.is_none_or(|code| code == x.code);
        let of_office = |x: &&crate::draft::Anchor| x.office.as_deref() == Some(office.name) && told(x);
        let ministries: Vec<_> = d.anchors.iter().filter(of_office).collect();
        let same = ministries.iter().all(|x| Some(&x.code) == ministries.first().map(|f| &f.code));
        if let (Some(first), true) = (ministries.first(), same) {
            return Some(first.code.clone());
        }
        if let Some(code) = of_conjunct(d, t) {
            return Some(code);
        }
        let sentence = d.a.sentence_of(t);
        let paragraph = |t: u32| d.a.paragraph_of(t);
        let mut before: Vec<_> = d.anchors.iter().filter(|x| x.token < t).collect();
        before.sort_by_key(|x| x.token);
        let near = before.iter().rfind(|x| d.a.sentence_of(x.token) == sentence);
        let near = near.or_else(|| before.iter().rfind(|x| paragraph(x.token) == paragraph(t)));
        // A head of state is more often spoken of by other states' known bodies than by the own.
        let head = matches!(office.name, "head of state" | "head of government");
        // Ranks are of every army in a war: only their own state's words tell, or the only state's that is named.
        let rank = office.sectors == ["MIL"];
        let alone = |code: &str| d.spoken_of.iter().all(|other| *other == code);
        if let Some(x) = near.filter(|x| !(head && x.known) && (!rank || alone(&x.code))) {
            return Some(x.code.clone());
        }
        let said = d.dispatch.dateline.as_ref().is_some_and(|l| l.place.is_some());
        let forces = if rank { surroundings::only_forces(d) } else { None };
        let home = forces.or_else(|| d.setting.clone().filter(|_| said && !rank)).or_else(|| publisher(d));
        let home = home.or_else(|| setting::voice(d).filter(|_| !rank));
        return home.or_else(|| {
            if rank || presides(d, t, office) { None } else { setting::other(d, &opposite(d, t)) }
        });
    }
    embassy(d, t).or_else(|| publisher(d))
}

/// "The German embassy said … Ambassador Lara Quist": whose embassy the paragraph last spoke of.
fn embassy(d: &Draft<'_>, t: u32) -> Option<String> {
    let paragraph = |t: u32| d.a.paragraph_of(t);
    let is_embassy = |t: u32| d.a.token(t).lemma.eq_ignore_ascii_case("embassy");
    let near =
        |x: &&crate::draft::Anchor| x.token < t && is_embassy(x.token) && paragraph(x.token) == paragraph(t);
    d.anchors.iter().filter(near).max_by_key(|x| x.token).map(|x| x.code.clone())
}

/// "The president of the Dockers' League": whoever presides over something that is named is not the state's president.
fn presides(d: &Draft<'_>, t: u32, office: &Office) -> bool {
    let highest = matches!(office.name, "head of state" | "head of government" | "vice president");
    highest && d.a.by_relation(t, &[Relation::Nmod]).any(|c| case_of(d.a, c).as_deref() == Some("of"))
}

/// The states with which the sentence has a title's holder deal: object and oblique phrases of his verb.
fn opposite(d: &Draft<'_>, t: u32) -> Vec<String> {
    let subject = |t: &u32| matches!(d.a.token(*t).relation, Relation::Nsubj | Relation::NsubjPass);
    let up = std::iter::successors(Some(t), |&t| d.a.head(t)).take(4).find(subject);
    let Some(verb) = up.and_then(|s| d.a.head(s)) else { return Vec::new() };
    let parties = [Relation::Obj, Relation::Iobj, Relation::Obl, Relation::OblAgent];
    let direct: Vec<u32> = d.a.by_relation(verb, &parties).collect();
    // "held talks with the Algerian minister"
    let inner = direct.iter().flat_map(|&o| d.a.by_relation(o, &[Relation::Nmod]));
    let towards = |&n: &u32| case_of(d.a, n).is_some_and(|w| matches!(&*w, "with" | "to" | "from"));
    let with: Vec<u32> = inner.filter(towards).collect();
    // "a trip to Odessa": the host, and not the visitor's state
    let place = |c: u32| match d.known_at(c) {
        Some(e @ Entry::Place { .. }) => Some(d.r.code(e).to_owned()),
        _ => located(d, c),
    };
    let hosts = with.iter().filter_map(|&c| place(c));
    direct.iter().chain(&with).flat_map(|&c| own_or(d, c)).chain(hosts).collect()
}

/// The state that a token names, else those that its phrase gives.
fn own_or(d: &Draft<'_>, t: u32) -> Vec<String> {
    match d.known_at(t) {
        Some(Entry::Place { .. }) => Vec::new(),
        Some(e) => vec![d.r.code(e).to_owned()],
        None => codes(d, t),
    }
}

/// "the Iranian president and foreign minister": the second has the first one's country.
fn of_conjunct(d: &Draft<'_>, t: u32) -> Option<String> {
    let phrase = match d.a.token(t).relation {
        Relation::NmodDesc | Relation::Compound => d.a.head(t)?,
        _ => t,
    };
    let first = (d.a.token(phrase).relation == Relation::Conj).then(|| d.a.head(phrase)).flatten()?;
    let titles = std::iter::once(first).chain(d.a.children(first).iter().copied());
    let mut titled = titles.filter(|&c| c < t && office_at(d, c).is_some());
    titled.find_map(|c| codes(d, c).into_iter().next())
}
