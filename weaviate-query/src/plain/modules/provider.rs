//! The providers behind the modules, and the headers in which a server (1.39.0) takes a program's keys for them.
//!
//! A server has keys of its own, or none; what a request brings goes before them. One table has every provider with the
//! exact names of its headers, and a function for each takes what it cannot do without:
//!
//! ```
//! use weaviate_query::modules::provider::{self, Provider as _};
//!
//! let openai = provider::openai("sk-hush").organization("org-7").requests_per_minute(500);
//! let headers: Vec<_> = openai.headers().iter().map(|(name, value)| (*name, value.as_str())).collect();
//! assert_eq!(
//!     headers,
//!     [
//!         ("X-Openai-Api-Key", "sk-hush"),
//!         ("X-Openai-Organization", "org-7"),
//!         ("X-Openai-Ratelimit-RequestPM-Embedding", "500"),
//!     ]
//! );
//! assert!(!format!("{openai:?}").contains("hush")); // keys are not printed
//! ```
//!
//! `requests_per_minute` and `tokens_per_minute` are how fast a server may ask for vectors, `base_url` is another address of
//! the provider.
#![allow(non_camel_case_types)]
#![expect(clippy::doc_markdown, reason = "names of companies")]

use std::fmt;

use crate::plain::sealed::Sealed;

