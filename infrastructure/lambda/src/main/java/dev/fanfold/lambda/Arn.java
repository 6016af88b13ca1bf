package dev.fanfold.lambda;

/// Reads the parts of an ARN: `arn:aws:<service>:<region>:<account>:<resource>`.
final class Arn {
    private static final int PARTS = 6;

    private Arn() {}

    static String region(String arn) {
        return part(arn, 3);
    }

    static String account(String arn) {
        return part(arn, 4);
    }

    static String resource(String arn) {
        return part(arn, 5);
    }

    private static String part(String arn, int index) {
        String[] parts = arn.split(":", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("not an ARN: " + arn);
        }
        return parts[index];
    }
}
