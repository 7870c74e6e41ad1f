//! Where the main line stood before. What took place at an earlier stage is decided as of that stage, whenever it is
//! entered.

use std::borrow::Cow;

use crate::{
    Moment,
    case::{Case, Main, basis::Basis},
};

impl Case {
    /// The case at a stage of its main line that it has left since, with all that it has come to know.
    pub(in crate::case) fn back_at(&self, (since, main): (Option<Moment>, Main)) -> Self {
        Self { main, since, ..self.clone() }
    }

    /// The case as its main line stood at that time, where it has come to an end since: it was decided what becomes of it,
    /// or its investigation was terminated. As long as it goes on, what took place before is entered where it stands.
    pub(in crate::case) fn as_it_stood(&self, at: Moment) -> Cow<'_, Self> {
        let ended = self.is_decided() || matches!(self.main, Main::NotFiled | Main::Terminated);
        let then = self.record.course.iter().rfind(|(since, _)| *since <= at);
        match then.filter(|_| ended) {
            Some((since, main)) => Cow::Owned(self.back_at((Some(*since), *main))),
            None => Cow::Borrowed(self),
        }
    }

    /// The case as the party had been heard in it by then: nobody weighs what was said afterwards (PR 58).
    pub(in crate::case) fn as_heard(&self, at: Moment) -> Cow<'_, Self> {
        let later = self.record.statements.iter().filter(|it| at < it.received_at);
        let later: Vec<_> = later.map(|it| Basis::Part(it.received.id.clone())).collect();
        if later.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut then = self.clone();
        then.record.statements.retain(|it| it.received_at <= at);
        then.record.rests.retain(|basis, _| !later.contains(basis));
        Cow::Owned(then)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Code,
        case::{
            Command,
            evidence::Collect,
            spec::{
                HANDLER_LI, LEADER, When,
                endings::{closed, penalised},
                facts::{collect, with_evidence},
                given,
                interruption::{resume, suspend},
            },
        },
    };

    fn entered(history: crate::case::spec::History, time: &str) -> When {
        let bought = Command::CollectEvidence(Collect { from_party: false, ..collect() });
        let entered = given(history).at(time).entered("2023-02-06T09:00:00+08:00");
        entered.because("现场无网络").when(HANDLER_LI, bought)
    }

    /// PR 23, 79: what was collected at a stage that allows it is on file whenever it is entered; what is said to have
    /// been collected after the decision is not.
    #[test]
    fn evidence_of_before_the_decision_is_entered_after_it() {
        for history in [penalised(), closed()] {
            let entered = |time| entered(history.clone(), time);
            assert_eq!(entered("2022-12-20T10:00:00+08:00").events().len(), 1);
            assert_eq!(entered("2022-11-22T12:00:00+08:00").events().len(), 1);
            entered("2022-12-21T10:00:00+08:00").then_refused(&[Code::WrongStage]);
        }
    }

    /// PR 46: nor is what is said to have been collected while the investigation was suspended.
    #[test]
    fn no_evidence_of_a_suspension_is_entered_after_the_decision() {
        let suspended =
            given(with_evidence()).at("2022-11-24T09:00:00+08:00").and(LEADER, suspend());
        let resumed = given(suspended).at("2022-11-28T09:00:00+08:00").and(LEADER, resume());
        let later = penalised().split_off(with_evidence().len());
        let history = resumed.into_iter().chain(later).collect();
        entered(history, "2022-11-25T10:00:00+08:00").then_refused(&[Code::StepMissing]);
    }
}
