//! How the engine is asked and answers: REST, gRPC, gRPC-web and Connect, and GraphQL.

mod descriptors;
mod faults;
pub(crate) mod graphql;
pub(crate) mod grpc;
pub(crate) mod grpc_web;
pub(crate) mod rest;
