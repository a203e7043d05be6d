//! What did people correct of an event, and how is it corrected here?

use chancery_model::record::EventOut;
use chancery_records::corrections::FIELDS;
use chancery_records::stored::Correction;
use maud::{Markup, html};

use crate::reading::glyphs::shown;
use crate::reading::phrases::number;

/// The corrections that were made, with who, why and when.
pub(super) fn made(corrections: &[&Correction]) -> Markup {
    html! {
        @if !corrections.is_empty() {
            ul.corrections aria-label="Corrections" {
                @for c in corrections {
                    li {
                        strong { (field(&c.field)) } " was " (value(c.was.as_deref()))
                        ", is " (value(c.value.as_deref())) ": "
                        bdi { (shown(&c.why)) }
                        " " span.muted { "Corrected by " bdi { (shown(&c.by)) } ", " (shown(&c.at)) }
                    }
                }
            }
        }
    }
}

fn value(value: Option<&str>) -> Markup {
    html! {
        @match value {
            Some(value) => bdi.value { (shown(value)) },
            None => span.value { "none" },
        }
    }
}

/// A field's name for people.
fn field(name: &str) -> String {
    match name {
        "event" => "The event".into(),
        "place_country" => "Country of the place".into(),
        other => {
            let mut letters = shown(other).into_owned();
            if let Some(first) = letters.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            letters
        }
    }
}

/// The form to correct it.
pub(super) fn form(dispatch: i64, event: &EventOut, token: &str) -> Markup {
    html! {
        details.correct {
            summary { "Correct event " (number(&event.id)) }
            form.plain method="post" action={ "/dispatch/" (dispatch) "/correct" } {
                input type="hidden" name="event" value=(event.id);
                input type="hidden" name="token" value=(token);
                label {
                    span { "What is wrong" }
                    select name="field" required {
                        @for name in FIELDS { option value=(name) { (field(name)) } }
                    }
                }
                label {
                    span { "What is right" }
                    input name="value" autocomplete="off" placeholder="empty: none";
                }
                label { span { "Your name" } input name="by" required autocomplete="name"; }
                label { span { "Why" } input name="why" required autocomplete="off"; }
                button type="submit" { "Keep the correction" }
                p.muted {
                    "Actors and recipients are written as ids or names with commas between: a1, a2. "
                    "To say that the dispatch does not tell of it, choose " em { "The event" }
                    " and leave what is right empty. What was coded is kept beside it."
                }
            }
        }
    }
}
