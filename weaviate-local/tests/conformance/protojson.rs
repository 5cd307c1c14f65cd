//! Messages as protobuf JSON with the names of the fields, by way of their descriptors in this file's table.
