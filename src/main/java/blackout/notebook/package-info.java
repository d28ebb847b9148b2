/**
 * What a notebook calls, and its rich display.
 *
 * <p>Start with {@link blackout.notebook.Move} (one VM), {@link blackout.notebook.Cluster} (an
 * estate) and {@link blackout.notebook.Measurements} (what was measured). Below them lie two
 * layers, each usable without the next. <em>Rendering</em> knows no kernel: {@link
 * blackout.notebook.Display} lists what is shown richly, {@link blackout.notebook.HtmlTable} and
 * {@link blackout.notebook.ChartPng} draw it. <em>Registration</em> tells a kernel about it: {@link
 * blackout.notebook.BlackoutExtension} in JJava and in our kernel, {@link
 * blackout.notebook.BlackoutNotebook#init()} in IJava.
 *
 * <p>A word of this room: a <em>bundle</em> is one picture of a value in several MIME types.
 */
@NullMarked
package blackout.notebook;

import org.jspecify.annotations.NullMarked;
