import {type AcceleratorType, acceleratorTypes} from '../../model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../model/gpu-hosts.js';
import {isZone, selectRegion} from '../../model/location.js';
import {selectAt} from '../load/plain-data.js';
import type {InterviewLists} from './interview-lists.js';
import {shortenAccelerator} from './place-questions.js';
import {type Answers, answerAt, type Question, withAnswer} from './question.js';

/** The runbook's disk for a model of 70 billion parameters. */
const llmDiskGb = 350;
const gpuPool = 'gpuPools[0]';
const acceleratorOf = (answers: Answers) => answerAt(answers, `${gpuPool}.accelerator`) as AcceleratorType;
const hasGpus = (answers: Answers) => selectAt(answers, ['gpuPools', 0]) !== undefined;
const countOf = (answers: Answers) => Number(selectAt(answers, ['gpuPools', 0, 'count']) ?? 1);
const coreNodes = (answers: Answers) => Number(selectAt(answers, ['nodePools', 0, 'nodes']) ?? 0);
const isRegional = (answers: Answers) => !isZone(answerAt(answers, 'location'));

/** Core pool, GPUs and the disks beside them: the runbook's step 10 and its chapter on GPU pools. */
export const poolQuestions: readonly Question[] = [
  {
    kind: 'choice',
    path: 'nodePools',
    message: 'Nodes for the platform (n2-standard-16)',
    async choose(answers) {
      const isExisting = answerAt(answers, 'cluster.mode') === 'existing';
      return [
        {value: '7', label: '7: everything', hint: '112 vCPU and 448 GB for all stack components'},
        {value: '4', label: '4: the core with a language model'},
        ...(isExisting ? [{value: '0', label: 'none: the cluster’s own nodes carry the labels'}] : []),
      ];
    },
    write: (answers, text) =>
      withAnswer(
        answers,
        'nodePools',
        text === '0' ? [] : [{name: 'hyperplane-pool', machineType: 'n2-standard-16', nodes: Number(text)}],
      ),
  },
  {
    kind: 'yes-no',
    path: 'nodePools[0].autoscaling',
    message: (answers) => `Let GKE remove idle nodes (1 to ${coreNodes(answers)})`,
    isYesProposed: false,
    isAsked: (answers) => coreNodes(answers) > 0,
    write: (answers, text) =>
      withAnswer(answers, 'nodePools[0].autoscaling', text === 'yes' ? {min: 1, max: coreNodes(answers)} : undefined),
  },
  {
    kind: 'choice',
    path: 'gpuPools',
    message: 'GPUs',
    async choose(answers, lists) {
      const offered = await listOffers(answers, lists);
      const types = acceleratorTypes.filter(
        (type) => offered?.some(({accelerators}) => accelerators.includes(type)) ?? true,
      );
      return [
        {value: 'none', label: 'none'},
        ...types.map((type) => ({value: type, label: `${shortenAccelerator(type)} (${type})`})),
      ];
    },
    write(answers, text) {
      const accelerator = acceleratorTypes.find((type) => type === text);
      if (accelerator === undefined) return withAnswer(answers, 'gpuPools', []);
      const [count = 1] = listCounts(accelerator);
      const [machineType] = listMachineTypes(accelerator, count);
      return withAnswer(answers, 'gpuPools', [
        {name: 'gpu-pool', accelerator, count, machineType, autoscaling: {min: 0, max: 2}},
      ]);
    },
  },
  {
    kind: 'choice',
    path: `${gpuPool}.zones`,
    message: 'Zone of the GPUs',
    isAsked: (answers) => hasGpus(answers) && isRegional(answers),
    async choose(answers, lists) {
      const accelerator = acceleratorOf(answers);
      const offers = (await listOffers(answers, lists))?.filter(({accelerators}) => accelerators.includes(accelerator));
      return offers?.map(({zone}) => ({value: zone, label: zone}));
    },
    write: (answers, text) => withAnswer(answers, `${gpuPool}.zones`, text === '' ? undefined : [text]),
  },
  {
    kind: 'choice',
    path: `${gpuPool}.count`,
    message: 'GPUs of each node',
    isAsked: (answers) => hasGpus(answers) && listCounts(acceleratorOf(answers)).length > 1,
    choose: async (answers) =>
      listCounts(acceleratorOf(answers)).map((count) => ({value: String(count), label: String(count)})),
    write(answers, text) {
      const [machineType] = listMachineTypes(acceleratorOf(answers), Number(text));
      return withAnswer(withAnswer(answers, `${gpuPool}.count`, Number(text)), `${gpuPool}.machineType`, machineType);
    },
  },
  {
    kind: 'choice',
    path: `${gpuPool}.machineType`,
    message: 'Machine type of the GPU nodes',
    isAsked: (answers) => hasGpus(answers) && listMachineTypes(acceleratorOf(answers), countOf(answers)).length > 1,
    choose: async (answers) =>
      listMachineTypes(acceleratorOf(answers), countOf(answers)).map((name) => ({value: name, label: name})),
  },
  {
    kind: 'text',
    path: `${gpuPool}.autoscaling`,
    message: 'Most GPU nodes; they start at none',
    isAsked: hasGpus,
    propose: () => '2',
    write: (answers, text) =>
      withAnswer(answers, `${gpuPool}.autoscaling`, {min: 0, max: /^\d+$/.test(text) ? Number(text) : text}),
  },
  {
    kind: 'yes-no',
    path: 'disks.llm',
    message: `A disk of ${llmDiskGb} GB for language models`,
    isYesProposed: true,
    isAsked: hasGpus,
    write: (answers, text) => withAnswer(answers, 'disks.llm', text === 'yes' ? {sizeGb: llmDiskGb} : undefined),
  },
  {
    kind: 'choice',
    path: 'disks.conda.zone',
    message: 'Zone of the disks',
    isAsked: isRegional,
    async choose(answers, lists) {
      const offers = await listOffers(answers, lists);
      return offers?.map(({zone}) => ({value: zone, label: zone}));
    },
    write(answers, text) {
      const conda = withAnswer(answers, 'disks.conda.zone', text);
      return selectAt(answers, ['disks', 'llm']) === undefined ? conda : withAnswer(conda, 'disks.llm.zone', text);
    },
  },
];

/** The zones that the location stands for. */
async function listOffers(answers: Answers, lists: InterviewLists) {
  const location = answerAt(answers, 'location');
  const zones = await lists.listZones(answerAt(answers, 'project.id'), selectRegion(location), 'n2-standard-16');
  return isRegional(answers) ? zones : zones?.filter(({zone}) => zone === location);
}
