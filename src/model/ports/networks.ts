/** A connection to another network. `state` is ACTIVE once both sides have asked for it. */
export interface PeeringState {
  readonly name: string;
  /** Path of the other network. */
  readonly network: string;
  readonly state: string;
}

export interface NetworkState {
  readonly name: string;
  /** Whether Google makes a subnetwork in every region. */
  readonly isAuto: boolean;
  readonly peerings: readonly PeeringState[];
  /** Whether policies of the network come before its own rules. */
  readonly isPolicyFirst: boolean;
}

export interface SubnetworkState {
  readonly name: string;
  readonly region: string;
  readonly cidr: string;
  readonly secondaryRanges: ReadonlyArray<{readonly name: string; readonly cidr: string}>;
  /** Undefined where Google does not say. */
  readonly isPrivateAccess: boolean | undefined;
}

/** A rule on traffic, of the network itself or of a policy. Ranges that are no IPv4 are kept as they are. */
export interface TrafficRule {
  readonly name: string;
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly priority: number;
  readonly isDisabled: boolean;
  /** `next` leaves the decision to what comes after. */
  readonly action: 'allow' | 'deny' | 'next';
  /** No entry means every protocol; no ports mean every port. */
  readonly traffic: ReadonlyArray<{readonly protocol: string; readonly ports: readonly string[]}>;
  readonly sourceRanges: readonly string[];
  readonly sourceTags: readonly string[];
  readonly sourceServiceAccounts: readonly string[];
  readonly targetTags: readonly string[];
  readonly targetServiceAccounts: readonly string[];
  /** What the rule asks besides that cannot be judged from here, such as a threat list or a secure tag. */
  readonly unjudged: readonly string[];
}

/** Rules that are asked together, before or after others. */
export interface RuleLayer {
  readonly kind: 'hierarchy' | 'network-policy' | 'rules';
  readonly name: string;
  readonly rules: readonly TrafficRule[];
}

export interface RouteState {
  readonly name: string;
  readonly destination: string;
  readonly priority: number;
  /** Instances that it applies to; all where empty. */
  readonly tags: readonly string[];
  readonly nextHop: {readonly kind: 'internet' | 'network' | 'peering' | 'other'; readonly name: string};
}

/** A gateway by which instances without addresses of their own reach the internet. */
export interface NatState {
  readonly router: string;
  readonly name: string;
  /** Names of the subnetworks that it serves; undefined for all of them. */
  readonly subnetworks: readonly string[] | undefined;
}

/** VPC networks. https://cloud.google.com/compute/docs/reference/rest/v1/networks */
export interface Networks {
  get(project: string, network: string): Promise<NetworkState | undefined>;
  /** Subnetworks of the network in every region. */
  listSubnetworks(project: string, network: string): Promise<readonly SubnetworkState[]>;
  /** Everything that decides on traffic in the network, in the order in which it is asked; regional policies excepted. */
  listRuleLayers(project: string, network: string): Promise<readonly RuleLayer[]>;
  listRoutes(project: string, network: string): Promise<readonly RouteState[]>;
  listNats(project: string, region: string, network: string): Promise<readonly NatState[]>;
  /** The host project that this one is attached to; undefined where there is none. */
  findHost(project: string): Promise<string | undefined>;
}
