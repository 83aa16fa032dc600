import type {Deployment, Facts} from '../model/finding.js';

/** A recorded look at a world: everything that checks judge from, so that it can be judged again offline. */
export interface FactSet {
  readonly version: 1;
  /** When it was collected, ISO 8601. */
  readonly collectedAt: string;
  readonly deployment?: Deployment | undefined;
  readonly facts: Facts;
}
