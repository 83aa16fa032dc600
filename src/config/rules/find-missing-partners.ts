import {missingValue} from '../load/missing-value.js';
import {type FieldPath, formatPath, type Problem} from '../load/problem.js';
import type {View} from './view.js';

/** Values that others make necessary, and values that others exclude or make useless. */
export function findMissingPartners(view: View): Problem[] {
  return [
    ...checkProject(view),
    ...checkTls(view),
    ...checkSso(view),
    ...checkPrivate(view),
    ...checkSharedNetwork(view),
    ...checkRanges(view),
  ];
}

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
const reservedWord = /google|null|undefined|ssl/;

function checkProject({project}: View): Problem[] {
  const problems: Problem[] = [];
  if (project?.organization !== undefined && project.folder !== undefined)
    problems.push(
      contradiction(
        ['project', 'folder'],
        'project.folder and project.organization cannot both be given.',
        'one of them; a project has one parent',
        'Keep project.folder; it lies in its organization anyway.',
      ),
    );
  if (project?.mode === 'create') {
    if (project.billingAccount === undefined)
      problems.push(
        missingValue(
          ['project', 'billingAccount'],
          'project.mode is create, and a project without billing cannot hold a cluster.',
        ),
      );
    const word = reservedWord.exec(project.id ?? '')?.[0];
    if (word !== undefined)
      problems.push({
        code: 'SHK_CONFIG_E0011',
        path: ['project', 'id'],
        summary: `project.id cannot be ${JSON.stringify(project.id)}.`,
        detail: `Allowed: an id without the word ${word}, which Google keeps for itself.`,
        tries: [{text: 'Choose another id.'}],
      });
  }
  if (project?.mode === 'existing') {
    for (const key of ['organization', 'folder'] as const)
      if (project[key] !== undefined)
        problems.push(useless(['project', key], 'project.mode is existing, and a project that stands is not moved'));
  }
  return problems;
}

function checkTls({tls}: View): Problem[] {
  if (tls?.mode === 'own') {
    const why = 'tls.mode is own, which takes a certificate and its key.';
    return [
      ...(tls.certificate === undefined ? [missingValue(['tls', 'certificate'], why)] : []),
      ...(tls.key === undefined ? [missingValue(['tls', 'key'], why)] : []),
      ...(tls.email === undefined ? [] : [useless(['tls', 'email'], 'tls.mode is own, and nobody writes there')]),
    ];
  }
  if (tls?.mode !== 'lets-encrypt') return [];
  return [
    ...(tls.email === undefined
      ? [missingValue(['tls', 'email'], 'tls.mode is lets-encrypt, which registers an address.')]
      : []),
    ...(['certificate', 'key'] as const)
      .filter((key) => tls[key] !== undefined)
      .map((key) =>
        contradiction(
          ['tls', key],
          `tls.${key} cannot be given when tls.mode is lets-encrypt.`,
          'tls.mode: own with certificate and key, or lets-encrypt without them',
          'Write tls.mode: own.',
        ),
      ),
  ];
}

function checkSso({sso}: View): Problem[] {
  if (sso?.provider === undefined) return [];
  const {provider} = sso;
  const given = (['clientId', 'clientSecret', 'issuer', 'hostedDomain'] as const).filter(
    (key) => sso[key] !== undefined,
  );
  if (provider === 'none') return given.map((key) => useless(['sso', key], 'sso.provider is none'));
  const why = `sso.provider is ${provider}, which knows the platform as one of its clients.`;
  const isTold = sso.issuer !== undefined || provider === 'google' || (provider === 'azure' && sso.hostedDomain);
  return [
    ...(['clientId', 'clientSecret'] as const)
      .filter((key) => sso[key] === undefined)
      .map((key) => missingValue(['sso', key], why)),
    ...(isTold ? [] : [missingValue(['sso', 'issuer'], `sso.provider is ${provider}, whose address is your own.`)]),
    ...given.filter((key) => uselessWith[provider] === key).map((key) => useless(['sso', key], uselessWhy[provider])),
  ];
}

/** Google has one address for all; who is in an Okta organization may log in, whatever the domain. */
const uselessWith = {google: 'issuer', okta: 'hostedDomain', azure: ''} as const;
const uselessWhy = {
  google: 'Google’s address is the same for everybody',
  okta: 'who belongs to the Okta organization may log in, whatever the domain',
  azure: '',
} as const;

/** https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters */
function checkPrivate({cluster}: View): Problem[] {
  if (cluster?.private?.endpoint !== true || cluster.private.nodes !== false) return [];
  return [
    contradiction(
      ['cluster', 'private', 'endpoint'],
      'cluster.private.endpoint cannot be true when cluster.private.nodes is false.',
      'a private control plane with private nodes only',
      'Write cluster.private.nodes: true.',
    ),
  ];
}

/** A range is either named or made. https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing */
function checkRanges({cluster}: View): Problem[] {
  const pairs = [
    ['podCidr', 'podRange'],
    ['serviceCidr', 'serviceRange'],
  ] as const;
  return pairs
    .filter(([made, named]) => cluster?.[made] !== undefined && cluster[named] !== undefined)
    .map(([made, named]) =>
      contradiction(
        ['cluster', made],
        `cluster.${made} cannot be given together with cluster.${named}.`,
        `cluster.${named} for a secondary range that the subnetwork has, or cluster.${made} for one that GKE makes`,
        `Take out cluster.${made}.`,
      ),
    );
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc */
function checkSharedNetwork({cluster, project}: View): Problem[] {
  if (cluster?.networkProject === undefined || cluster.networkProject === project?.id) return [];
  const why = 'cluster.networkProject is given, and GKE makes no ranges in a network that another project shares.';
  const needed = cluster.mode === 'create' ? (['subnetwork', 'podRange', 'serviceRange'] as const) : [];
  return [
    ...(project?.mode === 'create'
      ? [
          contradiction(
            ['cluster', 'networkProject'],
            'cluster.networkProject cannot be given when project.mode is create.',
            'a project that is attached to the host project already; a new one is not',
            'Have the project made and attached, then write project.mode: existing.',
          ),
        ]
      : []),
    ...needed.filter((key) => cluster[key] === undefined).map((key) => missingValue(['cluster', key], why)),
  ];
}

function contradiction(path: FieldPath, summary: string, allowed: string, text: string): Problem {
  return {code: 'SHK_CONFIG_E0019', path, summary, detail: `Allowed: ${allowed}.`, tries: [{text}]};
}

function useless(path: FieldPath, why: string): Problem {
  return {
    code: 'SHK_CONFIG_W0003',
    path,
    summary: `${formatPath(path)} has no effect.`,
    detail: `${why[0]?.toUpperCase()}${why.slice(1)}.`,
    tries: [{text: 'Take it out.'}],
  };
}
