//! Keys for the providers of models go with every request.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use futures_util::future::BoxFuture;
use weaviate::{
    ErrorKind, Result,
    layer::{Layer, Next, Op, Reply, Target},
    modules::provider,
    transport::Via,
};
use weaviate_tests::run;

use super::{Memo, by_grpc, by_rest};

/// What the server is brought in the headers: the way, a name and its value.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<BTreeSet<(&'static str, String)>>>);

impl Layer for Seen {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
        let way = if matches!(op.call().target, Target::Rpc(_)) { "rpc" } else { "rest" };
        for name in ["x-openai-api-key", "x-openai-organization", "x-cohere-api-key"] {
            if let Some(value) = op.call().headers.get(name) {
                self.0.lock().unwrap().insert((way, format!("{name}: {value}")));
            }
        }
        next.run(op)
    }
}

#[test]
fn keys_of_providers_go_over_both_ways() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "messages: headers go one way only") {
            return;
        }
        world.client.sync::<(Memo,)>().await.unwrap();
        let seen = Seen::default();
        let builder = world.builder().await.layer(seen.clone());
        let client = builder
            .provider(&provider::openai("k1").organization("o"))
            .provider(&provider::cohere("k2"))
            .build()
            .unwrap();
        by_rest(&client).await.unwrap();
        by_grpc(&client).await.unwrap();
        let taken = || std::mem::take(&mut *seen.0.lock().unwrap());
        let all = |way: &'static str| {
            ["x-openai-api-key: k1", "x-openai-organization: o", "x-cohere-api-key: k2"]
                .map(|header| (way, header.to_owned()))
        };
        assert_eq!(taken(), all("rest").into_iter().chain(all("rpc")).collect());
        let memos = client.collection::<Memo>().provider(&provider::openai("k3")).unwrap();
        memos.count().await.unwrap();
        assert!(taken().contains(&("rpc", "x-openai-api-key: k3".to_owned())));
        let error = world.builder().await.provider(&provider::xai("a\nb")).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("`X-Xai-Api-Key`"), "{error}");
    });
}
