//! Do the days, the places and the dead of two reports agree?

use super::report::{RECALLED, Report, Site};

/// How well the days agree. A date that is only the dispatch's own is worth less than one in the text, and a week
/// or more is worth little. Far below its title a dispatch may recall without a date what is weeks old; what is yet
/// to come it cannot.
pub(super) fn days(a: &Report, b: &Report) -> f64 {
    let (Some(x), Some(y)) = (a.days, b.days) else { return 0.0 };
    let gap = x.0.max(y.0).saturating_sub(x.1.min(y.1)).max(0);
    let wide = x.1.saturating_sub(x.0).max(y.1.saturating_sub(y.0)) >= 6;
    let later = if x.1 < y.0 { b } else { a };
    match (a.dated && b.dated, gap) {
        (true, 0) if wide => 0.3,
        (true, 0) => 1.0,
        (true, 1) => -0.5,
        (true, _) => -2.0,
        (false, 0) if wide => 0.1,
        (false, 0) => 0.5,
        (false, 1) => -0.2,
        (false, 2..=3) => -0.6,
        (false, 4..=RECALLED) if later.recalls() => -0.7,
        (false, _) => -1.5,
    }
}

/// Whether the same number of dead is counted. Reports of one happening differ by some, not by a multiple.
pub(super) fn tolls(a: &Report, b: &Report) -> f64 {
    match (a.toll.dead, b.toll.dead) {
        (Some(x), Some(y)) if x == y => 1.0,
        (Some(x), Some(y)) if x.max(y) <= x.min(y).saturating_mul(3) / 2 => 0.3,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

/// How near two places are.
pub(super) fn places(a: &Site, b: &Site) -> f64 {
    if a.name == b.name {
        return if a.at.is_some() { 1.0 } else { 0.3 };
    }
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return -0.7;
    }
    match a.at.zip(b.at).map(|(a, b)| distance(a, b)) {
        Some(near) if near < 40.0 => 0.7,
        Some(near) if near < 150.0 => -0.2,
        Some(_) => -1.0,
        None => 0.0,
    }
}

/// Kilometres between two points, good enough for a few hundred.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    const DEGREE: f64 = 111.2;
    let narrow = f64::midpoint(a.0, b.0).to_radians().cos();
    let (north, east) = ((a.0 - b.0) * DEGREE, (a.1 - b.1) * DEGREE * narrow);
    north.hypot(east)
}
