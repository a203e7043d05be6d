//! What does a trailing participle, verb of speech or deadly clause belong to? "X spoke of the level that trade has
//! reached, hailing the support", "an attack on a convoy that killed four": a parser likes the nearest word, the writer meant
//! the speaker's verb and the attack. And what does a phrase behind a name belong to?

use crate::{clefts, origins};
use chancery_model::analysis::{Analysis, EntityKind, Token};
use chancery_model::arguments::{prepositions, subjects};
use chancery_model::rules::Lexicons;
use chancery_model::syntax::{Feature, Relation, Upos};

/// The analysis with such participles under the nearest verb above whose subject can act, and such clauses under the attack. Token
/// indices stay as they are.
pub(crate) fn reattached(a: &Analysis, lexicons: &Lexicons, acts: &dyn Fn(u32) -> bool) -> Analysis {
    let is_speech = |t: &Token| lexicons.has("saying-verbs", &t.lemma);
    let mut tokens = a.tokens().to_vec();
    for (at, t) in (0..).zip(a.tokens()) {
        let trails = at > 0 && &*a.token(at - 1).form == ",";
        let participle = t.upos == Upos::Verb && t.form.ends_with("ing") && !t.has(Feature::VerbFormFin);
        let hangs = matches!(t.relation, Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Xcomp);
        // "Thieves broke in, police said, appealing for witnesses": the police do.
        if let Some(teller) = beside_teller(a, at, &is_speech).filter(|_| trails && participle && hangs)
            && let Some(token) = tokens.get_mut(at as usize)
        {
            (token.head, token.relation) = (teller, Relation::Advcl);
            continue;
        }
        if trails && participle && hangs && !is_speech(t) {
            // "X struck a depot, the ministry said, killing two": the deed, not the report, kills.
            let told = a.head(at).filter(|&h| is_speech(a.token(h)) && h < at);
            let verb = |c: u32, h: u32| c < h && a.token(c).upos == Upos::Verb;
            let deed = told.and_then(|h| {
                let told_before = a.by_relation(h, &[Relation::Ccomp]).find(|&c| verb(c, h));
                told_before.or_else(|| a.head(h).filter(|&above| verb(above, h)))
            });
            if let (Some(deed), Some(token)) = (deed, tokens.get_mut(at as usize)) {
                (token.head, token.relation) = (deed, Relation::Advcl);
            }
            continue;
        }
        if let (Some((head, relation)), Some(token)) = (
            past_name(a, at)
                .or_else(|| past_doer(a, at))
                .or_else(|| past_matter(a, at, acts))
                .or_else(|| past_together(a, at)),
            tokens.get_mut(at as usize),
        ) {
            (token.head, token.relation) = (head, relation);
            continue;
        }
        if is_particle(a, at)
            && let Some(token) = tokens.get_mut(at as usize)
        {
            token.relation = Relation::CompoundPrt;
            continue;
        }
        if let Some(deed) = owned_deed(a, at) {
            let relation = a.token(at).relation;
            if let Some(owner) = tokens.get_mut(at as usize) {
                (owner.head, owner.relation) = (deed, Relation::NmodPoss);
            }
            if let Some(noun) = tokens.get_mut(deed as usize) {
                noun.relation = relation;
            }
            continue;
        }
        if let (Some((head, relation)), Some(token)) =
            (past_place(a, lexicons, at, acts), tokens.get_mut(at as usize))
        {
            (token.head, token.relation) = (head, relation);
            continue;
        }
        // "an attack on a convoy of the mission that killed four": the attack killed them.
        if let Some(attack) = deadly(a, lexicons, at)
            && let Some(token) = tokens.get_mut(at as usize)
        {
            token.head = attack;
            continue;
        }
        // "He said that smugglers had quarrelled, and accused Malawi": who said it accuses, not the smugglers.
        if let Some(speaker) = resumed(a, at, &is_speech)
            && let Some(token) = tokens.get_mut(at as usize)
        {
            token.head = speaker;
            continue;
        }
        // "voiced its readiness to help in rebuilding roads, stressing": what is said hangs on a verb
        // that tells, not on one that only names a matter.
        let tells = |h: u32| a.token(h).has(Feature::VerbFormFin) || is_speech(a.token(h));
        let settled = a.head(at).is_some_and(tells) && subjects(a, at).iter().any(|&s| acts(s));
        if !(trails && participle && hangs && is_speech(t)) || settled {
            continue;
        }
        let above = std::iter::successors(a.head(at), |&h| a.head(h));
        let speaker = |&v: &u32| {
            a.token(v).upos == Upos::Verb && v < at && subjects(a, v).iter().any(|&s| acts(s) && s < at)
        };
        if let (Some(verb), Some(token)) = (above.filter(speaker).last(), tokens.get_mut(at as usize)) {
            (token.head, token.relation) = (verb, Relation::Advcl);
        }
    }
    for won in (0..).take(tokens.len()).filter(|&t| is_won(a, t)) {
        win(a, won, &mut tokens);
    }
    for at in (0..).take(tokens.len()) {
        agent_noun(a, at, &mut tokens);
    }
    clefts::undo(a, &mut tokens);
    origins::settle(a, &mut tokens, acts);
    Analysis::new(tokens, a.sentences().to_vec(), a.entities().to_vec())
}

