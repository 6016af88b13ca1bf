package dev.fanfold.local.contract;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.SdkClients;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.local.emulator.S3Emulator;
import dev.fanfold.template.Aws;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.s3.S3Client;

/// Writes one large output to the local S3 and reads it, in one JVM with the local S3.
final class LargeOutput {
    private static final int MIB = 1024 * 1024;
    private static final String KEY = "outputs/job/0/0/token/large";

    private LargeOutput() {}

    /// Prints the times and the heap.
    ///
    /// @param arguments an empty directory, and the length of the output in MiB
    public static void main(String[] arguments) throws IOException {
        int mib = Integer.parseInt(arguments[1]);
        try (S3Emulator s3 = S3Emulator.start(Path.of(arguments[0]))) {
            s3.create("results");
            OutputStore outputs = outputs(s3);
            long begun = System.nanoTime();
            Fingerprint written = write(outputs, mib);
            long between = System.nanoTime();
            long read;
            try (InputStream in = outputs.open(KEY, written)) {
                read = in.transferTo(OutputStream.nullOutputStream());
            }
            System.out.printf(
                    "wrote %d bytes in %d ms, read %d bytes in %d ms, heap of at most %d MiB%n",
                    written.length(),
                    millis(begun, between),
                    read,
                    millis(between, System.nanoTime()),
                    Runtime.getRuntime().maxMemory() / MIB);
        }
    }

    private static OutputStore outputs(S3Emulator s3) {
        var settings =
                new Settings(
                        Map.of(
                                "AWS_REGION", Aws.REGION,
                                "AWS_ACCESS_KEY_ID", Aws.ACCESS_KEY,
                                "AWS_SECRET_ACCESS_KEY", Aws.SECRET_KEY,
                                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                                "FANFOLD_RESULTS_BUCKET", "results"));
        S3Client client = new SdkClients(settings).s3();
        return AwsPorts.outputs(settings, () -> client);
    }

    private static Fingerprint write(OutputStore outputs, int mib) throws IOException {
        byte[] block = new byte[MIB];
        var random = new SplittableRandom(1);
        try (OutputWriter out = outputs.create(KEY)) {
            for (int i = 0; i < mib; i++) {
                random.nextBytes(block);
                out.write(block);
            }
            return out.complete();
        }
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }
}
