//! What does a word mean, whatever its sentence? A vector a lemma, as the encoder's pretrained parent gives it
//! to the word alone (`training/chancery_training/words.py`): the encoder itself was bent towards grammar.

use crate::error::Error;

/// The table (CC BY-SA 4.0; card: `weights/events.md`).
pub(super) static TABLE: &[u8] = include_bytes!("../../weights/words.bin");
const FILE: &str = "weights/words.bin";

/// Numbers of a vector.
pub(super) const MEANING: usize = 96;

/// The loaded table; its words and numbers stay where they lie in the program.
#[derive(Debug, Clone)]
pub(super) struct Meanings {
    names: &'static str,
    /// Where each word begins, and the end.
    starts: Vec<u32>,
    scales: &'static [u8],
    numbers: &'static [u8],
}

impl Meanings {
    /// Little-endian: how many words, numbers a word, bytes of names; the names, a line each and sorted; a scale a
    /// word (f32); the numbers (i8).
    pub(super) fn load() -> Result<Self, Error> {
        let bad = |what: &str| Error::Weights { file: FILE, what: what.into() };
        let size = |at: usize| {
            let four = TABLE.get(4 * at..4 * at + 4).and_then(|b| b.try_into().ok());
            four.map_or(0, |b| u32::from_le_bytes(b) as usize)
        };
        let (count, width, length) = (size(0), size(1), size(2));
        let whole = 12 + length + 4 * count + count * width;
        if width != MEANING || TABLE.len() != whole {
            return Err(bad("it is no table of 96 numbers a word"));
        }
        let names = TABLE.get(12..12 + length).and_then(|b| std::str::from_utf8(b).ok());
        let names = names.ok_or_else(|| bad("its words are no text"))?;
        let mut starts: Vec<u32> = Vec::with_capacity(count + 1);
        let mut at = 0;
        for word in names.split('\n') {
            starts.push(at);
            at += u32::try_from(word.len()).unwrap_or(0) + 1;
        }
        starts.push(at);
        if starts.len() != count + 1 {
            return Err(bad("it has another number of words than it says"));
        }
        let (_, rest) = TABLE.split_at(12 + length);
        let (scales, numbers) = rest.split_at(4 * count);
        Ok(Self { names, starts, scales, numbers })
    }

    /// Adds the vector of a lemma to `out`, or noughts where there is none.
    pub(super) fn extend(&self, out: &mut Vec<f32>, lemma: &str) {
        let lower = lemma.to_lowercase();
        let word = |n: usize| {
            let (from, to) = (self.starts[n] as usize, self.starts[n + 1] as usize - 1);
            self.names.get(from..to).unwrap_or("")
        };
        let (mut low, mut high) = (0, self.starts.len() - 1);
        while low < high {
            let middle = low.midpoint(high);
            match word(middle).cmp(&lower) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let scale = self.scales.get(4 * middle..4 * middle + 4).and_then(|b| b.try_into().ok());
                    let scale = scale.map_or(0.0, f32::from_le_bytes);
                    let row = self.numbers.get(MEANING * middle..MEANING * (middle + 1)).unwrap_or(&[]);
                    out.extend(row.iter().map(|&b| f32::from(b.cast_signed()) * scale));
                    return;
                }
            }
        }
        out.resize(out.len() + MEANING, 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lemma: &str) -> Vec<f32> {
        let mut out = Vec::new();
        Meanings::load().unwrap().extend(&mut out, lemma);
        out
    }

    #[test]
    fn words_of_one_meaning_are_near_each_other() {
        let near = |a: &str, b: &str| {
            let (x, y) = (of(a), of(b));
            let length = |v: &[f32]| chancery_model::dense::dot(v, v).sqrt();
            chancery_model::dense::dot(&x, &y) / (length(&x) * length(&y))
        };
        assert!(near("condemn", "denounce") > near("condemn", "bicycle") + 0.2);
        assert!(near("Shell", "shell") > 0.999, "the case of a word says nothing");
    }

    #[test]
    fn an_unknown_word_means_nothing() {
        assert_eq!(of("qqxyzzy"), vec![0.0; MEANING]);
    }
}
