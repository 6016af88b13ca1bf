package dev.fanfold.items;

/// The permission to call the target of an item: the lease that the task holds. The task checks it
/// before it calls the function. A function that prepares its request for some time can check it
/// again before it sends the request.
public interface Permit {
    /// The permit of the call in which the current thread runs. Outside such a call, and in a job
    /// without limits, it allows every request.
    static Permit current() {
        return CurrentPermit.VALUE.orElse(CurrentPermit.UNLIMITED);
    }

    /// The fence: a number that grows whenever another execution takes the lease of the target; 0
    /// if the job has no limits. A target that can compare numbers refuses requests with a smaller
    /// number than it has seen.
    long fence();

    /// Checks that the lease allows a request now. It does so until ten seconds before its end.
    ///
    /// @throws LeaseEndedException if it does not; a function passes this on
    void check() throws LeaseEndedException;
}
