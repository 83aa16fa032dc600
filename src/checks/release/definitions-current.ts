import type {Check, Judgement} from '../../model/finding.js';
import type {DefinitionNeed} from '../../release/needs/cluster-needs.js';
import {about} from '../about.js';
import {type DefinitionFact, definitionsProbe} from '../probes/definitions-probe.js';
import {releaseNeedsProbe} from '../probes/release-needs-probe.js';
import {readFact} from '../read-fact.js';

const apply = {
  text: 'Let the plan apply the release’s definitions; helm never changes those that stand.',
  command: 'shakinstall init',
};

function judge(wanted: DefinitionNeed, found: DefinitionFact): Judgement | undefined {
  const words = about({
    resource: wanted.name,
    expected: `versions ${wanted.served.join(', ')}, as the release has them`,
    evidence: `kubectl get customresourcedefinition ${wanted.name} -o yaml`,
  });
  const kept = Object.keys(wanted.schemas);
  const lost = found.storedVersions.filter((version) => !kept.includes(version));
  if (lost.length > 0)
    return words.fail(`objects are stored as ${lost.join(', ')}, which the release’s definition does not have`, [
      {
        text: 'Have every object written anew in a version that stays, then take the old one off the definition’s status.',
        command: `kubectl get ${wanted.name} --all-namespaces -o yaml`,
      },
    ]);
  const missing = wanted.served.filter((version) => !found.served.includes(version));
  if (missing.length > 0) return words.warn(`older: it does not serve ${missing.join(', ')}`, [apply]);
  const changed = kept.filter((version) => found.schemas[version] !== wanted.schemas[version]);
  return changed.length === 0
    ? undefined
    : words.warn(`another schema of ${changed.join(', ')} than the release’s`, [apply]);
}

export const definitionsCurrent: Check = {
  id: 'release/definitions-current',
  title: 'Definitions of custom resources that stand are those of the release',
  why: 'helm installs definitions and never changes them: one that somebody left there, or that an older release brought, refuses or drops what the release writes.',
  docs: 'https://helm.sh/docs/chart_best_practices/custom_resource_definitions/',
  runbook: '17',
  probes: [definitionsProbe, releaseNeedsProbe],
  needs: ['project/project-usable', 'control-plane/api-server-answers', 'release/renders-cleanly'],
  evaluate({facts}) {
    const standing = new Map(readFact(facts, definitionsProbe).map((definition) => [definition.name, definition]));
    const {definitions} = readFact(facts, releaseNeedsProbe);
    const judged = definitions.flatMap((wanted) => {
      const found = standing.get(wanted.name);
      return (found === undefined ? undefined : judge(wanted, found)) ?? [];
    });
    if (judged.length > 0) return judged;
    const present = definitions.filter(({name}) => standing.has(name)).length;
    const words = about({
      expected: 'as the release has them',
      evidence: 'kubectl get customresourcedefinitions',
    });
    return [
      words.pass(present === 0 ? 'none is there yet' : `${present} of ${definitions.length} stand, as they should`),
    ];
  },
};
