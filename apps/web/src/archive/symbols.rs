//! How are the strings of millions of events kept small? Each distinct one once, and numbers in their places.

use std::collections::HashMap;

/// The symbol of what is not there.
pub(crate) const NOTHING: u32 = 0;

/// What parts strings in a table; no needle has it, so no match goes over the end of a string.
const PARTED: char = '\0';

/// As many as fit into a number of 32 bits: an archive has fewer of everything.
pub(crate) fn counted(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Rows in another order.
pub(crate) fn reordered<T: Copy>(rows: &[T], order: &[u32]) -> Vec<T> {
    order.iter().filter_map(|&place| rows.get(place as usize).copied()).collect()
}

/// The room that a list takes.
pub(crate) fn room<T>(list: &Vec<T>) -> usize {
    list.capacity() * size_of::<T>()
}

/// Strings by their numbers. The first stands for nothing, and no question about strings fits it.
#[derive(Debug)]
pub(crate) struct Table {
    text: String,
    ends: Vec<u32>,
    /// Only while the table grows.
    places: HashMap<Box<str>, u32>,
}

impl Default for Table {
    fn default() -> Self {
        Self { text: PARTED.to_string(), ends: vec![0], places: HashMap::new() }
    }
}

impl Table {
    /// Adds a string at the end, whether or not it is there already.
    pub(crate) fn push(&mut self, string: &str) -> u32 {
        self.text.push_str(string);
        self.ends.push(counted(self.text.len()));
        self.text.push(PARTED);
        counted(self.ends.len() - 1)
    }

    /// The symbol of a string, which is added where it is new.
    pub(crate) fn symbol(&mut self, string: &str) -> u32 {
        if let Some(&known) = self.places.get(string) {
            return known;
        }
        let symbol = self.push(string);
        self.places.insert(string.into(), symbol);
        symbol
    }

    /// Gives back the room that only growing needs.
    pub(crate) fn seal(&mut self) {
        self.places = HashMap::new();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many symbols there are, that of nothing among them.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string of a symbol; empty for nothing.
    pub(crate) fn get(&self, symbol: u32) -> &str {
        let place = symbol as usize;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        self.ends.get(place).and_then(|&end| self.text.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// The string of a symbol, if it stands for something.
    pub(crate) fn value(&self, symbol: u32) -> Option<&str> {
        (symbol != NOTHING).then(|| self.get(symbol))
    }

    /// All symbols but that of nothing.
    pub(crate) fn symbols(&self) -> std::ops::Range<u32> {
        1..counted(self.len())
    }

    /// The same strings in lower case, under the same symbols.
    pub(crate) fn lowered(&self) -> Self {
        let mut lowered = Self::default();
        for symbol in self.symbols() {
            lowered.push(&self.get(symbol).to_lowercase());
        }
        lowered.seal();
        lowered
    }

    /// By symbol, whether it is that of one of these strings.
    pub(crate) fn among(&self, strings: &[String]) -> Vec<bool> {
        let mut among: Vec<bool> = vec![false];
        among.extend(self.symbols().map(|symbol| {
            let string = self.get(symbol);
            strings.iter().any(|s| s == string)
        }));
        among
    }

    /// By symbol, whether its string has these words in it: one walk over all of them.
    pub(crate) fn holding(&self, words: &str) -> Vec<bool> {
        let mut holding = vec![false; self.len()];
        if words.is_empty() || words.contains(PARTED) {
            return holding;
        }
        let mut symbol = 0;
        for (at, _) in self.text.match_indices(words) {
            while self.ends.get(symbol).is_some_and(|&end| end as usize <= at) {
                symbol += 1;
            }
            if let Some(holds) = holding.get_mut(symbol) {
                *holds = true;
            }
        }
        holding
    }

    /// The room that it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity() + room(&self.ends)
    }
}

/// A string, or none, for every row.
#[derive(Debug, Default)]
pub(crate) struct Column {
    pub(crate) table: Table,
    pub(crate) rows: Vec<u32>,
}

impl Column {
    /// Adds a row.
    pub(crate) fn push(&mut self, string: Option<&str>) {
        let symbol = string.map_or(NOTHING, |s| self.table.symbol(s));
        self.rows.push(symbol);
    }

    /// Puts the rows in another order, after which none is added.
    pub(crate) fn settle(&mut self, order: &[u32]) {
        self.rows = reordered(&self.rows, order);
        self.table.seal();
    }

    /// The string of a row.
    pub(crate) fn value(&self, row: usize) -> Option<&str> {
        self.rows.get(row).and_then(|&symbol| self.table.value(symbol))
    }

    /// The string of a row; empty for none.
    pub(crate) fn text(&self, row: usize) -> &str {
        self.value(row).unwrap_or_default()
    }

    /// The room that it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.table.bytes() + room(&self.rows)
    }
}

/// The codes in each string of a table, which are parted by spaces.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    codes: Vec<u32>,
}

impl Lists {
    /// Splits the strings of a table; each code once a string, in the string's order.
    pub(crate) fn of(table: &Table, codes: &mut Table) -> Self {
        let mut lists = Self { starts: vec![0, 0], codes: Vec::new() };
        for symbol in table.symbols() {
            let mut list: Vec<u32> = Vec::new();
            for code in table.get(symbol).split_whitespace() {
                let code = codes.symbol(code);
                if !list.contains(&code) {
                    list.push(code);
                }
            }
            lists.codes.extend(list);
            lists.starts.push(counted(lists.codes.len()));
        }
        lists
    }

    /// The codes in a symbol's string.
    pub(crate) fn get(&self, symbol: u32) -> &[u32] {
        let place = symbol as usize;
        let bounds = self.starts.get(place).zip(self.starts.get(place + 1));
        bounds.and_then(|(&start, &end)| self.codes.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// By symbol, whether a code in its string is one of those marked.
    pub(crate) fn holding(&self, marked: &[bool]) -> Vec<bool> {
        let is_marked = |code: &u32| marked.get(*code as usize).copied().unwrap_or(false);
        let symbols = 0..counted(self.starts.len().saturating_sub(1));
        symbols.map(|symbol| self.get(symbol).iter().any(is_marked)).collect()
    }

    /// The room that it takes.
    pub(crate) fn bytes(&self) -> usize {
        room(&self.starts) + room(&self.codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_kept_once_and_nothing_is_not_the_empty_string() {
        let mut column = Column::default();
        for string in [Some("Veld"), None, Some(""), Some("Veld")] {
            column.push(string);
        }
        column.settle(&[3, 2, 1, 0]);
        let values: Vec<_> = (0..5).map(|row| column.value(row)).collect();
        assert_eq!(values, [Some("Veld"), Some(""), None, Some("Veld"), None]);
        assert_eq!(column.table.len(), 3);
    }

    #[test]
    fn words_are_found_within_strings_and_not_across_them() {
        let mut table = Table::default();
        for string in ["Ärna Öst", "stern", "", "a\0b", "ÖSTERN"] {
            table.push(string);
        }
        let found = |words: &str| -> Vec<usize> {
            let holding = table.lowered().holding(words);
            (0..holding.len()).filter(|&s| holding[s]).collect()
        };
        assert_eq!(found("st"), [1, 2, 5]);
        assert_eq!(found("öst"), [1, 5]);
        assert_eq!(found("tst"), [0_usize; 0]);
        assert_eq!(found("\0"), [0_usize; 0]);
        assert_eq!(found(""), [0_usize; 0]);
    }

    #[test]
    fn a_list_has_each_code_once() {
        let (mut table, mut codes) = (Table::default(), Table::default());
        let both = table.symbol("KEN  TCD KEN");
        let none = table.symbol("");
        let lists = Lists::of(&table, &mut codes);
        let names: Vec<&str> = lists.get(both).iter().map(|&c| codes.get(c)).collect();
        assert_eq!(names, ["KEN", "TCD"]);
        assert_eq!((lists.get(none).len(), lists.get(NOTHING).len(), lists.get(99).len()), (0, 0, 0));
        assert_eq!(lists.holding(&codes.among(&["TCD".into()])), [false, true, false]);
    }
}
