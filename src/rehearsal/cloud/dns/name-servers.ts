import type {CloudSide, NameServerAnswer} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {answerFromZone, isWithheld} from './look-up-name.js';

type RecordType = Parameters<CloudSide['lookup']>[1];
type Answers = ReturnType<CloudSide['lookup']>['answers'];

const parentOf = (dnsName: string) => dnsName.slice(dnsName.indexOf('.') + 1) || '.';

const isBelow = (name: string, zone: string) => zone === '.' || name === zone || name.endsWith(`.${zone}`);

const isPublic = ({resource}: Json) => resource.visibility !== 'private';

/** Zones that stand above those of the world, and that a registry keeps: `example.` above `rehearsal.example.`. */
function listRegistries(context: CloudContext): readonly string[] {
  const names = Object.values(context.state.dnsZones)
    .filter(isPublic)
    .map(({resource}) => resource.dnsName as string);
  const tops = names.filter((name) => !names.some((other) => other !== name && isBelow(name, other)));
  return [...new Set(tops.map(parentOf))];
}

const registryServer = (registry: string) => `a.nic.${registry === '.' ? 'root.' : registry}`;

/** Where Google's name servers are, and registries' in a range for documentation (RFC 5737). */
function addressOf(server: string): string {
  const [, shard, number] = /^ns-cloud-([a-e])([1-4])\.googledomains\.com\.$/.exec(server) ?? [];
  if (shard !== undefined && number !== undefined)
    return `216.239.${32 + 2 * (Number(number) - 1)}.${106 + shard.charCodeAt(0) - 'a'.charCodeAt(0)}`;
  const sum = [...server].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 254, 7);
  return `192.0.2.${sum + 1}`;
}

const answer = (name: string, type: string, data: readonly string[], ttl = 21_600): Answers =>
  data.map((each) => ({name, type, ttl, data: each}));

const soaOf = (registry: string) =>
  answer(registry, 'SOA', [`${registryServer(registry)} hostmaster.nic.example. 1 1800 900 604800 900`], 900);

/** Names above the world's zones, and those of the servers themselves; undefined for all others. */
export function lookUpInfrastructure(
  context: CloudContext,
  name: string,
  type: RecordType,
): {readonly rcode: 'NOERROR'; readonly answers: Answers} | undefined {
  const registries = listRegistries(context);
  const servers = [
    ...registries.map(registryServer),
    ...Object.values(context.state.dnsZones).flatMap(({resource}) => resource.nameServers as string[]),
  ];
  if (servers.includes(name))
    return {rcode: 'NOERROR', answers: type === 'A' ? answer(name, 'A', [addressOf(name)]) : []};
  if (!registries.includes(name)) return undefined;
  if (type === 'NS') return {rcode: 'NOERROR', answers: answer(name, 'NS', [registryServer(name)])};
  return {rcode: 'NOERROR', answers: type === 'SOA' ? soaOf(name) : []};
}

function askRegistry(context: CloudContext, registry: string, name: string, type: RecordType): NameServerAnswer {
  if (name === registry) {
    const found = lookUpInfrastructure(context, name, type);
    return {rcode: 'NOERROR', isAuthoritative: true, answers: found?.answers ?? [], authority: []};
  }
  const child = Object.values(context.state.dnsZones)
    .filter(isPublic)
    .map(({resource}) => resource)
    .find(({dnsName}) => parentOf(dnsName) === registry && isBelow(name, dnsName));
  const servers: readonly string[] = child && (context.state.delegations[child.dnsName] ?? child.nameServers);
  if (!child || servers.length === 0)
    return {rcode: 'NXDOMAIN', isAuthoritative: true, answers: [], authority: soaOf(registry)};
  return {
    rcode: 'NOERROR',
    isAuthoritative: false,
    answers: [],
    authority: answer(child.dnsName, 'NS', servers),
  };
}

/** What the name server at an address says by itself: of its own zones, or which servers to ask instead. */
export function askNameServer(
  context: CloudContext,
  address: string,
  asked: string,
  type: RecordType,
): NameServerAnswer | undefined {
  const name = `${asked.toLowerCase().replace(/\.$/, '')}.`;
  const registry = listRegistries(context).find((candidate) => addressOf(registryServer(candidate)) === address);
  if (registry !== undefined && isBelow(name, registry)) return askRegistry(context, registry, name, type);
  const hosted = Object.values(context.state.dnsZones).filter(
    (zone) => isPublic(zone) && (zone.resource.nameServers as string[]).some((server) => addressOf(server) === address),
  );
  if (hosted.length === 0)
    return registry === undefined ? undefined : {rcode: 'REFUSED', isAuthoritative: false, answers: [], authority: []};
  const [zone] = hosted
    .filter(({resource}) => isBelow(name, resource.dnsName))
    .sort((a, b) => b.resource.dnsName.length - a.resource.dnsName.length);
  if (!zone) return {rcode: 'REFUSED', isAuthoritative: false, answers: [], authority: []};
  const {rcode, answers} = isWithheld(context, name)
    ? ({rcode: 'NXDOMAIN', answers: []} as const)
    : answerFromZone(zone, name, type);
  const authority = answers.length > 0 ? [] : answerFromZone(zone, zone.resource.dnsName, 'SOA').answers;
  return {rcode, isAuthoritative: true, answers, authority};
}