/// The verb of speech set off by commas right before a trailing participle that asks, warns or blames: "…, the mayor said, urging".
fn beside_teller(a: &Analysis, at: u32, is_speech: &dyn Fn(&Token) -> bool) -> Option<u32> {
    const ASKING: &[&str] =
        &["accuse", "appeal", "ask", "blame", "call", "demand", "promise", "threaten", "urge", "vow", "warn"];
    let verb = at.checked_sub(2).filter(|_| ASKING.contains(&&*a.token(at).lemma))?;
    let said = is_speech(a.token(verb)) && a.token(verb).has(Feature::VerbFormFin);
    let told = a.by_relation(verb, &[Relation::Nsubj]).next().is_some() && a.head(at) != Some(verb);
    (said && told).then_some(verb)
}

/// "families cut off by fighting", of which the tree makes what somebody else does by it: a noun in "-ing" right behind a participle and
/// "by" is its doer.
fn agent_noun(a: &Analysis, at: u32, tokens: &mut [Token]) {
    let t = a.token(at);
    let gerund = t.upos == Upos::Verb && t.relation == Relation::Advcl && t.form.ends_with("ing");
    let by = at.checked_sub(1).filter(|&b| gerund && a.token(b).is("by") && a.head(b) == Some(at));
    let participle = |p: u32| {
        let p = if a.token(p).relation == Relation::CompoundPrt { a.head(p)? } else { p };
        let token = a.token(p);
        let passive = token.relation == Relation::Acl && token.has(Feature::VoicePass);
        (passive && a.by_relation(p, &[Relation::OblAgent]).next().is_none()).then_some(p)
    };
    let Some(verb) = by.and_then(|b| b.checked_sub(1)).and_then(participle) else { return };
    if a.by_relation(at, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).next().is_some() {
        return;
    }
    if let Some(mark) = by.and_then(|b| tokens.get_mut(b as usize)) {
        (mark.relation, mark.upos) = (Relation::Case, Upos::Adp);
    }
    if let Some(noun) = tokens.get_mut(at as usize) {
        (noun.head, noun.relation, noun.upos) = (verb, Relation::OblAgent, Upos::Noun);
    }
}

/// "won praise", taken for an auxiliary and its verb: that of "won't" is "wo".
fn is_won(a: &Analysis, at: u32) -> bool {
    let t = a.token(at);
    let beside = a.head(at).is_some_and(|h| h > at && h <= at + 3);
    t.relation == Relation::Aux && t.form.eq_ignore_ascii_case("won") && beside
}

/// Makes such a word the verb and what was the verb its object.
fn win(a: &Analysis, won: u32, tokens: &mut [Token]) {
    let Some(prize) = a.head(won) else { return };
    // A root is its own head.
    let (above, relation) = (a.token(prize).head, a.token(prize).relation);
    let head = if above == prize { won } else { above };
    let inner = [Relation::Amod, Relation::Compound, Relation::Det, Relation::Nmod, Relation::NmodPoss];
    for (at, t) in (0..).zip(tokens.iter_mut()) {
        if at == won {
            (t.head, t.relation, t.upos, t.lemma) = (head, relation, Upos::Verb, "win".into());
        } else if at == prize {
            (t.head, t.relation, t.upos) = (won, Relation::Obj, Upos::Noun);
        } else if t.head == prize && !inner.contains(&t.relation) {
            t.head = won;
        }
    }
}

