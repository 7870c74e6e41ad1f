//! Anything at all that may be asked of a case, whether or not it is its time.

use super::{acts, walk::Walk};
use crate::{
    Fen,
    case::{
        Command,
        conclusion::Outcome,
        extension, lead,
        review::{self, Opinion, ReviewKind, ReviewPhase},
        spec::{
            CREDIT_UNIT, HANDLER_LI, HANDLER_WEI, HANDLER_ZHANG, HOST, LEADER, LEGAL_REVIEWER,
            OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD, UNIT_HEAD_REVIEWING, Who, XU, XU_REVIEWING,
            facts::{self, document},
            hearings,
        },
        timekeeping,
    },
    document::DocumentType,
    id::PartId,
};

/// Who asks for what.
pub type Offer = (Option<Who>, Command);

/// One of all the acts, by whoever does them; by the clock where nobody does.
pub fn anything(walk: &Walk, pick: u16) -> Offer {
    let offers: [fn(&Walk) -> Vec<Offer>; 4] =
        [before_review, before_decision, after_decision, by_time];
    let mut all: Vec<_> = offers.iter().flat_map(|offer| offer(walk)).collect();
    all.swap_remove(usize::from(pick) % all.len())
}

fn by(who: Who, commands: impl IntoIterator<Item = Command>) -> Vec<Offer> {
    commands.into_iter().map(|it| (Some(who), it)).collect()
}

fn before_review(walk: &Walk) -> Vec<Offer> {
    let case = &walk.case;
    let appraised = case.record.appraisals.last().map(|it| it.commissioned.id.clone());
    let appraised = appraised.unwrap_or_else(|| PartId::nth('A', 1));
    let recusal = case.record.recusals.last().map(|it| acts::decide_recusal(&it.request));
    [
        by(
            HANDLER_LI,
            [
                acts::register(walk),
                acts::inform_reporter(),
                acts::inform_rights(case),
                acts::collect(case),
                acts::commission(),
                acts::receive_result(&appraised),
                acts::tell_result(&appraised),
                acts::identify(case),
                acts::request_recusal(HANDLER_ZHANG),
                acts::request_recusal(OTHER_LEADER),
            ],
        ),
        by(
            LEADER,
            [acts::file(walk), acts::decline(), acts::suspend(), acts::resume(), acts::terminate()],
        ),
        by(LEADER, recusal.clone()),
        by(PRINCIPAL_HEAD, recusal),
        by(
            UNIT_HEAD,
            [
                Command::AssignLead(facts::assign()),
                acts::replace_handlers(HANDLER_WEI),
                acts::replace_handlers(XU),
                acts::conclude(walk, Outcome::Penalty, Fen::yuan(10_000)),
                acts::conclude(walk, Outcome::NoPenalty, Fen::ZERO),
                acts::send_to_review(walk, ReviewPhase::BeforeNotice, ReviewKind::CaseReview),
                acts::send_to_review(walk, ReviewPhase::BeforeNotice, ReviewKind::LegalReview),
                acts::send_to_review(walk, ReviewPhase::AfterHearing, ReviewKind::LegalReview),
            ],
        ),
        by(LEADER, extensions()),
        by(PRINCIPAL_HEAD, [further()]),
    ]
    .concat()
}

fn extensions() -> [Command; 3] {
    let document = || document(DocumentType::ExtensionApproval);
    let reason = || "案情复杂".into();
    let days = 10;
    let review = PartId::nth('V', 1);
    [
        Command::ExtendVerification(lead::Extend { reason: reason(), document: document() }),
        Command::ExtendDecisionTime(extension::Extend { reason: reason(), document: document() }),
        Command::ExtendReview(review::Extend {
            review,
            days,
            reason: reason(),
            document: document(),
        }),
    ]
}

/// All that can move the end of a period, by whoever does it.
pub fn movers(walk: &Walk) -> Vec<Offer> {
    let notice = walk.case.record.notices.last().map(|(_, it)| it.id.clone());
    let notice = notice.unwrap_or_else(hearings::n1);
    let announces = acts::announce(DocumentType::PriorNotice);
    [
        by(HANDLER_LI, [acts::commission(), announces, acts::ask_for_hearing(&notice)]),
        by(LEADER, [acts::suspend()]),
        by(LEADER, extensions()),
        by(PRINCIPAL_HEAD, [further()]),
    ]
    .concat()
}

fn further() -> Command {
    Command::ExtendDecisionTimeFurther(extension::ExtendFurther {
        days: 20,
        attendees: vec![LEADER.person(), OTHER_LEADER.person()],
        reason: "案情特别复杂".into(),
        document: document(DocumentType::DiscussionMinutes),
    })
}

fn before_decision(walk: &Walk) -> Vec<Offer> {
    let case = &walk.case;
    let hearing = case.record.hearings.last().map(|it| it.request.id.clone());
    let hearing = hearing.unwrap_or_else(hearings::h1);
    let notice = case.record.notices.last().map(|(_, it)| it.id.clone());
    let notice = notice.unwrap_or_else(hearings::n1);
    let stated = case.record.statements.last().map(|it| it.received.id.clone());
    let refund = case.record.refunds.last().map(|it| acts::end_refund(&it.ordered));
    [
        by(
            HANDLER_LI,
            [
                acts::serve_notice(walk),
                acts::serve_milder_notice(walk),
                acts::state(case),
                acts::state(case),
                acts::waive(case),
                acts::waive(case),
                acts::ask_for_hearing(&notice),
                acts::abort(case),
                acts::announce(DocumentType::PriorNotice),
            ],
        ),
        by(HANDLER_ZHANG, stated.map(|it| acts::review_statement(&it))),
        by(HANDLER_ZHANG, refund),
        by(LEGAL_REVIEWER, [Opinion::Agree, Opinion::Supplement].map(|it| acts::opine(case, it))),
        by(UNIT_HEAD_REVIEWING, [acts::opine(case, Opinion::Agree)]),
        by(XU_REVIEWING, [acts::opine(case, Opinion::Correct)]),
        by(HOST, [acts::notify(&hearing, walk.now), acts::hold(&hearing), acts::report(&hearing)]),
        by(
            LEADER,
            [
                acts::approve(case),
                acts::appoint_host(&hearing, HOST),
                acts::appoint_host(&hearing, XU),
                acts::order_refund(walk),
                acts::discuss(case, [LEADER, OTHER_LEADER]),
                acts::decide_penalty(case, Fen::ZERO),
                acts::decide_penalty(case, Fen::yuan(1)),
                acts::no_penalty(case),
                acts::not_established(),
            ],
        ),
    ]
    .concat()
}

fn after_decision(walk: &Walk) -> Vec<Offer> {
    let case = &walk.case;
    let fine = PartId::nth('S', 2);
    [
        by(
            HANDLER_LI,
            [
                acts::serve_decision(walk),
                acts::pay(case, &fine),
                acts::pay_part(&fine, Fen::yuan(5_000)),
                acts::archive(),
            ],
        ),
        by(CREDIT_UNIT, [acts::prepare_copy(case), acts::approve_copy(case)]),
        by(UNIT_HEAD, [acts::approve_copy(case)]),
        by(LEADER, [acts::defer(walk), acts::close(case)]),
    ]
    .concat()
}

fn by_time(walk: &Walk) -> Vec<Offer> {
    let fix = Command::FixDeadlines(timekeeping::FixDeadlines);
    vec![(None, acts::lapse(&walk.case)), (None, fix)]
}
