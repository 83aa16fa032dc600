import fc from 'fast-check';
import {expect, it} from 'vitest';
import {compareFields} from '../../../../../src/rehearsal/kube/apply/compare-fields.js';
import {formatFieldSet, uniteSets} from '../../../../../src/rehearsal/kube/apply/field-set.js';
import {selectResourceType} from '../../../../../src/rehearsal/kube/apply/field-type.js';
import {recallFields} from '../../../../../src/rehearsal/kube/apply/recall-fields.js';
import {createBuiltInResources} from '../../../../../src/rehearsal/kube/registry/built-in-resources.js';

const pods = createBuiltInResources(27).find(({collection}) => collection === 'pods')!;
const type = selectResourceType(pods);
const text = fc.constantFrom('', 'a', 'b');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: undefined});
const probe = fc.record({periodSeconds: maybe(fc.constantFrom(0, 5)), httpGet: maybe(fc.record({port: text}))});
const container = fc.record({
  name: fc.constantFrom('x', 'y'),
  image: maybe(text),
  args: maybe(fc.array(text, {maxLength: 2})),
  env: maybe(fc.uniqueArray(fc.record({name: text, value: text}), {selector: ({name}) => name})),
  ports: maybe(
    fc.uniqueArray(fc.record({containerPort: fc.constantFrom(80, 81)}), {selector: (port) => port.containerPort}),
  ),
  readinessProbe: maybe(probe),
});
const pod = fc.record({
  metadata: fc.record({
    creationTimestamp: fc.constantFrom(null, '2026-11-20T09:00:00Z'),
    labels: maybe(fc.dictionary(fc.constantFrom('k', 'l'), text)),
    finalizers: maybe(fc.uniqueArray(fc.constantFrom('f/a', 'f/b'))),
  }),
  spec: fc.record({
    containers: fc.uniqueArray(container, {selector: ({name}) => name}),
    nodeSelector: maybe(fc.dictionary(fc.constantFrom('n', 'm'), text)),
    hostNetwork: maybe(fc.boolean()),
  }),
});

it('gives every new object the fields that comparing it alone would give it', () => {
  const collect = (object: unknown) => {
    const {added, modified} = compareFields(
      {metadata: {creationTimestamp: null}, spec: {containers: null}},
      object,
      type,
    );
    return formatFieldSet(uniteSets(added, modified));
  };
  fc.assert(
    fc.property(pod, (object) => {
      expect(recallFields(object as never, type, () => collect(object))).toEqual(collect(object));
    }),
    {numRuns: 3000, seed: 7},
  );
});
