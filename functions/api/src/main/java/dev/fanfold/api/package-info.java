/// The REST API on Lambda: requests, callers and responses. `infrastructure/api/openapi.yaml`
/// defines the format of requests and responses. The operations call the engine.
@NullMarked
package dev.fanfold.api;

import org.jspecify.annotations.NullMarked;
