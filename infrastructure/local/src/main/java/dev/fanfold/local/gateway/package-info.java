/// REST APIs over HTTP, with functions behind them as in API Gateway.
///
/// A request becomes a proxy event, the function's response is checked, and errors are those of API
/// Gateway. The front door is [dev.fanfold.local.gateway.Gateway], which lists the differences from
/// AWS. This package reads no templates.
@NullMarked
package dev.fanfold.local.gateway;

import org.jspecify.annotations.NullMarked;
