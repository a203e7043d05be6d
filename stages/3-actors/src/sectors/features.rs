//! What can be seen of an actor that tells his sector? Rows of an embedding table (`stages/3-actors/weights/sectors.safetensors`) and the
//! encoder's vectors.

use chancery_model::cast::ActorKind;
use chancery_model::dense::{bucket, rows, total};

use super::Question;
use crate::draft::Draft;

/// How many things are seen of an actor.
pub const OF_ACTOR: usize = 6;

/// PLOVER's sectors as the head numbers them, after "none".
pub const SECTORS: [&str; 23] = [
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "REB", "PRM", "UAF", "CRM", "CVL", "REF", "SOC",
    "LAB", "BUS", "AGR", "MED", "EDU", "JRN", "REL", "ELI",
];
const KINDS: u16 = 3;
const TOLD: u16 = 24;

/// How many values each thing seen has. The training script relies on the first: a kind with what the rules tell.
const SIZES: [u16; OF_ACTOR] = [KINDS * TOLD, 3 * KINDS, 8, 4, 8 * KINDS, 2 * KINDS];

/// Rows of the table.
pub const ROWS: usize = total(&SIZES);

/// The question of an actor's sector; none of states, places and what is not mentioned.
pub(super) fn see(d: &Draft<'_>, at: usize, heads: &[u32]) -> Option<Question> {
    let actor = &d.members[at].actor;
    let kind = match actor.kind {
        ActorKind::Person => 0,
        ActorKind::Organisation => 1,
        ActorKind::Group => 2,
        _ => return None,
    };
    let &head = heads.first()?;
    let mention = d.mentions.get(&head)?;
    let told = actor.sectors.first().and_then(|s| SECTORS.iter().position(|x| x == s)).map_or(0, |k| k + 1);
    let told = u16::try_from(told).unwrap_or(0);
    let office = match actor.office.as_deref() {
        None => 0,
        Some(o) if o.starts_with("former") => 2,
        Some(_) => 1,
    };
    let code = match actor.country.as_deref() {
        None => 0,
        Some("IGO") => 1,
        Some("UNO") => 2,
        Some("EUR") => 3,
        Some("NGO") => 4,
        Some("MNC") => 5,
        Some(c) if d.r.country(c).is_some() => 6,
        Some(_) => 7,
    };
    let often = bucket(u32::try_from(heads.len()).unwrap_or(u32::MAX), &[1, 2, 4]);
    let listed = u16::from(actor.reference.is_some());
    let seen =
        [kind * TOLD + told, office * KINDS + kind, code, often, code * KINDS + kind, listed * KINDS + kind];
    let mut vector = d.a.vector(head).to_vec();
    let mut mean = vec![0.0; vector.len()];
    let tokens = mention.tokens.range();
    #[allow(clippy::cast_precision_loss, reason = "a phrase has few words")]
    let share = 1.0 / tokens.len().max(1) as f32;
    for t in mention.tokens.iter() {
        for (m, v) in mean.iter_mut().zip(d.a.vector(t)) {
            *m += v * share;
        }
    }
    vector.extend(mean);
    Some(Question { head, at, told: actor.sectors.first().cloned(), rows: rows(seen, &SIZES), vector })
}
