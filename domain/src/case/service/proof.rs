//! What each way of service needs as its proof, and when it counts (PR 82, 83).

use jiff::civil::Date;

use super::{Announced, Service, ServiceMode};
use crate::{
    Code, Context, Refusals, Rejection,
    case::{
        Case,
        guard::{filled, of_type, recorded},
        timing::last_day,
    },
    clock::Timer,
    document::DocumentType,
};

/// A service is proven in its own way, and its day lies between the act that it makes known (the
/// one that opened the present stage) and the day of its entry (PR 82, 83).
///
/// # Errors
///
/// All that is missing or doesn't fit.
pub(in crate::case) fn check(
    service: &Service,
    context: &Context<'_>,
    case: &Case,
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(service.proven(case));
    refusals.check(service.dated(context, case));
    refusals.verdict()
}

/// Where it rests on an announcement, that announcement serves this kind of document.
///
/// # Errors
///
/// [`Code::Contradictory`] where it serves another.
pub(in crate::case) fn announces(
    service: &Service,
    document: DocumentType,
    case: &Case,
) -> Result<(), Vec<Rejection>> {
    let announced = service.announced(case).map(|it| it.serves);
    let mut refusals = Refusals::new();
    refusals.require(announced.is_none_or(|it| it == document), || {
        Code::Contradictory
            .refuse(
                format!("所依据的公告不是{}的公告", document.label()),
                format!("the announcement that is named does not serve a {document:?}"),
            )
            .under("PR", "82.1(5)")
            .at("service.announcement")
    });
    refusals.verdict()
}

impl Service {
    fn announced<'a>(&self, case: &'a Case) -> Option<&'a Announced> {
        let id = self.announcement.as_ref()?;
        case.record.announcements.iter().map(|(_, it)| it).find(|it| it.id == *id)
    }

    fn proven(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let (receipt, recipient) = (self.receipt.is_none(), self.recipient.is_none());
        let course = self.course.as_ref().is_none_or(crate::Narrative::is_blank);
        let mut want = |blank, field, what, article| {
            filled(&mut refusals, blank, field, what, ("PR", article));
        };
        match self.mode {
            ServiceMode::OnTheSpot | ServiceMode::Direct => {
                want(receipt, "service.receipt", "送达回证", "82.1(1)");
                // Left at an address that the party gave wrongly, nobody signs for it (PR 83).
                let what = "签收人（留在当事人确认的地址的，填写经过）";
                want(recipient && course, "service.recipient", what, "82.1(1)");
            }
            ServiceMode::Leave => {
                want(course, "service.course", "拒收事由和留置经过", "82.1(2)");
                refusals.check(self.recorded("82.1(2)"));
            }
            ServiceMode::Electronic => {
                let what = "受送达人签订的送达地址确认书";
                want(self.confirmation.is_none(), "service.confirmation", what, "82.1(3)");
                refusals.check(self.recorded("82.1(3)"));
            }
            ServiceMode::Mail | ServiceMode::Entrusted | ServiceMode::Forwarded => {
                want(receipt, "service.receipt", "邮寄回执或者送达回证", "82.1(4)");
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

    fn dated(&self, context: &Context<'_>, case: &Case) -> Result<(), Vec<Rejection>> {
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
        if let Some(signed) = case.since.map(crate::Moment::day).filter(|it| served < *it) {
            refusals.require(false, || {
                Code::BeforeItsBasis
                    .refuse(
                        format!("送达日期{served}早于文书所依据的行为（{signed}）"),
                        format!(
                            "served on {served}, before the act that it makes known ({signed})"
                        ),
                    )
                    .at("service.servedOn")
            });
        }
        let announced = self.mode == ServiceMode::Announcement;
        let effective = self.takes_effect(case).filter(|it| announced && *it != served);
        if let Some(effective) = effective {
            let code = if entered < effective { Code::TooEarly } else { Code::Contradictory };
            refusals.require(false, || {
                code.refuse(
                    format!("公告经过三十日视为送达，送达日期应为{effective}"),
                    format!("the announcement counts as service on {effective}, not on {served}"),
                )
                .under("PR", "82.1(5)")
                .at("service.servedOn")
            });
        }
        refusals.verdict()
    }

    /// The day on which the announcement that it rests on takes effect, where it is known.
    fn takes_effect(&self, case: &Case) -> Option<Date> {
        let announced = self.announced(case)?;
        let timed =
            case.record.timers.get(&(Timer::ServiceAnnounce, Some(announced.id.clone())))?;
        last_day(&timed.deadline)
    }
}
