import {missingValue} from '../load/missing-value.js';
import type {FieldPath, Problem} from '../load/problem.js';
import type {View} from './view.js';

function impossible(path: FieldPath, summary: string, allowed: string): Problem {
  return {
    code: 'SHK_CONFIG_E0019',
    path,
    summary,
    detail: `Allowed: ${allowed}.`,
    tries: [{text: 'Take it out, or have the project made first and write project.mode: existing.'}],
  };
}

/** What cannot lie in a project that the plan itself makes. https://cloud.google.com/vpc/docs/vpc#default-network */
export function findNewProjectProblems({project, cluster, domain}: View): Problem[] {
  if (project?.mode !== 'create') return [];
  const isOwnNetwork = cluster?.networkProject === undefined || cluster.networkProject === project.id;
  const problems: Problem[] = [];
  if (cluster?.mode === 'existing')
    problems.push(
      impossible(
        ['cluster', 'mode'],
        'cluster.mode cannot be existing when project.mode is create.',
        'create; a project that is made by this plan has no cluster yet',
      ),
    );
  for (const key of ['network', 'subnetwork'] as const) {
    const name = cluster?.[key];
    if (!isOwnNetwork || name === undefined || name === 'default') continue;
    problems.push(
      impossible(
        ['cluster', key],
        `cluster.${key} cannot be ${JSON.stringify(name)} when project.mode is create.`,
        'default; a new project has the network of that name, with a subnetwork of that name in each region',
      ),
    );
  }
  if (domain?.zone !== undefined && (domain.zoneProject === undefined || domain.zoneProject === project.id))
    problems.push(
      missingValue(
        ['domain', 'zoneProject'],
        'project.mode is create, and a project that is made by this plan has no DNS zone yet.',
      ),
    );
  return problems;
}
