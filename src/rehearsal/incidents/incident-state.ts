import type {CloudIntervention} from '../cloud/faults/cloud-intervention.js';
import type {KubeRequest} from '../seams/kube-transport.js';
import type {Effect, Truth} from './incident.js';

/** What takes one effect back. */
export type Undo =
  | {readonly on: 'cloud'; readonly id: string}
  | {readonly on: 'cloud-state'; readonly change: CloudIntervention}
  | {readonly on: 'objects'; readonly cluster: string; readonly user: string; readonly request: KubeRequest};

/** An effect with its parameters filled in, and how far it is. */
export interface EffectState {
  readonly effect: Effect;
  /** When a change is made (again); left out once it was made for good. */
  dueAtMs?: number;
  undo: Undo[];
}

/** An incident in a world, as plain data. Moments are those of the virtual clock. */
export interface IncidentState {
  /** Name of the incident, with a number where it is there several times. */
  readonly id: string;
  readonly incident: string;
  readonly given: Readonly<Record<string, string | number>>;
  /** `waiting` for its moment or its victim, then `active`. */
  phase: 'waiting' | 'active';
  readonly injectedAtMs: number;
  readonly dueAtMs: number;
  /** Waits for a request of a method whose id matches. */
  atRequest?: string;
  readonly forMs?: number;
  untilMs?: number;
  /** Where its changes in Kubernetes are made: the cluster's id. */
  cluster?: string;
  parameters: Record<string, string | number>;
  truth?: Truth;
  effects: EffectState[];
}

/** All incidents of a world. */
export interface IncidentsState {
  /** Counts injections, so that a second of the same kind may draw another victim. */
  serial: number;
  randomState: number;
  active: IncidentState[];
}

/** A world without incidents. */
export function createIncidentsState(seed: number): IncidentsState {
  return {serial: 0, randomState: seed >>> 0, active: []};
}
