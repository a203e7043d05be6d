//! Which pairing of rows and columns is worth most? The Hungarian method with potentials (Kuhn 1955,
//! Munkres 1957), cubic in the larger side.

/// What the best pairing of rows with columns is worth; all values at least nothing.
pub(crate) fn best(worth: &[Vec<f64>]) -> f64 {
    let columns = worth.first().map_or(0, Vec::len);
    let n = worth.len().max(columns);
    let cost = |i: usize, j: usize| -worth.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0.0);
    // Row and column 0 stand for "none yet".
    let (mut of_row, mut of_column) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for i in 1..=n {
        row_of[0] = i;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut before = vec![0; n + 1];
        let mut used = vec![false; n + 1];
        while row_of[column] != 0 {
            used[column] = true;
            let row = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for j in 1..=n {
                if used[j] {
                    continue;
                }
                let reduced = cost(row - 1, j - 1) - of_row[row] - of_column[j];
                if reduced < least[j] {
                    (least[j], before[j]) = (reduced, column);
                }
                if least[j] < step {
                    (step, next) = (least[j], j);
                }
            }
            for j in 0..=n {
                if used[j] {
                    of_row[row_of[j]] += step;
                    of_column[j] -= step;
                } else {
                    least[j] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    (1..=n).map(|j| -cost(row_of[j] - 1, j - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_best_pairing_is_not_the_greedy_one() {
        assert!((best(&[vec![3.0, 2.0], vec![2.5, 0.0]]) - 4.5).abs() < 1e-9);
        assert!((best(&[vec![1.0, 2.0, 9.0]]) - 9.0).abs() < 1e-9);
        assert!((best(&[vec![1.0], vec![4.0], vec![2.0]]) - 4.0).abs() < 1e-9);
        assert!(best(&[]).abs() < 1e-9);
    }
}
