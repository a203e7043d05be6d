//! Which officers and men are of the forces of the United States? Their own releases, and the wires in those releases' words, name no
//! country: "Army Lt. Gen.", "Staff Sgt.", "Maj. Gen. Orlan J. Pettigrew". Sources: the services' own lists of abbreviated ranks
//! (AP Stylebook, "military titles").

use chancery_model::span::{Span, Tok};
use chancery_model::syntax::Upos;

use crate::draft::Draft;
use crate::names::Name;
use crate::phrase::words;
use crate::titles::Title;

/// Services by the last word of their bare names.
const SERVICES: &[&str] = &["Army", "Corps", "Force", "Guard", "Marine", "Navy"];

/// Ranks that no other forces write so.
const OWN: &[&str] = &["Senior Airman", "Senior Chief Petty Officer", "Spc.", "Tech. Sgt."];

/// Ranks that the forces of [`FELLOWS`] have too, or that are written so of them.
const SHARED: &[&str] = &[
    "1st Class",
    "2nd Class",
    "3rd Class",
    "Chief Petty Officer",
    "Gunnery Sgt.",
    "Lance Cpl.",
    "Master Sgt.",
    "Pfc.",
    "Sgt. Maj.",
    "Staff Sgt.",
];

/// Abbreviated ranks of officers, written with a point.
const DOTTED: &[&str] = &["Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Gen.", "Lt.", "Maj.", "Sgt."];

/// States whose officers have such ranks or a middle initial in English texts.
const FELLOWS: &[&str] = &["CAN", "GBR", "IND", "ISR", "KOR", "LBR", "PHL"];

/// How many words a rank has at the most.
const LONGEST: u32 = 6;

/// "Lara Quist (D-N.Y.)", "Quist, R-Ohio": whether a party and a state of the Union follow a name (AP Stylebook, "party affiliation").
pub(crate) fn legislator(d: &Draft<'_>, name: &Name) -> bool {
    let rest = Span::new(d.a.chars(name.tokens).end(), d.dispatch.text.len());
    let rest = d.dispatch.text.slice(rest);
    let Some(rest) = rest.strip_prefix(" (").or_else(|| rest.strip_prefix(", ")) else { return false };
    let mut chars = rest.chars();
    matches!(chars.next(), Some('D' | 'I' | 'R'))
        && matches!(chars.next(), Some('-' | '–'))
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(|c| c.is_lowercase() || c == '.')
}

/// Whether the words before a name, the name itself or its titles are those of an American officer.
pub(crate) fn officer(d: &Draft<'_>, name: &Name, titles: &[Title]) -> bool {
    let rank = rank(d, name);
    let said = rank.join(" ");
    let ends = |ranks: &[&str]| ranks.iter().any(|r| said.ends_with(r));
    let fellows = || d.spoken_of.iter().any(|code| FELLOWS.contains(code));
    if ends(OWN) || of_service(&rank) {
        return d.spoken_of.contains("USA") || !fellows();
    }
    if ends(SHARED) || rank.last().is_some_and(|r| DOTTED.contains(r)) && has_initial(d, name.tokens) {
        return !fellows();
    }
    // "Col. Lara Quist, 12th Airlift Wing commander"
    let unit = |t: u32| {
        let capital = d.a.token(t).form.starts_with(char::is_uppercase);
        let body = || d.r.body(&d.a.token(t).lemma, &words(d.a, t, &|_| false));
        capital && body().is_some_and(|b| b.code == Some("USA"))
    };
    !rank.is_empty() && titles.iter().any(|t| t.tokens.iter().any(unit))
}

/// The capitalised words right before a name, from the first to the last.
fn rank<'d>(d: &Draft<'d>, name: &Name) -> Vec<&'d str> {
    let first = name.tokens.start();
    let form = |t: u32| &*d.a.token(t).form;
    let part = |t: &u32| {
        let f = form(*t);
        d.known_at(*t).is_none() && f.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let mut words: Vec<&str> =
        (first.saturating_sub(LONGEST)..first).rev().take_while(part).map(form).collect();
    words.reverse();
    words
}

/// "Army Lt. Gen.", "Navy Capt.": a service by its bare name before an abbreviated rank.
fn of_service(rank: &[&str]) -> bool {
    let at =
        rank.iter().position(|r| DOTTED.contains(r) || matches!(*r, "Senior" | "Chief" | "Petty" | "Staff"));
    let at = at.filter(|_| rank.last().is_some_and(|r| DOTTED.contains(r) || *r == "Officer"));
    at.and_then(|i| i.checked_sub(1)).is_some_and(|i| SERVICES.contains(&rank[i]))
}

/// "Orlan J. Pettigrew", "Tod “T.J.” Wexler": an initial or a nickname between two names.
fn has_initial(d: &Draft<'_>, name: Span<Tok>) -> bool {
    let inner = (name.start() + 1..name.end().saturating_sub(1)).map(|t| &*d.a.token(t).form);
    let initial = |f: &str| f.len() == 2 && f.ends_with('.') && f.starts_with(char::is_uppercase);
    let mut initials = inner.filter(|f| initial(f) || matches!(*f, "“" | "\"" | "``"));
    initials.next().is_some()
}

/// "They trained with Airmen of the wing": the forces of the United States alone write their men with a capital.
pub(crate) fn is_serviceman(d: &Draft<'_>, t: u32) -> bool {
    let form = &*d.a.token(t).form;
    let men = matches!(form, "Airmen" | "Guardsmen" | "Sailors" | "Soldiers");
    let small = |t: Option<u32>| {
        let word = t.and_then(|t| d.a.tokens().get(t as usize));
        word.is_some_and(|w| w.form.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
    };
    // "Citizen Airmen", "Reserve Airmen"; a headline writes all with a capital.
    let told = form == "Airmen" && d.a.token(t).span.start() >= d.dispatch.title.end();
    men && (told || small(t.checked_sub(1)))
        && (small(Some(t + 1)) || d.a.tokens().get(t as usize + 1).is_none_or(|x| x.upos == Upos::Punct))
}
