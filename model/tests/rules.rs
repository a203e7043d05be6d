//! Do patterns match as the manual says, and does the loader tell an author what is wrong?

mod trees;

use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::pattern::{Lexicons, Pattern};
use chancery_model::rules::check::{self, Example};
use chancery_model::rules::{Fires, RuleSet};
use trees::{token, tree};

fn lexicons() -> Lexicons {
    Lexicons::from_files(&[("lexicon/arms.txt", "# what shoots\nhowitzer\nmortar round\n")])
}

fn meeting() -> Analysis {
    tree(
        "Quist Quist PROPN 2 nsubj PER
         met meet VERB 0 root Tense=Past VerbForm=Fin
         Brandt Brandt PROPN 2 obj PER
         and and CCONJ 5 cc
         Omar Omar PROPN 3 conj PER
         in in ADP 7 case
         Orva Orva PROPN 2 obl LOC",
    )
}

/// Role and forms of what a pattern captures at a token; `None` where it does not hold.
fn captured(a: &Analysis, pattern: &str, form: &str) -> Option<String> {
    let pattern = Pattern::parse(pattern, &lexicons()).unwrap_or_else(|p| panic!("{p}"));
    let is_actor = |t: u32| a.entity_of(t).is_some();
    let captures = pattern.at(a, token(a, form), &is_actor)?;
    let roles = captures.iter().map(|(name, tokens)| {
        let forms: Vec<_> = tokens.iter().map(|&t| &*a.token(t).form).collect();
        format!("{name}={}", forms.join(","))
    });
    Some(roles.collect::<Vec<_>>().join(" "))
}

#[test]
fn roles_are_captured_with_their_conjuncts() {
    let pattern = "event: lemma=meet|confer upos=VERB voice=active negated=no
        event >subject actor
        event >any:with|object recipient   # either way
        event >obl:in place ?
        recipient: entity=PER|ORG actor=yes
        event !>obl:against";
    assert_eq!(
        captured(&meeting(), pattern, "met").as_deref(),
        Some("actor=Quist event=met place=Orva recipient=Brandt,Omar")
    );
    assert_eq!(captured(&meeting(), pattern, "Orva"), None);
}

#[test]
fn an_optional_role_may_be_missing_and_a_required_one_not() {
    let a = meeting();
    assert_eq!(captured(&a, "e: lemma=meet\ne >obl:on day ?", "met").as_deref(), Some("e=met"));
    assert_eq!(captured(&a, "e: lemma=meet\ne >obl:on day", "met"), None);
}

#[test]
fn an_absence_forbids_only_what_its_name_describes() {
    let a = meeting();
    let absent = |who: &str| captured(&a, &format!("e: lemma=meet\ne !>object x\nx: lemma={who}"), "met");
    assert_eq!(absent("omar"), None);
    assert_eq!(absent("lind").as_deref(), Some("e=met"));
}

#[test]
fn edges_go_up_by_deep_roles_and_raw_relations() {
    let a = meeting();
    assert_eq!(captured(&a, "x: lemma=omar\nx <object e", "Omar").as_deref(), Some("e=met x=Omar"));
    assert_eq!(captured(&a, "x: lemma=omar\nx <obj e", "Omar"), None, "in the tree Omar is a conjunct");
    assert_eq!(captured(&a, "x: lemma=omar\nx << e\ne: upos=VERB", "Omar").as_deref(), Some("e=met x=Omar"));
    assert_eq!(captured(&a, "e: lemma=meet\ne >> x\nx: upos=ADP", "met").as_deref(), Some("e=met x=in"));
}

#[test]
fn a_chain_of_edges_keeps_only_tokens_that_meet_all_of_it() {
    let a = meeting();
    let pattern = "e: lemma=meet\ne >object who\nwho >cc link";
    assert_eq!(captured(&a, pattern, "met").as_deref(), Some("e=met link=and who=Omar"));
}

#[test]
fn lexicons_list_lemmas_forms_and_whole_names() {
    let a = tree(
        "Mortar Mortar PROPN 2 compound MISC
         Round Round PROPN 3 nsubj I-MISC
         met meet VERB 0 root
         howitzers howitzer NOUN 3 obj",
    );
    assert_eq!(captured(&a, "x: in(arms)", "howitzers").as_deref(), Some("x=howitzers"));
    assert_eq!(captured(&a, "x: in(arms)", "Round").as_deref(), Some("x=Round"));
    assert_eq!(captured(&a, "x: in(arms)", "Mortar"), None);
    assert_eq!(captured(&a, "x: !in(arms) upos=NOUN", "howitzers"), None);
}

