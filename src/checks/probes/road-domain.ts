import {NotApplicable} from '../../model/not-applicable.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbeInputs} from './probe.js';

/** A name that only the wildcard record answers. */
export const selectWildcardName = (fqdn: string) => `shakinstall-looks-for-a-wildcard.${fqdn}`;

/** The domain under which browsers reach the platform. Throws `NotApplicable` where nothing tells. */
export async function findDomain(inputs: ClusterProbeInputs): Promise<string> {
  const fqdn = inputs.deployment?.config.domain.fqdn ?? (await platformProbe.collect(inputs)).fqdn;
  if (fqdn === null)
    throw new NotApplicable('neither a configuration nor a Gateway says under which domain the platform is reached');
  return fqdn.toLowerCase();
}
