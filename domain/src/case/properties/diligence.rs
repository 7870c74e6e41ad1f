//! What a diligent agency does next in a case, so that walks get somewhere.

use jiff::ToSpan;

use super::{acts, walk::Walk};
use crate::{
    Fen, Moment,
    case::{
        Case, Command, Main,
        conclusion::Outcome,
        review::{Opinion, ReviewKind, ReviewPhase},
        sanction::Sanction,
        service::Announced,
        spec::{
            CASE_REVIEWER, CREDIT_UNIT, HANDLER_LI, HANDLER_WEI, HOST, INTAKE, LEADER,
            LEGAL_REVIEWER, OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD, UNIT_HEAD_REVIEWING, Who, XU,
            XU_HOSTING, XU_OF_LAW, XU_REVIEWING, endings::p1, facts,
        },
        state::Review,
        statement::Right,
    },
    document::DocumentType,
};

/// The next act, and whose it is.
pub fn next(walk: &Walk) -> (Option<Who>, Command) {
    let (who, command) = match walk.case.main {
        Main::Unopened => (INTAKE, acts::register(walk)),
        Main::Lead => (UNIT_HEAD, Command::AssignLead(facts::assign())),
        Main::Verifying if walk.plan.filed => (LEADER, acts::file(walk)),
        Main::Verifying => (LEADER, acts::decline()),
        Main::NotFiled => (HANDLER_LI, acts::inform_reporter()),
        Main::Investigating | Main::Supplementing => investigate(walk),
        Main::Suspended => (LEADER, acts::resume()),
        Main::Terminated => (LEADER, acts::close(&walk.case)),
        Main::Concluded => (author(&walk.case), send_to_review(walk)),
        Main::InReview => opine(walk),
        Main::Reviewed => hear(walk).unwrap_or_else(|| decide_on_the_report(walk)),
        Main::ApprovedForNotice => hear(walk).unwrap_or_else(|| tell(walk)),
        Main::Noticed => hear(walk).unwrap_or_else(|| settle(walk)),
        Main::PenaltyDecided | Main::NoPenaltyDecided | Main::NotEstablished => carry_out(walk),
        Main::Closed => (HANDLER_LI, acts::archive()),
        Main::Archived => (CREDIT_UNIT, acts::prepare_copy(&walk.case)),
    };
    (Some(who), command)
}

fn investigate(walk: &Walk) -> (Who, Command) {
    let record = &walk.case.record;
    let handling = record.handling().iter().filter(|it| !walk.case.is_recused(&it.person));
    if let Some(open) = record.recusals.iter().find(|it| it.granted.is_none()) {
        let of_a_leader = open.request.officer.person == OTHER_LEADER.person();
        let decides = if of_a_leader { PRINCIPAL_HEAD } else { LEADER };
        return (decides, acts::decide_recusal(&open.request));
    }
    if let Some(open) = record.appraisals.iter().find(|it| it.result.is_none()) {
        return (HANDLER_LI, acts::receive_result(&open.commissioned.id));
    }
    if let Some(test) = to_be_tested(walk) {
        return test;
    }
    if handling.count() < 2 {
        return (UNIT_HEAD, acts::replace_handlers(HANDLER_WEI));
    }
    if record.rights_informed.is_empty() {
        return (HANDLER_LI, acts::inform_rights(&walk.case));
    }
    if record.evidence.is_empty() {
        return (HANDLER_LI, acts::collect(&walk.case));
    }
    (author(&walk.case), acts::conclude(walk, walk.plan.outcome, Fen::ZERO))
}

/// The head of the unit answers for the report and sends it to review, unless they reviewed the case.
fn author(case: &Case) -> Who {
    if case.has_reviewed(&UNIT_HEAD.person()) { HANDLER_LI } else { UNIT_HEAD }
}

/// What would be less trouble than the next act, or what somebody would like to do who should not; tried
/// before it.
pub fn tempting(walk: &Walk) -> Vec<(Who, Command)> {
    let case = &walk.case;
    let mut tries = if walk.plan.meddling { meddle(walk) } else { vec![] };
    if case.nothing_awaited().is_err() {
        tries.extend(rush(walk));
    }
    if case.main == Main::Concluded && !case.record.reviews.is_empty() {
        let lighter = ReviewKind::CaseReview;
        tries.push((UNIT_HEAD, acts::send_to_review(walk, ReviewPhase::BeforeNotice, lighter)));
    }
    tries
}

/// What would go on over a result that is awaited.
fn rush(walk: &Walk) -> [(Who, Command); 5] {
    let case = &walk.case;
    [
        (author(case), send_to_review(walk)),
        (LEADER, acts::approve(case)),
        (HANDLER_LI, acts::serve_notice(walk)),
        (LEADER, acts::order_refund(walk)),
        (LEADER, acts::not_established()),
    ]
}

