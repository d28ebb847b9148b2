package blackout.ingest;

import blackout.calibrate.HostProfiles;
import blackout.scenario.HostProfile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Host profiles of the user. */
public final class HostProfileFile {

  private HostProfileFile() {}

  /**
   * A profile that comes with the program, or one in a file.
   *
   * @throws IllegalArgumentException if the file cannot be read or holds no profile; the message
   *     names file, line and column
   */
  public static HostProfile load(String nameOrFile) {
    if (HostProfiles.shipped().containsKey(nameOrFile)) {
      return HostProfiles.named(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no file \""
              + nameOrFile
              + "\", and no host profile of that name; known are "
              + String.join(", ", HostProfiles.shipped().keySet()));
    }
    try {
      return HostProfiles.parse(Files.readString(file), JsonText.sourceName(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(nameOrFile + ": no text in UTF-8; JSON expected", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(nameOrFile + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
