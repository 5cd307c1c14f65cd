//! The stream of a transport, by the dialogue of `BatchStream`.

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use prost::Message as _;
use weaviate::{Collection, ErrorKind, Uuid, transport::Via};
use weaviate_proto::{
    BatchObject, BatchStreamReply, BatchStreamRequest, batch_object, batch_stream_reply, batch_stream_request,
};
use weaviate_tests::{leave_out, run};

#[derive(Debug, Clone, Collection)]
struct Line {
    text: String,
}

fn message(message: batch_stream_request::Message) -> Bytes {
    BatchStreamRequest { message: Some(message) }.encode_to_vec().into()
}

#[test]
fn a_dialogue_to_its_end() {
    use batch_stream_request::{Data, Message, Start, Stop, data::Objects};
    run(|world| async move {
        world.client.sync::<(Line,)>().await.unwrap();
        let uuid = Uuid::from_u128(1).to_string();
        let text =
            prost_types::Value { kind: Some(prost_types::value::Kind::StringValue("streamed".into())) };
        let object = BatchObject {
            uuid: uuid.clone(),
            collection: world.class("Line"),
            properties: Some(batch_object::Properties {
                non_ref_properties: Some(prost_types::Struct { fields: [("text".to_owned(), text)].into() }),
                ..Default::default()
            }),
            ..BatchObject::default()
        };
        let data = Data { objects: Some(Objects { values: vec![object] }), references: None };
        let said = stream::iter([
            message(Message::Start(Start { consistency_level: None })),
            message(Message::Data(data)),
            message(Message::Stop(Stop {})),
        ]);
        if world.via() == Via::GrpcWeb {
            let opened = world.client.open_stream("BatchStream", said.boxed()).await;
            let error = opened.map(|_| ()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
            assert!(error.to_string().contains("gRPC-web has no streams"), "{error}");
            return leave_out("way of gRPC-web", "it has no streams in both directions");
        }
        let mut heard = world.client.open_stream("BatchStream", said.boxed()).await.unwrap();
        let (mut started, mut acknowledged, mut stored) = (false, vec![], vec![]);
        while let Some(reply) = heard.next().await {
            use batch_stream_reply::{Message, results::success::Detail};
            match BatchStreamReply::decode(reply.unwrap()).unwrap().message {
                Some(Message::Started(_)) => started = true,
                Some(Message::Acks(acks)) => acknowledged.extend(acks.uuids),
                Some(Message::Results(results)) => {
                    assert!(results.errors.is_empty(), "{:?}", results.errors);
                    stored.extend(results.successes.into_iter().filter_map(|success| match success.detail {
                        Some(Detail::Uuid(uuid)) => Some(uuid),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        assert!(started);
        assert_eq!((acknowledged, stored), (vec![uuid.clone()], vec![uuid]));
        let read = world.client.collection::<Line>().get(Uuid::from_u128(1)).await.unwrap().unwrap();
        assert_eq!(read.text, "streamed");
    });
}
