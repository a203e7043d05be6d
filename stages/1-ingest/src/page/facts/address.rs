//! What does an address say? The day or month of publication, the section, and where a link leads.

use super::moment::Moment;
use super::words;

/// A date in an address, and how surely it is the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) moment: Moment,
    /// Whether its steps are year, month and day; else the date is a part of a name.
    pub(super) by_steps: bool,
}

/// The date of an address.
pub(super) fn date(address: &str) -> Option<Dated> {
    let path = path(address)?;
    let steps: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let by_steps = |moment| Some(Dated { moment, by_steps: true });
    for (at, step) in steps.iter().enumerate() {
        let next = |ahead: usize| steps.get(at + ahead).copied().unwrap_or_default();
        if let Some(year) = number(step, 4) {
            if let Some(month) = month(next(1)) {
                let day = number(next(2), 2).or_else(|| number(next(2), 1));
                if let Some(found) = day.and_then(|d| Moment::of(year, month, d)) {
                    return by_steps(found);
                }
                if let Some(found) = Moment::of_month(year, month).filter(|_| !next(2).is_empty()) {
                    return by_steps(found);
                }
            }
            // 2021/0312
            let both = number(next(1), 4);
            if let Some(found) = both.and_then(|n| Moment::of(year, n / 100, n % 100)) {
                return by_steps(found);
            }
        }
        // 2021-03/12 and 202103/12
        let year_month = match step.split_once('-') {
            Some((y, m)) => number(y, 4).zip(number(m, 2)),
            None => number(step, 6).map(|n| (n / 100, n % 100)),
        };
        if let Some((year, month)) = year_month {
            let day = number(next(1), 2);
            if let Some(found) = day.and_then(|d| Moment::of(year, month, d)) {
                return by_steps(found);
            }
        }
        if let Some(found) = in_name(step) {
            return Some(found);
        }
    }
    None
}

/// `20210312`, `2021-03-12` or `2021-03-12-name`; elsewhere in a step it may be the topic's date.
fn in_name(step: &str) -> Option<Dated> {
    let runs: Vec<&str> = step.split(|c: char| !c.is_ascii_digit()).collect();
    let starts = step.starts_with(|c: char| c.is_ascii_digit());
    for (at, run) in runs.iter().enumerate() {
        let next = |ahead: usize| runs.get(at + ahead).copied().unwrap_or_default();
        let whole = number(run, 8).and_then(|n| Moment::of(n / 10_000, n / 100 % 100, n % 100));
        let parted = || Moment::of(number(run, 4)?, number(next(1), 2)?, number(next(2), 2)?);
        if let Some(moment) = whole.or_else(parted) {
            return Some(Dated { moment, by_steps: starts && at == 0 });
        }
    }
    None
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let fits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn month(step: &str) -> Option<u32> {
    number(step, 2).or_else(|| number(step, 1)).filter(|m| (1..=12).contains(m)).or_else(|| {
        let name = (3..=9).contains(&step.len()).then(|| step.to_ascii_lowercase())?;
        words::calendar(&name).filter(|m| *m > 0).map(u32::from)
    })
}

/// The section that an early step of an address names.
pub(super) fn section(address: &str) -> Option<&'static str> {
    let steps = path(address)?.split('/').filter(|s| !s.is_empty());
    let mut steps: Vec<&str> = steps.collect();
    // The last step is the page itself.
    steps.pop();
    steps.into_iter().take(3).find_map(|step| words::section(&step.to_ascii_lowercase()))
}

/// The host, without `www.`.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}

/// The path without query and fragment.
fn path(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let path = rest.get(rest.find('/')?..)?;
    path.split(['?', '#']).next()
}

/// Whether it is a front page's address, which is nobody's canonical one.
pub(super) fn is_front(address: &str) -> bool {
    path(address).is_none_or(|p| p == "/") && !address.contains('?')
}

/// Where a link leads from a page; `None` for what is no page of the web.
pub(super) fn resolve(link: &str, base: Option<&str>) -> Option<String> {
    let link = link.trim();
    let http = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    if link.is_empty() || link.contains(char::is_whitespace) {
        return None;
    }
    if http(link) {
        return Some(link.to_owned());
    }
    let base = base.filter(|b| http(b))?;
    let (scheme, rest) = base.split_once("://")?;
    if let Some(host) = link.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let host = rest.split(['/', '?', '#']).next()?;
    if link.starts_with('/') {
        return Some(format!("{scheme}://{host}{link}"));
    }
    if link.starts_with(['#', '?']) || link.split(['/', '?']).next().is_some_and(|s| s.contains(':')) {
        return None;
    }
    let folder = path(base).and_then(|p| p.rsplit_once('/')).map_or("", |(folder, _)| folder);
    Some(format!("{scheme}://{host}{folder}/{link}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(address: &str) -> Option<(String, bool)> {
        date(address).map(|d| (d.moment.iso(), d.by_steps))
    }

    #[test]
    fn days_stand_in_addresses_in_many_forms() {
        for address in [
            "https://news.example/2021/03/12/envoys-meet",
            "https://news.example/world/2021/mar/12/envoys-meet",
            "https://news.example/news/2021/3/12/envoys-meet",
            "https://news.example/2021-03-12-envoys-meet",
            "https://news.example/english/2021-03/12/c_1398.htm",
            "https://news.example/a/202103/12/WS60.html",
            "https://news.example/n3/2021/0312/c90000-98.html",
            "https://news.example/20210312/envoys.html",
        ] {
            assert_eq!(iso(address), Some(("2021-03-12".into(), true)), "{address}");
        }
        assert_eq!(
            iso("https://news.example/world/envoys-20210312-p57.html"),
            Some(("2021-03-12".into(), false))
        );
        assert_eq!(iso("https://news.example/2021/03/envoys-meet"), Some(("2021-03".into(), true)));
    }

    #[test]
    fn numbers_of_other_kinds_are_no_days() {
        for address in [
            "https://news.example/world-56371234",
            "https://news.example/article/2021/envoys",
            "https://news.example/1399/12/22/envoys",
            "https://news.example/2021/99/12/envoys",
            "https://news.example/story?date=2021-03-12",
            "no address 2021/03/12",
        ] {
            assert_eq!(iso(address), None, "{address}");
        }
    }

    #[test]
    fn links_are_resolved_and_others_refused() {
        let base = Some("https://news.example/a/b.html?x=1");
        assert_eq!(resolve("/c", base).as_deref(), Some("https://news.example/c"));
        assert_eq!(resolve("c.html", base).as_deref(), Some("https://news.example/a/c.html"));
        assert_eq!(resolve("//m.example/c", base).as_deref(), Some("https://m.example/c"));
        assert_eq!(resolve("http://o.example/c", None).as_deref(), Some("http://o.example/c"));
        for link in ["javascript:void(0)", "#top", "", "a b", "mailto:a@b.example"] {
            assert_eq!(resolve(link, base), None, "{link}");
        }
    }
}
