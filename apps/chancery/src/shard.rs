//! Which part of the inputs is this process's? So that many processes share the work with nothing between them: GNU
//! parallel, an array of Slurm jobs.

use std::str::FromStr;

/// Every so-manieth document: part 2 of 8 reads the second, the tenth, the eighteenth … All parts together read each
/// document once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    part: usize,
    of: usize,
}

impl Default for Shard {
    /// All of it.
    fn default() -> Self {
        Self { part: 1, of: 1 }
    }
}

impl Shard {
    /// Whether the document at a place, from 0, is of this part.
    pub fn holds(self, place: usize) -> bool {
        place % self.of == self.part - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let numbers =
            written.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((part, of)) if (1..=of).contains(&part) => Ok(Self { part, of }),
            _ => Err(format!("{written:?} is no part: 2/8 is the second of eight")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_share_all_documents_and_no_two_have_the_same() {
        for of in 1..7 {
            for place in 0..40 {
                let holds = |part: &usize| format!("{part}/{of}").parse::<Shard>().unwrap().holds(place);
                assert_eq!((1..=of).filter(holds).count(), 1, "{place} of {of}");
            }
        }
        assert!((0..40).all(|place| Shard::default().holds(place)));
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for wrong in ["0/4", "5/4", "1/0", "1", "/", "a/b", "-1/2", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
