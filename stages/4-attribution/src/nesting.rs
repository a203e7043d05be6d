//! Which claim stands within which? The innermost content that holds a claim's cue.

use chancery_model::claims::{Claim, ClaimId};

/// Sets `within` of every claim. Claims are in the order of their cues.
pub(crate) fn nest(claims: &mut [Claim]) {
    let holds = |outer: &Claim, cue: u32| outer.content_tokens.iter().any(|r| r.has(cue));
    let size = |c: &Claim| c.content_tokens.iter().map(|r| r.len()).sum::<u32>();
    let parents: Vec<Option<ClaimId>> = (0..claims.len())
        .map(|i| {
            let inner = claims.get(i)?;
            let outer = claims.iter().zip(0..).filter(|(o, j)| {
                // Two contents that hold each other's cues would make a circle: neither is within.
                *j as usize != i && holds(o, inner.cue_head) && !holds(inner, o.cue_head)
            });
            outer.min_by_key(|(o, j)| (size(o), *j)).map(|(_, j)| ClaimId(j))
        })
        .collect();
    for (claim, parent) in claims.iter_mut().zip(parents) {
        claim.within = parent;
    }
}
