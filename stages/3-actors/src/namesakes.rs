//! Which names of states and places are a person's where they stand? "Jordan" after "Michael Jordan", "Chad's army".

use chancery_model::analysis::{Analysis, Entity, EntityKind, Token};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

use crate::holders;
use crate::names::{Name, NameKind, head_of, words};
use crate::places;
use crate::reference::{Entry, Reference, key};

/// Names of the tables that are as often a person's: there the entity decides.
const ALSO_PERSONS: &[&str] = &[
    "Chad",
    "Florida",
    "Georgia",
    "Israel",
    "Jordan",
    "Kingston",
    "Lima",
    "London",
    "Paris",
    "Santiago",
    "Sofia",
    "Wagner",
    "Washington",
];

/// Those of them that stand alone for a government far more often than for a person.
const SEATS: &[&str] = &["London", "Paris", "Washington"];

/// Whether a token is what an office is held at: "ambassador to Norway", "minister of Nepal", whoever's
/// name follows.
pub(crate) fn is_posting(r: &Reference, a: &Analysis, t: u32) -> bool {
    let office = |t: u32| r.offices.has_head(&a.token(t).lemma) || r.offices.has_head(&a.token(t).form);
    t > 1 && matches!(&*a.token(t - 1).form, "to" | "of") && office(t - 2)
}

/// "the governor of Zamfara": one word after those who rule a place is the place, whatever the tagger says.
pub(crate) fn is_governed(a: &Analysis, tokens: Span<Tok>) -> bool {
    const RULERS: [&str; 8] =
        ["emir", "governor", "king", "mayor", "prefect", "president", "queen", "sultan"];
    let start = tokens.start();
    let rules = |t: u32| RULERS.contains(&&*a.token(t).lemma.to_lowercase());
    tokens.len() == 1 && start > 1 && a.token(start - 1).form.eq_ignore_ascii_case("of") && rules(start - 2)
}

/// Whether a span is, or is part of, a person's name.
pub(crate) fn is_person(r: &Reference, a: &Analysis, span: Span<Tok>) -> bool {
    let Some(e) = a.entity_of(span.start()).filter(|e| e.kind == EntityKind::Person) else {
        return span.len() == 1 && is_surname(a, span.start());
    };
    if span.contains(e.tokens) {
        return span.len() == 1 && !stands_apart(r, a, span.start());
    }
    if (e.tokens.start()..span.start()).any(|t| a.token(t).form.eq_ignore_ascii_case("of")) {
        return false;
    }
    // "US Secretary Lara Quist", "US Secretary" of "US Secretary and envoy Lara Quist": whose title the entity
    // wrongly begins with.
    let rest = || (span.end()..e.tokens.end()).map(|t| a.token(t));
    let in_title = |t: &&Token| r.offices.has_word(&t.form) || t.upos == Upos::Adj;
    let titled = rest().take_while(in_title).any(|t| r.offices.has_head(&t.form));
    // "Pentagon Press" of "Pentagon Press Secretary Lara Quist"
    if titled || rest().next().is_some() && rest().all(|t| in_title(&t)) {
        return false;
    }
    // An adjective that the entity wrongly begins with is no part of the name.
    !(span.start() == e.tokens.start() && a.token(span.start()).upos == Upos::Adj)
}

/// "Washington said" in a text on Denise Washington: what may be a person's name is no state's where somebody bears it, unless a
/// preposition makes it a place.
fn is_surname(a: &Analysis, t: u32) -> bool {
    let form = &*a.token(t).form;
    let bears = |e: &Entity| {
        let last = e.tokens.end().saturating_sub(1);
        e.kind == EntityKind::Person && e.tokens.len() > 1 && &*a.token(last).form == form
    };
    ALSO_PERSONS.contains(&form) && a.child(t, Relation::Case).is_none() && a.entities().iter().any(bears)
}

/// Whether a name that may be a person's is a seat of government, a place's elsewhere in the text, or a state's in a text
/// that names other states, and no part of a longer person's name anywhere: "Chad" after "aid to Chad", not "Jordan"
/// after "Michael Jordan".
fn stands_apart(r: &Reference, a: &Analysis, t: u32) -> bool {
    let form = &*a.token(t).form;
    if !ALSO_PERSONS.contains(&form) {
        return true;
    }
    let state = |form: &str| matches!(r.name(&key(form)), Some(Entry::State(_)));
    let is_other = |x: &str| x != form && state(x);
    let seat = SEATS.contains(&form);
    let mut elsewhere = seat
        || state(form)
            && (rules(r, a, t) || a.tokens().iter().any(|x| x.upos == Upos::Propn && is_other(&x.form)))
        || lies_in_named(r, a, form);
    for e in a.entities().iter().filter(|e| e.tokens.iter().any(|t| &*a.token(t).form == form)) {
        match e.kind {
            EntityKind::Person if e.tokens.len() > 1 => return false,
            EntityKind::Location => elsewhere = true,
            _ => {}
        }
    }
    elsewhere
}

