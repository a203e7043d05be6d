//! How do coded dispatches become a table?

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use chancery_model::span::{Char, Span};
use chancery_model::text::Text;
use chancery_records::{Intake, event_rows};

use super::Error;
use super::schema::{coded_schema, event_fields, kept};

/// Dispatches that were coded, on their way into a table.
#[derive(Debug, Default)]
pub struct Coded {
    intakes: Vec<Intake>,
}

impl Coded {
    /// Adds one.
    pub fn push(&mut self, intake: Intake) {
        self.intakes.push(intake);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.intakes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.intakes.is_empty()
    }

    /// The table of all, in [`coded_schema`]; what gathers them is empty afterwards.
    pub fn take(&mut self) -> Result<RecordBatch, Error> {
        let intakes = std::mem::take(&mut self.intakes);
        let producer = |part: fn(&Intake) -> &str| column(intakes.iter().map(part));
        let columns: Vec<ArrayRef> = vec![
            column(intakes.iter().map(|i| i.record.dispatch.origin.as_str())),
            column(intakes.iter().map(|i| i.record.dispatch.id.as_str())),
            column(intakes.iter().map(|i| i.record.to_json())),
            column(intakes.iter().map(Intake::keep)),
            column(intakes.iter().map(remarks)),
            Arc::new(events(&intakes)?),
            producer(|i| &i.record.producer.version),
            producer(|i| &i.record.producer.model),
            producer(|i| &i.record.producer.rules),
        ];
        Ok(RecordBatch::try_new(coded_schema(), columns)?)
    }
}

fn column(values: impl Iterator<Item = impl AsRef<str>>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

/// The codes of what was odd.
fn remarks(intake: &Intake) -> String {
    intake.record.remarks.iter().map(|r| r.code.as_str()).collect::<Vec<_>>().join(" ")
}

/// A list of events for each dispatch.
fn events(intakes: &[Intake]) -> Result<ListArray, Error> {
    let own = event_rows(intakes)?;
    let fields = event_fields();
    let mut texts: [StringBuilder; 10] = std::array::from_fn(|_| StringBuilder::new());
    for intake in intakes {
        let (d, producer) = (&intake.record.dispatch, &intake.record.producer);
        let text = Text::new(d.text.clone());
        let quote = |[start, end]: [u32; 2]| text.slice(Span::<Char>::new(start, end.max(start)));
        for event in &intake.record.events {
            let words = event.trigger.iter().map(|s| quote(*s)).collect::<Vec<_>>().join(" … ");
            let sentence = intake.sentences().get(event.sentence as usize).map_or("", |s| quote(*s));
            let row = [
                Some(d.origin.as_str()),
                Some(&d.id),
                d.outlet.as_deref(),
                d.url.as_deref(),
                d.published.as_deref(),
                Some(&words),
                Some(sentence),
                Some(&producer.version),
                Some(&producer.model),
                Some(&producer.rules),
            ];
            for (builder, value) in texts.iter_mut().zip(row) {
                builder.append_option(value);
            }
        }
    }
    let mut texts = texts.into_iter().map(|mut b| Arc::new(b.finish()) as ArrayRef);
    let mut columns: Vec<ArrayRef> = texts.by_ref().take(5).collect();
    columns.extend(kept().map(|(place, _)| Arc::clone(own.column(place))));
    columns.extend(texts);
    let rows = StructArray::try_new_with_length(fields.clone(), columns, None, own.num_rows())?;
    let lengths = OffsetBuffer::from_lengths(intakes.iter().map(|i| i.record.events.len()));
    let item = Field::new("item", DataType::Struct(fields), false);
    Ok(ListArray::try_new(Arc::new(item), lengths, Arc::new(rows), None)?)
}
