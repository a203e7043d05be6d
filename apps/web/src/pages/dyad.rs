//! What is between two countries, over time, and in which words at its peaks?

use maud::{Markup, html};

use super::{layout, lists};
use crate::archive::{Archive, Count, Field, Filter, Row, Selection, Series, date};
use crate::problem::Problem;
use crate::reading::Names;
use crate::reply::{Look, Made, html as reply};

/// Peaks of each kind that are quoted.
const PEAKS: usize = 3;

/// Events that are quoted at a peak.
const QUOTED: usize = 3;

/// Events of the list.
const LATEST: usize = 25;

/// Two countries: `a` and `b`.
pub(crate) fn page(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let (Some(a), Some(b)) = (look.parameter("a"), look.parameter("b")) else {
        return Err(
            Problem::wrong("A dyad is two countries.").with("/dyad?a=SYR&b=TUR shows Syria and Türkiye.")
        );
    };
    let of = |source: &str, target: &str| Filter {
        source: vec![source.to_owned()],
        target: vec![target.to_owned()],
        ..Filter::default()
    };
    let ways = [(a, b), (b, a)].map(|(s, t)| (s, t, archive.select(&of(s, t), None)));
    let filter = Filter::default().with(Field::Dyad, &format!("{a} {b}"));
    let both = archive.select(&filter, None);
    if filter.is_empty() || both.is_empty() {
        return Err(Problem::missing(format!(
            "No event is between {} and {}.",
            names.country(a),
            names.country(b)
        )));
    }
    let rows: Vec<Row<'_>> = archive.rows(both.page(0, LATEST)).collect();
    let sentences = lists::sentences(look, &rows)?;
    let series = archive.series(&both, None);
    let title = format!("{} and {}", names.country(a), names.country(b));
    let body = html! {
        h1 { (title) }
        p.lead { (lists::count(i64::try_from(both.len()).unwrap_or(i64::MAX), "event", "events")) " between the two" }
        dl.facts {
            @for (source, target, way) in &ways {
                div {
                    dt { a href=(format!("/search?{}", of(source, target).query())) {
                        (names.country(source)) " → " (names.country(target))
                    } }
                    dd { (way.len()) " " (lists::quads(archive.quads(way), names)) " "
                        span.muted { (lists::quads_in_words(archive.quads(way), names)) } }
                }
            }
            div { dt { "Together" } dd { (lists::quads(archive.quads(&both), names)) } }
        }
        section.card {
            h2 { "Over time" }
            (lists::timeline(archive, &filter, None, names))
        }
        (peaks(look, archive, &both, &series)?)
        section.card {
            h2 { "Latest" }
            (lists::events(&rows, &sentences, names))
            p { a.more href=(format!("/search?{}", filter.query())) { "All between them" } }
        }
        section.card {
            h2 { "Types" }
            (types(&archive.types(&both), names))
        }
    };
    Ok(reply(&layout::page(&title, "", &body)))
}

/// Event types with their numbers.
pub(crate) fn types(types: &[Count], names: &Names) -> Markup {
    html! {
        table.plain {
            tbody { @for count in types { tr { th scope="row" { (names.code(&count.value)) } td.num { (count.events) } } } }
        }
    }
}

/// The words of the periods with most cooperation and with most conflict.
fn peaks(look: Look<'_>, archive: &Archive, both: &Selection, series: &Series) -> Result<Markup, Problem> {
    let names = &look.site.names;
    let mut out = Vec::new();
    for (kind, classes) in [("Cooperation", [0, 1]), ("Conflict", [2, 3])] {
        let size = |bin: &crate::archive::Bin| classes.iter().filter_map(|c| bin.quads.get(*c)).sum::<u32>();
        let mut bins: Vec<_> = series.bins.iter().filter(|b| size(b) > 0).collect();
        bins.sort_by_key(|b| (std::cmp::Reverse(size(b)), b.start));
        let mut shown = Vec::new();
        for bin in bins.into_iter().take(PEAKS) {
            let end = series.period.next(bin.start);
            let within = |row: &Row<'_>| {
                row.day.is_some_and(|d| (bin.start..end).contains(&d))
                    && classes.iter().any(|c| usize::from(row.quad) == c + 1)
            };
            let mut rows: Vec<Row<'_>> = archive.rows(both.positions()).filter(within).collect();
            // The most outspoken first.
            rows.sort_by(|x, y| {
                y.intensity.abs().total_cmp(&x.intensity.abs()).then(x.position.cmp(&y.position))
            });
            rows.truncate(QUOTED);
            let sentences = lists::sentences(look, &rows)?;
            shown.push((bin.start, size(bin), rows, sentences));
        }
        out.push((kind, shown));
    }
    Ok(html! {
        div.grid.two {
            @for (kind, shown) in &out {
                @if !shown.is_empty() {
                    section.card {
                        h2 { (kind) " at its peaks" }
                        @for (start, size, rows, sentences) in shown {
                            h3 { (series.period.name()) " of " (date(*start)) ": " (size) }
                            (lists::events(rows, sentences, names))
                        }
                    }
                }
            }
        }
    })
}
