//! Trees written down, so that the coder is tested without the language engine.

use super::*;

#[test]
fn the_embedded_rules_load() {
    let events = Events::load().unwrap_or_else(|e| panic!("{e}"));
    assert!(events.rules().rules().len() > 40);
}
