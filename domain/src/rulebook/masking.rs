//! 脱敏规则: what is shown of which datum of whom.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Row, Rulebook};
use crate::masking::{MaskRule, Treatment};

pub(super) const FILE: &str = "masking.toml";

/// A row of `masking.toml`.
pub type MaskRow = Row<MaskRule, Mask>;

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mask {
    /// How it is shown.
    pub treatment: Treatment,
}

impl Rulebook {
    /// The rule on a day, where there is one.
    #[must_use]
    pub fn mask(&self, rule: MaskRule, on: Date) -> Option<&MaskRow> {
        self.masks.at(&rule, on, "")
    }

    /// Every version of every rule.
    pub fn masks(&self) -> impl Iterator<Item = &MaskRow> {
        self.masks.all()
    }

    /// The version of all rules on a day: the first day of the newest among them.
    #[must_use]
    pub fn masking_version(&self, on: Date) -> Option<String> {
        let held = self.masks.all().filter(|it| it.holds(on)).map(|it| it.from);
        held.max().map(|it| it.to_string())
    }
}
