import {NotApplicable} from '../../model/not-applicable.js';
import {type Delegation, findDelegation} from './find-delegation.js';
import type {Probe} from './probe.js';

export interface ZoneDelegationFact {
  readonly delegation: Delegation;
  /** Servers that Cloud DNS gave the zone, without final dots, sorted. */
  readonly nameServers: readonly string[];
}

const bare = (name: string) => name.toLowerCase().replace(/\.$/, '');

/** To whom the parent of the configured zone refers, and to whom it should. */
export const zoneDelegationProbe: Probe<ZoneDelegationFact> = {
  id: 'zone-delegation',
  async collect({ports, config}) {
    const {zone: name, zoneProject} = config.domain;
    const zone = (await ports.dnsZones.list(zoneProject ?? config.project.id)).find((other) => other.name === name);
    if (zone === undefined) throw new NotApplicable(`there is no zone ${name}`);
    if (zone.isPrivate)
      throw new NotApplicable(`zone ${name} is private: nobody outside its networks asks it, and nobody refers to it`);
    return {
      delegation: await findDelegation(ports.resolver, bare(zone.dnsName)),
      nameServers: zone.nameServers.map(bare).sort(),
    };
  },
};
