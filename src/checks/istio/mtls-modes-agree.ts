import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {meshProbe} from '../probes/mesh-probe.js';
import {readFact} from '../read-fact.js';

/** Modes in which a client speaks Istio's own mutual TLS. */
const mutual = new Set(['ISTIO_MUTUAL', 'MUTUAL']);

export const mtlsModesAgree: Check = {
  id: 'istio/mtls-modes-agree',
  title: 'Both ends of each connection in the mesh agree on mutual TLS',
  why: 'A client that is told to speak plainly to a server that insists on mutual TLS gets 503 with “connection reset”, and the other way round.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
  runbook: '18',
  scope: 'cluster',
  probes: [meshProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {peers, rules, namespaces} = readFact(facts, meshProbe);
    const modeOf = (namespace: string) => {
      const own = peers.find((peer) => peer.namespace === namespace && peer.mode !== 'UNSET');
      const whole = peers.find((peer) => peer.namespace === '' && peer.mode !== 'UNSET');
      return own?.mode ?? whole?.mode ?? 'PERMISSIVE';
    };
    return rules.map(({id, host, target, mode}) => {
      const server = modeOf(target);
      const matter = about({
        resource: `DestinationRule ${id}`,
        expected: `a mode that fits ${server} of ${target}`,
        evidence: 'kubectl get destinationrules.networking.istio.io,peerauthentications.security.istio.io -A -o yaml',
      });
      const place = namespaces.find(({name}) => name === target);
      const hasSidecars = place?.injection === 'enabled' || (place?.revision ?? null) !== null;
      if (mode === 'DISABLE' && server === 'STRICT' && hasSidecars)
        return matter.fail(`clients speak plainly to ${host}, which insists on mutual TLS`, [
          {text: 'Take trafficPolicy.tls out of the rule: proxies then find out by themselves.'},
        ]);
      if (mode === 'ISTIO_MUTUAL' && place !== undefined && !hasSidecars)
        return matter.fail(`clients speak mutual TLS to ${host}, where no sidecar takes it`, [
          {text: 'Let the mode be DISABLE, or the namespace have sidecars.'},
        ]);
      if (mutual.has(mode) && server === 'DISABLE')
        return matter.fail(`clients speak mutual TLS to ${host}, which is told to refuse it`, [
          {text: 'Let the PeerAuthentication be PERMISSIVE or STRICT.'},
        ]);
      return matter.pass(`${mode} towards ${server}`);
    });
  },
};
