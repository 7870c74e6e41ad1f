//! What proves each way of service, and from when it counts.

mod receipts;

use jiff::civil::date;

use super::{Announce, ServeDecision, Service, ServiceMode, check};
use crate::{
    Actor, Code, Context, Facts, Personal, Rejection,
    case::{
        Command, Event,
        spec::{
            HANDLER_LI, History, case,
            endings::{handed, p1, penalised, s2, serve, serve_decision},
            facts::{approved, document, handed_over, recorded},
            given,
            hearings::deadline,
            law,
        },
    },
    clock::{Deadline, Done, Outcome, Timer},
    document::DocumentType,
    id::PartId,
};

fn checked(service: &Service, history: &History, time: &str) -> Result<(), Vec<Rejection>> {
    let occurred = time.parse().unwrap();
    let context = Context {
        actor: &Actor::Clock,
        occurred,
        at: occurred,
        late_entry_reason: None,
        stated: &[],
        law: law(),
        facts: &Facts::default(),
    };
    check(service, case(history).since, (&case(history), &context))
}

fn fields(checked: Result<(), Vec<Rejection>>) -> Vec<String> {
    checked.unwrap_err().iter().map(|it| it.field.join(".")).collect()
}

const NOON: &str = "2022-12-12T12:00:00+08:00";

fn bare(mode: ServiceMode) -> Service {
    let (recipient, receipt) = (None, None);
    Service { mode, recipient, receipt, ..handed_over(date(2022, 12, 12)) }
}

/// PR 82.
#[test]
fn each_way_of_service_wants_its_own_proof() {
    let wanted = [
        (ServiceMode::Direct, vec!["service.receipt", "service.recipient"]),
        (ServiceMode::Leave, vec!["service.course", "service.recording"]),
        (ServiceMode::Electronic, vec!["service.confirmation", "service.recording"]),
        (ServiceMode::Mail, vec!["service.receipt"]),
        (ServiceMode::OnTheSpot, vec!["service.receipt", "service.recipient"]),
        (ServiceMode::Entrusted, vec!["service.receipt", "service.recipient"]),
        (ServiceMode::Forwarded, vec!["service.receipt", "service.recipient"]),
        (ServiceMode::Announcement, vec!["service.course", "service.announcement"]),
    ];
    for (mode, missing) in wanted {
        assert_eq!(fields(checked(&bare(mode), &approved(), NOON)), missing, "{mode:?}");
    }
}

/// PR 82: a receipt on which nobody's name can be read is signed by nobody.
#[test]
fn a_blank_name_has_signed_for_nothing() {
    let modes = [ServiceMode::Direct, ServiceMode::OnTheSpot, ServiceMode::Entrusted];
    for mode in modes {
        for blank in ["", " ", "\u{3000}"] {
            let recipient = Some(Personal::noted(blank.to_owned()));
            let signed = Service { mode, recipient, ..handed_over(date(2022, 12, 12)) };
            assert_eq!(fields(checked(&signed, &approved(), NOON)), ["service.recipient"]);
        }
    }
}

/// ARL 22, since 2024: with a decision that comes over the internet comes the channel for answering over it.
#[test]
fn a_decision_that_is_served_online_names_the_online_channel_for_reconsideration() {
    let online = |on, channel: Option<&str>| {
        let service = Service {
            mode: ServiceMode::Electronic,
            recording: Some(recorded()),
            confirmation: Some(document(DocumentType::AddressConfirmation)),
            ..handed_over(on)
        };
        let reconsideration_channel = channel.map(str::to_owned);
        Command::ServeDecision(ServeDecision {
            service,
            reconsideration_channel,
            ..serve_decision()
        })
    };
    let served = |on: jiff::civil::Date, channel| {
        let noon = format!("{on}T12:00:00+08:00");
        given(penalised()).at(&noon).when(HANDLER_LI, online(on, channel))
    };
    served(date(2024, 1, 1), None).then_to_be_mended(&["reconsiderationChannel"]);
    served(date(2024, 1, 1), Some(" ")).then_to_be_mended(&["reconsiderationChannel"]);
    assert_eq!(served(date(2023, 12, 31), None).events().len(), 1, "the old law did not ask");
    let events = served(date(2024, 1, 1), Some("掌上复议小程序")).events();
    let said = events[0].fact().sentence();
    assert!(said.contains("申请行政复议的互联网渠道（掌上复议小程序）"), "{said}");
}

