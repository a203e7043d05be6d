//! Which events fit, and how are they seen: as a table, a timeline, a map or a network?

use std::sync::Arc;

use maud::{Markup, html};

use super::{layout, lists, views};
use crate::archive::{Archive, Chip, Facet, Facets, Field, Filter, Row, Selection};
use crate::problem::Problem;
use crate::reading::{Names, shown};
use crate::reply::{Look, Made, html as reply};

/// Events of a page of the table.
const PAGE: usize = 50;

/// Values of a facet.
const TOP: usize = 10;

/// The ways of seeing.
const VIEWS: [(&str, &str); 4] =
    [("table", "Table"), ("timeline", "Timeline"), ("map", "Map"), ("network", "Network")];

/// The filter of an address with the dispatches that its words stand in.
pub(crate) struct Asked {
    /// What is asked for.
    pub(crate) filter: Filter,
    /// What was wrong with it.
    pub(crate) wrong: Vec<String>,
    /// The dispatches that hold its words.
    pub(crate) words: Option<Arc<Vec<i64>>>,
}

impl Asked {
    /// What an address asks for.
    pub(crate) fn of(look: Look<'_>) -> Result<Self, Problem> {
        let (filter, wrong) = Filter::parse(look.pairs());
        let held = filter.q.as_deref().map(|q| look.site.holding(look.snapshot, q));
        Ok(Self { filter, wrong, words: held.transpose()? })
    }

    /// The same as numbers.
    pub(crate) fn words(&self) -> Option<&[i64]> {
        self.words.as_deref().map(Vec::as_slice)
    }

    /// The events that fit.
    pub(crate) fn select(&self, archive: &Archive) -> Selection {
        archive.select(&self.filter, self.words())
    }
}

/// The page of what fits.
pub(crate) fn page(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let asked = Asked::of(look)?;
    let (selection, facets) = archive.select_with_facets(&asked.filter, asked.words(), TOP);
    let view = look.parameter("view").filter(|v| VIEWS.iter().any(|(k, _)| k == v)).unwrap_or("table");
    let query = asked.filter.query();
    let title = match view {
        "map" => "Map",
        "network" => "Network",
        _ => "Events",
    };
    let body = html! {
        h1 { (title) }
        @for wrong in &asked.wrong { p.notice.bad role="alert" { (wrong) } }
        (chips(&asked.filter.describe(), view, names))
        div.with-filters {
            aside.filters aria-label="Filters" {
                (form(&asked.filter, view))
                (facet_lists(&facets, &asked.filter, view, names))
            }
            section.results {
                p role="status" { strong { (selection.len()) } " of " (archive.len()) " events" }
                nav.tabs aria-label="Ways of seeing" {
                    @for (key, name) in VIEWS {
                        a href=(seen(&query, key)) aria-current=[(key == view).then_some("page")] { (name) }
                    }
                }
                @if selection.is_empty() { (nothing(&asked)) }
                @else if view == "timeline" { (lists::timeline(archive, &asked.filter, asked.words(), names)) }
                @else if view == "map" { (views::map(archive, &selection, &asked.filter, names)) }
                @else if view == "network" { (views::network(look, &selection, &asked)) }
                @else { (table(look, &selection, &asked.filter)?) }
                (downloads(&asked.filter))
            }
        }
    };
    let current =
        if view == "table" || view == "timeline" { "/search".into() } else { format!("/search?view={view}") };
    let q = asked.filter.q.as_deref().unwrap_or_default();
    Ok(reply(&layout::searched(title, &current, q, &body)))
}

/// The address of a filter in a way of seeing.
pub(super) fn seen(query: &str, view: &str) -> String {
    match (query.is_empty(), view) {
        (true, "table") => "/search".into(),
        (true, _) => format!("/search?view={view}"),
        (false, "table") => format!("/search?{query}"),
        (false, _) => format!("/search?{query}&view={view}"),
    }
}

/// What a value of a field is called.
fn meant<'n>(field: Field, value: &'n str, names: &'n Names) -> &'n str {
    match field {
        Field::Country | Field::Source | Field::Target | Field::OutletCountry | Field::PlaceCountry => {
            names.country(value)
        }
        Field::Type | Field::Quad | Field::Context => names.code(value),
        _ => value,
    }
}

fn chips(chips: &[Chip], view: &str, names: &Names) -> Markup {
    html! {
        @if !chips.is_empty() {
            p.chips {
                @for chip in chips {
                    a.chip href=(seen(&chip.without, view)) title="Take this away" {
                        span.muted { (chip.label) ": " } (shown(meant(chip.field, &chip.value, names)))
                        span aria-hidden="true" { " ×" }
                    }
                    " "
                }
                a.chip href=(seen("", view)) { "All away" }
            }
        }
    }
}

