import {type AnswersFact, measureAnswers} from './measure-answers.js';
import type {Probe} from './probe.js';

/** Permissions that everybody may ask about, each a question of its own: the same one is asked once. */
const permissions = ['clusters', 'pods', 'nodes', 'services', 'secrets'].flatMap((kind) =>
  ['get', 'list', 'create', 'update'].map((verb) => `container.${kind}.${verb}`),
);

/** Google, asked which of some permissions the operator has: it costs nothing, and needs no permission. */
export const googleAnswersProbe: Probe<AnswersFact> = {
  id: 'google-answers',
  collect: ({ports, config}) =>
    measureAnswers(
      ports.clock,
      permissions.map(
        (permission) => () => ports.policies.test({kind: 'project', id: config.project.id}, [permission]),
      ),
    ),
};
