//! How well does a person's name fit in among the names of a state's office-holders? A caution, not a ground: a guest's name in a
//! story from elsewhere keeps the head from making him a native.

use std::collections::BTreeMap;

use crate::spelling::name_key;

/// The table: the number of states (u16), their codes, then for each state a logarithm (in 32nds) a cell: how much more usual the
/// cell's three letters are among its office-holders than among all. Written by the example `compile_names`.
pub(crate) static TABLE: &[u8] = include_bytes!("../../reference/names.bin");

/// Into how many cells all groups of three letters fall.
pub const CELLS: usize = 1024;
const SCALE: f32 = 32.0;
/// What counts as many groups of letters of a state whose office-holders are few.
const PRIOR: f32 = 200.0;
const CODE: usize = 3;

/// The cells of a name's groups of three letters; its words begin and end with a letter of their own.
pub(super) fn cells(name: &str) -> Vec<usize> {
    let mut out = Vec::new();
    for word in name_key(name).split(' ').filter(|w| w.chars().count() > 1) {
        let letters: Vec<char> =
            std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        out.extend(letters.windows(3).map(cell));
    }
    out
}

/// FNV-1a over the letters' numbers.
fn cell(letters: &[char]) -> usize {
    let step = |hash: u32, c: &char| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    letters.iter().fold(0x811c_9dc5, step) as usize % CELLS
}

/// The table of the names of states' office-holders, as it lies on disk.
#[allow(clippy::cast_precision_loss, reason = "there are some ten thousand names")]
#[allow(clippy::cast_possible_truncation, reason = "cut to a byte's range before")]
pub fn table<'n>(names: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<u8> {
    let mut counts: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut all = vec![0_u32; CELLS];
    for (name, code) in names.filter(|(_, code)| code.len() == CODE) {
        let own = counts.entry(code).or_insert_with(|| vec![0; CELLS]);
        for c in cells(name) {
            own[c] += 1;
            all[c] += 1;
        }
    }
    let whole = all.iter().sum::<u32>() as f32;
    let usual: Vec<f32> = all.iter().map(|&n| (n as f32 + 0.5) / whole).collect();
    let mut out = u16::try_from(counts.len()).unwrap_or(u16::MAX).to_le_bytes().to_vec();
    out.extend(counts.keys().flat_map(|code| code.bytes()));
    for own in counts.values() {
        let sum = own.iter().sum::<u32>() as f32;
        for (&n, &usual) in own.iter().zip(&usual) {
            let share = (n as f32 + PRIOR * usual) / (sum + PRIOR);
            let cut = ((share / usual).ln() * SCALE).round().clamp(-127.0, 127.0);
            out.extend((cut as i8).to_le_bytes());
        }
    }
    out
}

/// The mean logarithm over the cells of a name's groups of letters; `None` for a state without names and a name without letters.
#[allow(clippy::cast_precision_loss, reason = "a name has few letters")]
pub(super) fn of(cells: &[usize], code: &str) -> Option<f32> {
    let (count, rest) = TABLE.split_at_checked(2)?;
    let count = usize::from(u16::from_le_bytes([count[0], count[1]]));
    let (codes, rows) = rest.split_at_checked(count * CODE)?;
    let at = codes.chunks_exact(CODE).position(|c| c == code.as_bytes())?;
    let row = rows.get(at * CELLS..(at + 1) * CELLS)?;
    let sum: f32 = cells.iter().map(|&c| f32::from(i8::from_le_bytes([row[c]]))).sum();
    (!cells.is_empty()).then(|| sum / SCALE / cells.len() as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_where_its_like_hold_office() {
        for (name, own, other) in [
            ("Kofi Owusu Mensah", "GHA", "FIN"),
            ("Jari Lehtinen", "FIN", "GHA"),
            ("Tomás Arrieta", "COL", "KOR"),
            ("Nguyen Van Thanh", "VNM", "COL"),
        ] {
            assert!(of(&cells(name), own) > of(&cells(name), other), "{name}");
        }
    }

    #[test]
    fn what_the_table_does_not_know_is_left_open() {
        assert_eq!(of(&cells("Jari Lehtinen"), "XXX"), None);
        assert_eq!(of(&cells(""), "FIN"), None);
    }
}
