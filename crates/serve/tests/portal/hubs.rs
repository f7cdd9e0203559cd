//! What hubs can say to the portal of the tests.

use std::sync::{Arc, Mutex};

use serve::{BoxFuture, Delivery, HubCall, Hubs};

/// Knows the token "known" and the topic "http://t/", and keeps what was brought; from the third on it is too much.
#[derive(Clone, Default)]
pub struct KnownHub {
    pub said: Arc<Mutex<Vec<HubCall>>>,
    pub brought: Arc<Mutex<Vec<Delivery>>>,
}

impl Hubs for KnownHub {
    fn is_known<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<bool, String>> {
        Box::pin(async move {
            match token {
                "full" => Err("the disk is full".to_owned()),
                token => Ok(token == "known"),
            }
        })
    }

    fn agree<'a>(&'a self, token: &'a str, call: HubCall) -> BoxFuture<'a, Result<bool, String>> {
        Box::pin(async move {
            let is_right = token == "known" && call.topic == "http://t/";
            self.said.lock().unwrap().push(call);
            Ok(is_right)
        })
    }

    fn take<'a>(&'a self, _: &'a str, delivery: Delivery) -> BoxFuture<'a, Result<bool, String>> {
        Box::pin(async move {
            let mut brought = self.brought.lock().unwrap();
            brought.push(delivery);
            Ok(brought.len() <= 2)
        })
    }
}