/// "Lima's answer" in a text on Peru: whether a town of the tables lies in a state that the text names.
fn lies_in_named(r: &Reference, a: &Analysis, form: &str) -> bool {
    let Some(town @ Entry::Place { .. }) = r.name(&key(form)) else { return false };
    let is_state = |e: &Entry| matches!(e, Entry::State(_) | Entry::Demonym(_));
    let mut named = a.tokens().iter().filter_map(|x| r.name(&key(&x.form))).filter(is_state);
    named.any(|e| r.code(e) == r.code(town))
}

/// "putting Cusco and Puno under a curfew" in a text on Peru: a town of a state that the text names, if nobody in the text and no
/// office-holder has the name. A subject may always be a person, unless the text has the name for a place's elsewhere.
pub(crate) fn is_town(r: &Reference, a: &Analysis, tokens: Span<Tok>, names: &[Name]) -> bool {
    let (name, head) = (words(a, tokens), head_of(a, tokens));
    let bears = |e: &Entity| {
        e.kind == EntityKind::Person && e.tokens.len() > tokens.len() && words(a, e.tokens).contains(&name)
    };
    let place =
        |e: &Entity| e.kind == EntityKind::Location && e.tokens != tokens && words(a, e.tokens) == name;
    let acts = matches!(a.token(head).relation, Relation::Nsubj | Relation::NsubjPass)
        && !a.entities().iter().any(place);
    let titled = tokens.start().checked_sub(1).is_some_and(|b| {
        let before = a.token(b);
        r.offices.has_word(&before.form) || r.honorific(&before.form).is_some()
    });
    if acts || titled || a.entities().iter().any(bears) || !holders::surname(&r.overlay, &name).is_empty() {
        return false;
    }
    let code = |n: &Name| match n.kind {
        NameKind::Known(e @ (Entry::State(_) | Entry::Demonym(_))) => Some(r.code(e)),
        _ => None,
    };
    places::is_large(&name, &names.iter().filter_map(code).collect())
}

/// "Greenland's prime minister": a region that the tables know, where a body or an office of state is its own.
pub(crate) fn is_state(r: &Reference, a: &Analysis, tokens: Span<Tok>) -> bool {
    let name = words(a, tokens);
    places::region(&name).is_some() && rules(r, a, head_of(a, tokens))
}

/// "Chad's army": whether a body or an office of state is a name's own.
fn rules(r: &Reference, a: &Analysis, t: u32) -> bool {
    let owned = a.head(t).filter(|_| a.token(t).relation == Relation::NmodPoss);
    owned.is_some_and(|h| {
        let lemma = &a.token(h).lemma;
        r.offices.has_head(lemma) || r.body(lemma, &[]).is_some_and(|b| b.of_state)
    })
}

/// "the Ansar al-Ruvuma movement", of which a first name was taken for a person's: the name before the noun for a body.
pub(crate) fn called_body(a: &Analysis, tokens: Span<Tok>) -> Option<Span<Tok>> {
    const BODIES: &[&str] = &[
        "brigade",
        "cartel",
        "faction",
        "front",
        "gang",
        "group",
        "militia",
        "movement",
        "network",
        "organisation",
        "organization",
        "party",
        "sect",
    ];
    if tokens.is_empty() {
        return None;
    }
    let head = head_of(a, tokens);
    let noun = a.head(head).filter(|&h| a.token(head).relation == Relation::Compound && h >= tokens.end())?;
    let body = a.token(noun);
    let listed = body.upos == Upos::Noun && BODIES.contains(&&*body.lemma);
    let the = tokens.start().checked_sub(1).is_some_and(|t| a.token(t).form.eq_ignore_ascii_case("the"));
    let name = |t: u32| matches!(a.token(t).upos, Upos::Propn | Upos::Punct);
    let whole = (tokens.end()..noun).all(name);
    (listed && the && whole).then(|| Span::new(tokens.start(), noun))
}
