//! How do segments come to disk and back? Parquet files that are written under another name, brought to the
//! disk, and only then given their own; nothing changes them afterwards.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{Array, BooleanArray, RecordBatch, UInt32Array};
use arrow_select::concat::concat_batches;
use arrow_select::take::take_record_batch;
use parquet::arrow::arrow_reader::{
    ArrowPredicateFn, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowFilter,
};
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, RowGroupMetaData};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::statistics::Statistics;
use parquet::schema::types::ColumnPath;

use crate::error::Error;
use crate::ledger::{FileEntry, NewFile, Segment};
use crate::schema::{Kind, SEGMENT_TABLES, Table};

/// The folder of segments within the store.
pub(crate) const FOLDER: &str = "segments";

/// What a file is called while it is written.
const UNFINISHED: &str = "tmp";

/// Rows of a row group: enough to compress well, few enough to skip by date.
const GROUP: usize = 128 * 1024;

/// Level of compression: higher ones cost more time than they save bytes here.
const LEVEL: i32 = 6;

/// Rows that are read at a time.
const BATCH: usize = 8192;

/// Writes a table's rows, sorted by day and dispatch; nothing where there are none.
pub(crate) fn write(
    folder: &Path,
    segment: i64,
    table: &'static Table,
    batch: RecordBatch,
) -> Result<Option<NewFile>, Error> {
    if batch.num_rows() == 0 {
        return Ok(None);
    }
    let name = format!("{segment:08}-{}.parquet", table.name);
    let path = folder.join(&name);
    let batch = sorted(table, batch).map_err(Error::arrow(&path))?;
    let unfinished = path.with_extension(UNFINISHED);
    let file = File::create(&unfinished).map_err(Error::file(&unfinished))?;
    let mut hashed = Hashed { file, hasher: blake3::Hasher::new(), bytes: 0 };
    let mut writer = ArrowWriter::try_new(&mut hashed, batch.schema(), Some(properties(table)?))
        .map_err(Error::parquet(&unfinished))?;
    writer.write(&batch).map_err(Error::parquet(&unfinished))?;
    writer.close().map_err(Error::parquet(&unfinished))?;
    hashed.file.sync_all().map_err(Error::file(&unfinished))?;
    fs::rename(&unfinished, &path).map_err(Error::file(&path))?;
    let rows = i64::try_from(batch.num_rows()).unwrap_or(i64::MAX);
    let hash = *hashed.hasher.finalize().as_bytes();
    Ok(Some(NewFile { kind: table.name, name, rows, bytes: hashed.bytes, hash }))
}

/// Brings the names in a folder to the disk: after a rename, the file's new name is only there.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(Error::file(folder))?;
    }
    Ok(())
}

/// Counts and hashes what passes.
struct Hashed {
    file: File,
    hasher: blake3::Hasher,
    bytes: i64,
}

impl Write for Hashed {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.file.write(buffer)?;
        self.hasher.update(buffer.get(..written).unwrap_or_default());
        self.bytes += i64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whole numbers that grow slowly are kept as differences; statistics are kept where they help to skip.
fn properties(table: &Table) -> Result<WriterProperties, Error> {
    let level = ZstdLevel::try_new(LEVEL).map_err(Error::parquet(Path::new(FOLDER)))?;
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_writer_version(WriterVersion::PARQUET_2_0)
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by("chancery".into())
        .set_statistics_enabled(EnabledStatistics::None);
    for column in table.columns {
        let path = ColumnPath::from(column.name);
        if matches!(column.kind, Kind::Int | Kind::Long | Kind::Day) && column.name != "run" {
            builder = builder
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path.clone(), Encoding::DELTA_BINARY_PACKED);
        }
        // Hardly two rows have the same spans: a dictionary of them would be one more column of numbers.
        if column.name.ends_with("_spans") {
            builder = builder.set_column_dictionary_enabled(path.clone(), false);
        }
        if matches!(column.name, "day" | "dispatch") {
            builder = builder.set_column_statistics_enabled(path, EnabledStatistics::Chunk);
        }
    }
    Ok(builder.build())
}

/// By day, those without one first, then by dispatch; what belongs to one dispatch stays in its order.
fn sorted(table: &Table, batch: RecordBatch) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let column = |name: &str| table.index(name).and_then(|at| batch.columns().get(at));
    let days = column("day").and_then(|c| c.as_primitive_opt::<Date32Type>());
    let dispatches = column("dispatch").and_then(|c| c.as_primitive_opt::<Int64Type>());
    let (Some(days), Some(dispatches)) = (days, dispatches) else { return Ok(batch) };
    let key = |row: u32| {
        let row = row as usize;
        (days.is_valid(row).then(|| days.value(row)), dispatches.value(row))
    };
    let mut order: Vec<u32> = (0..u32::try_from(batch.num_rows()).unwrap_or(u32::MAX)).collect();
    order.sort_by_key(|row| key(*row));
    take_record_batch(&batch, &UInt32Array::from(order))
}

