package dev.fanfold.aws;

/// The names of those queues of a pool that functions send to or whose depth they read, as
/// `infrastructure/stacks/pool.yaml` gives them. No part of a name has an underscore, so queues of
/// two applications or of two pools never have the same name.
///
/// @param application the name of the application, from `FANFOLD_APPLICATION`
record PoolQueues(String application, String pool) {
    String work() {
        return name("work");
    }

    String retry() {
        return name("retry");
    }

    String dead() {
        return name("dead");
    }

    private String name(String queue) {
        return application + "_" + pool + "_" + queue;
    }
}
