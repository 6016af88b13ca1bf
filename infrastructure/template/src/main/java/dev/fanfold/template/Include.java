package dev.fanfold.template;

import java.nio.file.Path;

/// `AWS::Include`, the only transform that is allowed inside a template.
final class Include {
    private Include() {}

    /// The file that it names, in the template's folder.
    ///
    /// @param transform resolved
    static Path file(Value transform, Place place) {
        if (!(transform instanceof Value.Fields fields)) {
            throw new TemplateException(place, "Fn::Transform has a Name and Parameters");
        }
        Properties include = new Properties("Fn::Transform", fields).only(KnownParts.INCLUDE);
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
