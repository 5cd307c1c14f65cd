//! The descriptions of Weaviate's messages: what a method is asked with, and what it answers.

use std::sync::LazyLock;

use prost_reflect::{DescriptorError, DescriptorPool, MessageDescriptor, MethodDescriptor};

static POOL: LazyLock<Result<DescriptorPool, DescriptorError>> =
    LazyLock::new(|| DescriptorPool::decode(weaviate_proto::DESCRIPTORS));

/// A method of a service; none when there is no such method.
pub(crate) fn method(
    service: &str,
    name: &str,
) -> Result<Option<MethodDescriptor>, &'static DescriptorError> {
    let service = POOL.as_ref()?.get_service_by_name(service);
    Ok(service.and_then(|service| service.methods().find(|method| method.name() == name)))
}

/// What a method of Weaviate is asked with; none for any other method.
pub(crate) fn input(name: &str) -> Option<MessageDescriptor> {
    method(weaviate_proto::SERVICE, name).ok().flatten().map(|method| method.input())
}
