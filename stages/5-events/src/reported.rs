//! Who says that it happened? The innermost claim around an event.

use chancery_model::claims::{Claim, ClaimId};

/// The innermost claim whose content has the token, those cued by one of `own` left out: what a cue
/// does by being said stands in no claim of its own.
pub(crate) fn innermost(claims: &[Claim], token: u32, own: &[u32]) -> Option<ClaimId> {
    let size = |c: &Claim| c.content_tokens.iter().map(|s| s.len()).sum::<u32>();
    (0..)
        .zip(claims)
        .filter(|(_, c)| !own.contains(&c.cue_head) && c.content_tokens.iter().any(|s| s.has(token)))
        .min_by_key(|(i, c)| (size(c), std::cmp::Reverse(*i)))
        .map(|(i, _)| ClaimId(i))
}
