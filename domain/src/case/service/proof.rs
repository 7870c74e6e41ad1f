//! What each way of service needs as its proof, and when it counts (PR 82, 83).

use super::{Service, ServiceMode};
use crate::{
    Code, Context, Moment, Refusals, Rejection,
    case::{
        Case,
        guard::{filled, of_type, recorded},
    },
    document::{DocumentType, Recording},
};

/// A service is proven in its own way, and its day lies between the act that it makes known (`signed`, the
/// last one that the document rests on) and the day of its entry (PR 82, 83).
///
/// # Errors
///
/// All that is missing or doesn't fit.
pub(in crate::case) fn check(
    service: &Service,
    signed: Option<Moment>,
    (case, context): (&Case, &Context<'_>),
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(service.proven(case));
    refusals.check(service.receipted(case, context));
    refusals.check(service.dated(signed, (case, context)));
    refusals.verdict()
}

impl Service {
    fn proven(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let (receipt, recipient) =
            (self.receipt.is_none(), self.recipient.as_ref().is_none_or(crate::Personal::is_blank));
        let course = self.course.as_ref().is_none_or(crate::Narrative::is_blank);
        let mut want = |blank, field, what, article| {
            filled(&mut refusals, blank, field, what, ("PR", article));
        };
        match self.mode {
            ServiceMode::OnTheSpot | ServiceMode::Direct => {
                want(receipt, "service.receipt", "送达回证", "82.1(1)");
                // Left at an address that the party confirmed and gave wrongly, nobody signs for it
                // (PR 83.2); who is handed it on the spot does.
                let left = self.mode == ServiceMode::Direct && !course;
                want(recipient && !left, "service.recipient", "签收人", "82.1(1)");
                let unconfirmed = recipient && left && self.confirmation.is_none();
                let what = "受送达人签署的送达地址确认书";
                want(unconfirmed, "service.confirmation", what, "83.2");
            }
            ServiceMode::Leave => {
                want(course, "service.course", "拒收事由和留置经过", "82.1(2)");
                if receipt || recipient {
                    refusals.check(self.shown_in_pictures());
                }
            }
            ServiceMode::Electronic => {
                let what = "受送达人签订的送达地址确认书";
                want(self.confirmation.is_none(), "service.confirmation", what, "82.1(3)");
                refusals.check(self.recorded("82.1(3)"));
            }
            ServiceMode::Mail => want(receipt, "service.receipt", "邮寄回执", "82.1(4)"),
            ServiceMode::Entrusted | ServiceMode::Forwarded => {
                want(receipt, "service.receipt", "送达回证", "82.1(4)");
                want(recipient, "service.recipient", "受送达人的签收", "82.1(4)");
            }
            ServiceMode::Announcement => {
                want(course, "service.course", "公告送达的原因和经过", "82.1(5)");
                refusals.check(self.rests_on_an_announcement(case));
            }
        }
        let papers = [
            (&self.receipt, "service.receipt", DocumentType::ServiceReceipt),
            (&self.confirmation, "service.confirmation", DocumentType::AddressConfirmation),
        ];
        for (paper, field, wanted) in papers {
            if let Some(paper) = paper {
                refusals.check(of_type((paper, field), wanted, ("PR", "82.1")));
            }
        }
        let stray = self.mode != ServiceMode::Announcement && self.announcement.is_some();
        refusals.require(!stray, || {
            Code::Contradictory
                .refuse(
                    format!("{}不以公告为依据，请删除公告编号", self.mode.label()),
                    "only service by announcement names an announcement",
                )
                .under("PR", "82.1(5)")
                .at("service.announcement")
        });
        refusals.verdict()
    }

    /// No two receipts of an agency have one number (PR 82.1(1); domain.md §8.4). One receipt may prove several services.
    fn receipted(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let numbered = self.receipt.as_ref().and_then(|it| Some((it, it.number.as_ref()?)));
        let Some((receipt, number)) = numbered else { return Ok(()) };
        let mut filed = case.record.documents.iter();
        let given = filed.any(|it| {
            it.document_type == DocumentType::ServiceReceipt
                && it.number.as_ref() == Some(number)
                && it.sha256 != receipt.sha256
        });
        let mut refusals = Refusals::new();
        refusals.require(!given && !context.facts.receipts.contains(number), || {
            Code::Contradictory
                .refuse(
                    format!("编号{number}已用于另一份送达回证"),
                    format!("{number} is the number of another receipt"),
                )
                .under("PR", "82.1(1)")
                .at("service.receipt.number")
        });
        refusals.verdict()
    }

    /// What is left without a witness who signs the receipt is proven by pictures alone (PR 82.1(2)).
    fn shown_in_pictures(&self) -> Result<(), Vec<Rejection>> {
        self.recorded("82.1(2)")?;
        if let Some(Recording::Recorded(_)) = self.recording {
            return Ok(());
        }
        Err(vec![
            Code::RecordingMissing
                .refuse(
                    "留置送达应当有见证人在送达回证上签名，或者以拍照、录像等方式记录送达过程",
                    "leaving it takes a witness who signs the receipt, or pictures of it",
                )
                .under("PR", "82.1(2)")
                .at("service.recording"),
        ])
    }

    fn recorded(&self, article: &str) -> Result<(), Vec<Rejection>> {
        let within = |it: Rejection| it.at("service.recording");
        recorded(self.recording.as_ref(), article)
            .map_err(|all| all.into_iter().map(within).collect())
    }

    fn rests_on_an_announcement(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        if self.announced(case).is_some() {
            return Ok(());
        }
        Err(vec![
            Code::StepMissing
                .refuse(
                    "公告送达须先发布公告：请注明本案已登记的公告编号",
                    "name the announcement of this case that was published",
                )
                .under("PR", "82.1(5)")
                .at("service.announcement"),
        ])
    }

    fn dated(
        &self,
        signed: Option<Moment>,
        (case, context): (&Case, &Context<'_>),
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let (served, entered) = (self.served_on, context.occurred.day());
        refusals.require(served <= entered, || {
            Code::InTheFuture
                .refuse(
                    format!("送达日期{served}晚于行为日期{entered}"),
                    format!("served on {served}, after the act that records it ({entered})"),
                )
                .at("service.servedOn")
        });
        if let Some(signed) = signed.map(Moment::day).filter(|it| served < *it) {
            refusals.refuse(
                Code::BeforeItsBasis
                    .refuse(
                        format!("送达日期{served}早于文书所依据的行为（{signed}）"),
                        format!(
                            "served on {served}, before the act that it makes known ({signed})"
                        ),
                    )
                    .at("service.servedOn"),
            );
        }
        let announced = self.mode == ServiceMode::Announcement;
        let counted = self.announced(case).and_then(|(_, it)| it.counted()).filter(|_| announced);
        let effective = counted.and_then(|it| Some((it, it.due_date()?)));
        if let Some((counted, effective)) = effective.filter(|(_, it)| *it != served) {
            let code = if entered < effective { Code::TooEarly } else { Code::Contradictory };
            refusals.refuse(
                code.refuse(
                    format!("公告期满视为送达，送达日期应为{effective}"),
                    format!("the announcement counts as service on {effective}, not on {served}"),
                )
                .under("PR", "82.1(5)")
                .resting_on(counted.confidences())
                .at("service.servedOn"),
            );
        }
        refusals.verdict()
    }
}
