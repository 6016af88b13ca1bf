package dev.fanfold.cli.deployed;

/// Finds running applications.
public interface Deployments {
    /// Finds an application by its stack name.
    ///
    /// @param stack the stack name; ignored for a local cloud, which has only one application
    /// @param served selects one of several local clouds
    /// @throws dev.fanfold.workload.InvalidInputException if there is no such application
    Deployment find(Target target, String stack, LocalClouds.Choice served);
}
