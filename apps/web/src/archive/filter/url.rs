//! How does a filter stand in an address, so that everything that can be seen can be sent to somebody?

use serde::Serialize;

use super::{Field, Filter};

/// One condition of a filter, with the filter that is left when it is taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// The field.
    pub field: Field,
    /// The field's label.
    pub label: &'static str,
    /// The value, as addresses have it.
    pub value: String,
    /// The query string without it.
    pub without: String,
}

impl Filter {
    /// Reads a filter from an address's parameters, and says for people what is wrong with them. Keys that are
    /// none of a filter's are others' and passed over; what is wrong is left out.
    pub fn parse(pairs: impl Iterator<Item = (String, String)>) -> (Self, Vec<String>) {
        let (mut filter, mut wrong) = (Self::default(), Vec::new());
        for (key, value) in pairs {
            if let Some(field) = Field::of(&key) {
                wrong.extend(filter.put(field, &value).err());
            }
        }
        if filter.from.zip(filter.to).is_some_and(|(from, to)| from > to) {
            wrong.push("From: the first day is after the last, so no event fits.".to_owned());
        }
        (filter, wrong)
    }

    /// The same for a query string: `type=CONSULT&country=KEN`.
    pub fn parse_query(query: &str) -> (Self, Vec<String>) {
        Self::parse(form_urlencoded::parse(query.as_bytes()).into_owned())
    }

    /// The filter as a query string: the same for the same filter, however its address was written.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for field in Field::all() {
            for value in self.values(field) {
                query.append_pair(field.key(), &value);
            }
        }
        query.finish()
    }

    /// Its conditions one by one, each with the query string without it.
    pub fn describe(&self) -> Vec<Chip> {
        let chip = |field: Field, value: String| {
            let without = self.without(field, &value).query();
            Chip { field, label: field.label(), value, without }
        };
        Field::all().flat_map(|f| self.values(f).into_iter().map(move |v| chip(f, v))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: &str = "q=cease+fire&actor=zo%C3%AB&country=KEN&country=TCD&source=KEN&target=TCD\
        &dyad=KEN+TCD&type=AGREE&type=CONSULT&mode=visit&context=military&quad=1&quad=4&status=actual&voice=claimed\
        &outlet=Veld+%26+Sea&outlet_country=KEN&outlet_kind=wire&from=2026-01-01&to=2026-11-28&place=port\
        &place_country=TCD&min_confidence=0.7&incident=12";

    #[test]
    fn every_field_comes_back_from_its_address() {
        let (filter, wrong) = Filter::parse_query(EVERYTHING);
        assert_eq!(wrong, [""; 0]);
        assert_eq!(filter.query(), EVERYTHING);
        assert_eq!(filter.describe().len(), 24);
        assert!(Field::all().all(|field| !filter.values(field).is_empty()));
        let empty = Field::all().fold(filter, |f, field| f.cleared(field));
        assert!(empty.is_empty());
    }

    #[test]
    fn one_filter_has_one_address() {
        let (filter, wrong) = Filter::parse_query("page=3&type=B&type=A&place=&type=B&quad=2&actor=+Orr+");
        assert_eq!((filter.query().as_str(), wrong.len()), ("actor=Orr&type=A&type=B&quad=2", 0));
    }

    #[test]
    fn what_is_wrong_is_said_and_left_out() {
        let query =
            "from=yesterday&quad=7&voice=loud&min_confidence=NaN&incident=x&min_confidence=2&type=AID";
        let (filter, wrong) = Filter::parse_query(query);
        assert_eq!(filter.query(), "type=AID");
        assert_eq!(wrong.len(), 6);
        assert_eq!(wrong[0], "From: “yesterday” is not a date like 2026-11-28.");
        let (_, wrong) = Filter::parse_query("from=2026-02-01&to=2026-01-01");
        assert_eq!(wrong.len(), 1);
    }

    #[test]
    fn a_chip_takes_away_its_own_condition_only() {
        let (filter, _) = Filter::parse_query("country=KEN&country=TCD&quad=1&from=2026-01-01");
        let without: Vec<String> = filter.describe().into_iter().map(|c| c.without).collect();
        assert_eq!(
            without,
            [
                "country=TCD&quad=1&from=2026-01-01",
                "country=KEN&quad=1&from=2026-01-01",
                "country=KEN&country=TCD&from=2026-01-01",
                "country=KEN&country=TCD&quad=1",
            ]
        );
    }

    #[test]
    fn a_facet_is_put_in_and_taken_out() {
        let filter = Filter::default().toggled(Field::Type, "AID").toggled(Field::Voice, "denied");
        assert_eq!(filter.query(), "type=AID&voice=denied");
        assert_eq!(filter.toggled(Field::Type, "AID").query(), "voice=denied");
        assert_eq!(filter.with(Field::Voice, "claimed").query(), "type=AID&voice=claimed");
        assert_eq!(filter.with(Field::Quad, "9"), filter);
        assert!(filter.has(Field::Type, "AID") && !filter.has(Field::Type, "AIM"));
    }
}
