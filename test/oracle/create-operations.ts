import fc from 'fast-check';
import {type Json, type OracleKind, oracleKinds} from './oracle-kinds.js';

/** What a body's `resourceVersion` is at an update: the object's own, none, an old one or nonsense. */
type Revision = 'current' | 'absent' | 'old' | 'nonsense';

/** One request, before it is put into the form that suits a server's present state. */
export type Operation =
  | {readonly verb: 'create'; readonly name: string; readonly fragments: readonly Json[]; readonly query: string}
  | {readonly verb: 'get'; readonly name: string; readonly accept: string}
  | {readonly verb: 'list'; readonly query: string; readonly accept: string}
  | {
      readonly verb: 'update';
      readonly name: string;
      readonly fragments: readonly Json[];
      readonly revision: Revision;
      readonly query: string;
    }
  | {
      readonly verb: 'patch';
      readonly name: string;
      readonly contentType: string;
      readonly patch: Json;
      readonly query: string;
    }
  | {readonly verb: 'apply'; readonly name: string; readonly fragments: readonly Json[]; readonly query: string}
  | {readonly verb: 'delete'; readonly name: string; readonly options: Json; readonly query: string}
  | {readonly verb: 'deletecollection'; readonly query: string}
  | {
      readonly verb: 'status';
      readonly name: string;
      readonly isPatch: boolean;
      readonly status: Json;
      readonly query: string;
    }
  | {readonly verb: 'scale'; readonly name: string; readonly method: 'GET' | 'PUT' | 'PATCH'; readonly scale: Json}
  | {
      readonly verb: 'raw';
      readonly method: string;
      readonly suffix: string;
      readonly contentType?: string;
      readonly body?: string;
    };

/** One kind and what is done with it, in order. */
export interface OracleRun {
  readonly kind: OracleKind;
  readonly operations: readonly Operation[];
}

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const partial = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const partialList = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';
const mergeType = 'application/merge-patch+json';
const strategicType = 'application/strategic-merge-patch+json';

const name = fc.constantFrom('a', 'a', 'a', 'b');
const newName = fc.oneof(
  {weight: 12, arbitrary: name},
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'Bad_Name', 'gen-', `${'x'.repeat(64)}`, `${'y'.repeat(260)}`, 'a.b', '-a'),
  },
);
const writeQuery = fc.oneof(
  {weight: 8, arbitrary: fc.constant('')},
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'fieldManager=one',
      'fieldManager=two',
      'dryRun=All',
      'dryRun=All&fieldManager=one',
      'dryRun=Some',
      `fieldManager=${'m'.repeat(129)}`,
      'pretty=true',
    ),
  },
);
const listQuery = fc.constantFrom(
  '',
  'labelSelector=a%3Db',
  'labelSelector=a%21%3Db',
  'labelSelector=a',
  'labelSelector=%21a',
  'labelSelector=a+in+%28b%2Cc%29',
  'labelSelector=a+notin+%28b%29%2Cx.io%2Fy',
  'labelSelector=a+in+%28%29',
  'labelSelector=a%3D%3D%3Db',
  'labelSelector=bad+key%21',
  'labelSelector=a%3Dnot+valid%21',
  'labelSelector=a%3E1',
  'fieldSelector=metadata.name%3Da',
  'fieldSelector=metadata.name%21%3Da',
  'fieldSelector=spec.odd%3D1',
  'fieldSelector=nonsense',
  'limit=1',
  'limit=500',
  'limit=x',
  'resourceVersion=0',
  'resourceVersion=abc',
  'resourceVersionMatch=Exact',
  'resourceVersion=1&resourceVersionMatch=Odd',
  'continue=nonsense',
  'timeoutSeconds=x',
);

const pieces = ({fragments}: OracleKind, max: number) => fc.array(fc.constantFrom(...fragments), {maxLength: max});

/** Older servers keep a null that a strategic patch has nothing to delete with. https://github.com/kubernetes/kubernetes/issues/123304 */
const hasNull = (value: Json): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).some(hasNull));

