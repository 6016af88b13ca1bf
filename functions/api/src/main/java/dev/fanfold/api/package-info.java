/// The REST API on Lambda: requests, callers and responses. The shapes are in
/// `infrastructure/api/openapi.yaml`. The engine does the work.
@NullMarked
package dev.fanfold.api;

import org.jspecify.annotations.NullMarked;
