//! Which article an act in a remedy rests on: that of the Reconsideration Law as it was on the day of the act, or of the
//! Litigation Law. One table.

use jiff::civil::Date;

use super::RemedyKind;
use crate::{
    Rulebook,
    citation::{Citation, cite},
};

/// What an act in a remedy is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::case) enum Matter {
    /// The agency answers.
    Answer,
    /// It has not answered in time.
    Silence,
    /// It collects no evidence meanwhile.
    NoEvidence,
    /// It is let supply some.
    Supply,
    /// Execution is stayed.
    Stay,
    /// The remedy is suspended, and goes on.
    Suspend,
    /// The organ takes more time.
    Prolong,
    /// Nothing becomes heavier.
    NeverWorse,
    /// The agency has to decide anew.
    Redo,
    /// What was revoked is not decided again.
    NotTheSame,
    /// Nobody sues while their reconsideration is pending.
    SueMeanwhile,
    /// Nobody asks for reconsideration once a court has taken their suit.
    AskAfterSuit,
    /// Nobody asks twice for reconsideration.
    AskTwice,
}

/// An instrument, and an article of it; `0` where nobody has the text at hand.
pub(in crate::case) type Article = (&'static str, &'static str);

impl Matter {
    /// In the Reconsideration Law of 2023, in that before it, in the Litigation Law.
    fn articles(self) -> [Article; 3] {
        let (organ, before, court) = match self {
            Self::Answer => ("48", "23", "67"),
            Self::Silence => ("70", "28", "34.2"),
            Self::NoEvidence => ("46.1", "24", "35"),
            Self::Supply => ("46.2", "0", "36.2"),
            Self::Stay => ("42", "21", "56"),
            Self::Suspend => ("39", "0", "61.2"),
            Self::Prolong => ("62.1", "31", "81"),
            Self::NeverWorse => ("63.2", "0", "77.2"),
            Self::Redo => ("64.1", "28", "70"),
            Self::NotTheSame => ("64.2", "28", "71"),
            Self::SueMeanwhile => ("29.1", "16", "45"),
            Self::AskAfterSuit => ("29.2", "16", "45"),
            Self::AskTwice => ("30.1(7)", "0", "45"),
        };
        [("ARL", organ), ("ARL17", before), ("ALL", court)]
    }
}

impl RemedyKind {
    /// The article for such a remedy, on that day.
    pub(in crate::case) fn article(self, matter: Matter, (law, on): (&Rulebook, Date)) -> Article {
        let [organ, before, court] = matter.articles();
        if self.is_in_court() {
            court
        } else if is_old(law, on) {
            before
        } else {
            organ
        }
    }

    /// The same, as an event keeps it.
    pub(super) fn authority(self, matter: Matter, at: (&Rulebook, Date)) -> Citation {
        let (instrument, article) = self.article(matter, at);
        cite(instrument, article)
    }
}

/// The Reconsideration Law of 2023 was not in force yet.
pub(super) fn is_old(law: &Rulebook, on: Date) -> bool {
    !law.in_force(&cite("ARL", "1"), on)
}

/// What it means that the agency has not answered in time, by the article under which it had to.
pub(in crate::case) fn silence(kind: RemedyKind, answer: &Citation) -> Article {
    let [organ, before, court] = Matter::Silence.articles();
    if kind.is_in_court() {
        court
    } else if answer.instrument.as_str() == before.0 {
        before
    } else {
        organ
    }
}
