//! What form of answer a client accepts.

use axum::http::{HeaderMap, HeaderValue, header::ACCEPT};
use mime::Mime;

/// The forms in which an operation is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/json`, in which a request error is still a 200.
    Json,
    /// `application/graphql-response+json`, whose status says how it went.
    GraphQl,
    /// `text/event-stream`, the distinct connections mode of graphql-sse.
    EventStream,
}

impl Media {
    const ALL: [Self; 3] = [Self::Json, Self::GraphQl, Self::EventStream];

    /// The form that the client likes best; `None` if it accepts none of ours. A client that says
    /// nothing gets JSON.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut ranges: Vec<Range> = vec![];
        for header in headers.get_all(ACCEPT) {
            let offered = header.to_str().ok()?.split(',');
            ranges.extend(offered.enumerate().filter_map(|(n, it)| Range::read(it, n)));
        }
        if !headers.contains_key(ACCEPT) {
            return Some(Self::Json);
        }
        let liked = |media: &Self| media.best_of(&ranges).map(|range| (range, *media));
        let candidates = Self::ALL.iter().filter_map(liked);
        candidates
            .reduce(|best, next| if next.0.beats(&best.0) { next } else { best })
            .map(|it| it.1)
    }

    /// The header that announces it.
    pub(super) fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphQl => "application/graphql-response+json; charset=utf-8",
            Self::EventStream => "text/event-stream",
        })
    }

    /// The form in which this client is told that nothing was executed.
    pub(super) fn of_refusal(self) -> Self {
        match self {
            Self::Json | Self::EventStream => Self::Json,
            Self::GraphQl => Self::GraphQl,
        }
    }

    /// The most specific range that covers it, if the client doesn't exclude it.
    fn best_of(self, ranges: &[Range]) -> Option<Range> {
        let covering = ranges.iter().filter_map(|it| it.covering(self));
        covering.max_by_key(|it| it.specificity).filter(|it| it.quality > 0.0)
    }

    fn essence(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GraphQl => "application/graphql-response+json",
            Self::EventStream => "text/event-stream",
        }
    }
}

/// One media range of an `Accept` header.
#[derive(Debug, Clone)]
struct Range {
    essence: String,
    quality: f32,
    place: usize,
    specificity: u8,
}

impl Range {
    fn read(text: &str, place: usize) -> Option<Self> {
        let range: Mime = text.trim().parse().ok()?;
        if range.get_param("charset").is_some_and(|it| it != "utf-8") {
            return None;
        }
        let quality = range.get_param("q").map_or(Some(1.0), |it| it.as_str().parse().ok())?;
        Some(Self { essence: range.essence_str().to_owned(), quality, place, specificity: 0 })
    }

    /// An event stream is only meant where it is named.
    fn covering(&self, media: Media) -> Option<Self> {
        let specificity = match self.essence.as_str() {
            exact if exact == media.essence() => 2,
            "application/*" if media != Media::EventStream => 1,
            "*/*" if media != Media::EventStream => 0,
            _ => return None,
        };
        Some(Self { specificity, ..self.clone() })
    }

    fn beats(&self, other: &Self) -> bool {
        let earlier = self.place < other.place;
        self.quality > other.quality || (self.quality >= other.quality && earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &str) -> Option<Media> {
        Media::accepted(&HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]))
    }

    #[test]
    fn the_best_liked_form_is_taken() {
        assert_eq!(Media::accepted(&HeaderMap::new()), Some(Media::Json));
        assert_eq!(accepted("*/*"), Some(Media::Json));
        assert_eq!(accepted("application/*"), Some(Media::Json));
        assert_eq!(accepted("application/graphql-response+json"), Some(Media::GraphQl));
        assert_eq!(
            accepted("application/graphql-response+json; charset=utf-8, application/json"),
            Some(Media::GraphQl)
        );
        assert_eq!(
            accepted("application/graphql-response+json;q=0.5, application/json"),
            Some(Media::Json)
        );
        assert_eq!(accepted("text/event-stream"), Some(Media::EventStream));
        assert_eq!(accepted("application/json;q=0, */*"), Some(Media::GraphQl));
    }

    #[test]
    fn what_we_do_not_write_is_not_acceptable() {
        assert_eq!(accepted("text/html"), None);
        assert_eq!(accepted("text/*"), None);
        assert_eq!(accepted("application/json; charset=utf-16"), None);
        assert_eq!(accepted("application/json;q=0"), None);
    }
}
