package dev.fanfold.local.contract;

import dev.fanfold.testkit.services.Difference;
import java.util.List;
import java.util.stream.Stream;

/// The known differences of the emulators from the services.
///
/// The emulators are ElasticMQ 1.7.1, DynamoDB Local 3.3.1 and S3Proxy 4.1.0. DynamoDB Local keeps
/// every promise.
final class EmulatorDifferences {
    private static final String TOO_LONG =
            "ElasticMQ returns InvalidAttributeValue, but Fanfold's messages are at most 64 KB";
    private static final String DELETED =
            "ElasticMQ rejects the handle, but the local cloud deletes through LocalQueue,"
                    + " which accepts it";
    private static final String VERSIONS = "S3Proxy has no versions, so the source pins by ETag";

    static final List<Difference> ALL =
            Stream.concat(
                            versions(),
                            Stream.of(
                                    new Difference(
                                            "aListOfPartsInAnotherOrderIsRefused",
                                            "S3Proxy sorts the parts, but our code lists them in order",
                                            "an error from the service"),
                                    new Difference(
                                            "anEmptyBatchIsRefused",
                                            "ElasticMQ returns an empty result, but Fanfold"
                                                    + " sends no empty batch",
                                            "an error from the service"),
                                    new Difference(
                                            "aMessageOneByteLongerIsRefused",
                                            TOO_LONG,
                                            "MessageTooLong"),
                                    new Difference(
                                            "aBatchIsNoLongerThanAMessageMayBe",
                                            TOO_LONG,
                                            "MessageTooLong"),
                                    new Difference(
                                            "aMessageIsDeletedTwiceWithoutAnError",
                                            DELETED,
                                            "is not valid"),
                                    new Difference(
                                            "anOldReceiptHandleIsNoErrorAndTheLastOneDeletes",
                                            DELETED,
                                            "is not valid")))
                    .toList();

    private EmulatorDifferences() {}

    private static Stream<Difference> versions() {
        return Stream.of(
                        "everyObjectHasAVersionOfItsOwn",
                        "theHeadNamesTheLastVersion",
                        "aReplacedVersionIsStillRead",
                        "aRangeOfAReplacedVersionIsStillRead",
                        "aReadWithoutAVersionNamesTheOneItRead",
                        "aConditionLooksAtTheLastVersion")
                .map(promise -> new Difference(promise, VERSIONS, "Versioning is not supported"));
    }
}
