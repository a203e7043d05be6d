//! What is the same question in SQL, so that everything that the page shows can be asked of the store?

use super::{Field, Filter, Voice};
use crate::archive::days::date;

/// A string as SQL writes it.
fn quoted(string: &str) -> String {
    format!("'{}'", string.replace('\'', "''"))
}

/// Any of several conditions; where there is none to choose from, nothing fits.
fn any(conditions: &[String]) -> String {
    match conditions {
        [] => "false".to_owned(),
        [one] => one.clone(),
        more => format!("({})", more.join(" OR ")),
    }
}

/// A column has one of these values.
fn among(column: &str, values: &[String]) -> String {
    match values {
        [one] => format!("{column} = {}", quoted(one)),
        more => format!("{column} IN ({})", more.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", ")),
    }
}

/// A column whose values are lists parted by spaces has one of these codes. Found as it stands: in a pattern
/// the underscores of contexts would stand for any letter.
fn listed(columns: &[&str], codes: &[String]) -> String {
    let codes = || codes.iter().filter(|code| !code.contains(char::is_whitespace));
    let one = |column: &str, code: &str| {
        format!("strpos(' ' || {column} || ' ', {}) > 0", quoted(&format!(" {code} ")))
    };
    let all: Vec<String> = codes().flat_map(|code| columns.iter().map(move |c| one(c, code))).collect();
    any(&all)
}

/// The words occur in one of these columns, in whatever case.
fn worded(columns: &[&str], words: &str) -> String {
    let words = quoted(&words.to_lowercase());
    any(&columns.iter().map(|column| format!("strpos(lower({column}), {words}) > 0")).collect::<Vec<_>>())
}

/// The event is between two countries: the one acts towards the other, or both do it together.
fn between([a, b]: &[String; 2]) -> String {
    let has = |column: &str, code: &String| listed(&[column], std::slice::from_ref(code));
    let (actors, recipients) = ("e.actor_countries", "e.recipient_countries");
    any(&[
        format!("{} AND {}", has(actors, a), has(recipients, b)),
        format!("{} AND {}", has(actors, b), has(recipients, a)),
        format!(
            "e.recipients = '' AND e.type IN ('AGREE', 'CONSULT', 'COOPERATE') AND {} AND {}",
            has(actors, a),
            has(actors, b)
        ),
    ])
}

impl Filter {
    /// The question as SQL over the store's tables: the same events in the same order.
    pub fn sql(&self) -> String {
        let condition =
            if self.is_empty() { String::new() } else { format!("WHERE {}\n", self.where_clause()) };
        format!(
            "SELECT e.*, d.outlet, d.title\nFROM events e JOIN dispatches d ON d.dispatch = e.dispatch\n\
             {condition}ORDER BY e.day DESC NULLS LAST, e.dispatch DESC, e.event"
        )
    }

    /// The condition alone, on events `e` and their dispatches `d`; `true` where there is none.
    pub fn where_clause(&self) -> String {
        let all: Vec<String> = Field::all().filter_map(|field| self.condition(field)).collect();
        if all.is_empty() { "true".to_owned() } else { all.join("\n  AND ") }
    }

