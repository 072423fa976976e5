package io.rheo.shell.command;

/** The version of the product. */
public final class Version {
  private Version() {}

  /** From the manifest of the jar; {@code development} for classes that are in no jar. */
  public static String product() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Of the product and of Java. */
  static String text() {
    return "rheo " + product() + " (Java " + Runtime.version() + ")";
  }
}
