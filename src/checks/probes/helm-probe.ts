import type {HelmBinary} from '../../model/ports/helm.js';
import type {Probe} from './probe.js';

/** The helm that the run would use; null where there is none that is new enough. */
export const helmProbe: Probe<HelmBinary | null> = {
  id: 'helm',
  collect: async ({ports}) => (await ports.helm.find()) ?? null,
};
