//! What is owed in remedies that are pending: the answer, without which the decision counts as having no evidence and
//! no basis; forwarding; deciding anew; performing what was ordered; giving back what was paid in excess.

use jiff::civil::Date;

use super::Missing;
use crate::{
    Code, Fen, Rulebook,
    case::{
        Case,
        performance::Owed,
        phrase::text,
        remedy::{Remedy, silence},
    },
    time::in_chinese,
};

impl Case {
    /// All that is owed because of remedies, on that day.
    pub(super) fn missing_in_remedies(&self, on: Date, law: &Rulebook) -> Vec<Missing> {
        let mut missing: Vec<_> = self.lacks_forwarding();
        missing.extend(self.open_remedies().filter_map(|it| self.lacks_a_reply(it, on)));
        missing.extend(self.lacks_performance(on));
        missing.extend(self.lacks_reports());
        missing.extend(self.lacks_refunds(on, law));
        missing
    }

    /// What the party handed to the agency and the organ does not have yet (ARL 32).
    fn lacks_forwarding(&self) -> Vec<Missing> {
        let open = self.record.requests.iter().filter(|it| self.owes_forwarding(it));
        open.map(|it| {
            let id = &it.handed_in.id;
            let zh = format!("行政复议申请（编号{id}）尚未转送行政复议机关");
            let en = format!("the request {id} has not been forwarded to the organ");
            Missing::new(Code::StepMissing, zh, en, ("ARL", "32.2"))
        })
        .collect()
    }

    /// The answer; once it is overdue, what that means, also where it came since (ARL 70; ALL 34).
    fn lacks_a_reply(&self, remedy: &Remedy, on: Date) -> Option<Missing> {
        let id = &remedy.opened.id;
        let time = self.time_to_answer(remedy)?;
        let answered = remedy.reply().map(|(at, _)| at.day());
        let kind = remedy.opened.kind;
        let last = time.latest();
        let label = kind.label();
        if last.is_none_or(|it| answered.unwrap_or(on) <= it) {
            if answered.is_some() {
                return None;
            }
            let until = last.map(|it| format!("，期限至{}", in_chinese(it))).unwrap_or_default();
            let zh = format!("{label}（编号{id}）尚未提出答复、提交证据和依据{until}");
            let en = format!("the agency has not answered in {id}");
            let it = Missing {
                citation: time.authority.clone(),
                ..Missing::step(&zh, &en, ("ARL", "48"))
            };
            return Some(it.resting_on(time.confidences()));
        }
        let article = silence(kind, &time.authority);
        let means = if kind.is_in_court() {
            "视为没有相应证据"
        } else {
            "视为该行政行为没有证据、依据"
        };
        let late = if answered.is_some() { "逾期才" } else { "逾期未" };
        let zh = format!("{label}（编号{id}）{late}提出答复、提交证据和依据，{means}");
        let en = format!(
            "the time to answer in {id} is over: the decision counts as having no evidence"
        );
        Some(Missing::new(Code::TooLate, zh, en, article).resting_on(time.confidences()))
    }

    /// What the organ or the court ordered the agency to perform, and it has not (ARL 66; ALL 72, 73).
    fn lacks_performance(&self, on: Date) -> Vec<Missing> {
        self.orders(on)
            .map(|(concluded, order)| {
                let (id, label) = (&concluded.remedy, concluded.kind.label());
                let until = order.until.map(|it| format!("，期限至{}", in_chinese(it)));
                let until = until.unwrap_or_default();
                let duty = text(&order.duty);
                let zh = format!("{label}（编号{id}）责令履行的内容尚未履行：{duty}{until}");
                let en = format!("the agency has not performed what {id} ordered it to");
                let missing = Missing::step(&zh, &en, ("ARL", "66"));
                let ordered = concluded.authorities.first().cloned();
                Missing { citation: ordered.unwrap_or(missing.citation.clone()), ..missing }
            })
            .collect()
    }

    /// What those who oversee the agency wrote, and it has not reported on (ARL 76; SUP).
    fn lacks_reports(&self) -> Vec<Missing> {
        let open = self.record.supervisions.iter().filter(|it| it.answered.is_none());
        open.map(|it| {
            let (id, paper) = (&it.received.id, it.received.paper.label());
            let zh = format!("{paper}（编号{id}）尚未报告纠正情况");
            let en = format!("the agency has not reported on {id}");
            let missing = Missing::step(&zh, &en, ("ARL", "76"));
            Missing { citation: it.received.authority.clone(), ..missing }
        })
        .collect()
    }

    /// What was paid in excess of what counts, and of what it grew by (APL 74.3; ARL 72.2).
    fn lacks_refunds(&self, on: Date, law: &Rulebook) -> Vec<Missing> {
        let owed = self.owed(on, law).into_iter();
        let excess = owed.filter(|it| it.refundable.plus(it.surcharge_refundable) > Fen::ZERO);
        excess.map(|it| self.lacks_a_refund(&it)).collect()
    }

    fn lacks_a_refund(&self, owed: &Owed) -> Missing {
        let (id, grown) = (&owed.sanction, owed.surcharge_refundable);
        let excess = owed.refundable.plus(grown);
        let of_it = if grown > Fen::ZERO {
            format!("（其中加处罚款{grown}）")
        } else {
            String::new()
        };
        let zh = format!("处罚{id}多收{excess}{of_it}，尚未退还");
        let en = format!(
            "{} fen that were paid on {id} are to be given back, {} of them as surcharge",
            excess.get(),
            grown.get()
        );
        let sure = self.sure_of_surcharge(owed).filter(|_| grown > Fen::ZERO);
        Missing::new(Code::Unfinished, zh, en, ("APL", "74.3")).resting_on(sure)
    }
}
