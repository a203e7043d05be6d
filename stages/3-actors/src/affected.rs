//! To whom is something done, and who does it, whom no table makes someone by himself? "A man", "those affected in Yemen", "one
//! of two drivers", "nearly 70 countries", "the elders": mentions where a verb or a deed reaches them, or where they act and
//! somebody else is in the sentence; nobody where they are mere talk.

use std::collections::BTreeSet;

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::agents::{Body, Reach};
use crate::allegiance::codes;
use crate::bodies::{antecedent, row};
use crate::draft::{Draft, blank};
use crate::parties;
use crate::phrase::{case_of, extent, is_noun, is_plural};
use crate::surroundings::of_place;

/// Prepositions whose phrase undergoes what verb or noun tell: "aid to people", "charges against two men".
const REACHING: &[&str] = &[
    "against", "around", "at", "before", "for", "from", "into", "on", "to", "toward", "towards", "upon",
    "with",
];

/// Nouns that count those who stand under their "of": "dozens of guards".
const COUNTS: &[&str] = &[
    "couple",
    "dozen",
    "dozens",
    "group",
    "hundred",
    "hundreds",
    "million",
    "millions",
    "number",
    "pair",
    "score",
    "scores",
    "thousand",
    "thousands",
];

/// What tells of which states countries are: "the Southeast Asian nations", "neighbouring countries".
const REGIONS: &[&str] = &[
    "african",
    "american",
    "andean",
    "arab",
    "asian",
    "balkan",
    "baltic",
    "caribbean",
    "developing",
    "european",
    "gulf",
    "islamic",
    "latin",
    "mediterranean",
    "muslim",
    "neighboring",
    "neighbouring",
    "nordic",
    "oil-producing",
    "pacific",
    "sahelian",
    "scandinavian",
    "soviet",
    "western",
];

/// Nouns of deeds whose of-phrase undergoes them.
const DEEDS: &[&str] = &[
    "abduction",
    "abuse",
    "arrest",
    "assassination",
    "beating",
    "bombing",
    "conviction",
    "death",
    "deportation",
    "detention",
    "displacement",
    "eviction",
    "evacuation",
    "execution",
    "expulsion",
    "extradition",
    "hanging",
    "imprisonment",
    "indictment",
    "jailing",
    "kidnapping",
    "killing",
    "massacre",
    "murder",
    "poisoning",
    "prosecution",
    "rape",
    "release",
    "repatriation",
    "rescue",
    "shooting",
    "slaying",
    "stabbing",
    "stoning",
    "torture",
    "transfer",
    "trial",
];

/// Words for a part of those who follow: "a majority of the guards". Numerals are such, too.
const PARTS: &[&str] = &[
    "all", "another", "any", "both", "bulk", "each", "few", "half", "handful", "majority", "many", "more",
    "most", "quarter", "several", "some", "third",
];

/// Adds mentions of those whom something is done to, in text order.
pub(crate) fn add(d: &mut Draft<'_>) {
    let known: BTreeSet<u32> = d.mentions.keys().map(|&t| d.a.sentence_of(t)).collect();
    for t in (0..).take(d.a.tokens().len()) {
        if is_free(d, t) {
            let deals = known.contains(&d.a.sentence_of(t));
            at(d, t, deals);
        }
    }
    for t in (0..).take(d.a.tokens().len()) {
        if is_free(d, t) {
            part(d, t);
            crowd(d, t);
            number(d, t);
        }
    }
}

/// Words for very many people.
const MANY: &[&str] = &["dozens", "hundreds", "millions", "scores", "thousands"];

/// What is done to people only.
const DONE_TO_PEOPLE: &[&str] = &[
    "abduct", "arrest", "behead", "detain", "execute", "hurt", "injure", "jail", "kidnap", "kill", "maim",
    "massacre", "murder", "slay", "wound",
];

/// "Killing at least 12", "dozens were arrested": so many people, of whom nothing else is said.
fn number(d: &mut Draft<'_>, t: u32) {
    let token = d.a.token(t);
    let form = token.form.to_lowercase();
    let counted = token.upos == Upos::Num || MANY.contains(&&*form);
    let suffers = matches!(token.relation, Relation::Obj | Relation::NsubjPass);
    let verb = d.a.head(t).filter(|&v| suffers && DONE_TO_PEOPLE.contains(&&*d.a.token(v).lemma));
    // "At least 12" are so many; "12 of them" are theirs, "12 tonnes" nobody.
    let other = |c: &u32| match d.a.token(*c).relation {
        Relation::Nmod => case_of(d.a, *c).as_deref() == Some("of"),
        Relation::Compound | Relation::Flat | Relation::NmodUnmarked => true,
        _ => false,
    };
    let Some(verb) = verb.filter(|_| counted && !d.a.children(t).iter().any(other)) else { return };
    let around = d.a.by_relation(verb, &[Relation::Obl]).chain(d.a.by_relation(t, &[Relation::Nmod]));
    let there = around.into_iter().find_map(|c| state_of_place(d, c));
    people(d, t, there, &[]);
}

