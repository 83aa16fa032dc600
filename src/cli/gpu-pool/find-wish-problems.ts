import type {Diagnostic} from '../../model/diagnostic.js';
import {findMachineMisfit} from '../../model/find-machine-misfit.js';
import {type AcceleratorType, acceleratorTypes} from '../../model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../model/gpu-hosts.js';
import {acceleratorShortNames, findAcceleratorType, shortenAcceleratorType} from '../../model/gpu-names.js';
import {isZone, selectRegion} from '../../model/location.js';
import {nearestWord} from '../../model/nearest-word.js';
import {taintPattern} from '../../model/node-taint.js';
import {parseLlmModel} from '../../model/parse-llm-model.js';
import type {PoolWish} from '../../model/pool-wish.js';
import {explainUnknownModel} from './explain-unknown-model.js';

const command = 'shakinstall gpu-pool add';
const namePattern = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const versionPattern = /^1\.\d{1,2}(\.\d+(-gke\.\d+)?)?$/;

type Finder = (wish: PoolWish, location: string) => readonly Diagnostic[];

function problem(
  code: string,
  field: string,
  summary: string,
  detail: string,
  text: string,
  flags?: string,
): Diagnostic {
  const attempt = flags === undefined ? {text} : {text, command: `${command} ${flags}`};
  return {code, summary, detail, field, tries: [attempt], blame: 'user'};
}

const findBadName: Finder = ({name}) =>
  name === undefined || namePattern.test(name)
    ? []
    : [
        problem(
          'SHK_GPU_E2002',
          '--name',
          `${name} is no name of a node pool.`,
          'Allowed: 1 to 40 lower-case letters, digits and dashes that start with a letter and do not end in a dash.',
          'Choose another name.',
          '--name gpu-pool',
        ),
      ];

const findUnknownAccelerator: Finder = ({accelerator}) => {
  if (accelerator === undefined || findAcceleratorType(accelerator) !== undefined) return [];
  const near =
    nearestWord(shortenAcceleratorType(accelerator.toLowerCase()), acceleratorShortNames) ??
    shortenAcceleratorType(nearestWord(accelerator, acceleratorTypes) ?? '');
  return [
    problem(
      'SHK_GPU_E2003',
      '--accelerator',
      `${accelerator} is no accelerator that GKE’s nodes have.`,
      `Allowed: ${acceleratorShortNames.join(', ')}.`,
      near === '' ? 'See which hold a model.' : `Did you mean ${near}?`,
      near === '' ? undefined : `--accelerator ${near}`,
    ),
  ];
};

function findCountProblem(type: AcceleratorType, count: number): Diagnostic | undefined {
  const allowed = listCounts(type);
  if (allowed.includes(count)) return undefined;
  const near = allowed.find((other) => other >= count) ?? allowed.at(-1) ?? 1;
  return problem(
    'SHK_GPU_E2004',
    '--count',
    `No machine carries ${count} × ${type}.`,
    `Allowed: ${allowed.join(', ')}.`,
    `Take ${near}.`,
    `--accelerator ${shortenAcceleratorType(type)} --count ${near}`,
  );
}

const findBadMachine: Finder = ({accelerator, count, machineType}) => {
  const type = findAcceleratorType(accelerator ?? '');
  if (type === undefined) return [];
  const gpus = count ?? listCounts(type)[0] ?? 1;
  const bad = findCountProblem(type, gpus);
  if (bad !== undefined) return [bad];
  const misfit = machineType === undefined ? undefined : findMachineMisfit(type, machineType, gpus);
  if (misfit === undefined) return [];
  const [fitting = ''] = listMachineTypes(type, gpus);
  return [
    problem(
      'SHK_GPU_E2005',
      misfit.field === 'count' ? '--count' : '--machine-type',
      `${machineType} does not carry ${gpus} × ${type}.`,
      `Allowed: ${misfit.field === 'machineType' ? listMachineTypes(type, gpus).join(', ') : misfit.allowed}.`,
      `Take ${fitting}.`,
      `--accelerator ${shortenAcceleratorType(type)} --count ${gpus} --machine-type ${fitting}`,
    ),
  ];
};

const findBadBounds: Finder = ({min, max, nodes}) => {
  const [least, most] = [min ?? 0, max ?? Math.max(2, min ?? 0, nodes ?? 0)];
  const bounds = (field: string, summary: string, detail: string, text: string, flags: string) => [
    problem('SHK_GPU_E2006', field, summary, detail, text, flags),
  ];
  if (most < Math.max(1, least))
    return bounds(
      '--max',
      `--max ${most} is less than ${most < least ? `--min ${least}` : 'one node'}.`,
      `Allowed: ${Math.max(1, least)} to 1000.`,
      'Swap the two, or raise --max.',
      `--min ${Math.min(least, most)} --max ${Math.max(least, most, 1)}`,
    );
  if (nodes !== undefined && (nodes < least || nodes > most))
    return bounds(
      '--nodes',
      `--nodes ${nodes} is not between --min ${least} and --max ${most}.`,
      `Allowed: ${least} to ${most}.`,
      'Begin with a number between the two.',
      `--nodes ${least}`,
    );
  return [];
};

