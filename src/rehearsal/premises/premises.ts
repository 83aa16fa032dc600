/**
 * What a deployment takes for granted: things that somebody else brings before anybody installs. A rehearsal of a
 * configuration starts from a world that has them. Names are Google's; ranges are IPv4.
 */
export interface Premises {
  /** Ids of organizations. */
  readonly organizations?: readonly string[];
  /** Ids of folders. */
  readonly folders?: readonly string[];
  readonly billingAccounts?: readonly string[];
  readonly projects?: readonly PremisedProject[];
  readonly dnsZones?: ReadonlyArray<{readonly project: string; readonly name: string; readonly dnsName: string}>;
  /** Domains that take mail, and are nobody's in this world otherwise. */
  readonly mailDomains?: readonly string[];
  readonly networks?: readonly PremisedNetwork[];
  readonly clusters?: readonly PremisedCluster[];
  /** The address from which control planes are asked; loopback where none is given. */
  readonly operatorAddress?: string;
}

export interface PremisedProject {
  readonly projectId: string;
  /** `organizations/ID` or `folders/ID`. */
  readonly parent?: string;
  readonly billingAccount?: string;
}

/** A network of custom mode with at most one subnetwork. */
export interface PremisedNetwork {
  readonly project: string;
  readonly name: string;
  /** The project that the network is shared with. */
  readonly sharedWith?: string;
  readonly subnetwork?: {
    readonly name: string;
    readonly region: string;
    readonly range: string;
    readonly secondaryRanges: ReadonlyArray<{readonly name: string; readonly range: string}>;
  };
}

/** A cluster that runs, with one pool. */
export interface PremisedCluster {
  readonly project: string;
  /** A zone or a region. */
  readonly location: string;
  readonly name: string;
  readonly version?: string;
  /** By name, or by path where it is another project's. */
  readonly network: string;
  readonly subnetwork?: string;
  readonly podRange?: string;
  readonly serviceRange?: string;
  readonly machineType: string;
  /** In each of its zones. */
  readonly nodes: number;
}
