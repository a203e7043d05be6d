//! What can no tree be? Repairs of what the scores of arcs and relations give: relations that the features belie,
//! introducing words hung on descriptions, joined words taken for appositions, a name in two.

use chancery_model::syntax::{Feature, FeatureSet, Relation, Upos};

use crate::parser::Parsed;

/// Relations that the features of their verb belie: "gunmen kidnapped and killed eleven people" has no passive
/// subject, for its verb is finite, has no auxiliary, and has an object, which is also that of a verb joined to it.
pub(crate) fn agree(heads: &[usize], relations: &mut [Relation], feats: &[FeatureSet]) {
    let has = |verb: usize, relation: Relation, relations: &[Relation]| {
        heads.iter().zip(relations).any(|(&h, &r)| h == verb + 1 && r == relation)
    };
    for i in 0..heads.len() {
        let Some(verb) = heads[i].checked_sub(1).filter(|_| relations[i] == Relation::NsubjPass) else {
            continue;
        };
        let joined = || {
            let subjects = [Relation::Nsubj, Relation::NsubjPass];
            (0..heads.len()).any(|c| {
                heads[c] == verb + 1
                    && relations[c] == Relation::Conj
                    && has(c, Relation::Obj, relations)
                    && !subjects.iter().any(|&r| has(c, r, relations))
            })
        };
        let finite = feats[verb].has(Feature::VerbFormFin) && !has(verb, Relation::AuxPass, relations);
        if finite && (has(verb, Relation::Obj, relations) || joined()) {
            relations[i] = Relation::Nsubj;
        }
    }
}

/// "Kenya condemned the killing of herders by troops": a finite verb with a subject and an object, and without an auxiliary of the
/// passive, is done by its subject; whose deed "by" tells is that of the object.
pub(crate) fn doers(heads: &mut [usize], relations: &mut [Relation], feats: &[FeatureSet]) {
    for i in 0..heads.len() {
        let verb = heads[i].checked_sub(1).filter(|&v| v < i && relations[i] == Relation::OblAgent);
        let Some(verb) = verb.filter(|&v| feats[v].has(Feature::VerbFormFin)) else { continue };
        let has = |wanted: Relation| (0..heads.len()).any(|c| heads[c] == verb + 1 && relations[c] == wanted);
        let object = (verb + 1..i).rev().find(|&c| heads[c] == verb + 1 && relations[c] == Relation::Obj);
        // "(Was) refused entry by the guards" keeps its object; "the killing of herders" has one of its own.
        let own = |o: usize| (o + 1..i).any(|c| heads[c] == o + 1 && relations[c] == Relation::Nmod);
        if let Some(object) = object.filter(|&o| own(o) && has(Relation::Nsubj) && !has(Relation::AuxPass)) {
            (heads[i], relations[i]) = (object + 1, Relation::Nmod);
        }
    }
}

/// "The delegation called on the mayor": a participle with a subject of its own, which is no passive one, and without any
/// auxiliary, is a past tense (both are spelt "called").
pub(crate) fn tense(heads: &[usize], relations: &[Relation], feats: &mut [FeatureSet]) {
    let helps = [Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::NsubjPass];
    for v in 0..heads.len() {
        let passive = feats[v].has(Feature::VerbFormPart) && feats[v].has(Feature::VoicePass);
        let below = |wanted: &[Relation]| {
            (0..heads.len()).any(|c| heads[c] == v + 1 && wanted.contains(&relations[c]))
        };
        if passive && relations[v] == Relation::Root && below(&[Relation::Nsubj]) && !below(&helps) {
            let other = |f: &Feature| !matches!(f, Feature::VerbFormPart | Feature::VoicePass);
            feats[v] = feats[v].iter().filter(other).collect::<FeatureSet>().with(Feature::VerbFormFin);
        }
    }
}

/// "with Kenyan defence chief Obo": what introduces a phrase hangs on its name, never on the description before it
/// (UD's guidelines; the training trees have no other).
pub(crate) fn lift(heads: &mut [usize], relations: &[Relation]) {
    for i in 0..heads.len() {
        if !matches!(relations[i], Relation::Case | Relation::Det | Relation::Mark | Relation::Cc) {
            continue;
        }
        while let Some(description) = heads[i].checked_sub(1).filter(|&h| h > i) {
            let name = heads[description];
            if relations[description] != Relation::NmodDesc || name <= heads[i] {
                break;
            }
            heads[i] = name;
        }
    }
}

/// "the top diplomat and Minister Obo": whatever "and" introduces is joined, and is no apposition to what goes before.
pub(crate) fn join(heads: &[usize], relations: &mut [Relation]) {
    for i in 0..heads.len() {
        let Some(joined) = heads[i].checked_sub(1).filter(|&h| h > i && relations[i] == Relation::Cc) else {
            continue;
        };
        if relations[joined] == Relation::Appos && (1..=i).contains(&heads[joined]) {
            relations[joined] = Relation::Conj;
        }
    }
}

