//! Recording that a sanction which is not paid was carried out (PR 71).

use jiff::Span;

use super::CarriedOut;
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Needs,
        guard::{Paper, each_of_kind, filled, no_such_part},
        sanction::SanctionKind,
        state::Record,
    },
    document::{DocumentRef, DocumentType},
    id::PartId,
    rejection::word,
};

/// Records that a sanction was carried out: goods handed over, a licence handed in.
#[derive(Debug, Clone)]
pub struct CarryOut {
    /// Which sanction.
    pub sanction: PartId,
    /// How.
    pub account: Narrative,
    /// Proof; for confiscated goods the 财物处理单据.
    pub documents: Vec<DocumentRef>,
}

impl Record {
    /// When a sanction was recorded to have been carried out.
    pub(in crate::case) fn carried_out_at(&self, sanction: &PartId) -> Option<Moment> {
        let found = self.carried_out.iter().find(|(_, it)| it == sanction);
        found.map(|(at, _)| *at)
    }
}

impl Act for CarryOut {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::KeepFile)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.documents, "documents").collect()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if refusals.check(case.performs(&self.sanction)).is_some() {
            refusals.check(self.fits(case, context));
            refusals.check(self.over(case, context));
        }
        let account = self.account.is_blank();
        filled(&mut refusals, account, "account", "处罚的执行情况", ("PR", "71"));
        let wanted = ("能够证明处罚执行情况的材料", "paper that shows how it was carried out");
        let article = ("PR", "71");
        refusals.check(each_of_kind(
            self.papers(),
            DocumentType::shows_performance,
            wanted,
            article,
        ));
        refusals.verdict()?;
        if case.record.carried_out_at(&self.sanction).is_some() {
            return Ok(vec![]);
        }
        let carried_out = CarriedOut {
            sanction: self.sanction.clone(),
            account: self.account.clone(),
            documents: self.documents.clone(),
            deadlines: vec![],
        };
        let event = Event::SanctionCarriedOut(carried_out.clone());
        let deadlines = case.to_close_after(&event, context)?;
        Ok(vec![Event::SanctionCarriedOut(CarriedOut { deadlines, ..carried_out })])
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.binding_since(&self.sanction)
    }
}

impl CarryOut {
    /// What is for some months is carried out once they are over, counted from service (PR 71).
    fn over(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let found = case.sanction_at(&self.sanction, context.occurred);
        let months = found.and_then(|it| it.months);
        let mut services = case.record.services.iter();
        let imposing = case.imposing(&self.sanction);
        let served = imposing.and_then(|(_, of)| services.find(|it| it.decision == of.id));
        let served = served.map(|it| it.service.served_on);
        let Some((months, served)) = months.zip(served) else { return Ok(()) };
        let last = served.saturating_add(Span::new().months(i64::from(months)));
        if last < context.occurred.day() {
            return Ok(());
        }
        Err(vec![
            Code::TooEarly
                .refuse(
                    format!("该处罚的期限自送达之日起{months}个月，至{last}届满，尚未执行完毕"),
                    format!("it lasts {months} months from its service, to {last}"),
                )
                .under("PR", "71")
                .at("sanction"),
        ])
    }

    fn fits(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let sanction = case.sanction_at(&self.sanction, context.occurred);
        let sanction = case.imposing(&self.sanction).zip(sanction);
        let ((_, decided), sanction) =
            sanction.ok_or_else(|| vec![no_such_part(&self.sanction, "处罚", "sanction")])?;
        let mut refusals = Refusals::new();
        let kind = sanction.kind;
        refusals.require(!kind.is_paid() && kind != SanctionKind::Warning, || {
            Code::NotProvidedFor
                .refuse(
                    format!("{}自缴清或者送达之日执行完毕，不另行记录", kind.label()),
                    format!("a {} is performed by payment or by its service", word(kind)),
                )
                .under("PR", "71")
                .at("sanction")
        });
        let receipt =
            self.documents.iter().any(|it| it.document_type == DocumentType::PropertyReceipt);
        refusals.require(kind != SanctionKind::ConfiscateGoods || receipt, || {
            Code::DocumentMissing
                .refuse("没收非法财物应当附财物处理单据", "name the receipt for the goods")
                .under("PR", "78")
                .at("documents")
        });
        refusals.require(case.is_served(&decided.id), || {
            Code::StepMissing
                .refuse("决定书尚未送达，处罚尚不能执行", "the decision has not been served yet")
                .under("PR", "81")
        });
        refusals.verdict()
    }
}