/// "concessions by the bakers' union to the government": to whom a deed is done stands beside its doer, and does not tell of him.
fn past_doer(a: &Analysis, at: u32) -> Option<(u32, Relation)> {
    let under = |t: u32, list: &[&str]| prepositions(a, t).iter().any(|p| list.contains(&&**p));
    let nmod = |t: u32| a.token(t).relation == Relation::Nmod;
    let doer =
        a.head(at).filter(|&h| nmod(at) && h < at && nmod(h) && under(at, &["against", "on", "to"]))?;
    let deed = a.head(doer).filter(|&d| under(doer, &["by"]) && a.token(d).upos == Upos::Noun)?;
    // "an attack by the ambassador to Chad"
    let sent = matches!(&*a.token(doer).lemma, "ambassador" | "envoy" | "representative");
    (!sent).then_some((deed, Relation::Nmod))
}

/// "map the sea bed together with Iceland": with whom something is done, where the tree hangs him on the adverb.
fn past_together(a: &Analysis, at: u32) -> Option<(u32, Relation)> {
    let with = prepositions(a, at).iter().any(|p| p == "with");
    let adverb = a.head(at).filter(|&h| with && matches!(&*a.token(h).lemma, "jointly" | "together"))?;
    let verb = a.head(adverb).filter(|_| a.token(adverb).relation == Relation::Advmod)?;
    (a.token(verb).upos == Upos::Verb).then_some((verb, Relation::Obl))
}

/// "faced questions over the arrests from the Union": from whom something comes, where the tree hangs him on what it is about.
fn past_matter(a: &Analysis, at: u32, acts: &dyn Fn(u32) -> bool) -> Option<(u32, Relation)> {
    let under = |t: u32, list: &[&str]| prepositions(a, t).iter().any(|p| list.contains(&&**p));
    let nmod = |t: u32| a.token(t).relation == Relation::Nmod;
    let matter = a.head(at).filter(|&h| nmod(at) && nmod(h) && h < at && under(at, &["from"]) && acts(at))?;
    let words = a.head(matter).filter(|_| under(matter, &["about", "for", "over"]))?;
    let met = matches!(a.token(words).relation, Relation::Obj | Relation::Obl);
    (met && a.token(words).upos == Upos::Noun).then_some((words, Relation::Nmod))
}

/// "criticism of Chad by Togo": a name has no doer and no adversary; what the tree hangs on it belongs to the word above.
fn past_name(a: &Analysis, at: u32) -> Option<(u32, Relation)> {
    let name = a.head(at).filter(|&h| a.token(at).relation == Relation::Nmod && h < at)?;
    let kind = a.entity_of(name).filter(|_| a.token(name).upos == Upos::Propn)?.kind;
    let state = kind == EntityKind::Location;
    let past = prepositions(a, at).iter().any(|p| match p.as_str() {
        "about" | "against" | "by" => true,
        "for" | "from" | "over" | "to" | "with" => state,
        _ => false,
    });
    let above = a.head(name).filter(|_| past)?;
    match (a.token(above).upos, a.token(name).relation) {
        (Upos::Noun, Relation::Nmod) => Some((above, Relation::Nmod)),
        (Upos::Verb, Relation::Obj | Relation::Obl | Relation::OblAgent) => Some((above, Relation::Obl)),
        _ => None,
    }
}

/// "hand over four villages": a particle between its verb and the object that the tree has for an adverb.
fn is_particle(a: &Analysis, at: u32) -> bool {
    const PARTICLES: &[&str] = &["away", "back", "down", "off", "out", "over", "up"];
    let t = a.token(at);
    let verb = a.head(at).filter(|&h| t.relation == Relation::Advmod && h + 1 == at && t.upos != Upos::Adp);
    let verb = verb.filter(|&v| a.token(v).upos == Upos::Verb && PARTICLES.contains(&&*t.form));
    verb.is_some_and(|v| a.children(at).is_empty() && a.by_relation(v, &[Relation::Obj]).any(|o| o > at))
}

/// "the lawyer Lara Quist's killing of a guard was filmed": the noun that a person named behind his description owns, where the
/// tree has the description and the deed stand beside one another.
fn owned_deed(a: &Analysis, at: u32) -> Option<u32> {
    let head = a.head(at)?;
    let description = a.token(at);
    let next = a.tokens().get(at as usize + 1)?;
    if description.upos != Upos::Noun || next.upos != Upos::Propn {
        return None;
    }
    let mut marks = a.by_relation(at + 1, &[Relation::Case]);
    let mark = marks.find(|&c| matches!(&*a.token(c).form, "'s" | "’s" | "'" | "’"))?;
    let deed = |n: &u32| {
        let t = a.token(*n);
        *n > mark && *n <= mark + 3 && t.upos == Upos::Noun && t.relation == description.relation
    };
    a.children(head).iter().copied().find(deed)
}

