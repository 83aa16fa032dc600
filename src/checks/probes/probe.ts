import type {InstallConfig} from '../../model/install-config.js';
import type {Ports} from '../../model/ports/ports.js';
import type {Release} from '../../model/release.js';
import type {PermissionNeed} from '../../model/step.js';

/** What a probe may look at. It never writes. */
export interface ProbeInputs {
  readonly config: InstallConfig;
  readonly release: Release;
  readonly ports: Ports;
  /** What the steps of the plan need, derived from the steps themselves. */
  readonly permissions: readonly PermissionNeed[];
}

/** Collects one fact. A refusal is thrown as it came; the collector turns it into `unknown`. */
export interface Probe {
  readonly id: string;
  collect(inputs: ProbeInputs): Promise<unknown>;
}
