package dev.fanfold.testkit.services;

/// All cases. Each target has one class that implements this.
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
                ListPromises,
                UploadPromises,
                PartPromises,
                VersionPromises {}
