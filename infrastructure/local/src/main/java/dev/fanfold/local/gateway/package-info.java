/// REST APIs on HTTP, answered by functions as API Gateway has them answered: a request becomes the
/// proxy event, an answer is checked, and what goes wrong is said as API Gateway says it. The front
/// door is [dev.fanfold.local.gateway.Gateway], which lists what is not played. Nothing here reads
/// templates.
@NullMarked
package dev.fanfold.local.gateway;

import org.jspecify.annotations.NullMarked;
