//! Which word of a headline is its verb? Treebanks hold few headlines, and their verbs are read as nouns ("Court jails
//! ex-president") or as what a noun is said to be ("Thousands march in Oslo"). Repairs of trees without a finite verb.

use chancery_model::syntax::{Feature, FeatureSet, Relation, Upos};

use crate::inflection::stems;
use crate::parser::Parsed;

/// Repairs a sentence that looks like a headline; `is_verb` knows verbs by their lemma.
pub(crate) fn repair(words: &mut [Parsed], forms: &[&str], is_verb: impl Fn(&str) -> bool) {
    let ends = forms.last().is_some_and(|f| matches!(*f, "." | "!" | "?" | ":"));
    let Some(root) = words.iter().position(|w| w.head == 0) else { return };
    // What is said of the root is not yet its clause: "Thousands march" was read like "the fear they felt".
    let finite = |w: &Parsed| {
        let said = w.relation == Relation::Acl && w.head == root + 1;
        w.upos == Upos::Aux || w.upos == Upos::Verb && w.feats.has(Feature::VerbFormFin) && !said
    };
    if ends {
        return;
    }
    listed(words, forms);
    two_names(words, forms);
    announced(words, forms);
    crossed(words);
    if words.iter().any(finite) {
        return;
    }
    joined_names(words, forms, root);
    if matches!(words[root].upos, Upos::Noun | Upos::Propn | Upos::Num) {
        let stem = |form: &str| stems(&form.to_lowercase(), Upos::Verb).iter().any(|s| is_verb(s));
        if forms[root].ends_with('s') && stem(forms[root]) {
            third_person(words, root);
        }
        plural(words, forms, root);
        passive(words, forms, root);
    }
    agents(words, forms);
}

/// "Obo, Norwegian minister discuss truce": what no second comma parts from the verb is no apposition to the first.
fn listed(words: &mut [Parsed], forms: &[&str]) {
    for a in 1..words.len() {
        let first = words[a].head.checked_sub(1).filter(|&f| f < a && words[a].relation == Relation::Appos);
        if first.is_none_or(|f| f > 2) {
            continue;
        }
        let inside: Vec<usize> =
            (0..words.len()).filter(|&w| words[w].upos != Upos::Punct && is_below(words, w, a)).collect();
        let (start, end) = (inside.first().copied().unwrap_or(a), inside.last().copied().unwrap_or(a) + 1);
        let comma = start > 0 && forms[start - 1] == ",";
        let verb = words.get(end).is_some_and(|w| {
            matches!(w.upos, Upos::Verb | Upos::Aux) || forms[end].eq_ignore_ascii_case("to")
        });
        if comma && verb {
            words[a].relation = Relation::Conj;
        }
    }
}

/// "Iraq, Jordan sign deal": two names that begin a headline, parted by a comma, right before a verb are its subject.
fn two_names(words: &mut [Parsed], forms: &[&str]) {
    let run = |from: usize| {
        let end = (from..words.len()).find(|&w| words[w].upos != Upos::Propn).unwrap_or(words.len());
        // The word that hangs on none of the others.
        let inside = |w: usize| words[w].head.checked_sub(1).is_some_and(|h| (from..end).contains(&h));
        ((from..end).find(|&w| !inside(w)), end)
    };
    let (Some(first), comma) = run(0) else { return };
    if forms.get(comma) != Some(&",") {
        return;
    }
    let (Some(second), verb) = run(comma + 1) else { return };
    let plain = |w: &Parsed| w.upos == Upos::Verb && !w.feats.has(Feature::VoicePass);
    let bare = words.get(verb).is_some_and(plain) && !forms[verb].ends_with("ing");
    let Some(root) = words.iter().position(|w| w.head == 0).filter(|r| bare && *r <= verb) else { return };
    words[first].head = verb + 1;
    words[first].relation = Relation::Nsubj;
    words[second].head = first + 1;
    words[second].relation = Relation::Conj;
    words[comma].head = second + 1;
    if root != verb {
        (words[verb].head, words[verb].relation) = (0, Relation::Root);
    }
    let has_object = (0..words.len()).any(|o| below(words, verb, o) && words[o].relation == Relation::Obj);
    for (at, word) in words.iter_mut().enumerate().skip(verb + 1) {
        if word.head.checked_sub(1).is_some_and(|h| h < verb) {
            word.head = verb + 1;
            // "exchange fire"
            if at == verb + 1 && word.upos == Upos::Noun && !has_object {
                word.relation = Relation::Obj;
            }
        }
    }
}