/// "WHO urges Chad to act": a pronoun in capitals among words in small letters is a name.
pub(crate) fn acronyms(words: &mut [Parsed], forms: &[&str]) {
    let small = forms.iter().any(|f| f.len() > 1 && f.chars().all(char::is_lowercase));
    for (word, form) in words.iter_mut().zip(forms) {
        if small && *form == "WHO" && word.upos == Upos::Pron {
            (word.upos, word.feats) = (Upos::Propn, FeatureSet::default());
        }
    }
}

/// Relations in which a name stands to the word above it.
const PARTS: [Relation; 7] = [
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Obj,
    Relation::Iobj,
    Relation::Obl,
    Relation::Nmod,
    Relation::NmodPoss,
];

/// "[Ada] [Maria Quist] said": the words of one person's name that stand side by side under the same word
/// in the same relation are one name, of which the first heads the rest (UD's guidelines for names).
/// `inside` tells which words go on with a person's name.
pub(crate) fn unite(heads: &mut [usize], relations: &mut [Relation], inside: &[bool]) {
    for i in 1..heads.len() {
        let first = (0..i).rfind(|&f| !inside[f]).unwrap_or(0);
        let top = (first..i).find(|&f| heads[f] == heads[i] && relations[f] == relations[i]);
        // Side by side: nothing but the name's own words between.
        let near = |&f: &usize| (f + 1..i).all(|w| heads[w] == f + 1 && relations[w] == Relation::Flat);
        let parts = inside[i] && PARTS.contains(&relations[i]);
        let Some(top) = top.filter(|f| parts && near(f)) else { continue };
        (heads[i], relations[i]) = (top + 1, Relation::Flat);
        // What followed the second word as its own follows the name.
        for h in &mut *heads {
            if *h == i + 1 {
                *h = top + 1;
            }
        }
    }
}

