//! Whom do "he", "her", "they" mean? The subject of the clauses above, else of the sentence before;
//! where that is no one who fits, no one: a wrong person is worse than none.

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, MentionKind};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::coref::Phrase;
use crate::draft::Draft;
use crate::parties;
use crate::phrase::extent;
use crate::reference::Gender;

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
const HOME: &[&str] = &["country", "nation", "homeland"];

/// What a pronoun asks of whom it means.
#[derive(Debug, Clone, Copy)]
enum Asks {
    One(Gender),
    Several,
}

fn asks(form: &str) -> Option<Asks> {
    match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Asks::One(Gender::Masculine)),
        "she" | "her" | "hers" | "herself" => Some(Asks::One(Gender::Feminine)),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Asks::Several),
        _ => None,
    }
}

/// How much better than any other the head's choice must fit.
const SURE: f32 = 0.5;

/// The same of a person, for whom a rule found nobody: to name the wrong one is the worst fault.
const PERSON: f32 = 1.0;

/// Nouns that mean a state, body or group told of before.
const AGAIN: &[&str] = &[
    "alliance",
    "bloc",
    "body",
    "country",
    "group",
    "institution",
    "kingdom",
    "movement",
    "nation",
    "network",
    "organisation",
    "organization",
    "outfit",
    "republic",
    "state",
];

/// What the head says: of "it", "its", and "they" where the clause has no group for subject, for which no rule speaks; of "he" and
/// "she" where no rule found anybody. Whom it means is the nearest phrase of its group that is someone.
pub(crate) fn learned(d: &mut Draft<'_>, phrases: &[Phrase]) {
    let mut means: Vec<Vec<usize>> = Vec::with_capacity(phrases.len());
    for p in phrases {
        let own = d.actors_at(p.head).to_vec();
        let inherited = p.antecedent.filter(|_| p.margin >= SURE).map_or(&[][..], |i| &means[i]);
        let inherited = if speaks_of(d, p.head, inherited) { &[][..] } else { inherited };
        let found = match asks(&d.a.token(p.head).form) {
            _ if !own.is_empty() => None,
            Some(Asks::One(gender)) => person(d, p, gender, inherited),
            _ => body(d, p, inherited),
        };
        means.push(match found {
            Some((tokens, kind)) => {
                let actors = inherited.to_vec();
                d.mention(p.head, tokens, kind, actors.clone());
                actors
            }
            // Several joined are not the first of them.
            None if p.joined => Vec::new(),
            None => own,
        });
    }
}

/// Whether those whom a pronoun could mean are nobody of whom its speaker speaks.
fn speaks_of(d: &Draft<'_>, t: u32, actors: &[usize]) -> bool {
    let token = d.a.token(t);
    if token.upos != Upos::Pron {
        return false;
    }
    let speaker = speaker(d, t);
    // "They will not silence us": of whom a speaker says so the words before seldom tell.
    let they = d.is_quoted(t) && token.form.to_lowercase().starts_with("th");
    they || actors.iter().any(|i| speaker.contains(i))
}

/// "He", "her": the one person of the head's choice.
fn person(
    d: &mut Draft<'_>,
    p: &Phrase,
    gender: Gender,
    inherited: &[usize],
) -> Option<(Span<Tok>, MentionKind)> {
    let [one] = *inherited else { return None };
    let member = &mut d.members[one];
    let fits = member.actor.kind == ActorKind::Person && member.gender.is_none_or(|g| g == gender);
    if d.a.token(p.head).upos != Upos::Pron || !fits || p.margin < PERSON {
        return None;
    }
    member.gender = Some(gender);
    Some((Span::one(p.head), MentionKind::Pronoun))
}

/// "It", "they", "the group": the one state, body or group of the head's choice.
fn body(d: &Draft<'_>, p: &Phrase, inherited: &[usize]) -> Option<(Span<Tok>, MentionKind)> {
    let token = d.a.token(p.head);
    let kind = |i: usize| d.members[i].actor.kind;
    let bodies = [ActorKind::State, ActorKind::Organisation, ActorKind::Group];
    if inherited.is_empty() || !inherited.iter().all(|&i| bodies.contains(&kind(i))) {
        return None;
    }
    let again = token.upos == Upos::Noun
        && AGAIN.contains(&&*token.lemma)
        && has_determiner(d.a, p.head, &["the", "this", "that"]);
    if again {
        return Some((p.tokens, MentionKind::Nominal));
    }
    let form = token.form.to_lowercase();
    let neuter = matches!(form.as_str(), "it" | "its" | "itself" | "they" | "them" | "their" | "themselves");
    // "They" after a ministry is as often the persons whom it told of.
    let several = !form.starts_with("th") || inherited.iter().all(|&i| kind(i) == ActorKind::Group);
    (neuter && several && token.upos == Upos::Pron).then_some((Span::one(p.head), MentionKind::Pronoun))
}

