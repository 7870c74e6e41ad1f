//! An announcement serves what there was when it was published.

use jiff::civil::date;

use super::{announcing, publisher};
use crate::{
    Code, Fen, Personal,
    case::{
        Command, Event, conclusion,
        hearing::{self, AbortGround},
        notice,
        performance::{Defer, Portion},
        refund,
        service::{Service, ServiceMode},
        spec::{
            HANDLER_LI, HOST, History, LEADER, When, Who, at, case,
            endings::{handed, pay, s2, serve},
            facts::{approved, document, handed_over, sanctions},
            given,
            hearings::{appoint, ask, asked, hosted, notify, offered, reject, state},
            interruption::{resume, suspend},
        },
    },
    document::DocumentType,
    id::PartId,
};

pub(super) fn announced(history: History, time: &str, serves: DocumentType) -> History {
    given(history).at(time).and(publisher(serves), announcing(serves))
}

/// By the announcement that was published as the n-th, on the day on which it takes effect.
fn by(n: usize, history: &History) -> Service {
    let announcement = PartId::nth('Y', n);
    let announcements = case(history).record.announcements;
    let (_, published) = announcements.iter().find(|(_, it)| it.id == announcement).unwrap();
    Service {
        mode: ServiceMode::Announcement,
        announcement: Some(announcement),
        course: Some("当事人下落不明，张贴公告".into()),
        recipient: None::<Personal<String>>,
        receipt: None,
        ..handed_over(published.takes_effect().unwrap())
    }
}

/// Somebody records the service by that announcement at noon of its day.
pub(super) fn serving(
    history: &History,
    n: usize,
    (who, command): (Who, impl Fn(Service) -> Command),
) -> When {
    let service = by(n, history);
    let noon = format!("{}T12:00:00+08:00", service.served_on);
    given(history.clone()).at(&noon).when(who, command(service))
}

pub(super) fn notice(service: Service) -> Command {
    Command::ServePriorNotice(notice::Serve { service, ..serve() })
}

pub(super) fn notifying(n: usize) -> impl Fn(Service) -> Command {
    move |service: Service| {
        let opens_at = "2023-02-20T09:00:00+08:00".parse().unwrap();
        let hearing = PartId::nth('H', n);
        Command::NotifyHearing(hearing::Notify { hearing, opens_at, service, ..notify() })
    }
}

pub(super) fn order(service: Service) -> Command {
    let until = service.served_on.saturating_add(jiff::Span::new().days(10));
    let (amount, by_announcement) = (Fen::yuan(8_000), false);
    let document = document(DocumentType::RefundOrder);
    Command::OrderRefund(refund::Order { amount, until, by_announcement, service, document })
}

/// PR 46, 82.1(5): a suspension approves nothing anew, so that what was announced before it serves after it.
#[test]
fn an_announcement_serves_though_the_investigation_was_suspended_meanwhile() {
    let announced = |history: History, serves| {
        let announced = given(history).and(publisher(serves), announcing(serves));
        let suspended = given(announced).and(LEADER, suspend());
        given(suspended).and(LEADER, resume())
    };
    let notice_of_it = announced(approved(), DocumentType::PriorNotice);
    assert_eq!(serving(&notice_of_it, 1, (HANDLER_LI, notice)).events().len(), 1);
    given(notice_of_it)
        .when(HANDLER_LI, announcing(DocumentType::PriorNotice))
        .then_refused(&[Code::AlreadyDone]);
    let heard = announced(hosted(), DocumentType::HearingNotice);
    assert_eq!(serving(&heard, 1, (HOST, notifying(1))).events().len(), 1);
    let told = given(offered()).at("2022-12-20T08:00:00+08:00").and(LEADER, suspend());
    let told = given(told).and(LEADER, resume());
    let refund = announced(told, DocumentType::RefundOrder);
    assert_eq!(serving(&refund, 1, (LEADER, order)).events().len(), 1);
}

/// PR 56, 82.1(5): what was approved after the announcement is not what it made known.
#[test]
fn no_notice_is_served_by_an_announcement_of_an_earlier_proposal() {
    let first = announced(approved(), "2022-12-12T10:00:00+08:00", DocumentType::PriorNotice);
    assert_eq!(serving(&first, 1, (HANDLER_LI, notice)).events().len(), 1);
    let approval = document(DocumentType::ProposalApproval);
    let anew = conclusion::ProposalApproved {
        serious_list: None,
        deviations: vec![],
        sanctions: sanctions(),
        document: approval,
    };
    let mut approved_anew = first;
    approved_anew.push(at("2022-12-12T12:30:00+08:00", Event::PenaltyProposalApproved(anew)));
    serving(&approved_anew, 1, (HANDLER_LI, notice)).then_refused(&[Code::BeforeItsBasis]);
    let second = announced(approved_anew, "2022-12-12T14:00:00+08:00", DocumentType::PriorNotice);
    assert_eq!(serving(&second, 2, (HANDLER_LI, notice)).events().len(), 1);
}

