package blackout.report;

import static blackout.quantity.Require.require;

import blackout.files.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a run of {@link FleetFiles} has written so far, beside its files: of which run they are, how
 * many VMs, and how much of each file is valid with its checksum. It is replaced in one step, so
 * that it is whole wherever a run is killed; its last line is a checksum of the others.
 *
 * @param key of which run it is
 * @param vms how many VMs are written
 * @param whole whether all is written, so that files may have been moved to their places
 * @param valid what is valid of each file
 */
record FleetJournal(String key, int vms, boolean whole, List<Valid> valid) {

  /**
   * The part of a file that is valid.
   *
   * @param bytes its length
   * @param sha256 its checksum in hexadecimal digits
   */
  record Valid(long bytes, String sha256) {}

  FleetJournal {
    valid = List.copyOf(valid);
  }

  void write(Path file) throws IOException {
    var text = new StringBuilder(key + "\n" + vms + "\n" + (whole ? "whole" : "growing") + "\n");
    for (Valid each : valid) {
      text.append(each.bytes).append(' ').append(each.sha256).append('\n');
    }
    String lines = text.toString();
    WholeFile.write(file, lines + hex(lines) + "\n");
  }

  /**
   * Reads what an earlier run wrote.
   *
   * @param key of which run it has to be
   * @throws IllegalArgumentException if it is damaged or of another run
   */
  static FleetJournal read(Path file, String key) throws IOException {
    String text;
    try {
      text = Files.size(file) < 1 << 20 ? Files.readString(file) : "";
    } catch (MalformedInputException e) {
      text = "";
    }
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    String lines = text.substring(0, end);
    require(
        !lines.isEmpty() && text.equals(lines + hex(lines) + "\n"),
        "%s is damaged; run without --resume to start anew",
        file);
    List<String> line = lines.lines().toList();
    require(
        line.get(0).equals(key), "%s is of another run; run without --resume to start anew", file);
    var valid = new ArrayList<Valid>();
    for (String each : line.subList(3, line.size())) {
      int blank = each.indexOf(' ');
      valid.add(new Valid(Long.parseLong(each.substring(0, blank)), each.substring(blank + 1)));
    }
    return new FleetJournal(
        line.get(0), Integer.parseInt(line.get(1)), line.get(2).equals("whole"), valid);
  }

  /** A checksum that can be added to. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The value of a checksum so far, which can be added to further. */
  static String value(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of Java can be copied", e);
    }
  }

  /** Adds the beginning of a file; false if the file is shorter. */
  static boolean add(MessageDigest digest, Path file, long bytes) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[1 << 16];
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          return false;
        }
        left -= read;
      }
      return true;
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
