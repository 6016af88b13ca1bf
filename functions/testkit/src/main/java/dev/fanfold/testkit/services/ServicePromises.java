package dev.fanfold.testkit.services;

/// All cases, in one class for each target.
public interface ServicePromises
        extends NamePromises,
                SendPromises,
                ReceivePromises,
                DeadLetterPromises,
                ConditionPromises,
                ItemPromises,
                QueryPromises,
                IndexPromises,
                TransactionPromises,
                StreamPromises,
                ObjectPromises,
                KeyPromises,
                RangePromises,
                VersionPromises {}
