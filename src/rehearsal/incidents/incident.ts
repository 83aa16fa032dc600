import type {CloudFault} from '../cloud/faults/cloud-fault.js';
import type {CloudIntervention} from '../cloud/faults/cloud-intervention.js';
import type {BehaviourOverride, ClusterFault} from '../controllers/behaviours/workload-behaviours.js';

/** Where the first broken link of an incident is. */
export type Plane = 'transport' | 'google' | 'cluster' | 'network';

/** A value in which any text may hold `{parameter}` or `{parameter.field}`, and any number be one. */
type Template<T> = T extends number
  ? number | `{${string}}`
  : T extends object
    ? {readonly [K in keyof T]: Template<T[K]>}
    : T;

/** Without the id, member by member of a union. */
type Unnamed<T> = T extends unknown ? Omit<T, 'id'> : never;

/** What an incident's victim is drawn from. Objects are named `namespace/name`, or by their name where they have no namespace. */
export type Draw =
  | {
      readonly from: 'project' | 'cluster' | 'zone' | 'region' | 'operator' | 'deployer' | 'firewall' | 'record';
      readonly matching?: string;
    }
  | {readonly from: 'objects'; readonly path: string; readonly matching?: string};

/** One value that an incident can be given. */
export interface Parameter {
  readonly meaning: string;
  /** Taken where nothing is given: a value, or a seeded draw from what the world holds. */
  readonly usual: string | number | Draw;
}

/** A fault on the way from a client outside to a cluster's API server. */
export interface ApiServerFault {
  readonly kind: 'refuse' | 'reset' | 'lose-response' | 'delay';
  /** Regular expressions; all requests where left out. */
  readonly methods?: string;
  readonly paths?: string;
  readonly userAgents?: string;
  readonly status?: number;
  readonly message?: string;
  readonly delayMs?: number;
  /** Chance of each matching request, 1 where left out. */
  readonly share?: number;
}

/** A change of objects of a cluster, as its `user` makes it. */
export type ObjectChange =
  | {readonly verb: 'create'; readonly path: string; readonly body: object}
  | {readonly verb: 'delete'; readonly path: string}
  | {readonly verb: 'patch'; readonly path: string; readonly body: object; readonly isStrategic?: boolean}
  /** Gives the first container of a workload other resources. */
  | {readonly verb: 'patch-containers'; readonly path: string; readonly resources: object}
  /** Takes the CA bundles out of a webhook configuration. */
  | {readonly verb: 'strip-bundle'; readonly path: string}
  /** Deletes and creates anew, so that controllers begin from the beginning. */
  | {readonly verb: 'recreate'; readonly path: string}
  /** Patches every object of a collection whose `namespace/name` matches. */
  | {readonly verb: 'patch-each'; readonly path: string; readonly matching: string; readonly body: object}
  /** Deletes every object of a collection whose `namespace/name` matches; what owns them makes them anew. */
  | {readonly verb: 'delete-each'; readonly path: string; readonly matching: string}
  /** Leaves behind what a helm leaves that is killed in an upgrade. */
  | {readonly verb: 'strand-release'; readonly namespace: string; readonly release: string};

/** One thing that an incident does. `everySeconds` repeats a change for as long as the incident lasts. */
export type Effect =
  | {readonly on: 'cloud'; readonly fault: Unnamed<CloudFault>}
  | {readonly on: 'cloud-state'; readonly change: CloudIntervention; readonly everySeconds?: number}
  | {readonly on: 'containers'; readonly override: Omit<BehaviourOverride, 'id'>}
  | {readonly on: 'machinery'; readonly fault: ClusterFault}
  | {readonly on: 'api-server'; readonly fault: ApiServerFault}
  | {
      readonly on: 'objects';
      readonly change: ObjectChange;
      readonly user?: string;
      readonly everySeconds?: number;
      /** The change stays when the incident is over, as a restarted pod does. */
      readonly isKept?: boolean;
    };

/** What is really the matter, for a diagnosis to be graded against. */
export interface Truth {
  readonly plane: Plane;
  /** The first broken link of the chain, such as `firewall/rule-missing`. */
  readonly link: string;
  /** What it is about: a resource's path, or `Kind namespace/name`. */
  readonly object: string;
}

/** Something that goes wrong in a world, as data. */
export interface Incident {
  /** Kebab-case name. */
  readonly id: string;
  readonly title: string;
  readonly plane: Plane;
  readonly cause: string;
  /** What an operator sees in Google's plane and in the cluster's. */
  readonly symptoms: {readonly google: string; readonly cluster: string};
  readonly truth: Truth;
  /** Commands and changes that mend it, in order. */
  readonly cure: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly effects: readonly Template<Effect>[];
}