/// "Kenya to send police, minister says": who does what is said in "to" and a verb, where name and verb were hung apart on the verb of
/// saying.
fn announced(words: &mut [Parsed], forms: &[&str]) {
    let Some(says) = words.iter().position(|w| w.head == 0 && w.upos == Upos::Verb) else { return };
    let Some(to) =
        (1..says).find(|&t| forms[t].eq_ignore_ascii_case("to") && words[t].relation == Relation::Mark)
    else {
        return;
    };
    let Some(verb) = words[to].head.checked_sub(1).filter(|&v| v > to && v < says) else { return };
    let Some(name) = (0..to).find(|&n| below(words, says, n) && words[n].relation == Relation::Ccomp) else {
        return;
    };
    let clausal =
        matches!(words[verb].relation, Relation::Advcl | Relation::Acl | Relation::Ccomp | Relation::Xcomp);
    let nominal = matches!(words[name].upos, Upos::Noun | Upos::Propn);
    if clausal && nominal && (below(words, says, verb) || below(words, name, verb)) {
        (words[verb].head, words[verb].relation) = (says + 1, Relation::Ccomp);
        (words[name].head, words[name].relation) = (verb + 1, Relation::Nsubj);
    }
}

/// "Russia jails French researcher": a name right before a verb without a subject was hung on the verb's object behind it.
fn crossed(words: &mut [Parsed]) {
    let Some(verb) = words.iter().position(|w| w.head == 0 && w.upos == Upos::Verb) else { return };
    let subject = (0..words.len())
        .any(|s| below(words, verb, s) && matches!(words[s].relation, Relation::Nsubj | Relation::NsubjPass));
    let Some(before) = verb.checked_sub(1).filter(|_| !subject) else { return };
    let object = words[before].head.checked_sub(1).filter(|&o| o > verb && below(words, verb, o));
    let crosses = object.is_some_and(|o| words[o].relation == Relation::Obj);
    if crosses && words[before].upos == Upos::Propn {
        (words[before].head, words[before].relation) = (verb + 1, Relation::Nsubj);
    }
}

fn is_below(words: &[Parsed], word: usize, top: usize) -> bool {
    let up = |&w: &usize| words[w].head.checked_sub(1);
    std::iter::successors(Some(word), up).take(words.len()).any(|w| w == top)
}

/// "Norway, Ghana to reopen crossing": a comma stands for "and".
fn joined_names(words: &mut [Parsed], forms: &[&str], first: usize) {
    let second = first + 2;
    let names = words[first].upos == Upos::Propn && words.get(second).is_some_and(|w| w.upos == Upos::Propn);
    if !names || forms.get(first + 1) != Some(&",") || !below(words, first, second) {
        return;
    }
    let to = |v: usize| {
        let marked = (0..words.len()).any(|m| words[m].head == v + 1 && forms[m].eq_ignore_ascii_case("to"));
        words[v].upos == Upos::Verb && marked && (words[v].head == first + 1 || words[v].head == second + 1)
    };
    if let Some(verb) = (second + 1..words.len()).find(|&v| to(v)) {
        words[second].relation = Relation::Conj;
        (words[verb].head, words[verb].relation) = (first + 1, Relation::Acl);
    }
}

fn below(words: &[Parsed], head: usize, word: usize) -> bool {
    words[word].head == head + 1
}

/// "Peru court jails ex-president": a noun that has an object is a verb, and what stands right before it is its subject.
fn third_person(words: &mut [Parsed], root: usize) {
    let object = (root + 1..words.len()).any(|o| below(words, root, o) && words[o].relation == Relation::Obj);
    let subject = root.checked_sub(1).filter(|&s| {
        let modifies = matches!(words[s].relation, Relation::Compound | Relation::Amod);
        below(words, root, s) && modifies && matches!(words[s].upos, Upos::Noun | Upos::Propn)
    });
    let Some(subject) = subject.filter(|_| object) else { return };
    (words[root].upos, words[root].feats) = (Upos::Verb, FeatureSet::default().with(Feature::VerbFormFin));
    for w in &mut words[..subject] {
        if w.head == root + 1 {
            w.head = subject + 1;
        }
    }
    words[subject].relation = Relation::Nsubj;
    for w in words[root + 1..].iter_mut().filter(|w| w.head == root + 1) {
        match (w.relation, w.upos) {
            (Relation::Nmod, _) => w.relation = Relation::Obl,
            (Relation::Obj, Upos::Adj) => w.upos = Upos::Noun,
            _ => {}
        }
    }
}