/// What is still to be tested at this stage.
fn to_be_tested(walk: &Walk) -> Option<(Who, Command)> {
    let case = &walk.case;
    let stage = matches!(case.main, Main::Supplementing | Main::Noticed);
    let earlier = case.record.appraisals.iter().all(|it| Some(it.since) < case.since);
    (walk.plan.tests && stage && earlier).then(|| (HANDLER_LI, acts::commission()))
}

/// Xu, who holds every role, would do everything.
fn meddle(walk: &Walk) -> Vec<(Who, Command)> {
    let case = &walk.case;
    let hearing = case.record.hearings.iter().find(|it| it.host.is_none());
    let hosts = hearing.map(|it| (LEADER, acts::appoint_host(&it.request.id, XU)));
    let report = || acts::conclude(walk, walk.plan.outcome, Fen::ZERO);
    let tries = match case.main {
        Main::Investigating if !case.record.evidence.is_empty() => {
            let named = walk.plan.handles.then(|| (UNIT_HEAD, acts::replace_handlers(XU)));
            let withdrawn = (HANDLER_LI, acts::request_recusal(OTHER_LEADER));
            [(XU, report()), withdrawn].into_iter().chain(named).collect()
        }
        Main::Supplementing | Main::Reviewed if case.has_reviewed(&UNIT_HEAD.person()) => {
            vec![(UNIT_HEAD, report())]
        }
        Main::InReview => {
            let (_, opinion) = opine(walk);
            vec![
                (UNIT_HEAD_REVIEWING, opinion.clone()),
                (XU_REVIEWING, opinion.clone()),
                (XU_OF_LAW, opinion),
            ]
        }
        Main::ApprovedForNotice => {
            vec![(XU, acts::serve_notice(walk)), (UNIT_HEAD, acts::replace_handlers(XU))]
        }
        Main::Noticed => {
            let first = case.record.statements.is_empty();
            let states = first.then(|| (XU, acts::state(case)));
            let named = (UNIT_HEAD, acts::replace_handlers(XU));
            let discussed = (LEADER, acts::discuss(case, [LEADER, OTHER_LEADER]));
            states.into_iter().chain([named, discussed]).collect()
        }
        _ => vec![],
    };
    hosts.into_iter().chain(tries).collect()
}

fn send_to_review(walk: &Walk) -> Command {
    let legal = walk.plan.legal || !walk.case.grounds_of_legal_review().is_empty();
    let kind = if legal { ReviewKind::LegalReview } else { ReviewKind::CaseReview };
    acts::send_to_review(walk, ReviewPhase::BeforeNotice, kind)
}

fn opine(walk: &Walk) -> (Who, Command) {
    let case = &walk.case;
    let legal = case.record.reviews.last().is_some_and(|it| !it.request.grounds.is_empty());
    let who = if legal { LEGAL_REVIEWER } else { CASE_REVIEWER };
    let returns = walk.plan.returned && !case.record.reviews.iter().any(Review::is_returned);
    (who, acts::opine(case, if returns { Opinion::Supplement } else { Opinion::Agree }))
}

/// The notice; where the party can't be reached, its announcement first.
fn tell(walk: &Walk) -> (Who, Command) {
    let announced = announced(walk, DocumentType::PriorNotice);
    (HANDLER_LI, announced.unwrap_or_else(|| acts::serve_notice(walk)))
}

/// The announcement that is still to be made of a document, where the party can't be reached.
fn announced(walk: &Walk, document: DocumentType) -> Option<Command> {
    let since = walk.case.since;
    let made = |(at, it): &(Moment, Announced)| it.serves == document && Some(*at) >= since;
    let wanted = walk.plan.unreachable && !walk.case.record.announcements.iter().any(made);
    wanted.then(|| acts::announce(document))
}

fn decide_on_the_report(walk: &Walk) -> (Who, Command) {
    let command = match walk.case.record.conclusions.last().map(|it| it.opinion) {
        Some(Outcome::NoPenalty) => acts::no_penalty(&walk.case),
        Some(Outcome::NotEstablished) => acts::not_established(),
        Some(Outcome::Penalty) | None => acts::approve(&walk.case),
    };
    (LEADER, command)
}

