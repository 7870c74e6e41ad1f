//! The end of the years of the list (SDL).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Context,
    clock::{Deadline, Timer},
    listing::{Event, Listing},
    time::in_chinese,
};

/// The years of the list are over (列入期届满). Views compute it by date; this says that it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expired {
    /// The last day of the entry.
    pub last_day: Date,
}

impl Listing {
    /// That its years are over, where they are and nothing else has ended it; nothing more once that is recorded.
    pub(in crate::listing) fn expired(&self, context: &Context<'_>) -> Vec<Event> {
        let over = |it: &Date| *it < context.occurred.day();
        let expiry = self.open_deadline(Timer::ListExpire).and_then(Deadline::latest);
        let expired = |last_day| Event::Expired(Expired { last_day });
        expiry.filter(over).map(expired).into_iter().collect()
    }
}

impl Expired {
    pub(in crate::listing) fn sentence(&self) -> String {
        format!("列入期于{}届满，移出严重违法失信名单，停止公示", in_chinese(self.last_day))
    }
}
