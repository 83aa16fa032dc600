/** A zone with the accelerators that it has. */
export interface ZoneOffer {
  readonly zone: string;
  readonly accelerators: readonly string[];
}

/**
 * The project's own lists, from which answers are chosen. Undefined stands for a list that could not be
 * fetched, such as that of a project yet to be created: then the answer is typed.
 */
export interface InterviewLists {
  listRegions(project: string): Promise<readonly string[] | undefined>;
  /** Zones of a region that have a machine type. */
  listZones(project: string, region: string, machineType: string): Promise<readonly ZoneOffer[] | undefined>;
  /** Versions that both GKE offers here and the release supports, newest first. */
  listVersions(project: string, location: string): Promise<readonly string[] | undefined>;
  listDnsZones(project: string): Promise<ReadonlyArray<{readonly name: string; readonly dnsName: string}> | undefined>;
  /** Why a list could not be fetched since this was asked last, in one line; undefined where all could. */
  takeProblem(): string | undefined;
  /** The release that is proposed, a path as the configuration would name it. */
  readonly releasePath: string;
}
