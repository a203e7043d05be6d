//! Who says that it happened? The innermost claim around an event.

use chancery_model::claims::{Claim, ClaimId};

/// The innermost claim whose content has the token, those cued by one of `own` left out: what a cue
/// does by being said stands in no claim of its own. The content must have the tokens `with` too.
pub(crate) fn innermost(claims: &[Claim], token: u32, own: &[u32], with: &[u32]) -> Option<ClaimId> {
    let size = |c: &Claim| c.content_tokens.iter().map(|s| s.len()).sum::<u32>();
    (0..)
        .zip(claims)
        .filter(|(_, c)| {
            let has = |t: u32| c.content_tokens.iter().any(|s| s.has(t));
            !own.contains(&c.cue_head) && has(token) && with.iter().all(|&t| has(t))
        })
        .min_by_key(|(i, c)| (size(c), std::cmp::Reverse(*i)))
        .map(|(i, _)| ClaimId(i))
}
