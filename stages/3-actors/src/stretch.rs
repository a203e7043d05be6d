//! Which title do the words right before a name make, whatever tree they were given? Long titles
//! ("secretary of Iran's Supreme Council, NAME") are where parsers err most, while their word order is
//! strict: modifiers, title noun, phrases with of, for and to, the name.

use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

use crate::allegiance::stands_at;
use crate::draft::Draft;
use crate::names::{Name, NameKind};
use crate::phrase::{is_noun, is_plural};
use crate::reference::{Entry, plain};

/// How many words a title may have.
const LONGEST: u32 = 18;

/// Bodies that are no agents of their own accord, but have officers.
const COLLEGES: &[&str] = &["board", "commission", "committee", "council", "front", "movement", "union"];

/// A title noun with the words around it, up to the name.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    /// The title noun.
    pub(crate) title: u32,
    /// From its first modifier to the name.
    pub(crate) tokens: Span<Tok>,
}

/// The title before a name. Directly before the name the nearest title noun counts; before a comma
/// the outermost, and only where no list goes on after the name.
pub(crate) fn before(d: &Draft<'_>, name: &Name) -> Option<Stretch> {
    let form = |t: u32| d.a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let sentence = d.a.sentences()[d.a.sentence_of(name.head) as usize].tokens;
    let mut start = name.tokens.start();
    while start > sentence.start() && d.r.honorific(form(start - 1)).is_some() {
        start -= 1;
    }
    // "The Foreign Secretary, the Rt Hon Lara Quist MP": what leads on to an honorific is one, too.
    let polite =
        |t: u32| matches!(form(t), "the" | "The" | "his" | "His" | "her" | "Her" | "Rt" | "Rt." | "Right");
    while start < name.tokens.start() && start > sentence.start() && polite(start - 1) {
        start -= 1;
    }
    let comma = start > sentence.start() && form(start - 1) == ",";
    let end = if comma { start - 1 } else { start };
    let next = name.tokens.end();
    let goes_on = form(next) == "and" || form(next) == "," && form(next + 1) == "and";
    if comma && goes_on {
        return None;
    }
    let mut titles = Vec::new();
    let mut first = end;
    while first > sentence.start() && end - first < LONGEST && continues(d, first - 1) {
        first -= 1;
        if is_title_noun(d, first) {
            titles.push(first);
        }
    }
    let leads_on = |t: u32| matches!(form(t + 1).to_lowercase().as_str(), "of" | "for" | "to");
    let mut titles = titles.into_iter();
    let mut title = titles.next().filter(|&t| t + 1 == end || leads_on(t))?;
    if comma {
        // Honorifics aside, an outer title leads on to the inner one by its preposition.
        for outer in titles {
            if leads_on(outer) {
                title = outer;
            }
        }
    }
    Some(Stretch { title, tokens: Span::new(modifiers_start(d, title, sentence.start()), start) })
}

/// The title in apposition after a name, up to the mark that closes it: "NAME, the spokesman for …,".
pub(crate) fn after(d: &Draft<'_>, name: &Name) -> Option<Stretch> {
    let limit = d.a.sentences()[d.a.sentence_of(name.head) as usize].tokens.end();
    let comma = name.tokens.end();
    if comma + 1 >= limit || &*d.a.token(comma).form != "," {
        return None;
    }
    let start = comma + 1;
    let small = |t: u32| matches!(d.a.token(t).upos, Upos::Adp | Upos::Cconj | Upos::Punct);
    let end = (start..limit.min(start + LONGEST)).find(|&t| !continues(d, t)).unwrap_or(limit);
    let closed = end == limit || d.a.token(end).upos == Upos::Punct;
    let run = (start..end).find(|&t| small(t)).unwrap_or(end);
    let title = (start..run).rfind(|&t| is_title_noun(d, t)).filter(|&t| closed && t + 1 == run)?;
    Some(Stretch { title, tokens: Span::new(start, end) })
}

/// Whether a token may stand within a title.
fn continues(d: &Draft<'_>, t: u32) -> bool {
    let token = d.a.token(t);
    if d.name_of(t).is_some_and(|n| n.kind == NameKind::Person) {
        return false;
    }
    match token.upos {
        Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num => true,
        Upos::Adp => matches!(token.form.to_lowercase().as_str(), "of" | "for" | "to"),
        Upos::Part => token.relation == Relation::Case,
        Upos::Cconj => &*token.form == "and",
        Upos::Punct => matches!(&*token.form, "(" | ")" | "-"),
        _ => false,
    }
}

fn is_title_noun(d: &Draft<'_>, t: u32) -> bool {
    let token = d.a.token(t);
    let office = d.r.offices.has_head(&token.lemma) || d.r.offices.has_head(&token.form);
    office && is_noun(d.a, t) && !is_plural(d.a, t) && !d.in_name(t)
}

