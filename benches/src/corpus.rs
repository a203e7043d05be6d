//! On which text is it measured? Two hundred dispatches in five voices, put together from forty
//! paragraphs of our own by a fixed sequence of numbers, so that every run, on every machine and in
//! every other program, reads the same words.

use std::fs;
use std::path::Path;

use crate::error::Error;

const COUNT: usize = 200;
/// Of a dispatch's paragraphs, the first three are in its own voice, the others in any.
const OWN: usize = 3;
const PARAGRAPHS: usize = 5;

const VOICES: [&str; 5] = [
    include_str!("../dispatches/agency.txt"),
    include_str!("../dispatches/defence.txt"),
    include_str!("../dispatches/ministry.txt"),
    include_str!("../dispatches/un.txt"),
    include_str!("../dispatches/wire.txt"),
];

/// One voice's material. A file's first block holds headlines, one a line, its second datelines; every
/// other block is a paragraph.
struct Voice {
    headlines: Vec<&'static str>,
    datelines: Vec<&'static str>,
    paragraphs: Vec<&'static str>,
}

impl Voice {
    fn of(text: &'static str) -> Self {
        let mut blocks = text.split("\n\n").map(str::trim).filter(|b| !b.is_empty());
        let lines = |b: Option<&'static str>| b.map_or(Vec::new(), |b| b.lines().collect());
        Self {
            headlines: lines(blocks.next()),
            datelines: lines(blocks.next()),
            paragraphs: blocks.collect(),
        }
    }
}

/// The dispatches, always the same.
pub(crate) fn dispatches() -> Vec<String> {
    let voices: Vec<Voice> = VOICES.iter().map(|text| Voice::of(text)).collect();
    (0..COUNT).map(|number| dispatch(number, &voices)).collect()
}

fn dispatch(number: usize, voices: &[Voice]) -> String {
    let mut numbers = Numbers(number as u64);
    let own = &voices[number % voices.len()];
    let mut chosen: Vec<&str> = Vec::with_capacity(PARAGRAPHS);
    while chosen.len() < PARAGRAPHS {
        let voice = if chosen.len() < OWN { own } else { numbers.one_of(voices) };
        let paragraph = *numbers.one_of(&voice.paragraphs);
        if !chosen.contains(&paragraph) {
            chosen.push(paragraph);
        }
    }
    let (headline, dateline) = (numbers.one_of(&own.headlines), numbers.one_of(&own.datelines));
    format!("{headline}\n\n{dateline} {}\n", chosen.join("\n\n"))
}

/// A linear congruential sequence (Knuth's MMIX constants): nothing here needs better randomness, and
/// this one will never change under us.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default()
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.next() % list.len()]
    }
}

/// Words as whitespace divides them: a measure that does not depend on anybody's tokeniser.
pub(crate) fn words(dispatches: &[String]) -> usize {
    dispatches.iter().map(|d| d.split_whitespace().count()).sum()
}

/// Writes the dispatches to a folder, one a file.
pub(crate) fn write(dispatches: &[String], folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    for (number, text) in dispatches.iter().enumerate() {
        let path = folder.join(format!("{number:03}.txt"));
        fs::write(&path, text).map_err(Error::at(&path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_voice_has_headlines_datelines_and_eight_paragraphs() {
        for text in VOICES {
            let voice = Voice::of(text);
            assert_eq!((voice.headlines.len(), voice.datelines.len(), voice.paragraphs.len()), (4, 4, 8));
            assert!(voice.paragraphs.iter().all(|p| !p.contains('\n')));
        }
    }

    #[test]
    fn the_dispatches_are_of_news_length_and_no_two_are_alike() {
        let made = dispatches();
        assert_eq!(made.len(), COUNT);
        for text in &made {
            let n = words(std::slice::from_ref(text));
            assert!((270..430).contains(&n), "{n} words");
        }
        let mut distinct = made.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), COUNT);
        assert_eq!(made, dispatches());
    }
}
