//! Which agency does a dateline name? A small table, `reference/agencies.tsv`.

const TABLE: &str = include_str!("../reference/agencies.tsv");

/// What the table says of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Agency {
    /// Its short name.
    pub(crate) name: &'static str,
}

/// The agency of a name as it is written, letter case included: "SANA" is one, "Sara" is not.
/// Of two names ("Reuters/AFP") the first counts.
pub(crate) fn find(said: &str) -> Option<Agency> {
    let first = said.split('/').next().unwrap_or(said).trim();
    rows()
        .find(|(name, aliases)| *name == first || aliases.split(';').any(|a| !a.is_empty() && a == first))
        .map(|(name, _)| Agency { name })
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let lines: Vec<&str> = TABLE.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(lines.len() >= 60);
        let names: Vec<&str> = rows().map(|(name, _)| name).collect();
        assert!(names.is_sorted(), "sort reference/agencies.tsv by its first column");
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert!(fields[2].len() == 3 && fields[2].chars().all(|c| c.is_ascii_uppercase()), "{line}");
            assert!(["state", "public", "cooperative", "private"].contains(&fields[3]), "{line}");
        }
    }

    #[test]
    fn no_two_agencies_share_a_name() {
        let mut all: Vec<&str> = rows()
            .flat_map(|(n, a)| std::iter::once(n).chain(a.split(';').filter(|a| !a.is_empty())))
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn an_alias_leads_to_the_short_name() {
        assert_eq!(find("Mehr").map(|a| a.name), Some("MNA"));
        assert_eq!(find("Reuters/AFP").map(|a| a.name), Some("Reuters"));
        assert_eq!(find("Envoy"), None);
        assert_eq!(find(""), None);
    }
}
