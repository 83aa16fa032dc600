import {selectAt} from '../load/plain-data.js';
import {type Answers, answerAt, fixedChoices, type Question, withAnswer} from './question.js';

const isCreated = (answers: Answers) => answerAt(answers, 'cluster.mode') === 'create';

/** The cluster: the runbook's step 9. */
export const clusterQuestions: readonly Question[] = [
  {
    kind: 'choice',
    path: 'cluster.mode',
    message: 'GKE cluster',
    choose: fixedChoices(['create', 'Create a new cluster'], ['existing', 'Install into a cluster that exists']),
  },
  {
    kind: 'text',
    path: 'cluster.name',
    message: 'Name of the cluster',
    propose: (answers) => (isCreated(answers) ? answerAt(answers, 'deployment') : undefined),
  },
  {
    kind: 'choice',
    path: 'cluster.version',
    message: 'Kubernetes version',
    isOptional: true,
    isAsked: isCreated,
    async choose(answers, lists) {
      const versions = await lists.listVersions(answerAt(answers, 'project.id'), answerAt(answers, 'location'));
      if (versions === undefined || versions.length === 0) return undefined;
      const newest = {value: '', label: `The newest that the release supports (now ${versions[0]})`};
      return [newest, ...versions.map((version) => ({value: version, label: version}))];
    },
  },
  {
    kind: 'yes-no',
    path: 'cluster.private',
    message: 'Private nodes, reachable from the network only',
    isYesProposed: true,
    isAsked: isCreated,
    write: (answers, text) =>
      withAnswer(
        answers,
        'cluster.private',
        text === 'yes' ? {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'} : undefined,
      ),
  },
  {
    kind: 'text',
    path: 'cluster.private.controlPlaneCidr',
    message: 'Range of the control plane, a /28 that nothing else in the network uses',
    isAsked: (answers) => selectAt(answers, ['cluster', 'private']) !== undefined,
    propose: () => '172.16.0.0/28',
  },
  {
    kind: 'text',
    path: 'cluster.authorizedNetworks',
    message: 'Networks that may reach the control plane, such as 203.0.113.0/24, separated by commas; empty for all',
    isOptional: true,
    isAsked: isCreated,
    write(answers, text) {
      const ranges = text.split(/[\s,]+/).filter((range) => range !== '');
      const networks = ranges.map((cidr, index) => ({name: `network ${index + 1}`, cidr}));
      return withAnswer(answers, 'cluster.authorizedNetworks', networks.length === 0 ? undefined : networks);
    },
  },
];
