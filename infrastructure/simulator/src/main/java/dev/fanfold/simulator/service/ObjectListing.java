package dev.fanfold.simulator.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// One page of a list of the objects of a bucket
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html). The continuation token
/// is the last key or common prefix of the page.
final class ObjectListing {
    private static final int MAX_PAGE = 1_000;
    private final String prefix;
    private final String delimiter;
    private final String after;
    private final int limit;
    private final List<S3Object> contents = new ArrayList<>();
    private final List<CommonPrefix> prefixes = new ArrayList<>();
    private String last = "";
    private boolean more;

    private ObjectListing(ListObjectsV2Request request) {
        prefix = orEmpty(request.prefix());
        delimiter = orEmpty(request.delimiter());
        after =
                request.continuationToken() == null
                        ? orEmpty(request.startAfter())
                        : request.continuationToken();
        limit = request.maxKeys() == null ? MAX_PAGE : Math.min(request.maxKeys(), MAX_PAGE);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// The requested page.
    static ListObjectsV2Response page(ListObjectsV2Request request, Objects objects) {
        var listing = new ObjectListing(request);
        NavigableMap<String, Objects.Stored> found =
                objects.startingWith(request.bucket(), listing.prefix);
        for (Map.Entry<String, Objects.Stored> entry :
                found.tailMap(listing.after, false).entrySet()) {
            if (!listing.add(entry.getKey(), entry.getValue())) {
                break;
            }
        }
        return listing.response(request.bucket());
    }

    // Adds the key, or the common prefix that it belongs to. Returns false if the page is full.
    private boolean add(String key, Objects.Stored object) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        String keyOrPrefix = end < 0 ? key : key.substring(0, end + delimiter.length());
        if (end >= 0 && (keyOrPrefix.equals(last) || keyOrPrefix.equals(after))) {
            return true; // this common prefix is on this page or on the previous one
        }
        if (contents.size() + prefixes.size() == limit) {
            more = true;
            return false;
        }
        last = keyOrPrefix;
        if (end < 0) {
            contents.add(
                    S3Object.builder()
                            .key(key)
                            .eTag('"' + object.etag() + '"')
                            .size((long) object.bytes().length)
                            .build());
        } else {
            prefixes.add(CommonPrefix.builder().prefix(keyOrPrefix).build());
        }
        return true;
    }

    private ListObjectsV2Response response(String bucket) {
        return ListObjectsV2Response.builder()
                .name(bucket)
                .contents(contents)
                .commonPrefixes(prefixes)
                .keyCount(contents.size() + prefixes.size())
                .isTruncated(more)
                .nextContinuationToken(more ? last : null)
                .build();
    }
}
