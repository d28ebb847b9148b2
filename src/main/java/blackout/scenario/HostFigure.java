package blackout.scenario;

/** What a host profile can say of a host. The key carries the unit. */
public enum HostFigure {
  RAW_PAGE("raw_page_ns", "a page sent whole"),
  ZERO_PAGE("zero_page_ns", "a page found zero and marked"),
  DELTA_PAGE("delta_page_ns", "a page sent as a difference"),
  COMPRESSED_PAGE("compressed_page_ns", "what compressing adds to a page"),
  ENCRYPTED_PAGE("encrypted_page_ns", "what encrypting the stream adds to a page"),
  FIRST_TOUCH("first_touch_ns", "memory for a page that the destination writes first"),
  LOG_READING("log_reading_ns_per_page", "reading the dirty log"),
  FIRST_PASS_GUEST("first_pass_guest_ratio", "speed of the guest in the first pass"),
  STREAM_BYTES("stream_bytes_per_s", "what one stream carries"),
  STREAM_PAGES("stream_pages_per_s", "the pages that one stream carries"),
  STREAMS("streams", "streams side by side"),
  PAYLOAD("payload_ratio", "payload as a share of the wire"),
  BUFFER("buffer_bytes", "socket and adapter buffers"),
  SETUP("setup_ms", "from the command to the first page"),
  FIXED_PAUSE("fixed_pause_ms", "the pause without memory, processors and devices"),
  PROCESSOR_PAUSE("pause_per_virtual_processor_ms", "the pause for each virtual processor"),
  DEVICE_PAUSE("pause_per_device_ms", "the pause for each passed-through device"),
  DEVICE_STATE("device_state_bytes", "device state sent in the pause"),
  POST_COPY_PAGE("post_copy_page_ns", "what a page takes more after the switch to post-copy"),
  POST_COPY_ZERO_PAGE("post_copy_zero_page_ns", "what a zero page takes more after that switch"),
  DISCARD_RUN("discard_run_ns", "a run of pages told in the pause of that switch");

  private final String key;
  private final String words;

  HostFigure(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** The key in a file, which ends in the unit. */
  public String key() {
    return key;
  }

  /** What it is, for tables. */
  public String words() {
    return words;
  }

  /** Whether it is a share, 0 to 1. */
  boolean isRatio() {
    return this == PAYLOAD || this == FIRST_PASS_GUEST;
  }
}