/// "Thousands marched in Oslo": so many people.
fn crowd(d: &mut Draft<'_>, t: u32) {
    let form = d.a.token(t).form.to_lowercase();
    let subject = d.a.token(t).relation == Relation::Nsubj && acts(d, t);
    let bare = d.a.by_relation(t, &[Relation::Nmod]).next().is_none();
    if !subject || !bare || !MANY.contains(&&*form) {
        return;
    }
    // "marched in Oslo": the place may hang on what they do.
    let there = || d.a.by_relation(d.a.head(t)?, &[Relation::Obl]).find_map(|c| state_of_place(d, c));
    let country = of_place(d, t).into_iter().next().or_else(there);
    people(d, t, country, &["CVL"]);
}

/// A mention of so many people at a token; where no word says whose they are, of those of whom the dispatch tells.
fn people(d: &mut Draft<'_>, t: u32, country: Option<String>, sectors: &[&str]) {
    let tokens = extent(d.a, t, &[]);
    let mut actor = blank(ActorKind::Group, d.bare_text(tokens));
    actor.country = country.or_else(|| d.scene_at(t));
    actor.sectors = sectors.iter().map(|&s| s.to_owned()).collect();
    actor.basis = Basis::Context;
    let at = d.add(actor);
    d.why(at, Some(tokens), "so many people; whose, the place says");
    d.mention(t, tokens, MentionKind::Nominal, vec![at]);
}

/// Whether a noun only counts those under its "of": "a group of envoys" are the envoys.
pub(crate) fn is_count(d: &Draft<'_>, t: u32) -> bool {
    let of = |c: u32| case_of(d.a, c).as_deref() == Some("of") && row(d, c).is_some();
    COUNTS.contains(&&*d.a.token(t).lemma) && d.a.by_relation(t, &[Relation::Nmod]).any(of)
}

fn is_free(d: &Draft<'_>, t: u32) -> bool {
    !d.consumed.contains(&t) && !d.mentions.contains_key(&t) && !d.in_name(t) && d.name_at(t).is_none()
}

/// `deals`: whether somebody else, who is someone by himself, is in the sentence: a waiter who thanks his mother is nobody.
fn at(d: &mut Draft<'_>, t: u32, deals: bool) {
    let does = || deals && acts(d, t);
    let Some(body) = row(d, t).filter(|_| is_head(d, t) && !parties::means_all(d, t)) else { return };
    // Of those who are someone by themselves too: "the captain of a tanker" looks like a title there, and left nobody.
    let reached = match body.reach {
        Reach::Several => several(d, t) && (undergoes(d, t) || acts(d, t)),
        Reach::Doer => does(),
        Reach::Told | Reach::Member | Reach::Any => undergoes(d, t) || does(),
    };
    if !reached {
        return;
    }
    if let Some(earlier) = antecedent(d, t) {
        return d.mention(t, extent(d.a, t, &["of"]), MentionKind::Nominal, earlier);
    }
    let tokens = span(d, t);
    let sectors = sectors(d, t, body);
    if body.reach == Reach::Member && sectors.is_empty() && wholes(d, t).next().is_none() {
        // "two members", and nothing says of whom.
        return;
    }
    let country = match body.reach {
        Reach::Several => None,
        _ => codes(d, t).into_iter().next().or_else(|| place(d, t)),
    };
    let mut actor = blank(body.kind, d.bare_text(tokens));
    (actor.country, actor.sectors) = (country, sectors);
    let why = match &actor.country {
        None => "a word of agents.tsv to whom something is done; says no country".to_owned(),
        Some(code) => format!("a word of agents.tsv to whom something is done; says {code}"),
    };
    // Two men of whom the text tells in two places are not the same.
    let at = d.add(actor);
    d.why(at, Some(tokens), why);
    d.mention(t, tokens, MentionKind::Nominal, vec![at]);
}

