package dev.fanfold.cli.deployed;

/// Finds what is deployed.
public interface Deployments {
    /// The application of this name.
    ///
    /// @param stack the name it was deployed under; the local cloud has one application only
    /// @param served which local cloud, where several are served
    /// @throws dev.fanfold.workload.InvalidInputException when there is none, with the remedy
    Deployment find(Target target, String stack, LocalClouds.Choice served);
}
