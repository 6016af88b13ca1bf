package dev.fanfold.aws;

import java.math.BigDecimal;

/// List prices of us-east-1 in US dollars, without free tiers. Both receipts and estimates use this
/// list. Each constant is the price of a million, except [#GB_SECOND], which is the price of one.
///
/// | what | price | source |
/// |---|---|---|
/// | Lambda requests | 0.20 per million | aws.amazon.com/lambda/pricing |
/// | Lambda duration, ARM | 0.0000133334 per GB-second | aws.amazon.com/lambda/pricing |
/// | SQS standard requests, 64 KB each | 0.40 per million | aws.amazon.com/sqs/pricing |
/// | DynamoDB on-demand writes, 1 KB each | 0.625 per million |
/// aws.amazon.com/dynamodb/pricing/on-demand |
/// | DynamoDB on-demand reads, 4 KB each | 0.125 per million |
/// aws.amazon.com/dynamodb/pricing/on-demand |
/// | S3 PUT, COPY, POST, LIST | 5.00 per million | aws.amazon.com/s3/pricing |
/// | S3 GET and all other requests | 0.40 per million | aws.amazon.com/s3/pricing |
/// | API Gateway REST requests | 3.50 per million | aws.amazon.com/api-gateway/pricing |
public final class Prices {
    public static final BigDecimal INVOCATIONS = new BigDecimal("0.20");
    public static final BigDecimal GB_SECOND = new BigDecimal("0.0000133334");
    public static final BigDecimal SQS_REQUESTS = new BigDecimal("0.40");
    public static final BigDecimal WRITES = new BigDecimal("0.625");
    public static final BigDecimal READS = new BigDecimal("0.125");
    public static final BigDecimal S3_WRITES = new BigDecimal("5.00");
    public static final BigDecimal S3_READS = new BigDecimal("0.40");
    public static final BigDecimal API_REQUESTS = new BigDecimal("3.50");

    private Prices() {}

    /// The price of this amount.
    ///
    /// @param perMillion the price of a million
    public static BigDecimal of(BigDecimal perMillion, long amount) {
        return perMillion.multiply(BigDecimal.valueOf(amount)).scaleByPowerOfTen(-6);
    }

    /// The price of this many thousandths of one unit.
    public static BigDecimal ofThousandths(BigDecimal perMillion, long thousandths) {
        return of(perMillion, thousandths).scaleByPowerOfTen(-3);
    }
}
