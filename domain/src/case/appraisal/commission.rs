//! Commissioning an appraisal: of whom, about what, and that the party was told how long it takes.

use jiff::civil::Date;

use super::{AppraisalKind, Commissioned};
use crate::{
    Capability, Code, Context, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, filled, recorded},
    },
    clock::Deadline,
    document::{DocumentRef, DocumentType, Recording},
    id::PartId,
    rejection::word,
};

/// Commissions an appraisal.
#[derive(Debug, Clone)]
pub struct Commission {
    /// Of which kind.
    pub kind: AppraisalKind,
    /// Who does it.
    pub institution: Narrative,
    /// Whether the institution holds the statutory qualification.
    pub qualified: bool,
    /// What makes it fit, where no qualified one exists.
    pub fitness: Option<Narrative>,
    /// What is to be found out.
    pub question: Narrative,
    /// By when it is to be done, as the party was told in writing.
    pub until: Option<Date>,
    /// The day on which the party was told of that period.
    pub party_told_on: Option<Date>,
    /// 委托书 and what goes with it.
    pub documents: Vec<DocumentRef>,
    /// How sampling was recorded, or why it was not.
    pub recording: Option<Recording>,
}

impl Act for Commission {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let recordings = Paper::recordings(self.recording.as_ref(), "recording");
        Paper::all(&self.documents, "documents").chain(recordings).collect()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.recording.as_ref()?, "recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.may_collect_at(&Main::INQUIRY, context));
        let article = self.kind.article();
        let nobody = self.institution.is_blank();
        filled(&mut refusals, nobody, "institution", "受委托机构或者权利人", article);
        filled(&mut refusals, self.question.is_blank(), "question", "委托事项", article);
        refusals.check(self.papered(article));
        refusals.check(self.shown_in_sound_or_picture());
        refusals.check(self.fit());
        refusals.check(self.period_told(context));
        refusals.verdict()?;
        let id = PartId::nth('A', case.record.appraisals.len() + 1);
        let deadlines = case.pausing(context, (self.kind.pause(), None), &id);
        Ok(vec![self.commissioned(id, deadlines)])
    }
}

impl Commission {
    /// The commission is among the papers, and the notice in which the party was told of the period, where it was
    /// (PR 38.3).
    fn papered(&self, article: (&str, &str)) -> Result<(), Vec<Rejection>> {
        let named = |kind| self.documents.iter().any(|it| it.document_type == kind);
        let mut refusals = Refusals::new();
        let mut want = |there: bool, kind: DocumentType, article: (&str, &str)| {
            refusals.require(there || named(kind), || {
                let (label, wanted) = (kind.label(), word(kind));
                Code::DocumentMissing
                    .refuse(format!("请附上{label}"), format!("name the {wanted}"))
                    .under(article.0, article.1)
                    .at("documents")
            });
        };
        want(false, DocumentType::AppraisalCommission, article);
        want(self.until.is_none(), DocumentType::AppraisalPeriodNotice, ("PR", "38.3"));
        refusals.verdict()
    }

    /// What was recorded on the spot for it, a sampling above all, is shown (PR 44).
    fn shown_in_sound_or_picture(&self) -> Result<(), Vec<Rejection>> {
        let wanted = self.documents.iter().any(|it| it.document_type.is_of_what_is_recorded());
        if wanted { recorded(self.recording.as_ref(), "44") } else { Ok(()) }
    }

    /// A qualified institution, or what makes another one fit (PR 32). A right holder identifies its own
    /// goods and needs no qualification (PR 30).
    fn fit(&self) -> Result<(), Vec<Rejection>> {
        let said = self.fitness.as_ref().is_some_and(|it| !it.is_blank());
        let right_holder = self.kind == AppraisalKind::RightHolderIdentification;
        let mut refusals = Refusals::new();
        refusals.require(self.qualified || right_holder || said, || {
            Code::Incomplete
                .refuse(
                    "应当委托具有法定资质的机构；没有法定资质机构的，请说明受委托机构具备的条件",
                    "commission a qualified institution, or say what makes this one fit where there is none",
                )
                .under("PR", "32")
                .at("fitness")
        });
        refusals.verdict()
    }

    /// A period was told on a day, and has not ended before it began.
    fn period_told(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let today = context.occurred.day();
        let mut refusals = Refusals::new();
        refusals.require(self.until.is_some() == self.party_told_on.is_some(), || {
            Code::Incomplete
                .refuse(
                    "检测鉴定期间和书面告知当事人的日期应当一并填写",
                    "the period and the day on which the party was told of it go together",
                )
                .under("PR", "38.3")
                .at("partyToldOn")
        });
        refusals.require(self.until.is_none_or(|until| today <= until), || {
            Code::Contradictory
                .refuse("检测鉴定期间在委托之前届满", "the period ends before the commission")
                .at("until")
        });
        refusals.require(self.party_told_on.is_none_or(|told| told <= today), || {
            Code::Contradictory
                .refuse("告知当事人的日期晚于委托日期", "the party was told after the commission")
                .at("partyToldOn")
        });
        refusals.verdict()
    }

    fn commissioned(&self, id: PartId, deadlines: Vec<Deadline>) -> Event {
        Event::AppraisalCommissioned(Commissioned {
            id,
            kind: self.kind,
            institution: self.institution.clone(),
            qualified: self.qualified,
            fitness: self.fitness.clone(),
            question: self.question.clone(),
            until: self.until,
            party_told_on: self.party_told_on,
            documents: self.documents.clone(),
            recording: self.recording.clone(),
            deadlines,
        })
    }
}
