//! What hubs ask and bring (WebSub). The program answers, because it alone knows what it has asked them for.

use crate::BoxFuture;

/// What the portal passes on from hubs. An error is a sentence for the log; the hub is told to come again.
pub trait Hubs: Send + Sync {
    /// Whether what comes by this token is taken.
    fn is_known<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<bool, String>>;

    /// Takes what a hub says of a topic; whether that was asked for.
    fn agree<'a>(&'a self, token: &'a str, call: HubCall) -> BoxFuture<'a, Result<bool, String>>;

    /// Takes what a hub brought, if its signature is right; who sent it is not told whether it was. Gives whether
    /// the hub need not come again: only when it came too often, it is to.
    fn take<'a>(&'a self, token: &'a str, delivery: Delivery) -> BoxFuture<'a, Result<bool, String>>;
}

/// What a hub says of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubCall {
    /// The topic.
    pub topic: String,
    /// What it says.
    pub intent: Intent,
}

/// What a hub is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// To push, if that was asked for.
    Begin {
        /// For how many seconds; `None` when it does not say.
        lease_seconds: Option<u64>,
    },
    /// To push no more, if that was asked for.
    End,
    /// Not to push, whatever was asked for.
    Refuse {
        /// Why, in its own words.
        reason: String,
    },
}

/// What a hub brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its `X-Hub-Signature`.
    pub signature: Option<String>,
    /// The `Content-Type` of the topic.
    pub content_type: Option<String>,
    /// The topic, byte for byte.
    pub body: Vec<u8>,
}
