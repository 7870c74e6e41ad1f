//! The commands of a walk, with what the case at hand makes of them.

mod ending;

pub use self::ending::*;

use jiff::{ToSpan, civil::Date};

use super::{diligence::told, walk::Walk};
use crate::{
    Fen, Moment, Personal,
    case::{
        Case, Command, appraisal,
        benchmark::Measured,
        conclusion::{self, Outcome},
        evidence, filing, handlers, hearing, identification, lead, notice, recusal,
        review::{self, LegalReviewGround, Opinion, ReviewKind, ReviewPhase},
        rights,
        sanction::Sanction,
        service::{Service, ServiceMode},
        spec::{
            HANDLER_LI, Who, appraisals,
            facts::{self, document, handed_over},
            hearings,
        },
        statement, suspension,
    },
    clock::{Deadline, Timer},
    document::DocumentType,
    id::{PartId, PersonId},
    party::{Organisation, Party},
};

fn today(walk: &Walk) -> Date {
    walk.now.day()
}

/// Handed over today; by announcement where the party can't be reached and the document was announced.
fn served(walk: &Walk, document: DocumentType) -> Service {
    let handed = handed_over(today(walk));
    let announced = walk.case.record.announcements.iter().map(|(_, it)| it);
    let mut announced = announced.filter(|it| it.serves == document && walk.plan.unreachable);
    let Some(announced) = announced.next_back() else { return handed };
    let effect = announced.deadlines.iter().find(|it| it.timer == Timer::ServiceAnnounce);
    Service {
        mode: ServiceMode::Announcement,
        served_on: effect.and_then(Deadline::due_date).unwrap(),
        announcement: Some(announced.id.clone()),
        course: Some("当事人下落不明".into()),
        ..handed
    }
}

fn officers(case: &Case) -> Vec<PersonId> {
    let record = &case.record;
    let filed = record.filed.is_some();
    let named = if filed { record.handling() } else { record.verifying() };
    named.iter().map(|it| it.person.clone()).collect()
}

pub fn register(walk: &Walk) -> Command {
    let identity = lead::ReporterIdentity { name: "高某某".into(), contact: "028-1".into() };
    let reporter = lead::Reporter { real_name: true, identity: Personal::noted(identity) };
    Command::RegisterLead(lead::Register {
        received_on: today(walk),
        reporter: walk.plan.reported.then_some(reporter),
        ..facts::register()
    })
}

pub fn file(walk: &Walk) -> Command {
    let violation_ended_on = today(walk).saturating_sub(30.days());
    Command::FileCase(filing::File { violation_ended_on, ..facts::file() })
}

pub fn decline() -> Command {
    Command::DeclineToFile(filing::Decline {
        reason: filing::NotFiledReason::ConditionNotMet,
        conditions: vec![filing::FilingCondition::PrimaFacieEvidence],
        party: None,
        violation_ended_on: None,
        long_limitation: false,
        explanation: "核查未发现违法事实".into(),
        approval: document(DocumentType::NonFilingApproval),
    })
}

pub fn inform_reporter() -> Command {
    let document = document(DocumentType::ReporterNotice);
    Command::InformReporter(filing::InformReporter { means: "书面".into(), document })
}

pub fn inform_rights(case: &Case) -> Command {
    let officers = officers(case);
    Command::InformRights(rights::Inform { officers, ..facts::inform_rights() })
}

pub fn collect(case: &Case) -> Command {
    let officers = officers(case);
    Command::CollectEvidence(evidence::Collect { officers, ..facts::collect() })
}

/// The party under another number, which was found.
pub fn identify(case: &Case) -> Command {
    let Party::Organisation(found) = facts::party() else { unreachable!("it is a company") };
    let registration = "510100000012345".parse().unwrap();
    Command::IdentifyParty(identification::Identify {
        party: Party::Organisation(Box::new(Organisation { registration, ..*found })),
        evidence: case.record.evidence.iter().map(|it| it.id.clone()).collect(),
        reason: "登记档案载明的号码".into(),
    })
}

pub fn replace_handlers(by: Who) -> Command {
    Command::ReplaceHandlers(handlers::Replace {
        handlers: vec![HANDLER_LI.person(), by.person()],
        reason: "原办案人员回避".into(),
    })
}

