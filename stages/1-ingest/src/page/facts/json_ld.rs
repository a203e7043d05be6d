//! What does the JSON-LD say of the article? Of it alone: not of the page, the site, videos, comments
//! or the articles that it links to.

use serde_json::{Map, Value};

use super::calendar::{Reading, stated};
use super::visible::plain;

/// What was stated.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) published: Option<Reading>,
    /// When it was written down, where no publication is stated.
    pub(super) created: Option<Reading>,
    /// Publication of the web page: it may support another date, never stand alone.
    pub(super) of_page: Option<Reading>,
    pub(super) modified: Option<Reading>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) section: Option<String>,
    pub(super) language: Option<String>,
    pub(super) crumbs: Vec<String>,
}

type Object = Map<String, Value>;

/// Keys under which other things than the article of this page stand.
const ELSEWHERE: [&str; 12] = [
    "comment",
    "hasPart",
    "image",
    "isBasedOn",
    "isPartOf",
    "itemListElement",
    "liveBlogUpdate",
    "mentions",
    "potentialAction",
    "relatedLink",
    "review",
    "video",
];

/// How deep objects are followed.
const DEEPEST: usize = 6;

/// Reads the scripts of a page of this address and these titles (in plain letters).
pub(super) fn read(scripts: &[String], address: &str, titles: &[String]) -> Linked {
    let values: Vec<Value> = scripts.iter().filter_map(|s| parse(s)).collect();
    let mut harvest = Harvest::default();
    for value in &values {
        harvest.visit(value, 0);
    }
    let mut out = Linked::default();
    if let Some(article) = harvest.choose(address, titles) {
        let text = |key: &str| first_text(article.get(key));
        let date = |key: &str| text(key).and_then(|t| stated(&t));
        out.published = date("datePublished");
        out.created = date("dateCreated").or_else(|| date("uploadDate"));
        out.modified = date("dateModified");
        out.headline = text("headline").or_else(|| text("name")).map(|t| unescape(&t));
        out.section = text("articleSection").map(|t| unescape(&t));
        out.language = text("inLanguage");
        out.authors = harvest.people(article.get("author").or_else(|| article.get("creator")));
        out.publisher = harvest.name(article.get("publisher").or_else(|| article.get("sourceOrganization")));
    } else if values.is_empty() {
        out.published = scripts.iter().find_map(|s| salvage(s));
    }
    out.of_page =
        harvest.pages.iter().find_map(|p| first_text(p.get("datePublished")).and_then(|t| stated(&t)));
    out.publisher = out.publisher.or_else(|| harvest.site.map(str::to_owned)).map(|t| unescape(&t));
    out.crumbs = harvest.crumbs;
    out
}

#[derive(Default)]
struct Harvest<'v> {
    articles: Vec<&'v Object>,
    pages: Vec<&'v Object>,
    /// Objects that others refer to.
    named: Vec<(&'v str, &'v Object)>,
    site: Option<&'v str>,
    crumbs: Vec<String>,
}

