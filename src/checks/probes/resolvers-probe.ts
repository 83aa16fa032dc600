import {type AddressAnswer, askAddress} from './address-answer.js';
import type {ClusterProbe} from './probe.js';
import {findDomain, selectWildcardName} from './road-domain.js';

/** What recursive servers that many people share say of the domain. */
export interface ResolversFact {
  readonly fqdn: string;
  readonly answers: ReadonlyArray<{readonly domain: AddressAnswer; readonly wildcard: AddressAnswer}>;
}

export const resolversProbe: ClusterProbe<ResolversFact> = {
  id: 'resolvers',
  scope: 'cluster',
  async collect(inputs) {
    const {resolver} = inputs.ports;
    const [fqdn, servers] = await Promise.all([findDomain(inputs), resolver.listPublicServers()]);
    const answers = await Promise.all(
      servers.map(async (server) => {
        const ask = (name: string) => askAddress(resolver, server, {name, type: 'A', server, isRecursive: true});
        const [domain, wildcard] = await Promise.all([ask(fqdn), ask(selectWildcardName(fqdn))]);
        return {domain, wildcard};
      }),
    );
    return {fqdn, answers};
  },
};
