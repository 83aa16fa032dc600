import {z} from 'zod';
import {nearestWord} from '../../model/nearest-word.js';
import {listFields, listKeys, schemaAt} from '../schema/schema-at.js';
import {secretReferenceAllowed} from '../schema/secret-reference.js';
import {formatFound} from './format-found.js';
import {isSecret} from './is-secret.js';
import {missingValue} from './missing-value.js';
import {selectAt} from './plain-data.js';
import {type FieldPath, formatPath, type Problem} from './problem.js';
import {repairText} from './repair-text.js';

type Issue = z.core.$ZodIssue;

/** What zod found wrong with a value, in the words of the configuration; one problem a field. */
export function issueProblems(error: z.ZodError, value: unknown, schema: z.ZodType): Problem[] {
  const problems = error.issues.flatMap((issue): readonly Problem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey([...issue.path, key], issue.path, schema));
    if (selectAt(value, issue.path) === undefined) return [missingValue(issue.path)];
    return [wrongValue(issue, selectAt(value, issue.path), schemaAt(schema, issue.path))];
  });
  return problems.filter(
    (problem, index) => problems.findIndex(({path}) => formatPath(path) === formatPath(problem.path)) === index,
  );
}

function unknownKey(path: FieldPath, parent: FieldPath, schema: z.ZodType): Problem {
  const key = String(path.at(-1));
  const known = listKeys(schemaAt(schema, parent));
  const shown = isSecret(key) ? 'A key that looks like a secret' : formatPath(path);
  const nearest = nearestWord(key, known);
  const elsewhere = listFields(schema).filter((field) => String(field.at(-1)).toLowerCase() === key.toLowerCase());
  const tries = nearest
    ? [{text: `Did you mean ${formatPath([...parent, nearest])}?`}]
    : elsewhere.length > 0
      ? [{text: `Did you mean ${elsewhere.map(formatPath).join(' or ')}?`}]
      : [{text: 'Take it out; keys that nobody reads are refused, so that a typing error cannot pass unseen.'}];
  return {
    code: 'SHK_CONFIG_E0007',
    path,
    summary: `${shown} is not a key of the configuration.`,
    detail: `Allowed${parent.length > 0 ? ` in ${formatPath(parent)}` : ''}: ${known.join(', ')}.`,
    tries,
    isAboutKey: true,
  };
}

function wrongValue(issue: Issue, found: unknown, schema: z.ZodType | undefined): Problem {
  const {path} = issue;
  const field = formatPath(path);
  const summary = `${field} cannot be ${formatFound(found)}.`;
  const problem = (code: Problem['code'], allowed: string, suggestion?: string, advice?: string): Problem => ({
    code,
    path,
    summary,
    detail: `Allowed: ${allowed}.`,
    tries: [
      ...(suggestion === undefined ? [] : [{text: `Did you mean ${suggestion}?`}]),
      ...(suggestion === undefined || advice !== undefined ? [{text: advice ?? `Write ${allowed}.`}] : []),
    ],
  });
  const repaired = () => (typeof found === 'string' && schema !== undefined ? repairText(found, schema) : undefined);
  switch (issue.code) {
    case 'invalid_type':
      return problem('SHK_CONFIG_E0009', typeNames[issue.expected] ?? issue.expected);
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (path.length === 1 && (field === 'apiVersion' || field === 'kind'))
        return problem(
          'SHK_CONFIG_E0006',
          values.join(', '),
          nearestWord(String(found), values),
          `Write ${field}: ${values[0]}, if the file is meant for this program.`,
        );
      return problem('SHK_CONFIG_E0010', values.join(', '), nearestWord(String(found), values));
    }
    case 'too_small':
    case 'too_big':
      return tooMuch(issue, problem, schema);
    case 'invalid_key':
      return problem('SHK_CONFIG_E0011', issue.issues.map(({message}) => message).join('; '));
    default:
      if (issue.message.includes(secretReferenceAllowed))
        return {
          ...problem('SHK_CONFIG_E0013', issue.message),
          summary: `${field} is no reference to a secret.`,
          tries: [
            {
              text: `Put the secret into a file or an environment variable and write ${field}: file:PATH or ${field}: env:NAME.`,
            },
          ],
        };
      return problem('SHK_CONFIG_E0011', issue.message, repaired());
  }
}

function tooMuch(
  issue: Extract<Issue, {code: 'too_small' | 'too_big'}>,
  problem: (code: Problem['code'], allowed: string) => Problem,
  schema: z.ZodType | undefined,
): Problem {
  if (schema instanceof z.ZodNumber)
    return problem('SHK_CONFIG_E0012', `a whole number from ${schema.minValue} to ${schema.maxValue}`);
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  return problem(
    'SHK_CONFIG_E0011',
    issue.origin === 'string' ? `a text of ${bound} characters` : `a list of ${bound}`,
  );
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};
