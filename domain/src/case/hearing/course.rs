//! The hearing itself, its early end, and the host's report (APL 64(5)–(8), 65).

use super::{AbortGround, Aborted, Held, Notified, Reported};
use crate::{
    Capability, Code, Context, Moment, Narrative, Personal, Refusals, Rejection,
    case::{
        Act, Case, Event, Needs,
        guard::{Paper, filled, find, of_kind, of_type},
        handlers::Handler,
        state::Hearing,
    },
    document::{DocumentRef, DocumentType, Recording},
    id::PartId,
    rulebook::{Figure, Quantity},
};

/// Records that the hearing was held. The host is whoever acts.
#[derive(Debug, Clone)]
pub struct Hold {
    /// Which.
    pub hearing: PartId,
    /// The party's agents, two at most.
    pub agents: Vec<Personal<String>>,
    /// Whether party or agent signed the record; otherwise the host noted the refusal.
    pub signed: bool,
    /// 听证笔录.
    pub record: DocumentRef,
    /// In sound or picture.
    pub recording: Option<Recording>,
}

impl Act for Hold {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::HostHearing)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let recordings = Paper::recordings(self.recording.as_ref(), "recording");
        std::iter::once(Paper::new(&self.record, "record")).chain(recordings).collect()
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_on_part(&self.hearing))
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.recording.as_ref()?, "recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let hearing = refusals.check(case.unheld_hearing(&self.hearing));
        let host = hearing.and_then(|it| refusals.check(hosting(it, context)));
        if let Some(hearing) = hearing {
            refusals.check(opened(hearing, context).and_then(|it| it.on_its_day(context)));
        }
        let unnamed = self.agents.iter().any(Personal::is_blank);
        filled(&mut refusals, unnamed, "agents", "每一名代理人的姓名", ("APL", "64(5)"));
        let agents_max = refusals.check(self.agents_max(case, context)).flatten();
        let typed = (&self.record, "record");
        refusals.check(of_type(typed, DocumentType::HearingRecord, ("APL", "64(8)")));
        refusals.verdict()?;
        let held = |host| Held {
            hearing: self.hearing.clone(),
            host,
            agents: self.agents.clone(),
            agents_max: agents_max.clone(),
            signed: self.signed,
            record: self.record.clone(),
            recording: self.recording.clone(),
        };
        Ok(host.cloned().map(|it| Event::HearingHeld(held(it))).into_iter().collect())
    }
}

impl Hold {
    /// The party sends no more agents than the law allows.
    fn agents_max(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Figure<u32>>, Vec<Rejection>> {
        if self.agents.is_empty() {
            return Ok(None);
        }
        let division = case.division(context);
        let most = context.quantity(Quantity::HearingAgentsMax, division, ("APL", "64(5)"))?;
        let mut refusals = Refusals::new();
        refusals.require(self.agents.len() <= most.amount as usize, || {
            let n = most.amount;
            Code::Contradictory
                .refuse(
                    format!("当事人至多可以委托{n}人代理"),
                    format!("the party may send {n} agents at most"),
                )
                .under("APL", "64(5)")
                .resting_on([most.confidence])
                .at("agents")
        });
        refusals.verdict()?;
        Ok(Some(most))
    }
}

/// Ends a hearing that isn't held through (终止听证).
#[derive(Debug, Clone)]
pub struct Abort {
    /// Which.
    pub hearing: PartId,
    /// On which ground.
    pub ground: AbortGround,
    /// In words.
    pub reason: Narrative,
    /// The record of it.
    pub document: DocumentRef,
}

impl Act for Abort {
    /// What the party does in the room its host establishes; a withdrawal arrives like any paper.
    fn needs(&self) -> Needs {
        match self.ground {
            AbortGround::Absent | AbortGround::Left => Needs::penalty(Capability::HostHearing),
            AbortGround::Withdrawn => Needs::Role(Capability::Investigate),
        }
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_on_part(&self.hearing))
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let hearing = refusals.check(case.unheld_hearing(&self.hearing));
        if let Some(hearing) = hearing.filter(|_| self.ground != AbortGround::Withdrawn) {
            refusals.check(hosting(hearing, context));
            refusals.check(opened(hearing, context));
        }
        let (_, article) = self.ground.basis()[0];
        let article = ("APL", article);
        filled(&mut refusals, self.reason.is_blank(), "reason", "终止听证的情况", article);
        let typed = (&self.document, "document");
        let shown = |it| self.ground.is_shown_by(it);
        refusals.check(of_kind(typed, shown, self.ground.wants(), article));
        refusals.verdict()?;
        Ok(vec![Event::HearingAborted(Aborted {
            hearing: self.hearing.clone(),
            ground: self.ground,
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines: case.resuming(context, &self.hearing, context.occurred.day()),
        })])
    }
}

impl AbortGround {
    /// The record of the hearing says that the party stayed away or left (APL 64(8)); that it takes its request back, that
    /// record or what it wrote.
    fn is_shown_by(self, document: DocumentType) -> bool {
        let written = matches!(document, DocumentType::HearingRequest | DocumentType::Waiver);
        document == DocumentType::HearingRecord || (self == Self::Withdrawn && written)
    }

