//! How is a long table searched where it lies? Lines sorted by their first column, found by halving:
//! nothing is read or allocated when the program starts.

/// The text of a table whose lines are sorted by bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sorted(pub(crate) &'static str);

impl Sorted {
    /// What follows the key in all lines that have it.
    pub(crate) fn find(self, key: &str) -> Vec<&'static str> {
        let (mut low, mut high) = (0, self.0.len());
        // The start of the first line whose key is not less.
        while low < high {
            let line = self.start_of(low + (high - low) / 2);
            if self.split(line).0 < key {
                low = self.end_of(line);
            } else if line == low {
                break;
            } else {
                high = line;
            }
        }
        let mut out = Vec::new();
        while low < self.0.len() {
            let (own, rest) = self.split(low);
            if own != key {
                break;
            }
            out.push(rest);
            low = self.end_of(low);
        }
        out
    }

    /// Where the line of a byte begins.
    fn start_of(self, at: usize) -> usize {
        let before = self.0.as_bytes().get(..at).unwrap_or(&[]);
        before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1)
    }

    /// Where the line after that of a byte begins.
    fn end_of(self, at: usize) -> usize {
        let rest = self.0.as_bytes().get(at..).unwrap_or(&[]);
        rest.iter().position(|b| *b == b'\n').map_or(self.0.len(), |i| at + i + 1)
    }

    /// A line's key and the rest.
    fn split(self, line: usize) -> (&'static str, &'static str) {
        let whole = self.0.get(line..self.end_of(line)).unwrap_or("").trim_end_matches('\n');
        whole.split_once('\t').unwrap_or((whole, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_no_other() {
        let table = Sorted("a\t1\na\t2\nab\t3\nb b\t4\nc\t5\n");
        assert_eq!(table.find("a"), ["1", "2"]);
        assert_eq!(table.find("ab"), ["3"]);
        assert_eq!(table.find("b b"), ["4"]);
        assert_eq!(table.find("c"), ["5"]);
        assert!(["", "0", "aa", "b", "d"].iter().all(|k| table.find(k).is_empty()));
        assert!(Sorted("").find("a").is_empty());
    }
}
