package dev.fanfold.local;

import java.net.URI;
import java.util.Map;

/// Where AWS clients find the three services: `http://127.0.0.1:<port>`.
///
/// @param apis the REST APIs by what `Ref` yields of them: `http://127.0.0.1:<port>/<stage>`
public record Endpoints(URI sqs, URI dynamodb, URI s3, Map<String, URI> apis) {
    public Endpoints {
        apis = Map.copyOf(apis);
    }
}
