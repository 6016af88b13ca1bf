package dev.fanfold.local.emulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// One page of the objects of a bucket, in byte order of the keys:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
final class Listing {
    private static final Comparator<String> BYTE_ORDER =
            (left, right) -> Arrays.compareUnsigned(utf8(left), utf8(right));

    private final String prefix;
    private final String delimiter;
    private final String after;
    private final int maxKeys;

    // Objects by key. If a value is null, the key of the entry is a common prefix.
    private final TreeMap<String, @Nullable S3Object> entries = new TreeMap<>(BYTE_ORDER);

    private Listing(ListObjectsV2Request request) {
        prefix = emptyIfNull(request.prefix());
        delimiter = emptyIfNull(request.delimiter());
        after =
                request.continuationToken() == null
                        ? emptyIfNull(request.startAfter())
                        : key(request.continuationToken());
        maxKeys = request.maxKeys() == null ? Integer.MAX_VALUE : request.maxKeys();
    }

    // Encoded, because S3Proxy writes a token to XML, which cannot represent all characters of
    // keys.
    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(key));
    }

    /// The last key or prefix of the page that ended with this continuation token.
    ///
    /// @throws IllegalArgumentException if the token is not Base64
    static String key(String token) {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    private static String emptyIfNull(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The requested page of these objects.
    ///
    /// The continuation token is its last key or prefix, encoded.
    static ListObjectsV2Response page(ListObjectsV2Request request, List<S3Object> objects) {
        var listing = new Listing(request);
        objects.forEach(listing::add);
        return listing.page();
    }

    private void add(S3Object object) {
        String key = object.key();
        if (!key.startsWith(prefix) || BYTE_ORDER.compare(key, after) <= 0) {
            return;
        }
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        if (end < 0) {
            entries.put(key, object);
        } else {
            String common = key.substring(0, end + delimiter.length());
            if (!common.equals(after)) { // otherwise the previous page ended with this prefix
                entries.put(common, null);
            }
        }
    }

    private ListObjectsV2Response page() {
        var contents = new ArrayList<S3Object>();
        var prefixes = new ArrayList<CommonPrefix>();
        String last = null;
        for (var entry : entries.entrySet()) {
            if (contents.size() + prefixes.size() == maxKeys) {
                break;
            }
            last = entry.getKey();
            if (entry.getValue() == null) {
                prefixes.add(CommonPrefix.builder().prefix(last).build());
            } else {
                contents.add(entry.getValue());
            }
        }
        String token =
                last != null && contents.size() + prefixes.size() < entries.size()
                        ? token(last)
                        : null;
        return ListObjectsV2Response.builder()
                .contents(contents)
                .commonPrefixes(prefixes)
                .isTruncated(token != null)
                .nextContinuationToken(token)
                .build();
    }
}
