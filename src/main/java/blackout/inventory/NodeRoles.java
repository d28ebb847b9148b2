package blackout.inventory;

import java.util.Optional;

/**
 * What a node is to the cluster and to its domain. A fact that nobody stated is empty.
 *
 * @param failoverClustering whether the Failover Clustering feature is installed
 * @param hyperV whether the Hyper-V role is installed
 * @param domain the domain it belongs to
 * @param organizationalUnit the organizational unit of its account
 * @param domainController whether it is a domain controller itself
 */
public record NodeRoles(
    Optional<Boolean> failoverClustering,
    Optional<Boolean> hyperV,
    Optional<String> domain,
    Optional<String> organizationalUnit,
    Optional<Boolean> domainController) {

  /** One of which nobody stated anything. */
  public static final NodeRoles UNKNOWN =
      new NodeRoles(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
