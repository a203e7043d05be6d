//! Does the table of office-holders know a person whose country or office the text does not say? The
//! text comes first: a row that contradicts it is rejected, and where two persons fit, nobody is taken.

use chancery_model::cast::{Actor, ActorKind, Basis};
use chancery_model::dispatch::Granularity;
use chancery_model::syntax::Relation;

use crate::draft::Draft;
use crate::holders::{Tenure, When, exact, sounding, surname};
use crate::identity::near;
use crate::names::NameKind;
use crate::overlay::NEVER;
use crate::phrase::MODIFIERS;
use crate::spelling::{name_key, skeleton};

/// Offices whose holder a bare surname may mean.
const TOP: &[&str] = &["head of state", "head of government"];

/// How many years after the last office a former holder is still called so; one of the highest offices.
const STALE: u32 = 12;
const STALE_AT_THE_TOP: u32 = 40;

/// How many consonants a full name must have for a row in another spelling to be its own.
const SOUNDS: usize = 6;

/// Titles too general to contradict a row.
const GENERAL: &[&str] =
    &["leader", "official", "minister", "chief", "head", "secretary", "member", "diplomat"];

/// What a row adds to what the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// In office on the day of the dispatch.
    Holds(Tenure),
    /// No longer in office then.
    Held(Tenure),
    /// Of this country; when in office the day does not tell.
    Of(Tenure),
    /// Of the country of all heads of state or government who ever had the surname; who of them is not told.
    OfState(Tenure),
}

/// The person without an office in the text of whom the table says that they held this one on the day: "the Foreign
/// Secretary" in a text that names Boris Johnson; without a day, that they ever held it. None where several did.
pub(crate) fn holder(d: &Draft<'_>, office: &str, country: Option<&str>) -> Option<usize> {
    let day = day(d);
    let held = |at: &usize| {
        let actor = &d.members[*at].actor;
        let free = actor.kind == ActorKind::Person && actor.office.is_none();
        let rows = actor.reference.as_deref().filter(|_| free).map(|name| exact(&d.r.overlay, name));
        rows.unwrap_or_default().iter().any(|t| {
            t.office == office
                && country.is_none_or(|c| c == t.country)
                && day.as_deref().is_none_or(|day| t.at(day) == When::During)
        })
    };
    let mut found = (0..d.members.len()).filter(held);
    found.next().filter(|_| found.next().is_none())
}

/// Completes the persons that have been found so far.
pub(crate) fn add(d: &mut Draft<'_>) {
    let day = day(d);
    for at in 0..d.members.len() {
        if d.members[at].actor.kind == ActorKind::Person {
            complete(d, at, day.as_deref());
        }
    }
}

/// "The Assad regime", "Biden's administration": the state of the ruler after whom a body of state is called. All
/// holders of the highest offices with that surname on the day must be of one state, and without a day all that
/// ever were.
pub(crate) fn ruled(d: &Draft<'_>, body: u32) -> Option<String> {
    let ruler = |c: &u32| {
        let before =
            MODIFIERS.contains(&d.a.token(*c).relation) || d.a.token(*c).relation == Relation::NmodPoss;
        *c < body && before && d.a.token(*c).form.starts_with(char::is_uppercase)
    };
    let name = d.a.children(body).iter().copied().filter(ruler).find_map(|c| {
        let person = d
            .name_at(c)
            .is_none_or(|n| matches!(n.kind, NameKind::Person | NameKind::Body | NameKind::People(_)));
        person.then(|| d.a.token(c).form.to_string())
    })?;
    let day = day(d);
    let rows = surname(&d.r.overlay, &name);
    let rows: Vec<Tenure> = rows
        .into_iter()
        .filter(|t| TOP.contains(&t.office) && day.as_deref().is_none_or(|day| t.at(day) == When::During))
        .collect();
    let first = rows.first()?;
    rows.iter().all(|t| t.country == first.country).then(|| first.country.to_owned())
}

/// The day of the dispatch; where it is not known, the year of which all the days are that its text names.
fn day(d: &Draft<'_>) -> Option<String> {
    let stated = d.dispatch.published.clone();
    let stated = stated.or_else(|| d.dispatch.dateline.as_ref().and_then(|l| l.date.clone()));
    stated.or_else(|| {
        let days = d.dispatch.times.iter().filter(|t| t.granularity == Granularity::Day);
        let mut years = days.filter_map(|t| t.value.as_deref()?.get(..4));
        let first = years.next()?;
        years.all(|year| year == first).then(|| first.to_owned())
    })
}

