import {readFileSync} from 'node:fs';
import {isMap, LineCounter, type Node, parseDocument} from 'yaml';
import {z} from 'zod';
import type {Diagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Injection, ListedIncident} from './incident-control.js';

const injectionSchema = z.strictObject({
  incident: z.string().min(1),
  afterSeconds: z.number().min(0).optional(),
  atRequest: z.string().min(1).optional(),
  forSeconds: z.number().min(0).optional(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const scenarioSchema = z.array(injectionSchema).min(1);

const form = 'A list of {incident, afterSeconds?, atRequest?, forSeconds?, parameters?}.';

/** A scenario's injections in their order; every mistake at once, each with its place. */
export function parseScenario(
  file: string,
  text: string,
  catalogue: ReadonlyArray<Pick<ListedIncident, 'id' | 'parameters'>>,
): readonly Injection[] {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
  const refuse = (
    problems: ReadonlyArray<{readonly offset: number; readonly summary: string; readonly field?: string}>,
  ) =>
    new DiagnosticError(
      problems.map(({offset, summary, field}): Diagnostic => {
        const {line, col} = lines.linePos(offset);
        return {
          code: 'SHK_REHEARSE_E1403',
          summary,
          location: {file, line, column: col},
          ...(field === undefined ? {} : {field}),
          tries: [{text: form}],
          blame: 'user',
        };
      }),
    );
  if (document.errors.length > 0)
    throw refuse(document.errors.map(({pos, message}) => ({offset: pos[0], summary: message})));
  const locate = (path: readonly PropertyKey[], key?: string): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = (length === 0 ? document.contents : document.getIn(path.slice(0, length), true)) as Node | undefined;
      const pair = key !== undefined && isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined;
      const found = (pair?.key as Node | undefined) ?? node;
      if (found?.range) return found.range[0];
    }
    return 0;
  };
  const parsed = scenarioSchema.safeParse(document.toJS());
  if (parsed.success) {
    const unknown = parsed.data.flatMap(({incident, parameters = {}}, index) => {
      const definition = catalogue.find(({id}) => id === incident);
      if (definition === undefined)
        return [
          {
            offset: locate([index, 'incident']),
            summary: `There is no incident ${JSON.stringify(incident)}.`,
            field: `${index}.incident`,
          },
        ];
      return Object.keys(parameters)
        .filter((key) => !(key in definition.parameters))
        .map((key) => ({
          offset: locate([index, 'parameters'], key),
          summary: `${incident} has no parameter ${JSON.stringify(key)}.`,
          field: `${index}.parameters.${key}`,
        }));
    });
    if (unknown.length > 0) throw refuse(unknown);
    return parsed.data;
  }
  throw refuse(
    parsed.error.issues.flatMap((issue) => {
      const field = issue.path.map(String).join('.');
      if (issue.code !== 'unrecognized_keys')
        return [{offset: locate(issue.path), summary: issue.message, ...(field === '' ? {} : {field})}];
      return issue.keys.map((key) => ({
        offset: locate(issue.path, key),
        summary: `There is no ${JSON.stringify(key)} in a scenario.`,
        field: [...issue.path.map(String), key].join('.'),
      }));
    }),
  );
}

/** Reads a scenario file. */
export function readScenario(
  file: string,
  catalogue: ReadonlyArray<Pick<ListedIncident, 'id' | 'parameters'>>,
): readonly Injection[] {
  try {
    return parseScenario(file, readFileSync(file, 'utf8'), catalogue);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw new DiagnosticError([
      {
        code: 'SHK_REHEARSE_E1404',
        summary: 'The scenario cannot be read.',
        detail: (error as Error).message,
        tries: [{text: form}],
        blame: 'user',
      },
    ]);
  }
}