/// A file's rows, or those of one dispatch.
pub(crate) fn read(path: &Path, table: &'static Table, only: Option<i64>) -> Result<RecordBatch, Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Optional);
    let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .and_then(|builder| {
            let builder = builder.with_batch_size(BATCH);
            match only {
                Some(dispatch) => {
                    let column = ProjectionMask::columns(builder.parquet_schema(), ["dispatch"]);
                    let groups = groups_with(builder.metadata(), dispatch);
                    builder.with_row_groups(groups).with_row_filter(of_dispatch(column, dispatch)).build()
                }
                None => builder.build(),
            }
        })
        .map_err(Error::parquet(path))?;
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(Error::arrow(path))?;
    let read = concat_batches(&table.arrow(), &batches);
    read.map_err(Error::arrow(path))
}

/// The row groups that may have rows of a dispatch.
fn groups_with(metadata: &ParquetMetaData, dispatch: i64) -> Vec<usize> {
    let may_have = |group: &RowGroupMetaData| {
        let column = group.columns().iter().find(|c| c.column_path().string() == "dispatch");
        match column.and_then(|c| c.statistics()) {
            Some(Statistics::Int64(numbers)) => {
                numbers.min_opt().is_none_or(|least| *least <= dispatch)
                    && numbers.max_opt().is_none_or(|most| dispatch <= *most)
            }
            _ => true,
        }
    };
    (0..).zip(metadata.row_groups()).filter(|(_, group)| may_have(group)).map(|(place, _)| place).collect()
}

/// Keeps the rows of a dispatch. The other columns' pages without such a row are not even unpacked.
fn of_dispatch(column: ProjectionMask, dispatch: i64) -> RowFilter {
    let is_its = move |batch: RecordBatch| {
        let numbers = batch.columns().first().and_then(|c| c.as_primitive_opt::<Int64Type>());
        let is_its = |numbers: &[i64]| numbers.iter().map(|n| Some(*n == dispatch)).collect();
        Ok(numbers.map_or_else(|| BooleanArray::from(vec![true; batch.num_rows()]), |n| is_its(n.values())))
    };
    RowFilter::new(vec![Box::new(ArrowPredicateFn::new(column, is_its))])
}

/// All tables of a segment, or what they have of one dispatch, in the order of [`SEGMENT_TABLES`]; one without a file is empty.
pub(crate) fn read_all(
    folder: &Path,
    segment: &Segment,
    only: Option<i64>,
) -> Result<[RecordBatch; SEGMENT_TABLES.len()], Error> {
    let mut out = SEGMENT_TABLES.iter().map(|table| match file_of(segment, table) {
        Some(file) => read(&folder.join(&file.name), table, only),
        None => Ok(RecordBatch::new_empty(table.arrow())),
    });
    let mut next = || out.next().unwrap_or_else(|| Ok(RecordBatch::new_empty(SEGMENT_TABLES[0].arrow())));
    Ok([next()?, next()?, next()?, next()?, next()?, next()?])
}

/// The file of a table.
pub(crate) fn file_of<'a>(segment: &'a Segment, table: &Table) -> Option<&'a FileEntry> {
    segment.files.iter().find(|f| f.kind == table.name)
}

/// The rows of several segments in one.
pub(crate) fn joined(
    table: &'static Table,
    batches: &[RecordBatch],
    folder: &Path,
) -> Result<RecordBatch, Error> {
    concat_batches(&table.arrow(), batches).map_err(Error::arrow(folder))
}

/// BLAKE3 of a file's content, and its size.
pub(crate) fn hash(path: &Path) -> Result<([u8; 32], i64), Error> {
    let mut file = File::open(path).map_err(Error::file(path))?;
    let (mut hasher, mut bytes, mut buffer) = (blake3::Hasher::new(), 0_i64, vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut buffer).map_err(Error::file(path))?;
        if n == 0 {
            return Ok((*hasher.finalize().as_bytes(), bytes));
        }
        hasher.update(buffer.get(..n).unwrap_or_default());
        bytes += i64::try_from(n).unwrap_or(0);
    }
}

/// Removes files that the manifest does not name: what a killed run or a merge left behind. Gives their
/// names.
pub(crate) fn sweep(folder: &Path, segments: &[Segment]) -> Result<Vec<PathBuf>, Error> {
    let named: std::collections::BTreeSet<&str> =
        segments.iter().flat_map(|s| &s.files).map(|f| f.name.as_str()).collect();
    let mut swept = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let entry = entry.map_err(Error::file(folder))?;
        let name = entry.file_name();
        let ours = Path::new(&name).extension().is_some_and(|e| e == UNFINISHED || e == "parquet");
        if ours && !named.contains(name.to_string_lossy().as_ref()) {
            fs::remove_file(entry.path()).map_err(Error::file(&entry.path()))?;
            swept.push(entry.path());
        }
    }
    swept.sort();
    Ok(swept)
}
