//! What a decision was made without, as is known only since it was entered: what the party said, or the hearing that it
//! asked for (APL 62, 63; PR 58). Nothing mends that afterwards; whoever finds the decision wrong corrects it (APL 75.2).

use jiff::civil::Date;

use super::Missing;
use crate::{Code, Moment, case::Case};

impl Case {
    /// What the party was to be heard with before the last decision, and was not, as long as that counts.
    pub(in crate::case) fn decided_unheard(&self, on: Date) -> Vec<Missing> {
        let Some(last) = self.record.last_decision().filter(|_| self.is_decided()) else {
            return vec![];
        };
        if self.has_fallen(last, on) {
            return vec![];
        }
        let decided = self.decided_at(last);
        let by_then = |at: Moment| decided.is_none_or(|decided| at <= decided);
        let statements = self.record.statements.iter();
        let unweighed = statements.filter(|it| it.adoption.is_none() && by_then(it.received_at));
        let mut missing: Vec<_> = unweighed
            .map(|it| {
                let id = &it.received.id;
                let zh = format!("陈述、申辩意见（{id}）在作出决定之前提出，未经复核即作出决定");
                let en = format!(
                    "the statement {id} was made before the decision, which did not weigh it"
                );
                Missing::new(Code::Unfinished, zh, en, ("PR", "58"))
            })
            .collect();
        let hearings = self.record.hearings.iter();
        let unheld = hearings.filter(|it| !it.is_over() && by_then(it.since));
        missing.extend(unheld.map(|it| {
            let id = &it.request.id;
            let zh = format!("当事人在作出决定之前要求听证（{id}），未经听证即作出决定");
            let en = format!(
                "the hearing {id} was asked for before the decision, which was made without it"
            );
            Missing::new(Code::Unfinished, zh, en, ("APL", "63.1"))
        }));
        missing
    }
}
