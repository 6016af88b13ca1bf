package dev.fanfold.items;

/// The permit of the call in which a thread runs.
final class CurrentPermit {
    static final ScopedValue<Permit> VALUE = ScopedValue.newInstance();

    /// The permit of a call without a lease.
    static final Permit UNLIMITED =
            new Permit() {
                @Override
                public long fence() {
                    return 0;
                }

                @Override
                public void check() {}
            };

    private CurrentPermit() {}
}
