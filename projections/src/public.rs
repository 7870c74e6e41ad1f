//! Whoever asks without saying who they are, and what of the records the law shows to everybody (domain.md §9, Public):
//! what stands on a channel or in a register on a day, and of nothing else even that it exists.

use domain::publicity::State;
use jiff::civil::Date;

use crate::{
    columns::words, duties::DutyKind, judgments::none_undoes, listings::counts, versions::Times,
};

/// The public, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Public {
    /// Today.
    pub on: Date,
}

impl Public {
    /// The condition under which a row `p` of the table of publicity is shown to everybody: it is public, its time is
    /// not over, and nothing that has happened already is still to take it down (APL 48.2; PUB 11, 13, 14).
    pub(crate) fn shown(self) -> String {
        let shown = [State::Published, State::Corrected];
        let hidden = [DutyKind::WithdrawPublicity, DutyKind::StopPublicity];
        format!(
            "p.state IN ({}) AND (p.ends_on IS NULL OR p.ends_on >= '{}') AND {} AND {}",
            words(&shown),
            self.on,
            none_open("p.stream", &hidden),
            none_undoes(("p.stream", "coalesce(p.copied_at, 0)"), self.on)
        )
    }

    /// The condition under which a row `l` of the table of registers is shown to everybody: it is public on GSXT, counts
    /// still, and nothing that has happened already is still to end it or to let it rest: what it rests on has not fallen,
    /// and its credit was not restored (EIP 17; SDL; SC22).
    pub(crate) fn entered(self) -> String {
        let hidden = [DutyKind::RevokeListing, DutyKind::LiftListing];
        let counts = counts(Times::now(self.on));
        let stands = none_undoes(("l.stream", "0"), self.on);
        let falls = none_open("l.stream", &hidden);
        format!("l.published_on IS NOT NULL AND {counts} AND {falls} AND {stands}")
    }

    /// The condition under which a row `i` of what other departments handed over is shown to everybody: it is public, its
    /// agency hasn't withdrawn it, and its last day isn't over (EIP 7; APL 48.2).
    pub(crate) fn handed_over(self) -> String {
        format!(
            "i.shown_on IS NOT NULL AND i.withdrawn_on IS NULL
                 AND (i.until_day IS NULL OR i.until_day >= '{}')",
            self.on
        )
    }
}

/// Nothing of these kinds is still to be done in a stream.
fn none_open(stream: &str, kinds: &[DutyKind]) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM duties d WHERE d.target = {stream} AND d.closed IS NULL
             AND d.kind IN ({}))",
        words(kinds)
    )
}
