//! Closing and archiving (PR 77, 78). Only the main line closes.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{filled, of_type},
    handlers::registered,
    missing,
    phrase::text,
};
use crate::{
    Capability, Code, Context, Fen, Moment, Narrative, Refusals, Rejection, Role,
    clock::Timer,
    document::{DocumentRef, DocumentType, Volume},
    id::PersonId,
};

/// The case was closed (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Closed {
    /// On which ground.
    pub ground: ClosingGround,
    /// Why it is closed on another ground, or though a surcharge is open (PR 75: it *may* be levied).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Narrative>,
    /// Who filled in the form.
    pub prepared_by: PersonId,
    /// 结案审批表.
    pub form: DocumentRef,
    /// What had to be on file and came only with the form.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub documents: Vec<DocumentRef>,
}

/// Why a case is closed (PR 77).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClosingGround {
    /// 行政处罚决定执行完毕.
    Performed,
    /// 终止调查.
    Terminated,
    /// 不予行政处罚.
    NotPenalised,
    /// 违法事实不能成立.
    NotEstablished,
    /// 其他应予结案的情形.
    Other,
}

impl ClosingGround {
    /// Every ground.
    pub const ALL: [Self; 5] =
        [Self::Performed, Self::Terminated, Self::NotPenalised, Self::NotEstablished, Self::Other];

    /// As PR 77 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Performed => "行政处罚决定执行完毕",
            Self::Terminated => "案件终止调查",
            Self::NotPenalised => "作出不予行政处罚决定",
            Self::NotEstablished => "违法事实不能成立",
            Self::Other => "其他应予结案的情形",
        }
    }
}

/// The file was archived (归档): what lies in it, in the order of PR 78.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Archived {
    /// Where it is kept.
    pub place: String,
    /// How long: 永久, 30年, 10年.
    pub retention: String,
    /// What lies in it.
    pub entries: Vec<ArchiveEntry>,
}

/// A document and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArchiveEntry {
    /// Which half.
    pub volume: Volume,
    /// Which heading of PR 78, from 1.
    pub heading: u8,
    /// The document.
    pub document: DocumentRef,
}

/// Approves the closing of the main line (批准结案). Publicity and late payments go on beside it.
#[derive(Debug, Clone)]
pub struct Close {
    /// On which ground.
    pub ground: ClosingGround,
    /// Why, on another ground; or why a surcharge that is open is not levied.
    pub explanation: Option<Narrative>,
    /// Who filled in the form, at the handling unit; never whoever approves it.
    pub prepared_by: PersonId,
    /// 结案审批表.
    pub form: DocumentRef,
    /// What must be on file and is not yet.
    pub documents: Vec<DocumentRef>,
}

impl ClosingGround {
    fn stage(self) -> Main {
        match self {
            Self::Performed | Self::Other => Main::PenaltyDecided,
            Self::Terminated => Main::Terminated,
            Self::NotPenalised => Main::NoPenaltyDecided,
            Self::NotEstablished => Main::NotEstablished,
        }
    }
}

impl Act for Close {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn people(&self) -> Vec<&PersonId> {
        vec![&self.prepared_by]
    }

    fn documents(&self) -> Vec<&DocumentRef> {
        std::iter::once(&self.form).chain(&self.documents).collect()
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let paid = case.record.payments.iter().map(|(day, _)| *day).max();
        let sanctions = case.record.decisions.iter().flat_map(|(_, it)| &it.sanctions);
        let carried_out = case.last_on_parts(sanctions.map(|it| &it.id));
        let performed = paid.map(Moment::midnight).max(case.decision_reached()).max(carried_out);
        case.since.max(performed)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let ends = ClosingGround::ALL.map(ClosingGround::stage);
        if refusals.check(case.stands_at(&ends)).is_some() {
            refusals.check(self.grounded(case));
            if self.ground != ClosingGround::Other {
                refusals.check(missing::complete(case.missing_ends()));
            }
            refusals.check(self.explained(case, context));
            refusals.check(self.completes(case));
        }
        refusals.check(of_type((&self.form, "form"), DocumentType::ClosingForm, ("PR", "77")));
        let prepared = registered(context, &self.prepared_by);
        refusals
            .check(prepared.map_err(|all| all.into_iter().map(|it| it.at("preparedBy")).collect()));
        refusals.require(context.actor.person() != Some(&self.prepared_by), || {
            Code::ConflictOfDuties
                .refuse(
                    "结案审批表由办案机构填写，批准人不得为填写人",
                    "whoever approves the form did not fill it in",
                )
                .under("PR", "77")
                .at("preparedBy")
        });
        refusals.verdict()?;
        Ok(vec![Event::CaseClosed(Closed {
            ground: self.ground,
            explanation: self.explanation.clone(),
            prepared_by: self.prepared_by.clone(),
            form: self.form.clone(),
            documents: self.documents.clone(),
        })])
    }
}

