//! What the catalogue of measures answers in a record, as its agency states it: what that agency's line decides by law, and
//! nothing that market supervision finds itself.

use std::collections::BTreeSet;

use super::{Kind, statement::Said};
use crate::{
    Code, Context, Refusals, Rejection,
    agency::System,
    citation::{Citation, cite},
    rejection::word,
    restriction::{Ground, Trigger},
};

/// Under which article it is decided, and by which line of government where one alone decides it: each department punishes
/// collusion in the bidding of its own field (BID 7, 53). Nothing where no department states it: market supervision finds it
/// in penalties and registers of its own, or nobody records the act yet that it follows from.
#[must_use]
pub(crate) fn stated_by(found: Trigger) -> Option<(Option<System>, Citation)> {
    match found {
        Trigger::ProcurementMisconduct => Some((Some(System::Finance), cite("GPL", "77"))),
        Trigger::BiddingCollusion => Some((None, cite("BID", "53"))),
        Trigger::SeriousList
        | Trigger::FoodSeriousList
        | Trigger::AbnormalList
        | Trigger::HeavyFine
        | Trigger::LicenceRevoked
        | Trigger::FoodLicenceRevoked
        | Trigger::FoodCrime
        | Trigger::BusinessStopped
        | Trigger::CompanyClosed
        | Trigger::LicenceConcealment
        | Trigger::LicenceFraud
        | Trigger::FalseRegistrationCancelled => None,
    }
}

/// What is stated is found in such a record, by whoever acts, under an article on which the record rests.
pub(super) fn stated(
    said: &Said,
    kind: Kind,
    context: &Context<'_>,
) -> Result<BTreeSet<Trigger>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    if kind == Kind::Licence && !said.found.is_empty() {
        refusals.refuse(granted());
    } else {
        said.found.iter().for_each(|it| {
            refusals.check(decided(*it, &said.basis, context));
        });
    }
    refusals.verdict()?;
    Ok(said.found.clone())
}

fn decided(found: Trigger, basis: &[Ground], context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let Some((line, article)) = stated_by(found) else { return Err(vec![not_theirs(found)]) };
    let (label, cited) = (found.label(), context.law.cite(&article));
    let mut refusals = Refusals::new();
    let under = |it: Rejection| Rejection { citation: Some(article.clone()), ..it }.at("found");
    let agencies = context.law.agencies();
    let by = context.in_whose_name().and_then(|it| agencies.on(it, context.occurred.day()));
    if let Some(line) = line.filter(|line| by.is_some_and(|it| it.system != *line)) {
        refusals.refuse(under(Code::OtherAgency.refuse(
            format!("「{label}」由{}部门依法认定，其他部门推送的信息不得注明", line.label()),
            format!("agencies of the line {} decide {}, and state it", word(line), word(found)),
        )));
    }
    let rests = |it: &Ground| matches!(it, Ground::Article(cited) if cited.is_of(&article));
    refusals.require(basis.iter().any(rests), || {
        under(Code::NoBasis.refuse(
            format!("注明「{label}」的，作出该决定的法律依据须包括{cited}"),
            format!("{} is decided under {article}, which `basis` does not name", word(found)),
        ))
    });
    refusals.verdict()
}

/// What is granted answers no measure.
fn granted() -> Rejection {
    Code::NotProvidedFor
        .refuse(
            "行政许可信息不对应任何限制措施，不得注明所认定的事项",
            "no measure answers a licence: it states nothing",
        )
        .under("EIP", "7.1(1)")
        .at("found")
}

/// Others hand over what they produced in performing their own duties.
fn not_theirs(found: Trigger) -> Rejection {
    Code::NotProvidedFor
        .refuse(
            format!("「{}」不是推送机关履行职责所认定的事项", found.label()),
            format!("no department that hands over decides {}", word(found)),
        )
        .under("EIP", "7.1")
        .at("found")
}
