package dev.fanfold.local.gateway;

import dev.fanfold.template.Aws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The AWS Signature Version 4 of a request, in the header or in the query.
///
/// It must have all [#PARTS], and be for `execute-api` in the region of the local cloud. It is not
/// verified, because the local cloud has no list of secret keys. The access key alone identifies
/// the caller.
final class Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final List<String> PARTS = List.of("Credential", "SignedHeaders", "Signature");
    private static final Pattern CREDENTIAL =
            Pattern.compile("([\\w-]{1,128})/\\d{8}/([\\w-]+)/([\\w-]+)/aws4_request");

    private Signature() {}

    /// The access key of a request's signature.
    ///
    /// @throws RefusedRequestException if there is no such signature
    static String accessKey(Request request) throws RefusedRequestException {
        if (request.header("Authorization").isPresent()) {
            return accessKeyOf(
                    headerParts(request.header("Authorization").get()), "Authorization header");
        }
        if (request.query("X-Amz-Signature").isEmpty()) {
            throw new RefusedRequestException(GatewayError.MISSING_AUTHENTICATION_TOKEN);
        }
        Map<String, String> parts = new LinkedHashMap<>();
        PARTS.forEach(
                part -> request.query("X-Amz-" + part).ifPresent(value -> parts.put(part, value)));
        return accessKeyOf(parts, "AWS query string");
    }

    private static Map<String, String> headerParts(String authorization)
            throws RefusedRequestException {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw new RefusedRequestException(
                    GatewayError.INVALID_SIGNATURE,
                    "Authorization header requires the algorithm " + ALGORITHM + ".");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return parts;
    }

    private static String accessKeyOf(Map<String, String> parts, String location)
            throws RefusedRequestException {
        String missing =
                PARTS.stream()
                        .filter(part -> parts.getOrDefault(part, "").isEmpty())
                        .map(part -> location + " requires '" + part + "' parameter.")
                        .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            throw new RefusedRequestException(GatewayError.INVALID_SIGNATURE, missing);
        }
        Matcher credential = CREDENTIAL.matcher(parts.getOrDefault("Credential", ""));
        if (!credential.matches()) {
            throw new RefusedRequestException(
                    GatewayError.INVALID_SIGNATURE,
                    "Credential must have five parts: <key>/<yyyymmdd>/<region>/<service>/aws4_request.");
        }
        checkScope("region", Aws.REGION, credential.group(2));
        checkScope("service", "execute-api", credential.group(3));
        return credential.group(1);
    }

    private static void checkScope(String part, String expected, String found)
            throws RefusedRequestException {
        if (!found.equals(expected)) {
            throw new RefusedRequestException(
                    GatewayError.INVALID_SIGNATURE,
                    "Credential should be scoped to correct "
                            + part
                            + ": '"
                            + expected
                            + "', not '"
                            + found
                            + "'.");
        }
    }
}
