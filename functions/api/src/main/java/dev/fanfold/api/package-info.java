/// The REST API on Lambda: what a request asks for, who asks, and how it is answered. The shapes
/// are in `infrastructure/api/openapi.yaml`; what is done is the engine's.
@NullMarked
package dev.fanfold.api;

import org.jspecify.annotations.NullMarked;
