package dev.fanfold.template;

/// The account and the region that the local cloud pretends to be, and the ARNs in it.
public final class Aws {
    public static final String REGION = "us-east-1";
    public static final String ACCOUNT = "000000000000";
    public static final String ACCESS_KEY = "local";
    public static final String SECRET_KEY = "local";

    private Aws() {}

    /// `arn:aws:<service>:us-east-1:000000000000:<resource>`
    public static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    /// The name at the end of the ARN of a queue, a bucket, a table or a table's stream.
    public static String nameIn(String arn) {
        String resource = arn.substring(arn.lastIndexOf(':') + 1);
        if (!resource.startsWith("table/")) {
            return resource;
        }
        int end = resource.indexOf('/', "table/".length());
        return resource.substring("table/".length(), end < 0 ? resource.length() : end);
    }
}