/// Whether a token may head the phrase: a noun that modifies nothing; a plural that begins the sentence; "those" and "the wounded",
/// where their phrase says who they are.
fn is_head(d: &Draft<'_>, t: u32) -> bool {
    match d.a.token(t).upos {
        Upos::Noun => true,
        // "Islamists of the south": the first word of a sentence has a capital whatever it is.
        Upos::Propn => is_plural(d.a, t) && starts(d, t),
        Upos::Adj => has_determiner(d.a, t, &["the"]),
        Upos::Pron => specified(d, t),
        _ => false,
    }
}

/// Whether a token is the first of its sentence.
fn starts(d: &Draft<'_>, t: u32) -> bool {
    d.a.sentences()[d.a.sentence_of(t) as usize].tokens.start() == t
}

/// "those affected by the floods", "those in need"; "those who ask" may be anybody.
fn specified(d: &Draft<'_>, t: u32) -> bool {
    d.a.by_relation(t, &[Relation::Acl, Relation::Nmod]).any(|c| c > t)
}

/// "some countries", "nearly 70 countries": a number of them, not those spoken of before; "the Gulf countries".
fn several(d: &Draft<'_>, t: u32) -> bool {
    let counted = d.a.by_relation(t, &[Relation::Nummod]).next().is_some();
    let many = d.a.by_relation(t, &[Relation::Amod, Relation::Det]).any(|c| {
        matches!(&*d.a.token(c).form.to_lowercase(), "some" | "several" | "many" | "numerous" | "other")
    });
    let regional = d.a.children(t).iter().any(|&c| {
        // "American" alone is a state's word.
        c < t
            && d.known_at(c).is_none()
            && REGIONS.contains(&&*d.a.token(c).form.to_lowercase())
            && d.a.token(c).relation != Relation::NmodPoss
    });
    let known = has_determiner(d.a, t, &["the", "both", "these", "those"]);
    is_plural(d.a, t) && (regional || (counted || many) && !known)
}

/// Whether a phrase is the object of a verb, the subject of a passive, or within a phrase that verb or deed reach.
fn undergoes(d: &Draft<'_>, t: u32) -> bool {
    let case = || case_of(d.a, t);
    let reaching = || case().is_some_and(|w| REACHING.contains(&w.as_str()));
    let Some(governor) = d.a.head(t) else { return false };
    let verb = || d.a.token(governor).upos == Upos::Verb;
    match d.a.token(t).relation {
        Relation::Obj | Relation::Iobj | Relation::NsubjPass => true,
        Relation::Obl | Relation::OblAgent => verb() && reaching(),
        Relation::Nmod if case().as_deref() == Some("of") => {
            let counts = || COUNTS.contains(&&*d.a.token(governor).lemma.to_lowercase());
            DEEDS.contains(&&*d.a.token(governor).lemma)
                || (is_part(d, governor) || counts()) && undergoes(d, governor)
        }
        Relation::Nmod => reaching() && is_noun(d.a, governor),
        Relation::Conj => undergoes(d, governor),
        _ => false,
    }
}

/// Whether a phrase is the subject or the agent of a verb, whoever does what a noun tells ("a plea by the council", "the
/// deputies' call"), or whom a clause says to do or suffer something ("officers who had shelled the town").
fn acts(d: &Draft<'_>, t: u32) -> bool {
    let case = || case_of(d.a, t);
    let told = || d.a.by_relation(t, &[Relation::Acl, Relation::AclRelcl]).any(|c| c > t && is_subject(d, c));
    let own = match d.a.token(t).relation {
        Relation::Nsubj => d.a.head(t).is_some_and(|g| d.a.token(g).upos == Upos::Verb),
        Relation::OblAgent | Relation::NmodPoss => true,
        Relation::Nmod => match case().as_deref() {
            Some("among" | "between" | "by") => true,
            // "a group of envoys"
            Some("of") => d.a.head(t).is_some_and(|g| COUNTS.contains(&&*d.a.token(g).lemma) && acts(d, g)),
            _ => false,
        },
        Relation::Conj => d.a.head(t).is_some_and(|g| acts(d, g)),
        _ => false,
    };
    own || told()
}

/// Whether whom a clause describes is its subject: a participle's, or that which "who" stands for.
fn is_subject(d: &Draft<'_>, clause: u32) -> bool {
    let token = d.a.token(clause);
    let who = d.a.by_relation(clause, &[Relation::Nsubj, Relation::NsubjPass]).next();
    match token.relation {
        Relation::Acl => {
            token.upos == Upos::Verb && (token.has(Feature::VoicePass) || token.has(Feature::VerbFormPart))
        }
        _ => token.upos == Upos::Verb && who.is_some_and(|c| d.a.token(c).is("who")),
    }
}

