//! What a reader sees when there is no page to show, in the same dress as the pages.

use askama::Template;
use axum::{
    extract::rejection::{FormRejection, PathRejection, QueryRejection},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// There is no such page, or nothing with that number.
    #[error("not found")]
    NotFound,
    /// The request is not one that the portal's own pages make.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The form is not one of the portal's.
    #[error("unreadable form")]
    Form(#[from] FormRejection),
    /// The page knows no such method.
    #[error("method not allowed")]
    Method,
    /// The archive does not answer.
    #[error("the archive failed")]
    Archive(#[from] store::Error),
    /// What the reader asked for could not be done; a sentence.
    #[error("it could not be done: {0}")]
    Action(String),
    /// What a hub brought could not be taken; a sentence.
    #[error("a hub could not be answered: {0}")]
    Hub(String),
    /// The thread that asked the archive broke.
    #[error("the archive's thread failed")]
    Thread(#[from] tokio::task::JoinError),
    /// The template broke.
    #[error("the page could not be rendered")]
    Render(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    title: &'a str,
    explanation: &'a str,
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Form(rejection) => rejection.status(),
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Archive(_) | Self::Action(_) | Self::Hub(_) | Self::Thread(_) | Self::Render(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    fn page(&self) -> FailurePage<'_> {
        let (title, explanation) = match self {
            Self::NotFound => (
                "There is nothing here",
                "The address may be mistyped, or what it led to is no longer in the archive.",
            ),
            Self::Refused(explanation) => ("This was refused", *explanation),
            Self::Form(_) => ("The form could not be read", "Go back, and send it again from the page."),
            Self::Method => ("This page cannot do that", "It can only be read."),
            Self::Archive(_) | Self::Action(_) | Self::Hub(_) | Self::Thread(_) | Self::Render(_) => (
                "Something went wrong here",
                "The page could not be made. Nothing was lost; the reason is in the log. Try again in a moment.",
            ),
        };
        FailurePage { title, explanation }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = &self as &dyn std::error::Error, "A page could not be made");
        }
        match self.page().render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "The page for a failure could not be rendered");
                status.into_response()
            }
        }
    }
}

impl From<PathRejection> for Failure {
    fn from(_: PathRejection) -> Self {
        Self::NotFound
    }
}

impl From<QueryRejection> for Failure {
    fn from(_: QueryRejection) -> Self {
        Self::NotFound
    }
}