/// PR 82.
#[test]
fn what_is_proven_is_served() {
    let proven = Service {
        recording: Some(recorded()),
        confirmation: Some(document(DocumentType::AddressConfirmation)),
        course: Some("当事人拒绝签收".into()),
        ..handed_over(date(2022, 12, 12))
    };
    for mode in ServiceMode::ALL.into_iter().filter(|it| *it != ServiceMode::Announcement) {
        let service = Service { mode, ..proven.clone() };
        assert!(checked(&service, &approved(), NOON).is_ok(), "{mode:?}");
    }
}

/// PR 83.2: only an address that the party confirmed in writing spares its signature, and never what is
/// handed over on the spot.
#[test]
fn at_an_address_that_the_party_gave_wrongly_nobody_signs() {
    let left = Service {
        recipient: None,
        confirmation: Some(document(DocumentType::AddressConfirmation)),
        course: Some("按送达地址确认书载明的地址留置".into()),
        ..handed_over(date(2022, 12, 12))
    };
    assert!(checked(&left, &approved(), NOON).is_ok());
    let unconfirmed = Service { confirmation: None, ..left.clone() };
    assert_eq!(fields(checked(&unconfirmed, &approved(), NOON)), ["service.confirmation"]);
    let spoken = Service { mode: ServiceMode::OnTheSpot, ..left };
    assert_eq!(fields(checked(&spoken, &approved(), NOON)), ["service.recipient"]);
}

/// PR 82.1(2): a witness on the receipt or pictures; a reason for having none is no proof.
#[test]
fn what_is_left_is_proven_by_a_witness_or_by_pictures() {
    let course = Some("当事人拒绝签收，留置于其住所".into());
    let left = Service { course, ..bare(ServiceMode::Leave) };
    let exempt = crate::document::Recording::Exempt("设备故障".into());
    let unseen = Service { recording: Some(exempt.clone()), ..left.clone() };
    assert_eq!(fields(checked(&unseen, &approved(), NOON)), ["service.recording"]);
    let pictured = Service { recording: Some(recorded()), ..left.clone() };
    assert!(checked(&pictured, &approved(), NOON).is_ok());
    let receipt = Some(document(DocumentType::ServiceReceipt));
    let recipient = Some(crate::Personal::noted("见证人：社区居委会干部何某".into()));
    let witnessed = Service { receipt, recipient, recording: Some(exempt), ..left };
    assert!(checked(&witnessed, &approved(), NOON).is_ok());
}

/// PR 82.1(5): one announcement, one document.
#[test]
fn an_announcement_serves_one_document_and_gives_it_its_number() {
    let history = announced();
    let Some((_, Event::DocumentAnnounced(published))) = history.last() else { unreachable!() };
    let number = published.number.clone().unwrap();
    let service = Service {
        mode: ServiceMode::Announcement,
        announcement: Some(PartId::nth('Y', 1)),
        course: Some("2022年12月12日张贴公告".into()),
        served_on: date(2023, 1, 11),
        ..bare(ServiceMode::Announcement)
    };
    let notice = crate::case::notice::Serve { service: service.clone(), ..serve() };
    assert_eq!(crate::case::Act::number(&notice), None);
    let told = given(history)
        .at("2023-01-12T12:00:00+08:00")
        .and(HANDLER_LI, Command::ServePriorNotice(notice));
    let (_, served) = case(&told).record.notices[0].clone();
    assert_eq!((&served.number, served.document.number.as_ref()), (&number, Some(&number)));
    assert!(super::announces(&service, DocumentType::PriorNotice, &case(&told)).is_err());
}

#[test]
fn nothing_is_served_before_it_was_signed_or_after_its_entry() {
    for wrong in [date(2022, 12, 8), date(2022, 12, 13)] {
        let fields = fields(checked(&handed_over(wrong), &approved(), NOON));
        assert_eq!(fields, ["service.servedOn"]);
    }
}

pub(super) fn announce() -> Announce {
    Announce {
        serves: DocumentType::PriorNotice,
        places: vec!["本机关公告栏".into(), "当事人住所地".into()],
        reason: "当事人下落不明，直接送达、邮寄送达均无法送达".into(),
        document: document(DocumentType::Announcement),
        recording: Some(recorded()),
    }
}

