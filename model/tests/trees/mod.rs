//! How do tests write trees down? One word a line: form, lemma, part of speech, head (1-based, 0 for
//! the root), relation, then, in any order, features and an entity tag such as `PER` or `I-PER`.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bad tree is a bad test")]

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{Role, arguments};
use chancery_model::clause::{Clause, clause};
use chancery_model::conllu;

/// The analysis of one tree or, with empty lines between them, several.
pub fn tree(words: &str) -> Analysis {
    let mut rows = String::new();
    let mut number = 0;
    for line in words.lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [form, lemma, upos, head, relation, rest @ ..] = columns.as_slice() else {
            rows.push('\n');
            number = 0;
            continue;
        };
        number += 1;
        let feats: Vec<&str> = rest.iter().copied().filter(|f| f.contains('=')).collect();
        let feats = if feats.is_empty() { "_".to_owned() } else { feats.join("|") };
        let entity = rest.iter().find(|f| !f.contains('=')).map_or("_".into(), |e| format!("Ent={e}"));
        let row = format!("{number}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{relation}\t_\t{entity}\n");
        rows.push_str(&row);
    }
    conllu::analysis(&conllu::parse(&rows).unwrap()).1
}

/// The first token of a form.
pub fn token(a: &Analysis, form: &str) -> u32 {
    let at = a.tokens().iter().position(|t| &*t.form == form);
    u32::try_from(at.unwrap_or_else(|| panic!("no token {form:?}"))).unwrap()
}

/// The forms of the tokens that fill a role of the first token of a form, joined by blanks.
pub fn role(a: &Analysis, predicate: &str, name: &str) -> String {
    let role = Role::parse(name).unwrap();
    let found = arguments(a, token(a, predicate), &role);
    found.iter().map(|&t| &*a.token(t).form).collect::<Vec<_>>().join(" ")
}

/// The facts of the first token of a form.
pub fn facts(a: &Analysis, form: &str) -> Clause {
    clause(a, token(a, form))
}