/// "Thousands march in Oslo": a plural and the bare form of a verb are a clause.
fn plural(words: &mut [Parsed], forms: &[&str], root: usize) {
    let bare = |v: usize| {
        let form = forms[v].to_lowercase();
        let participle =
            words[v].feats.has(Feature::VerbFormPart) || words[v].feats.has(Feature::VerbFormGer);
        let marked = (0..words.len()).any(|m| words[m].head == v + 1 && words[m].relation == Relation::Mark);
        let other = ["ed", "ing", "en"].iter().any(|e| form.ends_with(e));
        words[v].upos == Upos::Verb && words[v].relation == Relation::Acl && !participle && !marked && !other
    };
    if !words[root].feats.has(Feature::NumberPlur) {
        return;
    }
    let Some(verb) = (root + 1..words.len()).find(|&v| below(words, root, v) && bare(v)) else { return };
    (words[verb].head, words[verb].relation) = (0, Relation::Root);
    words[verb].feats = words[verb].feats.with(Feature::VerbFormFin);
    (words[root].head, words[root].relation) = (verb + 1, Relation::Nsubj);
    for w in &mut words[verb + 1..] {
        if w.head == root + 1 {
            w.head = verb + 1;
        }
    }
}

/// "Court order ignored by Peru": a noun, a participle right after it, and who did it are a clause.
fn passive(words: &mut [Parsed], forms: &[&str], root: usize) {
    let Some(verb) =
        words.get(root + 1).filter(|w| w.head == root + 1 && w.relation == Relation::Acl).map(|_| root + 1)
    else {
        return;
    };
    let participle =
        words[verb].feats.has(Feature::VerbFormPart) && words[verb].feats.has(Feature::VoicePass);
    let other = (verb + 1..words.len()).any(|w| words[w].head == root + 1 && words[w].upos == Upos::Verb);
    let agent = forms[verb + 1..].iter().any(|f| f.eq_ignore_ascii_case("by"));
    if !participle || other || !agent || words[root].head != 0 {
        return;
    }
    (words[verb].head, words[verb].relation) = (0, Relation::Root);
    (words[root].head, words[root].relation) = (verb + 1, Relation::NsubjPass);
    for w in &mut words[verb + 1..] {
        if w.head == root + 1 {
            w.head = verb + 1;
            w.relation = if w.relation == Relation::Nmod { Relation::Obl } else { w.relation };
        }
    }
}