/// A provider with a program's keys: the headers of its requests.
pub trait Provider: Sealed {
    /// Names and values. The values are secrets.
    fn headers(&self) -> &[(&'static str, String)];
}

macro_rules! providers {
    ($($(#[$about:meta])* $provider:ident($($key:ident $key_header:literal),*) { $($setting:ident $header:literal,)* })*) => { $(
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq)]
        #[must_use = "its headers are sent when it is given to `provider`"]
        pub struct $provider {
            // With a name: a tuple's constructor would be a function, as the one below is.
            headers: Vec<(&'static str, String)>,
        }

        #[doc = concat!("The headers of [`", stringify!($provider), "`](struct@", stringify!($provider), ").")]
        pub fn $provider($($key: impl fmt::Display),*) -> $provider {
            $provider { headers: vec![$(($key_header, $key.to_string())),*] }
        }

        impl $provider { $(
            #[doc = concat!("Sets the header `", $header, "`.")]
            pub fn $setting(mut self, value: impl fmt::Display) -> Self {
                self.headers.retain(|(name, _)| *name != $header);
                self.headers.push(($header, value.to_string()));
                self
            }
        )* }

        impl Sealed for $provider {}

        impl Provider for $provider {
            fn headers(&self) -> &[(&'static str, String)] {
                &self.headers
            }
        }

        /// Names alone.
        impl fmt::Debug for $provider {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($provider))?;
                f.debug_list().entries(self.headers.iter().map(|(name, _)| name)).finish()
            }
        }
    )* };
}

providers! {
    /// Anthropic.
    anthropic(key "X-Anthropic-Api-Key") {
        base_url "X-Anthropic-Baseurl",
    }
    /// Anyscale.
    anyscale(key "X-Anyscale-Api-Key") {
        base_url "X-Anyscale-Baseurl",
    }
    /// Amazon Web Services.
    aws(access_key "X-Aws-Access-Key", secret_key "X-Aws-Secret-Key") {
        session_token "X-Aws-Session-Token",
    }
    /// OpenAI's models at Azure.
    azure_openai(key "X-Azure-Api-Key") {
        resource_name "X-Azure-Resource-Name",
        deployment_id "X-Azure-Deployment-Id",
        requests_per_minute "X-Azure-Ratelimit-RequestPM-Embedding",
        tokens_per_minute "X-Azure-Ratelimit-TokenPM-Embedding",
    }
    /// Cohere.
    cohere(key "X-Cohere-Api-Key") {
        base_url "X-Cohere-Baseurl",
        requests_per_minute "X-Cohere-Ratelimit-RequestPM-Embedding",
    }
    /// Contextual AI.
    contextualai(key "X-ContextualAI-Api-Key") {
        base_url "X-ContextualAI-Baseurl",
    }
    /// Databricks.
    databricks(token "X-Databricks-Token") {
        endpoint "X-Databricks-Endpoint",
        user_agent "X-Databricks-User-Agent",
        requests_per_minute "X-Databricks-Ratelimit-RequestPM-Embedding",
        tokens_per_minute "X-Databricks-Ratelimit-TokenPM-Embedding",
    }
    /// DeepSeek.
    deepseek(key "X-Deepseek-Api-Key") {
        base_url "X-Deepseek-Baseurl",
    }
    /// DigitalOcean.
    digitalocean(key "X-Digitalocean-Api-Key") {
        base_url "X-Digitalocean-Baseurl",
        requests_per_minute "X-Digitalocean-Ratelimit-RequestPM-Embedding",
        tokens_per_minute "X-Digitalocean-Ratelimit-TokenPM-Embedding",
    }
    /// FriendliAI.
    friendliai(token "X-Friendli-Token") {
        base_url "X-Friendli-Baseurl",
    }
    /// Google's AI Studio: Gemini.
    google_gemini(key "X-Goog-Studio-Api-Key") {}
    /// Google's Vertex AI.
    google_vertex(key "X-Goog-Vertex-Api-Key") {}
    /// Hugging Face.
    huggingface(key "X-Huggingface-Api-Key") {}
    /// Jina AI.
    jinaai(key "X-Jinaai-Api-Key") {
        requests_per_minute "X-Jinaai-Ratelimit-RequestPM-Embedding",
    }
    /// Mistral.
    mistral(key "X-Mistral-Api-Key") {
        base_url "X-Mistral-Baseurl",
        requests_per_minute "X-Mistral-Ratelimit-RequestPM-Embedding",
        tokens_per_minute "X-Mistral-Ratelimit-TokenPM-Embedding",
    }
    /// NVIDIA.
    nvidia(key "X-Nvidia-Api-Key") {
        base_url "X-Nvidia-Baseurl",
    }
    /// Ollama, which has no key.
    ollama() {
        base_url "X-Ollama-BaseURL",
    }
    /// OpenAI.
    openai(key "X-Openai-Api-Key") {
        organization "X-Openai-Organization",
        base_url "X-Openai-Baseurl",
        requests_per_minute "X-Openai-Ratelimit-RequestPM-Embedding",
        tokens_per_minute "X-Openai-Ratelimit-TokenPM-Embedding",
    }
    /// TwelveLabs.
    twelvelabs(key "X-Twelvelabs-Api-Key") {
        base_url "X-Twelvelabs-Baseurl",
    }
    /// Voyage AI.
    voyageai(key "X-Voyageai-Api-Key") {
        base_url "X-Voyageai-Baseurl",
        requests_per_minute "X-Voyageai-Ratelimit-RequestPM-Embedding",
        tokens_per_minute "X-Voyageai-Ratelimit-TokenPM-Embedding",
    }
    /// xAI.
    xai(key "X-Xai-Api-Key") {
        base_url "X-Xai-Baseurl",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headers that Python's `Integrations` send, but those that no module of a server reads (1.39.0): the address of
    /// Hugging Face and of Jina AI, the limits of Hugging Face and of AWS.
    #[test]
    fn the_headers_are_those_of_pythons_helpers() {
        let names =
            |provider: &dyn Provider| provider.headers().iter().map(|(name, _)| *name).collect::<Vec<_>>();
        for (found, wanted) in [
            (
                names(&cohere("k").base_url("u").requests_per_minute(1)),
                "Cohere: Api-Key Baseurl Ratelimit-RequestPM-Embedding",
            ),
            (names(&huggingface("k")), "Huggingface: Api-Key"),
            (
                names(
                    &openai("k").organization("o").base_url("u").requests_per_minute(1).tokens_per_minute(1),
                ),
                "Openai: Api-Key Organization Baseurl Ratelimit-RequestPM-Embedding Ratelimit-TokenPM-Embedding",
            ),
            (
                names(&voyageai("k").base_url("u").requests_per_minute(1).tokens_per_minute(1)),
                "Voyageai: Api-Key Baseurl Ratelimit-RequestPM-Embedding Ratelimit-TokenPM-Embedding",
            ),
            (names(&jinaai("k").requests_per_minute(1)), "Jinaai: Api-Key Ratelimit-RequestPM-Embedding"),
            (
                names(&mistral("k").requests_per_minute(1).tokens_per_minute(1)),
                "Mistral: Api-Key Ratelimit-RequestPM-Embedding Ratelimit-TokenPM-Embedding",
            ),
            (names(&aws("a", "s").session_token("t")), "Aws: Access-Key Secret-Key Session-Token"),
            (names(&anthropic("k").base_url("u")), "Anthropic: Api-Key Baseurl"),
            (names(&friendliai("t")), "Friendli: Token"),
        ] {
            let (provider, ends) = wanted.split_once(": ").unwrap();
            let wanted: Vec<_> = ends.split(' ').map(|end| format!("X-{provider}-{end}")).collect();
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn what_is_set_twice_stands_once() {
        let openai = openai("a").base_url("http://one").base_url("http://two");
        assert_eq!(
            openai.headers(),
            [("X-Openai-Api-Key", "a".to_owned()), ("X-Openai-Baseurl", "http://two".to_owned())]
        );
        let aws = aws("a", "b").session_token("c");
        assert_eq!(
            format!("{aws:?}"),
            r#"aws["X-Aws-Access-Key", "X-Aws-Secret-Key", "X-Aws-Session-Token"]"#
        );
    }
}
