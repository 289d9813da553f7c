//! A sweep's results as a table of Apache Parquet: a row for each run of a record, or for the record where it has none.
//!
//! Columns are the paths of the JSON: `run.coupling` and `bath.energy` are numbers, `run.time` lists of numbers, and what is
//! neither stands as its own JSON. Rows are in the order of the file's lines.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::Arc;

use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// Rows that are held in memory together.
const GROUP: usize = 1000;

/// A row: its values by the names of the columns, which are in alphabetical order but for those that every row has.
type Row = BTreeMap<String, Value>;

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Numbers,
    Text,
    Json,
}

/// Columns of every row, before all others.
const HEAD: [&str; 3] = ["line", "given", "version"];

/// Writes the results in one file as a table into another.
pub fn convert(results: &str, table: &str) -> Result<(), Failure> {
    let read = |error: std::io::Error| Failure::file(results, error);
    let write = |error: ParquetError| Failure::file(table, error);
    let mut columns: BTreeMap<String, Kind> = BTreeMap::new();
    for_rows(results, |row| {
        for (name, value) in row {
            let Some(kind) = kind(value) else { continue };
            let known = columns.entry(name.clone()).or_insert(kind);
            if *known != kind {
                *known = Kind::Json;
            }
        }
        Ok(())
    })
    .map_err(read)?;
    let head = HEAD.iter().filter_map(|name| columns.remove_entry(*name));
    let columns: Vec<(String, Kind)> = head
        .collect::<Vec<_>>()
        .into_iter()
        .chain(columns)
        .collect();
    let fields: String = columns
        .iter()
        .map(|(name, kind)| field(name, *kind))
        .collect();
    let schema = parse_message_type(&format!("message sweep {{ {fields} }}")).map_err(write)?;
    let file = File::create(table).map_err(|error| Failure::file(table, error))?;
    let properties = WriterProperties::builder()
        .set_compression(parquet::basic::Compression::SNAPPY)
        .build();
    let mut writer =
        SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(write)?;
    let mut rows: Vec<Row> = Vec::new();
    for_rows(results, |row| {
        rows.push(row.clone());
        match rows.len() {
            GROUP => group(&mut writer, &columns, &std::mem::take(&mut rows))
                .map_err(std::io::Error::other),
            _ => Ok(()),
        }
    })
    .map_err(|error| Failure::file(table, error))?;
    if !rows.is_empty() {
        group(&mut writer, &columns, &rows).map_err(write)?;
    }
    writer.close().map_err(write)?;
    Ok(())
}

/// Hands over the rows of a file of results, in its order.
fn for_rows(file: &str, mut take: impl FnMut(&Row) -> std::io::Result<()>) -> std::io::Result<()> {
    for line in BufReader::new(File::open(file)?).lines() {
        let mut line: Map<String, Value> = serde_json::from_str(&line?)?;
        let record = line.remove("record");
        let runs = match record.as_ref().and_then(|record| record.get("runs")) {
            Some(Value::Array(runs)) if !runs.is_empty() => runs.as_slice(),
            _ => &[Value::Null],
        };
        for run in runs {
            let mut row = Row::new();
            line.iter()
                .for_each(|(name, value)| flatten(name, value, &mut row));
            for (name, value) in record.iter().filter_map(Value::as_object).flatten() {
                if name != "runs" {
                    flatten(name, value, &mut row);
                }
            }
            for (name, value) in run.as_object().into_iter().flatten() {
                flatten(&format!("run.{name}"), value, &mut row);
            }
            take(&row)?;
        }
    }
    Ok(())
}

/// Puts a value under its path: of an object each field, of a list of objects a list for each field.
fn flatten(path: &str, value: &Value, row: &mut Row) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                flatten(&format!("{path}.{name}"), value, row);
            }
        }
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
            let names: Vec<&String> = items
                .iter()
                .filter_map(Value::as_object)
                .flat_map(Map::keys)
                .collect();
            for name in names {
                let path = format!("{path}.{name}");
                row.entry(path).or_insert_with(|| {
                    let values = items.iter().map(|item| item.get(name).cloned());
                    values.map(Option::unwrap_or_default).collect()
                });
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            row.insert(path.to_string(), value.clone());
        }
    }
}

/// The column that a value needs; none for null, which fits any.
fn kind(value: &Value) -> Option<Kind> {
    match value {
        Value::Null => None,
        Value::Number(_) => Some(Kind::Number),
        Value::String(_) => Some(Kind::Text),
        Value::Array(items) if items.iter().all(|item| item.is_number() || item.is_null()) => {
            Some(Kind::Numbers)
        }
        Value::Array(_) | Value::Bool(_) | Value::Object(_) => Some(Kind::Json),
    }
}

/// A column in the words of Parquet's schemas.
fn field(name: &str, kind: Kind) -> String {
    match kind {
        Kind::Number => format!("optional double {name}; "),
        Kind::Numbers => format!("optional group {name} (LIST) {{ repeated group list {{ optional double element; }} }} "),
        Kind::Text => format!("optional binary {name} (UTF8); "),
        Kind::Json => format!("optional binary {name} (JSON); "),
    }
}

