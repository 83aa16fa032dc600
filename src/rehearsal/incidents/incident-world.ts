import type {VirtualClock} from '../clock/virtual-clock.js';
import type {Cloud} from '../cloud/create-cloud.js';
import type {ControlPlaneSpec} from '../seams/control-planes.js';
import type {KubeTransport} from '../seams/kube-transport.js';

/** What incidents do their work on. */
export interface IncidentWorld {
  readonly clock: VirtualClock;
  readonly seed: number;
  readonly cloud: Pick<Cloud, 'inject' | 'withdraw' | 'intervene' | 'inspect'>;
  /** Clusters whose API server runs. */
  clusters(): readonly ControlPlaneSpec[];
  /** A cluster's API server as a user with all rights sees it. */
  kube(uid: string, user: string): KubeTransport;
  /** Called after each change of the incidents' state. */
  onChange(): void;
}