function createPatch(kind: OracleKind): fc.Arbitrary<Operation> {
  const isBuiltIn = kind.apiVersion !== 'example.com/v1';
  const patched = fc.oneof(
    fc.record({contentType: fc.constant(mergeType), patch: fc.constantFrom(...kind.fragments)}),
    fc.record({
      contentType: fc.constant(isBuiltIn ? strategicType : mergeType),
      patch: fc.constantFrom(...kind.fragments.filter((fragment) => !hasNull(fragment))),
    }),
    fc.record({
      contentType: fc.constant('application/json-patch+json'),
      patch: fc.constantFrom(...(kind.patches ?? [])),
    }),
    fc.record({
      contentType: fc.constantFrom(strategicType, mergeType),
      patch: fc.constantFrom<Json>(
        {},
        {$patch: 'replace', metadata: {labels: {r: 'r'}}},
        {metadata: {labels: {$patch: 'replace', only: 'this'}}},
        {metadata: {$patch: 'delete'}},
        {metadata: {finalizers: ['example.com/two'], '$deleteFromPrimitiveList/finalizers': ['example.com/hold']}},
        {metadata: {resourceVersion: '1'}},
        {metadata: {name: 'elsewhere'}},
        {kind: 'Odd'},
        {apiVersion: 'odd/v1'},
        [],
        'text',
      ),
    }),
  );
  return fc
    .record({name, patched, query: writeQuery})
    .map(({patched, ...rest}): Operation => ({verb: 'patch', ...rest, ...patched}));
}

const raws: readonly Omit<Extract<Operation, {verb: 'raw'}>, 'verb'>[] = [
  {method: 'PUT', suffix: '', body: '{}'},
  {method: 'PATCH', suffix: '', body: '{}', contentType: mergeType},
  {method: 'POST', suffix: '/a', body: '{}'},
  {method: 'POST', suffix: '', body: ''},
  {method: 'POST', suffix: '', body: '{'},
  {method: 'POST', suffix: '', body: '[]'},
  {method: 'POST', suffix: '', body: '{}'},
  {method: 'POST', suffix: '', body: 'null'},
  {method: 'POST', suffix: '', body: '{"kind":"Odd","apiVersion":"v1"}'},
  {method: 'POST', suffix: '', body: '{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}'},
  {method: 'POST', suffix: '', body: '{"metadata":"x"}'},
  {method: 'POST', suffix: '', body: '{"metadata":{"namespace":"elsewhere","name":"a"}}'},
  {method: 'POST', suffix: '', body: 'a: b', contentType: 'text/plain'},
  {method: 'PUT', suffix: '/a', body: '{"metadata":{"name":"b"}}'},
  {method: 'PUT', suffix: '/a', body: '{"metadata":{}}'},
  {method: 'PUT', suffix: '/none', body: '{"metadata":{"name":"none"}}'},
  {method: 'PATCH', suffix: '/a', body: '{', contentType: mergeType},
  {method: 'PATCH', suffix: '/a', body: '{}', contentType: 'application/json'},
  {method: 'PATCH', suffix: '/none', body: '{}', contentType: mergeType},
  {method: 'PATCH', suffix: '/a', body: '{', contentType: 'application/json-patch+json'},
  {method: 'PATCH', suffix: '/a', body: '{}', contentType: 'application/json-patch+json'},
  {method: 'PATCH', suffix: '/a?fieldManager=m', body: '{}', contentType: 'application/apply-patch+yaml'},
  {method: 'PATCH', suffix: '/a', body: '{}', contentType: 'application/apply-patch+yaml'},
  {method: 'PATCH', suffix: '/a?fieldManager=m', body: 'a: [', contentType: 'application/apply-patch+yaml'},
  {method: 'PATCH', suffix: '/a?force=true', body: '{}', contentType: mergeType},
  {method: 'GET', suffix: '/a/nothing'},
  {method: 'GET', suffix: '/none'},
  {method: 'GET', suffix: '/none/status'},
  {method: 'DELETE', suffix: '/none'},
  {method: 'DELETE', suffix: '/a', body: '{'},
  {method: 'GET', suffix: 'x'},
  {method: 'GET', suffix: '?watch=true&resourceVersion=abc'},
];

