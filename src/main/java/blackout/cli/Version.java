package blackout.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program and the commit that it was built from. */
final class Version implements IVersionProvider {

  private static final String FILE = "/blackout/git.properties";

  Version() {}

  @Override
  public String[] getVersion() throws IOException {
    Properties git = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      if (in != null) {
        git.load(in);
      }
    }
    return new String[] {line(git)};
  }

  /** A build outside a git checkout has no such file, and says so. */
  static String line(Properties git) {
    String version = git.getProperty("git.build.version", "of unknown version");
    String commit = git.getProperty("git.commit.id.abbrev", "");
    if (commit.isEmpty()) {
      return "blackout " + version + " (unknown commit)";
    }
    boolean dirty = Boolean.parseBoolean(git.getProperty("git.dirty"));
    return "blackout " + version + " (commit " + commit + (dirty ? ", with changes)" : ")");
  }
}
