//! Are the actors of an annotation found, with their country and sector? Part of the task `record`.
//!
//! Rules:
//! - An annotated actor is found where a mention of the record overlaps the words by which the text
//!   first speaks of it; of several mentions the one with the words of its name ("Chad" of "Chad and Togo"),
//!   else the one that shares most with them. Where none overlaps, an actor of the record is taken whose name has the same words.
//! - Country: the same, or unknown in both. Sector: our first is among the annotated ones, or neither
//!   has any. Of those found.

use chancery_model::record::Record;
use chancery_model::score::Metric;
use chancery_model::span::Span;
use chancery_model::text::Text;

use super::annotation::Member;
use super::matching::name_words as words;

/// What was right, and every miss in words.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    wanted: usize,
    found: usize,
    country: usize,
    sector: usize,
    both: usize,
    pub(crate) misses: Vec<String>,
}

impl Scores {
    /// Compares the actors of one dispatch.
    pub(crate) fn add(&mut self, name: &str, gold: &[Member], record: &Record) {
        let text = Text::new(record.dispatch.text.clone());
        for member in gold {
            self.wanted += 1;
            let Some(actor) = find(member, record, &text) else {
                self.misses.push(format!("{name}\tactor not found\t{}", member.name));
                continue;
            };
            let country = actor.country == member.country;
            let sector = match actor.sectors.first() {
                Some(first) => member.sectors.contains(first),
                None => member.sectors.is_empty(),
            };
            self.found += 1;
            self.country += usize::from(country);
            self.sector += usize::from(sector);
            self.both += usize::from(country && sector);
            if !(country && sector) {
                let show = |country: &Option<String>, sectors: &[String]| {
                    format!("{} {}", country.as_deref().unwrap_or("-"), sectors.join("+"))
                };
                self.misses.push(format!(
                    "{name}\twrong actor\t{}\twanted {}\tgot {} ({})",
                    member.name,
                    show(&member.country, &member.sectors),
                    show(&actor.country, &actor.sectors),
                    actor.name,
                ));
            }
        }
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        vec![
            Metric::share("actors_found", self.found, self.wanted),
            Metric::share("actors_country", self.country, self.found),
            Metric::share("actors_sector", self.sector, self.found),
            Metric::share("actors_both", self.both, self.found),
        ]
    }
}

/// The actor of a record that an annotated one is.
fn find<'r>(
    member: &Member,
    record: &'r Record,
    text: &Text,
) -> Option<&'r chancery_model::record::ActorOut> {
    let [start, end] = member.first?;
    let shared = |span: [u32; 2]| span[1].min(end).saturating_sub(span[0].max(start));
    let share = |span: [u32; 2]| {
        let s = shared(span);
        // In thousandths, so that the comparison is exact.
        u64::from(s) * 1000 / u64::from((span[1] - span[0]) + (end - start) - s).max(1)
    };
    let mentions = record.actors.iter().flat_map(|a| a.mentions.iter().map(move |m| (a, m.span)));
    let overlapping = mentions.filter(|(_, span)| shared(*span) > 0);
    let wanted = words(&member.name);
    let named = |span: [u32; 2]| words(text.slice(Span::new(span[0], span[1]))) == wanted;
    let by_place =
        overlapping.max_by_key(|(_, span)| (named(*span), share(*span), std::cmp::Reverse(span[0])));
    by_place.map(|(a, _)| a).or_else(|| record.actors.iter().find(|a| words(&a.name) == wanted))
}
