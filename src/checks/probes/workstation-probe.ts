import type {ProxySetting, Workstation} from '../../model/ports/workstation.js';
import type {Probe} from './probe.js';

export interface WorkstationFact {
  readonly directory: Awaited<ReturnType<Workstation['describeDirectory']>>;
  readonly proxies: readonly ProxySetting[];
  readonly lockHolder: Awaited<ReturnType<Workstation['findLockHolder']>>;
}

/** The machine that the installer runs on. */
export const workstationProbe: Probe<WorkstationFact> = {
  id: 'workstation',
  async collect({ports: {workstation}}) {
    const [directory, proxies, lockHolder] = await Promise.all([
      workstation.describeDirectory(),
      workstation.listProxies(),
      workstation.findLockHolder(),
    ]);
    return {directory, proxies, lockHolder};
  },
};