/// Published on 12 December; it counts as service on 11 January.
fn announced() -> History {
    let mut history = given(approved()).at(NOON).and(HANDLER_LI, Command::Announce(announce()));
    if let Some((_, crate::case::Event::DocumentAnnounced(it))) = history.last_mut() {
        let due = date(2023, 1, 11);
        it.deadlines = vec![deadline(Timer::ServiceAnnounce, &PartId::nth('Y', 1), due)];
    }
    history
}

/// PR 82.1(5).
#[test]
fn an_announcement_says_why_where_and_how_it_was_posted() {
    let bare = Announce {
        places: vec!["本机关公告栏".into(), " ".into()],
        reason: "".into(),
        recording: None,
        ..announce()
    };
    given(approved()).when(HANDLER_LI, Command::Announce(bare)).then_to_be_mended(&[
        "places",
        "reason",
        "recording",
    ]);
    let internal = Announce { serves: DocumentType::ReviewOpinion, ..announce() };
    given(approved())
        .when(HANDLER_LI, Command::Announce(internal))
        .then_refused(&[Code::NotProvidedFor]);
}

/// PR 64.2, 82.1(5).
#[test]
fn while_an_announcement_runs_the_clocks_stand_still_until_it_is_service() {
    let pauses = case(&announced()).record.pauses;
    assert_eq!((pauses[0].from, pauses[0].to), (date(2022, 12, 12), Some(date(2023, 1, 11))));
}

/// PR 64.2: the thirty days of an announcement don't count, and no more than those, even if the party
/// turns up or nobody goes on.
#[test]
fn an_announcement_stops_the_clocks_for_thirty_days_or_until_the_document_is_served() {
    let raw = |history: &History| {
        case(history).open_deadline(Timer::CaseDecide, None).and_then(Deadline::raw_date)
    };
    assert_eq!(raw(&approved()), Some(date(2023, 2, 19)));
    let announced = given(approved()).at(NOON).and(HANDLER_LI, Command::Announce(announce()));
    assert_eq!(raw(&announced), Some(date(2023, 3, 21)));
    let notice = crate::case::notice::Serve {
        service: handed_over(date(2022, 12, 20)),
        ..crate::case::spec::endings::serve()
    };
    let turned_up = given(announced)
        .at("2022-12-20T12:00:00+08:00")
        .and(HANDLER_LI, Command::ServePriorNotice(notice));
    assert_eq!(raw(&turned_up), Some(date(2023, 2, 27)));
    assert_eq!(case(&turned_up).record.pauses[0].to, Some(date(2022, 12, 20)));
}

/// PR 82.1(5).
#[test]
fn an_announcement_is_service_after_thirty_days_and_not_before() {
    let service = Service {
        mode: ServiceMode::Announcement,
        announcement: Some(PartId::nth('Y', 1)),
        course: Some("2022年12月12日张贴公告".into()),
        ..bare(ServiceMode::Announcement)
    };
    let early = Service { served_on: date(2023, 1, 10), ..service.clone() };
    let refused = checked(&early, &announced(), "2023-01-10T12:00:00+08:00").unwrap_err();
    assert_eq!(refused[0].code, Code::TooEarly);
    let in_time = Service { served_on: date(2023, 1, 11), ..service };
    assert!(checked(&in_time, &announced(), "2023-01-12T12:00:00+08:00").is_ok());
}

/// PR 82.1(5).
#[test]
fn only_service_by_announcement_names_one() {
    let stray =
        Service { announcement: Some(PartId::nth('Y', 1)), ..handed_over(date(2022, 12, 12)) };
    assert_eq!(fields(checked(&stray, &announced(), NOON)), ["service.announcement"]);
    let history = announced();
    assert!(super::announces(&stray, DocumentType::PriorNotice, &case(&history)).is_ok());
    assert!(super::announces(&stray, DocumentType::RefundOrder, &case(&history)).is_err());
}

fn serves(decision: ServeDecision) -> Command {
    Command::ServeDecision(decision)
}

