//! Remedies against the decisions of a case, as they came in and ended.

mod conclusion;

use async_graphql::SimpleObject;
use domain::case::remedy;

pub(super) use self::conclusion::TouchedSanction;
use self::conclusion::{OrderPerformance, RemedyConclusion};
use super::{
    super::{
        scalars::{Date, DateTime, PartId, PersonId},
        vocabulary::{HandedInGround, RemedyApplicant, RemedyKind, RemedyProcedure, StayedBy},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    register::Document,
};

/// A request for reconsideration that was handed to the agency itself (ARL 32).
#[derive(SimpleObject)]
pub struct ReconsiderationRequest {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Over which decision.
    decision: PartId,
    /// Why that was open to the party.
    ground: HandedInGround,
    /// Why, in Chinese.
    ground_label: &'static str,
    /// On which day it came.
    received_on: Date,
    /// The request.
    document: Document,
    /// To which organ it was forwarded; absent while it was not.
    forwarded_to: Option<String>,
    /// When it was forwarded.
    forwarded_at: Option<DateTime>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A reconsideration, or a suit in one instance, over a decision.
#[derive(SimpleObject)]
pub struct Remedy {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Which remedy.
    kind: RemedyKind,
    /// Which, in Chinese.
    kind_label: &'static str,
    /// Over which decision.
    decision: PartId,
    /// At whose instance.
    by: RemedyApplicant,
    /// At whose, in Chinese.
    by_label: &'static str,
    /// Which organ or court decides on it.
    body: String,
    /// Its file number there.
    file_number: String,
    /// The day of the application, from which on no surcharge accrues (APL 73.3).
    applied_on: Date,
    /// The day on which the organ admitted it.
    admitted_on: Option<Date>,
    /// The day on which the agency received the copy.
    received_on: Date,
    /// By which procedure.
    procedure: RemedyProcedure,
    /// The procedure in Chinese.
    procedure_label: &'static str,
    /// When it was recorded that it goes on by the ordinary procedure, where it began by the simplified one (ARL 55;
    /// ALL 84).
    converted_at: Option<DateTime>,
    /// The remedy after which it comes.
    after: Option<PartId>,
    /// The last day of the time to ask for it, where it was asked for after that.
    out_of_time: Option<Date>,
    /// The copy that the agency received.
    document: Document,
    /// What the agency answered. Main file: absent for whoever sees decisions alone.
    reply: Option<RemedyReply>,
    /// What it submitted besides, in its time or as it was permitted (ARL 46; ALL 36). Main file.
    further_replies: Vec<RemedyReply>,
    /// What the organ or the court let the agency supply. Main file.
    permissions: Vec<EvidencePermission>,
    /// Stays of execution. Main file.
    stays: Vec<Stay>,
    /// Suspensions of the reconsideration. Main file.
    suspensions: Vec<ReconsiderationSuspension>,
    /// How it was concluded; absent while it is open.
    conclusion: Option<RemedyConclusion>,
    /// How the agency performed what it was ordered to; absent while it has not. Main file.
    performance: Option<OrderPerformance>,
    /// From which day on what was found counts, as far as is known now: never, where another judgment took its
    /// place or an appeal is pending.
    takes_effect_on: Option<Date>,
    /// The last day on which it is pending, where that is known.
    pending_until: Option<Date>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// What the agency answered (ARL 48; ALL 67).
#[derive(SimpleObject)]
pub struct RemedyReply {
    /// When.
    submitted_at: DateTime,
    /// Who prepared it.
    prepared_by: PersonId,
    /// Their name.
    preparer: String,
    /// The evidence that was submitted.
    evidence: Vec<PartId>,
    /// The instruments that the decision rests on.
    bases: Vec<String>,
    /// 行政复议答复书, 答辩状.
    document: Document,
    /// What else was submitted, as far as you may see it.
    documents: Vec<Document>,
}

/// That the organ or the court lets the agency supply evidence (ARL 46; ALL 36.2).
#[derive(SimpleObject)]
pub struct EvidencePermission {
    /// When that was recorded.
    permitted_at: DateTime,
    /// On what.
    scope: String,
    /// The permission.
    document: Document,
}

/// A stay of execution (ARL 42; ALL 56).
#[derive(SimpleObject)]
pub struct Stay {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// By whom.
    by: StayedBy,
    /// By whom, in Chinese.
    by_label: &'static str,
    /// Of which sanctions; of all of them where none is named.
    sanctions: Vec<PartId>,
    /// Why.
    reason: String,
    /// Since which day.
    from: Date,
    /// The first day on which it counts no more, where somebody ended it.
    to: Option<Date>,
    /// The paper that says so.
    document: Document,
}

/// A suspension of the reconsideration (ARL 39).
#[derive(SimpleObject)]
pub struct ReconsiderationSuspension {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Since when.
    suspended_at: DateTime,
    /// Why.
    reason: String,
    /// When it went on.
    resumed_at: Option<DateTime>,
    /// The organ's notice.
    document: Document,
}

impl From<Entered<'_, &remedy::HandedIn>> for ReconsiderationRequest {
    fn from(entered: Entered<'_, &remedy::HandedIn>) -> Self {
        let it = entered.fact;
        let forwarded = entered.last_of(recorded!(ReconsiderationRequestForwarded));
        Self {
            id: it.id.clone().into(),
            decision: it.decision.clone().into(),
            ground: it.ground.into(),
            ground_label: it.ground.label(),
            received_on: it.received_on.into(),
            document: (&it.document).into(),
            forwarded_to: forwarded.as_ref().map(|it| it.fact.body.clone()),
            forwarded_at: forwarded.map(|it| it.at()),
            acts: entered.acts(),
        }
    }
}

impl<'a> From<Entered<'a, &'a remedy::Opened>> for Remedy {
    fn from(entered: Entered<'a, &'a remedy::Opened>) -> Self {
        let it = entered.fact;
        let case = &entered.dossier().case;
        let found = case.remedy(&it.id);
        let procedure = found.map_or(it.procedure, remedy::Remedy::procedure);
        let converted = entered.last_of(recorded!(RemedyConverted));
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            decision: it.decision.clone().into(),
            by: it.by.into(),
            by_label: it.by.label(),
            body: it.body.clone(),
            file_number: it.file_number.clone(),
            applied_on: it.applied_on.into(),
            admitted_on: it.admitted_on.map(Into::into),
            received_on: it.received_on.into(),
            procedure: procedure.into(),
            procedure_label: procedure.label(),
            converted_at: converted.map(|it| it.at()),
            after: it.after.clone().map(Into::into),
            out_of_time: it.out_of_time.map(Into::into),
            document: (&it.document).into(),
            reply: entered.later(recorded!(ReplySubmitted)).next().map(Into::into),
            further_replies: entered
                .later(recorded!(ReplySubmitted))
                .skip(1)
                .map(Into::into)
                .collect(),
            permissions: entered.later(recorded!(EvidencePermitted)).map(Into::into).collect(),
            stays: entered.later(recorded!(ExecutionStayed)).map(Into::into).collect(),
            suspensions: entered
                .later(recorded!(ReconsiderationSuspended))
                .map(Into::into)
                .collect(),
            conclusion: entered.last_of(recorded!(RemedyConcluded)).map(Into::into),
            performance: entered.last_of(recorded!(OrderPerformed)).map(Into::into),
            takes_effect_on: found.and_then(|it| case.takes_effect(it)).map(Into::into),
            pending_until: found.and_then(|it| case.pending_until(it)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &remedy::Submitted>> for RemedyReply {
    fn from(entered: Entered<'_, &remedy::Submitted>) -> Self {
        let it = entered.fact;
        Self {
            submitted_at: entered.at(),
            prepared_by: it.prepared_by.person.clone().into(),
            preparer: it.prepared_by.shown.clone(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            bases: it.bases.clone(),
            document: (&it.document).into(),
            documents: entered.papers(&it.documents),
        }
    }
}

impl From<Entered<'_, &remedy::Permitted>> for EvidencePermission {
    fn from(entered: Entered<'_, &remedy::Permitted>) -> Self {
        Self {
            permitted_at: entered.at(),
            scope: entered.fact.scope.shown().to_owned(),
            document: (&entered.fact.document).into(),
        }
    }
}

impl From<Entered<'_, &remedy::Stayed>> for Stay {
    fn from(entered: Entered<'_, &remedy::Stayed>) -> Self {
        let it = entered.fact;
        let ended = entered.later(recorded!(StayEnded)).find(|ended| ended.fact.stay == it.id);
        Self {
            id: it.id.clone().into(),
            by: it.by.into(),
            by_label: it.by.label(),
            sanctions: it.sanctions.iter().cloned().map(Into::into).collect(),
            reason: it.reason.shown().to_owned(),
            from: entered.on(),
            to: ended.map(|it| it.on()),
            document: (&it.document).into(),
        }
    }
}

impl From<Entered<'_, &remedy::Suspended>> for ReconsiderationSuspension {
    fn from(entered: Entered<'_, &remedy::Suspended>) -> Self {
        let it = entered.fact;
        let mut resumed = entered.later(recorded!(ReconsiderationResumed));
        Self {
            id: it.id.clone().into(),
            suspended_at: entered.at(),
            reason: it.reason.shown().to_owned(),
            resumed_at: resumed.find(|resumed| resumed.fact.suspension == it.id).map(|it| it.at()),
            document: (&it.document).into(),
        }
    }
}
