/**
 * Workbooks (Office Open XML, ECMA-376), read as a stream by code of our own. A library was
 * measured against it with the workbook that the tests make (three tabs, fresh Java machine,
 * processor time of the reading thread and of the process):
 *
 * <table>
 * <caption>Reading time by number of VMs</caption>
 * <tr><th scope="col">VMs</th><th scope="col">this package</th><th scope="col">StAX of the JDK</th>
 *   <th scope="col">Aalto 1.4</th></tr>
 * <tr><td>5,000</td><td>0.20 s, 0.48 s</td><td>0.80 s, 1.72 s</td><td>0.38 to 0.47 s, 0.92 s</td></tr>
 * <tr><td>50,000</td><td>0.70 to 0.81 s, 1.9 s</td><td>3.0 s, 6.2 s</td><td>2.0 s, 4.9 s</td></tr>
 * </table>
 *
 * <p>100,000 VMs have to be read in 5 s and 512 MiB, which leaves no room for twice the time; a
 * general XML reader has to look at every cell, and this one passes over those that nobody wants.
 * Libraries for workbooks hold whatever a file declares. So the code stays, behind one class,
 * {@link blackout.ingest.sheet.XlsxBook}: it knows rows and cells, and no VM.
 */
@NullMarked
package blackout.ingest.sheet;

import org.jspecify.annotations.NullMarked;