/// Adds the mention of a pronoun, and of "his country".
pub(crate) fn at(d: &mut Draft<'_>, t: u32) {
    let token = d.a.token(t);
    if token.upos != Upos::Pron || d.mentions.contains_key(&t) {
        return;
    }
    let Some(asks) = asks(&token.form) else { return };
    let actors = antecedent(d, t, asks).unwrap_or_default();
    if let (Asks::One(gender), [p]) = (asks, &actors[..]) {
        d.members[*p].gender = Some(gender);
    }
    d.mention(t, Span::one(t), MentionKind::Pronoun, actors.clone());
    if token.relation == Relation::NmodPoss {
        own_country(d, t, &actors);
    }
}

/// "his country": the state of the person.
fn own_country(d: &mut Draft<'_>, pronoun: u32, actors: &[usize]) {
    let Some(head) = d.a.head(pronoun).filter(|&h| HOME.contains(&&*d.a.token(h).lemma)) else { return };
    let mut states = Vec::new();
    for &p in actors {
        let country = d.members[p].actor.country.clone();
        states.extend(country.and_then(|c| d.state(&c)));
    }
    states.dedup();
    d.mention(head, extent(d.a, head, &[]), MentionKind::Nominal, states);
}

fn antecedent(d: &Draft<'_>, t: u32, asks: Asks) -> Option<Vec<usize>> {
    let relation = d.a.token(t).relation;
    // A clause's object is not its subject: "Quist met him".
    let own_object = relation != Relation::NmodPoss && !SUBJECTS.contains(&relation);
    let reflexive = d.a.token(t).form.to_lowercase().contains("sel");
    let mut skip = own_object && !reflexive;
    let mut at = t;
    while let Some(governor) = d.a.head(at).filter(|&g| !d.is_quoted(t) || d.is_quoted(g)) {
        let subject = subject(d, governor).filter(|&s| s != t && !d.a.is_below(t, s));
        if let Some(s) = subject {
            if skip {
                skip = false;
            } else if let Some(actors) = fits(d, s, asks).or_else(|| promises(d, t, governor, s)) {
                return Some(actors);
            }
        } else if d.a.by_relation(governor, SUBJECTS).any(|s| s == t) {
            skip = false;
        }
        at = governor;
    }
    let previous = d.a.sentence_of(t).checked_sub(1)?;
    let mut root = d.a.root(previous)?;
    // "The mayor said the army had come. “They took the bridge”": in quotation marks it is those of whom he spoke.
    if d.is_quoted(t) && !d.is_quoted(root) {
        root = d.a.child(root, Relation::Ccomp).unwrap_or(root);
    }
    let found = subject(d, root).and_then(|s| fits(d, s, asks));
    let speaker = speaker(d, t);
    let met = || parties::met(d, t).filter(|_| matches!(asks, Asks::Several) && opens(d, t));
    found
        .or_else(|| only_person(d, previous, asks))
        .or_else(|| told_before(d, t, previous, asks))
        .or_else(met)
        .filter(|f| !f.iter().any(|i| speaker.contains(i)))
}

/// "Ms Quist said: | We stand with you. | She also promised": who has spoken in the lines before, where these name nobody else.
fn told_before(d: &Draft<'_>, t: u32, previous: u32, asks: Asks) -> Option<Vec<usize>> {
    if !opens(d, t) || d.a.paragraph_of(t) == d.a.sentences().get(previous as usize)?.paragraph {
        return None;
    }
    for s in (previous.saturating_sub(BLOCK)..=previous).rev() {
        let tokens = d.a.sentences().get(s as usize)?.tokens;
        let last = tokens.end().checked_sub(1)?;
        if &*d.a.token(last).form == ":" {
            return d.a.root(s).and_then(|root| subject(d, root)).and_then(|s| fits(d, s, asks));
        }
        if tokens.iter().any(|t| d.person_at(t).is_some()) {
            return None;
        }
    }
    None
}