/// "were mown down at a water hole by hunters", "the purchase of wheat by Egypt": the doer, where the tree hangs him on what says
/// where, how or what; but "in a statement by the ministry" is the ministry's.
fn past_place(
    a: &Analysis,
    lexicons: &Lexicons,
    at: u32,
    acts: &dyn Fn(u32) -> bool,
) -> Option<(u32, Relation)> {
    // Nouns of deeds by their endings; others stand in the list.
    const DEEDS: &[&str] = &["al", "ance", "cy", "ence", "ing", "ion", "ment", "ry", "ure"];
    let by = prepositions(a, at).iter().any(|p| p == "by");
    let place = a.head(at).filter(|&h| a.token(at).relation == Relation::Nmod && by && h < at && acts(at))?;
    let lemma = &*a.token(place).lemma;
    // "the occupation of the ministry by nurses": a body is no deed, whatever it ends in.
    let made = a.token(place).upos != Upos::Noun
        || lexicons.has("made-nouns", lemma)
        || DEEDS.iter().any(|e| lemma.ends_with(e)) && !acts(place);
    // "the purchase of footballs by Bulgaria"
    let aimed = a.by_relation(place, &[Relation::Nmod]).any(|c| c > at);
    let of = a.token(place).relation == Relation::Nmod
        && prepositions(a, place).iter().any(|p| p == "of")
        && !aimed;
    if let Some(deed) = a.head(place).filter(|&n| of && !made && a.token(n).upos == Upos::Noun) {
        return Some((deed, Relation::Nmod));
    }
    let beside = matches!(a.token(place).relation, Relation::Obl | Relation::Obj);
    let verb = a.head(place).filter(|_| beside && !made)?;
    let passive =
        a.token(verb).has(Feature::VoicePass) && a.by_relation(verb, &[Relation::OblAgent]).next().is_none();
    (passive && verb < place).then_some((verb, Relation::OblAgent))
}

/// The attack that a deadly relative clause is about, where the tree hangs it on what was attacked; whoever bears arms may
/// have killed himself.
fn deadly(a: &Analysis, lexicons: &Lexicons, at: u32) -> Option<u32> {
    let t = a.token(at);
    let attacked = a.head(at).filter(|_| t.relation == Relation::AclRelcl)?;
    let harms = lexicons.has("befalling-verbs", &t.lemma) || lexicons.has("killing-verbs", &t.lemma);
    let active =
        a.by_relation(at, &[Relation::Nsubj]).any(|c| matches!(&*a.token(c).lemma, "that" | "which"));
    let armed = lexicons.has("armed-nouns", &a.token(attacked).lemma);
    if !harms || !active || armed || a.by_relation(at, &[Relation::Obj]).next().is_none() {
        return None;
    }
    let mut above = attacked;
    while let (Relation::Nmod | Relation::NmodPoss | Relation::Conj, Some(head)) =
        (a.token(above).relation, a.head(above))
    {
        above = head;
        let lemma = &a.token(above).lemma;
        if lexicons.has("attack-nouns", lemma) || lexicons.has("strike-nouns", lemma) {
            return Some(above);
        }
    }
    None
}

/// The verb of saying which a plain past verb of speech after a comma goes on from, where the tree joins it to what was
/// said, whose verb is in another tense.
fn resumed(a: &Analysis, at: u32, is_speech: &dyn Fn(&Token) -> bool) -> Option<u32> {
    const JUDGING: &[&str] =
        &["accuse", "blame", "criticise", "criticize", "denounce", "deny", "dismiss", "suggest", "welcome"];
    let is_speech = |t: &Token| is_speech(t) || JUDGING.contains(&&*t.lemma);
    let t = a.token(at);
    let plain = t.relation == Relation::Conj
        && t.upos == Upos::Verb
        && t.has(Feature::VerbFormFin)
        && t.has(Feature::TensePast)
        && is_speech(t)
        && a.by_relation(at, &[Relation::Aux, Relation::AuxPass, Relation::Nsubj]).next().is_none();
    let after_comma = |c: u32| c > 0 && &*a.token(c - 1).form == ",";
    if !plain || !a.by_relation(at, &[Relation::Cc]).any(after_comma) {
        return None;
    }
    let said = a.head(at)?;
    let another = a.by_relation(said, &[Relation::Aux]).next().is_some();
    let above = a.head(said).filter(|_| another && a.token(said).relation == Relation::Ccomp)?;
    is_speech(a.token(above)).then_some(above)
}
