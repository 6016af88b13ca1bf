/// A workload as a user would write it, for the end-to-end tests. It fails or stalls as its
/// settings say.
///
/// `infrastructure/localstack/project` builds a project from these sources.
@NullMarked
package com.example.drill;

import org.jspecify.annotations.NullMarked;
