//! The same case where the party was also told of its right to a hearing and of a refund: the notice
//! `N1` reached it on 12 December, its five working days last to the 19th.

use jiff::civil::{Date, date};

use super::{
    HANDLER_LI, HOST, History, LEADER,
    facts::{document, handed_over, noticed, recorded},
    given,
};
use crate::{
    Fen, Moment,
    case::{
        Command, Event, hearing,
        notice::{self, HearingScope},
        recusal,
        statement::{self, Right},
    },
    clock::{Deadline, Timer},
    document::DocumentType,
    id::PartId,
};

/// A period that is known to end on `due`.
pub fn deadline(timer: Timer, of: &PartId, due: Date) -> Deadline {
    let stored = serde_json::json!({
        "timer": timer,
        "of": of,
        "bound": "PARTY",
        "start": "2022-12-12T00:00:00+08:00",
        "length": 5,
        "unit": "WORKING_DAYS",
        "onExpiry": "WAIVER",
        "authority": {"instrument": "PR", "article": "57.2"},
        "confidence": "VERIFIED",
        "due": {"state": "FIXED", "rawDate": due, "dueDate": due},
    });
    serde_json::from_value(stored).unwrap()
}

pub fn n1() -> PartId {
    PartId::nth('N', 1)
}

/// The notice, with the right to a hearing or without it.
pub fn noticed_with(because: HearingScope) -> History {
    let mut history = noticed();
    let Some((_, Event::PriorNoticeServed(served))) = history.last_mut() else {
        panic!("the last act is the notice")
    };
    let told = because != HearingScope::None;
    served.hearing = notice::HearingRight { told, because, threshold: None };
    served.refund = Some(Fen::yuan(8_000));
    let due = date(2022, 12, 19);
    served.deadlines = vec![deadline(Timer::NoticeState, &n1(), due)];
    if told {
        served.deadlines.push(deadline(Timer::HearingRequest, &n1(), due));
    }
    history
}

/// The party was told that it may ask for a hearing.
pub fn offered() -> History {
    noticed_with(HearingScope::Offered)
}

pub fn state() -> statement::Record {
    statement::Record {
        notice: n1(),
        content: "当事人认为罚款数额过高".into(),
        document: document(DocumentType::Statement),
    }
}

/// The agency's check of it: unfounded.
pub fn reject() -> statement::Review {
    statement::Review {
        statement: PartId::nth('D', 1),
        adoption: statement::Adoption::NotAdopted,
        reasons: "无事实依据".into(),
        document: None,
    }
}

pub fn waive(rights: &[Right]) -> statement::Waive {
    statement::Waive {
        notice: n1(),
        rights: rights.to_vec(),
        document: document(DocumentType::Waiver),
    }
}

pub fn ask() -> hearing::Request {
    hearing::Request {
        notice: n1(),
        means: "书面".into(),
        document: document(DocumentType::HearingRequest),
    }
}

pub fn h1() -> PartId {
    PartId::nth('H', 1)
}

pub fn appoint() -> hearing::AppointHost {
    hearing::AppointHost { hearing: h1(), host: HOST.person() }
}

/// Opens at nine in the morning of 30 December.
pub fn notify() -> hearing::Notify {
    hearing::Notify {
        hearing: h1(),
        opens_at: "2022-12-30T09:00:00+08:00".parse().unwrap(),
        place: "本机关听证室".into(),
        closed_because: None,
        service: handed_over(date(2022, 12, 15)),
        document: document(DocumentType::HearingNotice),
    }
}

pub fn hold() -> hearing::Hold {
    hearing::Hold {
        hearing: h1(),
        agents: vec![crate::Personal::noted("律师唐某".into())],
        signed: true,
        record: document(DocumentType::HearingRecord),
        recording: Some(recorded()),
    }
}

pub fn report() -> hearing::Report {
    hearing::Report {
        hearing: h1(),
        opinion: "建议维持拟处罚意见".into(),
        document: document(DocumentType::HearingReport),
    }
}

/// Asked for on 13 December.
pub fn asked() -> History {
    given(offered()).at("2022-12-13T10:00:00+08:00").and(HANDLER_LI, Command::RequestHearing(ask()))
}

pub fn hosted() -> History {
    given(asked()).at("2022-12-14T10:00:00+08:00").and(LEADER, Command::AppointHost(appoint()))
}

pub fn notified() -> History {
    given(hosted()).at("2022-12-15T10:00:00+08:00").and(HOST, Command::NotifyHearing(notify()))
}

pub fn held() -> History {
    given(notified()).at("2022-12-30T11:00:00+08:00").and(HOST, Command::HoldHearing(hold()))
}

pub fn reported() -> History {
    given(held()).at("2023-01-03T10:00:00+08:00").and(HOST, Command::ReportHearing(report()))
}

/// `who` was recused from the case.
pub fn recused(mut history: History, who: super::Who) -> History {
    let requested = recusal::Requested {
        id: PartId::nth('R', 1),
        officer: who.handler(),
        by: recusal::Requester::Party,
        reason: "与当事人有直接利害关系".into(),
        document: document(DocumentType::RecusalPaper),
    };
    let decided = recusal::Decided {
        request: PartId::nth('R', 1),
        person: who.person(),
        granted: true,
        reason: "申请成立".into(),
        attendees: vec![],
        document: document(DocumentType::RecusalPaper),
    };
    let last = history.last().map_or(Moment::midnight(date(2022, 11, 14)), |(time, _)| *time);
    history.push((last, Event::RecusalRequested(requested)));
    history.push((last, Event::RecusalDecided(decided)));
    history
}
