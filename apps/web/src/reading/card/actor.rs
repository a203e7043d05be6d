//! What does the card of an actor say? Who it is, on what ground, and how often the text speaks of it.

use chancery_model::record::ActorOut;
use maud::{Markup, html};

use crate::reading::glyphs::{called, shown};
use crate::reading::index::Index;
use crate::reading::names::Names;
use crate::reading::phrases::{actor_link, country, fact, listed};
use crate::reading::words::short;

/// Loaded designations of one actor that are quoted.
const MOST: usize = 6;

pub(in crate::reading) fn actor(index: &Index, actor: &ActorOut, names: &Names) -> Markup {
    let sectors: Vec<&str> = actor.sectors.iter().map(|s| names.code(s)).collect();
    let mut loaded: Vec<String> = Vec::new();
    for words in actor.loaded.iter().map(|s| short(index.words.of(*s), 80)).filter(|w| !w.is_empty()) {
        if loaded.len() < MOST && !loaded.contains(&words) {
            loaded.push(words);
        }
    }
    html! {
        section.actor id=(actor.id) data-of=(actor.id) aria-labelledby={ "h-" (actor.id) } {
            h3 id={ "h-" (actor.id) } {
                a.back href={ "#t-" (actor.id) } aria-label={ (shown(&actor.id)) ", actor in the text" } {
                    (shown(&actor.id))
                }
                " " a href=(actor_link(&actor.name, actor.country.as_deref())) { bdi { (called(&actor.name)) } }
                @if let Some(code) = &actor.country { " " (country(code, names)) }
                " " span.kind { (shown(&actor.kind)) }
            }
            dl.facts {
                (fact("Office", office(actor)))
                (fact("Country", actor.country.as_deref().map(|c| html! { (shown(names.country(c))) })))
                (fact("Sectors", (!sectors.is_empty()).then(|| html! { (shown(&sectors.join(", "))) })))
                (fact("Rests on", basis(actor).map(|b| html! { (b) })))
                (fact("Mentions", Some(html! { (mentions(actor)) })))
                (fact("Loaded words", (!loaded.is_empty()).then(|| html! {
                    @for (n, words) in loaded.iter().enumerate() {
                        @if n > 0 { ", " }
                        q.loaded { (shown(words)) }
                    }
                })))
            }
        }
    }
}

fn office(actor: &ActorOut) -> Option<Markup> {
    let (office, words) = (actor.office.as_deref(), actor.office_text.as_deref());
    (office.is_some() || words.is_some()).then(|| {
        html! {
            @if let Some(office) = office { (shown(office)) }
            @if let Some(words) = words { " " q { (shown(words)) } }
        }
    })
}

/// What country and office rest on; of one of whom neither is known there is nothing to say.
fn basis(actor: &ActorOut) -> Option<&'static str> {
    let known = actor.country.is_some() || actor.office.is_some();
    match actor.basis.as_str() {
        _ if !known => None,
        "text" => Some("the text says so"),
        "reference" => Some("reference data"),
        "context" => Some("the text about it implies it"),
        _ => None,
    }
}

/// "7: 3 by name, 2 by a description, 2 by a pronoun".
fn mentions(actor: &ActorOut) -> String {
    let count = |kind: &str| actor.mentions.iter().filter(|m| m.kind == kind).count();
    let kinds = [("named", "by name"), ("nominal", "by a description"), ("pronoun", "by a pronoun")];
    let parts = kinds.into_iter().map(|(kind, words)| (count(kind), words)).filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(n, words)| format!("{n} {words}")).collect();
    if parts.is_empty() { actor.mentions.len().to_string() } else { listed(parts) }
}