/// Sentences that somebody may speak in lines of his own.
const BLOCK: u32 = 8;

/// Whether a pronoun outside quotation marks is the subject of a sentence that it begins.
fn opens(d: &Draft<'_>, t: u32) -> bool {
    let begins = d.a.sentences()[d.a.sentence_of(t) as usize].tokens.start() == t;
    begins && SUBJECTS.contains(&d.a.token(t).relation) && !d.is_quoted(t)
}

/// "The Taliban said they would not attend": who says what "they" will do is a body that speaks of itself.
fn promises(d: &Draft<'_>, t: u32, says: u32, subject: u32) -> Option<Vec<usize>> {
    let deed = d.a.head(t).filter(|_| d.a.token(t).relation == Relation::Nsubj)?;
    let told = d.a.token(deed).relation == Relation::Ccomp && d.a.head(deed) == Some(says);
    let will = |c: u32| matches!(&*d.a.token(c).lemma, "will" | "would");
    let willing = d.a.by_relation(deed, &[Relation::Aux]).any(will) && !d.is_quoted(t);
    let they = d.a.token(t).form.eq_ignore_ascii_case("they");
    let actors = d.actors_at(subject).to_vec();
    let body = actors.iter().all(|&i| d.members[i].actor.kind == ActorKind::Organisation);
    (they && told && willing && body && !actors.is_empty()).then_some(actors)
}

/// Who speaks where a pronoun stands in quotation marks: he would say "I". The subject of the clause outside the marks;
/// of a sentence that stands in them as a whole, that of the sentence before.
fn speaker(d: &Draft<'_>, t: u32) -> Vec<usize> {
    if !d.is_quoted(t) {
        return Vec::new();
    }
    let mut outside = d.a.head(t);
    while let Some(governor) = outside.filter(|&g| d.is_quoted(g)) {
        outside = d.a.head(governor);
    }
    let before = || d.a.sentence_of(t).checked_sub(1).and_then(|s| d.a.root(s)).filter(|&r| !d.is_quoted(r));
    let verb = outside.or_else(before);
    verb.and_then(|v| subject(d, v)).map(|s| d.actors_at(s).to_vec()).unwrap_or_default()
}

/// The subject of a predicate; for "who", whom it stands for.
fn subject(d: &Draft<'_>, predicate: u32) -> Option<u32> {
    let s = d.a.by_relation(predicate, SUBJECTS).next()?;
    let relative = d.a.token(s).has(Feature::PronTypeRel)
        || matches!(&*d.a.token(s).lemma, "who" | "which")
            && d.a.token(predicate).relation == Relation::AclRelcl;
    if relative { d.a.head(predicate) } else { Some(s) }
}

/// Whom a subject means, if it fits what the pronoun asks.
fn fits(d: &Draft<'_>, s: u32, asks: Asks) -> Option<Vec<usize>> {
    match asks {
        Asks::One(gender) => {
            let p = d.person_at(s)?;
            let several = d.a.by_relation(s, &[Relation::Conj]).any(|c| !d.actors_at(c).is_empty());
            let other = d.members[p].gender.is_some_and(|g| g != gender);
            (!several && !other).then(|| vec![p])
        }
        Asks::Several => {
            let mut actors = d.actors_at(s).to_vec();
            for c in d.a.by_relation(s, &[Relation::Conj]) {
                actors.extend_from_slice(d.actors_at(c));
            }
            // "Police said they had held two men"
            let police = d.a.token(s).is("police");
            let group = |i: &usize| police || d.members[*i].actor.kind == ActorKind::Group;
            (actors.len() > 1 || actors.iter().any(group)).then_some(actors)
        }
    }
}

/// The one person that a sentence mentions.
fn only_person(d: &Draft<'_>, sentence: u32, asks: Asks) -> Option<Vec<usize>> {
    let Asks::One(gender) = asks else { return None };
    let tokens = d.a.sentences().get(sentence as usize)?.tokens;
    let mut persons: Vec<usize> = tokens.iter().filter_map(|t| d.person_at(t)).collect();
    persons.sort_unstable();
    persons.dedup();
    match persons[..] {
        [one] if d.members[one].gender.is_none_or(|g| g == gender) => Some(vec![one]),
        _ => None,
    }
}