/// PR 81: handed over when it is announced, or served within seven working days.
#[test]
fn a_decision_is_handed_over_on_announcement_or_served_in_any_way_but_without_proof() {
    let spoken = Service { mode: ServiceMode::OnTheSpot, ..handed_over(date(2022, 12, 21)) };
    let at_once = ServeDecision { service: spoken, ..serve_decision() };
    let served = given(penalised()).and(HANDLER_LI, serves(at_once));
    let timed = &case(&served).record.timers[&(Timer::DecisionServe, Some(p1()))];
    assert!(timed.settled.is_some());
    let unproven = ServeDecision { service: bare(ServiceMode::Mail), ..serve_decision() };
    let fields =
        given(penalised()).at("2022-12-23T15:00:00+08:00").when(HANDLER_LI, serves(unproven));
    fields.then_to_be_mended(&["lateEntryReason", "service.receipt", "service.servedOn"]);
}

/// PR 81, 82.1(5): nobody can be reached, and the announcement is published on the last of the seven working
/// days, the 30th. With that they are kept, and no day of them stood still; served it is on 29 January.
#[test]
fn publishing_the_announcement_keeps_the_seven_days_for_serving_a_penalty() {
    let announcing = |on| {
        let announce = Announce { serves: DocumentType::PenaltyDecision, ..announce() };
        let history = given(penalised()).at(on).and(HANDLER_LI, Command::Announce(announce));
        let (at, _) = *history.last().unwrap();
        let timed = &case(&history).record.timers[&(Timer::DecisionServe, Some(p1()))];
        assert_eq!(timed.deadline.due_date(), Some(date(2022, 12, 30)));
        assert_eq!(timed.settled, Some(at));
        let done =
            Done { occurred: at, recorded: at, late_entry: false, replaced: false, rests_on: None };
        timed.deadline.outcome(Some(&done), at.day())
    };
    assert_eq!(announcing("2022-12-30T16:00:00+08:00"), Outcome::Met { days_before: 0 });
    assert_eq!(announcing("2023-01-03T09:00:00+08:00"), Outcome::MetLate { days: 4 });
}

/// PR 81, 82.1(4): the day on the receipt is the day of service, whenever that comes back; on the last of the seven
/// working days, the 30th, they are kept.
#[test]
fn a_penalty_is_served_on_the_day_on_which_the_party_had_it() {
    let mailed = Service { mode: ServiceMode::Mail, ..handed_over(date(2022, 12, 30)) };
    let mailed = ServeDecision { service: mailed, ..serve_decision() };
    let history =
        given(penalised()).at("2023-01-03T09:00:00+08:00").and(HANDLER_LI, serves(mailed));
    let timed = &case(&history).record.timers[&(Timer::DecisionServe, Some(p1()))];
    let (occurred, late_entry) = (timed.settled.unwrap(), false);
    assert_eq!(occurred.day(), date(2022, 12, 30));
    let (at, _) = *history.last().unwrap();
    let done = Done { occurred, recorded: at, late_entry, replaced: false, rests_on: None };
    assert_eq!(timed.deadline.outcome(Some(&done), at.day()), Outcome::Met { days_before: 0 });
}

/// PUB 8: what is made public is announced to the party in writing.
#[test]
fn the_party_is_told_that_its_penalty_will_be_public() {
    let silent = ServeDecision { publicity_notice: None, ..serve_decision() };
    given(penalised())
        .at("2022-12-23T15:00:00+08:00")
        .when(HANDLER_LI, serves(silent))
        .then_to_be_mended(&["publicityNotice"]);
}

/// PR 72, 80; ARL 20; ALL 46: paying, reconsideration and suing run from service.
#[test]
fn service_starts_what_the_party_has_to_do_and_may_do() {
    let case = case(&handed());
    let due = |timer, of| case.open_deadline(timer, Some(&of)).and_then(Deadline::due_date);
    assert_eq!(due(Timer::PayFine, s2()), Some(date(2023, 1, 9)));
    assert_eq!(due(Timer::ReconApply, p1()), Some(date(2023, 2, 21)));
    assert_eq!(due(Timer::SuitDirect, p1()), Some(date(2023, 6, 25)));
}

/// PR 81.
#[test]
fn a_decision_is_served_once_and_must_be_one_of_the_case() {
    given(handed()).when(HANDLER_LI, serves(serve_decision())).then_refused(&[Code::AlreadyDone]);
    let other = ServeDecision { decision: PartId::nth('P', 7), ..serve_decision() };
    given(penalised())
        .at("2022-12-23T15:00:00+08:00")
        .when(HANDLER_LI, serves(other))
        .then_refused(&[Code::UnknownPart]);
}