#[test]
fn a_pattern_error_names_line_and_remedy() {
    for (source, line, what, remedy) in [
        ("", 1, "no node", "start with a node line"),
        ("e: lemma=meet\ne >agent x", 2, "`agent` is no role", "use subject, object"),
        ("e: lema=meet", 1, "`lema` is no constraint", "lemma, form"),
        ("e: upos=Verb", 1, "`Verb` is no value", "VERB"),
        ("e: negated=maybe", 1, "`maybe` is no value", "yes or no"),
        ("e: lemma=meet|", 1, "an empty value", "key=one"),
        ("e: in(guns)", 1, "no lexicon `guns`", "[arms]"),
        ("e: in(arms", 1, "no closing parenthesis", "in(name)"),
        ("e: lemma=meet\n\nx: upos=NOUN", 3, "no edge leads to `x`", "e >subject x"),
        ("e: lemma=meet\nx >subject y", 2, "`x` is not captured yet", "above this line"),
        ("e: lemma=meet\ne >subject x\ne >object x", 3, "captured twice", "join the ways"),
        ("e: lemma=meet\ne >subject", 2, "leads nowhere", "name the node"),
        ("e: lemma=meet\ne !>subject x ?", 2, "cannot be optional", "leave out"),
        ("e: lemma=meet\ne: upos=VERB", 2, "described twice", "one line"),
        ("E: lemma=meet", 1, "`E` is no name", "small letters"),
        ("e: lemma=meet\ne = subject x", 2, "`=` is no edge", "from >role target"),
        ("e: lemma=meet\ne >subject a b", 2, "too many words", "from >role target"),
        ("meet", 1, "neither a node nor an edge", "meet: constraints"),
    ] {
        let problem = Pattern::parse(source, &lexicons()).unwrap_err();
        assert_eq!(problem.line, line, "{source:?}: {problem}");
        assert!(problem.what.contains(what), "{source:?}: {problem}");
        assert!(problem.remedy.contains(remedy), "{source:?}: {problem}");
    }
}

const GOOD: &str = r#"meaning = "One meets another."
codebook = "PLOVER 2.0, CONSULT"

[[pattern]]
match = """
event: lemma=meet upos=VERB
event >subject actor
event >object recipient
recipient: actor=yes
"""
code = { type = "CONSULT" }

[[fires]]
text = "Quist met Brandt and Omar in Orva."
expect = [{ event = "met", actor = "Lara Quist", recipient = "Omar; Brandt" }]

[[fires]]
text = "Quist met Omar."
expect = [{ event = "met" }]

[[silent]]
text = "The plan met criticism."

[[silent]]
text = "The court meets on Friday."
"#;

fn load(content: &str) -> Result<RuleSet, chancery_model::rules::Error> {
    RuleSet::load(&[("stages/5-events/rules/consult/meet.toml", content)], &lexicons())
}

#[test]
fn a_good_file_is_loaded_whole() {
    let rules = load(GOOD).unwrap();
    let rule = rules.rule(0).unwrap();
    assert_eq!(rule.id, "consult/meet");
    assert_eq!((rule.fires.len(), rule.silent.len(), rule.patterns.len()), (2, 2, 1));
    assert_eq!(rule.patterns[0].line, 6);
    assert_eq!(rule.patterns[0].code.get("type").and_then(|t| t.as_str()), Some("CONSULT"));
    assert_eq!(rule.patterns[0].pattern.roles(), ["event", "recipient", "actor"]);
}

#[test]
fn a_bad_file_is_refused_with_path_line_and_remedy() {
    for (from, to, line, what) in [
        ("upos=VERB", "upos=VERBS", 6, "`VERBS` is no value"),
        ("event >subject actor", "event >subjekt actor", 7, "`subjekt` is no role"),
        ("recipient: actor=yes", "recipient: aktor=yes", 9, "`aktor` is no constraint"),
        ("One meets another.", " ", 1, "`meaning` is empty"),
        ("code = {", "kode = {", 11, "unknown field `kode`"),
        ("[[silent]]\ntext = \"The plan met criticism.\"", "", 1, "1 `[[silent]]`"),
        ("actor = \"Lara Quist\"", "target = \"Lara Quist\"", 14, "no pattern captures `target`"),
        ("The plan met criticism.", "", 22, "the example is empty"),
        ("[{ event = \"met\" }]", "[]", 18, "expects nothing"),
        ("meaning = ", "meaning ", 1, ""),
    ] {
        let error = load(&GOOD.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error.path, "stages/5-events/rules/consult/meet.toml");
        assert_eq!(error.line, line, "{error}");
        assert!(error.what.contains(what), "{error}");
        assert!(error.to_string().contains("help: "), "{error}");
    }
}