/// Fields that are typed.
fn form(filter: &Filter, view: &str) -> Markup {
    let typed = [Field::Q, Field::Actor, Field::Place, Field::From, Field::To, Field::MinConfidence];
    let value = |field: Field| filter.values(field).into_iter().next().unwrap_or_default();
    html! {
        form.plain action="/search" {
            @if view != "table" { input type="hidden" name="view" value=(view); }
            @for field in Field::all().filter(|f| !typed.contains(f)) {
                @for value in filter.values(field) { input type="hidden" name=(field.key()) value=(value); }
            }
            @for field in typed {
                @let id = format!("filter-{}", field.key());
                label for=(id) { (field.label()) }
                @match field {
                    Field::From | Field::To => { input id=(id) type="date" name=(field.key()) value=(value(field)); }
                    Field::MinConfidence => {
                        input id=(id) type="number" name=(field.key()) min="0" max="1" step="0.05" value=(value(field));
                    }
                    _ => { input id=(id) type="text" name=(field.key()) value=(value(field)) autocomplete="off"; }
                }
            }
            button type="submit" { "Filter" }
        }
    }
}

fn facet_lists(facets: &Facets, filter: &Filter, view: &str, names: &Names) -> Markup {
    html! {
        @for facet in facets.all.iter().filter(|f| !f.values.is_empty()) {
            @let open = facet.values.iter().any(|v| v.chosen) || matches!(facet.field, Field::Quad | Field::Type | Field::Country);
            details.facet open[open] {
                summary { (facet.field.label()) }
                (facet_list(facet, filter, view, names))
            }
        }
    }
}

fn facet_list(facet: &Facet, filter: &Filter, view: &str, names: &Names) -> Markup {
    let most = facet.values.iter().map(|v| v.count).max().unwrap_or(1).max(1);
    html! {
        ul.facet-list {
            @for value in &facet.values {
                // In steps of five hundredths: a class, as the page allows no styles.
                @let width = (u64::from(value.count) * 20).div_ceil(u64::from(most)) * 5;
                li {
                    a href=(seen(&filter.toggled(facet.field, &value.value).query(), view))
                        aria-current=[value.chosen.then_some("true")] {
                        span.name { (shown(meant(facet.field, &value.value, names))) }
                        " " span.count { (value.count) }
                        span.bar.{ "w-" (width) } aria-hidden="true" {}
                    }
                }
            }
            @if facet.further > 0 { li.muted { (facet.further) " more" } }
        }
    }
}

fn nothing(asked: &Asked) -> Markup {
    html! {
        div.notice {
            p { "No event fits." }
            @if let (Some(q), Some(words)) = (&asked.filter.q, &asked.words) {
                @if words.is_empty() { p { "No dispatch holds the words “" (q) "” side by side." } }
                @else { p { (words.len()) " dispatches hold these words; the other conditions leave none of their events." } }
            }
        }
    }
}

fn table(look: Look<'_>, selection: &Selection, filter: &Filter) -> Result<Markup, Problem> {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let pages = selection.len().div_ceil(PAGE).max(1);
    let page = look.number("page", 1).clamp(1, pages);
    let rows: Vec<Row<'_>> = archive.rows(selection.page((page - 1) * PAGE, PAGE)).collect();
    let sentences = lists::sentences(look, &rows)?;
    let query = filter.query();
    let at = |page: usize| {
        if query.is_empty() { format!("/search?page={page}") } else { format!("/search?{query}&page={page}") }
    };
    // Scripts let one scroll through all events from the first; whoever has turned a page reads that page.
    let island = (page == 1).then_some("table");
    Ok(html! {
        div.scroll data-island=[island] data-src=(format!("/api/v1/events?{query}")) data-total=(selection.len()) {
            (lists::events(&rows, &sentences, names))
        }
        @if pages > 1 {
            nav.pager aria-label="Pages of the table" {
                @if page > 1 { a rel="prev" href=(at(page - 1)) { "Newer" } }
                span { "Page " (page) " of " (pages) }
                @if page < pages { a rel="next" href=(at(page + 1)) { "Older" } }
            }
        }
    })
}

fn downloads(filter: &Filter) -> Markup {
    let query = filter.query();
    let sql: String = form_urlencoded::byte_serialize(filter.sql().as_bytes()).collect();
    html! {
        p.downloads {
            "This selection as "
            a href=(format!("/download/csv?{query}")) { "CSV" } " "
            a href=(format!("/download/parquet?{query}")) { "Parquet" } " "
            a href=(format!("/download/json?{query}")) { "JSON" } " "
            a href=(format!("/sql?q={sql}")) { "SQL" }
        }
    }
}
