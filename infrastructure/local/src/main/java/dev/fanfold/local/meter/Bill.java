package dev.fanfold.local.meter;

import dev.fanfold.local.meter.Meter.Unit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// What AWS would have charged for what was counted, in US dollars: list prices of us-east-1, free
/// tiers left out, ARM functions.
///
/// | what | price | source |
/// |---|---|---|
/// | Lambda requests | 0.20 per million | aws.amazon.com/lambda/pricing |
/// | Lambda duration, ARM | 0.0000133334 per GB-second | aws.amazon.com/lambda/pricing |
/// | SQS standard requests, 64 KB each | 0.40 per million | aws.amazon.com/sqs/pricing |
/// | DynamoDB on-demand writes, 1 KB each | 0.625 per million | aws.amazon.com/dynamodb/pricing/on-demand |
/// | DynamoDB on-demand reads, 4 KB each | 0.125 per million | aws.amazon.com/dynamodb/pricing/on-demand |
/// | S3 PUT, COPY, POST, LIST | 5.00 per million | aws.amazon.com/s3/pricing |
/// | S3 GET and others | 0.40 per million | aws.amazon.com/s3/pricing |
///
/// Reading a stream is free for Lambda's mappings. Storage, logs and transfer are not counted.
public record Bill(Map<String, BigDecimal> lines) {
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final BigDecimal MIB_MILLISECONDS_PER_GB_SECOND = new BigDecimal(1_024_000);

    public Bill {
        lines = new LinkedHashMap<>(lines);
    }

    public static Bill of(Meter meter) {
        Map<String, BigDecimal> lines = new LinkedHashMap<>();
        lines.put("Lambda requests", perMillion("0.20", meter.total(Unit.INVOCATIONS)));
        lines.put(
                "Lambda duration",
                new BigDecimal(meter.total(Unit.MIB_MILLISECONDS))
                        .multiply(new BigDecimal("0.0000133334"))
                        .divide(MIB_MILLISECONDS_PER_GB_SECOND));
        lines.put("SQS requests", perMillion("0.40", meter.total(Unit.SQS_REQUESTS)));
        lines.put("DynamoDB writes", perMillion("0.000625", meter.total(Unit.WRITE_MILLIUNITS)));
        lines.put("DynamoDB reads", perMillion("0.000125", meter.total(Unit.READ_MILLIUNITS)));
        lines.put("S3 writes", perMillion("5.00", meter.total(Unit.S3_WRITES)));
        lines.put("S3 reads", perMillion("0.40", meter.total(Unit.S3_READS)));
        return new Bill(lines);
    }

    public BigDecimal usd() {
        return lines.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal perMillion(String usd, long amount) {
        return new BigDecimal(usd).multiply(BigDecimal.valueOf(amount)).divide(MILLION);
    }
}