/// "One had been beaten, a doctor said": a second subject of what is said, right behind it, belongs to the verb of saying that has none.
pub(crate) fn teller(heads: &mut [usize], relations: &mut [Relation]) {
    let subject = |r: Relation| matches!(r, Relation::Nsubj | Relation::NsubjPass);
    for s in 0..heads.len() {
        let Some(told) = heads[s].checked_sub(1).filter(|&t| t < s && subject(relations[s])) else {
            continue;
        };
        let says = heads[told].checked_sub(1).filter(|&v| v > s && relations[told] == Relation::Ccomp);
        let Some(says) = says else { continue };
        let below = |i: usize, verb: usize| heads[i] == verb + 1 && subject(relations[i]);
        if (0..told).any(|i| below(i, told)) && !(0..heads.len()).any(|i| below(i, says)) {
            (heads[s], relations[s]) = (says + 1, Relation::Nsubj);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_subject_before_a_verb_of_saying_is_its_own() {
        // "One was beaten, doctors said."
        let mut heads = [3, 3, 6, 3, 3, 0];
        let mut relations = [
            Relation::NsubjPass,
            Relation::AuxPass,
            Relation::Ccomp,
            Relation::Punct,
            Relation::NsubjPass,
            Relation::Root,
        ];
        teller(&mut heads, &mut relations);
        assert_eq!((heads[4], relations[4]), (6, Relation::Nsubj));
        assert_eq!((heads[0], relations[0]), (3, Relation::NsubjPass));
    }

    #[test]
    fn a_passive_subject_of_a_finite_verb_with_an_object_is_none() {
        let feats = |verb: &str| ["_", verb, "_", "_"].map(FeatureSet::parse);
        let agreed = |verb: &str, third: Relation| {
            let mut relations = [Relation::NsubjPass, Relation::Root, third, Relation::Punct];
            agree(&[2, 0, 2, 2], &mut relations, &feats(verb));
            relations[0]
        };
        // "Gunmen kidnapped eleven", "gunmen kidnapped yesterday", "gunmen killed" as headlines have it.
        assert_eq!(agreed("Mood=Ind|VerbForm=Fin", Relation::Obj), Relation::Nsubj);
        assert_eq!(agreed("Mood=Ind|VerbForm=Fin", Relation::Advmod), Relation::NsubjPass);
        assert_eq!(agreed("VerbForm=Part", Relation::Obj), Relation::NsubjPass);
        let mut relations =
            [Relation::NsubjPass, Relation::Root, Relation::Cc, Relation::Conj, Relation::Obj];
        let feats = ["_", "VerbForm=Fin", "_", "VerbForm=Fin", "_"].map(FeatureSet::parse);
        agree(&[2, 0, 4, 2, 4], &mut relations, &feats);
        assert_eq!(relations[0], Relation::Nsubj);
    }

    #[test]
    fn who_is_told_by_by_did_the_object_of_an_active_verb() {
        let told = |verb: &str, first: Relation| {
            // "Chad condemned killings (of) herders (by) troops", "Chad was condemned …"
            let feats = ["_", verb, "_", "_", "_"].map(FeatureSet::parse);
            let mut heads = [2, 0, 2, 3, 2];
            let mut relations = [first, Relation::Root, Relation::Obj, Relation::Nmod, Relation::OblAgent];
            doers(&mut heads, &mut relations, &feats);
            (heads[4], relations[4])
        };
        assert_eq!(told("VerbForm=Fin", Relation::Nsubj), (3, Relation::Nmod));
        assert_eq!(told("VerbForm=Part", Relation::Nsubj), (2, Relation::OblAgent));
        assert_eq!(told("VerbForm=Fin", Relation::NsubjPass), (2, Relation::OblAgent));
        assert_eq!(told("VerbForm=Fin", Relation::AuxPass), (2, Relation::OblAgent));
    }

    #[test]
    fn a_pronoun_in_capitals_is_a_name() {
        let told = |rest: &str| {
            let word = |upos| Parsed {
                upos,
                feats: FeatureSet::default(),
                lemma: String::new(),
                head: 0,
                relation: Relation::Root,
                tag: crate::names::Tag::Outside,
            };
            let mut words = [word(Upos::Pron), word(Upos::Verb)];
            acronyms(&mut words, &["WHO", rest]);
            words[0].upos
        };
        assert_eq!(told("urges"), Upos::Propn);
        assert_eq!(told("URGES"), Upos::Pron);
    }

    #[test]
    fn a_participle_with_a_subject_is_a_past_tense() {
        let called = FeatureSet::parse("Tense=Past|VerbForm=Part|Voice=Pass");
        let mut feats = [FeatureSet::default(), called];
        tense(&[2, 0], &[Relation::Nsubj, Relation::Root], &mut feats);
        assert_eq!(feats[1], FeatureSet::parse("Tense=Past|VerbForm=Fin"));
        // "Envoys called home" has a passive subject.
        let mut feats = [FeatureSet::default(), called];
        tense(&[2, 0], &[Relation::NsubjPass, Relation::Root], &mut feats);
        assert_eq!(feats[1], called);
    }

    #[test]
    fn what_introduces_a_phrase_hangs_on_its_name() {
        // "(spoke) with Kenyan defence chief General Obo": "with" stood on "chief".
        let relations = [
            Relation::Root,
            Relation::Case,
            Relation::Amod,
            Relation::Compound,
            Relation::NmodDesc,
            Relation::NmodDesc,
            Relation::Obl,
        ];
        let mut heads = [0, 5, 5, 5, 7, 7, 1];
        lift(&mut heads, &relations);
        assert_eq!(heads, [0, 7, 5, 5, 7, 7, 1]);
        // A description after its name keeps what is its own.
        let after = [Relation::Root, Relation::Case, Relation::NmodDesc];
        let mut heads = [0, 3, 1];
        lift(&mut heads, &after);
        assert_eq!(heads, [0, 3, 1]);
    }

    #[test]
    fn what_and_introduces_is_no_apposition() {
        // "diplomat and (Minister) Obo": "Obo" stood as an apposition to "diplomat".
        let mut relations = [Relation::Root, Relation::Cc, Relation::Appos];
        join(&[0, 3, 1], &mut relations);
        assert_eq!(relations[2], Relation::Conj);
        let mut relations = [Relation::Root, Relation::Punct, Relation::Appos];
        join(&[0, 3, 1], &mut relations);
        assert_eq!(relations[2], Relation::Appos);
    }

    #[test]
    fn a_persons_name_is_one() {
        // "(said) Ada Maria Quist": "Maria" was a second subject, which headed "Quist".
        let mut relations = [Relation::Root, Relation::Nsubj, Relation::Nsubj, Relation::Flat, Relation::Obj];
        let mut heads = [0, 1, 1, 3, 1];
        unite(&mut heads, &mut relations, &[false, false, true, true, false]);
        assert_eq!(heads, [0, 1, 2, 2, 1]);
        assert_eq!(relations[2], Relation::Flat);
        // "Minister of State Ada": her title is not her name.
        let mut heads = [2, 0, 2, 3, 2];
        let (name, of) = (Relation::Obl, Relation::Case);
        let mut relations = [of, Relation::Root, name, Relation::Nmod, name];
        unite(&mut heads, &mut relations, &[false, false, false, true, true]);
        assert_eq!(heads, [2, 0, 2, 3, 2]);
        // Two names are two.
        let mut heads = [0, 1, 1];
        let mut relations = [Relation::Root, Relation::Nsubj, Relation::Nsubj];
        unite(&mut heads, &mut relations, &[false, false, false]);
        assert_eq!(heads, [0, 1, 1]);
    }
}
