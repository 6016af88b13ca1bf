package dev.fanfold.localstack;

import dev.fanfold.testkit.services.Difference;
import java.util.List;

/// Where LocalStack 4.14.0 is known to differ from the services.
final class LocalStackDifferences {
    static final List<Difference> ALL =
            List.of(
                    new Difference(
                            "aBadMessageOfABatchFailsAloneAndIsNamed",
                            "it takes a delay of 901 seconds: no delay of ours is that long",
                            "[(\"b\", true)]"),
                    new Difference(
                            "slashesAloneAreKeys",
                            "it takes a key of slashes alone for the bucket: no key of ours is one",
                            "exception while calling s3 with unknown operation"),
                    new Difference(
                            "aKeyOfMoreThan1024BytesIsRefused",
                            "it does not find a key that is too long: no key of ours is that long",
                            "404 NoSuchKey"),
                    pages("aListingInPagesIsTheWhole"),
                    pages("aDelimiterRollsUpWhatBeginsAlike"),
                    pages("aListingMayStartAfterAKey"));

    private static Difference pages(String promise) {
        return new Difference(
                promise,
                "it has no further page after a key that is not ASCII: nothing of ours lists objects",
                "'ascii' codec can't decode byte");
    }

    private LocalStackDifferences() {}
}