pub fn request_recusal(officer: Who) -> Command {
    Command::RequestRecusal(recusal::Request {
        officer: officer.person(),
        by: recusal::Requester::Party,
        reason: "与当事人有亲属关系".into(),
        document: document(DocumentType::RecusalPaper),
    })
}

pub fn decide_recusal(request: &recusal::Requested) -> Command {
    Command::DecideRecusal(recusal::Decide {
        request: request.id.clone(),
        person: request.officer.person.clone(),
        granted: true,
        reason: "情况属实".into(),
        attendees: vec![],
        document: document(DocumentType::RecusalPaper),
    })
}

pub fn commission() -> Command {
    Command::CommissionAppraisal(appraisals::commission())
}

pub fn receive_result(appraisal: &PartId) -> Command {
    Command::ReceiveAppraisalResult(appraisal::ReceiveResult {
        appraisal: appraisal.clone(),
        finding: "不符合标准".into(),
        document: document(DocumentType::AppraisalReport),
    })
}

pub fn tell_result(appraisal: &PartId) -> Command {
    Command::TellAppraisalResult(appraisal::TellResult {
        appraisal: appraisal.clone(),
        document: document(DocumentType::AppraisalResultNotice),
    })
}

pub fn suspend() -> Command {
    Command::SuspendInvestigation(suspension::Suspend {
        ground: suspension::SuspensionGround::ForceMajeure,
        reason: "地震".into(),
        document: document(DocumentType::SuspensionApproval),
    })
}

pub fn resume() -> Command {
    Command::ResumeInvestigation(suspension::Resume {
        reason: "交通恢复".into(),
        document: document(DocumentType::SuspensionApproval),
    })
}

pub fn terminate() -> Command {
    Command::TerminateInvestigation(suspension::Terminate {
        ground: suspension::TerminationGround::EntityEnded,
        reason: "公司已经注销".into(),
        document: document(DocumentType::SuspensionApproval),
    })
}

/// With a fine that is dearer than the ordinary one by so much.
fn dearer(by: Fen) -> Vec<Sanction> {
    let mut sanctions = facts::sanctions();
    sanctions[1].amount = sanctions[1].amount.map(|it| it.plus(by));
    sanctions
}

pub fn conclude(walk: &Walk, opinion: Outcome, dearer_by: Fen) -> Command {
    let sanctions = if opinion == Outcome::Penalty { dearer(dearer_by) } else { vec![] };
    let evidence = walk.case.record.evidence.iter().map(|it| it.id.clone()).collect();
    let gained = Measured { unlawful_income: Some(Fen::yuan(10_000)), goods_value: None };
    let measured = Some(gained);
    let report =
        conclusion::Conclude { evidence, opinion, sanctions, measured, ..facts::conclude() };
    Command::ConcludeInvestigation(report)
}

pub fn send_to_review(walk: &Walk, phase: ReviewPhase, kind: ReviewKind) -> Command {
    let known = walk.case.grounds_of_legal_review().into_iter();
    let grounds = match (phase, kind) {
        (ReviewPhase::AfterHearing, _) => vec![LegalReviewGround::HearingHeld],
        (_, ReviewKind::LegalReview) => known.chain([LegalReviewGround::Complex]).collect(),
        (_, ReviewKind::CaseReview) => vec![],
    };
    let documents = [DocumentType::ConclusionReport, DocumentType::HearingReport].map(document);
    Command::RequestReview(review::Request {
        kind,
        phase,
        grounds,
        explanation: Some("已按审核意见补正".into()),
        received_on: today(walk),
        documents: documents.to_vec(),
    })
}

pub fn opine(case: &Case, conclusion: Opinion) -> Command {
    let open = case.record.reviews.iter().rfind(|it| it.opinion.is_none());
    let (review, kind) = open.map_or((PartId::nth('V', 1), ReviewKind::CaseReview), |it| {
        (it.request.id.clone(), it.request.kind)
    });
    let passed = conclusion == Opinion::Agree;
    let finding = (!passed).then(|| "事实不清".into());
    let check = |point| review::Check { point, passed, finding: finding.clone() };
    Command::GiveOpinion(review::Give {
        review,
        kind,
        checks: review::CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion,
        opinion: "见审核意见书".into(),
        document: document(DocumentType::ReviewOpinion),
    })
}

