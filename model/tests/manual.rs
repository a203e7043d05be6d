//! Is the manual of the pattern language true? Its patterns compile, its rule file does what it says.

mod trees;

use chancery_model::analysis::Analysis;
use chancery_model::pattern::{Lexicons, Pattern};
use chancery_model::rules::{Match, RuleSet, check};
use trees::tree;

const MANUAL: &str = include_str!("../../docs/manual/pattern-language.md");

/// The fenced blocks of a kind, with the line where each starts.
fn fences(kind: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(MANUAL.lines()) {
        match line.strip_prefix("```") {
            Some(info) => {
                inside = !inside && info == kind;
                if inside {
                    out.push((number + 1, String::new()));
                }
            }
            None if inside => {
                if let Some((_, block)) = out.last_mut() {
                    block.push_str(line);
                    block.push('\n');
                }
            }
            None => {}
        }
    }
    out
}

fn lexicons() -> Lexicons {
    Lexicons::new([("trades", vec!["baker", "miller", "smith"])])
}

/// The trees of the sentences that the manual's rule file gives as examples.
fn analyse(text: &str) -> Analysis {
    tree(match text {
        "Police arrested Omar and Lind." => {
            "Police police NOUN 2 nsubj
             arrested arrest VERB 0 root Tense=Past VerbForm=Fin
             Omar Omar PROPN 2 obj PER
             and and CCONJ 5 cc
             Lind Lind PROPN 3 conj PER
             . . PUNCT 2 punct"
        }
        "Lind condemned the arrest of Omar." => {
            "Lind Lind PROPN 2 nsubj PER
             condemned condemn VERB 0 root Tense=Past VerbForm=Fin
             the the DET 4 det
             arrest arrest NOUN 2 obj
             of of ADP 6 case
             Omar Omar PROPN 4 nmod PER
             . . PUNCT 2 punct"
        }
        "The bank arrested the slide." => {
            "The the DET 2 det
             bank bank NOUN 3 nsubj
             arrested arrest VERB 0 root Tense=Past VerbForm=Fin
             the the DET 5 det
             slide slide NOUN 3 obj
             . . PUNCT 3 punct"
        }
        "Omar died of cardiac arrest." => {
            "Omar Omar PROPN 2 nsubj PER
             died die VERB 0 root Tense=Past VerbForm=Fin
             of of ADP 5 case
             cardiac cardiac ADJ 5 amod
             arrest arrest NOUN 2 obl
             . . PUNCT 2 punct"
        }
        other => panic!("help: write down the tree of {other:?} in model/tests/manual.rs"),
    })
}

#[test]
fn every_pattern_in_the_manual_compiles() {
    let patterns = fences("pattern");
    assert!(patterns.len() >= 8, "the manual has lost its patterns");
    for (line, pattern) in patterns {
        if let Err(problem) = Pattern::parse(&pattern, &lexicons()) {
            panic!("docs/manual/pattern-language.md, block from line {line}: {problem}");
        }
    }
}

#[test]
fn the_rule_file_in_the_manual_keeps_its_examples() {
    let files = fences("toml");
    let files: Vec<_> = files.iter().map(|(_, f)| ("rules/coerce/arrest.toml", f.as_str())).collect();
    let rules = RuleSet::load(&files, &lexicons()).unwrap();
    assert_eq!(rules.rules()[0].id, "coerce/arrest");
    let mut read = |text: &str| -> (Analysis, Vec<Match>) {
        let a = analyse(text);
        let is_actor = |t: u32| a.entity_of(t).is_some() || a.token(t).is("police");
        let matches = rules.find(&a, &is_actor);
        (a, matches)
    };
    let failures: Vec<_> = check::all(&rules, &mut read).iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
