//! Documents that were parsed a moment ago: front-ends send the same few again and again.

use std::sync::Arc;

use async_graphql::{Request, ServerError, parser::types::ExecutableDocument};
use quick_cache::{Weighter, sync::Cache};

/// How long all texts are together whose documents are remembered, in bytes.
const BYTES_MAX: u64 = 1 << 20;

/// How long a text is, as a guess to begin with.
const BYTES_EACH: u64 = 1 << 10;

/// The documents that are remembered, by their texts.
#[derive(Debug)]
pub struct Parsed(Cache<String, Arc<ExecutableDocument>, ByLength>);

#[derive(Debug, Clone)]
struct ByLength;

impl Weighter<String, Arc<ExecutableDocument>> for ByLength {
    fn weight(&self, text: &String, _: &Arc<ExecutableDocument>) -> u64 {
        text.len() as u64
    }
}

impl Default for Parsed {
    fn default() -> Self {
        let documents = usize::try_from(BYTES_MAX / BYTES_EACH).unwrap_or(usize::MAX);
        Self(Cache::with_weighter(documents, BYTES_MAX, ByLength))
    }
}

impl Parsed {
    /// The document of a request, which is parsed from now on.
    ///
    /// # Errors
    ///
    /// It is not GraphQL.
    pub(super) fn of<'a>(
        &self,
        request: &'a mut Request,
    ) -> Result<&'a ExecutableDocument, ServerError> {
        if let Some(known) = self.0.get(&request.query) {
            request.set_parsed_query(ExecutableDocument::clone(&known));
        } else {
            let document = request.parsed_query()?.clone();
            self.0.insert(request.query.clone(), Arc::new(document));
        }
        request.parsed_query()
    }
}
