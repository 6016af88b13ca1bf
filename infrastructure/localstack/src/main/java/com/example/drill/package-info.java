/// A workload of a user's own, in a project of its own: `infrastructure/localstack/project` builds
/// it from these sources. It fails and stalls as its settings say, which the end-to-end tests need.
@NullMarked
package com.example.drill;

import org.jspecify.annotations.NullMarked;