#[test]
fn a_pattern_may_stand_in_one_place_only() {
    let files = [("rules/a/one.toml", GOOD), ("rules/a/two.toml", GOOD)];
    let error = RuleSet::load(&files, &lexicons()).unwrap_err();
    assert_eq!((error.path.as_str(), error.line), ("rules/a/two.toml", 6));
    assert!(error.what.contains("rules/a/one.toml:6"), "{error}");
}

#[test]
fn matches_come_in_text_order_and_then_in_the_order_of_files() {
    let other = GOOD.replace("event >object recipient", "event >object|any:with recipient");
    let files = [("rules/a/one.toml", GOOD), ("rules/a/two.toml", other.as_str())];
    let rules = RuleSet::load(&files, &lexicons()).unwrap();
    let a = tree(
        "Quist Quist PROPN 2 nsubj PER
         met meet VERB 0 root
         Brandt Brandt PROPN 2 obj PER

         Lind Lind PROPN 2 nsubj PER
         met meet VERB 0 root
         Omar Omar PROPN 2 obj PER",
    );
    let found = rules.find(&a, &|t| a.entity_of(t).is_some());
    let order: Vec<_> = found.iter().map(|m| (m.anchor, m.rule, m.pattern)).collect();
    assert_eq!(order, [(1, 0, 0), (1, 1, 0), (4, 0, 0), (4, 1, 0)]);
    assert_eq!(found[0].get("recipient"), [2]);
    assert!(found[0].get("nobody").is_empty());
}

#[test]
fn only_what_is_required_must_stand_in_the_sentence() {
    let a = tree(
        "Quist Quist PROPN 2 nsubj PER
         met meet VERB 0 root
         Brandt Brandt PROPN 2 obj PER

         Lind Lind PROPN 2 nsubj PER
         met meet VERB 0 root
         Omar Omar PROPN 2 obj PER
         early early ADV 2 advmod",
    );
    for (more, anchors) in [
        ("recipient: lemma=omar", &[4][..]),
        ("recipient: lemma!=omar", &[1]),
        ("recipient: lemma=lind", &[]),
        ("recipient: form=brandt|omar", &[1, 4]),
        ("recipient: in(arms)", &[]),
        ("event >advmod when\nwhen: lemma=early", &[4]),
        ("event >advmod when ?\nwhen: lemma=early", &[1, 4]),
        ("event >advmod when ?\nwhen: lemma=late", &[1, 4]),
        ("event !>advmod when\nwhen: lemma=early", &[1]),
        ("event !>advmod when\nwhen: lemma=late", &[1, 4]),
        ("event !>advmod when\nwhen >advmod how\nhow: lemma=very", &[1, 4]),
    ] {
        let rules = load(&GOOD.replace("recipient: actor=yes", more)).unwrap();
        let found: Vec<u32> = rules.find(&a, &|_| true).iter().map(|m| m.anchor).collect();
        assert_eq!(found, anchors, "{more}");
    }
}

#[test]
fn examples_are_kept_or_the_failure_helps() {
    let rules = load(GOOD).unwrap();
    let a = meeting();
    let matches = rules.find(&a, &|t| a.entity_of(t).is_some());
    let fires = &rules.rule(0).unwrap().fires[0];
    check::example(&rules, 0, Example::Fires(fires), &a, &matches).unwrap();
    let wrong = |role: &str, words: &str| {
        let expect = vec![BTreeMap::from([(role.to_owned(), words.to_owned())])];
        let fires = Fires { text: "Quist met Brandt and Omar in Orva.".into(), expect };
        check::example(&rules, 0, Example::Fires(&fires), &a, &matches).unwrap_err().to_string()
    };
    for (role, words) in [("recipient", "Brandt"), ("recipient", "Brandt; Omar; Lind"), ("actor", "")] {
        let failure = wrong(role, words);
        assert!(failure.contains("recipient=Brandt; Omar") && failure.contains("help: "), "{failure}");
    }
    let silent = check::example(&rules, 0, Example::Silent("Quist met."), &a, &matches).unwrap_err();
    assert!(silent.to_string().contains("must stay silent"), "{silent}");
    check::example(&rules, 0, Example::Silent("Quist met."), &a, &[]).unwrap();
}
