package blackout.outcome;

/**
 * Where the numbers of a result come from. Nothing in it depends on the time, the machine or the
 * folder of the run.
 *
 * @param version the version of the program
 * @param commit the commit that the program was built from, shortened; "unknown" outside of a
 *     checkout, "not named" if it was asked to be left out
 * @param input the name of the input file, without its folder
 * @param inputSha256 the SHA-256 of the input file, in lower-case hexadecimal digits
 * @param seed the seed of all chance in the prediction
 */
public record Provenance(
    String version, String commit, String input, String inputSha256, long seed) {}
