package dev.fanfold.local;

import java.net.URI;
import java.util.Map;

/// The addresses of the three services for AWS clients: `http://127.0.0.1:<port>`.
///
/// @param apis the REST APIs by the value of their `Ref`: `http://127.0.0.1:<port>/<stage>`
public record Endpoints(URI sqs, URI dynamodb, URI s3, Map<String, URI> apis) {
    public Endpoints {
        apis = Map.copyOf(apis);
    }
}
