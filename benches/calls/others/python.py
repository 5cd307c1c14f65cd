"""The line of the official Python client in the table of `calls latency`: the same question, the same objects.

`REST GRPC QUESTIONS INSERTS` prints what `calls latency` reads.
"""

import random
import resource
import sys
import time
import uuid
import warnings
from urllib.parse import urlparse

warnings.simplefilter("ignore")

import weaviate
from weaviate.classes.data import DataObject

rest, grpc = (urlparse(address) for address in sys.argv[1:3])
questions, inserts = (int(count) for count in sys.argv[3:5])
client = weaviate.connect_to_custom(
    rest.hostname, rest.port, False, grpc.hostname, grpc.port, False, skip_init_checks=True
)
NAMES = ["title", "slug", "author", "summary", "words", "rating", "draft", "published", "edited", "tags"]
chance = random.Random(3)


def floats():
    return [chance.uniform(-1, 1) for _ in range(1536)]


def text(length):
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=length))


vector = floats()
objects = [
    DataObject(
        properties={"title": text(40), "slug": text(20), "words": 7, "tags": [text(8) for _ in range(3)]},
        vector={"embedding": floats()},
        uuid=uuid.UUID(int=chance.getrandbits(128)),
    )
    for _ in range(1000)
]


def fetch():
    found = client.collections.use("Article").query.near_vector(
        vector, limit=10, target_vector="embedding", return_properties=NAMES
    )
    assert len(found.objects) == 10


def insert():
    assert not client.collections.use("Document").data.insert_many(objects).has_errors


for name, work, count in [("fetch", fetch, questions), ("insert", insert, inserts)]:
    work()
    taken, before = [], time.process_time()
    for _ in range(count):
        began = time.perf_counter()
        work()
        taken.append(round((time.perf_counter() - began) * 1e6))
    print(name, *taken)
    print(f"{name}-cpu", round((time.process_time() - before) * 1e6))
print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
client.close()
