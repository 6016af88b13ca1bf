package dev.fanfold.template;

import java.nio.file.Path;

/// Reads `AWS::Include`, the only transform that the local cloud supports inside a template.
final class Include {
    private Include() {}

    /// The included file. Its path is relative to the template.
    ///
    /// @param transform the argument of `Fn::Transform`, with all references resolved
    static Path file(Value transform, Place place) {
        if (!(transform instanceof Value.Fields fields)) {
            throw new TemplateException(place, "Fn::Transform has a Name and Parameters");
        }
        Properties include =
                new Properties("Fn::Transform", fields).requireKnown(KnownParts.INCLUDE);
        include.choice("Name", "AWS::Include");
        String location =
                include.part("Parameters", KnownParts.INCLUDED)
                        .orElseThrow(() -> include.refuse("Parameters", "is missing"))
                        .text("Location");
        if (location.contains("://")) {
            throw include.refuse(
                    "Parameters", "has the Location " + location + ": write a file's path");
        }
        return place.file().resolveSibling(location);
    }
}
