//! What is public before anybody acts: the list of what is inspected, the plans of a year (OBE 54; DR), the steps of
//! the procedure, and who takes an application against a penalty (APL 39).

use jiff::civil::Date;
use serde::Deserialize;

use super::{Row, Rulebook, RulebookError};
use crate::{Agencies, case::remedy::RemedyKind, id::AgencyCode};

pub(super) const INSPECTION: &str = "inspection.toml";
pub(super) const PROCEDURE: &str = "procedure.toml";
pub(super) const REMEDIES: &str = "remedies.toml";

/// An item of the list of what is inspected, by its code.
pub type InspectionItemRow = Row<String, InspectionItem>;

/// A plan of inspections, by its number.
pub type InspectionPlanRow = Row<String, InspectionPlan>;

/// Who takes an application against a penalty, by the name of the row.
pub type RemedyBodyRow = Row<String, RemedyBody>;

/// A step of the procedure, by the name of the row.
pub type StepRow = Row<String, Step>;

/// 抽查事项.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionItem {
    /// 事项.
    pub name: String,
    /// 检查对象.
    pub subjects: String,
    /// 检查方式.
    pub methods: Vec<String>,
    /// Who inspects, in the words of the list or the statute.
    pub by: String,
    /// The agencies whose list it is; none where a statute alone names it.
    #[serde(default)]
    pub agencies: Vec<AgencyCode>,
    /// 重点检查事项, otherwise 一般检查事项, where the list tells them apart.
    #[serde(default)]
    pub key: Option<bool>,
}

/// 年度抽查计划.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionPlan {
    /// Whose.
    pub agency: AgencyCode,
    /// Of which year.
    pub year: i16,
    /// The items of the list that are inspected, by their codes.
    pub items: Vec<String>,
    /// 抽查范围: of whom.
    pub range: String,
    /// How many are to be drawn.
    pub number: u32,
    /// When.
    pub timing: String,
}

/// A step of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its place among them, from 1.
    pub order: u32,
    /// What is done.
    pub name: String,
    /// By whom, in the words of the order.
    pub by: String,
    /// In which case, where it isn't every one.
    #[serde(default)]
    pub when: Option<String>,
}

/// Who takes an application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyBody {
    /// Of which kind.
    pub remedy: RemedyKind,
    /// Who, in the words of the statute; how else it may be handed in, or what comes first.
    pub who: String,
    /// In which case, where it isn't every one.
    #[serde(default)]
    pub when: Option<String>,
}

impl Rulebook {
    /// Every version of every item of the list of what is inspected.
    pub fn inspection_items(&self) -> impl Iterator<Item = &InspectionItemRow> {
        self.inspected.all()
    }

    /// Every version of every plan of inspections.
    pub fn inspection_plans(&self) -> impl Iterator<Item = &InspectionPlanRow> {
        self.plans.all()
    }

    /// The steps of the procedure on a day, in their order.
    #[must_use]
    pub fn procedure(&self, on: Date) -> Vec<&StepRow> {
        let mut steps: Vec<_> = self.steps.all().filter(|it| it.holds(on)).collect();
        steps.sort_by_key(|it| it.value.order);
        steps
    }

    /// Every version of who takes an application against a penalty.
    pub fn remedy_bodies(&self) -> impl Iterator<Item = &RemedyBodyRow> {
        self.bodies.all()
    }

    /// What an item or a plan must hold by itself.
    pub(super) fn check_inspection(&self) -> Result<(), RulebookError> {
        for row in self.inspected.all() {
            let known = known(&row.value.agencies, &self.agencies);
            self.inspected.require(known, &row.key, "`agencies`: not in agencies.toml")?;
        }
        for row in self.plans.all() {
            let plan = &row.value;
            let known = known(std::slice::from_ref(&plan.agency), &self.agencies);
            self.plans.require(known, &row.key, "`agency`: not in agencies.toml")?;
            let listed = plan.items.iter().all(|it| self.inspected.has(it));
            let some = listed && !plan.items.is_empty() && plan.number > 0;
            self.plans.require(some, &row.key, "`items`, `number`: some, of the list")?;
        }
        Ok(())
    }
}

fn known(agencies: &[AgencyCode], register: &Agencies) -> bool {
    agencies.iter().all(|it| register.knows(it))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::{Rulebook, case::remedy::RemedyKind};

    fn laid_over(text: &str) -> Result<Rulebook, String> {
        Rulebook::load(&[("inspection.toml".to_owned(), text.to_owned())])
            .map_err(|it| it.to_string())
    }

    const PLAN: &str = "[[plan]]
        plan = \"1\"
        agency = \"SC_AMR\"
        year = 2026
        items = [\"FSL-110\"]
        range = \"网络餐饮服务第三方平台\"
        number = 20
        timing = \"5月至6月\"
        from = \"2026-01-01\"
        authority = \"OBE 54\"
        confidence = \"DEMONSTRATION\"";

    #[test]
    fn a_plan_is_of_an_agency_of_the_register_and_of_items_of_the_list() {
        let law = laid_over(PLAN).unwrap();
        assert_eq!(law.inspection_plans().count(), 1);
        assert_eq!(Rulebook::builtin().unwrap().inspection_plans().count(), 0);
        for (right, wrong) in
            [("SC_AMR", "NO_AMR"), ("FSL-110", "FSL-999"), ("number = 20", "number = 0")]
        {
            let problem = laid_over(&PLAN.replace(right, wrong)).unwrap_err();
            assert!(problem.starts_with("inspection.toml: `1`"), "{problem}");
        }
    }

    /// ARL17 12; ARL 24, 27: until 2023 the party chose, since 2024 the government alone decides; over customs and
    /// taxes the department above does.
    #[test]
    fn who_takes_an_application_hangs_on_the_day() {
        let law = Rulebook::builtin().unwrap();
        let takers = |on| {
            let rows = law.remedy_bodies().filter(move |it| it.holds(on));
            let rows = rows.filter(|it| it.value.remedy == RemedyKind::Reconsideration);
            let mut names: Vec<_> = rows.filter_map(|it| it.key.split_once('.')).collect();
            names.sort_unstable();
            names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(takers(date(2023, 12, 31)), ["GOVERNMENT", "PARENT", "VERTICAL"]);
        let since = ["FIRST", "GOVERNMENT", "SEAT", "THROUGH_THE_AGENCY", "VERTICAL"];
        assert_eq!(takers(date(2024, 1, 1)), since);
    }

    /// APL 39: the steps stand in their order; of days whose order nobody has read there are none.
    #[test]
    fn the_steps_of_the_procedure_stand_in_their_order() {
        let law = Rulebook::builtin().unwrap();
        let order = |on| law.procedure(on).iter().map(|it| it.value.order).collect::<Vec<_>>();
        assert_eq!(order(date(2021, 7, 15)), (1..=16).collect::<Vec<_>>());
        assert!(order(date(2021, 7, 14)).is_empty());
    }
}
