import type {CloudFailureKind} from './cloud-failure.js';
import type {Deferred} from './deferred.js';
import type {Diagnostic} from './diagnostic.js';
import type {InstallConfig} from './install-config.js';
import type {Ports} from './ports/ports.js';
import type {Release} from './release.js';

/** Whose credentials a step uses: the operator's own, or the service account of runbook step 3. */
export type Actor = 'operator' | 'deployer';

/** The parts of the runbook as the operator sees them grouped. */
export type Phase = 'project' | 'identity' | 'cluster' | 'storage' | 'values' | 'platform' | 'network' | 'verification';

/** Where a deployment keeps its files; absolute paths. */
export interface Places {
  /** `.shakinstall/deployments/<deployment>`: keys, values, kubeconfig, journal. */
  readonly state: string;
  /** The release as the operator gave it. */
  readonly release: string;
  /** Where the release's working copy and values are; the state directory where left out. */
  readonly staging?: string;
  /** The same of the release that stands, while another takes its place: its edited values go on. */
  readonly previousStaging?: string;
  /** The command that starts this program, for kubeconfig's credential plugin. */
  readonly program: readonly string[];
  /** Environment variables that it needs there to find its world. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** What a step's pure half decides from. Outputs of earlier steps may still be to come. */
export interface Inputs {
  readonly config: InstallConfig;
  readonly release: Release;
  readonly places: Places;
  /** Which of several instances of the step this is, such as a pool's name. */
  readonly instance: string;
  /** The output `name` of the step `key`; deferred until that step has been observed or applied. */
  output(key: string, name: string): Deferred<string>;
}

/** What was found where the step's result should be. */
export type Observation<A> =
  | {readonly state: 'absent'}
  | {readonly state: 'present'; readonly actual: A}
  | {readonly state: 'unknown'; readonly missing: string; readonly message: string};

export interface FieldChange {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** What has to happen: nothing, a creation, a change of fields, waiting for what is under way, or a stop. */
export type Change =
  | {readonly kind: 'none'}
  | {readonly kind: 'create'}
  | {readonly kind: 'update'; readonly fields: readonly FieldChange[]}
  | {readonly kind: 'await'; readonly reason: string}
  | {readonly kind: 'foreign'; readonly diagnostic: Diagnostic}
  | {readonly kind: 'unknown'; readonly missing: string; readonly message: string};

/** A command that does what the step does, for `plan --format script`; one element a word. */
export type EquivalentCommand = readonly string[];

/** How an `apply` reports: operations are journalled before they are polled. */
export interface StepIo {
  announceOperation(name: string): Promise<void>;
  reportProgress(text: string): void;
  readonly signal: AbortSignal;
  /** When an earlier run or attempt began this step without finishing it, in milliseconds since the epoch. */
  readonly interruptedSince: number | undefined;
}

/** Refusals that Google keeps giving for a while after this step has changed something. */
export interface Lingering {
  readonly kinds: readonly CloudFailureKind[];
  readonly minutes: number;
  readonly reason: string;
}

/** A permission and the kind of resource it is asked on. */
export interface PermissionNeed {
  readonly permission: string;
  readonly on: 'project' | 'parent' | 'billingAccount' | 'dnsProject' | 'networkProject';
}

/** One step of the runbook. Only `apply` writes; `desire`, `diff` and `outputs` are pure. */
export interface Step<D = unknown, A = unknown> {
  readonly id: string;
  /** Number in the runbook, such as `9`; empty for a step that the runbook only implies. */
  readonly runbook: string;
  readonly phase: Phase;
  readonly title: string;
  readonly why: string;
  readonly docs: string;
  readonly actor: Actor;
  /** Keys or ids of steps that come first; an id stands for all its instances, absent ones are dropped. */
  readonly needs: readonly string[];
  /** The step whose resource contains this one: where that is to be created, this one is absent. */
  readonly within?: string;
  readonly permissions: readonly PermissionNeed[];
  /** Further permissions that depend on what is installed, such as those for a chart's kinds of objects. */
  permissionsOf?(config: InstallConfig, release: Release): readonly PermissionNeed[];
  readonly services: readonly string[];
  /** Usual range of the duration in seconds, for expectations on the screen. */
  readonly usualSeconds: readonly [number, number];
  /** How long the whole step may take before it is given up, in minutes. */
  readonly timeoutMinutes: number;
  /** What later steps may still be refused after this one changed something; the engine retries just that. */
  readonly lingering?: Lingering;
  /** Good observations in a row that make it done; more than one where reads are eventually consistent. */
  readonly settledReads?: number;
  /** Instances that this configuration asks for; empty where the step is not needed. One unnamed instance by default. */
  instances?(config: InstallConfig, release: Release): readonly string[];
  /** Further needs that depend on the instance, such as the directory applied before this one. */
  needsOf?(instance: string, config: InstallConfig, release: Release): readonly string[];
  titleOf?(instance: string): string;
  desire(inputs: Inputs): D;
  observe(ports: Ports, desired: D): Promise<Observation<A>>;
  diff(desired: D, observation: Observation<A>): Change;
  apply(ports: Ports, desired: D, change: Change, io: StepIo): Promise<void>;
  outputs?(desired: D, actual: A): Readonly<Record<string, string>>;
  /** Names of outputs, so that a plan can say what is still to come. */
  readonly outputNames?: readonly string[];
  equivalent(desired: D): readonly EquivalentCommand[];
}

/** The key of a step's instance: its id, with the instance in brackets where there are several. */
export function stepKey(id: string, instance: string): string {
  return instance === '' ? id : `${id}[${instance}]`;
}
