//! Which arcs make the best tree? The maximum spanning arborescence (Chu and Liu 1965, Edmonds
//! 1967) over arc scores, with exactly one word under the root.

/// The best heads of a sentence: `scores` has a row a word and `n + 1` columns, column 0 the root.
/// The result is 1-based, 0 for the one root.
pub(crate) fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    let greedy: Vec<usize> =
        scores.chunks_exact(n + 1).enumerate().map(|(i, row)| best_head(row, i)).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    // Square matrix with the root as node 0: `at(dependent, head)`.
    let mut matrix = vec![f64::NEG_INFINITY; (n + 1) * (n + 1)];
    for (i, row) in scores.chunks_exact(n + 1).enumerate() {
        for (j, &x) in row.iter().enumerate().filter(|&(j, _)| j != i + 1) {
            matrix[(i + 1) * (n + 1) + j] = f64::from(x);
        }
    }
    let free = arborescence(&matrix, n + 1);
    let roots: Vec<usize> = (1..=n).filter(|&i| free[i] == 0).collect();
    let chosen = if roots.len() == 1 { free } else { one_root(&matrix, n, &roots) };
    chosen.into_iter().skip(1).collect()
}

fn best_head(row: &[f32], word: usize) -> usize {
    let mut at = 0;
    for (j, x) in row.iter().enumerate() {
        if j != word + 1 && *x > row[at] {
            at = j;
        }
    }
    at
}

/// Whether 1-based heads form a tree with one word under the root.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    let mut seen = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && seen[at] == start {
            return false;
        }
    }
    true
}

/// The best tree among those with one of the candidate words under the root.
fn one_root(matrix: &[f64], n: usize, candidates: &[usize]) -> Vec<usize> {
    let size = n + 1;
    let mut best: Option<(f64, Vec<usize>)> = None;
    for &root in candidates {
        let mut forced = matrix.to_vec();
        for i in (1..=n).filter(|&i| i != root) {
            forced[i * size] = f64::NEG_INFINITY;
        }
        let heads = arborescence(&forced, size);
        let total: f64 = (1..=n).map(|i| forced[i * size + heads[i]]).sum();
        if best.as_ref().is_none_or(|(t, _)| total > *t) {
            best = Some((total, heads));
        }
    }
    best.map_or_else(|| vec![0; size], |(_, heads)| heads)
}

/// The maximum spanning arborescence from node 0: contracts a cycle, solves the rest, expands.
fn arborescence(matrix: &[f64], n: usize) -> Vec<usize> {
    let mut heads = vec![0; n];
    for i in 1..n {
        let row = &matrix[i * n..(i + 1) * n];
        for j in 0..n {
            if j != i && row[j] > row[heads[i]] {
                heads[i] = j;
            }
        }
    }
    let Some(cycle) = find_cycle(&heads) else { return heads };
    let in_cycle: Vec<bool> = (0..n).map(|i| cycle.contains(&i)).collect();
    let outside: Vec<usize> = (0..n).filter(|&i| !in_cycle[i]).collect();
    let m = outside.len() + 1;
    let joint = m - 1;
    let mut small = vec![f64::NEG_INFINITY; m * m];
    // For each outside node: its best head in the cycle, and the best way into the cycle from it.
    let (mut leave, mut enter) = (vec![0; m], vec![0; m]);
    for (a, &i) in outside.iter().enumerate() {
        for (b, &j) in outside.iter().enumerate() {
            if a != b {
                small[a * m + b] = matrix[i * n + j];
            }
        }
        for &c in &cycle {
            if i != 0 && matrix[i * n + c] > small[a * m + joint] {
                (small[a * m + joint], leave[a]) = (matrix[i * n + c], c);
            }
            let gain = matrix[c * n + i] - matrix[c * n + heads[c]];
            if gain > small[joint * m + a] {
                (small[joint * m + a], enter[a]) = (gain, c);
            }
        }
    }
    let solved = arborescence(&small, m);
    let mut out = heads;
    for (a, &i) in outside.iter().enumerate().skip(1) {
        out[i] = if solved[a] == joint { leave[a] } else { outside[solved[a]] };
    }
    let from = solved[joint];
    if enter[from] != 0 {
        out[enter[from]] = outside[from];
    }
    out
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All head assignments of `n` words that are trees with one root, scored by brute force.
    fn brute(scores: &[f32], n: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        let mut heads = vec![0; n];
        loop {
            if heads.iter().enumerate().all(|(i, &h)| h != i + 1) && is_tree(&heads) {
                best = best.max(total(scores, n, &heads));
            }
            let Some(i) = heads.iter().position(|&h| h < n) else { return best };
            heads[i] += 1;
            heads[..i].fill(0);
        }
    }

    fn total(scores: &[f32], n: usize, heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(i, &h)| f64::from(scores[i * (n + 1) + h])).sum()
    }

    #[test]
    fn the_tree_is_the_best_one_root_tree_or_close_to_it() {
        let mut state = 12345_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).unwrap()) / 6553.6
        };
        let (mut exact, mut all) = (0, 0);
        for round in 0..300 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
            let found = heads(&scores, n);
            assert!(is_tree(&found), "{found:?}");
            let (got, want) = (total(&scores, n, &found), brute(&scores, n));
            assert!(got <= want + 1e-6);
            exact += usize::from((got - want).abs() < 1e-4);
            all += 1;
        }
        // The root is chosen among the words that the unrestricted tree puts there.
        assert!(exact * 100 >= all * 97, "{exact} of {all}");
    }

    #[test]
    fn hostile_scores_still_give_a_tree() {
        for x in [0.0, f32::NEG_INFINITY, f32::INFINITY, f32::NAN] {
            for n in 1..6 {
                let found = heads(&vec![x; n * (n + 1)], n);
                assert_eq!(found.len(), n);
            }
        }
    }
}