const deletions: readonly Json[] = [
  undefined,
  undefined,
  {},
  {propagationPolicy: 'Foreground'},
  {propagationPolicy: 'Background'},
  {propagationPolicy: 'Orphan'},
  {propagationPolicy: 'Odd'},
  {orphanDependents: true},
  {orphanDependents: true, propagationPolicy: 'Orphan'},
  {gracePeriodSeconds: 0},
  {gracePeriodSeconds: 5},
  {gracePeriodSeconds: -3},
  {dryRun: ['All']},
  {dryRun: ['Some']},
  {preconditions: {uid: 'another'}},
  {preconditions: {resourceVersion: '1'}},
  {kind: 'Odd', apiVersion: 'v1'},
];

function createOperation(kind: OracleKind): fc.Arbitrary<Operation> {
  const accept = (one: string) => fc.constantFrom('application/json', 'application/json', table, one);
  const statuses = kind.statuses ?? [{}];
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({name: newName, fragments: pieces(kind, 2), query: writeQuery})
        .map((rest): Operation => ({verb: 'create', ...rest})),
    },
    {
      weight: 1,
      arbitrary: fc.record({name, accept: accept(partial)}).map((rest): Operation => ({verb: 'get', ...rest})),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          query: kind.isNamespaced ? listQuery : fc.constant('fieldSelector=metadata.name%3Da'),
          accept: accept(partialList),
        })
        .map((rest): Operation => ({verb: 'list', ...rest})),
    },
    {
      weight: 5,
      arbitrary: fc
        .record({
          name,
          fragments: pieces(kind, 2),
          revision: fc.constantFrom<Revision>('current', 'current', 'current', 'absent', 'old', 'nonsense'),
          query: writeQuery,
        })
        .map((rest): Operation => ({verb: 'update', ...rest})),
    },
    {weight: 5, arbitrary: createPatch(kind)},
    {
      weight: 5,
      arbitrary: fc
        .record({
          name,
          fragments: pieces(kind, 2),
          query: fc.constantFrom(
            'fieldManager=one',
            'fieldManager=one',
            'fieldManager=two',
            'fieldManager=two&force=true',
            'fieldManager=one&dryRun=All',
          ),
        })
        .map((rest): Operation => ({verb: 'apply', ...rest})),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          name,
          options: fc.constantFrom(...deletions),
          query: fc.constantFrom('', '', '', 'propagationPolicy=Foreground', 'gracePeriodSeconds=x', 'dryRun=All'),
        })
        .map((rest): Operation => ({verb: 'delete', ...rest})),
    },
    {
      // Outside of namespaces it would reach the servers' own objects.
      weight: kind.isNamespaced ? 1 : 0,
      arbitrary: fc
        .record({query: fc.constantFrom('', 'labelSelector=a%3Db', 'fieldSelector=metadata.name%3Da', 'dryRun=All')})
        .map((rest): Operation => ({verb: 'deletecollection', ...rest})),
    },
    {
      weight: kind.statuses ? 2 : 0,
      arbitrary: fc
        .record({name, isPatch: fc.boolean(), status: fc.constantFrom(...statuses), query: writeQuery})
        .map((rest): Operation => ({verb: 'status', ...rest})),
    },
    {
      weight: kind.hasScale ? 2 : 0,
      arbitrary: fc
        .record({
          name,
          method: fc.constantFrom<'GET' | 'PUT' | 'PATCH'>('GET', 'PUT', 'PATCH'),
          scale: fc.constantFrom<Json>({replicas: 2}, {replicas: 0}, {replicas: -1}, {replicas: 'x'}, {}),
        })
        .map((rest): Operation => ({verb: 'scale', ...rest})),
    },
    {weight: 2, arbitrary: fc.constantFrom(...raws).map((raw): Operation => ({verb: 'raw', ...raw}))},
  );
}

/** Runs of up to `maxLength` operations on one kind each; the first creates the object that the others are about. */
export function createRuns(maxLength: number, kinds: readonly OracleKind[] = oracleKinds): fc.Arbitrary<OracleRun> {
  return fc.constantFrom(...kinds).chain((kind) =>
    fc.array(createOperation(kind), {minLength: 1, maxLength, size: 'max'}).map((operations) => ({
      kind,
      operations: [{verb: 'create', name: 'a', fragments: [], query: ''}, ...operations],
    })),
  );
}
