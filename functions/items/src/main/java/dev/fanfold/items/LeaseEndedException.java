package dev.fanfold.items;

/// Thrown by [Permit#check] if the lease of an item's target is about to end. The item is tried
/// again, and this does not count as an attempt.
public class LeaseEndedException extends Exception {
    private static final long serialVersionUID = 1;

    LeaseEndedException(String message) {
        super(message);
    }
}
