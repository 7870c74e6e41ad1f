//! What the server keeps back of the whole log.

use fancy_regex::Regex;
use tonic::Status;

use crate::{
    log::Record,
    proto::streams::read_req::options::{
        FilterOptions,
        filter_options::{self, Expression, Window},
    },
};

/// How many events are looked at a time, where the client doesn't say.
const WINDOW: u32 = 32;

/// Lets those events through whose stream or type is wanted.
pub struct Filter {
    by: By,
    wanted: Wanted,
    /// After how many events it is told how far the server has looked.
    pub interval: u32,
}

enum By {
    Stream,
    Type,
}

enum Wanted {
    Prefixes(Vec<String>),
    Matching(Box<Regex>),
}

impl Filter {
    /// What a client asks for.
    pub fn of(options: FilterOptions) -> Result<Self, Status> {
        let refused = |what: String| Status::invalid_argument(what);
        let (by, expression) = match options.filter {
            Some(filter_options::Filter::StreamIdentifier(it)) => (By::Stream, it),
            Some(filter_options::Filter::EventType(it)) => (By::Type, it),
            None => return Err(refused("a filter that wants nothing".to_owned())),
        };
        let window = match options.window {
            Some(Window::Max(most)) => most,
            Some(Window::Count(())) => WINDOW,
            None => return Err(refused("a filter without a window".to_owned())),
        };
        let interval = window.saturating_mul(options.checkpoint_interval_multiplier);
        if interval == 0 {
            return Err(refused("a filter that looks at no event at a time".to_owned()));
        }
        Ok(Self { by, wanted: Wanted::of(expression)?, interval })
    }

    /// Whether an event is wanted.
    pub fn lets_through(&self, record: &Record) -> Result<bool, Status> {
        let name = match self.by {
            By::Stream => &record.stream,
            By::Type => &record.event.event_type,
        };
        match &self.wanted {
            Wanted::Prefixes(any) => Ok(any.iter().any(|it| name.starts_with(it))),
            Wanted::Matching(regex) => {
                regex.is_match(name).map_err(|it| Status::unknown(it.to_string()))
            }
        }
    }
}

impl Wanted {
    /// The expression, where there is one, has precedence over the prefixes.
    fn of(expression: Expression) -> Result<Self, Status> {
        if expression.regex.is_empty() {
            return Ok(Self::Prefixes(expression.prefix));
        }
        let regex = Regex::new(&expression.regex);
        let regex = regex.map_err(|it| Status::invalid_argument(it.to_string()))?;
        Ok(Self::Matching(Box::new(regex)))
    }
}