/// Writes these rows as one group.
fn group(
    writer: &mut SerializedFileWriter<File>,
    columns: &[(String, Kind)],
    rows: &[Row],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for (name, kind) in columns {
        let values = rows
            .iter()
            .map(|row| row.get(name).filter(|value| !value.is_null()));
        let Some(mut column) = group.next_column()? else {
            break;
        };
        match column.untyped() {
            ColumnWriter::DoubleColumnWriter(writer) if *kind == Kind::Numbers => {
                let (numbers, definitions, repetitions) = lists(values);
                writer.write_batch(&numbers, Some(&definitions), Some(&repetitions))?;
            }
            ColumnWriter::DoubleColumnWriter(writer) => {
                let definitions: Vec<i16> =
                    values.clone().map(|value| value.is_some().into()).collect();
                let numbers: Vec<f64> = values.flatten().filter_map(Value::as_f64).collect();
                writer.write_batch(&numbers, Some(&definitions), None)?;
            }
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                let definitions: Vec<i16> =
                    values.clone().map(|value| value.is_some().into()).collect();
                let said = |value: &Value| match (kind, value) {
                    (Kind::Text, Value::String(text)) => text.clone(),
                    _ => value.to_string(),
                };
                let texts: Vec<ByteArray> = values
                    .flatten()
                    .map(|value| ByteArray::from(said(value).into_bytes()))
                    .collect();
                writer.write_batch(&texts, Some(&definitions), None)?;
            }
            ColumnWriter::BoolColumnWriter(_)
            | ColumnWriter::Int32ColumnWriter(_)
            | ColumnWriter::Int64ColumnWriter(_)
            | ColumnWriter::Int96ColumnWriter(_)
            | ColumnWriter::FloatColumnWriter(_)
            | ColumnWriter::FixedLenByteArrayColumnWriter(_) => {
                return Err(ParquetError::General(format!("column {name}")));
            }
        }
        column.close()?;
    }
    group.close()?;
    Ok(())
}

/// Lists of numbers as Parquet keeps them: all numbers in a row, and for every place how much of it there is (0 no list, 1 an
/// empty one, 2 a null, 3 a number) and whether it goes on with a list.
fn lists<'a>(values: impl Iterator<Item = Option<&'a Value>>) -> (Vec<f64>, Vec<i16>, Vec<i16>) {
    let (mut numbers, mut definitions, mut repetitions) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        let items = value.and_then(Value::as_array);
        match items {
            Some(items) if !items.is_empty() => {
                for (place, item) in items.iter().enumerate() {
                    repetitions.push(i16::from(place > 0));
                    definitions.push(2 + i16::from(item.is_number()));
                    numbers.extend(item.as_f64());
                }
            }
            other => {
                repetitions.push(0);
                definitions.push(other.is_some().into());
            }
        }
    }
    (numbers, definitions, repetitions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::FileReader;
    use parquet::file::serialized_reader::SerializedFileReader;
    use parquet::record::Field;

    const LINES: &str = r#"{"line":1,"given":"a=1","version":"0","record":{"scenario":"a=1","bath":{"energy":0.1,"mirrors":["+","-"]},"runs":[{"coupling":0.5,"time":[0.1,null,3e-5],"empty":[]},{"coupling":1.0,"time":[2.0]}]}}
{"line":2,"given":"b=2","version":"0","errors":[{"code":"bad-value","message":"no"}]}
{"line":3,"given":"c=3","version":"0","record":{"scenario":"c=3","levels":[{"energy":-1.5,"beta":null},{"energy":2,"beta":0.25}]}}
"#;

    #[test]
    fn a_table_has_a_row_for_each_run_and_the_numbers_of_the_lines() {
        let folder =
            std::env::temp_dir().join(format!("second-law-parquet-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (lines, table) = (folder.join("lines.jsonl"), folder.join("table.parquet"));
        std::fs::write(&lines, LINES).unwrap();
        convert(lines.to_str().unwrap(), table.to_str().unwrap()).unwrap();
        let reader = SerializedFileReader::new(File::open(&table).unwrap()).unwrap();
        let rows: Vec<BTreeMap<String, Field>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().into_columns().into_iter().collect())
            .collect();
        std::fs::remove_dir_all(&folder).unwrap();
        let shown = |row: usize, name: &str| rows[row][name].to_string();
        assert_eq!(rows.len(), 4);
        assert_eq!(
            rows.iter()
                .map(|row| row["line"].to_string())
                .collect::<Vec<_>>(),
            ["1.0", "1.0", "2.0", "3.0"]
        );
        assert_eq!(
            [
                shown(0, "run.coupling"),
                shown(1, "run.coupling"),
                shown(2, "run.coupling")
            ],
            ["0.5", "1.0", "null"]
        );
        assert_eq!(shown(0, "run.time"), "[0.1, null, 0.00003]");
        assert_eq!(
            [shown(0, "run.empty"), shown(1, "run.empty")],
            ["[]", "null"]
        );
        assert_eq!(shown(1, "bath.energy"), "0.1");
        assert_eq!(shown(0, "bath.mirrors"), "\"[\"+\",\"-\"]\"");
        assert_eq!(
            [shown(3, "levels.energy"), shown(3, "levels.beta")],
            ["[-1.5E0, 2.0]", "[null, 0.25]"]
        );
        assert_eq!(shown(2, "errors.code"), "\"[\"bad-value\"]\"");
        assert_eq!(shown(3, "given"), "\"c=3\"");
    }
}