pub fn approve(case: &Case) -> Command {
    let reported = case.record.conclusions.last();
    Command::ApproveProposal(conclusion::Approve {
        serious_list: None,
        sanctions: reported.map_or_else(facts::sanctions, |it| it.sanctions.clone()),
        document: document(DocumentType::ProposalApproval),
    })
}

/// What was approved, with a fine that is lower by 10,000 yuan.
pub fn serve_milder_notice(walk: &Walk) -> Command {
    let mut command = serve_notice(walk);
    if let Command::ServePriorNotice(notice) = &mut command {
        notice.sanctions[1].amount =
            notice.sanctions[1].amount.map(|it| it.less(Fen::yuan(10_000)));
    }
    command
}

pub fn serve_notice(walk: &Walk) -> Command {
    let record = &walk.case.record;
    let former = record.notices.last().map(|(_, it)| it.id.clone());
    let approved = record.proposals.last();
    Command::ServePriorNotice(notice::Serve {
        serious_list: None,
        sanctions: approved.map_or_else(facts::sanctions, |it| it.sanctions.clone()),
        facts: "未对入网食品经营者的许可证进行审查".into(),
        reasons: "违反《中华人民共和国食品安全法》第六十二条".into(),
        provisions: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into()],
        tells_statement: true,
        tells_hearing: walk.plan.hearing,
        refund: walk.plan.refund.then(|| Fen::yuan(8_000)),
        new_ground: former.is_some().then(|| "发现新的违法事实".into()),
        supersedes: former,
        service: served(walk, DocumentType::PriorNotice),
        document: document(DocumentType::PriorNotice),
    })
}

fn last_notice(case: &Case) -> PartId {
    case.record.notices.last().map_or_else(hearings::n1, |(_, it)| it.id.clone())
}

pub fn state(case: &Case) -> Command {
    let notice = last_notice(case);
    Command::RecordStatement(statement::Record { notice, ..hearings::state() })
}

pub fn review_statement(statement: &PartId) -> Command {
    Command::ReviewStatement(statement::Review {
        statement: statement.clone(),
        adoption: statement::Adoption::NotAdopted,
        reasons: "无证据支持".into(),
        document: None,
    })
}

pub fn waive(case: &Case) -> Command {
    let told = told(case.record.notices.last().is_some_and(|(_, it)| it.hearing.told));
    let notice = last_notice(case);
    Command::WaiveRights(statement::Waive { notice, ..hearings::waive(&told) })
}

pub fn lapse(case: &Case) -> Command {
    Command::LapseRights(statement::Lapse { notice: last_notice(case) })
}

pub fn ask_for_hearing(notice: &PartId) -> Command {
    Command::RequestHearing(hearing::Request { notice: notice.clone(), ..hearings::ask() })
}

pub fn appoint_host(hearing: &PartId, host: Who) -> Command {
    let hearing = hearing.clone();
    Command::AppointHost(hearing::AppointHost { hearing, host: host.person() })
}

pub fn notify(hearing: &PartId, now: Moment) -> Command {
    let opens_at = Moment::midnight(now.day().saturating_add(20.days()));
    Command::NotifyHearing(hearing::Notify {
        hearing: hearing.clone(),
        opens_at,
        service: handed_over(now.day()),
        ..hearings::notify()
    })
}

pub fn hold(hearing: &PartId) -> Command {
    Command::HoldHearing(hearing::Hold { hearing: hearing.clone(), ..hearings::hold() })
}

pub fn report(hearing: &PartId) -> Command {
    Command::ReportHearing(hearing::Report { hearing: hearing.clone(), ..hearings::report() })
}

pub fn abort(case: &Case) -> Command {
    let hearing = case.record.hearings.last().map(|it| it.request.id.clone());
    Command::AbortHearing(hearing::Abort {
        hearing: hearing.unwrap_or_else(hearings::h1),
        ground: hearing::AbortGround::Withdrawn,
        reason: "当事人书面撤回".into(),
        document: document(DocumentType::HearingRequest),
    })
}