fn complete(d: &mut Draft<'_>, at: usize, day: Option<&str>) {
    let actor = &d.members[at].actor;
    let known = actor.country.is_some() && actor.basis != Basis::Context && !actor.sectors.is_empty();
    // A person without a name of its own is called by the office.
    if known || actor.office_text.as_ref() == Some(&actor.name) {
        return;
    }
    let (claim, rejected) = look_up(d, actor, day);
    for tenure in rejected.iter().take(3) {
        d.why(at, None, format!("rejected: {}", show(tenure)));
    }
    let Some(claim) = claim else { return };
    let (Claim::Holds(tenure) | Claim::Held(tenure) | Claim::Of(tenure) | Claim::OfState(tenure)) = claim;
    let own: Vec<&str> = tenure.sectors.split(',').filter(|s| !s.is_empty()).collect();
    let sectors = if own.is_empty() { d.r.offices.sectors(tenure.office) } else { &own };
    let spoken_of = || d.names.iter().any(|n| d.code_of(n) == Some(tenure.country));
    let usual = if day.is_none() && spoken_of() { usual(d, &d.members[at].actor) } else { Vec::new() };
    let actor = &mut d.members[at].actor;
    actor.country = Some(tenure.country.to_owned());
    actor.reference = Some(tenure.name.to_owned()).filter(|_| !matches!(claim, Claim::OfState(_)));
    actor.basis = Basis::Reference;
    if actor.office.is_none() {
        match claim {
            Claim::Holds(_) => {
                actor.office = Some(tenure.office.to_owned());
                actor.sectors = sectors.iter().map(|&s| s.to_owned()).collect();
            }
            Claim::Held(_) => {
                actor.office = Some(format!("former {}", tenure.office));
                actor.sectors = vec!["ELI".to_owned()];
            }
            // Nothing tells the day; but a text that speaks of his state speaks of him as the only kind of official that he was.
            Claim::Of(_) | Claim::OfState(_) => {
                if actor.sectors.is_empty() {
                    actor.sectors = usual;
                }
            }
        }
    } else if actor.sectors.is_empty() && matches!(claim, Claim::Holds(_)) {
        actor.sectors = sectors.iter().map(|&s| s.to_owned()).collect();
    }
    let table = if tenure.fades == NEVER { "the user's table" } else { "holders.tsv" };
    d.why(at, None, format!("row of {table}: {}", show(&tenure)));
}

/// The sectors that all offices of a name in the table have; none where they differ.
fn usual(d: &Draft<'_>, actor: &Actor) -> Vec<String> {
    let full = name_key(&actor.name).contains(' ');
    let rows = if full { exact(&d.r.overlay, &actor.name) } else { surname(&d.r.overlay, &actor.name) };
    let of = |t: &Tenure| -> Vec<String> {
        let own: Vec<String> = t.sectors.split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        if own.is_empty() {
            d.r.offices.sectors(t.office).iter().map(|&s| s.to_owned()).collect()
        } else {
            own
        }
    };
    let first = rows.first().map(of).unwrap_or_default();
    let main = |sectors: &[String]| sectors.first().cloned();
    let alike = rows.iter().all(|t| main(&of(t)) == main(&first));
    main(&first).filter(|_| alike).into_iter().collect()
}

/// What the table says of a person, and which of its rows were rejected.
fn look_up(d: &Draft<'_>, actor: &Actor, day: Option<&str>) -> (Option<Claim>, Vec<Tenure>) {
    let full = name_key(&actor.name).contains(' ');
    let mut rows = if full { exact(&d.r.overlay, &actor.name) } else { surname(&d.r.overlay, &actor.name) };
    let mut certain = full && !rows.is_empty();
    if full && rows.is_empty() {
        rows = sounding(&d.r.overlay, &actor.name);
        // "Nikol Pashinian": a full name is told by its sound where it is long and only one has it.
        certain = rows.first().is_some_and(|t| rows.iter().all(|o| o.name == t.name && spelled(actor, t)));
    }
    let (fit, rejected): (Vec<Tenure>, Vec<Tenure>) =
        rows.into_iter().partition(|t| agrees(actor, t) && (certain || supported(d, actor, t, full, day)));
    let claim = choose(&fit, actor, day, certain);
    // "Assad" in a text without a day that speaks of Syria more than once; "George Bush" in one that speaks of the United States:
    // which of two rulers of the name it is nothing tells, but the state is theirs.
    let least = if full && certain { 1 } else { 2 };
    let open = full && certain || !full && day.is_none() && rejected.is_empty();
    let of_state = || of_state(d, &fit, least).filter(|_| open);
    (claim.or_else(|| of_state().map(Claim::OfState)), rejected)
}

/// A row of a name that rulers of one state alone bear, if the text speaks of that state so often.
fn of_state(d: &Draft<'_>, rows: &[Tenure], least: usize) -> Option<Tenure> {
    let first = rows.first()?;
    let often = d.names.iter().filter(|n| d.code_of(n) == Some(first.country)).count() >= least;
    let alone = rows.iter().all(|t| TOP.contains(&t.office) && t.country == first.country);
    (often && alone).then_some(*first)
}