/// "Chad given warning by Mali", "plan rejected by Mali": who did it hangs on the participle, not on a noun beside it.
fn agents(words: &mut [Parsed], forms: &[&str]) {
    let Some(verb) = words.iter().position(|w| w.head == 0 && w.upos == Upos::Verb) else { return };
    let passive = (0..verb).any(|s| below(words, verb, s) && words[s].relation == Relation::NsubjPass);
    let known = (verb..words.len()).any(|w| words[w].relation == Relation::OblAgent);
    if !passive || known {
        return;
    }
    let by = |w: usize| (verb..w).any(|c| forms[c].eq_ignore_ascii_case("by") && below(words, w, c));
    let beside = |w: usize| {
        let governor = words[w].head.checked_sub(1);
        let argument = |g: usize| {
            below(words, verb, g)
                && matches!(words[g].relation, Relation::Obj | Relation::NsubjPass | Relation::Xcomp)
        };
        words[w].relation == Relation::Nmod && governor.is_some_and(argument)
            || words[w].relation == Relation::Obl && governor == Some(verb)
    };
    if let Some(agent) = (verb + 1..words.len()).find(|&w| by(w) && beside(w)) {
        (words[agent].head, words[agent].relation) = (verb + 1, Relation::OblAgent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Tag;

    /// Rows of `form UPOS head relation features`.
    fn repaired(rows: &str) -> String {
        let cells: Vec<Vec<&str>> = rows.lines().map(|l| l.split_whitespace().collect()).collect();
        let forms: Vec<&str> = cells.iter().map(|c| c[0]).collect();
        let word = |c: &Vec<&str>| Parsed {
            upos: Upos::parse(c[1]).unwrap(),
            feats: FeatureSet::parse(c.get(4).copied().unwrap_or("_")),
            lemma: String::new(),
            head: c[2].parse().unwrap(),
            relation: Relation::parse(c[3]).unwrap(),
            tag: Tag::Outside,
        };
        let mut words: Vec<Parsed> = cells.iter().map(word).collect();
        repair(&mut words, &forms, |lemma| ["jail", "march", "raid"].contains(&lemma));
        let row = |w: &Parsed| format!("{}:{}", w.head, w.relation.as_str());
        words.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_noun_with_an_object_is_the_verb_of_a_headline() {
        let jails =
            "Peru PROPN 2 compound\ncourt NOUN 3 compound\njails NOUN 0 root Number=Plur\nrebel NOUN 3 obj";
        assert_eq!(repaired(jails), "2:compound 3:nsubj 0:root 3:obj");
        // "Police raids in Peru" are raids.
        let raids = "Police NOUN 2 compound\nraids NOUN 0 root Number=Plur\nin ADP 4 case\nPeru PROPN 2 nmod";
        assert_eq!(repaired(raids), "2:compound 0:root 4:case 2:nmod");
    }

    #[test]
    fn a_plural_and_a_bare_verb_are_a_clause() {
        let march = "Thousands NOUN 0 root Number=Plur\nmarch VERB 1 acl VerbForm=Fin\nin ADP 4 case\nOslo PROPN 2 obl";
        assert_eq!(repaired(march), "2:nsubj 0:root 4:case 2:obl");
        let held = "Soldiers NOUN 0 root Number=Plur\nheld VERB 1 acl VerbForm=Part\nin ADP 4 case\nOslo PROPN 2 obl";
        assert_eq!(repaired(held), "0:root 1:acl 4:case 2:obl");
        let told = "Thousands NOUN 0 root Number=Plur\nmarch VERB 1 acl\n. PUNCT 1 punct";
        assert_eq!(repaired(told), "0:root 1:acl 1:punct");
    }

    #[test]
    fn a_participle_with_a_doer_is_a_clause() {
        let ignored = "Order NOUN 0 root\nignored VERB 1 acl Tense=Past|VerbForm=Part|Voice=Pass\nby ADP 4 case\nPeru PROPN 2 obl:agent";
        assert_eq!(repaired(ignored), "2:nsubj:pass 0:root 4:case 2:obl:agent");
        let given = "Chad PROPN 0 root\ngiven VERB 1 acl Tense=Past|VerbForm=Part|Voice=Pass\nwarning NOUN 2 obj\nby ADP 5 case\nMali PROPN 3 nmod";
        assert_eq!(repaired(given), "2:nsubj:pass 0:root 2:obj 5:case 2:obl:agent");
        // "A letter written in Peru" is a letter.
        let written = ignored.replace("by ADP", "in ADP").replace("obl:agent", "obl");
        assert_eq!(repaired(&written), "0:root 1:acl 4:case 2:obl");
    }

    #[test]
    fn an_apposition_ends_with_a_comma() {
        let discuss = "Obo PROPN 5 nsubj\n, PUNCT 4 punct\nNorwegian ADJ 4 amod\nminister NOUN 1 appos\ndiscuss VERB 0 root VerbForm=Fin";
        assert_eq!(repaired(discuss), "5:nsubj 4:punct 4:amod 1:conj 0:root");
        let told = discuss
            .replace("discuss VERB 0", ", PUNCT 4 punct\ndiscusses VERB 0")
            .replace("Obo PROPN 5", "Obo PROPN 6");
        assert_eq!(repaired(&told), "6:nsubj 4:punct 4:amod 1:appos 4:punct 0:root");
    }

    #[test]
    fn a_comma_between_names_stands_for_and() {
        let meet = "Norway PROPN 0 root\n, PUNCT 1 punct\nGhana PROPN 1 parataxis\nto PART 5 mark\nmeet VERB 3 parataxis";
        assert_eq!(repaired(meet), "0:root 1:punct 1:conj 5:mark 1:acl");
    }

    #[test]
    fn two_names_before_a_verb_are_its_subject() {
        let sign =
            "Iraq PROPN 0 root\n, PUNCT 3 punct\nJordan PROPN 1 conj\nsign VERB 1 parataxis\ndeal NOUN 4 obj";
        assert_eq!(repaired(sign), "4:nsubj 3:punct 1:conj 0:root 4:obj");
        let fire = "China PROPN 0 root\n, PUNCT 3 punct\nVietnam PROPN 4 compound\nexchange VERB 1 parataxis\nfire NOUN 1 parataxis";
        assert_eq!(repaired(fire), "4:nsubj 3:punct 1:conj 0:root 4:obj");
        let accused = "Iraq PROPN 0 root\n, PUNCT 3 punct\nJordan PROPN 1 conj\naccused VERB 1 acl VerbForm=Part|Voice=Pass";
        assert_eq!(repaired(accused), "0:root 3:punct 1:conj 1:acl");
    }

    #[test]
    fn who_is_to_do_it_is_its_subject_before_a_verb_of_saying() {
        let send = "Kenya PROPN 7 ccomp\nto PART 3 mark\nsend VERB 1 acl VerbForm=Inf\npolice NOUN 3 obj\n, PUNCT 1 punct\nminister NOUN 7 nsubj\nsays VERB 0 root";
        assert_eq!(repaired(send), "3:nsubj 3:mark 7:ccomp 3:obj 1:punct 7:nsubj 0:root");
    }

    #[test]
    fn a_name_before_a_verb_is_no_part_of_its_object() {
        let jails = "Russia PROPN 4 compound\njails VERB 0 root\nFrench ADJ 4 amod\nresearcher NOUN 2 obj";
        assert_eq!(repaired(jails), "2:nsubj 0:root 4:amod 2:obj");
    }
}
