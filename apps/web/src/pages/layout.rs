//! What is around every page? Its head, the way to the other pages, and who says what is shown.

use maud::{DOCTYPE, Markup, html};

/// The pages that every page leads to.
const PLACES: [(&str, &str); 8] = [
    ("/search", "Events"),
    ("/incidents", "Incidents"),
    ("/search?view=map", "Map"),
    ("/search?view=network", "Network"),
    ("/actors", "Actors"),
    ("/outlets", "Outlets"),
    ("/live", "Live"),
    ("/sql", "SQL"),
];

/// A whole page. `current` is the address of one of the places, or empty.
pub(crate) fn page(title: &str, current: &str, body: &Markup) -> Markup {
    searched(title, current, "", body)
}

/// The same with what was searched for.
pub(crate) fn searched(title: &str, current: &str, q: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Chancery" }
                // Not a module: a theme that was chosen holds before anything is drawn.
                script src="/assets/theme.js" {}
                link rel="icon" href="/assets/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/chancery.css";
                script src="/assets/chancery.js" type="module" {}
            }
            body {
                a.skip href="#main" { "To the content" }
                header.top {
                    div.wrap {
                        a.brand href="/" { "Chancery" }
                        nav aria-label="Pages" {
                            @for (address, name) in PLACES {
                                a href=(address) aria-current=[(address == current).then_some("page")] { (name) }
                            }
                        }
                        form.find action="/search" role="search" {
                            label.sr for="find" { "Search the dispatches" }
                            input #find type="search" name="q" value=(q) placeholder="words in the dispatches";
                            button type="submit" { "Search" }
                        }
                        button type="button" data-island="theme" hidden { "Theme" }
                    }
                }
                main #main .wrap { (body) }
                footer.foot {
                    div.wrap {
                        p {
                            "Chancery asserts nothing itself: what stands here is what dispatches report and speakers \
                             claim, in codes of PLOVER. The words behind each entry are one click away. "
                            a href="/read" { "Read a text" } " · "
                            a href="/about" { "About this store" } " · "
                            a href="/api/v1/openapi.json" { "API" }
                        }
                    }
                }
            }
        }
    }
}