impl<'v> Harvest<'v> {
    fn visit(&mut self, value: &'v Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(all) => all.iter().for_each(|v| self.visit(v, depth + 1)),
            Value::Object(object) => self.object(object, depth),
            _ => {}
        }
    }

    fn object(&mut self, object: &'v Object, depth: usize) {
        if let Some(id) = object.get("@id").and_then(Value::as_str) {
            self.named.push((id, object));
        }
        let types = types(object);
        let is = |name: &str| types.contains(&name);
        if types.iter().any(|t| is_article(t)) {
            self.articles.push(object);
        } else if is("BreadcrumbList") {
            self.crumbs = crumbs(object);
            return;
        } else if is("WebSite") {
            self.site = self.site.or_else(|| object.get("name").and_then(Value::as_str));
        } else if types.iter().any(|t| t.ends_with("Page")) {
            self.pages.push(object);
        }
        for (key, inner) in object {
            if !ELSEWHERE.contains(&key.as_str()) && (inner.is_object() || inner.is_array()) {
                self.visit(inner, depth + 1);
            }
        }
    }

    /// The article that is this page's: by its address, by its heading, or because it is the only one.
    fn choose(&self, address: &str, titles: &[String]) -> Option<&'v Object> {
        let bare = |url: &str| {
            let url = url.split(['#', '?']).next().unwrap_or(url).trim_end_matches('/').to_owned();
            url.split_once("://").map_or(url.clone(), |(_, rest)| rest.to_owned())
        };
        let here = bare(address);
        let at_home = |article: &&&Object| {
            let main = article.get("mainEntityOfPage");
            let links = [article.get("url"), article.get("@id"), main, main.and_then(|m| m.get("@id"))];
            !here.is_empty() && links.into_iter().flatten().filter_map(Value::as_str).any(|l| bare(l) == here)
        };
        let titled = |article: &&&Object| {
            let headline =
                first_text(article.get("headline")).map(|h| plain(&unescape(&h))).unwrap_or_default();
            headline.len() >= 8
                && titles.iter().any(|t| t.contains(&headline) || headline.contains(t.as_str()))
        };
        let dated = |article: &&&Object| article.contains_key("datePublished");
        let all = || self.articles.iter();
        all()
            .find(|a| at_home(a) && dated(a))
            .or_else(|| all().find(|a| titled(a) && dated(a)))
            .or_else(|| all().find(at_home))
            .or_else(|| all().find(titled))
            .or_else(|| all().next().filter(|_| self.articles.len() == 1))
            .copied()
    }

    fn resolve(&self, object: &'v Object) -> &'v Object {
        if object.contains_key("name") {
            return object;
        }
        let id = object.get("@id").and_then(Value::as_str);
        let found = id.and_then(|id| self.named.iter().find(|(i, o)| *i == id && o.contains_key("name")));
        found.map_or(object, |(_, o)| o)
    }

    fn name(&self, value: Option<&'v Value>) -> Option<String> {
        match value? {
            Value::Array(all) => self.name(all.first()),
            Value::Object(object) => first_text(self.resolve(object).get("name")),
            other => first_text(Some(other)),
        }
    }

    /// Names of people; organisations that pose as authors are left out.
    fn people(&self, value: Option<&'v Value>) -> Vec<String> {
        match value {
            Some(Value::Array(all)) => all.iter().flat_map(|v| self.people(Some(v))).collect(),
            Some(Value::Object(object)) => {
                let object = self.resolve(object);
                if types(object).iter().any(|t| t.ends_with("Organization")) {
                    return Vec::new();
                }
                match object.get("name") {
                    Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(unescape).collect(),
                    name => first_text(name).map(|t| unescape(&t)).into_iter().collect(),
                }
            }
            Some(Value::String(name)) => vec![unescape(name)],
            _ => Vec::new(),
        }
    }
}

fn types(object: &Object) -> Vec<&str> {
    let last = |name: &'_ str| name.rfind(['/', ':', '#']).map_or(0, |at| at + 1);
    let name = |v: &'_ Value| v.as_str().map(|t| (last(t), t.len()));
    match object.get("@type") {
        Some(Value::Array(all)) => all
            .iter()
            .filter_map(|v| name(v).and_then(|(a, b)| v.as_str().and_then(|t| t.get(a..b))))
            .collect(),
        Some(v) => name(v).and_then(|(a, b)| v.as_str().and_then(|t| t.get(a..b))).into_iter().collect(),
        None => Vec::new(),
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article")
        || (name.ends_with("Posting") && name != "JobPosting")
        || matches!(name, "Report" | "SpecialAnnouncement")
}

/// The names of a list of crumbs, in their order.
fn crumbs(list: &Object) -> Vec<String> {
    let Some(Value::Array(all)) = list.get("itemListElement") else { return Vec::new() };
    let name = |v: &Value| first_text(v.get("name").or_else(|| v.get("item").and_then(|i| i.get("name"))));
    all.iter().filter_map(name).map(|t| unescape(&t)).collect()
}

fn first_text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(all) => return first_text(all.first()),
        Value::Object(object) => return first_text(object.get("@value")),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|t| !t.is_empty())
}

