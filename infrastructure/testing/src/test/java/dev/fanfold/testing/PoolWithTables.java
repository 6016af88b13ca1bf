package dev.fanfold.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A copy of the application's templates, to whose pool `general` a table, a bucket and a queue are
/// added.
record PoolWithTables(Path template) {
    private static final Path ROOT = Path.of("../..");
    private static final String POOL = "functions/workloads/general/pool.yaml";
    private static final String VARIABLES =
            """
                      COUNTS_TABLE: !Ref Counts
                      PAGES_BUCKET: !Ref Pages
                      NOTES_QUEUE: !Ref Notes
            """;
    private static final String RESOURCES =
            """
              Counts:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions:
                    - {AttributeName: lot, AttributeType: S}
                    - {AttributeName: task, AttributeType: S}
                  KeySchema:
                    - {AttributeName: lot, KeyType: HASH}
                    - {AttributeName: task, KeyType: RANGE}

              Pages:
                Type: AWS::S3::Bucket

              Notes:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 30

            """;

    static PoolWithTables createIn(Path folder) {
        try {
            for (String file : files()) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(ROOT.resolve(file), copy);
            }
            Path pool = folder.resolve(POOL);
            Files.writeString(
                    pool,
                    Files.readString(pool)
                            .replace("  Worker:\n", RESOURCES + "  Worker:\n")
                            .replace(
                                    "          FANFOLD_POOL: general\n",
                                    "          FANFOLD_POOL: general\n" + VARIABLES));
            return new PoolWithTables(folder.resolve("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> stacks = Files.list(ROOT.resolve("infrastructure/stacks"))) {
            return Stream.concat(
                            Stream.of("template.yaml", "infrastructure/api/openapi.yaml", POOL),
                            stacks.map(stack -> "infrastructure/stacks/" + stack.getFileName()))
                    .toList();
        }
    }
}
