import type {Check, Judgement} from '../../model/finding.js';
import type {PlannedChange} from '../../model/planned-change.js';
import {about} from '../about.js';
import {planDriftProbe} from '../probes/plan-drift-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'nothing that the plan would change';

/** Steps as findings speak of them, and webhooks whose refusal is all that is known. */
function listFollowed({key, detail, objects = [], behind = []}: PlannedChange): readonly string[] {
  const webhook = /failed calling webhook "([^"]+)"/.exec(detail)?.[1];
  return [
    `step ${key}`,
    ...behind.map((step) => `step ${step}`),
    // Where several objects differ, the trouble of one does not account for the others.
    ...(objects.length === 1 ? objects : []),
    ...(webhook === undefined ? [] : [`webhook ${webhook}`]),
  ];
}

function judgeChange({
  key,
  title,
  kind,
  detail,
  missing,
  obstacle = 'permission',
  behind = [],
}: PlannedChange): Judgement {
  const own = about({resource: key, expected, evidence: 'shakinstall plan'});
  const mend = {text: 'Run again: this step brings it back.', command: 'shakinstall init'};
  const [first] = behind;
  if (first !== undefined && kind !== 'foreign' && kind !== 'unknown')
    return own.skip(`“${title}” cannot be told before ${first}`);
  switch (kind) {
    case 'create':
      return {...own.warn(`“${title}” is to be done again: ${detail}`, [mend]), mendedBy: key};
    case 'update':
      return {...own.warn(`“${title}” would change ${detail}`, [mend]), mendedBy: key};
    case 'foreign':
      return own.warn(`“${title}” meets something that is not this deployment’s: ${detail}`, [
        {text: 'See what it is, and adopt it or take it out of the way.', command: 'shakinstall plan'},
      ]);
    case 'await':
      return own.skip(`“${title}” waits ${detail}`);
    case 'unknown':
      return own.unknown(`“${title}” could not be looked at: ${detail}`, {
        kind: obstacle,
        missing: missing ?? key,
        message: detail,
      });
  }
}

/** Whoever fails for want of an object that the plan would bring back follows from that. */
function judge(change: PlannedChange): Judgement {
  const {kind, objects = []} = change;
  const explains = kind === 'update' && objects.length > 0 ? {explains: objects} : {};
  return {...judgeChange(change), ...explains, follows: listFollowed(change)};
}

export const planConverged: Check = {
  id: 'drift/plan-converged',
  title: 'What stands is what the plan wants',
  why: 'The doctor is the plan without its writes: where the plan would do something, the world has moved away from the configuration, and the step that it names mends it.',
  docs: 'https://kubernetes.io/docs/concepts/architecture/controller/#desired-vs-current',
  probes: [planDriftProbe],
  needs: [
    'credentials/identity-present',
    'project/project-usable',
    'services/apis-enabled',
    'control-plane/api-server-answers',
  ],
  evaluate({facts}) {
    const {steps, changes} = readFact(facts, planDriftProbe);
    if (changes.length > 0) return changes.map(judge);
    return [about({expected, evidence: 'shakinstall plan'}).pass(`${steps} steps, none with anything to do`)];
  },
};