/// The value of a script; what content systems often break is mended.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let inner = script.get(start..=end)?;
    serde_json::from_str(&mend(inner)).ok()
}

/// Line ends within strings, commas before closing brackets, and comments go.
fn mend(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut chars = script.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                out.push(c);
            }
            '\\' if quoted => match chars.next() {
                Some(e) if matches!(e, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
                    out.extend([c, e]);
                }
                Some(e) => out.push(if e.is_control() { ' ' } else { e }),
                None => {}
            },
            c if c.is_control() => out.push(' '),
            '/' if !quoted && chars.peek() == Some(&'*') => {
                let mut before = ' ';
                for c in chars.by_ref() {
                    if before == '*' && c == '/' {
                        break;
                    }
                    before = c;
                }
            }
            '}' | ']' if !quoted => {
                let kept = out.trim_end().len();
                if out.get(..kept).is_some_and(|o| o.ends_with(',')) {
                    out.truncate(kept - 1);
                }
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// The date of a script that no mending helps, if it is an article's and holds one date alone.
fn salvage(script: &str) -> Option<Reading> {
    const KEY: &str = "\"datePublished\"";
    let mut found = script.split(KEY).skip(1).filter_map(|rest| rest.split('"').nth(1)).filter_map(stated);
    let first = found.next()?;
    let article = script.contains("Article\"") || script.contains("Posting\"");
    (article && found.all(|f| f.moment == first.moment)).then_some(first)
}

/// Character references that content systems leave in strings.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let pairs = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&ndash;", "–"),
        ("&#8211;", "–"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(script: &str) -> Option<String> {
        let titles = [plain("Envoys meet in Dorvik | Example Times")];
        let linked = read(&[script.to_owned()], "https://news.example/a", &titles);
        linked.published.map(|r| r.moment.iso())
    }

    #[test]
    fn the_article_counts_and_not_what_surrounds_it() {
        let graph = r#"{"@graph":[{"@type":"WebSite","name":"Example Times","datePublished":"2001-01-01"},
            {"@type":"WebPage","datePublished":"2019-01-01"},
            {"@type":["NewsArticle"],"headline":"Envoys meet in Dorvik","datePublished":"2021-03-12",
             "video":{"@type":"VideoObject","datePublished":"2021-03-01"},
             "comment":[{"@type":"Article","datePublished":"2021-03-15"}]},
            {"@type":"ItemList","itemListElement":[{"@type":"Article","datePublished":"2021-03-20"}]}]}"#;
        assert_eq!(published(graph).as_deref(), Some("2021-03-12"));
        assert_eq!(published(r#"{"@type":"WebPage","datePublished":"2019-01-01"}"#), None);
    }

    #[test]
    fn of_several_articles_the_one_with_this_heading_counts() {
        let list = r#"[{"@type":"NewsArticle","headline":"Ferries stop","datePublished":"2021-03-14"},
            {"@type":"NewsArticle","headline":"Envoys meet in Dorvik","datePublished":"2021-03-12"}]"#;
        assert_eq!(published(list).as_deref(), Some("2021-03-12"));
        let strangers = r#"[{"@type":"NewsArticle","headline":"Ferries stop","datePublished":"2021-03-14"},
            {"@type":"NewsArticle","headline":"Ferries run","datePublished":"2021-03-12"}]"#;
        assert_eq!(published(strangers), None);
    }

    #[test]
    fn what_is_a_little_broken_is_mended() {
        for script in [
            "<!-- {\"@type\":\"NewsArticle\",\"datePublished\":\"2021-03-12\",} -->",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Envoys\nmeet\",\"datePublished\":\"2021-03-12\"};",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Envoys \"meet\"\",\"datePublished\":\"2021-03-12\"}",
        ] {
            assert_eq!(published(script).as_deref(), Some("2021-03-12"), "{script}");
        }
    }
}
