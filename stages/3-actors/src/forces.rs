//! Which states are in the text by their armed forces alone? "Nations that have flown strikes include Norway and Ghana": those
//! which are named as the ones that strike, and act nowhere else.

use chancery_model::cast::ActorKind;
use chancery_model::clause::is_passive;
use chancery_model::syntax::Relation;

use crate::draft::Draft;
use crate::phrase::is_plural;

/// What a list of states is called.
const STATES: &[&str] = &["ally", "country", "member", "nation", "partner", "state"];

/// What only armed forces do.
const STRIKES: &[&str] = &["airstrike", "bomb", "bombing", "raid", "shell", "shelling", "sortie", "strike"];

/// Makes the states of such a list military.
pub(crate) fn add(d: &mut Draft<'_>) {
    for t in (0..).take(d.a.tokens().len()) {
        if STATES.contains(&&*d.a.token(t).lemma) && is_plural(d.a, t) && strikes(d, t) {
            for state in listed(d, t) {
                if !acts_elsewhere(d, state, t) {
                    d.members[state].actor.sectors = vec!["MIL".to_owned()];
                    d.why(state, None, "named among those who strike");
                }
            }
        }
    }
}

/// "nations that have conducted strikes"; of "nations that have struck a deal" there is more to the strike than its name.
fn strikes(d: &Draft<'_>, t: u32) -> bool {
    let war = |&w: &u32| {
        let deal = d.a.child(w, Relation::Obj).is_some_and(|o| d.actors_at(o).is_empty());
        STRIKES.contains(&&*d.a.token(w).lemma) && !deal
    };
    let clause = |&c: &u32| !is_passive(d.a, c);
    d.a.by_relation(t, &[Relation::AclRelcl, Relation::Acl])
        .filter(clause)
        .any(|c| d.a.subtree(c).iter().any(war))
}

/// The states that such a noun is said to be: "nations … include Norway and Ghana", "nations … are Norway and Ghana", "nations …:
/// Norway and Ghana".
fn listed(d: &Draft<'_>, t: u32) -> Vec<usize> {
    let above = d.a.head(t).filter(|_| d.a.token(t).relation == Relation::Nsubj);
    let verb = above.map(|v| if d.a.token(v).is("include") { d.a.child(v, Relation::Obj) } else { Some(v) });
    let Some(first) = verb.flatten().or_else(|| d.a.child(t, Relation::Appos)) else { return Vec::new() };
    let all = std::iter::once(first).chain(d.a.by_relation(first, &[Relation::Conj, Relation::Appos]));
    let states = all.filter_map(|c| match *d.actors_at(c) {
        [one] if d.members[one].actor.kind == ActorKind::State => Some(one),
        _ => None,
    });
    states.collect()
}

/// Whether a state is spoken of in another sentence than the list's, and not only as that of somebody else.
fn acts_elsewhere(d: &Draft<'_>, state: usize, list: u32) -> bool {
    let modifies = [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::NmodDesc];
    d.mentions.iter().any(|(&head, m)| {
        let own = m.actors == [state] && !modifies.contains(&d.a.token(head).relation);
        own && d.a.sentence_of(head) != d.a.sentence_of(list) && !in_list(d, head)
    })
}

/// Whether a mention stands in another such list.
fn in_list(d: &Draft<'_>, head: u32) -> bool {
    let mut top = head;
    while let Some(up) = d.a.head(top).filter(|_| d.a.token(top).relation == Relation::Conj) {
        top = up;
    }
    let include = d.a.head(top).filter(|&v| d.a.token(v).is("include")).unwrap_or(top);
    d.a.child(include, Relation::Nsubj).is_some_and(|s| strikes(d, s))
}