/// What is left of an appraisal, of a hearing, of a refund, or of the party's statements.
fn hear(walk: &Walk) -> Option<(Who, Command)> {
    let record = &walk.case.record;
    if let Some(open) = record.appraisals.iter().find(|it| it.result.is_none() || !it.told) {
        let id = &open.commissioned.id;
        let next = if open.result.is_none() { acts::receive_result } else { acts::tell_result };
        return Some((HANDLER_LI, next(id)));
    }
    let stated = record.statements.iter().find(|it| it.adoption.is_none());
    if let Some(statement) = stated {
        return Some((HANDLER_LI, acts::review_statement(&statement.received.id)));
    }
    if let Some(open) = record.refunds.iter().find(|it| it.ended.is_none()) {
        return Some((HANDLER_LI, acts::end_refund(&open.ordered)));
    }
    let hearing = record.hearings.iter().find(|it| !it.is_over())?;
    let id = &hearing.request.id;
    let xu = hearing.host.as_ref().is_some_and(|it| it.person == XU.person());
    let host = if xu { XU_HOSTING } else { HOST };
    Some(match (&hearing.host, &hearing.notified, hearing.held) {
        (None, _, _) => (LEADER, acts::appoint_host(id, HOST)),
        (Some(_), None, _) => (host, acts::notify(id, walk.now)),
        (Some(_), Some(it), None) if it.opens_at.day() < walk.now.day() => {
            (host, acts::notify(id, walk.now))
        }
        (Some(_), Some(_), None) => (host, acts::hold(id)),
        (Some(_), Some(_), Some(_)) => (host, acts::report(id)),
    })
}

/// From the notice to the decision.
fn settle(walk: &Walk) -> (Who, Command) {
    let record = &walk.case.record;
    let Some((_, notice)) = record.notices.last() else {
        return (HANDLER_LI, acts::serve_notice(walk));
    };
    if walk.plan.states && record.statements.iter().all(|it| it.received.notice != notice.id) {
        return (HANDLER_LI, acts::state(&walk.case));
    }
    let heard = record.hearings.iter().any(|it| it.request.notice == notice.id);
    let open = !walk.case.is_over(Right::Hearing, &notice.id, walk.now.day());
    if walk.plan.hearing && notice.hearing.told && !heard && open {
        return (HANDLER_LI, acts::ask_for_hearing(&notice.id));
    }
    if let Some(test) = to_be_tested(walk) {
        return test;
    }
    let after: Vec<_> =
        record.reviews.iter().filter(|it| it.request.phase == ReviewPhase::AfterHearing).collect();
    let agreed =
        |it: &&Review| it.opinion.as_ref().is_some_and(|(opinion, ..)| *opinion == Opinion::Agree);
    let reported = record.hearings.iter().filter_map(|it| it.reported).max();
    let reviewed = after.last().filter(|it| agreed(it)).and_then(|it| it.opinion.as_ref());
    if reported.is_some() && reviewed.is_none_or(|(_, _, at)| Some(*at) < reported) {
        return match after.last() {
            Some(open) if open.opinion.is_none() => {
                (LEGAL_REVIEWER, acts::opine(&walk.case, Opinion::Agree))
            }
            _ => {
                let (phase, kind) = (ReviewPhase::AfterHearing, ReviewKind::LegalReview);
                (author(&walk.case), acts::send_to_review(walk, phase, kind))
            }
        };
    }
    if notice.refund.is_some() && record.refunds.is_empty() {
        return (LEADER, acts::order_refund(walk));
    }
    let handling = record.handling().iter().filter(|it| !walk.case.is_recused(&it.person));
    if handling.count() < 2 {
        return (UNIT_HEAD, acts::replace_handlers(HANDLER_WEI));
    }
    let ready = walk.now.day() > notice.service.served_on.saturating_add(12.days());
    let major = record.reviews.iter().any(|it| !it.request.grounds.is_empty());
    let discussed = record.discussions.last().map(|(at, _)| *at);
    if ready && major && discussed < walk.case.ripe() {
        let withdrew = walk.case.is_recused(&OTHER_LEADER.person());
        let other = if withdrew { PRINCIPAL_HEAD } else { OTHER_LEADER };
        return (LEADER, acts::discuss(&walk.case, [LEADER, other]));
    }
    (LEADER, acts::decide_penalty(&walk.case, Fen::ZERO))
}

/// From the decision to the closing.
fn carry_out(walk: &Walk) -> (Who, Command) {
    let case = &walk.case;
    if case.record.services.is_empty() {
        let announced = announced(walk, case.decision_document(&p1()));
        return (HANDLER_LI, announced.unwrap_or_else(|| acts::serve_decision(walk)));
    }
    let unpaid = |it: &&Sanction| case.open_principal(it) > Fen::yuan(10_000);
    let dear = case.unperformed(walk.now.day()).iter().any(unpaid);
    if walk.plan.defers && dear && case.record.deferrals.is_empty() {
        return (LEADER, acts::defer(walk));
    }
    if let Some(unpaid) = case.unperformed(walk.now.day()).first() {
        return (HANDLER_LI, acts::pay(case, &unpaid.id));
    }
    (LEADER, acts::close(case))
}

/// The rights of which a notice tells.
pub fn told(hearing: bool) -> Vec<Right> {
    if hearing { Right::ALL.to_vec() } else { vec![Right::State] }
}
