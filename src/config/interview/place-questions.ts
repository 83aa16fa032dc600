import {isZone, selectRegion} from '../../model/location.js';
import {answerAt, fixedChoices, type Question, withAnswer} from './question.js';

const isCreated = (answers: Readonly<Record<string, unknown>>) => answerAt(answers, 'project.mode') === 'create';
/** The core pool's machine type of the runbook: zones without it cannot carry the platform. */
const coreMachineType = 'n2-standard-16';

/** Deployment, project and location: the runbook's steps 1 to 7. */
export const placeQuestions: readonly Question[] = [
  {
    kind: 'text',
    path: 'deployment',
    message: 'Name of this installation',
    propose: () => 'shakudo',
  },
  {
    kind: 'choice',
    path: 'project.mode',
    message: 'Google Cloud project',
    choose: fixedChoices(
      ['existing', 'Use a project that exists'],
      ['create', 'Create a new project', 'Needs the right to create projects and to link a billing account'],
    ),
  },
  {kind: 'text', path: 'project.id', message: 'Project id'},
  {
    kind: 'text',
    path: 'project.billingAccount',
    message: 'Billing account (gcloud billing accounts list shows yours)',
    isAsked: isCreated,
  },
  {
    kind: 'text',
    path: 'project.organization',
    message: 'Number of the organization that the project goes into, empty for none',
    isOptional: true,
    isAsked: (answers) => isCreated(answers) && answerAt(answers, 'project.folder') === '',
  },
  {
    kind: 'choice',
    path: 'location',
    message: 'Region',
    async choose(answers, lists) {
      const regions = await lists.listRegions(answerAt(answers, 'project.id'));
      return regions?.map((region) => ({value: region, label: region}));
    },
  },
  {
    kind: 'choice',
    path: 'location',
    message: (answers) => `One zone of ${selectRegion(answerAt(answers, 'location'))}, or the whole region`,
    isAsked: (answers) => !isZone(answerAt(answers, 'location')),
    async choose(answers, lists) {
      const region = answerAt(answers, 'location');
      const zones = await lists.listZones(answerAt(answers, 'project.id'), region, coreMachineType);
      if (zones === undefined) return undefined;
      const label = (zone: string, accelerators: readonly string[]) =>
        accelerators.length === 0 ? zone : `${zone} (${accelerators.map(shortenAccelerator).join(', ')})`;
      return [
        ...[...zones]
          .sort((a, b) => b.accelerators.length - a.accelerators.length || a.zone.localeCompare(b.zone))
          .map(({zone, accelerators}) => ({value: zone, label: label(zone, accelerators)})),
        {
          value: region,
          label: `${region}, all zones`,
          hint: 'Three control planes; every pool has its nodes once in each zone',
        },
      ];
    },
    write: (answers, text) => withAnswer(answers, 'location', text),
  },
];

/** `nvidia-tesla-t4` as people say it: `T4`. */
export function shortenAccelerator(accelerator: string): string {
  return accelerator.replace(/^nvidia-(tesla-)?/, '').toUpperCase();
}
