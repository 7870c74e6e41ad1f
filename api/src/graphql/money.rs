//! Money in answers.

use async_graphql::SimpleObject;

use super::scalars::Fen;

/// An amount of money.
#[derive(SimpleObject, Clone)]
pub struct Money {
    /// In fen, exactly.
    fen: Fen,
    /// In yuan, with two decimals: `50000.00`.
    yuan: String,
    /// As a document writes it: `50000元`.
    text: String,
}

impl From<domain::Fen> for Money {
    fn from(it: domain::Fen) -> Self {
        let (yuan, fen) = (it.get() / 100, it.get() % 100);
        Self { fen: Fen(it), yuan: format!("{yuan}.{fen:02}"), text: it.to_string() }
    }
}
