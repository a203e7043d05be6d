//! How far from Greenwich is a zone of this name?

/// Names in lower case, and minutes east of Greenwich. Names that stand for several zones ("BST",
/// "CST", "IST") are not here: a clock without a zone is better than one with another's.
const ZONES: [(&str, i32); 33] = [
    ("aedt", 660),
    ("aest", 600),
    ("awst", 480),
    ("cat", 120),
    ("cdt", -300),
    ("cest", 120),
    ("cet", 60),
    ("eat", 180),
    ("edt", -240),
    ("eest", 180),
    ("eet", 120),
    ("est", -300),
    ("gmt", 0),
    ("hkt", 480),
    ("jst", 540),
    ("kst", 540),
    ("mdt", -360),
    ("mesz", 120),
    ("mez", 60),
    ("msk", 180),
    ("mst", -420),
    ("pdt", -420),
    ("pkt", 300),
    ("pst", -480),
    ("sast", 120),
    ("sgt", 480),
    ("trt", 180),
    ("ut", 0),
    ("utc", 0),
    ("wat", 60),
    ("wet", 0),
    ("z", 0),
    ("мск", 180),
];

/// Minutes east of Greenwich.
pub(crate) fn minutes(name: &str) -> Option<i32> {
    let name = name.to_lowercase();
    ZONES.binary_search_by(|(zone, _)| (*zone).cmp(&name)).ok().and_then(|at| ZONES.get(at)).map(|(_, m)| *m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_those_of_several_zones_are_not() {
        assert!(ZONES.iter().all(|(name, far)| minutes(name) == Some(*far)));
        assert_eq!((minutes("MSK"), minutes("BST"), minutes("somewhere")), (Some(180), None, None));
    }
}
