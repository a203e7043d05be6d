//! How are the small things written that stand everywhere: a country, a quad class, a list of names, a link to an
//! actor?

use maud::{Markup, html};

use super::glyphs::shown;
use super::names::Names;

/// A country's code, its name at hand.
pub(crate) fn country(code: &str, names: &Names) -> Markup {
    html! { abbr.country title=(shown(names.country(code))) { (shown(code)) } }
}

/// A quad class in words; nothing where there is no such class.
pub(crate) fn quad(class: u8, names: &Names) -> Markup {
    html! {
        @if (1..=4).contains(&class) {
            span.{ "quad-" (class) } { (names.code(&class.to_string())) }
        }
    }
}

/// "A", "A and B", "A, B and C".
pub(crate) fn listed(mut names: Vec<String>) -> String {
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}

/// Where all is shown that the store has of an actor.
pub(crate) fn actor_link(name: &str, country: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("name", name);
    if let Some(country) = country {
        query.append_pair("country", country);
    }
    format!("/actor?{}", query.finish())
}

/// A URL that may be followed: no other kind than these two runs nothing.
pub(super) fn followed(url: &str) -> Option<&str> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_web = scheme.is_some_and(|s| s == "http" || s == "https");
    Some(url).filter(|u| is_web && !u.contains(|c: char| c.is_whitespace() || c.is_control()))
}

/// A row of facts; nothing where there is no value.
pub(super) fn fact(name: &str, value: Option<Markup>) -> Markup {
    html! { @if let Some(value) = value { div { dt { (name) } " " dd { (value) } } } }
}

/// The 3 of "e3", as it is shown.
pub(super) fn number(id: &str) -> String {
    shown(id).trim_start_matches(char::is_alphabetic).to_owned()
}

/// "event 3" of "e3", a link to it.
pub(super) fn link_to(what: &str, id: &str) -> Markup {
    html! { a href={ "#" (id) } { (what) " " (number(id)) } }
}

/// A share in percent, a confidence with two digits: no more is known.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_are_followed() {
        for good in ["https://herald.example/1", "HTTP://herald.example"] {
            assert_eq!(followed(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://x%0aalert(1)",
            "data:text/html,x",
            "/tmp/a.txt",
            " https://x",
            "https://x y",
            "java\nscript://x",
        ] {
            assert_eq!(followed(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_actor_s_name_cannot_leave_the_query() {
        assert_eq!(
            actor_link("Zoë & Co\"><b>", Some("SYR")),
            "/actor?name=Zo%C3%AB+%26+Co%22%3E%3Cb%3E&country=SYR"
        );
    }

    #[test]
    fn names_are_listed_as_in_prose() {
        let of = |names: &[&str]| listed(names.iter().map(|n| (*n).to_owned()).collect());
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["Quist"]), "Quist");
        assert_eq!(of(&["Quist", "Brandt", "Sol"]), "Quist, Brandt and Sol");
    }

    #[test]
    fn a_quad_class_that_is_none_is_not_shown() {
        assert_eq!(quad(4, &Names::all()).into_string(), "<span class=\"quad-4\">material conflict</span>");
        assert_eq!(quad(9, &Names::all()).into_string(), "");
    }
}
