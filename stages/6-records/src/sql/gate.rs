//! Which statements may pass? Questions alone. Every door to SQL goes through this gate: what could change a
//! store, write a file, or read one that is not the store's, is turned away before it is planned, and once more
//! after it is.

use datafusion::execution::context::SQLOptions;
use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::parser::{DFParserBuilder, Statement};
use datafusion::sql::sqlparser::ast::{SetExpr, Statement as Ansi};

use super::refusal::Refusal;

/// The one statement of a text, if it is a question.
pub(super) fn admitted(sql: &str) -> Result<Statement, Refusal> {
    let parsed = DFParserBuilder::new(sql).build().and_then(|mut p| p.parse_statements());
    let mut statements = parsed.map_err(|e| Refusal::Wrong(e.strip_backtrace()))?;
    let (Some(statement), true) = (statements.pop_front(), statements.is_empty()) else {
        return Err(Refusal::NotOne);
    };
    if asks(&statement) { Ok(statement) } else { Err(Refusal::Forbidden(first_word(sql))) }
}

/// Whether a statement only asks. What is not known to be harmless is not.
fn asks(statement: &Statement) -> bool {
    match statement {
        Statement::Statement(ansi) => match ansi.as_ref() {
            Ansi::Query(query) => !matches!(
                query.body.as_ref(),
                SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_)
            ),
            Ansi::ShowTables { .. } | Ansi::ShowColumns { .. } | Ansi::ExplainTable { .. } => true,
            _ => false,
        },
        Statement::Explain(explain) => asks(&explain.statement),
        _ => false,
    }
}

/// The plan of an admitted statement, looked through to its last branch.
pub(super) fn harmless(plan: &LogicalPlan) -> Result<(), Refusal> {
    let nothing = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    nothing.verify_plan(plan).map_err(|e| Refusal::Forbidden(e.strip_backtrace()))
}

fn first_word(sql: &str) -> String {
    sql.split_whitespace().next().unwrap_or_default().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_pass() {
        for sql in [
            "SELECT 1",
            "WITH a AS (SELECT 1) SELECT * FROM a",
            "SELECT 1 UNION ALL SELECT 2;",
            "EXPLAIN SELECT 1",
            "EXPLAIN ANALYZE SELECT 1",
            "SHOW TABLES",
            "DESCRIBE events",
            "VALUES (1), (2)",
        ] {
            assert!(admitted(sql).is_ok(), "{sql}: {:?}", admitted(sql).err());
        }
    }

    #[test]
    fn what_changes_writes_or_reads_other_files_does_not() {
        for sql in [
            "CREATE TABLE t AS SELECT 1",
            "CREATE VIEW v AS SELECT 1",
            "CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '/etc/passwd'",
            "CREATE FUNCTION f() RETURNS INT RETURN 1",
            "DROP TABLE events",
            "ALTER TABLE events RENAME TO e",
            "INSERT INTO events VALUES (1)",
            "UPDATE events SET run = 2",
            "DELETE FROM events",
            "TRUNCATE TABLE events",
            "COPY (SELECT 1) TO '/tmp/x.csv'",
            "COPY events TO '/tmp/x.parquet' STORED AS PARQUET",
            "EXPLAIN COPY (SELECT 1) TO '/tmp/x.csv'",
            "EXPLAIN ANALYZE INSERT INTO events VALUES (1)",
            "SET datafusion.execution.batch_size = 1",
            "RESET datafusion.execution.batch_size",
            "PREPARE p AS SELECT 1",
            "EXECUTE p",
            "BEGIN",
            "COMMIT",
            "USE other",
            "ATTACH 'x.db' AS x",
            "LOAD DATA INPATH 'x' INTO TABLE y",
            "SELECT 1; DROP TABLE events",
            "",
            "   ;",
        ] {
            assert!(admitted(sql).is_err(), "{sql}");
        }
    }
}
