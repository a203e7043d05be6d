//! What does the card of a claim say? Who says what, in which words, and what happenings it tells of.

use chancery_model::record::ClaimOut;
use maud::{Markup, html};

use crate::reading::chain::stance;
use crate::reading::glyphs::{called, shown};
use crate::reading::index::Index;
use crate::reading::names::Names;
use crate::reading::phrases::{country, link_to};
use crate::reading::words::short;

/// Code points of the longest quotation.
const LONGEST: usize = 480;

pub(in crate::reading) fn claim(index: &Index, claim: &ClaimOut, names: &Names) -> Markup {
    let words = |spans, longest| short(&index.words.joined(spans), longest);
    let (content, cue) = (words(&claim.content, LONGEST), words(&claim.cue.span, 80));
    let named = words(&claim.source_span, 160);
    let within = claim.within.as_deref().filter(|id| index.claim(id).is_some());
    let told = index.told_in(&claim.id);
    html! {
        section.claim id=(claim.id) data-of=(claim.id) aria-labelledby={ "h-" (claim.id) } {
            h3 id={ "h-" (claim.id) } {
                a.back href={ "#t-" (claim.id) } aria-label={ (shown(&claim.id)) ", claim in the text" } {
                    (shown(&claim.id))
                }
                " " (speakers(index, claim, names)) " "
                span.stance.{ "stance-" (class(&claim.stance)) } { (stance(&claim.stance)) }
            }
            @if !content.is_empty() { blockquote.said dir="auto" { (shown(&content)) } }
            ul.how {
                li { (form(&claim.form)) }
                @if !cue.is_empty() { li { "cue " q { (shown(&cue)) } } }
                @if !named.is_empty() { li { "named as " q { (shown(&named)) } } }
                @if let Some(id) = within { li { "within " (link_to("claim", id)) } }
                @if !told.is_empty() {
                    li {
                        "tells of "
                        @for (n, id) in told.iter().enumerate() { @if n > 0 { ", " } (link_to("event", id)) }
                    }
                }
                li { "found by " code { (shown(&claim.evidence.by)) } }
                li { "confidence " (format!("{:.2}", claim.evidence.confidence)) }
            }
        }
    }
}

fn class(stance: &str) -> &str {
    if stance.bytes().all(|b| b.is_ascii_lowercase()) { stance } else { "other" }
}

fn form(form: &str) -> &'static str {
    match form {
        "direct" => "word for word",
        "mixed" => "partly word for word",
        _ => "in the outlet’s words",
    }
}

fn speakers(index: &Index, claim: &ClaimOut, names: &Names) -> Markup {
    let known: Vec<_> = claim.sources.iter().filter_map(|id| index.actor(id)).collect();
    html! {
        @if known.is_empty() { span.muted { "An unnamed source" } }
        @for (n, actor) in known.iter().enumerate() {
            @if n > 0 { ", " }
            a href={ "#" (actor.id) } { bdi { (called(&actor.name)) } }
            @if let Some(code) = &actor.country { " " (country(code, names)) }
        }
    }
}
