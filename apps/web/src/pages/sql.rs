//! How is the store asked in SQL? In a form with the schema beside it; the answer has an address.

use chancery_records::sql::{Answer, FUNCTIONS, VIEW_COLUMNS};
use maud::{Markup, html};

use super::layout;
use crate::reply::{Look, Made, html as reply};

/// Rows that are shown.
const ROWS: usize = 1000;

/// Seconds that a question may take.
pub(crate) const SECONDS: u64 = 15;

/// Questions to begin with.
const EXAMPLES: [(&str, &str); 4] = [
    (
        "Who says most of whom?",
        "SELECT claimed_by, recipient_countries, type, count(*) AS events\nFROM events\nWHERE claimed_by <> ''\nGROUP BY 1, 2, 3\nORDER BY 4 DESC\nLIMIT 50",
    ),
    (
        "The words behind conflict",
        "SELECT dispatch, event, day, actors, recipients, text_of(sentence_span) AS sentence\nFROM events\nWHERE quad = 4\nORDER BY day DESC\nLIMIT 50",
    ),
    (
        "What is denied, and by whom",
        "SELECT day, claimed_by, type, actors, recipients, text_of(trigger) AS words\nFROM events\nWHERE stance = 'deny'\nORDER BY day DESC\nLIMIT 100",
    ),
    (
        "Incidents that many outlets tell",
        "SELECT incident, day, plover_name(type) AS type, actor_countries, recipient_countries, place, dispatches, outlets\nFROM incidents\nORDER BY outlets DESC, incident\nLIMIT 50",
    ),
];

/// The console.
pub(crate) fn page(look: Look<'_>) -> Made {
    let question = look.parameter("q").unwrap_or_default();
    let answer = (!question.is_empty()).then(|| look.snapshot.session.answer(question, ROWS, SECONDS));
    let encoded: String = form_urlencoded::byte_serialize(question.as_bytes()).collect();
    let body = html! {
        h1 { "SQL" }
        p.lead {
            "Ask the store itself, in the dialect of DataFusion. Nothing can be changed; a question may take "
            (SECONDS) " seconds, and " (ROWS) " rows are shown."
        }
        div.split.console {
            div {
                form.plain action="/sql" data-island="console" {
                    label for="q" { "Question" }
                    textarea #q name="q" rows="9" spellcheck="false" { (question) }
                    button type="submit" { "Ask" }
                    span.muted { " Ctrl+Enter asks, too." }
                }
                @match &answer {
                    None => (examples()),
                    Some(Err(why)) => p.notice.bad role="alert" { (why) },
                    Some(Ok(answer)) => {
                        (table(answer))
                        p.downloads {
                            "The whole answer as "
                            @for (format, name) in [("csv", "CSV"), ("parquet", "Parquet"), ("json", "JSON")] {
                                a href=(format!("/download/{format}?sql={encoded}")) { (name) } " "
                            }
                        }
                    }
                }
            }
            aside.schema { (schema()) }
        }
    };
    Ok(reply(&layout::page("SQL", "/sql", &body)))
}

fn examples() -> Markup {
    html! {
        h2 { "Questions to begin with" }
        ul {
            @for (about, question) in EXAMPLES {
                @let encoded: String = form_urlencoded::byte_serialize(question.as_bytes()).collect();
                li { a href=(format!("/sql?q={encoded}")) { (about) } }
            }
        }
    }
}

/// An answer as a table.
pub(crate) fn table(answer: &Answer) -> Markup {
    let rows = answer.rows.len();
    html! {
        p.muted role="status" {
            @if answer.cut { "The first " (rows) " rows" } @else if rows == 1 { "1 row" } @else { (rows) " rows" }
        }
        div.scroll tabindex="0" role="region" aria-label="Answer" {
            table.plain {
                thead { tr { @for column in &answer.columns { th scope="col" { (column) } } } }
                tbody {
                    @for row in &answer.rows {
                        tr {
                            @for (cell, number) in row.iter().zip(&answer.numbers) {
                                td.num[*number] { @match cell { Some(text) => (text), None => span.muted { "–" } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn schema() -> Markup {
    html! {
        h2 { "Tables" }
        @for table in chancery_records::schema::ALL {
            details {
                summary { code data-insert=(table.name) { (table.name) } " " span.muted { (table.about) } }
                dl.columns {
                    @for column in table.columns {
                        dt { code data-insert=(column.name) { (column.name) } }
                        dd { (column.about) }
                    }
                    @for (_, name, _, about) in VIEW_COLUMNS.iter().filter(|c| c.0 == table.name) {
                        dt { code data-insert=(name) { (name) } }
                        dd { (about) }
                    }
                }
            }
        }
        h2 { "Functions" }
        dl.columns {
            @for (name, about) in FUNCTIONS {
                dt { code data-insert=(name) { (name) } }
                dd { (about) }
            }
        }
    }
}
