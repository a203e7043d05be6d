//! Which functions has SQL here beside the usual ones? Words of the text, and names of codes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{ArrayRef, BooleanArray, StringArray};
use arrow_schema::DataType;
use chancery_model::codebook::Codebook;
use datafusion::common::{DataFusionError, ScalarValue, exec_err};
use datafusion::logical_expr::expr_fn::SimpleScalarUDF;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Signature, Volatility};

use crate::ledger::{Ledger, Texts};
use crate::names;
use crate::spans;

/// A ledger and its texts, shared by the parts of a query.
#[derive(Debug)]
pub(super) struct Shared {
    ledger: Mutex<(Ledger, Texts)>,
    /// The phrase that was looked for last, and the dispatches that hold it: rows come in many parts, and each part
    /// asks the same.
    last: Mutex<(String, Arc<Vec<i64>>)>,
}

impl Shared {
    pub(super) fn new(ledger: Ledger) -> Arc<Self> {
        Arc::new(Self { ledger: Mutex::new((ledger, Texts::default())), last: Mutex::default() })
    }

    /// Does something with the ledger.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Ledger, &mut Texts) -> T) -> T {
        let mut both = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let (ledger, texts) = &mut *both;
        work(ledger, texts)
    }

    fn holding(&self, phrase: &str) -> Result<Arc<Vec<i64>>, DataFusionError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.0 != phrase {
            let found = self.with(|ledger, texts| ledger.holding(texts, phrase));
            let found = found.map_err(|e| DataFusionError::External(Box::new(e)))?;
            *last = (phrase.to_owned(), Arc::new(found));
        }
        Ok(Arc::clone(&last.1))
    }

    fn text(&self, dispatch: i64) -> Result<Option<String>, DataFusionError> {
        let read = self.with(|ledger, texts| ledger.ask(|db| texts.text(db, dispatch)));
        read.map_err(|e| DataFusionError::External(Box::new(e)))
    }
}

/// A function's name and what it does: for the reference.
pub const FUNCTIONS: [(&str, &str); 5] = [
    (
        "text_of(span)",
        "The words of a span like `7:12-20 31-40`: a dispatch's number, a colon, ranges of code points. Parts are joined \
         by ` … `. `text_of(dispatch)` gives the whole text.",
    ),
    ("country_name(code)", "The name of a country's or PLOVER's code: `country_name('SYR')` is Syria."),
    (
        "plover_name(code)",
        "What a PLOVER type, sector, context or quad class stands for: `plover_name('ASSAULT')`, `plover_name('MIL')`.",
    ),
    (
        "holds(dispatch, phrase)",
        "Whether a dispatch's text holds words side by side, whatever their case, marks and what stands between them: \
         `SELECT * FROM events WHERE holds(dispatch, 'safe zone')`.",
    ),
    ("cameo_name(code)", "What a CAMEO code stands for: `cameo_name('042')`."),
];

/// All of them.
pub(super) fn all(shared: &Arc<Shared>) -> Result<Vec<ScalarUDF>, crate::Error> {
    let book = Codebook::load().map_err(|e| super::Refusal::Wrong(e.to_string()))?;
    let cameo = book.codes().iter().map(|c| (c.code.to_owned(), c.description.to_owned())).collect();
    let for_text = Arc::clone(shared);
    let text_of = move |spans: &ArrayRef| text_of(&for_text, spans);
    Ok(vec![
        function("text_of", vec![DataType::Utf8, DataType::Int64], Volatility::Stable, text_of),
        holds(shared),
        name_of("country_name", names::countries()),
        name_of("plover_name", names::plover()),
        name_of("cameo_name", cameo),
    ])
}

/// A function of one argument of one of these kinds that gives a text.
fn function(
    name: &str,
    kinds: Vec<DataType>,
    volatility: Volatility,
    gives: impl Fn(&ArrayRef) -> Result<StringArray, DataFusionError> + Send + Sync + 'static,
) -> ScalarUDF {
    let signature = Signature::uniform(1, kinds, volatility);
    let each = move |arguments: &[ColumnarValue]| match arguments {
        [ColumnarValue::Array(array)] => Ok(ColumnarValue::Array(Arc::new(gives(array)?))),
        [ColumnarValue::Scalar(one)] => {
            let given = gives(&one.to_array()?)?;
            Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&given, 0)?))
        }
        _ => exec_err!("the function wants one argument"),
    };
    SimpleScalarUDF::new_with_signature(name, signature, DataType::Utf8, Arc::new(each)).into()
}

/// The function that tells whether a dispatch holds a phrase.
fn holds(shared: &Arc<Shared>) -> ScalarUDF {
    let shared = Arc::clone(shared);
    let signature = Signature::exact(vec![DataType::Int64, DataType::Utf8], Volatility::Stable);
    let each = move |arguments: &[ColumnarValue]| {
        let [dispatches, phrase] = arguments else { return exec_err!("holds wants a dispatch and a phrase") };
        let ColumnarValue::Scalar(ScalarValue::Utf8(Some(phrase))) = phrase else {
            return exec_err!("the phrase of holds is one text, the same for all rows");
        };
        let holding = shared.holding(phrase)?;
        let (array, one) = match dispatches {
            ColumnarValue::Array(array) => (Arc::clone(array), false),
            ColumnarValue::Scalar(one) => (one.to_array()?, true),
        };
        let Some(numbers) = array.as_primitive_opt::<Int64Type>() else {
            return exec_err!("a dispatch is a number");
        };
        let given: BooleanArray =
            numbers.iter().map(|n| n.map(|n| holding.binary_search(&n).is_ok())).collect();
        Ok(if one {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&given, 0)?)
        } else {
            ColumnarValue::Array(Arc::new(given))
        })
    };
    SimpleScalarUDF::new_with_signature("holds", signature, DataType::Boolean, Arc::new(each)).into()
}

/// A function that looks a code's name up.
fn name_of(name: &str, names: BTreeMap<String, String>) -> ScalarUDF {
    let look_up = move |codes: &ArrayRef| {
        let Some(codes) = codes.as_string_opt::<i32>() else { return exec_err!("a code is a text") };
        Ok(codes.iter().map(|c| c.and_then(|c| names.get(c).cloned())).collect())
    };
    function(name, vec![DataType::Utf8], Volatility::Immutable, look_up)
}

fn text_of(shared: &Shared, given: &ArrayRef) -> Result<StringArray, DataFusionError> {
    if let Some(spans) = given.as_string_opt::<i32>() {
        spans.iter().map(|s| s.map_or(Ok(None), |s| words(shared, s))).collect()
    } else if let Some(numbers) = given.as_primitive_opt::<Int64Type>() {
        numbers.iter().map(|n| n.map_or(Ok(None), |n| shared.text(n))).collect()
    } else {
        exec_err!("text_of wants a span like '7:12-20', or a dispatch's number")
    }
}

fn words(shared: &Shared, span: &str) -> Result<Option<String>, DataFusionError> {
    let parted = span.split_once(':').and_then(|(d, ranges)| Some((d.parse().ok()?, ranges)));
    let Some((dispatch, ranges)) = parted else { return Ok(None) };
    let Some(text) = shared.text(dispatch)? else { return Ok(None) };
    let part = |[start, end]: [u32; 2]| {
        text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect::<String>()
    };
    let parts: Vec<String> = spans::read(ranges).into_iter().map(part).collect();
    Ok(Some(parts.join(" … ")).filter(|p| !p.is_empty()))
}