const findBadTaints: Finder = ({taints}) =>
  (taints ?? [])
    .filter((taint) => !taintPattern.test(taint))
    .map((taint) =>
      problem(
        'SHK_GPU_E2007',
        '--taint',
        `${taint} is no taint.`,
        'Allowed: key=value:effect, where effect is NoSchedule, PreferNoSchedule or NoExecute.',
        'Write it so, or leave it out for the runbook’s own.',
        '--taint purpose=gpu-t4:NoSchedule',
      ),
    );

const findForeignZones: Finder = ({zones}, location) =>
  (zones ?? [])
    .filter((zone) => !isZone(zone) || selectRegion(zone) !== selectRegion(location))
    .map((zone) => {
      const region = selectRegion(location);
      return problem(
        'SHK_GPU_E2008',
        '--zone',
        isZone(zone) ? `Zone ${zone} lies in another region than the cluster.` : `${zone} is no zone.`,
        `Allowed: zones of ${region}, because the cluster’s location is ${location}; its pools lie there for good.`,
        'See which zones of the region have GPUs.',
        undefined,
      );
    });

const findBadVersion: Finder = ({version}) =>
  version === undefined || versionPattern.test(version)
    ? []
    : [
        problem(
          'SHK_GPU_E2009',
          '--node-version',
          `${version} is no version of GKE.`,
          'Allowed: a minor such as 1.27, or an exact one such as 1.27.3-gke.100.',
          'Leave it out for the control plane’s own.',
        ),
      ];

const findOpposites: Finder = ({spot, reservation}) =>
  spot === true && reservation !== undefined
    ? [
        problem(
          'SHK_GPU_E2012',
          '--reservation',
          'Spot machines take from no reservation.',
          'Allowed: --spot or --reservation, not both.',
          'Leave one of them out.',
        ),
      ]
    : [];

const isRung = (rung: string) =>
  ['reservation', 'on-demand', 'spot'].includes(rung) || isZone(rung) || findAcceleratorType(rung) !== undefined;

const findBadRungs: Finder = ({fallback}, location) =>
  (fallback ?? [])
    .filter((rung) => !isRung(rung) || (isZone(rung) && selectRegion(rung) !== selectRegion(location)))
    .map((rung) => {
      const words = ['reservation', 'on-demand', 'spot', ...acceleratorShortNames];
      const near = nearestWord(rung, words);
      return problem(
        'SHK_GPU_E2013',
        '--fallback',
        isZone(rung) ? `Zone ${rung} lies in another region than the cluster.` : `${rung} is nothing to fall back to.`,
        `Allowed: reservation, on-demand, spot, a zone of ${selectRegion(location)}, or one of ${acceleratorShortNames.join(', ')}.`,
        near === undefined ? 'Choose one of these.' : `Did you mean ${near}?`,
        near === undefined ? undefined : `--fallback ${near}`,
      );
    });

const findNothingWanted: Finder = ({accelerator, model}) =>
  accelerator === undefined && model === undefined
    ? [
        {
          code: 'SHK_GPU_E2014',
          summary: 'It is not said which GPUs are wanted.',
          detail: 'neither --accelerator nor --model is given, and the configuration lists no such pool',
          field: '--accelerator',
          tries: [
            {text: 'Name the GPU.', command: `${command} --accelerator t4`},
            {text: 'Or what it is to hold.', command: `${command} --model llama2-13b`},
            {text: 'See what would hold it, and where.', command: 'shakinstall gpu-pool advise --model llama2-13b'},
          ],
          blame: 'user',
        },
      ]
    : [];

const findUnknownModel: Finder = ({model}) =>
  model === undefined || parseLlmModel(model) !== undefined ? [] : [explainUnknownModel(model)];

const finders: readonly Finder[] = [
  findNothingWanted,
  findBadName,
  findUnknownAccelerator,
  findBadMachine,
  findBadBounds,
  findBadTaints,
  findForeignZones,
  findBadVersion,
  findOpposites,
  findBadRungs,
  findUnknownModel,
];

/** Everything that is wrong with a wish by itself, in the order of its flags; the world is not asked. */
export function findWishProblems(wish: PoolWish, location: string): readonly Diagnostic[] {
  return finders.flatMap((find) => find(wish, location));
}
