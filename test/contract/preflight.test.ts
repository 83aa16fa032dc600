import {describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {openWorld, type WorldCall} from '../worlds/open-world.js';
import {worlds} from '../worlds/worlds.js';

/** POSTs that only read. https://cloud.google.com/apis/design/custom_methods */
const isQuestion = ({method, path}: WorldCall) =>
  method === 'GET' ||
  method === 'HEAD' ||
  /:(getIamPolicy|testIamPermissions|getEffectiveOrgPolicy|getAncestry)$|\/(getIamPolicy|testIamPermissions)$/.test(
    path,
  );

describe.each(worlds.map((definition) => [definition.name, definition] as const))(
  'the preflight of %s',
  (_, definition) => {
    it('sends nothing that changes anything, and no question twice', async () => {
      const world = await openWorld(definition);
      try {
        const {facts} = await collectFactSet(selectLookSubject(world.workspace), preflightChecks);
        expect(world.calls.filter((call) => !isQuestion(call))).toEqual([]);
        const faults = Object.values(facts).filter((fact) => fact.state === 'unknown' && fact.kind === 'fault');
        expect(faults).toEqual([]);
        const questions = world.calls.map(({question}) => question);
        expect(questions.filter((question, index) => questions.indexOf(question) !== index)).toEqual([]);
        expect(questions.length).toBeGreaterThan(0);
      } finally {
        await world.close();
      }
    }, 60_000);
  },
);
