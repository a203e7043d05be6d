//! Which functions has SQL here beside the usual ones? Words of the text, and names of codes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{ArrayRef, StringArray};
use arrow_schema::DataType;
use chancery_model::codebook::Codebook;
use datafusion::common::{DataFusionError, ScalarValue, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use crate::ledger::{Ledger, Texts};
use crate::names;
use crate::spans;

/// A ledger and its texts, shared by the parts of a query.
#[derive(Debug)]
pub(super) struct Shared(Mutex<(Ledger, Texts)>);

impl Shared {
    pub(super) fn new(ledger: Ledger) -> Arc<Self> {
        Arc::new(Self(Mutex::new((ledger, Texts::default()))))
    }

    /// Does something with the ledger.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Ledger, &mut Texts) -> T) -> T {
        let mut both = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (ledger, texts) = &mut *both;
        work(ledger, texts)
    }

    fn text(&self, dispatch: i64) -> Result<Option<String>, DataFusionError> {
        let read = self.with(|ledger, texts| ledger.ask(|db| texts.text(db, dispatch)));
        read.map_err(|e| DataFusionError::External(Box::new(e)))
    }
}

/// A function's name and what it does: for the reference.
pub const FUNCTIONS: [(&str, &str); 4] = [
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
    ("cameo_name(code)", "What a CAMEO code stands for: `cameo_name('042')`."),
];

/// All of them.
pub(super) fn all(shared: &Arc<Shared>) -> Result<Vec<ScalarUDF>, crate::Error> {
    let book = Codebook::load().map_err(|e| super::Refusal::Wrong(e.to_string()))?;
    let cameo = book.codes().iter().map(|c| (c.code.to_owned(), c.description.to_owned())).collect();
    let named = |name, names| {
        ScalarUDF::from(NameOf { name, names: Arc::new(names), signature: one(vec![DataType::Utf8]) })
    };
    Ok(vec![
        ScalarUDF::from(TextOf {
            shared: Arc::clone(shared),
            signature: Signature::uniform(1, vec![DataType::Utf8, DataType::Int64], Volatility::Stable),
        }),
        named("country_name", names::countries()),
        named("plover_name", names::plover()),
        named("cameo_name", cameo),
    ])
}

fn one(kinds: Vec<DataType>) -> Signature {
    Signature::uniform(1, kinds, Volatility::Immutable)
}

/// The one argument as an array, and whether it was one value for all rows.
fn argument(args: &ScalarFunctionArgs) -> Result<(ArrayRef, bool), DataFusionError> {
    match args.args.first() {
        Some(ColumnarValue::Array(array)) => Ok((Arc::clone(array), false)),
        Some(ColumnarValue::Scalar(scalar)) => Ok((scalar.to_array()?, true)),
        None => exec_err!("the function wants an argument"),
    }
}

fn answer(values: &StringArray, scalar: bool) -> Result<ColumnarValue, DataFusionError> {
    if scalar {
        return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(values, 0)?));
    }
    Ok(ColumnarValue::Array(Arc::new(values.clone())))
}

/// `text_of`.
#[derive(Debug)]
struct TextOf {
    shared: Arc<Shared>,
    signature: Signature,
}

impl PartialEq for TextOf {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl Eq for TextOf {}

impl std::hash::Hash for TextOf {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        "text_of".hash(state);
    }
}

impl ScalarUDFImpl for TextOf {
    fn name(&self) -> &'static str {
        "text_of"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let (array, scalar) = argument(&args)?;
        let words: StringArray = if let Some(spans) = array.as_string_opt::<i32>() {
            spans.iter().map(|s| s.map_or(Ok(None), |s| self.words(s))).collect::<Result<_, _>>()?
        } else if let Some(numbers) = array.as_primitive_opt::<Int64Type>() {
            numbers.iter().map(|n| n.map_or(Ok(None), |n| self.shared.text(n))).collect::<Result<_, _>>()?
        } else {
            return exec_err!("text_of wants a span like '7:12-20', or a dispatch's number");
        };
        answer(&words, scalar)
    }
}

impl TextOf {
    fn words(&self, span: &str) -> Result<Option<String>, DataFusionError> {
        let parted = span.split_once(':').and_then(|(d, ranges)| Some((d.parse().ok()?, ranges)));
        let Some((dispatch, ranges)) = parted else { return Ok(None) };
        let Some(text) = self.shared.text(dispatch)? else { return Ok(None) };
        let part = |[start, end]: [u32; 2]| {
            text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect::<String>()
        };
        let parts: Vec<String> = spans::read(ranges).into_iter().map(part).collect();
        Ok(Some(parts.join(" … ")).filter(|p| !p.is_empty()))
    }
}

/// A function that looks a code's name up.
#[derive(Debug)]
struct NameOf {
    name: &'static str,
    names: Arc<BTreeMap<String, String>>,
    signature: Signature,
}

impl PartialEq for NameOf {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for NameOf {}

impl std::hash::Hash for NameOf {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for NameOf {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let (array, scalar) = argument(&args)?;
        let Some(codes) = array.as_string_opt::<i32>() else {
            return exec_err!("{} wants a code", self.name);
        };
        let names: StringArray = codes.iter().map(|c| c.and_then(|c| self.names.get(c).cloned())).collect();
        answer(&names, scalar)
    }
}
