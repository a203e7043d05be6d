//! Which tables are there, with which columns, and what do they mean? One list for the segments on disk,
//! the views that answer SQL, and the reference that is generated from it.

mod ledger;
mod segments;

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};

pub use ledger::{APPEARANCES, CORRECTIONS, DISPATCHES, INCIDENTS, REPORTS, RUNS};
pub use segments::{ACTORS, CLAIMS, EVENTS, MENTIONS, PARTICIPANTS, REMARKS, SEGMENT_TABLES};

/// All tables that SQL sees, in the order in which they are explained.
pub const ALL: [Table; 12] = [
    DISPATCHES,
    EVENTS,
    PARTICIPANTS,
    CLAIMS,
    ACTORS,
    MENTIONS,
    REMARKS,
    INCIDENTS,
    REPORTS,
    APPEARANCES,
    CORRECTIONS,
    RUNS,
];

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 32 bits, signed.
    Int,
    /// 64 bits, signed.
    Long,
    /// A floating-point number of 64 bits.
    Real,
    /// UTF-8.
    Text,
    /// A day.
    Day,
}

impl Kind {
    /// The type in Arrow and Parquet.
    pub fn arrow(self) -> DataType {
        match self {
            Self::Int => DataType::Int32,
            Self::Long => DataType::Int64,
            Self::Real => DataType::Float64,
            Self::Text => DataType::Utf8,
            Self::Day => DataType::Date32,
        }
    }

    /// The type's name in SQL.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Int => "INT",
            Self::Long => "BIGINT",
            Self::Real => "DOUBLE",
            Self::Text => "VARCHAR",
            Self::Day => "DATE",
        }
    }
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may hold nothing.
    pub nullable: bool,
    /// What it means.
    pub about: &'static str,
}

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
}

impl Table {
    /// The table's shape in Arrow.
    pub fn arrow(&self) -> SchemaRef {
        let field = |c: &Column| Field::new(c.name, c.kind.arrow(), c.nullable);
        Arc::new(Schema::new(self.columns.iter().map(field).collect::<Vec<_>>()))
    }

    /// Where a column stands.
    pub fn index(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }
}

/// Writes a table as rows of `name: Kind, "meaning"`; `maybe` after the kind says that the
/// column may hold nothing.
macro_rules! table {
    ($(#[$doc:meta])* $table:ident = $name:literal $about:literal
     { $($column:ident: $kind:ident $($null:ident)?, $meaning:literal;)+ }) => {
        $(#[$doc])*
        pub const $table: crate::schema::Table = crate::schema::Table {
            name: $name,
            about: $about,
            columns: &[$(crate::schema::Column {
                name: stringify!($column),
                kind: crate::schema::Kind::$kind,
                nullable: crate::schema::table!(@null $($null)?),
                about: $meaning,
            }),+],
        };
    };
    (@null) => { false };
    (@null maybe) => { true };
}
use table;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_column_has_one_name_and_a_meaning() {
        assert!(SEGMENT_TABLES.iter().all(|t| ALL.contains(t)));
        for table in ALL {
            let names: BTreeSet<_> = table.columns.iter().map(|c| c.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            for column in table.columns {
                assert!(column.about.len() > 8, "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn what_joins_is_called_alike() {
        for table in SEGMENT_TABLES {
            assert_eq!(table.columns[0].name, "run", "{}", table.name);
            assert_eq!(table.columns[1].name, "dispatch", "{}", table.name);
        }
    }
}