/// APL 64(2); PR 82.1(5): each hearing has an announcement of its own; who hosts it may be settled after it.
#[test]
fn no_notice_of_a_hearing_is_served_by_an_announcement_of_an_earlier_one() {
    let host = |history: History, n| {
        let appoint = hearing::AppointHost { hearing: PartId::nth('H', n), ..appoint() };
        given(history).at("2023-01-09T10:00:00+08:00").and(LEADER, Command::AppointHost(appoint))
    };
    let first = announced(asked(), "2022-12-13T11:00:00+08:00", DocumentType::HearingNotice);
    let hosted = host(first.clone(), 1);
    assert_eq!(serving(&hosted, 1, (HOST, notifying(1))).events().len(), 1);
    let withdrawn = Command::AbortHearing(hearing::Abort {
        hearing: PartId::nth('H', 1),
        ground: AbortGround::Withdrawn,
        reason: "当事人撤回听证申请".into(),
        document: document(DocumentType::HearingRecord),
    });
    let withdrawn = given(first).at("2022-12-13T14:00:00+08:00").and(HANDLER_LI, withdrawn);
    let again = given(withdrawn).at("2022-12-13T15:00:00+08:00");
    let again = host(again.and(HANDLER_LI, Command::RequestHearing(ask())), 2);
    serving(&again, 1, (HOST, notifying(2))).then_refused(&[Code::BeforeItsBasis]);
}

/// PR 58, 59: an order that is signed with its announcement rests on no statement that came after it.
#[test]
fn no_order_to_refund_is_served_by_an_announcement_before_a_statement() {
    let first = announced(offered(), "2022-12-20T10:00:00+08:00", DocumentType::RefundOrder);
    let ordered = serving(&first, 1, (LEADER, order)).events();
    assert_eq!(ordered.len(), 1);
    let stated = given(first).at("2022-12-20T12:00:00+08:00");
    let stated = stated.and(HANDLER_LI, Command::RecordStatement(state()));
    let reviewed = given(stated)
        .at("2022-12-20T12:30:00+08:00")
        .and(HANDLER_LI, Command::ReviewStatement(reject()));
    serving(&reviewed, 1, (LEADER, order)).then_refused(&[Code::BeforeItsBasis]);
    let second = announced(reviewed, "2022-12-20T14:00:00+08:00", DocumentType::RefundOrder);
    assert_eq!(serving(&second, 2, (LEADER, order)).events().len(), 1);
}

/// PR 74: a deferral is approved with its announcement: asked for before, of what was left then.
#[test]
fn a_deferral_is_approved_with_its_announcement() {
    let defer = |fine, applied_on| {
        move |service: Service| {
            Command::ApproveDeferral(Defer {
                sanction: s2(),
                instalments: vec![Portion { until: date(2023, 3, 10), amount: Fen::yuan(fine) }],
                hardship: "流动资金不足".into(),
                applied_on,
                approved_on: None,
                application: document(DocumentType::DeferralApplication),
                document: document(DocumentType::DeferralNotice),
                service,
            })
        }
    };
    let asked = date(2023, 1, 3);
    let first = announced(handed(), "2023-01-04T10:00:00+08:00", DocumentType::DeferralNotice);
    let published = case(&first).record.announcements[0].1.number.clone().unwrap();
    let approved = serving(&first, 1, (LEADER, defer(50_000, asked))).events();
    let [Event::DeferralApproved(approved)] = &approved[..] else { panic!("{approved:?}") };
    assert_eq!(approved.number, published);
    assert_eq!(defer(1, asked)(by(1, &first)).act().number(), None);
    let later = defer(50_000, date(2023, 1, 5));
    serving(&first, 1, (LEADER, later)).then_to_be_mended(&["appliedOn"]);
    let paid = Command::RecordPayment(pay(2_000, 20_000));
    let paid = given(first).at("2023-01-05T10:00:00+08:00").and(HANDLER_LI, paid);
    serving(&paid, 1, (LEADER, defer(30_000, asked))).then_refused(&[Code::BeforeItsBasis]);
}
