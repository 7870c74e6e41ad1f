//! The register of documents: what lies in which case, under which number, in which half of the file.

use domain::{
    case::parts::FilePart,
    document::{DocumentRef, DocumentType, Sha256, Volume},
    id::{AgencyCode, CaseId},
};
use rusqlite::{Row, Transaction, params, params_from_iter, types::Value};

use crate::{
    cases,
    columns::{from_word, word},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
    viewer::Viewer,
};

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Which case.
    pub case: CaseId,
    /// The document.
    pub document: DocumentRef,
    /// Which half of the file (PR 78).
    pub volume: Volume,
    /// Where the event lies that put it there.
    pub position: store::Position,
}

pub(crate) struct Documents;

impl Projection for Documents {
    fn version(&self) -> &'static str {
        "documents/3"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE documents (
            case_no INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            type TEXT NOT NULL,
            number TEXT,
            volume TEXT NOT NULL,
            pages INTEGER NOT NULL,
            place TEXT,
            of_decision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS document_case ON documents (case_no, position);
         CREATE INDEX IF NOT EXISTS document_digest ON documents (sha256);
         CREATE INDEX IF NOT EXISTS document_number ON documents (number) WHERE number IS NOT NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let Some(event) = arrived.case() else { return Ok(()) };
        for document in event.fact().facets().documents {
            let number = document.number.as_ref().map(ToString::to_string);
            tx.prepare_cached(
                "INSERT INTO documents
                     (case_no, sha256, type, number, volume, pages, place, of_decision, position)
                 SELECT no, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM cases WHERE id = ?1",
            )?
            .execute(params![
                arrived.key(),
                document.sha256.bytes(),
                word(&document.document_type),
                number,
                word(&document.document_type.volume()),
                document.pages,
                document.place,
                event.part() == FilePart::Decision,
                arrived.recorded.position.get(),
            ])?;
        }
        Ok(())
    }
}

/// Which documents of a case that they see the viewer sees: a condition on `documents d`, and what is to be
/// bound in it.
pub(crate) fn seen(viewer: &Viewer) -> (String, Vec<Value>) {
    if !viewer.sees_everywhere(FilePart::Main) {
        return ("d.of_decision".to_owned(), vec![]);
    }
    let (internal, values) = viewer.internal("d.case_no");
    (format!("(d.volume = 'MAIN_FILE' OR {internal})"), values)
}

fn row(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let number: Option<String> = row.get(3)?;
    Ok(DocumentRow {
        case: CaseId::new(uuid::Uuid::from_bytes(row.get(0)?)),
        document: DocumentRef {
            sha256: Sha256::new(row.get(1)?),
            document_type: from_word::<DocumentType>(row.get(2)?)?,
            number: number.map(from_word).transpose()?,
            pages: row.get(4)?,
            place: row.get(5)?,
        },
        volume: from_word(row.get(6)?)?,
        position: store::Position::new(row.get(7)?),
    })
}

impl ReadModel {
    /// The places of a document that the viewer may see: the same bytes may lie in several cases.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn document(
        &self,
        viewer: &Viewer,
        sha256: &Sha256,
    ) -> Result<Vec<DocumentRow>, ReadModelError> {
        let (mut clauses, mut values) = cases::seen(viewer, "c.");
        let (seen, bound) = seen(viewer);
        clauses.extend([seen, "d.sha256 = ?".to_owned()]);
        values.extend(bound);
        values.push(Value::Blob(sha256.bytes().to_vec()));
        let sql = format!(
            "SELECT c.id, d.sha256, d.type, d.number, d.pages, d.place, d.volume, d.position
             FROM documents d JOIN cases c ON c.no = d.case_no WHERE {} ORDER BY d.position",
            clauses.join(" AND ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_map(params_from_iter(values), row)?.collect()
        })
    }

    /// Whether another receipt of service in a case of this agency has the number of this one.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn numbers_another_receipt(
        &self,
        agency: &AgencyCode,
        receipt: &DocumentRef,
    ) -> Result<bool, ReadModelError> {
        let Some(number) = &receipt.number else { return Ok(false) };
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT EXISTS (
                         SELECT 1 FROM documents d JOIN cases c ON c.no = d.case_no
                         WHERE d.number = ?1 AND d.type = ?2 AND d.sha256 <> ?3 AND c.agency = ?4)",
                )?
                .query_row(
                    params![
                        number.to_string(),
                        word(&DocumentType::ServiceReceipt),
                        receipt.sha256.bytes(),
                        agency.as_str(),
                    ],
                    |row| row.get(0),
                )
        })
    }
}
