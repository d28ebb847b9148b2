package blackout.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program and the commit that it was built from. */
final class Version implements IVersionProvider {

  private static final String FILE = "/blackout/git.properties";

  Version() {}

  @Override
  public String[] getVersion() {
    return new String[] {line(git())};
  }

  /** The number of the version, "of unknown version" outside of a git checkout. */
  static String number() {
    return number(git());
  }

  /**
   * The commit, shortened, and whether there were changes since; "unknown" outside of a checkout.
   */
  static String commit() {
    Properties git = git();
    String commit = git.getProperty("git.commit.id.abbrev", "");
    return commit.isEmpty() ? "unknown" : commit + (isDirty(git) ? ", with changes" : "");
  }

  /** A build outside a git checkout has no such file, and says so. */
  static String line(Properties git) {
    String commit = git.getProperty("git.commit.id.abbrev", "");
    if (commit.isEmpty()) {
      return "blackout " + number(git) + " (unknown commit)";
    }
    return "blackout "
        + number(git)
        + " (commit "
        + commit
        + (isDirty(git) ? ", with changes)" : ")");
  }

  private static String number(Properties git) {
    return git.getProperty("git.build.version", "of unknown version");
  }

  private static boolean isDirty(Properties git) {
    return Boolean.parseBoolean(git.getProperty("git.dirty"));
  }

  private static Properties git() {
    Properties git = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      if (in != null) {
        git.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return git;
  }
}