/// The state of all rulers who bear a person's name, if the text speaks of it: "Vice President Biden" may be another Biden, but is
/// hardly one of the other states of the story.
pub(crate) fn namesakes(d: &Draft<'_>, at: usize) -> Option<&'static str> {
    let actor = &d.members[at].actor;
    if actor.kind != ActorKind::Person || actor.office_text.as_ref() == Some(&actor.name) {
        return None;
    }
    let full = name_key(&actor.name).contains(' ');
    let rows = if full { exact(&d.r.overlay, &actor.name) } else { surname(&d.r.overlay, &actor.name) };
    of_state(d, &rows, 1).map(|t| t.country)
}

/// Whether a name is a row's in another spelling: word for word nearly the same letters.
fn spelled(actor: &Actor, t: &Tenure) -> bool {
    let (said, row) = (name_key(&actor.name), name_key(t.name));
    let (said, row): (Vec<&str>, Vec<&str>) = (said.split(' ').collect(), row.split(' ').collect());
    let sounds = skeleton(&said.join(" ")).chars().filter(|c| c.is_alphabetic()).count();
    said.len() == row.len() && sounds >= SOUNDS && said.iter().zip(&row).all(|(a, b)| near(a, b))
}

/// Whether nothing that the text says contradicts a row.
fn agrees(actor: &Actor, t: &Tenure) -> bool {
    let told = actor.country.as_deref().filter(|_| actor.basis != Basis::Context);
    told.is_none_or(|c| c == t.country) && actor.office.as_deref().is_none_or(|o| same_office(o, t.office))
}

/// Whether an office of the text may be that of a row.
fn same_office(said: &str, row: &str) -> bool {
    let said = ["former ", "acting ", "deputy "].iter().fold(said, |s, p| s.strip_prefix(p).unwrap_or(s));
    said == row
        || GENERAL.contains(&said)
        || row == "minister" && said.starts_with("minister")
        || TOP.contains(&said) && TOP.contains(&row)
        || of_rank(said) && of_rank(row)
}

/// Whether an office is an officer's: a rank does not contradict a command.
fn of_rank(office: &str) -> bool {
    office.starts_with("commander")
        || matches!(office, "admiral" | "general" | "military chief" | "military officer")
}

/// Whether the text supports a row that only sounds like the name, or shares its surname: by the very
/// office, or, for the highest ones, by naming the country.
fn supported(d: &Draft<'_>, actor: &Actor, t: &Tenure, full: bool, day: Option<&str>) -> bool {
    let office =
        actor.office.as_deref().is_some_and(|o| o == t.office || TOP.contains(&o) && TOP.contains(&t.office));
    let country = actor.country.as_deref() == Some(t.country);
    let spoken_of = || d.names.iter().any(|n| d.code_of(n) == Some(t.country));
    // "Foreign Minister SURNAME": the one holder of that name on the day is told by the office alone.
    // "Secretary SURNAME" is how the members of the cabinet of the United States are called.
    let of_cabinet = actor.office.as_deref() == Some("secretary")
        && t.country == "USA"
        && t.office.starts_with("minister of ");
    let same = of_cabinet || actor.office.as_deref() == Some(t.office);
    let told = !full && day.is_some_and(|day| same && t.at(day) == When::During);
    told || office && (country || spoken_of())
        || (full || TOP.contains(&t.office)) && (country || spoken_of())
}

/// The one person who fits, on the day if it is known.
fn choose(rows: &[Tenure], actor: &Actor, day: Option<&str>, certain: bool) -> Option<Claim> {
    let one = |rows: &[Tenure]| -> Option<Tenure> {
        let first = rows.first()?;
        // Rows of one name in one country are taken for one person's.
        rows.iter().all(|t| t.country == first.country && t.name == first.name).then_some(*first)
    };
    let Some(day) = day else {
        // Without a day a common surname may mean any of its bearers.
        let bare = !certain && !actor.name.contains(' ');
        let office = actor.office.as_deref().is_some_and(|o| rows.iter().any(|t| t.office == o));
        return one(rows).filter(|_| !bare || office).map(Claim::Of);
    };
    let at = |when: When| rows.iter().copied().filter(|t| t.at(day) == when).collect::<Vec<_>>();
    let now = at(When::During);
    if !now.is_empty() {
        // The highest of the offices held at the time names the person.
        let rank = |t: &Tenure| (!TOP.contains(&t.office), t.office == "minister");
        let mut now = now;
        now.sort_by_key(rank);
        return one(&now).map(Claim::Holds);
    }
    if !certain {
        return None;
    }
    let past = at(When::After);
    if !past.is_empty() && at(When::Unknown).is_empty() {
        let last = past.iter().copied().max_by_key(|t| t.end)?;
        // Whoever left long ago may hold what the table does not know.
        let stale = if TOP.contains(&last.office) { STALE_AT_THE_TOP } else { STALE };
        return one(&past).filter(|_| years(last.end, day) <= stale).map(|_| Claim::Held(last));
    }
    one(rows).map(Claim::Of)
}

/// How many years lie between two dates.
fn years(from: &str, to: &str) -> u32 {
    let year = |date: &str| date.get(..4).and_then(|y| y.parse::<u32>().ok()).unwrap_or(0);
    year(to).saturating_sub(year(from))
}

fn show(t: &Tenure) -> String {
    format!("{}, {} of {}, {} to {}", t.name, t.office, t.country, t.start, t.end)
}
