//! What do files hold? The records that `chancery read` gives of the same inputs, to the byte.

use std::ops::ControlFlow;

use chancery::config::Settings;
use chancery::inputs::{self, Problem};
use chancery::kernel::Kernel;
use chancery::{batch, commands};
use chancery_records::{Intake, Stored};

use crate::lines::{self, Item, Lines};

/// The records of inputs, in their order.
pub(crate) fn lines(kernel: Kernel<'static>, arguments: Vec<String>, settings: Settings) -> Lines {
    Lines::of(move |send| {
        let options = settings.ingest();
        let documents = inputs::draw(inputs::expand(&arguments), &options, || {});
        let work = |document: Result<_, Problem>| match document {
            Ok(document) => item(kernel.intake(document)),
            Err(problem) => Item::Problem(problem.name, problem.why),
        };
        batch::in_order(documents, settings.threads.value, work, |item| match send.send(item) {
            Ok(()) => ControlFlow::Continue(()),
            // Nobody asks any more.
            Err(_) => ControlFlow::Break(()),
        });
    })
}

/// A record; or why there is none, where there is no text.
fn item(intake: Intake) -> Item {
    let stored = Stored::fresh(0, intake);
    let record = &stored.record;
    if record.dispatch.text.is_empty() {
        let remarks = record.remarks.iter().map(|r| (r.code.as_str(), r.text.as_str()));
        return Item::Problem(record.dispatch.origin.clone(), commands::refusal(remarks));
    }
    Item::Record(record.to_json(), lines::sentences(&stored.sentences))
}