fn is_part(d: &Draft<'_>, t: u32) -> bool {
    let token = d.a.token(t);
    token.upos == Upos::Num || PARTS.contains(&&*token.lemma.to_lowercase())
}

/// "One of two men": the one is as they are, wherever something is done to him.
fn part(d: &mut Draft<'_>, t: u32) {
    if !is_part(d, t) || !(undergoes(d, t) || acts(d, t)) {
        return;
    }
    // "One of our soldiers": who speaks is not known here.
    let ours = |c: u32| {
        let owner = d.a.child(c, Relation::NmodPoss);
        owner.is_some_and(|o| matches!(&*d.a.token(o).form.to_lowercase(), "my" | "our"))
    };
    let of = |c: &u32| *c > t && case_of(d.a, *c).as_deref() == Some("of") && !ours(*c);
    let Some(whole) = d.a.by_relation(t, &[Relation::Nmod]).find(of) else { return };
    let actors = d.actors_at(whole).to_vec();
    let people = |&i: &usize| {
        let kind = d.members[i].actor.kind;
        matches!(kind, ActorKind::Group | ActorKind::Organisation | ActorKind::Person)
    };
    if actors.iter().all(people) {
        let tokens = extent(d.a, t, &["of"]);
        d.mention(t, tokens, MentionKind::Nominal, actors);
    }
}

/// The sectors of the word; of a member those of whom he is of: "employees of the embassy".
pub(crate) fn sectors(d: &Draft<'_>, t: u32, body: &Body) -> Vec<String> {
    let of_word = |b: &Body| b.sectors.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
    let theirs = |c: u32| match *d.actors_at(c) {
        [one] => d.members[one].actor.sectors.clone(),
        _ => row(d, c).map(of_word).unwrap_or_default(),
    };
    // "forty Front men", "an army driver": whoever is called after armed men is one of them.
    let armed = || {
        let called = d.a.by_relation(t, &[Relation::Compound]).filter(|&c| c < t);
        let arms = |s: &Vec<String>| s.first().is_some_and(|s| ["MIL", "REB", "PRM"].contains(&s.as_str()));
        called.map(theirs).find(arms)
    };
    let whole = match body.reach {
        Reach::Member => wholes(d, t).map(theirs).find(|s| !s.is_empty()),
        Reach::Told | Reach::Doer => armed(),
        _ => None,
    };
    whole.unwrap_or_else(|| of_word(body))
}

/// Whom a member may be of: "the gang's members", "members of the gang", "gang members".
fn wholes<'d>(d: &'d Draft<'_>, t: u32) -> impl Iterator<Item = u32> + 'd {
    d.a.children(t).iter().copied().filter(move |&c| match d.a.token(c).relation {
        Relation::NmodPoss | Relation::Compound => true,
        Relation::Nmod => case_of(d.a, c).is_some_and(|w| w == "of" || w == "from"),
        _ => false,
    })
}

/// The words of a phrase, with the place that it is in and, of "those", what makes them such.
fn span(d: &Draft<'_>, t: u32) -> Span<Tok> {
    let mut tokens = extent(d.a, t, &["of", "in", "from", "at"]);
    if d.a.token(t).upos == Upos::Pron {
        for c in d.a.by_relation(t, &[Relation::Acl]).filter(|&c| c > t) {
            tokens = tokens.cover(extent(d.a, c, &[])).cover(Span::one(c));
            for place in d.a.by_relation(c, &[Relation::Obl, Relation::OblAgent]) {
                tokens = tokens.cover(extent(d.a, place, &["of", "in"]));
            }
        }
    }
    tokens
}

/// The country of the place where they are said to be: of "those affected in Yemen" too.
fn place(d: &Draft<'_>, t: u32) -> Option<String> {
    let made = d.a.by_relation(t, &[Relation::Acl, Relation::AclRelcl]).filter(|&c| c > t);
    let clause = made.flat_map(|c| d.a.by_relation(c, &[Relation::Obl]));
    of_place(d, t).into_iter().next().or_else(|| clause.into_iter().find_map(|c| state_of_place(d, c)))
}

/// The state of the place that stands under "in".
fn state_of_place(d: &Draft<'_>, c: u32) -> Option<String> {
    let inside = case_of(d.a, c).as_deref() == Some("in");
    let code = d.known_at(c).map(|e| d.r.code(e).to_owned()).or_else(|| crate::allegiance::located(d, c));
    code.filter(|code| inside && d.r.country(code).is_some())
}
