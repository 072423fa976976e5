package io.rheo.shell.command;

import picocli.CommandLine.IVersionProvider;

/** The version of the product, from the manifest of its jar, and of Java. */
public final class Version implements IVersionProvider {
  /** The version alone; {@code development} for classes that are in no jar. */
  public static String product() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"rheo " + product() + " (Java " + Runtime.version() + ")"};
  }
}
