import type {Draw} from './incident.js';
import type {IncidentWorld} from './incident-world.js';

/** Projects with a cluster, or where there is none those that are not there for DNS alone. */
function listProjects({cloud}: IncidentWorld): string[] {
  const {projects, clusters, dnsZones} = cloud.inspect();
  const withCluster = Object.keys(clusters).map((path) => path.split('/')[1] ?? '');
  if (withCluster.length > 0) return withCluster;
  const withZone = Object.keys(dnsZones).map((path) => path.split('/')[1] ?? '');
  return Object.keys(projects).filter((id) => !withZone.includes(id));
}

/** Service accounts that hold a role on a project. */
function listHolders({cloud}: IncidentWorld, role: RegExp): string[] {
  const policies = Object.entries(cloud.inspect().policies).filter(([resource]) => resource.startsWith('projects/'));
  const bindings = policies.flatMap(([, policy]) => policy.bindings as Array<{role: string; members: string[]}>);
  return bindings
    .filter((binding) => role.test(binding.role))
    .flatMap(({members}) => members)
    .filter((member) => member.startsWith('serviceAccount:'))
    .map((member) => member.slice('serviceAccount:'.length));
}

/** Service accounts that have a key and may work on clusters, which is what an installer is. */
function listDeployers(world: IncidentWorld): string[] {
  const withKey = new Set(Object.values(world.cloud.inspect().keys).map(({email}) => email));
  return listHolders(world, /^roles\/container\.(admin|clusterAdmin)$/).filter((email) => withKey.has(email));
}

/** Rules that somebody made, not those that Google keeps for networks, clusters and load balancers. */
function listFirewalls({cloud}: IncidentWorld): string[] {
  return Object.keys(cloud.inspect().compute).filter((path) => /\/firewalls\/(?!gke-|k8s-|default-)[^/]+$/.test(path));
}

/** Address records of public zones, as `projects/p/managedZones/z/rrsets/name`. */
function listRecords({cloud}: IncidentWorld): string[] {
  return Object.entries(cloud.inspect().dnsZones).flatMap(([path, zone]) =>
    (zone.records as Array<{name: string; type: string}>)
      .filter(({name, type}) => type === 'A' && !name.startsWith('*'))
      .map(({name}) => `${path}/rrsets/${name}`),
  );
}

function listZones({cloud}: IncidentWorld): string[] {
  return Object.values(cloud.inspect().clusters).flatMap((cluster) => cluster.locations as string[]);
}

async function listObjects(world: IncidentWorld, path: string): Promise<string[]> {
  const [cluster] = world.clusters();
  if (cluster === undefined) return [];
  const {status, body} = await world.kube(cluster.uid, 'system:incidents').request({method: 'GET', path});
  if (status !== 200) return [];
  return (body.items as Array<{metadata: {namespace?: string; name: string}}>).map(({metadata}) =>
    metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`,
  );
}

/** Everything that a draw may fall on, in a stable order. */
export async function listCandidates(world: IncidentWorld, draw: Draw): Promise<readonly string[]> {
  const list = async (): Promise<string[]> => {
    switch (draw.from) {
      case 'objects':
        return listObjects(world, draw.path);
      case 'project':
        return listProjects(world);
      case 'cluster':
        return Object.keys(world.cloud.inspect().clusters);
      case 'zone':
        return listZones(world);
      case 'region':
        return listZones(world).map((zone) => zone.replace(/-[a-z]$/, ''));
      case 'operator':
        return Object.keys(world.cloud.inspect().people);
      case 'deployer':
        return listDeployers(world);
      case 'firewall':
        return listFirewalls(world);
      case 'record':
        return listRecords(world);
    }
  };
  const pattern = draw.matching === undefined ? undefined : new RegExp(draw.matching);
  return [...new Set(await list())].filter((candidate) => pattern?.test(candidate) ?? true).sort();
}