/// Where the modifiers before a title noun begin: "Iran's deputy foreign" before "minister".
fn modifiers_start(d: &Draft<'_>, title: u32, limit: u32) -> u32 {
    let mut start = title;
    while start > limit {
        let before = start - 1;
        let token = d.a.token(before);
        let state = |t: u32| matches!(d.known_at(t), Some(Entry::State(_) | Entry::Place { .. }));
        let joins = match token.upos {
            Upos::Det => return before,
            Upos::Cconj => {
                before > limit
                    && !state(before - 1)
                    && continues(d, before - 1)
                    && matches!(d.a.token(before - 1).upos, Upos::Adj | Upos::Propn)
                    && !is_title_noun(d, before - 1)
            }
            Upos::Adp => false,
            _ => continues(d, before) && !stands_at(d, before),
        };
        if !joins {
            break;
        }
        start = before;
    }
    start
}

impl Stretch {
    /// The words before the title noun and after it, as the tables spell them.
    pub(crate) fn words(&self, d: &Draft<'_>) -> Vec<String> {
        let word = |t: &u32| matches!(d.a.token(*t).upos, Upos::Propn | Upos::Noun | Upos::Adj);
        let all = self.tokens.iter().filter(|&t| t != self.title).filter(word);
        all.map(|t| plain(&d.a.token(t).form)).collect()
    }

    /// The country that the words before the title noun say.
    pub(crate) fn country_before(&self, d: &Draft<'_>) -> Option<String> {
        let within = Span::<Tok>::new(self.tokens.start(), self.title);
        let nationality = within.iter().rev().find_map(|t| match d.name_of(t).map(|n| n.kind) {
            Some(NameKind::Known(e @ Entry::Demonym(_))) => Some(d.r.code(e).to_owned()),
            Some(NameKind::People(code)) => code.map(str::to_owned),
            _ => None,
        });
        nationality.or_else(|| country(d, within, false))
    }

    /// The country that the phrases after the title noun say: "of" any, "for" a body's only.
    pub(crate) fn country_after(&self, d: &Draft<'_>) -> Option<String> {
        let adposition = |t: u32| d.a.token(t).upos == Upos::Adp;
        // A comma before the name ends the phrase.
        let comma = self.tokens.iter().next_back().is_some_and(|t| &*d.a.token(t).form == ",");
        let last = self.tokens.end() - u32::from(comma);
        let leads: Vec<u32> = (self.title + 1..last).filter(|&t| adposition(t)).collect();
        for (i, &t) in leads.iter().enumerate() {
            let end = leads.get(i + 1).copied().unwrap_or(last);
            let said = match d.a.token(t).form.to_lowercase().as_str() {
                "of" => country(d, Span::new(t + 1, end), false),
                "for" => country(d, Span::new(t + 1, end), true),
                _ => None,
            };
            if said.is_some() {
                return said;
            }
        }
        None
    }

    /// The body in the of-phrase: its words without article, country and brackets.
    pub(crate) fn body(&self, d: &Draft<'_>) -> Option<String> {
        let first = self.title + 1;
        let leads = first < self.tokens.end() && matches!(&*d.a.token(first).form, "of" | "for");
        let inner = (first..self.tokens.end()).find(|&t| is_title_noun(d, t));
        if let Some(inner) = inner.filter(|_| leads) {
            let words: Vec<String> = (first..inner).map(|t| plain(&d.a.token(t).form)).collect();
            return d.r.offices.find(&d.a.token(inner).lemma, &words).map(|o| format!("the {}", o.name));
        }
        let mut kept = Vec::new();
        for t in first + 1..self.tokens.end() {
            let token = d.a.token(t);
            if matches!(&*token.form, "(" | ",") || token.upos == Upos::Adp && &*token.form != "of" {
                break;
            }
            if !d.in_country(t) && !matches!(token.upos, Upos::Det | Upos::Part) {
                kept.push(t);
            }
        }
        let word = |t: u32| {
            let lemma = d.a.token(t).lemma.to_lowercase();
            d.r.body(&lemma, &[]).is_some() || COLLEGES.contains(&&*lemma)
        };
        let known = kept.iter().any(|&t| matches!(d.known_at(t), Some(Entry::Organisation(_))));
        let is_body = leads && (known || kept.iter().any(|&t| word(t)));
        let words: Vec<&str> = kept.iter().map(|&t| &*d.a.token(t).form).collect();
        is_body.then(|| {
            if known && kept.len() == 1 { words.join(" ") } else { format!("the {}", words.join(" ")) }
        })
    }
}

/// The country of the first name within a span.
fn country(d: &Draft<'_>, within: Span<Tok>, not_territory: bool) -> Option<String> {
    let mut names = within.iter().filter_map(|t| d.name_of(t)).filter(|n| within.contains(n.tokens));
    names.find_map(|n| match n.kind {
        // A territory that ends its phrase is what is dealt with: "envoy for Mali".
        NameKind::Known(Entry::State(_) | Entry::Place { .. })
            if not_territory && n.tokens.end() == within.end() =>
        {
            None
        }
        NameKind::Known(entry) => Some(d.r.code(entry).to_owned()),
        _ => None,
    })
}