    fn condition(&self, field: Field) -> Option<String> {
        let some = |list: &Vec<String>, as_sql: &dyn Fn(&[String]) -> String| {
            (!list.is_empty()).then(|| as_sql(list.as_slice()))
        };
        let coded = |list: &Vec<String>, column: &str| some(list, &|values| among(column, values));
        let in_list = |list: &Vec<String>, columns: &[&str]| some(list, &|codes| listed(columns, codes));
        match field {
            Field::Q => self.q.as_ref().map(|q| format!("holds(e.dispatch, {})", quoted(q))),
            Field::Actor => self.actor.as_ref().map(|words| worded(&["e.actors", "e.recipients"], words)),
            Field::Country => in_list(&self.country, &["e.actor_countries", "e.recipient_countries"]),
            Field::Source => in_list(&self.source, &["e.actor_countries"]),
            Field::Target => in_list(&self.target, &["e.recipient_countries"]),
            Field::Dyad => self.dyad.as_ref().map(between),
            Field::Type => coded(&self.kind, "e.type"),
            Field::Mode => coded(&self.mode, "e.mode"),
            Field::Context => in_list(&self.context, &["e.contexts"]),
            Field::Quad => (!self.quad.is_empty()).then(|| {
                let quads: Vec<String> = self.quad.iter().map(u8::to_string).collect();
                format!("e.quad IN ({})", quads.join(", "))
            }),
            Field::Status => coded(&self.status, "e.status"),
            Field::Voice => self.voice.map(|voice| match voice {
                Voice::Outlet => "e.claim IS NULL".to_owned(),
                Voice::Claimed => "e.claim IS NOT NULL AND e.stance IS DISTINCT FROM 'deny'".to_owned(),
                Voice::Denied => "e.stance = 'deny'".to_owned(),
            }),
            Field::Outlet => coded(&self.outlet, "d.outlet"),
            Field::OutletCountry => coded(&self.outlet_country, "d.outlet_country"),
            Field::OutletKind => coded(&self.outlet_kind, "d.outlet_kind"),
            Field::From => self.from.map(|day| format!("e.day >= DATE '{}'", date(day))),
            Field::To => self.to.map(|day| format!("e.day <= DATE '{}'", date(day))),
            Field::Place => self.place.as_ref().map(|words| worded(&["e.place"], words)),
            Field::PlaceCountry => coded(&self.place_country, "e.place_country"),
            Field::MinConfidence => self.min_confidence.map(|least| format!("e.confidence >= {least}")),
            Field::Incident => self.incident.map(|number| {
                format!(
                    "EXISTS (SELECT 1 FROM reports r WHERE r.incident = {number} \
                     AND r.dispatch = e.dispatch AND r.event = e.event)"
                )
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(query: &str) -> String {
        Filter::parse_query(query).0.where_clause()
    }

    #[test]
    fn an_empty_filter_asks_for_everything() {
        assert_eq!(
            Filter::default().sql(),
            "SELECT e.*, d.outlet, d.title\nFROM events e JOIN dispatches d ON d.dispatch = e.dispatch\n\
             ORDER BY e.day DESC NULLS LAST, e.dispatch DESC, e.event"
        );
        assert_eq!(condition(""), "true");
    }

    #[test]
    fn fields_are_joined_by_and_and_values_by_or() {
        assert_eq!(
            condition("type=AID&type=AGREE&quad=2&country=KEN&source=TCD&source=SDN&voice=claimed"),
            "(strpos(' ' || e.actor_countries || ' ', ' KEN ') > 0 \
             OR strpos(' ' || e.recipient_countries || ' ', ' KEN ') > 0)\n  \
             AND (strpos(' ' || e.actor_countries || ' ', ' SDN ') > 0 \
             OR strpos(' ' || e.actor_countries || ' ', ' TCD ') > 0)\n  \
             AND e.type IN ('AGREE', 'AID')\n  AND e.quad IN (2)\n  \
             AND e.claim IS NOT NULL AND e.stance IS DISTINCT FROM 'deny'"
        );
    }

    #[test]
    fn quotes_are_doubled_and_words_lowered() {
        assert_eq!(
            condition("actor=O%27Rahn&outlet=Veld%27s&q=it%27s"),
            "holds(e.dispatch, 'it''s')\n  AND (strpos(lower(e.actors), 'o''rahn') > 0 \
             OR strpos(lower(e.recipients), 'o''rahn') > 0)\n  AND d.outlet = 'Veld''s'"
        );
    }

    #[test]
    fn days_numbers_and_incidents_are_no_strings() {
        assert_eq!(
            condition("from=2026-01-01&to=2026-01-31&min_confidence=0.7&incident=4"),
            "e.day >= DATE '2026-01-01'\n  AND e.day <= DATE '2026-01-31'\n  AND e.confidence >= 0.7\n  \
             AND EXISTS (SELECT 1 FROM reports r WHERE r.incident = 4 AND r.dispatch = e.dispatch \
             AND r.event = e.event)"
        );
    }

    #[test]
    fn two_codes_in_one_are_no_code() {
        assert_eq!(condition("source=KEN+TCD"), "false");
    }
}
