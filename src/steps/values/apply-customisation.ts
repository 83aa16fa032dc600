import {stringify} from 'yaml';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectValuesFiles} from './staged-release.js';

interface Desired {
  readonly path: string;
  readonly text: string;
}

export const applyCustomisation = defineStep<Desired, {readonly text: string}>({
  id: 'values/apply-customisation',
  runbook: '15',
  phase: 'values',
  title: 'Write the customised values',
  why: 'What release.values of the configuration sets goes into a file of its own that helm reads after the rendered one, so that an edit survives the next rendering.',
  docs: 'https://helm.sh/docs/chart_template_guide/values_files/',
  actor: 'operator',
  needs: [],
  permissions: [],
  services: [],
  usualSeconds: [0, 1],
  timeoutMinutes: 1,
  desire: (inputs) => ({path: selectValuesFiles(inputs)[1], text: stringify(inputs.config.release.values ?? {})}),
  async observe(ports, desired) {
    const text = await ports.files.read(desired.path);
    return text === undefined ? {state: 'absent'} : {state: 'present', actual: {text}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.text === desired.text
      ? noChange
      : {
          kind: 'update',
          fields: [
            {path: 'values_customisation.yaml', from: 'other values', to: 'release.values of the configuration'},
          ],
        };
  },
  apply: (ports, desired) => ports.files.write(desired.path, desired.text, {mode: 0o600}),
  equivalent: ({path, text}) => [['sh', '-c', `cat > ${path} <<'END'\n${text}END`]],
});
