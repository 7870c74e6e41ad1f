//! What the list of cases is narrowed to.

use domain::{
    case::{Main, parts::FilePart, violation::ViolationType},
    id::{AgencyCode, CaseId, PersonId, SubjectId},
};
use jiff::civil::Date;
use rusqlite::types::Value;

use super::seen;
use crate::{columns::word, documents, viewer::Viewer};

/// What a list of cases is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// One of these.
    pub among: Option<Vec<CaseId>>,
    /// Of this agency.
    pub agency: Option<AgencyCode>,
    /// At one of these stages; all where empty.
    pub stages: Vec<Main>,
    /// Handled or verified by.
    pub handler: Option<PersonId>,
    /// Against this subject.
    pub subject: Option<SubjectId>,
    /// Filed on or after.
    pub filed_from: Option<Date>,
    /// Filed on or before.
    pub filed_to: Option<Date>,
    /// For this type of violation.
    pub violation: Option<ViolationType>,
    /// With this case number.
    pub number: Option<String>,
    /// With a document of this number.
    pub document_number: Option<String>,
    /// With an act that this number was allotted to and that never came.
    pub voided_number: Option<String>,
    /// Against an organisation whose name contains this.
    pub party_name: Option<String>,
    /// Against a natural person whose whole name has this keyed digest.
    pub name_digest: Option<String>,
}

impl CaseFilter {
    /// The conditions and their values; the viewer is the first.
    pub(super) fn clauses(&self, viewer: &Viewer) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = seen(viewer, "");
        let mut narrow = |clause: &str, value: Option<String>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(Value::Text(value));
            }
        };
        narrow("agency = ?", self.agency.as_ref().map(ToString::to_string));
        narrow("subject = ?", self.subject.as_ref().map(ToString::to_string));
        narrow("filed_on >= ?", self.filed_from.map(|it| it.to_string()));
        narrow("filed_on <= ?", self.filed_to.map(|it| it.to_string()));
        narrow("violation = ?", self.violation.map(|it| word(&it)));
        narrow("number = ?", self.number.clone());
        narrow(
            "no IN (SELECT case_no FROM voided_numbers WHERE number = ?)",
            self.voided_number.clone(),
        );
        narrow("instr(party_name, ?) > 0", self.party_name.clone());
        narrow("name_digest = ?", self.name_digest.clone());
        narrow(
            "no IN (SELECT case_no FROM case_officers WHERE person = ?)",
            self.handler.as_ref().map(ToString::to_string),
        );
        if let Some(number) = &self.document_number {
            let (seen, bound) = documents::seen(viewer);
            clauses.push(format!(
                "no IN (SELECT d.case_no FROM documents d WHERE {seen} AND d.number = ?)"
            ));
            values.extend(bound);
            values.push(Value::Text(number.clone()));
        }
        if !self.stages.is_empty() {
            let marks = vec!["?"; self.stages.len()].join(", ");
            clauses.push(format!("stage IN ({marks})"));
            values.extend(self.stages.iter().map(|it| Value::Text(word(it))));
        }
        if let Some(among) = &self.among {
            let marks = vec!["?"; among.len()].join(", ");
            clauses.push(format!("id IN ({marks})"));
            values.extend(among.iter().map(|it| Value::Blob(it.uuid().into_bytes().to_vec())));
        }
        if !viewer.sees_everywhere(FilePart::Main) && self.asks_the_main_file() {
            clauses.push("0".to_owned());
        }
        (clauses, values)
    }

    /// It is by something that stands in the main file alone: whoever doesn't see that finds nothing by it.
    fn asks_the_main_file(&self) -> bool {
        self.handler.is_some()
            || self.filed_from.is_some()
            || self.filed_to.is_some()
            || self.voided_number.is_some()
    }
}
