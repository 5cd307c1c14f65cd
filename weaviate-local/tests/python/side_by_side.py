"""Forty calls of the official Python client, the same on two servers, answers side by side.

    python side_by_side.py HOST:HTTP:GRPC HOST:HTTP:GRPC

The first is the embedded engine (`weaviate-local serve`), the second a real Weaviate 1.39.0. Both must be empty of the
classes made here. Written for weaviate-client 4.23.1. Ends with the number of calls that answer alike.
"""

import datetime
import json
import sys
import uuid

import weaviate
from weaviate.classes.aggregate import GroupByAggregate
from weaviate.classes.config import Configure, DataType, Property, ReferenceProperty, Tokenization
from weaviate.classes.data import DataObject, DataReference
from weaviate.classes.query import Filter, GroupBy, HybridFusion, Metrics, MetadataQuery, QueryReference, Sort
from weaviate.classes.tenants import Tenant


def number(n):
    return uuid.UUID(int=n)


def plain(value):
    """Answers as JSON, without what differs from run to run."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items() if k not in ("creation_time", "last_update_time")}
    if isinstance(value, (list, tuple, set)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, (str, int, bool)) or value is None:
        return value
    if isinstance(value, (uuid.UUID, datetime.datetime)):
        return str(value)
    if hasattr(value, "__dict__"):
        return plain(vars(value))
    return str(value)


def objects(answer):
    return [(str(o.uuid), plain(o.properties), plain(o.metadata)) for o in answer.objects]


def calls(client):
    def refused(action):
        try:
            action()
        except Exception as error:  # the texts are compared too
            return type(error).__name__, str(error).split("shard ")[0][:200]
        return "accepted"

    yield "meta version", lambda: client.get_meta()["version"]
    yield "ready, live", lambda: (client.is_ready(), client.is_live())
    yield "create", lambda: client.collections.create(
        "PyTopic", properties=[Property(name="name", data_type=DataType.TEXT, tokenization=Tokenization.FIELD)]
    ).name
    yield "create with all", lambda: client.collections.create(
        "PyNote",
        properties=[
            Property(name="title", data_type=DataType.TEXT),
            Property(name="words", data_type=DataType.INT, index_range_filters=True),
            Property(name="score", data_type=DataType.NUMBER),
            Property(name="open", data_type=DataType.BOOL),
            Property(name="made", data_type=DataType.DATE),
            Property(name="tags", data_type=DataType.TEXT_ARRAY),
            Property(
                name="by", data_type=DataType.OBJECT, nested_properties=[Property(name="who", data_type=DataType.TEXT)]
            ),
        ],
        references=[ReferenceProperty(name="topic", target_collection="PyTopic")],
        inverted_index_config=Configure.inverted_index(index_null_state=True, index_property_length=True),
        vector_config=Configure.Vectors.self_provided(name="v"),
    ).name
    topics, notes = client.collections.get("PyTopic"), client.collections.get("PyNote")
    yield "exists", lambda: (client.collections.exists("PyNote"), client.collections.exists("PyNone"))
    yield "list all", lambda: sorted(n for n in client.collections.list_all() if n.startswith("Py"))
    yield "config", lambda: plain(notes.config.get().to_dict())
    yield "insert", lambda: str(topics.data.insert({"name": "rust"}, uuid=number(1)))
    yield "insert again", lambda: refused(lambda: topics.data.insert({"name": "rust"}, uuid=number(1)))
    # One at a time: what comes in one batch gets its order on the server by chance.
    yield "insert many", lambda: [
        len(notes.data.insert_many([each]).uuids)
        for each in (
            DataObject(
                uuid=number(100 + n),
                properties={
                    "title": ["the red house", "a blue house", "green fields"][n % 3] + f" {n}",
                    "words": n * 10,
                    "score": n / 4,
                    "open": n % 2 == 0,
                    "made": datetime.datetime(2024, 1, 1 + n, tzinfo=datetime.timezone.utc),
                    "tags": ["a", "b"][: n % 3],
                    "by": {"who": "Ann"},
                },
                vector={"v": [1.0, n / 10, 0.5]},
            )
            for n in range(12)
        )
    ]
    yield "insert many, one bad", lambda: plain(
        notes.data.insert_many([DataObject(uuid=number(300), properties={"words": "many"}, vector={"v": [1, 0, 0]})]).has_errors
    )
    # Before references are added: afterwards the server's own scores differ from run to run.
    everything = MetadataQuery(score=True, distance=True, certainty=True, explain_score=False)
    yield "bm25", lambda: objects(notes.query.bm25("red house", limit=4, return_metadata=everything))
    yield "bm25 weighted", lambda: objects(notes.query.bm25("house", query_properties=["title^2"], limit=3, return_metadata=everything))
    yield "reference add", lambda: notes.data.reference_add(from_uuid=number(100), from_property="topic", to=number(1))
    yield "reference add many", lambda: notes.data.reference_add_many(
        [DataReference(from_uuid=number(101), from_property="topic", to_uuid=number(1))]
    ).has_errors
    yield "by id", lambda: plain(notes.query.fetch_object_by_id(number(103), include_vector=True))
    yield "fetch", lambda: objects(notes.query.fetch_objects(limit=3))
    yield "fetch sorted", lambda: objects(notes.query.fetch_objects(limit=3, sort=Sort.by_property("words", ascending=False)))
    yield "fetch offset", lambda: objects(notes.query.fetch_objects(limit=2, offset=4))
    yield "fetch after", lambda: objects(notes.query.fetch_objects(limit=2, after=number(104)))
    yield "filter int", lambda: objects(notes.query.fetch_objects(filters=Filter.by_property("words").greater_than(60)))
    yield "filter like", lambda: objects(notes.query.fetch_objects(filters=Filter.by_property("title").like("gre*")))
    yield "filter contains", lambda: objects(notes.query.fetch_objects(filters=Filter.by_property("tags").contains_any(["b"])))
    yield "filter null", lambda: objects(notes.query.fetch_objects(filters=Filter.by_property("tags").is_none(True)))
    yield "filter length", lambda: objects(notes.query.fetch_objects(filters=Filter.by_property("tags", length=True).equal(2)))
    yield "filter and or not", lambda: objects(
        notes.query.fetch_objects(
            filters=(Filter.by_property("open").equal(True) & Filter.by_property("words").less_than(50))
            | Filter.not_(Filter.by_property("score").less_or_equal(2.5))
        )
    )
    yield "filter reference", lambda: objects(
        notes.query.fetch_objects(filters=Filter.by_ref("topic").by_property("name").equal("rust"))
    )
    yield "filter unknown", lambda: refused(lambda: notes.query.fetch_objects(filters=Filter.by_property("nope").equal(1)))
    yield "return references", lambda: [
        plain(o.references["topic"].objects[0].properties) if o.references else None
        for o in notes.query.fetch_objects(limit=2, return_references=QueryReference(link_on="topic")).objects
    ]
    yield "near vector", lambda: objects(notes.query.near_vector([1, 0.35, 0.5], limit=3, return_metadata=everything))
    yield "near object", lambda: objects(notes.query.near_object(number(105), limit=3, return_metadata=everything))
    yield "near vector, wrong length", lambda: refused(lambda: notes.query.near_vector([1, 2], limit=1))
    yield "hybrid", lambda: objects(
        notes.query.hybrid("blue", vector=[1, 0.2, 0.5], alpha=0.4, fusion_type=HybridFusion.RANKED, limit=4, return_metadata=everything)
    )
    yield "group by", lambda: [
        (name, [str(o.uuid) for o in group.objects])
        for name, group in notes.query.near_vector(
            [1, 0.2, 0.5], limit=6, group_by=GroupBy(prop="open", number_of_groups=2, objects_per_group=2)
        ).groups.items()
    ]
    yield "aggregate", lambda: plain(
        notes.aggregate.over_all(
            total_count=True,
            return_metrics=[Metrics("words").integer(), Metrics("score").number(mean=True), Metrics("open").boolean()],
        )
    )
    yield "aggregate groups", lambda: sorted(
        (str(g.grouped_by.value), g.total_count)
        for g in notes.aggregate.over_all(group_by=GroupByAggregate(prop="open"), total_count=True).groups
    )
    yield "update", lambda: (notes.data.update(number(107), properties={"words": 7000}), plain(notes.query.fetch_object_by_id(number(107)).properties))[1]
    yield "replace", lambda: (notes.data.replace(number(108), properties={"title": "new"}, vector={"v": [0, 1, 0]}), plain(notes.query.fetch_object_by_id(number(108)).properties))[1]
    yield "delete", lambda: (notes.data.delete_by_id(number(109)), notes.data.exists(number(109)))
    yield "delete many", lambda: plain(notes.data.delete_many(where=Filter.by_property("words").less_than(30), dry_run=False))
    yield "iterate", lambda: sorted(str(o.uuid) for o in notes.iterator())
    yield "tenants", lambda: (
        client.collections.create("PyTenants", multi_tenancy_config=Configure.multi_tenancy(enabled=True)).tenants.create([Tenant(name="t1"), Tenant(name="t2")]),
        sorted((t.name, str(t.activity_status)) for t in client.collections.get("PyTenants").tenants.get().values()),
    )[1]
    yield "tenant missing", lambda: refused(lambda: client.collections.get("PyTenants").with_tenant("zz").query.fetch_objects())
    yield "alias", lambda: (client.alias.create(alias_name="PyAlias", target_collection="PyNote"), client.alias.get(alias_name="PyAlias").collection, len(client.collections.get("PyAlias").query.fetch_objects().objects))[1:]
    yield "add property", lambda: (notes.config.add_property(Property(name="later", data_type=DataType.TEXT)), [p.name for p in notes.config.get().properties])[1]


def answers(address):
    host, http, grpc = address.split(":")
    with weaviate.connect_to_local(host=host, port=int(http), grpc_port=int(grpc)) as client:
        client.collections.delete(["PyNote", "PyTopic", "PyTenants"])
        out = {}
        for name, call in calls(client):
            try:
                out[name] = json.dumps(plain(call()), ensure_ascii=False, sort_keys=True)
            except Exception as error:
                out[name] = f"{type(error).__name__}: {error}"
        client.alias.delete(alias_name="PyAlias")
        client.collections.delete(["PyNote", "PyTopic", "PyTenants"])
        return out


first, second = (answers(address) for address in sys.argv[1:3])
alike = 0
for name in first:
    same = first[name] == second[name]
    alike += same
    print(f"{'same  ' if same else 'DIFFER'} {name}")
    if not same:
        print(f"   first:  {first[name][:600]}\n   second: {second[name][:600]}")
print(f"{alike} passed, {len(first) - alike} failed")
