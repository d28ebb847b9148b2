/**
 * Results as tables and charts: text, CSV, SVG and PNG. This is the only place where numbers are
 * rounded. It shows what it is given, and uses neither the estimates, the kernel nor the ingest.
 */
@NullMarked
package blackout.exhibit;

import org.jspecify.annotations.NullMarked;
