package dev.fanfold.cli.deployed;

/// Finds running applications.
public interface Deployments {
    /// Finds an application by its stack name.
    ///
    /// @param stack its stack name, which is ignored for local clouds: each has one application
    /// @param served selects one of several local clouds
    /// @throws dev.fanfold.workload.InvalidInputException when there is no such application, with
    ///   the remedy
    Deployment find(Target target, String stack, LocalClouds.Choice served);
}