    /// What that is called.
    fn wants(self) -> (&'static str, &'static str) {
        match self {
            Self::Absent | Self::Left => ("听证笔录", "record of the hearing"),
            Self::Withdrawn => (
                "当事人撤回听证申请的书面材料或者听证笔录",
                "withdrawal in writing or record of the hearing",
            ),
        }
    }
}

/// Reports on a hearing (听证报告); what stood still for it runs again.
#[derive(Debug, Clone)]
pub struct Report {
    /// Which.
    pub hearing: PartId,
    /// What the host advises.
    pub opinion: Narrative,
    /// 听证报告.
    pub document: DocumentRef,
}

impl Act for Report {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::HostHearing)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_on_part(&self.hearing))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let hearing = refusals.check(case.open_hearing(&self.hearing));
        if let Some(hearing) = hearing {
            refusals.check(hosting(hearing, context));
            refusals.require(hearing.held.is_some(), || {
                Code::StepMissing
                    .refuse("听证尚未举行", "the hearing has not been held")
                    .under("APL", "65")
                    .at("hearing")
            });
        }
        let article = ("APL", "65");
        filled(&mut refusals, self.opinion.is_blank(), "opinion", "听证主持人的意见", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::HearingReport, ("APL", "65")));
        refusals.verdict()?;
        Ok(vec![Event::HearingReported(Reported {
            hearing: self.hearing.clone(),
            opinion: self.opinion.clone(),
            document: self.document.clone(),
            deadlines: case.resuming(context, &self.hearing, context.occurred.day()),
        })])
    }
}

/// The host of the hearing acts, and nobody else.
pub(super) fn hosting<'a>(
    hearing: &'a Hearing,
    context: &Context<'_>,
) -> Result<&'a Handler, Vec<Rejection>> {
    let Some(host) = &hearing.host else {
        return Err(vec![
            Code::StepMissing
                .refuse("尚未指定听证主持人，请先指定", "no host is appointed yet")
                .under("APL", "64(4)"),
        ]);
    };
    if context.actor.person() == Some(&host.person) {
        return Ok(host);
    }
    Err(vec![
        Code::NotPermitted
            .refuse(
                format!("须由本次听证的主持人{}办理", host.shown),
                format!("only {}, who hosts the hearing, may do this", host.person),
            )
            .under("APL", "64(4)"),
    ])
}

/// The party was told of the hearing, and its hour has come.
fn opened<'a>(hearing: &'a Hearing, context: &Context<'_>) -> Result<&'a Notified, Vec<Rejection>> {
    let Some(notified) = &hearing.notified else {
        return Err(vec![
            Code::StepMissing
                .refuse(
                    "尚未通知当事人举行听证的时间、地点",
                    "the party has not been told when and where",
                )
                .under("APL", "64(2)"),
        ]);
    };
    let mut refusals = Refusals::new();
    refusals.require(context.occurred >= notified.opens_at, || {
        Code::TooEarly
            .refuse(
                format!("通知的听证时间为{}，尚未到时", notified.opens_at),
                format!("the hearing opens at {}", notified.opens_at),
            )
            .under("APL", "64(2)")
            .at("occurredAt")
    });
    refusals.verdict()?;
    Ok(notified)
}

impl Notified {
    /// It is held on the day of which the party was told. Another day wants another notice, seven working days before.
    fn on_its_day(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let (told, held) = (self.opens_at.day(), context.occurred.day());
        let mut refusals = Refusals::new();
        refusals.require(held == told, || {
            Code::StepMissing
                .refuse(
                    format!("通知当事人的听证日期为{told}，改在{held}举行的，应当重新通知当事人"),
                    format!("the party was told of {told}: tell it anew before the hearing is held on {held}"),
                )
                .under("APL", "64(2)")
                .at("occurredAt")
        });
        refusals.verdict()
    }
}

impl Case {
    /// A hearing that is neither reported on nor ended.
    fn open_hearing(&self, id: &PartId) -> Result<&Hearing, Vec<Rejection>> {
        let named = (id, "听证", "hearing");
        let hearing = find(self.record.hearings.iter(), named, |it| &it.request.id)?;
        if hearing.is_over() {
            return Err(vec![
                Code::AlreadyDone
                    .refuse(format!("听证{id}已经结束"), format!("hearing {id} is over"))
                    .at("hearing"),
            ]);
        }
        Ok(hearing)
    }

    /// A hearing that is still to be held.
    pub(in crate::case) fn unheld_hearing(&self, id: &PartId) -> Result<&Hearing, Vec<Rejection>> {
        let hearing = self.open_hearing(id)?;
        if hearing.held.is_some() {
            return Err(vec![
                Code::AlreadyDone
                    .refuse(
                        format!("听证{id}已经举行，请提交听证报告"),
                        format!("hearing {id} has been held: its report is missing"),
                    )
                    .at("hearing"),
            ]);
        }
        Ok(hearing)
    }
}