impl Close {
    fn grounded(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.ground.stage() == case.main, || {
            Code::Contradictory
                .refuse(
                    format!(
                        "结案理由「{}」与案件现状「{}」不符",
                        self.ground.label(),
                        case.main.label()
                    ),
                    format!("{:?} is not how this case ended ({:?})", self.ground, case.main),
                )
                .under("PR", "77")
                .at("ground")
        });
        refusals.verdict()
    }

    /// Another ground is said (PR 77.1(5)), and so is why a surcharge that has grown is not levied
    /// (PR 75: 可以).
    fn explained(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let owed = case.owed(context.occurred.day(), context.law);
        let open: Fen = owed.iter().map(|it| it.surcharge_open).sum();
        let said = self.explanation.as_ref().is_some_and(|it| !it.is_blank());
        let mut refusals = Refusals::new();
        let other = self.ground == ClosingGround::Other;
        let what = "其他应予结案的情形";
        filled(&mut refusals, other && !said, "explanation", what, ("PR", "77.1(5)"));
        let unlevied = format!("不收取逾期加处罚款{open}的理由");
        let done = case.missing_ends().is_empty();
        let growing = !other && done && open > Fen::ZERO && !said;
        filled(&mut refusals, growing, "explanation", &unlevied, ("PR", "75"));
        refusals.verdict()
    }

    /// With what comes with the form, the file holds every document that such a case must have.
    fn completes(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        for kind in case.missing_documents() {
            refusals.require(self.documents.iter().any(|it| it.document_type == kind), || {
                Code::DocumentMissing
                    .refuse(
                        format!("案卷缺少{}，请随结案审批表补充", kind.label()),
                        format!("the file has no {kind:?}: add it with the closing form"),
                    )
                    .under("PR", "77")
                    .at("documents")
            });
        }
        refusals.verdict()
    }
}

/// Puts the file of a closed case into the archive (立卷归档): everything on file, in the order of
/// PR 78.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Where it is kept.
    pub place: String,
    /// How long, under the agency's schedule: 永久, 30年, 10年.
    pub retention: String,
}

impl Act for Archive {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::KeepFile)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let article = ("PR", "78");
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::Closed]));
        filled(&mut refusals, self.place.trim().is_empty(), "place", "案卷存放地点", article);
        let retention = self.retention.trim().is_empty();
        filled(&mut refusals, retention, "retention", "保管期限", article);
        let acting = context.actor.officer();
        // The head of the unit stands in for handlers who have left.
        let theirs = acting.is_some_and(|it| {
            it.role != Role::Handler || case.record.handled_by.contains(&it.person)
        });
        refusals.require(theirs, || {
            Code::NotPermitted
                .refuse("案卷由本案办案人员归档", "the handlers of the case archive its file")
                .under("PR", "78.1")
        });
        refusals.verdict()?;
        Ok(vec![Event::CaseArchived(Archived {
            place: self.place.clone(),
            retention: self.retention.clone(),
            entries: case.archive_entries(),
        })])
    }
}

impl Fact for Closed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "77")])
            .opening(Main::Closed)
            .settling(Timer::CloseForm, None)
            .filing([&self.form])
            .filing(&self.documents)
    }

    fn sentence(&self) -> String {
        let why = self.explanation.as_ref().map(|it| format!("，说明：{}", text(it)));
        format!("批准结案，结案理由为{}{}", self.ground.label(), why.unwrap_or_default())
    }
}

impl Fact for Archived {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "78"), ("APL", "47")]).opening(Main::Archived)
    }

    fn sentence(&self) -> String {
        let count = |volume| self.entries.iter().filter(|it| it.volume == volume).count();
        format!(
            "立卷归档，正卷{}件，副卷{}件，存放于{}，保管期限为{}",
            count(Volume::MainFile),
            count(Volume::InternalFile),
            self.place,
            self.retention
        )
    }
}
