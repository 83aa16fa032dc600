import type {Facts} from '../../model/finding.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {meshRoutesProbe} from '../probes/mesh-routes-probe.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const pathsOf = (route: string) => route.split(' ').slice(1);

/**
 * Workloads without a ready pod that a request for one of these paths would come to, and those of the ingress itself:
 * where one of them is in trouble, that is why the request fails.
 */
export function selectSilentWorkloads(facts: Facts, paths: readonly string[]): readonly string[] {
  const {destinations = []} = readFactIfKnown(facts, meshRoutesProbe) ?? {};
  const {behind: ofIngress = []} = readFactIfKnown(facts, ingressProbe) ?? {};
  const isMeant = (route: string) =>
    pathsOf(route).some((prefix) => prefix !== '/' && paths.some((path) => path.startsWith(prefix)));
  return [...ofIngress, ...destinations.flatMap(({routes, behind = []}) => (routes.some(isMeant) ? behind : []))];
}
