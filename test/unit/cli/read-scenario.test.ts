import {expect, it} from 'vitest';
import {parseScenario} from '../../../src/cli/read-scenario.js';
import type {DiagnosticError} from '../../../src/model/diagnostic-error.js';

const catalogue = [{id: 'drift', parameters: {replicas: {meaning: 'replicas', usual: 0}}}];

const problemsOf = (text: string) => {
  try {
    parseScenario('bad-day.yaml', text, catalogue);
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({location, summary}) => [
      `${location?.file}:${location?.line}:${location?.column}`,
      summary,
    ]);
  }
  return [];
};

it('reads a list of incidents', () => {
  const text = '- incident: drift\n  afterSeconds: 5\n  parameters: {replicas: 2}\n';
  expect(parseScenario('bad-day.yaml', text, catalogue)).toEqual([
    {incident: 'drift', afterSeconds: 5, parameters: {replicas: 2}},
  ]);
});

it('names the place of every mistake', () => {
  expect(problemsOf('- incident: drift\n  aftr: 5\n- incident: drift\n  forSeconds: -1\n')).toEqual([
    ['bad-day.yaml:2:3', 'There is no "aftr" in a scenario.'],
    ['bad-day.yaml:4:15', expect.stringContaining('>=0')],
  ]);
  expect(problemsOf('- incident: drift\n  parameters:\n    replica: 5\n- incident: drfit\n')).toEqual([
    ['bad-day.yaml:3:5', 'drift has no parameter "replica".'],
    ['bad-day.yaml:4:13', 'There is no incident "drfit".'],
  ]);
  expect(problemsOf('- incident: [\n')).toEqual([
    [expect.stringMatching(/^bad-day\.yaml:\d+:\d+$/), expect.any(String)],
  ]);
});
